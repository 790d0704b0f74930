"""The lines of a page as it was received, in the form in which a transcription is held against them."""

import re
from typing import Final

_BLANKS: Final = re.compile(r"[ \t]+")


def lines(text: str) -> list[str]:
    """Give the lines that are not empty; runs of spaces and tabs are one space, as they are in TEI."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [folded for folded in (_BLANKS.sub(" ", line).strip(" ") for line in parts) if folded]


def is_html(page: bytes) -> bool:
    """Tell whether a page is HTML, whose lines say nothing."""
    return page.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))
