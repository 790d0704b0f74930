"""XML files of records: found by their elements wherever they stand, one after the other, without DTD or entities.

A file of thousands is walked once; a record that was given is let go of.
"""

import io
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html.entities import html5
from typing import Any, Final

from lxml import etree

from titelei.sources.kinds import Kind

AT: Final = "{urn:titelei:sources}at"
"""The attribute that tells a stylesheet where an element stands in the file that it was taken out of."""

_MARK: Final = re.compile(r' (?:xmlns:\w+="urn:titelei:sources"|\w+:at="/\*:[^"]*")')
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE\s[^\[>]*(\[[^\]]*\]\s*)?>")
_NAMED: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN: Final = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An element that is a record: its kind, line and place, its text as XML, and the element itself.

    ``shift`` counts the lines of the file before what the element was read in.
    """

    kind: Kind
    line: int
    xml: str
    element: Any
    at: str
    shift: int = 0


def cleaned(data: bytes) -> bytes:
    """Give XML in an encoding that is ASCII below 128, without document type, its named characters as numbers.

    Lines stay as they are. Entities that a document type of its own defines stay names, and so are faults.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _DECLARATION.sub("", data.decode("utf-16")).encode("utf-8")
    data = _DOCTYPE.sub(lambda m: b"\n" * m[0].count(b"\n"), data, count=1)
    return _NAMED.sub(_number, data)


def _number(match: re.Match[bytes]) -> bytes:
    if match[1] in _OWN:
        return match[0]
    characters = html5.get(match[1].decode("ascii") + ";")
    return b"".join(b"&#%d;" % ord(c) for c in characters) if characters else match[0]


class Places:
    """Where elements stand, as ``/*:article[1]/*:front[1]``; siblings are counted once, in the order of the file."""

    def __init__(self) -> None:
        self._last: dict[tuple[Any, str], tuple[Any, int]] = {}

    def of(self, element: Any) -> str:
        """Give the place of an element of a file that is being read."""
        parent = element.getparent()
        above = "" if parent is None else self.of(parent)
        return f"{above}/*:{local(element.tag)}[{self._number(element, parent)}]"

    def _number(self, element: Any, parent: Any) -> int:
        if parent is None:
            return 1
        key = (parent, local(element.tag))
        before, number = self._last.get(key, (None, 0))
        if before is not element:
            start = before.getnext() if before is not None else parent[0]
            while start is not None:
                number += isinstance(start.tag, str) and local(start.tag) == key[1]
                if start is element:
                    break
                start = start.getnext()
            self._last[key] = (element, number)
        return number


def unmarked(xml: str) -> str:
    """Give a record's text without the marks of where it stood, as it is kept."""
    return _MARK.sub("", xml)


def local(tag: str) -> str:
    """Give a name without its namespace."""
    return tag.rpartition("}")[2]


def records(data: bytes, kinds: tuple[Kind, ...]) -> Iterator[Found]:
    """Give the records of a file in their order; of what stands in one another, the outermost.

    Raises:
        lxml.etree.XMLSyntaxError: from here on it is not well-formed; what was given before is sound.
    """
    places = Places()
    open_: Any = None
    context = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for event, element in context:
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            if open_ is None and any(root.starts(element.tag) for kind in kinds for root in kind.roots):
                open_ = element
        elif element is open_:
            open_ = None
            yield from inside(element, kinds, places)
            if element.getparent() is not None:
                element.clear(keep_tail=True)


def inside(element: Any, kinds: tuple[Kind, ...], places: Places, shift: int = 0) -> Iterator[Found]:
    """Give the record that an element is, else those that it holds; ``shift`` lines of the file stand before it."""
    kind = next((k for k in kinds if any(root.matches(element) for root in k.roots)), None)
    if kind is None:
        for child in element.iterchildren(etree.Element):
            yield from inside(child, kinds, places, shift)
        return
    at = places.of(element)
    for path in kind.drop:
        for dropped in element.xpath(_anywhere(path, element.tag)):
            _empty(dropped)
    made = _taken_out(element, places) if kind.has_context else element
    made.set(AT, at)
    xml = str(etree.tostring(made if made is element else made.getroottree(), encoding="unicode", with_tail=False))
    yield Found(kind=kind, line=int(element.sourceline or 0) + shift, xml=xml, element=element, at=at, shift=shift)


def _taken_out(element: Any, places: Places) -> Any:
    """Copy a record with what its ancestors say of it, without the records beside it; give the record's copy."""
    copy = made = deepcopy(element)
    copy.tail = None
    inner = element
    for ancestor in element.iterancestors():
        shell = etree.Element(ancestor.tag, attrib=dict(ancestor.attrib), nsmap=ancestor.nsmap)
        shell.set(AT, places.of(ancestor))
        for child in ancestor.iterchildren(etree.Element):
            if child.tag != inner.tag:
                shell.append(deepcopy(child))
        shell.append(made)
        made, inner = shell, ancestor
    return copy


def fault(data: bytes) -> etree.XMLSyntaxError | None:
    """Give why data is not well-formed, with its place, which walking through a file does not always tell."""
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        return error
    return None


def complaint(data: bytes) -> str:
    """Give what an answer without records says: the words of its first element called error, message or the like."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root: Any = etree.fromstring(cleaned(data), parser)
    if root is None:
        return ""
    for element in root.iter(etree.Element):
        if local(element.tag).lower() in ("error", "msg", "message", "fault", "diagnostic"):
            return " ".join([*element.attrib.values(), *"".join(element.itertext()).split()])
    return ""


def _anywhere(path: str, tag: str) -> str:
    steps = path.split("/")
    own = tag.rpartition("}")[2]
    first = "" if steps[0] == own else ".//"
    rest = steps[1:] if steps[0] == own else steps
    return (first or "./") + "/".join(f"*[local-name()='{step}']" for step in rest)


def _empty(element: Any) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def lines_of(found: Found, paths: set[str]) -> dict[str, int]:
    """Give the line of the file for each place in a record (``/*:article[1]/*:front[1]/@id``)."""
    known = {found.at: found.element}
    out: dict[str, int] = {}
    for path in paths:
        element = _at(path.split("/@")[0], known)
        if element is not None and element.sourceline:
            out[path] = int(element.sourceline) + found.shift
    return out


def _at(path: str, known: dict[str, Any]) -> Any:
    """Find the element of a place, step by step, each step once; None outside of the record."""
    if path in known or not path:
        return known.get(path)
    above, _, step = path.rpartition("/")
    name, _, number = step.removeprefix("*:").partition("[")
    parent, found = _at(above, known), None
    if parent is not None:
        same = (e for e in parent.iterchildren(etree.Element) if local(e.tag) == name)
        found = next((e for n, e in enumerate(same, start=1) if n == int(number.rstrip("]") or 1)), None)
    known[path] = found
    return found
