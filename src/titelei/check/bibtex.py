"""BibTeX: one @article, a field a line, braces in pairs, no field twice or empty."""

import re
from collections.abc import Iterator
from typing import Final

from titelei.check.report import of_lines
from titelei.messages import say
from titelei.model import Finding

_ENTRY: Final = re.compile(r"@article\{[a-z][a-z0-9._-]*,")
_FIELD: Final = re.compile(r"  (?P<name>[a-z]+) = \{(?P<value>.*)\},")
_VERBATIM: Final = frozenset({"doi", "url", "copyright"})
_UNESCAPED: Final = re.compile(r"(?<!\\)[#$%&_~^]")


def check(name: str, data: bytes) -> tuple[Finding, ...]:
    """Check a BibTeX file."""
    lines = data.decode("utf-8").rstrip("\n").split("\n")
    return of_lines("output-bibtex", name, lines, _problems(lines))


def _problems(lines: list[str]) -> Iterator[tuple[int, str]]:
    if not _ENTRY.fullmatch(lines[0]):
        yield 1, say("an entry begins with “@article{{”, its key and a comma")
    if lines[-1] != "}":
        yield len(lines), say("the entry does not end with “}}”")
    seen: set[str] = set()
    for number, line in enumerate(lines[1:-1], start=2):
        field = _FIELD.fullmatch(line)
        if field is None:
            yield number, say("this is no field")
            continue
        key, value = field["name"], field["value"]
        if key in seen:
            yield number, say("the field “{key}” stands twice", key=key)
        seen.add(key)
        if not value.strip("{} "):
            yield number, say("the field “{key}” is empty", key=key)
        if not _is_balanced(value):
            yield number, say("the braces of “{key}” are not in pairs", key=key)
        if key not in _VERBATIM and (special := _UNESCAPED.search(value)):
            yield number, say("“{special}” in “{key}” means something else to TeX", special=special.group(), key=key)
    if "url" not in seen:
        yield 1, say("the field “url” is missing")


def _is_balanced(value: str) -> bool:
    depth = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
