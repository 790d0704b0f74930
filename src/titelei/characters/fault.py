"""One fault in a text, and how characters are named in messages."""

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from titelei.messages import say

Remedy = Literal["", "correct", "furniture"]

_CONTROLS: Final = {
    "\x00": "NULL",
    "\x08": "BACKSPACE",
    "\x0b": "LINE TABULATION",
    "\x0c": "FORM FEED",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """``text[start:end]`` is faulty.

    ``replacement`` is what was meant, None where that cannot be told. ``remedy`` says what an encoder does with it on
    the page itself: ``correct`` it beside what is printed, or call it ``furniture``; empty: nothing by rote.
    ``names`` are the faulty characters' codes and names, where single characters are at fault.
    """

    start: int
    end: int
    kind: str
    message: str
    repair: str
    replacement: str | None = None
    remedy: Remedy = ""
    names: str = ""


_C1: Final = tuple(
    name.strip()
    for name in """
    PADDING CHARACTER, HIGH OCTET PRESET, BREAK PERMITTED HERE, NO BREAK HERE, INDEX, NEXT LINE, START OF SELECTED AREA,
    END OF SELECTED AREA, CHARACTER TABULATION SET, CHARACTER TABULATION WITH JUSTIFICATION, LINE TABULATION SET,
    PARTIAL LINE FORWARD, PARTIAL LINE BACKWARD, REVERSE LINE FEED, SINGLE SHIFT TWO, SINGLE SHIFT THREE,
    DEVICE CONTROL STRING, PRIVATE USE ONE, PRIVATE USE TWO, SET TRANSMIT STATE, CANCEL CHARACTER, MESSAGE WAITING,
    START OF GUARDED AREA, END OF GUARDED AREA, START OF STRING, SINGLE GRAPHIC CHARACTER INTRODUCER,
    SINGLE CHARACTER INTRODUCER, CONTROL SEQUENCE INTRODUCER, STRING TERMINATOR, OPERATING SYSTEM COMMAND,
    PRIVACY MESSAGE, APPLICATION PROGRAM COMMAND
    """.split(",")
)
"""Names of the control characters from U+0080, which Unicode knows as aliases alone (ISO/IEC 6429)."""


def named(char: str) -> str:
    """Give a character's code and name: ``U+0443 CYRILLIC SMALL LETTER U``."""
    name = unicodedata.name(char, "") or _CONTROLS.get(char, "")
    if not name and "\x80" <= char <= "\x9f":
        name = _C1[ord(char) - 0x80]
    if not name:
        category = unicodedata.category(char)
        name = {"Co": "PRIVATE USE", "Cc": "CONTROL", "Cn": "NO CHARACTER"}.get(category, category)
    return f"U+{ord(char):04X} {name}"


def listed(chars: str) -> str:
    """Name the different characters of a text, at most four."""
    different = list(dict.fromkeys(chars))
    names = [named(c) for c in different[:4]]
    named_ones = ", ".join(names)
    return say("{listed} and {n} more", listed=named_ones, n=len(different) - 4) if len(different) > 4 else named_ones


def shown(text: str, length: int = 40) -> str:
    """Quote a piece of text in a message, on one line and cut."""
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= length else f"“{flat[: length - 1]}…”"
