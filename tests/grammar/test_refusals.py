"""Each element of the model, and each attribute with a list of values, is refused where it is wrong, at its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from grammar.coverage import closed_lists
from grammar.documents import ACCEPTED
from titelei import resources
from titelei.model import Finding
from titelei.names import TEI
from titelei.validate import relaxng
from titelei.xml.read import parse

pytestmark = pytest.mark.long

UNKNOWN: Final = "no-such-value"


def _first_of_each() -> dict[str, tuple[Path, int]]:
    """Give for each element the accepted document that has it, and how many elements stand before it there."""
    places: dict[str, tuple[Path, int]] = {}
    for path in ACCEPTED:
        for number, node in enumerate(etree.parse(path).iter(f"{{{TEI}}}*")):
            places.setdefault(etree.QName(node).localname, (path, number))
    return places


PLACES: Final = _first_of_each()


def _refused(tree: "etree._ElementTree") -> tuple[Finding, ...]:
    document = parse(etree.tostring(tree, encoding="utf-8"), name="changed.xml")
    return relaxng.validate(document, relaxng.grammar(resources.schemas() / "frontmatter.rng"))


def _line(tree: "etree._ElementTree", node: "etree._Element") -> int:
    """Give the line of an element as the tree is written."""
    node.set("mark", "here")
    line = etree.tostring(tree, encoding="unicode").partition('mark="here"')[0].count("\n") + 1
    del node.attrib["mark"]
    return line


@pytest.mark.parametrize("name", sorted(PLACES))
def test_an_element_that_the_manual_has_not_is_refused_in_every_element(name: str) -> None:
    path, number = PLACES[name]
    tree = etree.parse(path)
    node = list(tree.iter(f"{{{TEI}}}*"))[number]
    strange = etree.Element(f"{{{TEI}}}soCalled")
    node.insert(0, strange)
    findings = _refused(tree)
    assert [f.line for f in findings][:1] == [_line(tree, strange)]
    assert "soCalled" in findings[0].message


def _lists() -> Iterator[tuple[str, str]]:
    for path in ACCEPTED:
        for node in etree.parse(path).iter(f"{{{TEI}}}*"):
            name = etree.QName(node).localname
            yield from ((name, str(attribute)) for attribute in node.attrib if (name, attribute) in CLOSED)


CLOSED: Final = closed_lists()


@pytest.mark.parametrize(("name", "attribute"), sorted(set(_lists())))
def test_a_value_that_is_not_in_the_list_is_refused_at_its_element(name: str, attribute: str) -> None:
    for path in ACCEPTED:
        tree = etree.parse(path)
        node = next((n for n in tree.iter(f"{{{TEI}}}{name}") if n.get(attribute)), None)
        if node is not None:
            break
    assert node is not None
    node.set(attribute, UNKNOWN)
    findings = _refused(tree)
    assert _line(tree, node) in {f.line for f in findings}
    assert any(UNKNOWN in f.message and attribute in f.message for f in findings)


def test_every_list_of_the_manual_is_tried() -> None:
    assert CLOSED - {(name, attribute) for name, attribute in _lists()} == set()
