"""Lines and columns of what stands in a file, from one pass of expat, made when somebody asks first.

libxml2 keeps a line and no column; expat keeps both. Start tags come in the same order from both, so the
n-th element of the tree has the n-th position.
"""

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any, Final
from xml.parsers import expat

from lxml import etree

from titelei.xml.encoding import decoded, encoding_of
from titelei.xml.paths import Paths

_OTHER_NODE: Final = re.compile(
    r"/(?P<kind>comment|processing-instruction)\(['\"]?(?P<target>[\w.-]*)['\"]?\)(?:\[(?P<index>\d+)\])?$"
)

Place = tuple[int, int]
"""Line and column, from 1; columns count characters."""


@dataclass(slots=True)
class _Pass:
    """What one pass has seen: by number of the element, where it begins and where its end tag does.

    ``texts`` are the first characters that are not blank of a text, by the tag that it follows.
    """

    starts: list[Place] = field(default_factory=list)
    ends: dict[int, Place] = field(default_factory=dict)
    texts: dict[tuple[str, int], Place] = field(default_factory=dict)


class Positions:
    """Positions in one file's bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.paths = Paths()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The file's lines, decoded, without their ends."""
        return tuple(_decoded(self._data).replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def line_text(self, line: int) -> str:
        """Give a line as it stands in the file; empty where there is no such line."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    @cached_property
    def _text(self) -> tuple[str, tuple[int, ...]]:
        """The file's lines as one text, and where each begins in it."""
        return "\n".join(self.lines), tuple(accumulate((len(line) + 1 for line in self.lines), initial=0))

    @cached_property
    def _seen(self) -> _Pass:
        seen = _Pass()
        opened: list[int] = []
        last = ("start", -1)
        parser = expat.ParserCreate()

        def start(_name: str, _attributes: object) -> None:
            nonlocal last
            last = ("start", len(seen.starts))
            opened.append(len(seen.starts))
            seen.starts.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

        def end(_name: str) -> None:
            nonlocal last
            number = opened.pop()
            seen.ends[number] = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            last = ("end", number)

        def text(data: str) -> None:
            if last in seen.texts or not (rest := data.lstrip(" \t\r\n")):
                return
            blank = data[: len(data) - len(rest)]
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            skipped = blank.count("\n")
            after = len(blank) - blank.rfind("\n") if skipped else column + len(blank)
            seen.texts[last] = (line + skipped, after)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.UseForeignDTD(False)
        # libxml2 read the file: what expat finds before it gives up holds, the rest falls back to libxml2's lines.
        with suppress(expat.ExpatError, LookupError):
            parser.Parse(self._data, True)
        return seen

    @cached_property
    def _orders(self) -> "dict[etree._Element, int]":
        return {}

    def _order(self, element: "etree._Element") -> int:
        if not self._orders:
            root = element.getroottree().getroot()
            self._orders.update({e: n for n, e in enumerate(root.iter(etree.Element))})
        return self._orders.get(element, -1)

    def of(self, element: "etree._Element") -> Place:
        """Give line and column of the element's start tag."""
        order = self._order(element)
        if 0 <= order < len(self._seen.starts):
            return self._seen.starts[order]
        return (int(element.sourceline or 0), 1 if element.sourceline else 0)

    def of_end(self, element: "etree._Element") -> Place:
        """Give the place of an element's end tag; of the start tag where it has no other."""
        return self._seen.ends.get(self._order(element)) or self.of(element)

    def of_text(self, parent: "etree._Element", before: "etree._Element | None") -> Place:
        """Give the place of the text in ``parent`` after its child ``before``, or at its beginning."""
        key = ("start", self._order(parent)) if before is None else ("end", self._order(before))
        return self._seen.texts.get(key) or self.of(parent if before is None else before)

    def of_attribute(self, element: "etree._Element", name: str) -> Place:
        """Give line and column where attribute ``name`` (as written, with prefix) begins in the start tag."""
        line, column = self.of(element)
        text, starts = self._text
        if not 0 < line < len(starts):
            return (line, column)
        tag = re.compile(rf"""<[^\s>/]+(?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*?\s+(?P<at>{re.escape(name)})\s*=""")
        found = tag.match(text, starts[line - 1] + column - 1)
        if found is None:
            return (line, column)
        before = text[found.start() : found.start("at")]
        if "\n" not in before:
            return (line, column + len(before))
        return (line + before.count("\n"), len(before) - before.rfind("\n"))

    def of_path(self, root: "etree._Element", path: str) -> Place:
        """Give line and column of the node that an XPath as Saxon's ``path()`` writes it selects.

        Falls back to the nearest element above that can be found; (0, 0) where not even the root fits.
        """
        other = _OTHER_NODE.search(path)
        if other is not None:
            place = self._of_other(root, path[: other.start()], other)
            if place is not None:
                return place
        element, attribute = self.paths.resolve(root, path)
        if element is None:
            return (0, 0)
        return self.of_attribute(element, attribute) if attribute else self.of(element)

    def _of_other(self, root: "etree._Element", parent_path: str, step: "re.Match[str]") -> Place | None:
        """Find a comment or processing instruction: the n-th of its kind in its parent, or beside the root."""
        if parent_path:
            parent, _ = self.paths.resolve(root, parent_path)
            siblings: list[Any] = list(parent) if parent is not None else []
        else:
            siblings = [*reversed(list(root.itersiblings(preceding=True))), *root.itersiblings()]
        target = step["target"]
        if step["kind"] == "comment":
            nodes: list[Any] = [n for n in siblings if isinstance(n, etree._Comment)]
        else:
            found = [n for n in siblings if isinstance(n, etree._ProcessingInstruction)]
            nodes = [n for n in found if not target or n.target == target]
        index = int(step["index"] or 1)
        if not 0 < index <= len(nodes):
            return None
        node = nodes[index - 1]
        opening = "<!--" if step["kind"] == "comment" else f"<?{node.target}"
        # libxml2 knows the line in which the node ends or begins; look for its opening there and above.
        last = int(node.sourceline or 0)
        for line in range(last, max(0, last - str(node.text or "").count("\n") - 1), -1):
            column = self.line_text(line).find(opening)
            if column >= 0:
                return (line, column + 1)
        return (last, 1) if last else None


def _decoded(data: bytes) -> str:
    try:
        return decoded(data, encoding_of(data), "replace")
    except LookupError:
        return decoded(data, "utf-8", "replace")


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
