"""Where a character of a text stands in a file: in which line and column, references and CDATA sections counted."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from titelei.read import Document
from titelei.source import NotEditable, Source

_LINE_END: Final = re.compile(r"\r\n?")


def texts(element: "etree._Element") -> "Iterator[tuple[etree._Element | None, str]]":
    """Give the texts directly in an element, each with the child that it follows; None for the first."""
    if element.text:
        yield None, element.text
    for child in element:
        if child.tail:
            yield child, child.tail


class TextPlaces:
    """Paths of the texts of one document, and lines and columns inside them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source: Source | None = None
        try:
            self._source = Source(document.data)
        except NotEditable:
            self._source = None  # then the place of the element has to do

    def path(self, parent: "etree._Element", after: "etree._Element | None") -> str:
        """Give the path, as ``path()`` writes it, of the text in ``parent`` that follows its child ``after``."""
        before = [parent.text, *(c.tail for c in parent)]
        upto = 0 if after is None else parent.index(after) + 1
        number = len([t for t in before[: upto + 1] if t])
        return f"{_path(parent)}/text()[{number}]"

    def of(self, parent: "etree._Element", after: "etree._Element | None", offset: int) -> tuple[int, int]:
        """Give line and column, from 1, of a character of that text; the element's own where it cannot be told."""
        if self._source is not None:
            try:
                node, _attribute = self._source.find(self.path(parent, after))
                at = self._source.characters(node)[offset][1]
            except (NotEditable, IndexError):
                return self._document.positions.of(parent)
            before = _LINE_END.sub("\n", self._source.data[:at].decode()).removeprefix("\ufeff")
            return before.count("\n") + 1, len(before) - before.rfind("\n")
        return self._document.positions.of(parent)


def _path(element: "etree._Element") -> str:
    parent = element.getparent()
    name = etree.QName(element)
    if parent is None:
        return f"/Q{{{name.namespace or ''}}}{name.localname}[1]"
    number = 1 + sum(1 for sibling in element.itersiblings(preceding=True) if sibling.tag == element.tag)
    return f"{_path(parent)}/Q{{{name.namespace or ''}}}{name.localname}[{number}]"
