"""No element, attribute or value of a closed list stands in the grammar that no accepted document uses."""

from pathlib import Path

import pytest
from lxml import etree

from grammar.coverage import elements, other_values, unused_attributes, unused_elements, unused_values
from grammar.documents import ACCEPTED


@pytest.fixture(scope="module")
def used() -> list["etree._Element"]:
    """Give every element of the accepted documents."""
    return elements(ACCEPTED)


def test_every_element_is_used(used: list["etree._Element"]) -> None:
    assert unused_elements(used) == set()


def test_every_attribute_is_used_on_the_element_that_defines_it(used: list["etree._Element"]) -> None:
    assert unused_attributes(used) == set()


def test_a_value_of_a_closed_list_is_accepted_where_another_of_the_list_stands(
    used: list["etree._Element"], root: Path
) -> None:
    grammar = etree.RelaxNG(etree.parse(root / "schemas" / "frontmatter.rng"))
    refused, tried = [], set()
    for node, name, value in other_values(used):
        stood = node.get(name, "")
        node.set(name, value)
        if not grammar.validate(node.getroottree()):
            refused.append(f"{etree.QName(node).localname}/@{name} = {value}")
        node.set(name, stood)
        tried.add(value)
    assert refused == []
    untried = unused_values(used)
    assert {words for words in untried if words.rpartition(" = ")[2] not in tried} == set()
