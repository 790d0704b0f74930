"""RIS: records of tagged lines, read with their lines; a line without a tag goes on from the one before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from titelei.sources.tagged import Entry, Statement

_TAGGED: Final = re.compile(r"\ufeff?\s{0,2}([A-Z][A-Z0-9])  ?-(?: (.*)|\s*)$")


@dataclass(slots=True)
class _Open:
    line: int
    raw: list[str] = field(default_factory=list)
    statements: list[tuple[str, int, list[str]]] = field(default_factory=list)


def is_ris(text: str) -> bool:
    """Tell whether a text begins as RIS does: its first line that is not blank bears the tag TY."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    found = _TAGGED.match(first)
    return found is not None and found[1] == "TY"


def entries(text: str) -> Iterator[Entry]:
    """Give the records in their order. One that has no end ends where the next begins."""
    open_: _Open | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        found = _TAGGED.match(line)
        tag, value = (found[1], (found[2] or "").strip()) if found else ("", line.strip())
        if tag == "TY":
            if open_ is not None:
                yield _entry(open_)
            open_ = _Open(number)
        if open_ is None or not (tag or value):
            continue
        open_.raw.append(line)
        if tag == "ER":
            yield _entry(open_)
            open_ = None
        elif tag:
            open_.statements.append((tag, number, [value]))
        elif open_.statements:
            open_.statements[-1][2].append(value)
    if open_ is not None:
        yield _entry(open_)


def _entry(found: _Open) -> Entry:
    made = tuple(Statement(name=tag, line=line, text="\n".join(lines).strip()) for tag, line, lines in found.statements)
    raw = "\n".join([*found.raw, *([] if found.raw and found.raw[-1].startswith("ER") else ["ER  - "])]) + "\n"
    statements = tuple(s for s in made if s.text)
    return Entry(type="ris", line=found.line, statements=statements, raw=raw)
