"""A file as it is written: where each node begins and ends, so that a part can be changed and the rest kept.

All offsets are in the file's text as UTF-8; :meth:`Source.encoded` gives the bytes in the file's own encoding back.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Final
from xml.parsers import expat

from titelei.messages import say
from titelei.xml.encoding import encoding_of

_STEP: Final = re.compile(
    r"/(?:@(?:Q\{(?P<auri>[^}]*)\})?(?P<attribute>[^/\[]+)"
    r"|(?:Q\{(?P<uri>[^}]*)\})?(?P<name>text\(\)|comment\(\)|processing-instruction\((?P<pi>[^)]*)\)|[^/\[{}]+)"
    r"(?:\[(?P<index>\d+)\])?)"
)
_ATTRIBUTE: Final = re.compile(rb"""(\s+)([^\s=/>]+)(\s*=\s*)("[^"]*"|'[^']*')""")
_REFERENCE: Final = re.compile(rb"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|apos|quot));")
_ENTITIES: Final = {b"lt": "<", b"gt": ">", b"amp": "&", b"apos": "'", b"quot": '"'}
_NO_TEXT: Final = b"<![CDATA[]]>"
_SECTION: Final = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.S)
_XML: Final = "http://www.w3.org/XML/1998/namespace"


class NotEditable(Exception):  # noqa: N818 - says what the file is, not that something failed
    """This file, or this part of it, cannot be edited in place; the text says why."""


