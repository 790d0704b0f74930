"""Lines and columns of elements and attributes, from expat, found only when somebody asks.

libxml2 keeps a line and no column; expat keeps both. Start tags come in the same order from both, so the
n-th element of the tree has the n-th position.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any, Final
from xml.parsers import expat

from lxml import etree

from titelei.xml.encoding import decoded, encoding_of

_STEP: Final = re.compile(
    r"/(?:Q\{(?P<uri>[^}]*)\}|\*:)?(?P<name>[\w.-]+|text\(\)|comment\(\)|processing-instruction\([^)]*\))"
    r"(?:\[namespace-uri\(\)='(?P<uri2>[^']*)'\])?(?:\[(?P<index>\d+)\])?|/@(?:Q\{(?P<auri>[^}]*)\}|(?P<prefix>[\w.-]+):)?(?P<attribute>[\w.-]+)"
)


_OTHER_NODE: Final = re.compile(
    r"/(?P<kind>comment|processing-instruction)\(['\"]?(?P<target>[\w.-]*)['\"]?\)(?:\[(?P<index>\d+)\])?$"
)


class Positions:
    """Positions in one file's bytes. Lines and columns count from 1, columns in characters."""

    def __init__(self, data: bytes) -> None:
        self._data = data

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
    def _starts(self) -> tuple[tuple[int, int], ...]:
        starts: list[tuple[int, int]] = []
        parser = expat.ParserCreate()

        def start(_name: str, _attributes: object) -> None:
            starts.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

        parser.StartElementHandler = start
        parser.UseForeignDTD(False)
        try:
            parser.Parse(self._data, True)
        except (expat.ExpatError, LookupError):
            return tuple(starts)  # libxml2 read it: places found so far hold, the rest fall back to its lines
        return tuple(starts)

    @cached_property
    def _orders(self) -> "dict[etree._Element, int]":
        return {}

    def of(self, element: "etree._Element") -> tuple[int, int]:
        """Give line and column of the element's start tag."""
        if not self._orders:
            root = element.getroottree().getroot()
            self._orders.update({e: n for n, e in enumerate(root.iter(etree.Element))})
        order = self._orders.get(element, -1)
        if 0 <= order < len(self._starts):
            return self._starts[order]
        return (int(element.sourceline or 0), 1 if element.sourceline else 0)

    def of_attribute(self, element: "etree._Element", name: str) -> tuple[int, int]:
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

    def of_path(self, root: "etree._Element", path: str) -> tuple[int, int]:
        """Give line and column of the node that an XPath as Saxon's ``path()`` writes it selects.

        Falls back to the nearest element above that can be found; (0, 0) where not even the root fits.
        """
        other = _OTHER_NODE.search(path)
        if other is not None:
            place = self._of_other(root, path[: other.start()], other)
            if place is not None:
                return place
        element, attribute = self.resolve(root, path)
        if element is None:
            return (0, 0)
        return self.of_attribute(element, attribute) if attribute else self.of(element)

    def _of_other(self, root: "etree._Element", parent_path: str, step: "re.Match[str]") -> tuple[int, int] | None:
        """Find a comment or processing instruction: the n-th of its kind in its parent, or beside the root."""
        if parent_path:
            parent, _ = self.resolve(root, parent_path)
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

    def resolve(self, root: "etree._Element", path: str) -> "tuple[etree._Element | None, str]":
        """Find what an XPath selects as :func:`resolve` does, quickly for many paths of a tree that does not change."""
        return _resolved(root, path, self._child)

    def path(self, element: "etree._Element") -> str:
        """Write where an element is as people read it: ``/TEI/text[1]/front[1]/div[2]``."""
        return path_of(element, self._numbers.__getitem__)

    def number(self, element: "etree._Element") -> int:
        """Tell which of its name an element is among its siblings, from 1."""
        return self._numbers[element]

    @cached_property
    def _children(self) -> "dict[etree._Element, dict[str, list[etree._Element]]]":
        return {}

    def _child(self, parent: "etree._Element", name: str, uri: str | None, index: int) -> "etree._Element | None":
        children = self._children.get(parent)
        if children is None:
            children = self._children[parent] = {}
            for child in parent.iterchildren(etree.Element):
                own = etree.QName(child)
                children.setdefault(f"{{{own.namespace or ''}}}{own.localname}", []).append(child)
                children.setdefault(own.localname, []).append(child)
        found = children.get(name if uri is None else f"{{{uri}}}{name}", [])
        return found[index - 1] if 0 < index <= len(found) else None

    @cached_property
    def _numbers(self) -> "_Numbers":
        return _Numbers()


class _Numbers(dict["etree._Element", int]):
    """By element, which of its name it is among its siblings; counted for all children of a parent at once."""

    def __missing__(self, element: "etree._Element") -> int:
        parent = element.getparent()
        if parent is None:
            return 1
        counts: Counter[str] = Counter()
        for child in parent.iterchildren(etree.Element):
            counts[str(child.tag)] += 1
            self[child] = counts[str(child.tag)]
        return self[element]


def path_of(element: "etree._Element", number: "Callable[[etree._Element], int] | None" = None) -> str:
    """Write where an element is as people read it: ``/TEI/text[1]/front[1]/div[2]``.

    ``number`` tells which of its name an element is among its siblings; without it they are counted.
    """
    number = number or _Numbers().__getitem__
    steps: list[str] = []
    current: etree._Element | None = element
    while current is not None:
        parent = current.getparent()
        name = etree.QName(current).localname
        steps.append(name if parent is None else f"{name}[{number(current)}]")
        current = parent
    return "/" + "/".join(reversed(steps))


def resolve(root: "etree._Element", path: str) -> "tuple[etree._Element | None, str]":
    """Find the element, and the attribute's name as written (else empty), that an XPath selects.

    Understands what ``path()`` and SVRL processors write: ``/Q{uri}name[n]``, ``/*:name[n]``,
    ``/*:name[namespace-uri()='uri'][n]``, a last ``/@name`` or ``/@Q{uri}name``.
    """
    return _resolved(root, path, _child)


_FindChild = Callable[["etree._Element", str, "str | None", int], "etree._Element | None"]


def _resolved(root: "etree._Element", path: str, child: _FindChild) -> "tuple[etree._Element | None, str]":
    current: etree._Element | None = None
    for step in _STEP.finditer(path):
        if step["attribute"]:
            name = step["attribute"]
            if step["auri"] == "http://www.w3.org/XML/1998/namespace" or step["prefix"] == "xml":
                name = f"xml:{name}"
            return (current, name)
        if step["name"].endswith(")"):
            break
        uri = step["uri"] if step["uri"] is not None else step["uri2"]
        index = int(step["index"] or 1)
        if current is None:
            found = root if _is_named(root, step["name"], uri) and index == 1 else None
        else:
            found = child(current, step["name"], uri, index)
        if found is None:
            break
        current = found
    return (current, "")


def _child(parent: "etree._Element", name: str, uri: str | None, index: int) -> "etree._Element | None":
    fitting = [c for c in parent.iterchildren(etree.Element) if _is_named(c, name, uri)]
    return fitting[index - 1] if 0 < index <= len(fitting) else None


def _is_named(element: "etree._Element", name: str, uri: str | None) -> bool:
    own = etree.QName(element)
    return own.localname == name and (uri is None or (own.namespace or "") == uri)


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
