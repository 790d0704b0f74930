"""What a client prefers (RFC 9110, section 12.5): media types, languages."""

import re
from collections.abc import Sequence
from typing import Final

_QUALITY: Final = re.compile(r"q=(0(\.\d{0,3})?|1(\.0{0,3})?)", re.IGNORECASE)
_MOST: Final = 100
_SAME: Final = {"text/xml": "application/xml", "application/jats+xml": "application/vnd.jats+xml"}
"""Media types that mean another: XML (RFC 7303, section 9.2), and JATS, which IANA has none for."""


def media_type(accept: str, offers: Sequence[str]) -> int | None:
    """Give the number of the offer that ``Accept`` prefers; None where it accepts none. The first wins a tie."""
    ranges = _ranges(accept) or [("*/*", 1.0)]
    best: tuple[float, int] | None = None
    for number, offer in enumerate(offers):
        quality = _quality_of(offer, ranges)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, number
    return None if best is None else best[1]


def language(accept: str, offers: Sequence[str]) -> str:
    """Give the offer that ``Accept-Language`` prefers (lookup by RFC 4647, 3.4), else the first."""
    for asked, quality in sorted(_ranges(accept), key=lambda each: -each[1]):
        if quality == 0:
            continue
        if asked == "*":
            return offers[0]
        tag = asked
        while tag:
            for offer in offers:
                if offer.lower() == tag:
                    return offer
            tag = tag.rpartition("-")[0]
    return offers[0]


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.split(",")[:_MOST]:
        name, *parameters = (each.strip() for each in part.split(";"))
        qualities = [match for match in map(_QUALITY.fullmatch, parameters) if match]
        if name:
            name = _SAME.get(name.lower(), name.lower())
            found.append((name, float(qualities[0][1]) if qualities else 1.0))
    return found


def _quality_of(offer: str, ranges: list[tuple[str, float]]) -> float:
    """Give the quality of the most specific range that an offer is in."""
    kind = offer.partition("/")[0]
    for wanted in (offer.lower(), f"{kind}/*", "*/*"):
        for name, quality in ranges:
            if name == wanted:
                return quality
    return 0.0