@dataclass(slots=True, eq=False)
class Node:
    """An element, text, comment or processing instruction: ``data[start:end]``, its content ``data[inner:closing]``."""

    kind: str
    start: int
    end: int = 0
    name: str = ""
    inner: int = 0
    closing: int = 0
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    namespaces: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty_tag(self) -> bool:
        """Tell whether the element is written as one tag, ``<lb/>``."""
        return self.kind == "element" and self.inner == self.end

    @property
    def namespace(self) -> str:
        prefix = self.name.partition(":")[0] if ":" in self.name else ""
        return self.namespaces.get(prefix, "")

    @property
    def local_name(self) -> str:
        return self.name.rpartition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute as it is written: ``data[start:end]`` with the white space before it, its value without quotes."""

    name: str
    start: int
    end: int
    name_start: int
    value_start: int
    value_end: int
    quote: bytes


class Source:
    """One file's text and its nodes.

    Raises:
        NotEditable: the bytes do not come back the same when decoded and encoded, or the file is not well-formed.
    """

    def __init__(self, data: bytes) -> None:
        self.encoding = encoding_of(data)
        self._read: tuple[Node | None, tuple[tuple[str, int, int], ...]] = (None, ())
        self._asked = (0, 0, 0)  # line, offset and column found last: the next question is often about the same line
        try:
            text = data.decode(self.encoding)
            same = text.encode(self.encoding) == data
            self.data = text.encode()
        except (UnicodeError, LookupError) as error:
            raise NotEditable(say("it cannot be decoded as {encoding}", encoding=self.encoding)) from error
        if not same:
            raise NotEditable(say("its bytes in {encoding} would not come back the same", encoding=self.encoding))

    def encoded(self, data: bytes) -> bytes:
        """Give text in the file's own encoding; a character that it has not becomes a reference."""
        return data.decode().encode(self.encoding, "xmlcharrefreplace")

    @cached_property
    def root(self) -> Node:
        """The document node: its children are the root element and what stands beside it.

        Raises:
            NotEditable: the file is not well-formed.
        """
        root, fault = self._read_nodes
        if fault:
            raise NotEditable(fault)
        return root

    @cached_property
    def _read_nodes(self) -> tuple[Node, str]:
        return _parsed(self.data)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each element's start tag begins, in their order: a tenth of the work of reading all nodes."""
        if "_read_nodes" in vars(self):
            return tuple(node.start for node in self.elements())
        found: list[int] = []
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = lambda _name, _attributes: found.append(parser.CurrentByteIndex)
        with suppress(expat.ExpatError):  # not well-formed: what stands before the fault is known
            parser.Parse(self.data, True)
        return tuple(found)

    def elements(self) -> Iterator[Node]:
        """Give all elements in the order of their start tags; where the file is not read to its end, those before."""
        pending = [self._read_nodes[0]]
        while pending:
            node = pending.pop()
            if node.kind == "element":
                yield node
            pending.extend(reversed(node.children))

    def find(self, path: str) -> "tuple[Node, Attribute | None]":
        """Find the node, and the attribute on it, that an XPath as ``path()`` writes it selects.

        Raises:
            NotEditable: there is no such node.
        """
        known = self._found.get(path)
        if known is not None:
            return known, None
        node = self.root
        for step in _STEP.finditer(path):
            if step["attribute"]:
                return node, self._attribute(node, step["auri"] or "", step["attribute"], path)
            found = self._fitting(node, step)
            index = int(step["index"] or 1)
            if index > len(found):
                raise NotEditable(say("there is no {path} in it", path=path))
            node = found[index - 1]
        self._found[path] = node
        return node, None

    @cached_property
    def _found(self) -> dict[str, Node]:
        return {}

    @cached_property
    def _children(self) -> dict[tuple[Node, str], list[Node]]:
        return {}

    def _fitting(self, node: Node, step: "re.Match[str]") -> list[Node]:
        """Give the children of a node that a step selects; kept, since many paths go through the same nodes."""
        uri, name = step["uri"] or "", step["name"]
        by_name = self._children
        if (node, "") not in by_name:
            by_name[node, ""] = []
            for child in node.children:
                if self.raw(child).replace(_NO_TEXT, b""):
                    by_name.setdefault((node, _step_of(child)), []).append(child)
        if name.startswith("processing-instruction("):
            target = (step["pi"] or "").strip("'\"")
            found = by_name.get((node, "processing-instruction()"), [])
            return [c for c in found if not target or c.name == target]
        return by_name.get((node, name if name.endswith("()") else f"{{{uri}}}{name}"), [])

    def _attribute(self, node: Node, uri: str, name: str, path: str) -> Attribute:
        for attribute in self.attributes(node):
            prefix, _, local = attribute.name.rpartition(":")
            namespace = (_XML if prefix == "xml" else node.namespaces.get(prefix, "")) if prefix else ""
            if local == name.rpartition(":")[2] and namespace == uri:
                return attribute
        raise NotEditable(say("there is no {path} in it", path=path))

    def attributes(self, node: Node) -> tuple[Attribute, ...]:
        """List an element's attributes in the order they are written in, namespace declarations too."""
        tag = self.data[node.start : node.inner]
        found, at = [], 1 + len(node.name.encode())
        while match := _ATTRIBUTE.match(tag, at):
            base = node.start
            found.append(
                Attribute(
                    name=match[2].decode(),
                    start=base + match.start(),
                    end=base + match.end(),
                    name_start=base + match.start(2),
                    value_start=base + match.start(4) + 1,
                    value_end=base + match.end(4) - 1,
                    quote=match[4][:1],
                )
            )
            at = match.end()
        return tuple(found)

    def raw(self, node: Node) -> bytes:
        """Give a node as it is written."""
        return self.data[node.start : node.end]

    def characters(self, node: Node) -> tuple[tuple[str, int, int], ...]:
        """Give each character of a text as parsed, with the offsets that it is written at."""
        if self._read[0] is not node:
            self._read = (node, tuple(self._characters(node)))
        return self._read[1]

    @cached_property
    def _offsets(self) -> "dict[Node, Sequence[int]]":
        return {}

    def offsets(self, node: Node) -> "Sequence[int]":
        """Give for each character of a text the offset that it is written at; kept for the next question."""
        known = self._offsets.get(node)
        if known is None:
            raw = self.raw(node)
            is_plain = raw.isascii() and not any(mark in raw for mark in (b"&", b"\r", b"<"))
            known = range(node.start, node.end) if is_plain else array("L", (at for _, at, _ in self._characters(node)))
            self._offsets[node] = known
        return known

    def _characters(self, node: Node) -> Iterator[tuple[str, int, int]]:
        at = node.start
        while at < node.end:
            if self.data.startswith(b"<![CDATA[", at):
                close = self.data.index(b"]]>", at)
                yield from _plain(self.data, at + 9, close)
                at = close + 3
                continue
            stop = self.data.find(b"<![CDATA[", at, node.end)
            stop = node.end if stop < 0 else stop
            yield from _with_references(self.data, at, stop)
            at = stop

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(m.end() for m in re.finditer(rb"\r\n?|\n", self.data)))

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column, from 1, of an offset; a byte order mark does not count."""
        line = bisect_right(self._line_starts, offset)
        start, column = self._line_starts[line - 1], 1
        if line == 1 and self.data.startswith(b"\xef\xbb\xbf"):
            start = min(3, offset)
        last_line, last_offset, last_column = self._asked
        if last_line == line and last_offset <= offset:
            start, column = last_offset, last_column
        column += len(self.data[start:offset].decode())
        self._asked = (line, offset, column)
        return line, column

    def is_in_cdata(self, node: Node, offset: int) -> bool:
        """Tell whether an offset of a text lies in a CDATA section, where no markup can be put."""
        sections = self._sections.get(node)
        if sections is None:
            found = _SECTION.finditer(self.data, node.start, node.end)
            sections = self._sections[node] = [(m.start(), m.end()) for m in found]
        at = bisect_right(sections, offset, key=itemgetter(0)) - 1
        return at >= 0 and offset < sections[at][1]

    @cached_property
    def _sections(self) -> "dict[Node, list[tuple[int, int]]]":
        return {}


def _step_of(node: Node) -> str:
    if node.kind == "element":
        return f"{{{node.namespace}}}{node.local_name}"
    return "processing-instruction()" if node.kind == "instruction" else f"{node.kind}()"


def _plain(data: bytes, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give the characters of a stretch; a line end of two characters is one (XML 1.0, 2.11)."""
    at, begun = start, -1
    for char in data[start:end].decode():
        size = 1 if char < "\x80" else 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
        if begun >= 0:
            yield "\n", begun, at + (char == "\n")
        if char == "\r":
            begun = at
        elif char != "\n" or begun < 0:
            yield char, at, at + size
            begun = -1
        else:
            begun = -1
        at += size
    if begun >= 0:
        yield "\n", begun, at


