"""What a page prints: the text of ``front`` without the words of the editors (TEI P5, 3.5 and 11.3.3)."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from titelei.names import TEI, tei
from titelei.xml.text_places import texts

_EDITORS: Final = frozenset(map(tei, ("corr", "reg", "supplied", "desc", "gap")))

Printed = tuple["etree._Element", "etree._Element | None", str]
"""A piece of text: its parent, the child that it follows, and what it says."""


def front_of(root: "etree._Element") -> "etree._Element | None":
    """Give the element that holds the page; None where there is none."""
    return root.find(f"{{{TEI}}}text/{{{TEI}}}front")


def printed(element: "etree._Element") -> Iterator[Printed]:
    """Give the pieces of text in an element that are the page's, in their order."""
    inside = dict(texts(element))
    for after in (None, *element):
        if after is not None and isinstance(after.tag, str) and not _is_of_editors(after):
            yield from printed(after)
        if inside.get(after):
            yield element, after, inside[after]


def _is_of_editors(element: "etree._Element") -> bool:
    parent = element.getparent()
    is_long_form = element.tag == tei("expan") and parent is not None and parent.tag == tei("choice")
    is_remark = element.tag == tei("note") and (element.get("type") == "missing" or element.get("resp") is not None)
    return element.tag in _EDITORS or is_long_form or is_remark
