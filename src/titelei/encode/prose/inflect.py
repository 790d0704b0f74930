"""The cases of Russian names, by the endings of ``data/inflection.toml``: generous, as forms are only looked up."""

import re
from functools import cache
from typing import Final

from titelei.encode.prose.tokens import fold
from titelei.encode.prose.words import data

_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)


def is_cyrillic(text: str) -> bool:
    """Tell whether a word has a Cyrillic letter."""
    return bool(_CYRILLIC.search(text))


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    table: dict[str, list[str]] = data("inflection")["endings"]
    return tuple(
        (ending, tuple(fold(f) for f in forms)) for ending, forms in sorted(table.items(), key=lambda e: -len(e[0]))
    )


@cache
def forms(word: str) -> frozenset[str]:
    """Give the folded cases of a Russian word in the nominative; other words and acronyms have one form."""
    low = fold(word)
    if not _CYRILLIC.search(low) or (word.isupper() and len(word) > 1):
        return frozenset((low,))
    exceptions = data("inflection")["exceptions"]
    if low in exceptions:
        return frozenset(fold(form) for form in exceptions[low])
    if "-" in low:
        first, _, rest = low.partition("-")
        if rest.startswith("на-"):
            return frozenset(f"{form}-{rest}" for form in forms(first))
        lead, _, last = low.rpartition("-")
        return frozenset(f"{start}-{form}" for form in forms(last) for start in (lead, *forms(lead)))
    if low[-1] in "еуюэ" and not low.endswith(("ие", "ье", "ее", "ое", "ые", "ще", "ре", "ле")):
        return frozenset((low,))
    for ending, replacements in _endings():
        if low.endswith(ending):
            stem = low[: len(low) - len(ending)]
            return frozenset(stem + replacement for replacement in replacements) | {low}
    return frozenset((low,))


def gender(noun: str) -> str:
    """Tell the gender of a noun in the nominative by its ending: ``m``, ``f`` or ``n``."""
    low = fold(noun)
    if low.endswith(("а", "я", "сть", "ь")) and low not in ("кремль", "апрель"):
        return "f"
    return "n" if low.endswith(("о", "е")) else "m"


def nominative(adjective: str, of: str) -> str:
    """Give the nominative of an adjective as it goes with a noun of gender ``of``, its capitals kept."""
    low = fold(adjective)
    endings: dict[str, str] = data("inflection")["nominative"][of]
    for ending, replacement in endings.items():
        if low.endswith(ending) and len(low) > len(ending) + 1:
            stem = adjective[: len(adjective) - len(ending)]
            if replacement == "ый" and stem[-1:].lower() in "кгхжшщч":
                replacement = "ий"
            return stem + replacement
    return adjective
