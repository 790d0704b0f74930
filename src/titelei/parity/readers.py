"""Finished outputs, read back: XML and HTML by XPath, JSON and records by paths of keys, texts by their words.

A path of keys is ``isPartOf.**.issn``: keys with dots between them, ``**`` for any depth, ``key[@type=Person]`` for
those with a value. Lists are gone into by themselves; a JSON-LD literal is its ``@value``.
"""

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, Protocol

from lxml import etree
from lxml import html as lxml_html

from titelei.facts.formulas import linear_of
from titelei.messages import say
from titelei.parity import records
from titelei.parity.table import Column, Place
from titelei.parity.values import Values, of, words
from titelei.xml.foreign import parsed

Element = etree._Element

_STEP: Final = re.compile(r"(?P<key>[^.\[\]]+)(?:\[(?P<name>[^=\]]+)=(?P<value>[^\]]*)\])?(?:\.|$)")
_HTML: Final = lxml_html.HTMLParser(encoding="utf-8")


class Output(Protocol):
    """A finished output that can be asked for facts."""

    def values(self, fact: str, place: Place, *, of_author: bool, expected: Values) -> Values:
        """Give what stands at a place; ``expected`` is for outputs that are words without fields."""


def open_output(column: Column, data: bytes) -> Output:
    """Read an output as its column says.

    Raises:
        ValueError: it is not what the column says.
    """
    match column.reader:
        case "tei":
            raise ValueError(say("it is compared whole, and not asked for facts"))
        case "xml":
            return _Tree(parse(data), column)
        case "html":
            return _Tree(lxml_html.document_fromstring(data, parser=_HTML), column)
        case "words":
            return _Words(data)
        case "page":
            return _Page(data)
        case "json":
            return _Keys(json.loads(data), column)
        case "bibtex":
            return _Keys(records.bibtex(data.decode("utf-8")), column)
        case "ris":
            return _Keys(records.ris(data.decode("utf-8")), column)


def parse(data: bytes) -> Element:
    """Read XML.

    Raises:
        ValueError: it is not well-formed.
    """
    try:
        return parsed(data)
    except etree.XMLSyntaxError as error:
        raise ValueError(say("it is not well-formed: {error}", error=error)) from error


class _Tree:
    """XML or HTML. A path of an author's fact starts at the author's node, with ``$author`` and its number ``$n``."""

    def __init__(self, root: Element, column: Column) -> None:
        self._root = root
        self._column = column
        self._namespaces = dict(column.namespaces)

    def values(self, fact: str, place: Place, *, of_author: bool, expected: Values) -> Values:
        if not of_author:
            return of(self._found(self._root, place, 0))
        return tuple(
            value for n, node in enumerate(self._authors, start=1) for value in of(self._found(node, place, n), n)
        )

    @cached_property
    def _authors(self) -> list[Element]:
        found = self._ask(self._root, self._column.authors, 0)
        return [node for node in found if isinstance(node, etree._Element)]

    def _found(self, node: Element, place: Place, n: int) -> Iterator[str]:
        for path in place.at:
            for item in self._ask(node, path, n):
                yield words(_said(item) if isinstance(item, etree._Element) else str(item))

    def _ask(self, node: Element, path: str, n: int) -> list[object]:
        found = node.xpath(path, namespaces=self._namespaces or None, author=node, n=n)
        return list(found) if isinstance(found, list) else [found]


class _Words:
    """A text without fields: a fact is in it where its words are, whatever the lines and capitals.

    A path says in which part of a page; there a value is a word or words of its own, as it must be of short numbers.
    """

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8")
        self._page: Element | None = None
        if text.lstrip()[:9].lower() == "<!doctype":
            self._page = lxml_html.document_fromstring(data, parser=_HTML)
            text = _visible(self._page)
        self._text = _squeezed(text)

    def values(self, fact: str, place: Place, *, of_author: bool, expected: Values) -> Values:
        if self._page is None or place.at == ("words",):
            return tuple(v for v in expected if _squeezed(v[1]) in self._text)
        nodes = (node for path in place.at for node in _ask(self._page, path))
        part = words(" ".join(" ".join(_runs(node)) for node in nodes))
        return tuple(v for v in expected if re.search(rf"(?<!\w){re.escape(words(v[1]))}(?!\w)", part))


