"""No element, attribute or value of a closed list stands in the grammar that no accepted document uses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from grammar.documents import ACCEPTED
from titelei.names import TEI, XML

T = f"{{{TEI}}}"


@pytest.fixture(scope="module")
def odd(root: Path) -> "etree._Element":
    return etree.parse(root / "schemas" / "frontmatter.odd").getroot()


@pytest.fixture(scope="module")
def used() -> list["etree._Element"]:
    """Give every element of the accepted documents."""
    return [node for path in ACCEPTED for node in etree.parse(path).iter(f"{T}*")]


def _attribute(ident: str) -> str:
    return ident.replace("xml:", f"{{{XML}}}")


def _uses(used: list["etree._Element"]) -> set[tuple[str, str, str]]:
    """Give (element, attribute, value), and the same with an empty element, as any element may have it."""
    uses = set()
    for node in used:
        for name, value in node.attrib.items():
            uses.add((etree.QName(node).localname, str(name), str(value)))
            uses.add(("", str(name), str(value)))
    return uses


def _items(inside: "etree._Element | None") -> Iterator[str]:
    """Give the values of a closed list."""
    for item in () if inside is None else inside.iterfind(f"{T}valList[@type='closed']/{T}valItem"):
        yield item.get("ident", "")


def test_every_element_is_used(odd: "etree._Element", used: list["etree._Element"]) -> None:
    allowed = {spec.get("ident") for spec in odd.iter(f"{T}elementSpec")}
    assert allowed - {etree.QName(node).localname for node in used} == set()


def test_every_attribute_is_used_on_the_element_that_defines_it(
    odd: "etree._Element", used: list["etree._Element"]
) -> None:
    uses = {(element, name) for element, name, _ in _uses(used)}
    unused = set()
    for attribute in odd.iter(f"{T}attDef"):
        spec = next(attribute.iterancestors(f"{T}elementSpec", f"{T}classSpec"))
        element = spec.get("ident", "") if spec.tag == f"{T}elementSpec" else ""
        if (element, _attribute(attribute.get("ident", ""))) not in uses:
            unused.add(f"{spec.get('ident')}/@{attribute.get('ident')}")
    assert unused == set()


def test_every_value_of_a_closed_list_is_used(odd: "etree._Element", used: list["etree._Element"]) -> None:
    uses = _uses(used)
    unused = set()
    for attribute in odd.iter(f"{T}attDef"):
        spec = next(attribute.iterancestors(f"{T}elementSpec", f"{T}classSpec"))
        element = spec.get("ident", "") if spec.tag == f"{T}elementSpec" else ""
        name = attribute.get("ident", "")
        values = {(element, _attribute(name), value) for value in _items(attribute)}
        # A list that several attributes share is used where any of them uses it.
        for reference in attribute.iterfind(f"{T}datatype/{T}dataRef[@key]"):
            shared = odd.find(f".//{T}dataSpec[@ident='{reference.get('key')}']/{T}content")
            values |= {("", _attribute(name), value) for value in _items(shared)}
        unused |= {f"{spec.get('ident')}/@{name} = {value}" for _, _, value in values - uses}
    assert unused == set()
