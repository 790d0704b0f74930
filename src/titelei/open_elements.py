"""Which element is open at a line and column of a file in XML or HTML, even one that is faulty further on."""

from collections import Counter
from html.parser import HTMLParser
from typing import Final
from xml.parsers import expat

_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Reached(Exception):  # noqa: N818 - ends the scan, is no error
    pass


def path_at(data: bytes, line: int, column: int) -> str:
    """Give the path of the innermost element open there: ``/TEI/text[1]/front[1]``; ``/`` where none is.

    Lines and columns count from 1. What stands before the place must be well-formed as far as it goes.
    """
    steps: list[str] = []
    counts: list[Counter[str]] = [Counter()]
    parser = expat.ParserCreate()

    def stop_beyond() -> None:
        if (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1) > (line, column):
            raise _Reached

    def start(name: str, _attributes: object) -> None:
        stop_beyond()
        local = name.rpartition(":")[2]
        counts[-1][name] += 1
        steps.append(f"{local}[{counts[-1][name]}]" if steps else local)
        counts.append(Counter())

    def end(_name: str) -> None:
        stop_beyond()
        steps.pop()
        counts.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except (_Reached, expat.ExpatError, LookupError, ValueError):
        return "/" + "/".join(steps)  # the place itself, or as far as the file can be read
    return "/" + "/".join(steps)


def html_path_at(text: str, line: int, column: int) -> str:
    """Give the path of the innermost element open there in HTML, whose void elements have no end tag."""
    outline = _Outline((line, column))
    try:
        outline.feed(text)
    except _Reached:
        return "/" + "/".join(outline.steps)
    return "/" + "/".join(outline.steps)


class _Outline(HTMLParser):
    def __init__(self, place: tuple[int, int]) -> None:
        super().__init__()
        self.steps: list[str] = []
        self._place = place
        self._names: list[str] = []
        self._counts: list[Counter[str]] = [Counter()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._stop_beyond()
        self._counts[-1][tag] += 1
        if tag not in _VOID:
            self.steps.append(f"{tag}[{self._counts[-1][tag]}]" if self.steps else tag)
            self._names.append(tag)
            self._counts.append(Counter())

    def handle_endtag(self, tag: str) -> None:
        self._stop_beyond()
        while tag in self._names:
            self.steps.pop()
            self._counts.pop()
            if self._names.pop() == tag:
                break

    def _stop_beyond(self) -> None:
        line, offset = self.getpos()
        if (line, offset + 1) > self._place:
            raise _Reached
