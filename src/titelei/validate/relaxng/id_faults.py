"""Identifiers of a document, each given once (RELAX NG DTD Compatibility, 4): attributes that a grammar types as ID."""

from lxml import etree

from titelei.validate.relaxng import faults
from titelei.validate.relaxng.faults import Fault, written_name
from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.name_classes import listed
from titelei.validate.relaxng.patterns import Data, alternatives
from titelei.validate.relaxng.places import Places


def repeated_ids(grammar: Grammar, root: "etree._Element", places: Places) -> list[Fault]:
    """Give a fault for each identifier that stands earlier in the document already."""
    typed = _id_attributes(grammar)
    first: dict[str, etree._Element] = {}
    found: list[Fault] = []
    for element in root.iter(etree.Element):
        for name in typed.get(str(element.tag), ()):
            value = element.get(name, "").strip()
            if not value:
                continue
            earlier = first.setdefault(value, element)
            if earlier is not element:
                line = places.start(earlier)[0]
                found.append(faults.id_repeated(element, written_name(element, name), value, earlier, line))
    return found


def _id_attributes(grammar: Grammar) -> dict[str, tuple[str, ...]]:
    """Give for each element name the attributes that hold identifiers."""
    found: dict[str, tuple[str, ...]] = {}
    for name, elements in grammar.by_name.items():
        attributes = [a for e in elements for a in grammar.models.attributes(grammar.content(e))]
        ids = [a for a in attributes if any(isinstance(v, Data) and v.type == "ID" for v in alternatives(a.value))]
        if ids:
            found[name] = tuple(dict.fromkeys(n for a in ids for n in listed(a.name)))
    return found
