"""No element, attribute or value of a closed list stands in the grammar that no accepted document uses."""

import pytest
from lxml import etree

from grammar.coverage import elements, unused_attributes, unused_elements, unused_values
from grammar.documents import ACCEPTED


@pytest.fixture(scope="module")
def used() -> list["etree._Element"]:
    """Give every element of the accepted documents."""
    return elements(ACCEPTED)


def test_every_element_is_used(used: list["etree._Element"]) -> None:
    assert unused_elements(used) == set()


def test_every_attribute_is_used_on_the_element_that_defines_it(used: list["etree._Element"]) -> None:
    assert unused_attributes(used) == set()


def test_every_value_of_a_closed_list_is_used(used: list["etree._Element"]) -> None:
    assert unused_values(used) == set()
