"""Which of several languages is the wanted one, after RFC 4647, as ``xslt/languages/tags.xsl`` answers it."""

import re
from collections.abc import Callable, Iterable
from typing import Final

OTHER: Final = 9
"""The distance of another language."""

_LETTERS: Final = 4


def primary(tag: str) -> str:
    """Give the language without script and region: ru of ru-Latn."""
    return tag.partition("-")[0].lower()


def script(tag: str) -> str:
    """Give the letters that a tag names: latn of ru-Latn; empty where it names none."""
    return next((part for part in tag.lower().split("-")[1:] if re.fullmatch("[a-z]{4}", part)), "")


def distance(tag: str, wanted: str) -> int:
    """Say how near a tag is to a wanted one: 0 is the same, ``OTHER`` another language.

    A tag that names other letters than the wanted one is farther than one of another country.
    """
    has, wants = tag.lower(), wanted.lower()
    if not has or not wants or primary(has) != primary(wants):
        return OTHER
    if has == wants:
        return 0
    if script(has) != script(wants):
        return _LETTERS
    return 1 if wants.startswith(f"{has}-") else 2 if has.startswith(f"{wants}-") else 3


def in_language[T](items: Iterable[T], wanted: str, tag: Callable[[T], str]) -> list[T]:
    """Give the items in the wanted language and its letters, the nearest first."""
    near = [(distance(tag(item), wanted), item) for item in items]
    return [item for far, item in sorted(near, key=lambda pair: pair[0]) if far < _LETTERS]
