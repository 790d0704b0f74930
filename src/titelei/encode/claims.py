"""A claim: one value that one place of the page makes known, and the rule that read it there."""

from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Characters of one line of the page: index of the line, first character, the one after the last."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """``value`` of ``field``, as ``source`` says by ``rule``; ``confidence`` from 0 to 1.

    ``place`` is where it stands on the page; without one, ``number`` is the line of the file (a statement in the
    head of a page in HTML) or 0 (the address). ``lang`` is the value's language where it matters.
    """

    field: str
    value: str
    source: str
    rule: str
    confidence: float
    place: Place | None = None
    number: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Characters of a line that become an element of the front.

    ``what`` names the element's kind in ``front.ELEMENTS``; ``value`` and ``to`` are what its attributes need.
    """

    place: Place
    what: str
    value: str = ""
    to: str = ""
    extra: tuple[tuple[str, str], ...] = ()


class Doubt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value that was not probable enough to be stated: it is asked in review, until it is answered."""

    field: str
    value: str
    source: str
    rule: str
    probability: float
    message: str
    repair: str
    line: int = 0
    start: int = 0
