"""PDF: the lines of its first pages as HTML, raised figures as such, the largest letters at the top as the title."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from statistics import median
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from titelei.messages import say
from titelei.sources.documents.fault import DocumentFault

_PAGES: Final = 2
"""A front matter stands on the first page; its end may run over to the second."""

_LETTERS: Final = 40_000


@dataclass(slots=True)
class _Letter:
    char: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(slots=True)
class _Line:
    letters: list[_Letter] = field(default_factory=list)

    @property
    def size(self) -> float:
        return median(letter.size for letter in self.letters)

    @property
    def base(self) -> float:
        return median(letter.bottom for letter in self.letters)


def to_html(data: bytes) -> bytes:
    """Give the first pages as a page.

    Raises:
        DocumentFault: a password protects it, it is damaged, or it holds pictures of pages and no text.
    """
    lines = [line for page in _pages(data) for line in page]
    if not lines:
        repair = say("Recognise its text with a program for that (OCR), or give the page of the article.")
        raise DocumentFault(say("it holds pictures of its pages, and no text"), repair)
    largest = max(line.size for line in lines[:40])
    body = "\n".join(_shown(line, is_title=line.size > largest * 0.97) for line in lines)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"/></head><body>\n{body}\n</body></html>\n'.encode()


def _pages(data: bytes) -> Iterator[list[_Line]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentFault(
                say("a password protects it"), say("Save it without the password, and encode that.")
            ) from error
        raise DocumentFault(say("it is damaged"), say("Save it again, whole.")) from error
    try:
        for number in range(min(len(document), _PAGES)):
            yield _lines(document[number].get_textpage())
    finally:
        document.close()


def _lines(page: Any) -> list[_Line]:
    """Gather letters into lines, in the order in which the page gives them; a new line begins where it says so."""
    lines: list[_Line] = []
    current = _Line()
    for at in range(min(page.count_chars(), _LETTERS)):
        char = chr(pdfium.FPDFText_GetUnicode(page.raw, at))
        if char in "\r\n":
            if current.letters:
                lines.append(current)
            current = _Line()
            continue
        if char in "\x02\ufffe":  # how the library gives a hyphen at the end of a line
            char = "-"
        left, bottom, right, top = page.get_charbox(at)
        size = float(pdfium.FPDFText_GetFontSize(page.raw, at))
        current.letters.append(_Letter(char, left, right, bottom, top, size))
    if current.letters:
        lines.append(current)
    return [line for line in lines if "".join(letter.char for letter in line.letters).strip()]


def _shown(line: _Line, *, is_title: bool) -> str:
    """Write a line; small letters above its base are raised ones, as the marks of notes and affiliations are."""
    out, raised = [], False
    size, base = line.size, line.base
    for letter in line.letters:
        is_raised = letter.size < size * 0.8 and letter.bottom > base + size * 0.15 and letter.char.strip() != ""
        if is_raised != raised and letter.char.strip():
            out.append("<sup>" if is_raised else "</sup>")
            raised = is_raised
        out.append(escape(letter.char, quote=False))
    if raised:
        out.append("</sup>")
    # Letters and their accents are drawn apart, and were typed as one.
    text = unicodedata.normalize("NFC", "".join(out)).strip()
    return f"<h1>{text}</h1>" if is_title else f"<p>{text}</p>"
