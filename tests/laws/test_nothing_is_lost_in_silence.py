"""Law: nothing is lost in silence. Whatever the grammar lets stand, a fact carries, or a table says why not.

The accepted documents use every element and attribute of the grammar, which ``tests/grammar`` holds.
"""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from laws.places import changed
from titelei.names import TEI
from titelei.render.render import RenderSettings, render
from titelei.xml.read import parse

pytestmark = [pytest.mark.long]

HERE: Final = Path(__file__).parent
ACCEPTED: Final = HERE.parent / "grammar" / "accepted"
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
