"""Patterns of the parts of names: letters of all European scripts, initials, words, links, suffixes."""

import re
from collections.abc import Callable
from typing import Final


def _letters(is_wanted: Callable[[str], bool]) -> str:
    """Write the Latin, Greek, Cyrillic, Armenian and Georgian letters of one case as ranges of a character class."""
    out, start, before = [], 0, -2
    for code in (*range(0x41, 0x590), *range(0x10A0, 0x1100), *range(0x1E00, 0x1F00), 0):
        if code and not is_wanted(chr(code)):
            continue
        if code != before + 1:
            out.append(f"{chr(start)}-{chr(before)}" if before >= 0 else "")
            start = code
        before = code
    return "".join(out)


_GEORGIAN: Final = "\u10d0-\u10ff"
"""Letters without case: they can begin a name and go on in it."""
UP: Final = _letters(str.isupper) + _GEORGIAN
LOW: Final = _letters(str.islower) + _GEORGIAN
INITIAL: Final = rf"[{UP}][{LOW}]{{0,3}}\."
WORD: Final = (
    rf"(?:(?:Ó|Ní|Mac) )?"
    rf"(?:[{UP}](?:[{UP}{LOW}’'`ʹʼ\u0301\u0308\u0306]|(?<=[{LOW}])[{UP}])+|[OD][’'][{UP}][{LOW}]+)"
    rf"(?:[-–‑][{UP}{LOW}][{UP}{LOW}’']+)*"
)
LINKS: Final = (
    "de|van|von|der|den|di|da|del|della|la|las|los|le|el|al|bin|ibn|bint|ter|ten|zu|zum|dos|das|do|du|y|e|af|"
    "фон|ван|де|ибн|дер|ла|эль|аль|бен"
)
SON_OF: Final = "оглы|оғлы|угли|кызы|улы|қызы|ұлы|ogly|kyzy|oglu|ogli|o[’']g[’']li|qizi|uulu|uly"
TOKEN: Final = re.compile(
    rf"(?P<suffix>,?[ \u00a0](?:Jr|Sr|мл|ст)\b\.?|[ \u00a0](?:II|III)(?=$|[ ,;]))|"
    rf"(?P<uplink>(?:DE|VAN|VON|DER|DEN|DI|LA|ДЕ|ВАН|ФОН)(?= [{UP}]{{3}}))|"
    rf"(?P<initials>{INITIAL}(?:[ \u00a0]?-?{INITIAL})*)|(?P<word>{WORD})|"
    rf"(?P<single>[{UP}](?:-[{UP}])?(?=[ ,;]|$))|"
    rf"(?P<link>(?:{LINKS})(?= )|(?:{SON_OF})(?=[ ,;]|$)|(?:al|el|an|ar|as)-(?=[{UP}]))|(?P<comma>,)|"
    rf"(?P<space>[ \u00a0]+)"
)
_INITIALS: Final = rf"(?>{INITIAL}(?: ?-?{INITIAL})*)"
_UP_LINK: Final = r"(?:(?:DE|VAN|VON|DER|DEN|DI|LA|ДЕ|ВАН|ФОН|[dv]an|[dv]on|de|der|де|ван|фон) )*"
_SURNAME_FIRST: Final = rf"{_UP_LINK}{WORD} {_INITIALS}(?:,? (?:and |и |& )?{_UP_LINK}{WORD} {_INITIALS})*"
_INITIALS_FIRST: Final = rf"{_INITIALS} ?{WORD}(?:,? (?:and |и |& )?{_INITIALS} ?{WORD})*(?=\.\s)"
HEADING: Final = re.compile(
    rf"(?P<names>{_SURNAME_FIRST}|{_INITIALS_FIRST})(?P<gap>\.?[\s\u00a0]+)"
    rf"(?P<title>(?!{INITIAL})[{UP}«“\"'(\d].{{8,}})$"
)
"""A line that holds authors and title: “PETROV I.I. Salt”, “V. V. Khapko. Harbours”."""
