"""What is known of pages in general: labels, furniture, words of bylines and addresses. Read from ``knowledge/*.toml``.

A new journal is a change of those files and a test page; nothing here names a journal.
"""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Final

from titelei.encode import words

_I: Final = re.IGNORECASE


_OF_LANGUAGES: Final = {
    "people": ("degree", "post", "heads", "at", "department", "organisation", "corresponding"),
    "furniture": ("part", "cloak"),
}
"""What is a matter of languages and stands in their files."""


@cache
def table(name: str) -> dict[str, Any]:
    """Give one file of knowledge as its tables, with what the files of all languages add to it."""
    if name == "sections":
        return {key: list(words.entries("sections", key)) for key in words.section_keys()}
    text = resources.files(__package__).joinpath("knowledge", f"{name}.toml").read_text("utf-8")
    found = tomllib.loads(text)
    for key in _OF_LANGUAGES.get(name, ()):
        found[key] = list(words.entries("page" if name == "furniture" else name, key))
    return found


def any_of(words: list[str]) -> str:
    """Write a pattern that fits any of some patterns."""
    return "(?:" + "|".join(words) + ")"


_SIGNS: Final = r"[^\w(]*"


@cache
def starts(name: str, key: str) -> re.Pattern[str]:
    """Compile a list of words as a pattern that matches the beginning of a text."""
    return re.compile(rf"(?:the |a |an )?{any_of(table(name)[key])}", _I)


@cache
def holds(name: str, key: str, *, part: str = "") -> re.Pattern[str]:
    """Compile a list of words as a pattern to be searched for; ``part`` is the table of the file that has it."""
    if key in _OF_LANGUAGES.get(name, ()) and name == "people":
        return words.inside(name, key)
    return re.compile(any_of((table(name)[part] if part else table(name))[key]), _I)


@cache
def whole(name: str, key: str, *, part: str = "") -> re.Pattern[str]:
    """Compile a list of words as a pattern for a whole text, but for signs around it."""
    words = any_of((table(name)[part] if part else table(name))[key])
    before, after = (_SIGNS, _SIGNS) if part else (r"\s*", r"\s*[.:;,]?\s*")
    return re.compile(before + words + after, _I)


@cache
def section_pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give patterns of labels of an abstract's sections: at the beginning of a text, and inside one."""
    groups = "|".join(f"(?P<{key}>{any_of(entries)})" for key, entries in table("sections").items())
    start = re.compile(rf"\s*(?:{groups})\s*(?P<mark>[.:]|\s[—–-](?=\s(?-i:[A-ZА-ЯЁ«“]))|$)\s*", _I)
    exact = "|".join(
        f"(?P<{key}>{any_of([w[:1].upper() + w[1:] if w[0].isalpha() else w for w in entries])})"
        for key, entries in table("sections").items()
    )
    upper = re.compile(
        rf"(?:(?<=[.!?;]\s)|(?<=[.!?;]))(?:{exact})(?P<mark>[.:])(?=\s*[A-ZА-ЯЁ«“\"(\d]|\s+[a-zа-яё])\s*"
    )
    return start, upper


@cache
def furniture_part() -> re.Pattern[str]:
    """Give the pattern of machinery inside a line: a button, a counter."""
    return re.compile(any_of(table("furniture")["part"]), _I)


@cache
def cloak() -> re.Pattern[str]:
    """Give the pattern of what stands for an e-mail address that a script writes."""
    return re.compile(any_of(table("furniture")["cloak"]), _I)
