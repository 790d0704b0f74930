"""An affiliation in one line: department, institution, address, told apart by the words of bodies."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from titelei.encode.fields import addresses

_CUT: Final = re.compile(r"\s*[,;]\s*|\s+[–—]\s+|(?<=[a-zа-яё)])\.\s+(?=[A-ZА-ЯЁ])")
_INDEX: Final = re.compile(r"^\s*(?:\(?\d{1,2}\)?|[a-z]\)|[*†‡§¶])\s*(?=[^\W\d_])")
_NUMBERED: Final = re.compile(r"^\d+\s|\s\d+[A-Za-z]?$")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of the affiliation."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """One institution with its department before it and its address after it."""

    institution: Span
    department: Span | None
    address: Span | None


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    rank: int


@cache
def _ranks() -> tuple[tuple[int, re.Pattern[str]], ...]:
    table = _table()["ranks"]
    return tuple(
        (int(rank), re.compile(str(words).replace("\n", ""), re.I))
        for rank, words in sorted(table.items(), reverse=True)
    )


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("titelei.encode.grammar").joinpath("bodies.toml").read_text("utf-8"))


def rank(text: str) -> int:
    """Give how large a body a text names: 4 a university, 1 a department, 0 where it names none."""
    return next((number for number, words in _ranks() if words.search(text)), 0)


def is_group(name: str) -> bool:
    """Tell whether an author's name is that of a group: a consortium, a team, a body."""
    return bool(re.search(_table()["groups"]["words"], name, re.I)) or (rank(name) > 1 and "," not in name)


def read(text: str) -> Body | None:
    """Give the institution that one affiliation names: the first of its largest bodies, else its first part."""
    lead = _INDEX.match(text)
    pieces = _pieces(text, lead.end() if lead else 0)
    largest = max((p.rank for p in pieces), default=0)
    if not pieces or (largest == 0 and re.search(r"\d", text[pieces[0].start : pieces[0].end])):
        return None
    # A department before nothing larger is all that is said; so is a name without any word of bodies.
    number = next(n for n, p in enumerate(pieces) if p.rank == largest) if largest > 1 else 0
    before = [p for p in pieces[:number] if p.rank or number == 1]
    after = [p for p in pieces[number + 1 :] if p.rank < 2]
    return Body(
        Span(pieces[number].start, pieces[number].end),
        Span(before[0].start, before[-1].end) if before else None,
        Span(after[0].start, after[-1].end) if after else None,
    )


def _pieces(text: str, start: int) -> list[_Piece]:
    skip = re.compile(_table()["skip"]["starts"], re.I)
    out = []
    at = start
    for cut in [*_CUT.finditer(text, start), None]:
        end = cut.start() if cut else len(text)
        piece = text[at:end]
        shown = piece.strip(" .\t\u00a0")
        if shown and not skip.match(shown):
            begin = at + len(piece) - len(piece.lstrip(" .\t\u00a0"))
            is_address = addresses.kind_of(shown) in ("street", "postCode", "mixed") or _NUMBERED.search(shown)
            out.append(_Piece(begin, begin + len(shown), 0 if is_address else rank(shown)))
        at = cut.end() if cut else end
    return out


def address(text: str, span: Span) -> list[tuple[str, int, int]]:
    """Give the parts of the address behind an institution: kind, first character, the one after the last."""
    return addresses.parts(text, span.start, span.end)
