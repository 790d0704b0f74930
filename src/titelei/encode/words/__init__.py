"""Words of pages, a file a language: labels, buttons, months, degrees, posts, institution words, function words.

``xx.toml`` is read because it is there: nothing in the code names a language. What the keys mean, and how a language
is added, stands in ``docs/languages.md``. Entries are patterns; a plain word is its own pattern.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from titelei.encode.words.expand import expanded

_I: Final = re.IGNORECASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: ISO code, script, its own letters, function words, and all tables of its file."""

    code: str
    english: str
    script: str
    letters: frozenset[str]
    function: frozenset[str]
    surname_first: bool
    tables: dict[str, Any]

    def words(self, table: str, key: str) -> list[str]:
        """Give the entries of one key; none where the file has none."""
        found = self.tables.get(table, {}).get(key, [])
        return list(found)


@cache
def languages() -> dict[str, Language]:
    """Give every language whose file is there, by code."""
    out = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            code = file.name.removesuffix(".toml")
            tables = tomllib.loads(file.read_text("utf-8"))
            head = tables["language"]
            out[code] = Language(
                code=code,
                english=head["english"],
                script=head["script"],
                letters=frozenset(head["letters"]),
                function=frozenset(head["function"].split()),
                surname_first=bool(head.get("surname_first")),
                tables=tables,
            )
    return out


@cache
def entries(table: str, key: str) -> tuple[str, ...]:
    """Give the entries of a key in all languages."""
    return tuple(dict.fromkeys(w for lang in languages().values() for w in lang.words(table, key)))


@cache
def at_start(table: str, key: str) -> re.Pattern[str]:
    """Compile the entries of all languages as a pattern that matches the beginning of a text."""
    words = "|".join(sorted(entries(table, key), key=len, reverse=True))
    return re.compile(rf"(?:the |a |an )?(?:{words})", _I)


@cache
def inside(table: str, key: str) -> re.Pattern[str]:
    """Compile the entries of all languages as a pattern to be searched for; short ones only at a word's beginning."""
    patterns = (p if len(p) > 7 or not p[0].isalpha() else rf"(?<!\w)(?:{p})" for p in entries(table, key))
    return re.compile("|".join(patterns), _I)


@cache
def plain(table: str, key: str) -> dict[str, str]:
    """Give each wording of a key that is finite, in small letters, with the language that has it first."""
    return _plain_of(table, key)[0]


def endless(table: str, key: str) -> list[tuple[str, str]]:
    """Give the patterns of a key that have no finite list of wordings, with their languages."""
    return _plain_of(table, key)[1]


@cache
def _plain_of(table: str, key: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    found: dict[str, str] = {}
    other: list[tuple[str, str]] = []
    for lang in languages().values():
        for entry in lang.words(table, key):
            wordings = expanded(entry.lower())
            if wordings is None:
                other.append((entry, lang.code))
            for wording in wordings or ():
                found.setdefault(wording, lang.code)
    return found, other


@cache
def whole(table: str, key: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Give the finite wordings of a key, and one pattern of the others for a whole text."""
    found, other = _plain_of(table, key)
    patterns = "|".join(p for p, _ in other) or "(?!)"
    return frozenset(found), re.compile(rf"(?:{patterns})\s*[.:;,]?", _I)


@lru_cache(maxsize=1 << 14)
def is_whole(text: str, table: str, key: str) -> bool:
    """Tell whether a whole text is an entry of a key."""
    found, others = whole(table, key)
    bare = text.strip()
    return bare.rstrip(" .:;,").lower() in found or bare.lower() in found or others.fullmatch(bare) is not None


@cache
def section_keys() -> tuple[str, ...]:
    """Give the kinds of sections that abstracts have."""
    return tuple(dict.fromkeys(key for lang in languages().values() for key in lang.tables.get("sections", {})))


def is_section(text: str) -> bool:
    """Tell whether a whole text is the heading of an abstract's section."""
    return len(text) < 60 and _is_section(text)


@lru_cache(maxsize=1 << 14)
def _is_section(text: str) -> bool:
    return any(is_whole(text, "sections", key) for key in section_keys())


@cache
def months() -> dict[str, int]:
    """Give every name of a month in every language, in small letters, with its number."""
    out: dict[str, int] = {}
    for lang in languages().values():
        for number, entry in enumerate(lang.words("language", "months"), 1):
            for wording in expanded(entry.lower()) or ():
                out.setdefault(wording, number)
                out.setdefault(wording.rstrip("."), number)
    return out


@cache
def stems(table: str, key: str) -> dict[int, frozenset[str]]:
    """Give the single words of a key by length, to look for them at the beginnings of words."""
    by_length: dict[int, set[str]] = defaultdict(set)
    for wording in plain(table, key):
        if " " not in wording and len(wording) > 2 and wording.isalpha():
            by_length[len(wording)].add(wording)
    return {n: frozenset(words) for n, words in sorted(by_length.items())}
