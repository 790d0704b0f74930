"""Abstracts: their labelled sections, at the beginning of a paragraph or inside the only one."""

import re
from dataclasses import dataclass

from titelei.encode import knowledge


@dataclass(frozen=True, slots=True)
class Section:
    """A section's label in a line: what part it is, label from ``start`` to ``end``, words from ``value`` on."""

    n: str
    start: int
    end: int
    value: int


def at_start(text: str, start: int, end: int) -> Section | None:
    """Find the label of a section that a paragraph begins with."""
    found = knowledge.section_pattern()[0].match(text, start, end)
    if not found:
        return None
    name = next(k for k, v in found.groupdict().items() if v is not None and k != "mark")
    if found["mark"] == "" and found.end() < end:
        return None
    a = found.start(name)
    mark_end = found.end("mark")
    if found["mark"].strip() == "." and re.match(r"[a-zа-яё]", text[found.end() : found.end() + 1]):
        return None
    return Section(name, a, len(text[:mark_end].rstrip()), found.end())


def inside(text: str, start: int, end: int) -> list[Section]:
    """Find labels of sections inside a paragraph: after a full stop, with a capital, then a colon or full stop."""
    out = []
    for found in knowledge.section_pattern()[1].finditer(text, start, end):
        name = next(k for k, v in found.groupdict().items() if v is not None and k != "mark")
        out.append(Section(name, found.start(name), found.end("mark"), found.end()))
    return out
