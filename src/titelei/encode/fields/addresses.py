"""Postal addresses: where one begins in a line, and its parts."""

import re
from functools import lru_cache
from typing import Final

from titelei.encode import knowledge

_POSTCODE: Final = re.compile(r"(?<![\d.])(?:\d{5,6}|\d{2}-\d{3})(?![\d.-])")
_HOUSE: Final = re.compile(
    r"^(?:д\.?\s?|дом\s|bld\.?\s?|building\s|корп\.?\s?|кв\.?\s?|стр\.?\s?|of\.?\s?|"
    r"оф\.?\s?)?\d{1,4}\s?[A-Za-zА-Яа-я]?(?:[/-]\d{1,4}\s?[A-Za-zА-Яа-я]?)?$",
    re.I,
)


@lru_cache(maxsize=8192)
def kind_of(part: str) -> str:
    """Give what a part between commas is: street, house, postCode, settlement, region, country; empty for none."""
    dotted = part.strip(" ,;()")
    part = dotted.strip(". ")
    if not part:
        return ""
    if knowledge.whole("places", "country").fullmatch(part):
        return "country"
    if _POSTCODE.fullmatch(part):
        return "postCode"
    if _HOUSE.match(part):
        return "house"
    if knowledge.whole("places", "city").fullmatch(part):
        return "settlement"
    if knowledge.holds("places", "street").search(dotted) and len(part) < 90:
        return "street"
    if knowledge.holds("places", "settlement").search(dotted):
        return "settlement"
    if knowledge.holds("places", "region").search(dotted) and len(part.split()) <= 4:
        return "region"
    if _POSTCODE.search(part):
        return "mixed"
    return ""


def begins(part: str, *, after_organisation: bool) -> bool:
    """Tell whether a part between commas begins an address. A city or country alone does so only after a name."""
    kind = kind_of(part)
    if kind in ("street", "postCode", "mixed"):
        return True
    if kind in ("country", "settlement", "region"):
        return after_organisation
    return False


def parts(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Split an address into TEI's parts: kind, first character, the one after the last."""
    out: list[tuple[str, int, int]] = []
    seen_settlement = False
    pieces = _pieces(text, start, end)
    for number, (a, b) in enumerate(pieces):
        kind = kind_of(text[a:b])
        if (
            not kind
            and number + 1 < len(pieces)
            and kind_of(text[pieces[number + 1][0] : pieces[number + 1][1]]) == "house"
        ):
            kind = "street"
        if not out and re.match(r"\d{1,4}\S{0,3},", text[a:b]):
            kind = "street"
        if kind == "mixed":
            code = _POSTCODE.search(text, a, b)
            assert code is not None
            before = text[a : code.start()].rstrip(" ,")
            if before:
                out.append((_named(kind_of(before), seen_settlement), a, a + len(before)))
            out.append(("postCode", code.start(), code.end()))
            rest = code.end() + len(text[code.end() : b]) - len(text[code.end() : b].lstrip(" ,"))
            if rest < b:
                inner = kind_of(text[rest:b])
                out.append(("settlement" if inner in ("", "house") else inner, rest, b))
                seen_settlement = seen_settlement or inner in ("", "settlement")
            continue
        if (
            kind == "house"
            and not out
            and number + 1 < len(pieces)
            and kind_of(text[pieces[1][0] : pieces[1][1]]) in ("", "street")
        ):
            pieces[1] = (a, pieces[1][1])  # the number before its street
            continue
        if kind == "house":
            if out and out[-1][0] == "street":
                out[-1] = ("street", out[-1][1], b)
            else:
                out.append(("street", a, b))
            continue
        if (
            kind == "street"
            and out
            and out[-1][0] == "street"
            and re.fullmatch(r"\d{1,4}\S{0,3}", text[out[-1][1] : out[-1][2]])
        ):
            out[-1] = ("street", out[-1][1], b)
            continue
        kind = _named(kind, seen_settlement)
        seen_settlement = seen_settlement or kind == "settlement"
        out.append((kind, a, b))
    return out


def _named(kind: str, seen_settlement: bool) -> str:
    if kind in ("street", "postCode", "settlement", "region", "country"):
        return kind
    return "region" if seen_settlement else "settlement"


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    at = start
    for cut in [*(m.start() for m in re.finditer(r"[,;]", text[start:end])), end - start]:
        a, b = at, start + cut
        while a < b and text[a] in " \t\u00a0(":
            a += 1
        while b > a and text[b - 1] in " \t\u00a0)":
            b -= 1
        if b == end and text[b - 1 : b] == "." and not re.search(r"\b\w{1,5}\.$", text[a:b]):
            b -= 1
        if a < b:
            out.append((a, b))
        at = start + cut + 1
    return out
