"""XPaths: the one place that writes where a node is, in each of the forms in use, and that finds the node again.

``readable``  ``/TEI/text[1]/front[1]``: what findings show, without namespaces
``exact``     ``/Q{uri}TEI[1]/Q{uri}text[1]``: what ``path()`` writes and edits name (XPath 3.1, 14.5)
``lasting``   ``/tei:TEI/tei:text[1]``, by ids and telling attributes: what still holds when others were added
"""

import re
from collections import Counter
from typing import Final

from lxml import etree

from titelei.names import XML, XML_ID, XML_LANG

_STEP: Final = re.compile(
    r"/(?:Q\{(?P<uri>[^}]*)\}|\*:)?(?P<name>[\w.-]+|text\(\)|comment\(\)|processing-instruction\([^)]*\))"
    r"(?:\[namespace-uri\(\)='(?P<uri2>[^']*)'\])?(?:\[(?P<index>\d+)\])?|/@(?:Q\{(?P<auri>[^}]*)\}|(?P<prefix>[\w.-]+):)?(?P<attribute>[\w.-]+)"
)
_NAMESPACE: Final = re.compile(r"Q\{[^}]*\}")
_ANY_NAMESPACE: Final = re.compile(r"Q\{[^}]*\}|\*:")
_ROOT_NUMBER: Final = re.compile(r"^(/[\w.-]+)\[1\](?=/|$)")
_FIRST: Final = re.compile(r"\[1\](?=/|$)")
_ATTRIBUTE: Final = re.compile(r"/@[^/]*$")
_NAME_BEGINS: Final = re.compile(r"/(?=\w)")
_TELLING: Final = ("type", "unit", "level", "scheme", "subtype", "role")
"""Attributes that tell elements of one name apart, whatever stands before them."""


