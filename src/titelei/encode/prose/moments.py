"""Years, months, decades, centuries and their parts as stretches of time, and how TEI and EDTF write them.

TEI follows XML Schema 1.0, which has no year 0 (-0001 is 1 BC); EDTF (ISO 8601-2:2019) counts it (0000 is 1 BC).
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Final, Literal

Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium", "part"]
Day = tuple[int, int, int]
"""Year (negative before Christ, never 0), month, day; 0 where it is not said."""

EXACT: Final = frozenset(("day", "month", "year"))
SEASONS: Final = {"spring": (3, 5, 21), "summer": (6, 8, 22), "autumn": (9, 11, 23), "winter": (12, 2, 24)}
Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stretch of time from ``low`` to ``high``; ``edtf`` where it has a form of its own there."""

    low: Day
    high: Day
    precision: Precision
    edtf: str = ""

    @property
    def is_exact(self) -> bool:
        return self.precision in EXACT


def tei(day: Day) -> str:
    """Write a day, month or year as XML Schema does."""
    return _written(day, day[0])


def _edtf(day: Day) -> str:
    return _written(day, day[0] + 1 if day[0] < 0 else day[0])


def _written(day: Day, year: int) -> str:
    sign = "-" if year < 0 else ""
    rest = "".join(f"-{part:02d}" for part in day[1:] if part)
    return f"{sign}{abs(year):04d}{rest}"


def on(year: int, month: int = 0, day: int = 0) -> Moment | None:
    """Give a year, month or day; nothing where the calendar has none."""
    if year == 0 or not 0 <= month <= 12:
        return None
    if day and not (month and 1 <= day <= monthrange(abs(year) or 4, month)[1]):
        return None
    value = (year, month, day)
    return Moment(low=value, high=value, precision="day" if day else "month" if month else "year")


def season(name: str, year: int) -> Moment:
    """Give a season of a year by its months; a winter is the one that begins in the year."""
    if name == "winter":
        return winter(year)
    first, last, code = SEASONS[name]
    return Moment(low=(year, first, 0), high=(year, last, 0), precision="season", edtf=f"{year:04d}-{code}")


def winter(year: int) -> Moment:
    """Give the winter that begins in December of a year and ends in February of the next."""
    return Moment(low=(year, 12, 0), high=(year + 1, 2, 0), precision="season", edtf=f"{year:04d}-24")


def decade(year: int) -> Moment:
    """Give the decade that a year divisible by ten begins; before 1900 one divisible by a hundred names a century."""
    if year % 100 == 0 and year < 1900:
        return Moment(low=(year, 0, 0), high=(year + 99, 0, 0), precision="century", edtf=f"{year // 100:02d}XX")
    return Moment(low=(year, 0, 0), high=(year + 9, 0, 0), precision="decade", edtf=f"{year // 10:03d}X")


def century(number: int, *, before_christ: bool = False, width: int = 100) -> Moment:
    """Give the first to the last year of a century, or with ``width`` 1000 of a millennium."""
    first, last = (
        (-number * width, -(number - 1) * width - 1) if before_christ else ((number - 1) * width + 1, number * width)
    )
    return Moment(low=(first, 0, 0), high=(last, 0, 0), precision="century" if width == 100 else "millennium")


def turn(of: Moment) -> Moment:
    """Give the twenty years around the beginning of a century."""
    year = of.low[0]
    return Moment(low=(year - 10, 0, 0), high=(year + 9, 0, 0), precision="part")


def part(of: Moment, hundredths: tuple[int, int]) -> Moment:
    """Give a part of a century, decade or year, in hundredths of it."""
    first, last = hundredths
    if of.precision == "year":
        year = of.low[0]
        return Moment(low=(year, _share(first, 12), 0), high=(year, _share(last, 12), 0), precision="part")
    if not of.low[1]:
        years = of.high[0] - of.low[0] + 1
        low, high = of.low[0] + _share(first, years) - 1, of.low[0] + _share(last, years) - 1
        return Moment(low=(low, 0, 0), high=(high, 0, 0), precision="part")
    return replace(of, precision="part", edtf="")


def _share(hundredth: int, of: int) -> int:
    return max(1, -(-hundredth * of // 100))


def single(moment: Moment, *, is_about: bool = False) -> Attributes:
    """Give the attributes of one moment."""
    if moment.is_exact:
        return (("when", tei(moment.low)), ("edtf", _edtf(moment.low) + ("~" if is_about else "")))
    return between(moment, moment, edtf=moment.edtf)


def between(first: Moment, last: Moment, *, edtf: str = "") -> Attributes:
    """Give the attributes of some time between two moments."""
    low, high = first.low, last.high
    return (
        ("notBefore", tei(low)),
        ("notAfter", tei(high)),
        ("edtf", edtf or f"[{_edtf(low)}..{_edtf(high)}]"),
    )


def span(first: Moment, last: Moment) -> Attributes:
    """Give the attributes of the whole time from one moment to another."""
    if not (first.is_exact and last.is_exact):
        return between(first, last)
    return (("from", tei(first.low)), ("to", tei(last.high)), ("edtf", f"{_edtf(first.low)}/{_edtf(last.high)}"))


def open_ended(relation: str, moment: Moment) -> Attributes:
    """Give the attributes of a time with one end: ``before``, ``by``, ``after``, ``since``, ``until`` a moment."""
    low, high = moment.low, moment.high
    match relation:
        case "before":
            return (("notAfter", tei(low)), ("edtf", f"[..{_edtf(low)}]"))
        case "by":
            return (("notAfter", tei(high)), ("edtf", f"[..{_edtf(high)}]"))
        case "after":
            return (("notBefore", tei(high)), ("edtf", f"[{_edtf(high)}..]"))
        case "since":
            return (("from", tei(low)), ("edtf", f"{_edtf(low)}/.."))
        case _:
            return (("to", tei(high)), ("edtf", f"../{_edtf(high)}"))


def is_ordered(first: Moment, last: Moment) -> bool:
    """Tell whether one moment begins before the other ends."""
    width = 3 if first.low[2] and last.high[2] else 2 if first.low[1] and last.high[1] else 1
    return first.low[:width] < last.high[:width]
