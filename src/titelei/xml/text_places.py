"""Where a character of a text stands in a file: in which line and column, references and CDATA sections counted."""

from collections.abc import Iterator

from lxml import etree

from titelei.xml.read import Document
from titelei.xml.source import NotEditable


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
        self._source = document.positions.source  # without one the place of the element has to do
        self._has_sections = self._source is not None and b"<![CDATA[" in self._source.data
        self._numbers: dict[etree._Element, dict[etree._Element | None, int]] = {}

    def path(self, parent: "etree._Element", after: "etree._Element | None") -> str:
        """Give the path, as ``path()`` writes it, of the text in ``parent`` that follows its child ``after``."""
        numbers = self._numbers.get(parent)
        if numbers is None:
            numbers = self._numbers[parent] = {child: n for n, (child, _text) in enumerate(texts(parent), 1)}
        return f"{self._document.paths.exact(parent)}/text()[{numbers[after]}]"

    def of(self, parent: "etree._Element", after: "etree._Element | None", offset: int) -> tuple[int, int]:
        """Give line and column, from 1, of a character of that text; the element's own where it cannot be told."""
        if self._source is None:
            return self._document.positions.of(parent)
        try:
            node, _attribute = self._source.find(self.path(parent, after))
            return self._source.place(self._source.offsets(node)[offset])
        except (NotEditable, IndexError):
            return self._document.positions.of(parent)

    def is_in_cdata(self, parent: "etree._Element", after: "etree._Element | None", offset: int) -> bool:
        """Tell whether a character of that text stands in a CDATA section, where no markup can be put."""
        if self._source is None or not self._has_sections:
            return False
        try:
            node, _attribute = self._source.find(self.path(parent, after))
            return self._source.is_in_cdata(node, self._source.offsets(node)[offset])
        except (NotEditable, IndexError):
            return False
