"""Index marks that tie authors to institutions: raised in HTML, glued to names in text copied from a browser."""

import re
from collections.abc import Iterable
from typing import Final

_PLAIN: Final = "0123456789abcdefghijklmnopабвгде"
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖᵃᵇᶜᵈᵉᶠ"
_UP: Final = str.maketrans(_PLAIN, _RAISED)
_DOWN: Final = str.maketrans(_RAISED[:26], _PLAIN[:26])
RAISED: Final = "¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ"
"""The characters that stand for index marks, for use in a character class."""
_SHORT: Final = re.compile(r"\W*(?:\w{1,2}\W+)*\w{0,2}\W*")
_ORDINALS: Final = frozenset(("st", "nd", "rd", "th"))
_BUTTONS: Final = re.compile(
    r"\s*\+?\s?[Ss]how (?:(?:all|more|fewer|less) )?(?:authors?|affiliations)(?: info\w*)?\s*$"
    r"|^\s*[Aa]uthors? links open overlay panel\s?"
)
_OPENS: Final = re.compile(r"^\s*([a-h])(?:[).]?\s?(?=[A-ZА-ЯЁ«\"“][\w«»\"’'-]+[ .,])(?!\w+[.)])|\s*$)")
_AFTER_NAME: Final = (
    r"(?<=[\w.])(?:(?P<m>[%s](?:\s?,\s?[%s\d*†])*)|\s(?P<n>[%s](?:(?:\s?,\s?|\s)[%s\d*†](?!\w))*))"
    r"(?P<star>,?\s?[*†]?)(?=\s*(?:[,;]|$|\s(?:and|и|&)\s))"
)


def raised(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Write the raised characters of a line as such, one for one; longer ones (“st”, “th”) are no marks."""
    for start, end in spans:
        if _SHORT.fullmatch(text, start, end) and text[start:end].strip() not in _ORDINALS:
            text = text[:start] + text[start:end].translate(_UP) + text[end:]
    return text


def without_buttons(text: str) -> str:
    """Blank, character for character, the words of buttons around a list of authors."""
    return _BUTTONS.sub(lambda m: " " * len(m[0]), text) if "how " in text or "overlay" in text else text


def plain(mark: str) -> str:
    """Write marks in common characters again."""
    return mark.translate(_DOWN)


def letters(lines: Iterable[str]) -> frozenset[str]:
    """Find the letters with which lines of institutions begin: “a Fen University”; only a row from “a” on counts."""
    found = [m[1] for line in lines if len(line) < 400 and (m := _OPENS.match(line))]
    row = "".join(c for c in "abcdefgh" if c in found)
    return frozenset(row if row and "abcdefgh".startswith(row) and len(row) > 1 else "")


def lettered(text: str, marks: frozenset[str]) -> str:
    """Write the letters that mark institutions as raised ones: before the institution, and after every name of a line.

    “Lópeza, Weib” is a line of two marks only because both words end so.
    """
    if not marks or len(text) > 600:
        return text
    if (m := _OPENS.match(text)) and m[1] in marks:
        return text[: m.start(1)] + m[1].translate(_UP) + text[m.end(1) :]
    row = "".join(sorted(marks))
    pattern = re.compile(_AFTER_NAME % (row, row, row, row))
    found = list(pattern.finditer(text))
    names = [p for p in re.split(r"[,;]\s?(?=\w{3})|\s(?:and|и|&)\s", text) if p.strip()]
    if not found or len(found) < len(names) or not any((m["m"] or m["n"])[0] != "a" for m in found):
        return text
    for m in found:
        start, end = m.span("m" if m["m"] else "n")
        text = text[:start] + text[start:end].translate(_UP) + text[end:]
    return text
