"""The content of an edit as it must stand at its place: with the prefixes there, nodes of the file as they are."""

import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from titelei.names import XML
from titelei.xml.edits import ENGINE
from titelei.xml.source import Source

_SOURCE: Final = f"{{{ENGINE}}}source"

Characters = tuple[tuple[str, int, int], ...]


class Writer:
    """Writes the content of one edit of ``source``.

    ``replaced`` are the characters that the content stands for: where its text repeats them, they are taken over as
    they are written, with their references.
    """

    def __init__(self, source: Source, namespaces: Mapping[str, str], replaced: Characters = ()) -> None:
        self._source = source
        self._namespaces = namespaces
        self._replaced = replaced
        self._next = 0

    def content(self, xml: str, separator: bytes = b"") -> bytes:
        """Write what stands inside the root; ``separator`` goes before each child of an element without text."""
        root = etree.fromstring(xml, etree.XMLParser(collect_ids=False))
        return self._inside(root, self._namespaces, separator)

    def value(self, xml: str, quote: bytes) -> bytes:
        """Write the content as the value of an attribute between two ``quote``."""
        value = escape("".join(str(t) for t in etree.fromstring(xml, etree.XMLParser(collect_ids=False)).itertext()))
        value = value.replace("\n", "&#10;").replace("\t", "&#9;")
        return value.replace(*(('"', "&quot;") if quote == b'"' else ("'", "&apos;"))).encode()

    def _inside(self, element: "etree._Element", namespaces: Mapping[str, str], separator: bytes) -> bytes:
        written = [self._text(element.text or "")]
        for child in element:
            written += [self._node(child, namespaces, separator), self._text(child.tail or "")]
        return b"".join(written)

    def _node(self, node: "etree._Element", namespaces: Mapping[str, str], separator: bytes) -> bytes:
        if isinstance(node, etree._Comment):
            return f"<!--{node.text}-->".encode()
        if isinstance(node, etree._ProcessingInstruction):
            return f"<?{node.target} {node.text or ''}?>".encode()
        if node.tag == _SOURCE:
            found, attribute = self._source.find(node.get("path", ""))
            if attribute is not None:
                return b""
            return self._source.raw(found)
        return self._element(node, namespaces, separator)

    def _element(self, element: "etree._Element", namespaces: Mapping[str, str], separator: bytes) -> bytes:
        name = etree.QName(element)
        prefix, declared = _prefix(namespaces, name.namespace or "")
        inner = {**namespaces, **declared}
        tag = f"{prefix}:{name.localname}" if prefix else name.localname
        start = f"<{tag}".encode()
        for key, uri in declared.items():
            start += (f' xmlns:{key}="{uri}"' if key else f' xmlns="{uri}"').encode()
        for attribute, value in element.attrib.items():
            start += self._attribute(str(attribute), str(value), inner)
        start += b"".join(self._taken_over(child) for child in element.iterchildren(_SOURCE))
        body = self._body(element, inner, separator)
        return start + b">" + body + f"</{tag}>".encode() if body else start + b"/>"

    def _body(self, element: "etree._Element", namespaces: Mapping[str, str], separator: bytes) -> bytes:
        has_text = bool((element.text or "").strip()) or any((c.tail or "").strip() for c in element)
        if has_text or not separator:
            return self._inside(element, namespaces, b"")
        written = [self._node(child, namespaces, b"") for child in element]
        outer = separator[: separator.rfind(b"\n") + 1] + _shallower(separator)
        return b"".join(separator + part for part in written if part) + (outer if any(written) else b"")

    def _attribute(self, clark: str, value: str, namespaces: Mapping[str, str]) -> bytes:
        name = etree.QName(clark)
        shown = name.localname
        if name.namespace == XML:
            shown = f"xml:{shown}"
        elif name.namespace:
            prefix = next((p for p, uri in namespaces.items() if p and uri == name.namespace), "")
            shown = f"{prefix}:{shown}" if prefix else shown
        return f' {shown}="{escape(value, {chr(34): "&quot;"})}"'.encode()

    def _taken_over(self, source: "etree._Element") -> bytes:
        """Write an attribute of the file that is taken over into a new element."""
        _node, attribute = self._source.find(source.get("path", ""))
        if attribute is None:
            return b""
        return b" " + self._source.data[attribute.name_start : attribute.end]

    def _text(self, text: str) -> bytes:
        if not text:
            return b""
        ahead = self._replaced[self._next : self._next + len(text)]
        if ahead and "".join(char for char, _start, _end in ahead) == text:
            self._next += len(text)
            return self._source.data[ahead[0][1] : ahead[-1][2]]
        return re.sub(r"]]>", "]]&gt;", escape(text).replace("&gt;", ">")).encode()


def _prefix(namespaces: Mapping[str, str], uri: str) -> tuple[str, dict[str, str]]:
    """Give the prefix for a namespace at a place, and what must be declared for it."""
    if namespaces.get("", "") == uri:
        return "", {}
    for prefix, known in namespaces.items():
        if prefix and known == uri:
            return prefix, {}
    return "", {"": uri}


def _shallower(separator: bytes) -> bytes:
    """Give the indentation one step less deep; a step is two spaces or one tab."""
    indentation = separator[separator.rfind(b"\n") + 1 :]
    return indentation[:-1] if indentation.endswith(b"\t") else indentation[:-2]
