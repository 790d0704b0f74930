"""In which line of a TOML text a key stands (TOML 1.0, keys and tables); tomllib does not say."""

import re
from typing import Final

_TABLE: Final = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_PART: Final = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY: Final = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


def line_of(text: str, key: tuple[str, ...]) -> int:
    """Give the line, from 1, where ``key`` is set or its table opened; the nearest table above it, else 0."""
    table: tuple[str, ...] = ()
    best, depth = 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        opened = _TABLE.match(line)
        if opened:
            table = _parts(opened[1])
            here = table
        elif assigned := _KEY.match(line):
            here = (*table, *_parts(assigned[1]))
        else:
            continue
        if here == key:
            return number
        shared = len(here) if key[: len(here)] == here else 0
        if shared > depth:
            best, depth = number, shared
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(p.strip().strip("\"'") for p in re.findall(_PART, dotted))
