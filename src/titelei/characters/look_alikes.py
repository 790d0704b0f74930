"""The one table of letters that look alike, ``look_alikes.toml``, and which of them a language has."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources
from typing import Final

from titelei.characters.tags import primary, script

LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
CYRILLIC: Final = "Ѐ-ӿԀ-ԯ"
GREEK: Final = "Ͱ-Ͽ"
"""The letters of each alphabet, for a class of a regular expression."""

_FIRST_CYRILLIC: Final = CYRILLIC[0]
_LAST_CYRILLIC: Final = CYRILLIC[-1]


def is_cyrillic(letter: str) -> bool:
    """Tell whether a letter is of the Cyrillic alphabet."""
    return _FIRST_CYRILLIC <= letter <= _LAST_CYRILLIC


def writes_cyrillic(lang: str) -> bool:
    """Tell whether texts of a language (BCP 47) are in Cyrillic, as far as the table knows it."""
    return primary(lang) in alphabets() and script(lang) in ("", "cyrl")


def in_latin(letter: str) -> str:
    """Give the Latin letter that looks like one of another alphabet; empty where there is none."""
    return _to_latin().get(letter, "")


def in_cyrillic(letter: str, beside: Collection[str], lang: str) -> str:
    """Give the Cyrillic letter that looks like one of another alphabet and may stand in this word; else empty.

    ``beside`` are the word's Cyrillic letters. They show which languages the word can be of: the text's own where it
    has them all, else any that has. A letter that one of these languages does not have is none of the word's.
    """
    fitting = [language for language, letters in alphabets().items() if all(c in letters for c in beside)]
    own = primary(lang)
    known = [alphabets()[language] for language in ([own] if own in fitting else fitting or alphabets())]
    latin = letter if letter in _same() else in_latin(letter)
    found = (c for c in _same().get(latin, "") if is_cyrillic(c) and all(c in letters for letters in known))
    return next(found, "")


@cache
def alphabets() -> Mapping[str, frozenset[str]]:
    """Give language → all its Cyrillic letters."""
    return {language: frozenset(letters + letters.upper()) for language, letters in _table()["cyrillic"].items()}


def _same() -> Mapping[str, str]:
    return _table()["latin"]


@cache
def _to_latin() -> Mapping[str, str]:
    return {other: latin for latin, others in _same().items() for other in others}


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("look_alikes.toml").read_text("utf-8"))
