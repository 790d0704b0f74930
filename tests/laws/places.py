"""Every place where text or an attribute stands in documents that use the whole grammar, and the same place changed."""

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
# Another value that the grammar takes, by what stands there; closed lists have theirs in the ODD.
_OTHERS: Final = (
    "3",
    "1999",
    "1999-01",
    "1999-01-02",
    "cy",
    "https://other.example.org/x",
    "#per.other",
    "other words",
)


def place_of(node: "etree._Element", attribute: str = "") -> str:
    """Name a place by its element and the element around it: ``analytic/title/@type``."""
    parent = node.getparent()
    above = "" if parent is None else f"{etree.QName(parent).localname}/"
    return f"{above}{etree.QName(node).localname}" + (f"/@{attribute.rpartition('}')[2]}" if attribute else "")


def changed(
    root: "etree._Element", grammar: etree.RelaxNG, values: dict[str, list[str]]
) -> "Iterator[tuple[str, etree._Element]]":
    """Give (place, document with that place changed), each place once for each element that has it."""
    count = sum(1 for _ in root.iter(etree.Element))
    for number in range(count):
        node = _nth(root, number)
        if (node.text or "").strip():
            variant = copy.deepcopy(root)
            _nth(variant, number).text = f"{node.text} 7"
            if grammar.validate(variant.getroottree()):
                yield place_of(node), variant
        for name in map(str, node.attrib):
            for other in (*values.get(name, ()), *_OTHERS):
                if name == XML_ID or other == node.get(name):
                    continue
                variant = copy.deepcopy(root)
                _nth(variant, number).set(name, other)
                if grammar.validate(variant.getroottree()):
                    yield place_of(node, name), variant
                    break


def _nth(root: "etree._Element", number: int) -> "etree._Element":
    return next(node for position, node in enumerate(root.iter(etree.Element)) if position == number)
