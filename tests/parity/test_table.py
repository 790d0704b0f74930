"""The table says something of every fact in every format, and of every place in the grammar of the facts."""

import runpy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from parity.conftest import edition_of
from titelei import formats, parity, resources
from titelei.names import RNG

_R = f"{{{RNG}}}"
# Where a fact was read, in what language it is, and names that the file alone uses.
_BESIDE = {"@from", "@xml:lang", "@id", "@ref"}


@pytest.fixture(scope="module")
def table() -> parity.Table:
    return parity.load()


def test_every_cell_says_one_thing(table: parity.Table) -> None:
    assert table.faults() == []


def test_the_table_in_the_documentation_is_the_one_that_is_compared(root: Path) -> None:
    """``tools/parity_page.py`` writes it anew."""
    tool = runpy.run_path(str(root / "tools" / "parity_page.py"))
    text = (root / "docs" / "parity.md").read_text("utf-8")
    assert tool["page"](text) == text


def test_every_format_of_the_registry_has_a_column(table: parity.Table) -> None:
    covered = {column.format for column in table.columns.values() if not column.is_target}
    assert covered == {kind.name for kind in formats.registry()}


def test_a_format_without_a_column_is_a_fault(table: parity.Table) -> None:
    columns = {name: column for name, column in table.columns.items() if name != "jats"}
    less = replace(table, columns=columns)
    assert "The format jats has no column." in less.faults()


def test_every_reason_is_used(table: parity.Table) -> None:
    used = {key for column in table.columns.values() for key in column.cannot}
    assert set(table.reasons) - used == set()


def test_the_edition_can_be_asked_for_every_fact_that_the_table_names(table: parity.Table, root: Path) -> None:
    edition = edition_of(etree.parse(root / "tei" / "articles" / "ambartsumyan-2021.xml").getroot())
    named = set(table.facts)
    named |= {name for column in table.columns.values() for place in column.places() for name in place.expects}
    for fact in named:
        edition.values(fact)  # a KeyError names the fact


def _places(node: "etree._Element", path: str, seen: tuple[str, ...]) -> Iterator[str]:
    """Walk a grammar and name every element and attribute by its path from the root element; type is no fact."""
    for child in node.iterchildren(f"{_R}*"):
        kind = etree.QName(child).localname
        if kind in ("element", "attribute"):
            names = [child.get("name", "")] if child.get("name") else [str(n.text) for n in child.iter(f"{_R}name")]
            for name in names:
                mark = "@" if kind == "attribute" else ""
                here = f"{path}/{mark}{name}" if path else f"{mark}{name}"
                yield here
                if kind == "element":
                    yield from _places(child, "" if name == "facts" else here, seen)
        elif kind == "ref" and child.get("name", "") not in (*seen, "runs"):
            name = child.get("name", "")
            (definition,) = (d for d in child.getroottree().getroot().iter(f"{_R}define") if d.get("name") == name)
            yield from _places(definition, path, (*seen, name))
        else:
            yield from _places(child, path, seen)


def test_every_place_in_the_grammar_of_the_facts_stands_in_a_row(table: parity.Table) -> None:
    grammar = etree.parse(resources.schemas() / "facts.rng").getroot()
    start = grammar.find(f"{_R}start")
    assert start is not None
    places = {p for p in _places(start, "", ()) if p != "facts" and p.rpartition("/")[2] not in _BESIDE}
    rows = {place for row in table.facts.values() for place in row.grammar} | set(table.structure)
    assert places - rows == set(), "add a row, or name it in structure"
    assert rows - places - {"@id"} == set(), "the grammar has no such place"
