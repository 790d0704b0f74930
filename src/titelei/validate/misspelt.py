"""What a misspelt name causes: found by spelling it right in a copy, and looking again.

A name that is one letter off takes with it whatever is held to the element or the attribute that should be there, at
that place and elsewhere: pointers, declared languages, dates that are compared. What is not found any more in the copy
is said by the one finding about the name.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from typing import Final

from lxml import etree

from titelei.model import Finding, reaches
from titelei.names import XML
from titelei.xml.document import Document
from titelei.xml.paths import Paths
from titelei.xml.positions import Positions

NAMES: Final = frozenset({"grammar-attribute-unknown", "grammar-element-unknown"})
"""Rules that find a name to be unknown, and know which may be meant."""

Look = Callable[[Document], Iterable[Finding]]
"""Gives what is found in a document, names of elements and attributes aside."""

_Key = tuple[str, int, str]
"""A finding's rule, the number of its element in the document, its attribute."""


def explained(document: Document, found: tuple[Finding, ...], look: Look) -> tuple[bool, ...]:
    """Tell of each of ``found`` whether it would not be there if the misspelt names were right.

    ``look`` gives the findings of the same rules, for the corrected copy.
    """
    causes = [f for f in found if f.rule in NAMES and f.about.meant and not f.excused]
    corrected = _corrected(document, causes) if causes and len(causes) < len(found) else None
    if corrected is None:
        return (False,) * len(found)
    still = Counter(_keys(corrected, look(corrected)))
    told = []
    for finding, key in zip(found, _keys(document, found), strict=True):
        is_caused = not still[key] and finding.rule not in NAMES and reaches(causes, finding.severity)
        still[key] -= 1
        told.append(is_caused and not finding.excused)
    return tuple(told)


def _keys(document: Document, found: Iterable[Finding]) -> list[_Key]:
    """Name findings so that they are the same in both documents, whatever their elements are called."""
    orders = {element: number for number, element in enumerate(document.root.iter(etree.Element))}
    keys = []
    for finding in found:
        element, attribute = document.paths.resolve(document.root, finding.path)
        keys.append((finding.rule, -1 if element is None else orders[element], attribute))
    return keys


def _corrected(document: Document, causes: Iterable[Finding]) -> Document | None:
    """Give the document with the names that are meant, its elements in their places; None where none could be set."""
    tree = deepcopy(document.tree)
    root, paths = tree.getroot(), Paths()
    places = [(finding, *paths.resolve(root, finding.path)) for finding in causes]
    changed = [_correct(element, attribute, f.about.meant) for f, element, attribute in places if element is not None]
    if not any(changed):
        return None
    return replace(document, tree=tree, positions=Positions(document.data))


def _correct(element: "etree._Element", attribute: str, meant: str) -> bool:
    if not attribute:
        element.tag = f"{{{etree.QName(element).namespace}}}{meant}" if etree.QName(element).namespace else meant
        return True
    name, right = _clark(element, attribute), _clark(element, meant)
    if name not in element.attrib or right in element.attrib:
        return False
    element.set(right, element.attrib.pop(name))
    return True


def _clark(element: "etree._Element", written: str) -> str:
    prefix, _, local = written.rpartition(":")
    namespace = XML if prefix == "xml" else element.nsmap.get(prefix) if prefix else None
    return f"{{{namespace}}}{local}" if namespace else written
