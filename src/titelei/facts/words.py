"""Words with mark-up as plain text, and a title with its subtitle, as ``xslt/text/marks.xsl`` writes them."""

from typing import Final, Protocol

from lxml import etree

_RAISED: Final = str.maketrans(
    "0123456789+-−–=()niabcdefghjklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)
_LOWERED: Final = str.maketrans("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_ENDS: Final = (".", ":", "?", "!", "…", "—", "–")


class Marked(Protocol):
    """Words that may hold mark-up: titles, headings, paragraphs, key words."""

    @property
    def text(self) -> str: ...

    @property
    def markup(self) -> str: ...


def plain(words: Marked | None) -> str:
    """Give words without mark-up: m² and CO₂ where Unicode has the letters, formulas in their source."""
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
    if node.get("notation") != "MathML":
        return source
    try:
        return "".join(etree.fromstring(source.encode()).itertext())
    except etree.XMLSyntaxError:
        return source


def _shifted(text: str, mark: str) -> str:
    """Raise or lower all letters, or none: half a number raised would be another number."""
    table = {"sup": _RAISED, "sub": _LOWERED}.get(mark)
    return text.translate(table) if table is not None and all(ord(letter) in table for letter in text) else text


def whole(title: str, *subtitles: str) -> str:
    """Write “Title: subtitle”; after a mark of its own a title needs no colon."""
    for subtitle in subtitles:
        title += (" " if title.endswith(_ENDS) else ": ") + subtitle
    return title
