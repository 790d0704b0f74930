"""Word forms: “паровых”, “паровые”, “паровой” are one word to search, as are “weirs” and “weir” (Snowball's stems).

A word's alphabet says by which rules: Russian for Cyrillic, English for Latin; other words stay as they are. Question
and index go by the same rules, so a German word that is cut the English way is still found by itself.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Protocol

import snowballstemmer

from titelei.repository.catalogue.shown import searched

_WORD: Final = re.compile(r"[^\W_]+")
_CYRILLIC: Final = re.compile("[а-яё]+")
_LATIN: Final = re.compile("[a-z]+")
_LONGEST: Final = 64
_BEFORE: Final = 90
_AFTER: Final = 210


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a question: as it is searched, and its form."""

    word: str
    form: str


def terms(text: str) -> tuple[Term, ...]:
    """Give the words of a text, each once."""
    found = (Term(word=word, form=form(raw) or word) for raw in _raw(text) for word in searched(raw))
    return tuple({term.word: term for term in found}.values())


def forms(texts: Iterable[str]) -> str:
    """Give the forms of the words of texts, each once, with gaps between them."""
    return " ".join(dict.fromkeys(form(raw) for text in texts for raw in _raw(text)))


@lru_cache(maxsize=100_000)
def form(word: str) -> str:
    """Give a word's form, folded; ``word`` is in small letters with their marks, by which the rules go."""
    if _CYRILLIC.fullmatch(word):
        word = _stemmer("russian").stemWord(word)
    elif _LATIN.fullmatch(word):
        word = _stemmer("english").stemWord(word)
    return "".join(searched(word))[:_LONGEST]


def passage(text: str, asked: Iterable[Term]) -> tuple[tuple[str, bool], ...]:
    """Give the passage of a text where what was asked for first stands: (words, whether they are hits) in order.

    Nothing where none of it stands there. The last word that was asked for may be the beginning of one.
    """
    wanted = tuple(asked)
    hits = [match.span() for match in _WORD.finditer(text) if _is_hit(match[0], wanted)]
    if not hits:
        return ()
    start = max(0, hits[0][0] - _BEFORE)
    start = (start and text.find(" ", start, hits[0][0]) + 1) or start
    end = len(text) if len(text) - hits[0][1] <= _AFTER else max(hits[0][1], text.rfind(" ", 0, hits[0][1] + _AFTER))
    parts = [("…", False)] if start else []
    for first, last in hits:
        if last <= end:
            parts += [(text[start:first], False), (text[first:last], True)]
            start = last
    parts.append((text[start:end] + ("…" if end < len(text) else ""), False))
    return tuple((words, is_hit) for words, is_hit in parts if words)


def _is_hit(word: str, asked: tuple[Term, ...]) -> bool:
    pieces = terms(word)
    return any(
        piece.word == term.word or piece.form == term.form or (term is asked[-1] and piece.word.startswith(term.word))
        for piece in pieces
        for term in asked
    )


def _raw(text: str) -> Iterator[str]:
    return (match[0] for match in _WORD.finditer(unicodedata.normalize("NFC", text).casefold()))


@cache
def _stemmer(language: str) -> _Stemmer:
    stemmer: _Stemmer = snowballstemmer.stemmer(language)
    return stemmer
