"""Which element is open at a place of a file, in XML or HTML, well-formed or not, written as a readable path."""

from bisect import bisect_right
from collections import Counter
from contextlib import suppress
from html.parser import HTMLParser
from typing import Final
from xml.parsers import expat

_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())

Place = tuple[int, int]
"""Line and column, from 1."""


class Outline:
    """Where elements begin and end in a text, found in one pass; where it is not well-formed, as far as it is read."""

    def __init__(self) -> None:
        self._places: list[Place] = [(0, 0)]
        self._paths = ["/"]
        self._steps: list[str] = []
        self._names: list[str] = []
        self._counts: list[Counter[str]] = [Counter()]

    def at(self, line: int, column: int) -> str:
        """Give the path of the innermost element open there: ``/TEI/text[1]/front[1]``; ``/`` where none is."""
        return self._paths[bisect_right(self._places, (line, column)) - 1]

    def opened(self, name: str, place: Place) -> None:
        """Take the start tag of an element."""
        self._counts[-1][name] += 1
        local = name.rpartition(":")[2]
        self._steps.append(f"{local}[{self._counts[-1][name]}]" if self._steps else local)
        self._names.append(name)
        self._counts.append(Counter())
        self._mark(place)

    def closed(self, name: str, place: Place) -> None:
        """Take an end tag, which closes what is open inside the element, too."""
        while name in self._names:
            self._steps.pop()
            self._counts.pop()
            if self._names.pop() == name:
                break
        self._mark(place)

    def skipped(self, name: str) -> None:
        """Take an element that has no inside."""
        self._counts[-1][name] += 1

    def _mark(self, place: Place) -> None:
        self._places.append(place)
        self._paths.append("/" + "/".join(self._steps))


def of_xml(data: bytes) -> Outline:
    """Read the outline of XML."""
    outline = Outline()
    parser = expat.ParserCreate()

    def place() -> Place:
        return (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    parser.StartElementHandler = lambda name, _attributes: outline.opened(name, place())
    parser.EndElementHandler = lambda name: outline.closed(name, place())
    with suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(data, True)
    return outline


def of_html(text: str) -> Outline:
    """Read the outline of HTML, whose void elements have no end tag."""
    reader = _Html()
    reader.feed(text)
    return reader.outline


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.outline = Outline()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.outline.skipped(tag)
        else:
            self.outline.opened(tag, self._place())

    def handle_endtag(self, tag: str) -> None:
        self.outline.closed(tag, self._place())

    def _place(self) -> Place:
        line, offset = self.getpos()
        return (line, offset + 1)
