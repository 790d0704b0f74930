"""Law: nothing is lost in silence. Whatever the grammar lets stand, a fact carries, or a table says why not.

The accepted documents use every element and attribute of the grammar, which ``tests/grammar`` holds.
"""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from laws.article import article
from laws.grammar import places, with_words
from laws.places import changed
from titelei.names import TEI
from titelei.render.render import RenderSettings, render
from titelei.xml.read import parse

pytestmark = [pytest.mark.long]

HERE: Final = Path(__file__).parent
ACCEPTED: Final = HERE.parent / "grammar" / "accepted"
AFFILIATION: Final = (
    '<affiliation><orgName type="department">Department of Sluices</orgName>, '
    '<orgName type="institution" ref="#org.fen-university">Fen University</orgName>, '
    '<address><settlement ref="#pla.fenborough">Fenborough</settlement><country ref="#pla.norland">Norland</country>'
    "</address>, <email>ada@fen.example.org</email></affiliation>"
)
XML: Final = "{http://www.w3.org/XML/1998/namespace}"


def _values(root: Path) -> dict[str, list[str]]:
    """Give the values of lists in the ODD, by the name of the attribute."""
    found: dict[str, list[str]] = {}
    for attribute in etree.parse(root / "schemas" / "frontmatter.odd").iter(f"{{{TEI}}}attDef"):
        name = attribute.get("ident", "").replace("xml:", XML)
        found.setdefault(name, []).extend(item.get("ident", "") for item in attribute.iter(f"{{{TEI}}}valItem"))
    return found


def _facts(root: "etree._Element") -> bytes:
    document = parse(etree.tostring(root, encoding="utf-8", xml_declaration=True), name="variant.xml")
    outputs, _ = render(document, settings=RenderSettings(), formats=("facts",))
    return outputs[0].data if outputs else b""


def test_a_change_in_any_place_changes_the_facts_or_a_table_says_why_not(root: Path) -> None:
    grammar, values = etree.RelaxNG(etree.parse(root / "schemas" / "frontmatter.rng")), _values(root)
    told: set[str] = set()
    silent: set[str] = set()
    for path in sorted(ACCEPTED.glob("*.xml")):
        document = etree.parse(path).getroot()
        base = _facts(document)
        for place, variant in changed(document, grammar, values):
            if place not in told:
                (silent if _facts(variant) == base else told).add(place)
    table = tomllib.loads((HERE / "transcription_only.toml").read_text("utf-8"))["reasons"]
    patterns = [pattern for reason in table.values() for pattern in reason]
    lost = silent - told
    assert {place for place in lost if not any(re.fullmatch(pattern, place) for pattern in patterns)} == set()
    unused = {pattern for pattern in patterns if not any(re.fullmatch(pattern, place) for place in lost)}
    assert unused == set(), "a reason that no place needs"


def test_words_in_any_place_of_the_compiled_grammar_change_the_facts_or_a_table_says_why_not(root: Path) -> None:
    schema = root / "schemas" / "frontmatter.rng"
    grammar = etree.RelaxNG(etree.parse(schema))
    documents = [etree.parse(path).getroot() for path in sorted(ACCEPTED.glob("*.xml"))]
    bases = [_facts(document) for document in documents]
    samples: dict[str, list[etree._Element]] = {}
    for document in documents:
        for node in document.iter(etree.Element):
            samples.setdefault(etree.QName(node).localname, []).append(node)
    told: set[str] = set()
    silent: set[str] = set()
    for outer, inner in sorted(places(schema)):
        for document, base in zip(documents, bases, strict=True):
            for context, variant in with_words(document, inner, outer, samples.get(inner, []), grammar):
                if context not in told:
                    (silent if _facts(variant) == base else told).add(context)
    assert len(told) > 1_000
    lost = silent - told
    table = tomllib.loads((HERE / "transcription_only.toml").read_text("utf-8"))["inside"]
    patterns = [pattern for reason in table.values() for pattern in reason]
    assert {context for context in lost if not any(re.fullmatch(pattern, context) for pattern in patterns)} == set()
    assert {pattern for pattern in patterns if not any(re.fullmatch(pattern, context) for context in lost)} == set()


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("{org}, <country>Norland</country>", "Fen University, Norland"),
        ("retired from {org}, <country>Norland</country>", "retired from Fen University, Norland"),
        ("{org}, <address><settlement>Fenborough</settlement></address>, <country>Norland</country>", ", Norland"),
    ],
)
def test_words_and_places_beside_the_parts_of_an_affiliation_are_said(inside: str, text: str) -> None:
    org = '<orgName type="institution" ref="#org.fen-university">Fen University</orgName>'
    document = article((AFFILIATION, f"<affiliation>{inside.format(org=org)}</affiliation>"))
    said = etree.fromstring(_facts(document.root))
    (affiliation,) = said.iterfind("{urn:titelei:facts}author/{urn:titelei:facts}affiliation")
    assert text in affiliation.findtext("{urn:titelei:facts}text", "")
    assert affiliation.findtext(".//{urn:titelei:facts}country") == "Norland"
