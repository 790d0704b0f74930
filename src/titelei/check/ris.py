"""RIS: a tag and a value a line, TY first and ER last, tags that stand once once."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from titelei.check.report import of_lines
from titelei.messages import say
from titelei.model import Finding

_LINE: Final = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  - (?P<value>\S(?:.*\S)?)")
_ONCE: Final = frozenset("TY ID TI T2 PY DA VL IS SP EP C7 SN AD PB CY DO UR LA AB".split())
_DATE: Final = re.compile(r"-?\d{4}/(\d{2})?/(\d{2})?/")


def check(name: str, data: bytes) -> tuple[Finding, ...]:
    """Check a RIS file."""
    lines = data.decode("utf-8").removesuffix("\n").split("\n")
    return of_lines("output-ris", name, lines, _problems(lines))


def _problems(lines: list[str]) -> Iterator[tuple[int, str]]:
    if lines[0] != "TY  - JOUR":
        yield 1, say("a reference begins with “TY  - JOUR”")
    if lines[-1] != "ER  - ":
        yield len(lines), say("a reference ends with “ER  - ”")
    tags: Counter[str] = Counter()
    for number, line in enumerate(lines[:-1], start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            yield number, say("a line is a tag of two characters, two spaces, a hyphen, a space and a value")
            continue
        tag = match["tag"]
        tags[tag] += 1
        if tag in _ONCE and tags[tag] > 1:
            yield number, say("the tag {tag} stands twice", tag=tag)
        if tag == "DA" and not _DATE.fullmatch(match["value"]):
            yield number, say("a date is YYYY/MM/DD/, what is not known empty")
    if not tags["UR"]:
        yield 1, say("the tag UR is missing")
