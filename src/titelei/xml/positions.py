"""Lines and columns of what stands in a file, from one pass of expat, made when somebody asks first.

libxml2 keeps a line and no column; :class:`titelei.xml.source.Source` keeps where each node is written.
"""

import re
from functools import cached_property
from itertools import accumulate, takewhile
from typing import Any, Final

from lxml import etree

from titelei.xml.encoding import decoded, encoding_of
from titelei.xml.paths import Paths
from titelei.xml.source import Node, NotEditable, Source

_OTHER_NODE: Final = re.compile(
    r"/(?P<kind>comment|processing-instruction)\(['\"]?(?P<target>[\w.-]*)['\"]?\)(?:\[(?P<index>\d+)\])?$"
)

Place = tuple[int, int]
"""Line and column, from 1; columns count characters."""


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
    def source(self) -> Source | None:
        """The file as it is written, from one pass of expat; None where its bytes cannot be told."""
        try:
            return Source(self._data)
        except NotEditable:
            return None

    @cached_property
    def _elements(self) -> tuple[Node, ...]:
        return tuple(self.source.elements()) if self.source is not None else ()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return self.source.starts if self.source is not None else ()

    @cached_property
    def _orders(self) -> "dict[etree._Element, int]":
        return {}

    def _order(self, element: "etree._Element") -> int:
        """Give the number of an element: both trees have their elements in the same order."""
        if not self._orders:
            root = element.getroottree().getroot()
            self._orders.update({e: n for n, e in enumerate(root.iter(etree.Element))})
        return self._orders.get(element, -1)

    def _node(self, element: "etree._Element") -> Node | None:
        """Give an element as it is written."""
        order = self._order(element)
        return self._elements[order] if 0 <= order < len(self._elements) else None

    def of(self, element: "etree._Element") -> Place:
        """Give line and column of the element's start tag."""
        order = self._order(element)
        if self.source is not None and 0 <= order < len(self._starts):
            return self.source.place(self._starts[order])
        # libxml2 read what expat does not, in another encoding or to its end.
        return (int(element.sourceline or 0), 1 if element.sourceline else 0)

    def of_end(self, element: "etree._Element") -> Place:
        """Give the place of an element's end tag; of the start tag where it has no other."""
        node = self._node(element)
        return (
            self.source.place(node.closing) if node is not None and node.closing and self.source else self.of(element)
        )

    def of_text(self, parent: "etree._Element", before: "etree._Element | None") -> Place:
        """Give the place of the text in ``parent`` after its child ``before``, or at its beginning."""
        holder = self._node(parent)
        node = None if before is None else self._node(before)
        if holder is not None and self.source is not None:
            at = holder.children.index(node) + 1 if node in holder.children else 0
            for child in takewhile(lambda c: c.kind != "element", holder.children[at:]):
                for char, offset, _end in self.source.characters(child) if child.kind == "text" else ():
                    if char not in " \t\r\n":
                        return self.source.place(offset)
        return self.of(parent if before is None else before)

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
