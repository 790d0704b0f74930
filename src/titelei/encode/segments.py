"""A part of the page: what it is, its label, its stretches of text."""

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from titelei.encode.people import Name


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one line."""

    line: int
    start: int
    end: int


@dataclass(slots=True)
class Segment:
    """A part of the page: its label, where it has one, and its stretches of text, in the page's order."""

    kind: str
    field: str
    rule: str
    label: Stretch | None = None
    texts: list[Stretch] = dataclasses.field(default_factory=list)
    is_alone: bool = False
    lang: str = ""
    sure: float = 1.0

    @property
    def first_line(self) -> int:
        return self.label.line if self.label else self.texts[0].line


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What the head of the page says, to recognise the same words in its lines."""

    titles: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    people: tuple[Name, ...] = ()
    journals: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()


def any_order(text: str) -> str:
    """Give the words of a name in one order: “van der Meer, Willem” and “Willem van der Meer” are equal so."""
    return " ".join(sorted(folded(text).split()))


_WORDS: Final = re.compile(r"\w+")


@lru_cache(maxsize=1 << 13)
def folded(text: str) -> str:
    """Give the words of a text alone, in small letters: two prints of one title are equal so."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))
