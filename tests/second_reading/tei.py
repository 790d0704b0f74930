"""The words of TEI as the edition means them, read with lxml: nothing of the stylesheets is asked.

Of a pair the editors' half is read, page furniture is dropped, a gap is […], white space is folded.
"""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from titelei.facts.formulas import linear
from titelei.names import TEI, XML_LANG
from titelei.parity.values import words

NS: Final = {"t": TEI}
_BLOCKS: Final = {"p", "ab", "head", "list", "item", "listBibl", "div", "titlePart", "docTitle", "byline", "lb"}
_PAGE_HALF: Final = {"sic": "corr", "orig": "reg", "abbr": "expan"}

Element = etree._Element


def primary(tag: str) -> str:
    """Give the language of a tag without script and region."""
    return tag.partition("-")[0]


def language_of(node: Element) -> str:
    """Give the language that holds for a node."""
    return next((a.get(XML_LANG, "") for a in (node, *node.iterancestors()) if a.get(XML_LANG)), "")


def edtf(node: Element | None) -> str:
    """Write a date of TEI in EDTF; empty where it has no value."""
    if node is None:
        return ""
    when, first, last, after, before = (
        _with_year_nought(node.get(name, "")) for name in ("when", "from", "to", "notBefore", "notAfter")
    )
    if when:
        return when + ("?" if node.get("cert") in ("low", "medium") else "")
    if first or last:
        return f"{first or '..'}/{last or '..'}"
    if after or before:
        return f"[{after}..{before}]"
    return ""


def _with_year_nought(date: str) -> str:
    """Count years before the common era as EDTF does, which has a year 0: -0044 of TEI is its -0043."""
    if not date.startswith("-"):
        return date
    year = int(date[1:5]) - 1
    return f"{'-' if year else ''}{year:04}{date[5:]}"


def local(node: Element) -> str:
    """Give an element's name without namespace; empty for comments and instructions."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def reading(node: Element | None) -> str:
    """Give the reading text of an element."""
    return "" if node is None else words("".join(_pieces(node, _is_read)))


def page_characters(front: Element | None) -> str:
    """Give the characters of the page in their order, without any white space and without the editors' words."""
    return "" if front is None else "".join("".join(_pieces(front, _is_printed)).split())


def _is_read(node: Element) -> str | None:
    """Give what stands for an element in the reading text; None where its own content does."""
    name = local(node)
    if name in ("", "surplus"):
        return ""
    parent = node.getparent()
    if name in _PAGE_HALF and parent is not None and local(parent) == "choice":
        return "" if parent.find(f"t:{_PAGE_HALF[name]}", NS) is not None else None
    if name == "formula" and node.get("notation") == "MathML":
        return linear(node.text or "")
    return "[…]" if name == "gap" else None


def source(node: Element) -> str:
    """Give the reading text of an element with its formulas as they are written."""
    return words("".join(_pieces(node, lambda n: None if local(n) == "formula" else _is_read(n))))


def _is_printed(node: Element) -> str | None:
    name = local(node)
    parent = node.getparent()
    is_half = parent is not None and local(parent) == "choice"
    if name in ("", "corr", "reg", "supplied", "desc", "gap") or (name == "expan" and is_half):
        return ""
    return None


def _pieces(node: Element, stands: Callable[[Element], str | None]) -> Iterator[str]:
    instead = stands(node)
    if instead is not None:
        yield instead
        return
    in_choice = local(node) == "choice"
    if local(node) in _BLOCKS:
        yield " "
    if node.text and not in_choice:
        yield node.text
    before = node.text or ""
    for child in node:
        if local(child) == "gap" and before and not before[-1].isspace() and before[-1] not in "([":
            yield " "
        yield from _pieces(child, stands)
        before = child.tail or ""
        if child.tail and not in_choice:
            yield child.tail
    if local(node) in _BLOCKS:
        yield " "
