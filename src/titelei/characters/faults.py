"""All kinds of character faults, looked for in one text."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from titelei.characters import encodings, invisible, machinery, mixed_scripts
from titelei.characters.fault import Fault
from titelei.messages import say

KINDS: Final = {
    "mixed-script": say("No word mixes letters of two alphabets that look alike."),
    "mojibake": say("No text was read in the wrong encoding."),
    "legacy-font": say("No text depends on a font that draws other letters."),
    "lost-dash": say("No range of pages or years has lost its dash."),
    "double-space": say("One space stands between two words."),
    "invisible": say("No character stands in the text that nobody sees."),
    "not-nfc": say("Letters are written as Unicode’s normal form NFC writes them."),
    "leaked-code": say("No code or entity of the page stands in the text."),
    "cloaked-email": say("E-mail addresses are written so that programs know them."),
}
"""Each kind of fault, and what a text without it is like."""

_Finder = Callable[[str, str], Iterator[Fault]]

_FINDERS: Final[tuple[_Finder, ...]] = (
    encodings.mojibake,
    encodings.legacy_font,
    mixed_scripts.mixed_scripts,
    invisible.unseen,
    invisible.not_nfc,
    invisible.double_spaces,
    machinery.leaked_code,
    machinery.cloaked_email,
    machinery.lost_dashes,
)


def faults(text: str, lang: str = "") -> tuple[Fault, ...]:
    """Find what is wrong with the characters of a text, in its order; ``lang`` is its language, where known (BCP 47).

    A stretch is reported once: what was read in the wrong encoding mixes scripts, too.
    """
    found: list[Fault] = []
    for finder in _FINDERS:
        for fault in finder(text, lang):
            at = bisect_right(found, fault.start, key=_start)
            is_told = (at > 0 and found[at - 1].end > fault.start) or (at < len(found) and found[at].start < fault.end)
            if not is_told:
                found.insert(at, fault)
    return tuple(found)


def _start(fault: Fault) -> int:
    return fault.start
