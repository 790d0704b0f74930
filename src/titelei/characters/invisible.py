"""What nobody sees: characters without a shape, letters in two parts (not NFC), two spaces for one."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from titelei.characters.fault import Fault, named, shown
from titelei.messages import say

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\x85\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffd\ufdd0-\ufdef\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_JOINED: Final = re.compile("[\u0600-\u06ff\u0900-\u0dff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
_SPACES: Final = re.compile(r"  +(?=\S)")
_WORD_EDGE: Final = " \t\r\n\xa0"


def unseen(text: str, lang: str) -> Iterator[Fault]:
    """Find control characters, zero-width characters, soft hyphens, marks of direction, and U+FFFD."""
    has_right_to_left = bool(_RIGHT_TO_LEFT.search(text))
    for found in _UNSEEN.finditer(text):
        char = found[0]
        if char == "\ufffd":
            yield Fault(
                start=found.start(),
                end=found.end(),
                kind="mojibake",
                message=say(
                    "A character was lost here: {char} stands in {around}.",
                    char=named(char),
                    around=shown(_around(text, found)),
                ),
                repair=say("Compare the page, and write the character that is meant."),
            )
            continue
        if char in "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069" and has_right_to_left:
            continue
        beside = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        if char in "\u200c\u200d" and _JOINED.search(beside):
            continue
        meant = "\n" if char in "\u2028\u2029\x85" else " " if char in "\x0b\x0c" else ""
        yield Fault(
            start=found.start(),
            end=found.end(),
            kind="invisible",
            message=say(
                "{char}, which nobody sees, stands in {around}.", char=named(char), around=shown(_around(text, found))
            ),
            repair=say("Write a space for it.") if meant.strip() != meant else say("Delete it."),
            replacement=meant,
            remedy="correct",
        )


def _around(text: str, found: "re.Match[str]") -> str:
    start, end = found.span()
    while start > 0 and text[start - 1] not in _WORD_EDGE and found.start() - start < 30:
        start -= 1
    while end < len(text) and text[end] not in _WORD_EDGE and end - found.end() < 30:
        end += 1
    return text[start : found.start()] + "�" + text[found.end() : end]


def not_nfc(text: str, lang: str) -> Iterator[Fault]:
    """Find letters written in parts, or by a double of theirs, that NFC writes as one (Unicode Annex 15)."""
    if unicodedata.is_normalized("NFC", text):
        return
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = text[at:end]
        meant = unicodedata.normalize("NFC", piece)
        if meant != piece:
            yield Fault(
                start=at,
                end=end,
                kind="not-nfc",
                message=say(
                    "The letter {meant} is written as {piece}.",
                    meant=shown(meant),
                    piece=" + ".join(named(c) for c in piece),
                ),
                repair=say("Write {meant} (NFC).", meant=" + ".join(named(c) for c in meant)),
                replacement=meant,
            )
        at = end


def double_spaces(text: str, lang: str) -> Iterator[Fault]:
    """Find two or more spaces between words of one line."""
    if "  " not in text:
        return
    for found in _SPACES.finditer(text):
        if found.start() == 0 or text[found.start() - 1].isspace():
            continue
        yield Fault(
            start=found.start(),
            end=found.end(),
            kind="double-space",
            message=say("{end} spaces stand between two words.", end=found.end() - found.start()),
            repair=say("Write one space."),
            replacement=" ",
        )
