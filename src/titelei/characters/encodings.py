"""Text that was read in the wrong encoding (mojibake), or written for a font that drew other letters."""

import re
from collections.abc import Iterator
from typing import Final

from titelei.characters.fault import Fault, listed, shown
from titelei.messages import say

_UTF8_AS: Final = {"cp1252": "Windows-1252", "latin-1": "Latin-1", "cp1251": "Windows-1251"}
_LEAD: Final = re.compile(
    "[\xc2-\xf4][\x80-\xbfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|вЂ|[РСТВ][\x80-\xbf’“”•–—™›‹„…†‡€‰‘‚ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґё№єјЅѕї]"
)
_PIECE: Final = re.compile(r"[^ \t\r\n]+")
_SOLID: Final = re.compile(r"[^\x00-\x7f]+")
_MARK: Final = re.compile("(?:вЂ|â€|â\x80)[^\x00-\x7f]")
"""Dashes and quotation marks: the three bytes of each are known wherever they stand."""
_EXPECTED: Final = re.compile(r"^[\x20-\x7e\xa0-ɏЀ-ӿͰ-Ͽḁ-ỿ‐-‧‰-›€№™\n]*$")
_LETTERS_AS_LATIN: Final = re.compile(r"[À-ÿ¸¨]{3,}(?:[ ,.;:!?()«»\"–—-]{1,3}[À-ÿ¸¨]+)*")
_VOWEL: Final = re.compile(r"[аеёиоуыэюяАЕЁИОУЫЭЮЯ]")
_INVERTED: Final = re.compile(r"[а-я][А-Я]{3,}(?![Ѐ-ӿ])")
_PRIVATE: Final = re.compile(r"[\ue000-\uf8ff]+")
_SYMBOL: Final = dict(
    zip(
        "abcdefghijklmnopqrstuwxyzABCDEFGHIJKLMNOPQRSTUWXYZ",
        "αβχδεφγηιϕκλμνοπθρστυωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ",
        strict=True,
    )
)
_SYMBOL.update({"\xb7": "•", "\xb0": "°", "\xa3": "≤", "\xb3": "≥", "\xb1": "±", "\xb4": "×", "\xa5": "∞", "-": "−"})


def mojibake(text: str, lang: str) -> Iterator[Fault]:
    """Find UTF-8 that was read as an encoding of one byte a letter; what was meant is what the bytes say."""
    seen = -1
    for hit in _LEAD.finditer(text):
        if hit.start() < seen:
            continue
        start = hit.start()
        while start > 0 and text[start - 1] not in " \t\r\n":
            start -= 1
        piece = _PIECE.match(text, start)
        if piece is None:
            continue
        ways = (_SOLID.finditer(text, start, piece.end()), _MARK.finditer(text, start, piece.end()))
        for found in (piece, *ways[0], *ways[1]):
            if found.start() < seen:
                continue
            read = _read_again(found[0])
            if read is None:
                continue
            meant, name = read
            seen = found.end()
            yield Fault(
                start=found.start(),
                end=found.end(),
                kind="mojibake",
                message=say("{found} is UTF-8 that was read as {name}.", found=shown(found[0]), name=name),
                repair=say("Write {meant}.", meant=shown(meant)),
                replacement=meant,
                remedy="correct",
            )


def _read_again(piece: str) -> tuple[str, str] | None:
    for codec, name in _UTF8_AS.items():
        meant = piece
        for _ in range(2):  # what went wrong once often goes wrong twice
            try:
                again = meant.encode(codec).decode("utf-8")
            except UnicodeError:
                break
            if again == meant:
                break
            meant = again
        gained = sum(1 for c in meant if ord(c) > 0x7F)
        if meant == piece or not _EXPECTED.match(meant):
            continue
        if codec == "cp1251" and gained < 2 and not re.search("вЂ|В[\xa0«»©®°]", piece):
            continue  # two letters of Cyrillic may be a word
        return meant, name
    return None


def legacy_font(text: str, lang: str) -> Iterator[Fault]:
    """Find Windows-1251 shown as Latin-1 letters, KOI8-R shown as Windows-1251, and letters of symbol fonts."""
    for found in _LETTERS_AS_LATIN.finditer(text):
        meant = found[0].encode("cp1252", "replace").decode("cp1251", "replace")
        if _VOWEL.search(meant) and "\ufffd" not in meant:
            yield _font_fault(found, meant, say("Cyrillic in Windows-1251, shown as Latin-1 letters"))
    for found in _INVERTED.finditer(text):
        if re.match("[Ѐ-ӿ]", text[found.start() - 1 : found.start()]):
            continue
        try:
            meant = found[0].encode("cp1251").decode("koi8-r")
        except UnicodeError:
            continue
        if meant.istitle() and _VOWEL.search(meant):
            yield _font_fault(found, meant, say("Cyrillic in KOI8-R, shown as Windows-1251"))
    for found in _PRIVATE.finditer(text):
        letters = [_SYMBOL.get(chr(ord(c) - 0xF000)) if 0xF020 <= ord(c) <= 0xF0FF else None for c in found[0]]
        drawn = None if None in letters else "".join(c for c in letters if c)
        yield _font_fault(found, drawn, say("{found}, which only one font can draw", found=listed(found[0])))


def _font_fault(found: "re.Match[str]", meant: str | None, what: str) -> Fault:
    return Fault(
        start=found.start(),
        end=found.end(),
        kind="legacy-font",
        message=say("{found} is {what}.", found=shown(found[0]), what=what),
        repair=say("Write {meant}.", meant=shown(meant))
        if meant
        else say("Compare the page, and write the character that is meant."),
        replacement=meant,
        remedy="correct" if meant else "",
    )
