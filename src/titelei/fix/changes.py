"""Edits as changes of a file's text: which bytes go, which come, with the white space that keeps the layout."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from titelei.fix.content import Writer
from titelei.messages import say
from titelei.xml.edits import Edit, Fix
from titelei.xml.source import Attribute, Node, NotEditable, Source


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Change:
    """``data[start:end]`` becomes ``new``; nothing is taken away where ``start`` is ``end``."""

    start: int
    end: int
    new: bytes


def changes_of(fix: Fix, source: Source) -> tuple[Change, ...]:
    """Give the changes that a fix comes to, in the order of their places; none where all is so already.

    Raises:
        NotEditable: one of its edits cannot be made; the text says why.
    """
    if fix.failure:
        raise NotEditable(
            fix.failure if fix.asks else say("the rule’s own fix fails here ({failure})", failure=fix.failure)
        )
    found = [change for edit in fix.edits for change in _changes(edit, source)]
    found = [c for c in dict.fromkeys(found) if source.data[c.start : c.end] != c.new]
    joined: list[Change] = []
    for change in sorted(found, key=lambda c: (c.start, c.end)):
        last = joined[-1] if joined else None
        if last is not None and last.start == last.end == change.start == change.end:
            joined[-1] = Change(start=last.start, end=last.end, new=last.new + change.new)
        elif last is not None and change.start < last.end:
            raise NotEditable(say("its own edits overlap"))
        else:
            joined.append(change)
    return tuple(joined)


def applied(data: bytes, changes: tuple[Change, ...]) -> bytes:
    """Make changes that do not overlap."""
    parts, at = [], 0
    for change in sorted(changes, key=lambda c: (c.start, c.end)):
        parts += [data[at : change.start], change.new]
        at = change.end
    return b"".join([*parts, data[at:]])


class Taken:
    """Changes of fixes that do not touch the same place; the same change twice is no overlap."""

    def __init__(self) -> None:
        self._changes: list[Change] = []

    def take(self, changes: tuple[Change, ...]) -> bool:
        """Take the changes of one more fix, all of them or, where one touches another, none."""
        if any(self._touches(change) for change in changes):
            return False
        for change in changes:
            at = bisect_left(self._changes, change)
            if self._changes[at : at + 1] != [change]:
                self._changes.insert(at, change)
        return True

    def _touches(self, change: Change) -> bool:
        at = bisect_left(self._changes, change)
        before = takewhile(lambda c: c.end >= change.start, reversed(self._changes[max(0, at - 3) : at]))
        after = takewhile(lambda c: c.start <= change.end, self._changes[at : at + 3])
        return any(_overlap(change, other) for other in (*before, *after))


def _overlap(a: Change, b: Change) -> bool:
    touch = a.start <= b.end and b.start <= a.end
    return a != b and touch and (a.start < b.end or b.start < a.end or a.start == b.start)


def _changes(edit: Edit, source: Source) -> tuple[Change, ...]:
    node, attribute = source.find(edit.path)
    if edit.op == "string":
        return (_in_text(edit, node, source),)
    if attribute is not None:
        return (_of_attribute(edit, node, attribute, source),)
    if edit.op == "delete":
        return (_without(node, source),)
    if edit.op == "replace":
        return (_instead(edit, node, source),)
    if edit.target:
        return (_new_attribute(edit, node, source),)
    return (_added(edit, node, source),)


def _in_text(edit: Edit, node: Node, source: Source) -> Change:
    characters = source.characters(node)
    replaced = characters[edit.start : edit.start + edit.length]
    if not replaced or len(replaced) != edit.length:
        raise NotEditable(say("the text is not what the fix was made for"))
    if any(source.is_in_cdata(node, at) for at in (replaced[0][1], replaced[-1][1])):
        raise NotEditable(say("the text stands in a CDATA section, where there can be no markup"))
    new = Writer(source, _scope(node), replaced).content(edit.content)
    return Change(start=replaced[0][1], end=replaced[-1][2], new=new)


def _of_attribute(edit: Edit, node: Node, attribute: Attribute, source: Source) -> Change:
    if edit.op == "delete":
        return Change(start=attribute.start, end=attribute.end, new=b"")
    new = Writer(source, node.namespaces).value(edit.content, attribute.quote)
    if edit.target and edit.target != attribute.name:
        middle = source.data[attribute.name_start + len(attribute.name.encode()) : attribute.value_start]
        return Change(start=attribute.name_start, end=attribute.value_end, new=edit.target.encode() + middle + new)
    return Change(start=attribute.value_start, end=attribute.value_end, new=new)


def _new_attribute(edit: Edit, node: Node, source: Source) -> Change:
    """Set an attribute: the value of the one that is there, else a new one after the last."""
    given = source.attributes(node)
    for attribute in given:
        if attribute.name == edit.target:
            new = Writer(source, node.namespaces).value(edit.content, attribute.quote)
            return Change(start=attribute.value_start, end=attribute.value_end, new=new)
    at = given[-1].end if given else node.start + 1 + len(node.name.encode())
    quote = given[-1].quote if given else b'"'
    value = Writer(source, node.namespaces).value(edit.content, quote)
    return Change(start=at, end=at, new=b" " + edit.target.encode() + b"=" + quote + value + quote)


def _instead(edit: Edit, node: Node, source: Source) -> Change:
    first = next((c for c in node.children if c.kind == "element"), None)
    separator = _before(first, source) if first is not None else b""
    new = Writer(source, _scope(node)).content(edit.content, separator)
    return Change(start=node.start, end=node.end, new=new)


def _without(node: Node, source: Source) -> Change:
    """Take a node away, with its line where it has one of its own."""
    separator = _before(node, source) if node.kind != "text" else b""
    return Change(start=node.start - len(separator), end=node.end, new=b"")


def _added(edit: Edit, node: Node, source: Source) -> Change:
    if edit.position in ("before", "after"):
        if node.parent is None or node.parent.kind == "document":
            raise NotEditable(say("nothing can be added beside the root"))
        separator = _before(node, source)
        new = Writer(source, _scope(node)).content(edit.content)
        at = node.start if edit.position == "before" else node.end
        return Change(start=at, end=at, new=new + separator if edit.position == "before" else separator + new)
    new = Writer(source, node.namespaces).content(edit.content)
    if node.is_empty_tag:
        tag_end = source.data.rindex(b"/>", node.start, node.end)
        return Change(start=tag_end, end=node.end, new=b">" + new + b"</" + node.name.encode() + b">")
    elements = [c for c in node.children if c.kind == "element"]
    if edit.position == "last-child":
        separator = _before(elements[-1], source) if elements else b""
        at = elements[-1].end if separator else node.closing
        return Change(start=at, end=at, new=separator + new)
    separator = _before(elements[0], source) if elements else b""
    at = elements[0].start if separator else node.inner
    return Change(start=at, end=at, new=new + separator)


def _scope(node: Node) -> dict[str, str]:
    """Give the prefixes at a node's place: its parent's."""
    return node.parent.namespaces if node.parent is not None else node.namespaces


def _before(node: Node, source: Source) -> bytes:
    """Give the line end and indentation before a node; empty where it has no line of its own in its parent."""
    parent = node.parent
    if parent is None or any(c.kind == "text" and source.raw(c).strip() for c in parent.children):
        return b""
    number = parent.children.index(node)
    previous = parent.children[number - 1] if number else None
    if previous is None or previous.kind != "text":
        return b""
    blank = source.raw(previous)
    at = blank.rfind(b"\n")
    if at < 0:
        return b""
    return blank[at - 1 :] if blank[at - 1 : at] == b"\r" else blank[at:]