def _ask(page: Element, path: str) -> list[Element]:
    found = page.xpath(path)
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []


def _visible(root: Element) -> str:
    """Give the words of a page's body, without what is hidden from every reader and without scripts."""
    body = root.find("body")
    for node in list(root.iter("script", "style", "template", "del", "span", "a")):
        is_hidden = node.tag == "del" and node.get("hidden") is not None
        if node.tag in ("script", "style", "template") or is_hidden or node.get("class") in ("gap", "phrase-mark"):
            node.drop_tree()  # type: ignore[attr-defined]
    return " ".join(_runs(body)) if body is not None else ""


def _said(node: Element) -> str:
    return "".join(_runs(node))


def _runs(node: Element) -> Iterator[str]:
    """Give the runs of text in an element, each formula in MathML as a line of its own."""
    if isinstance(node.tag, str):
        if etree.QName(node).localname == "math":
            yield linear_of(node)
            return
        yield node.text or ""
        for child in node:
            yield from _runs(child)
            yield child.tail or ""


def _squeezed(text: str) -> str:
    """Drop white space, capitals, and the brackets around what editors supplied or miss."""
    return re.sub(r"\s+|[\[\]]", "", words(text.replace("[…]", ""))).casefold()


class _Page:
    """The page's characters in their order, without white space."""

    def __init__(self, data: bytes) -> None:
        self._text = "".join(data.decode("utf-8").split())

    def values(self, fact: str, place: Place, *, of_author: bool, expected: Values) -> Values:
        return of([self._text])


class _Keys:
    """JSON, or a record of fields."""

    def __init__(self, value: Any, column: Column) -> None:
        self._value = value
        self._column = column

    def values(self, fact: str, place: Place, *, of_author: bool, expected: Values) -> Values:
        if not of_author:
            return of(self._texts(self._value, place))
        authors = list(_walk(self._value, self._column.authors))
        return tuple(v for n, author in enumerate(authors, start=1) for v in of(self._texts(author, place), n))

    def _texts(self, value: Any, place: Place) -> Iterator[str]:
        for path in place.at:
            yield from (words(_text(found)) for found in _walk(value, path))


def _text(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("date-parts"), list):
        return "/".join("-".join(_padded(str(part)) for part in date) for date in value["date-parts"])
    if isinstance(value, dict) and value.get("@type") == "PropertyValue":
        return f"{value.get('propertyID')} {value.get('value')}"
    if isinstance(value, dict):
        return str(value.get("@value", ""))
    return "" if value is None else str(value)


def _padded(number: str) -> str:
    return f"-{number[1:].zfill(4)}" if number.startswith("-") else number.zfill(2)


def _walk(value: Any, path: str) -> Iterator[Any]:
    """Follow a path of keys; ``.`` alone is the value itself."""
    steps = [] if path == "." else [m.groupdict() for m in _STEP.finditer(path)]
    found = [*_items(value)]
    for step in steps:
        if step["key"] == "**":
            reached = [inner for item in found for inner in _depths(item)]
        else:
            reached = [
                inner
                for item in found
                if isinstance(item, dict) and step["key"] in item
                for inner in _items(item[step["key"]])
            ]
        found = [
            inner
            for inner in reached
            if step["name"] is None or (isinstance(inner, dict) and _at(inner, step["name"]) == step["value"])
        ]
    yield from found


def _at(value: dict[str, Any], name: str) -> str:
    """Give the text at a key, or at keys with dots between them."""
    found: Any = value
    for key in name.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return str(found)


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for inner in value:
            yield from _items(inner)
    else:
        yield value


def _depths(value: Any) -> Iterator[Any]:
    """Give a value and all objects inside it."""
    yield value
    if isinstance(value, dict):
        for inner in value.values():
            for item in _items(inner):
                if isinstance(item, dict):
                    yield from _depths(item)