class Paths:
    """Paths in one tree that does not change: siblings are counted once."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._exact: dict[etree._Element, str] = {}
        self._readable: dict[etree._Element, str] = {}
        self._children: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def readable(self, element: "etree._Element", attribute: str = "") -> str:
        """Write where an element or its attribute is as people read it: ``/TEI/text[1]/front[1]/div[2]/@type``."""
        known = self._readable.get(element)
        if known is None:
            known = self._readable[element] = self._from_root(element)
        return f"{known}/@{attribute}" if attribute else known

    def _from_root(self, element: "etree._Element") -> str:
        steps: list[str] = []
        current: etree._Element | None = element
        while current is not None:
            parent = current.getparent()
            name = etree.QName(current).localname
            steps.append(name if parent is None else f"{name}[{self._numbers[current]}]")
            current = parent
        return "/" + "/".join(reversed(steps))

    def exact(self, element: "etree._Element") -> str:
        """Write where an element is as ``path()`` does: ``/Q{uri}TEI[1]/Q{uri}text[1]``."""
        known = self._exact.get(element)
        if known is None:
            name, parent = etree.QName(element), element.getparent()
            above = "" if parent is None else self.exact(parent)
            known = f"{above}/Q{{{name.namespace or ''}}}{name.localname}[{self._numbers[element]}]"
            self._exact[element] = known
        return known

    def resolve(self, root: "etree._Element", path: str) -> "tuple[etree._Element | None, str]":
        """Find the element, and the attribute's name as written (else empty), that an XPath selects.

        Understands what ``path()``, SVRL processors and :meth:`readable` write: ``/Q{uri}name[n]``, ``/*:name[n]``,
        ``/*:name[namespace-uri()='uri'][n]``, ``/name[n]``, a last ``/@name`` or ``/@Q{uri}name``. Of a path that goes
        beyond the tree it gives the last element that there is.
        """
        current: etree._Element | None = None
        for step in _STEP.finditer(path):
            if step["attribute"]:
                name = step["attribute"]
                if step["auri"] == XML or step["prefix"] == "xml":
                    name = f"xml:{name}"
                return (current, name)
            if step["name"].endswith(")"):
                break
            uri = step["uri"] if step["uri"] is not None else step["uri2"]
            index = int(step["index"] or 1)
            if current is None:
                found = root if _is_named(root, step["name"], uri) and index == 1 else None
            else:
                found = self._child(current, step["name"], uri, index)
            if found is None:
                break
            current = found
        return (current, "")

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


def readable(element: "etree._Element") -> str:
    """Write where an element of any tree is as people read it."""
    return Paths().readable(element)


def exact(element: "etree._Element") -> str:
    """Write where an element of any tree is as ``path()`` does."""
    return Paths().exact(element)


def resolve(root: "etree._Element", path: str) -> "tuple[etree._Element | None, str]":
    """Find what an XPath selects in any tree, as :meth:`Paths.resolve` does."""
    return Paths().resolve(root, path)


class Lasting:
    """XPaths (prefix ``tei``) that find elements when others were added: by id or telling attributes.

    For many elements of one tree: what stands beside one another is looked at once.
    """

    def __init__(self, root: "etree._Element") -> None:
        self._root = root
        self._steps: dict[etree._Element, str] = {}

    def of(self, element: "etree._Element") -> str:
        """Write the path of an element that stands in the root."""
        steps: list[str] = []
        current = element
        while current is not self._root:
            identifier = current.get(XML_ID)
            if identifier:
                steps.append(f"/tei:{etree.QName(current).localname}[@xml:id='{identifier}']")
                break
            if current not in self._steps:
                self._look_at(current)
            steps.append(self._steps[current])
            parent = current.getparent()
            assert parent is not None  # the element stands in the root
            current = parent
        else:
            steps.append("/tei:TEI")
        return "/" + "/".join(reversed(steps))

    def _look_at(self, element: "etree._Element") -> None:
        """Write the steps of an element and of all that stand beside it."""
        alike: dict[tuple[object, ...], list[etree._Element]] = {}
        parent = element.getparent()
        assert parent is not None  # the element stands in the root
        for child in parent.iterchildren(etree.Element):
            alike.setdefault((child.tag, *(child.get(name) for name in (*_TELLING, XML_LANG))), []).append(child)
        for same in alike.values():
            for number, child in enumerate(same, start=1):
                self._steps[child] = _step(child) + (f"[{number}]" if len(same) > 1 else "")


def _step(element: "etree._Element") -> str:
    tests = [f"[@{name}='{element.get(name)}']" for name in _TELLING if element.get(name)]
    if element.get(XML_LANG):
        tests.append(f"[@xml:lang='{element.get(XML_LANG)}']")
    return f"tei:{etree.QName(element).localname}{''.join(tests)}"


def told(location: str) -> str:
    """Write a path as ``path()`` writes it as people read it; ``/`` for none."""
    return _ROOT_NUMBER.sub(r"\1", _NAMESPACE.sub("", location)) or "/"


def key(path: str) -> str:
    """Write a path without namespaces and first positions, so that two forms of it are the same."""
    return _FIRST.sub("", _ANY_NAMESPACE.sub("", path)) or "/"


def element_key(path: str) -> str:
    """Write the path of the element, as :func:`key` does, that a path of it or of its attribute names."""
    return _ATTRIBUTE.sub("", key(path))


def last_name(path: str) -> str:
    """Give the name of the element that a path, or the path of its attribute, ends in."""
    return _ATTRIBUTE.sub("", path).rpartition("/")[2].partition("[")[0]


def in_any_namespace(path: str) -> str:
    """Write a readable path as an XPath that holds in any namespace: ``/*:TEI/*:text[1]/@n``."""
    return _NAME_BEGINS.sub("/*:", path) or "/"


def _is_named(element: "etree._Element", name: str, uri: str | None) -> bool:
    own = etree.QName(element)
    return own.localname == name and (uri is None or (own.namespace or "") == uri)
