"""Nodes of a TEI file named for edits: paths as ``path()`` writes them, and what stands inside an element."""

from collections.abc import Callable, Iterator
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from titelei.names import TEI, XML_ID
from titelei.xml.edits import ENGINE, Edit
from titelei.xml.paths import exact, resolve

NS: Final = {"tei": TEI}
KINDS: Final = {"per": "person", "org": "organisation", "pla": "place", "evt": "event", "bib": "document"}
PREFIXES: Final = {
    "person": "per",
    "organisation": "org",
    "state": "org",
    "place": "pla",
    "event": "evt",
    "document": "bib",
}

Step = Callable[[Any], tuple[Edit, ...]]
"""From the root of a file, in one state of it, to edits."""


def element_at(root: Any, path: str) -> Any:
    """Find an element by its path; None where there is none."""
    return resolve(root, path)[0]


def texts_of(element: Any) -> list[tuple[str, str]]:
    """Give the texts directly in an element, each with its path."""
    base = exact(element)
    found: list[tuple[str, str]] = []
    for text in (element.text, *(child.tail for child in element)):
        if text:
            found.append((f"{base}/text()[{len(found) + 1}]", str(text)))
    return found


def source(path: str) -> str:
    """Give what stands, in an edit's content, for a node or attribute of the file as it is written there."""
    return f'<e:source xmlns:e="{ENGINE}" path={quoteattr(path)}/>'


def inside(element: Any, *, first: int = 0, last: int | None = None) -> str:
    """Give what stands for the nodes in an element, from one to before another, in an edit's content."""
    return "".join(source(path) for path in nodes_of(element)[first:last])


def nodes_of(element: Any) -> list[str]:
    """Give the paths of all nodes directly in an element, in order; a text that is empty is none."""
    base, texts = exact(element), 0
    found: list[str] = []
    if element.text:
        texts += 1
        found.append(f"{base}/text()[{texts}]")
    comments = instructions = 0
    for child in element:
        if isinstance(child, etree._Comment):
            comments += 1
            found.append(f"{base}/comment()[{comments}]")
        elif isinstance(child, etree._ProcessingInstruction):
            instructions += 1
            found.append(f"{base}/processing-instruction()[{instructions}]")
        else:
            found.append(exact(child))
        if child.tail:
            texts += 1
            found.append(f"{base}/text()[{texts}]")
    return found


def kept_attributes(element: Any, *without: str) -> str:
    """Give what stands for an element's attributes, but some, in a new element that takes its place."""
    base = exact(element)
    written = []
    for name in element.attrib:
        clark = etree.QName(str(name))
        if clark.localname not in without:
            namespace = f"Q{{{clark.namespace}}}" if clark.namespace else ""
            written.append(source(f"{base}/@{namespace}{clark.localname}"))
    return "".join(written)


def entry_of(root: Any, identifier: str) -> Any:
    """Find an entry of ``standOff``; None where there is none of that id."""
    for stand_off in root.iterchildren(f"{{{TEI}}}standOff"):
        for element in stand_off.iter(etree.Element):
            if element.get(XML_ID) == identifier:
                return element
    return None


def pointers(root: Any, identifier: str) -> Iterator[Any]:
    """Give every element whose ``@ref`` is one pointer, to this entry."""
    yield from (e for e in root.iter(etree.Element) if e.get("ref") == f"#{identifier}")


def words(element: Any) -> str:
    """Give an element's text with its white space folded."""
    return " ".join("".join(str(t) for t in element.itertext()).split())
