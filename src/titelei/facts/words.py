"""Words with mark-up as plain text, and a title with its subtitle, as ``xslt/text/marks.xsl`` writes them."""

import re
from typing import Final, Protocol

from lxml import etree

from titelei.facts import formulas

_ENDS: Final = (".", ":", "?", "!", "…", "—", "–")


class Marked(Protocol):
    """Words that may hold mark-up: titles, headings, paragraphs, key words."""

    @property
    def text(self) -> str: ...

    @property
    def markup(self) -> str: ...


def plain(words: Marked | None) -> str:
    """Give words without mark-up: m² and CO₂ where Unicode has the letters, formulas in a line."""
    if words is None:
        return ""
    if not words.markup:
        return words.text
    root = etree.fromstring(f"<x>{words.markup}</x>".encode())
    return " ".join(_plain(root).split())


def _plain(node: "etree._Element") -> str:
    pieces = [node.text or ""]
    for child in node:
        inner = _formula(child) if etree.QName(child).localname == "formula" else _plain(child)
        pieces += [_shifted(inner, etree.QName(child).localname), child.tail or ""]
    return "".join(pieces)


def _formula(node: "etree._Element") -> str:
    source = node.text or ""
    return formulas.linear(source) if node.get("notation") == "MathML" else source


def _shifted(text: str, mark: str) -> str:
    """Raise or lower all letters, or none; what counts stands in braces then, lest 10⁵ᐟ² be read as 105/2."""
    sign = {"sup": "^", "sub": "_"}.get(mark)
    if sign is None:
        return text
    return formulas.shifted(text, sign) or (f"{sign}{{{text}}}" if re.search("[0-9+−=/]", text) else text)


def whole(title: str, *subtitles: str) -> str:
    """Write “Title: subtitle”; after a mark of its own a title needs no colon."""
    for subtitle in subtitles:
        title += (" " if title.endswith(_ENDS) else ": ") + subtitle
    return title
