"""Words that mix scripts: a letter of another alphabet that looks the same (UTS 39, mixed-script confusables)."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from titelei.characters.fault import Fault, listed, shown
from titelei.characters.look_alikes import CYRILLIC, GREEK, LATIN, in_cyrillic, in_latin, is_cyrillic, writes_cyrillic
from titelei.messages import say

_RUN: Final = re.compile(rf"[{CYRILLIC}]+|[{GREEK}]+")
_LETTER: Final = re.compile(rf"[{LATIN}{CYRILLIC}{GREEK}]")
_WORD: Final = re.compile(rf"[{LATIN}{CYRILLIC}{GREEK}0-9]+")
_ROMAN: Final = re.compile(r"^[IVXLCDM]+[а-яё]{1,4}$")
_FORMULA: Final = re.compile(rf"^(?=.*[0-9])(?:[A-ZА-ЯЁ{GREEK}0-9]{{1,8}}|[0-9]+[^\W\d]{{1,4}})$")


def mixed_scripts(text: str, lang: str) -> Iterator[Fault]:
    """Find words of letters from two alphabets. ``lang`` decides where half a word is of each."""
    seen = -1
    for hit in _RUN.finditer(text):
        start = hit.start()
        if start < seen or not (_LETTER.match(text[start - 1 : start]) or _LETTER.match(text, hit.end())):
            continue
        while start > 0 and _WORD.match(text[start - 1]):
            start -= 1
        word = _WORD.match(text, start)
        if word is None:
            continue
        seen = word.end()
        if _ROMAN.match(word[0]) or _FORMULA.match(word[0]):
            continue
        yield _fault(word[0], word.start(), lang)


def one_script(word: str, lang: str = "") -> str | None:
    """Write a word of two alphabets in the one that is meant; None where some letter of it looks like none there.

    Meant is the alphabet of most of its letters, in a tie that of the language. In a text of another alphabet the rarer
    letters may be those that are meant: a Cyrillic С in an English word.
    """
    cyrillic = [c for c in word if is_cyrillic(c)]
    latin = re.findall(f"[{LATIN}]", word)
    to_latin = _all_in(word, f"[{LATIN}0-9]", in_latin) if latin else None
    to_cyrillic = _all_in(word, f"[{CYRILLIC}0-9]", lambda c: in_cyrillic(c, cyrillic, lang)) if cyrillic else None
    has_more = len(cyrillic) > len(latin) or (len(cyrillic) == len(latin) and writes_cyrillic(lang))
    if has_more and (to_cyrillic or writes_cyrillic(lang)):
        return to_cyrillic
    return to_latin or to_cyrillic


def _all_in(word: str, own: str, other: Callable[[str], str]) -> str | None:
    """Write a word in one alphabet; None where one of its other letters looks like none there."""
    letters = [c if re.match(own, c) else other(c) for c in word]
    return "".join(letters) if all(letters) else None


def _fault(word: str, start: int, lang: str) -> Fault:
    meant = one_script(word, lang)
    strange = "".join(c for c, m in zip(word, meant, strict=True) if c != m) if meant else _fewest(word)
    return Fault(
        start=start,
        end=start + len(word),
        kind="mixed-script",
        message=say(
            "The word {word} mixes scripts: {strange} among letters of another alphabet.",
            word=shown(word),
            strange=listed(strange),
        ),
        repair=say("Write {meant} in letters of one alphabet.", meant=shown(meant))
        if meant
        else say("Write the word in one alphabet."),
        replacement=meant,
        remedy="correct" if meant else "",
        names=listed(strange),
    )


def _fewest(word: str) -> str:
    """Give the letters of the alphabet that has the fewest in a word."""
    of_each = ("".join(re.findall(f"[{alphabet}]", word)) for alphabet in (LATIN, CYRILLIC, GREEK))
    return min((letters for letters in of_each if letters), key=len)
