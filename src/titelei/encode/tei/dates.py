"""EDTF as the attributes of a TEI date: a day, a span, a season, an interval that holds it."""

import re
from typing import Final

_DAY: Final = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")
_SEASONS: Final = {"21": ("spring", "03", "05"), "22": ("summer", "06", "08"), "23": ("autumn", "09", "11")}


def attributes(edtf: str) -> dict[str, str]:
    """Give the attributes; none for what TEI cannot say."""
    if _DAY.fullmatch(edtf):
        return {"when": _counted(edtf)}
    first, slash, last = edtf.partition("/")
    if slash and _DAY.fullmatch(first) and _DAY.fullmatch(last):
        return {"from": _counted(first), "to": _counted(last)}
    season = re.fullmatch(r"(\d{4})-(2[1-4])", edtf)
    if season is not None and season[2] == "24":
        return {"notBefore": f"{int(season[1]) - 1:04}-12", "notAfter": f"{season[1]}-02", "subtype": "winter"}
    if season is not None:
        name, begin, end = _SEASONS[season[2]]
        return {"notBefore": f"{season[1]}-{begin}", "notAfter": f"{season[1]}-{end}", "subtype": name}
    return {}


def _counted(day: str) -> str:
    """Count as TEI does: EDTF's year 0 is 1 B.C., TEI's -0001."""
    year = re.match(r"-?\d{4}", day)
    assert year is not None, day
    number = int(year[0])
    return day if number > 0 else f"-{abs(number) + 1:04}{day[year.end() :]}"