def _with_references(data: bytes, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    at = start
    for match in _REFERENCE.finditer(data, start, end):
        yield from _plain(data, at, match.start())
        number = int(match[1], 16) if match[1] else int(match[2]) if match[2] else 0
        yield chr(number) if number else _ENTITIES[match[3]], match.start(), match.end()
        at = match.end()
    yield from _plain(data, at, end)


def _parsed(data: bytes) -> tuple[Node, str]:
    """Read the nodes off expat's events: each begins where its event is, and ends where the next one begins.

    Gives also what is wrong with a file that is not well-formed.
    """
    document = Node(kind="document", start=0, end=len(data), closing=len(data), namespaces={"xml": _XML})
    opened = [document]
    pending: list[Node] = []
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False

    def at(offset: int) -> None:
        """Say where the next event begins: what waited for its end has it now."""
        for node in pending:
            if node.kind == "element":
                node.inner = offset
            else:
                node.end = offset
        pending.clear()

    def start(name: str, attributes: dict[str, str]) -> None:
        offset = parser.CurrentByteIndex
        at(offset)
        parent = opened[-1]
        own = {k[6:] if k != "xmlns" else "": v for k, v in attributes.items() if k == "xmlns" or k[:6] == "xmlns:"}
        node = Node(
            kind="element",
            start=offset,
            name=name,
            parent=parent,
            namespaces={**parent.namespaces, **own} if own else parent.namespaces,
        )
        parent.children.append(node)
        opened.append(node)
        pending.append(node)

    def end(name: str) -> None:
        offset = parser.CurrentByteIndex
        at(offset)
        node = opened.pop()
        if node.inner == offset and data[node.start : offset].endswith(b"/>"):
            node.closing = node.end = offset
            return
        node.closing = offset
        node.end = data.index(b">", offset) + 1

    def leaf(kind: str, name: str = "") -> None:
        offset = parser.CurrentByteIndex
        at(offset)
        node = Node(kind=kind, start=offset, name=name, parent=opened[-1])
        opened[-1].children.append(node)
        pending.append(node)

    def characters(_data: str) -> None:
        parent = opened[-1]
        if pending and pending[-1].kind == "text" and pending[-1].parent is parent:
            return
        leaf("text")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartCdataSectionHandler = lambda: characters("")
    parser.EndCdataSectionHandler = lambda: None
    parser.CommentHandler = lambda _data: leaf("comment")
    parser.ProcessingInstructionHandler = lambda target, _data: leaf("instruction", target)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return document, say("it is not well-formed ({error})", error=error)
    at(len(data))
    _close_comments(document, data)
    return document, ""


def _close_comments(document: Node, data: bytes) -> None:
    """Outside the root no event follows white space, so a comment or instruction there ends at its own mark."""
    for node in document.children:
        if node.kind in ("comment", "instruction"):
            mark = b"-->" if node.kind == "comment" else b"?>"
            node.end = data.index(mark, node.start) + len(mark)
