"""What targets are sent says what the facts of the article say: read back from each target's own document."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from titelei import facts
from titelei.deposit.description import describe
from titelei.deposit.targets import atom, invenio_metadata
from titelei.deposit.values import Item
from titelei.render.render import render
from titelei.xml.read import read

ARTICLE = Path(__file__).parents[1] / "editions" / "waterways" / "tei" / "articles" / "aas-2021.xml"
DC = "{http://purl.org/dc/terms/}"


@pytest.fixture(scope="module")
def known() -> bytes:
    """The facts of the article that has everything."""
    ((made, *_), _) = render(read(ARTICLE), formats=("facts",))
    return made.data


@pytest.fixture(scope="module")
def item(known: bytes) -> Item:
    return Item(
        article="aas-2021",
        object_id="oai:waterways.example.org:aas-2021",
        version="v1",
        digest="",
        page="https://waterways.example.org/articles/aas-2021",
        message="",
        description=describe(known, publisher="Fen Press"),
        files={},
    )


def _family(person: dict[str, Any]) -> str:
    return str(person["person_or_org"].get("family_name") or person["person_or_org"]["name"])


def test_a_repository_of_invenio_is_told_all_who_made_it_and_where_they_work(item: Item) -> None:
    metadata = invenio_metadata.metadata(item)
    creators = metadata["creators"]
    assert [_family(c) for c in creators] == ["Aas", "Surono", "de la Marsh-Reed", "Dyke Study Group"]
    kinds = [c["person_or_org"]["type"] for c in creators]
    assert kinds == ["personal", "personal", "personal", "organizational"]
    assert creators[0]["person_or_org"]["identifiers"] == [{"scheme": "orcid", "identifier": "0000-0003-0000-0011"}]
    assert creators[0]["affiliations"] == [{"name": "Office of Weirs, Fen University"}, {"name": "Reed Archive"}]
    assert creators[2]["person_or_org"]["given_name"] == "bell, Sr."
    told = [(_family(c), c["role"]["id"]) for c in metadata["contributors"]]
    assert told == [("Karr", "other"), ("Holm", "other"), ("Weir Board", "other"), ("Holm", "editor")]


def test_a_season_leaves_targets_the_year(item: Item) -> None:
    assert invenio_metadata.metadata(item)["publication_date"] == "2021"


def test_an_entry_of_sword_names_authors_and_contributors_as_the_facts_do(item: Item, known: bytes) -> None:
    entry = etree.fromstring(atom.entry(item))
    said = facts.read(known)
    authors = [a.name.inverted or a.name.text for a in said.authors if a.name is not None]
    others = [c.name.inverted or c.name.text for c in said.contributors if c.name is not None]
    assert [node.text for node in entry.iter(f"{DC}creator")] == authors
    assert [node.text for node in entry.iter(f"{DC}contributor")] == list(dict.fromkeys(others))
    abstract = entry.findtext(f"{DC}abstract", "")
    assert abstract.startswith("Water leaves a pond as k√h, and CO₂ stays.")
