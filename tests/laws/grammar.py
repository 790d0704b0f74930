"""Every place of the compiled grammar where text may stand inside an element, and a document made for it."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.names import TEI

_R: Final = "{http://relaxng.org/ns/structure/1.0}"
WORDS: Final = "zzz 7"
_HEADERS: Final = ("teiHeader", "standOff")
"""Where facts are read; of the text, from the abstract."""


def places(schema: Path) -> set[tuple[str, str]]:
    """Give (element, element inside it) wherever the inner one may hold text by the grammar."""
    grammar = etree.parse(schema).getroot()
    defines = {define.get("name", ""): define for define in grammar.iter(f"{_R}define")}
    found: set[tuple[str, str]] = set()
    done: set[tuple[str, str]] = set()
    start = grammar.find(f"{_R}start")
    assert start is not None
    todo = [("", element) for element in _elements(start, defines)]
    while todo:
        parent, element = todo.pop()
        name = element.get("name", "")
        if (parent, name) in done:
            continue
        done.add((parent, name))
        if _holds_text(element, defines):
            found.add((parent, name))
        todo += ((name, inner) for inner in _elements(element, defines))
    return found


def _parts(pattern: "etree._Element", defines: "dict[str, etree._Element]") -> "Iterator[etree._Element]":
    """Give the parts of a pattern, those that it refers to in place of their names, not those of inner elements."""
    seen: set[str] = set()
    todo = list(pattern.iterchildren(etree.Element))
    while todo:
        part = todo.pop()
        if part.tag == f"{_R}ref":
            name = part.get("name", "")
            todo += [] if name in seen else defines[name].iterchildren(etree.Element)
            seen.add(name)
            continue
        yield part
        if part.tag not in (f"{_R}element", f"{_R}attribute"):
            todo += part.iterchildren(etree.Element)


def _elements(pattern: "etree._Element", defines: "dict[str, etree._Element]") -> "list[etree._Element]":
    return [part for part in _parts(pattern, defines) if part.tag == f"{_R}element"]


def _holds_text(pattern: "etree._Element", defines: "dict[str, etree._Element]") -> bool:
    text = {f"{_R}{kind}" for kind in ("text", "data", "value", "list", "mixed")}
    return any(part.tag in text for part in _parts(pattern, defines))


def with_words(
    root: "etree._Element", inner: str, outer: str, samples: "list[etree._Element]", grammar: etree.RelaxNG
) -> "Iterator[tuple[str, etree._Element]]":
    """Give (context, document) with ``inner`` and words of its own in each ``outer`` where facts are read.

    A context is three elements, as ``person/affiliation/country``. The document is changed in place, and as it was
    when the next one is asked for.
    """
    seen: set[tuple[str, ...]] = set()
    for node in list(root.iter(f"{{{TEI}}}{outer}")):
        context = f"{_name(node.getparent())}/{outer}/{inner}"
        chain = tuple(_name(n) for n in node.iterancestors())
        if chain in seen or not _is_read(node):
            continue
        for words, position in ((w, p) for w in _worded(inner, samples) for p in sorted({0, len(node)})):
            node.insert(position, words)
            if grammar.validate(root.getroottree()):
                seen.add(chain)
                yield context, root
                node.remove(words)
                break
            node.remove(words)


def _worded(name: str, samples: "list[etree._Element]") -> "Iterator[etree._Element]":
    """Give the element with the words alone, then as documents have it, with the words for its first text."""
    plain = etree.Element(f"{{{TEI}}}{name}")
    plain.text = WORDS
    yield plain
    for sample in samples[:6]:
        words = copy.deepcopy(sample)
        words.tail = None
        for node in words.iter(etree.Element):
            for attribute in [a for a in map(str, node.attrib) if a.endswith("}id")]:
                del node.attrib[attribute]
        first = next((node for node in words.iter(etree.Element) if (node.text or "").strip()), None)
        if first is not None:
            first.text = WORDS
            yield words


def _is_read(node: "etree._Element") -> bool:
    around = (node, *node.iterancestors())
    return any(_name(n) in _HEADERS or (_name(n) == "div" and n.get("type") == "abstract") for n in around)


def _name(node: "etree._Element | None") -> str:
    return "" if node is None else etree.QName(node).localname
