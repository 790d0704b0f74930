"""Where an element ends and where a piece of text begins in a file: what :mod:`titelei.xml.positions` does not keep.

Found by expat, only when a finding needs it.
"""

from contextlib import suppress
from functools import cached_property
from xml.parsers import expat

from lxml import etree

from titelei.xml.read import Document

Place = tuple[int, int]


class Places:
    """Lines and columns, from 1, in one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def start(self, element: "etree._Element") -> Place:
        """Give the place of an element's start tag."""
        return self._document.positions.of(element)

    def attribute(self, element: "etree._Element", written: str) -> Place:
        """Give the place of an attribute, named as it is written."""
        return self._document.positions.of_attribute(element, written)

    def end(self, element: "etree._Element") -> Place:
        """Give the place of an element's end tag; of the start tag where it has no other."""
        return self._found[0].get(self._orders.get(element, -1)) or self.start(element)

    def text(self, parent: "etree._Element", before: "etree._Element | None") -> Place:
        """Give the place of the text in ``parent`` after its child ``before``, or at its beginning."""
        key = ("start", self._orders.get(parent, -1)) if before is None else ("end", self._orders.get(before, -1))
        return self._found[1].get(key) or self.start(parent if before is None else before)

    @cached_property
    def _orders(self) -> "dict[etree._Element, int]":
        return {element: number for number, element in enumerate(self._document.root.iter(etree.Element))}

    @cached_property
    def _found(self) -> tuple[dict[int, Place], dict[tuple[str, int], Place]]:
        ends: dict[int, Place] = {}
        texts: dict[tuple[str, int], Place] = {}
        opened: list[int] = []
        last = ("start", -1)
        count = 0
        parser = expat.ParserCreate()

        def start(_name: str, _attributes: object) -> None:
            nonlocal count, last
            opened.append(count)
            last = ("start", count)
            count += 1

        def end(_name: str) -> None:
            nonlocal last
            number = opened.pop()
            ends[number] = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            last = ("end", number)

        def text(data: str) -> None:
            rest = data.lstrip(" \t\r\n")
            if rest and last not in texts:
                blank = data[: len(data) - len(rest)]
                line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
                skipped = blank.count("\n")
                after = len(blank) - blank.rfind("\n") if skipped else column + len(blank)
                texts[last] = (line + skipped, after)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        # libxml2 read the file: what expat finds before it gives up holds, the rest falls back to start tags.
        with suppress(expat.ExpatError, LookupError):
            parser.Parse(self._document.data, True)
        return ends, texts
