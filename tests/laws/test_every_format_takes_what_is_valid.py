"""Law: once or several, said once. No document that the grammar accepts makes a stylesheet fail.

Each element of an accepted document is repeated, left out and filled with another script, one at a time; what the
grammar still accepts goes through every format. A format may be impossible for an article; no stylesheet may stop.
"""

import copy
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from laws.article import SETTINGS
from titelei.model import Severity
from titelei.names import TEI
from titelei.render.render import render
from titelei.xml.read import parse

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]

ACCEPTED: Final = Path(__file__).parent.parent / "grammar" / "accepted"
# The header and the entries: what the facts are read from. The page has its own tests.
PLACES: Final = "//t:sourceDesc//t:* | //t:standOff//t:* | //t:textClass//t:* | //t:front//t:div"
# Of the variants one in so many: neighbours are of the same kind. It has no divisor with the three changes.
_STEP: Final = 7
SCRIPTS: Final = ("Ωμέγα", "漢字", "שלום", "𝔘𝔫", "a&b<c>{d}$e_%\\")


def _variants(root: "etree._Element") -> "Iterator[tuple[str, etree._Element]]":
    places = root.getroottree().xpath(PLACES, namespaces={"t": TEI})
    for number in range(len(places)):
        for change in ("repeated", "left out", "refilled"):
            variant = copy.deepcopy(root)
            place = variant.getroottree().xpath(PLACES, namespaces={"t": TEI})[number]
            parent = place.getparent()
            if change == "repeated":
                twin = copy.deepcopy(place)
                for node in twin.iter("*"):
                    node.attrib.pop("{http://www.w3.org/XML/1998/namespace}id", None)
                twin.tail = None
                place.addnext(twin)
            elif change == "left out":
                parent.remove(place)
            elif place.text and place.text.strip():
                place.text = SCRIPTS[number % len(SCRIPTS)]
            else:
                continue
            yield f"{etree.QName(place).localname} {number} {change}", variant


@pytest.mark.parametrize("name", ["everything-a-journal-prints", "bilingual-three-authors"])
def test_no_valid_document_stops_a_stylesheet(name: str, root: Path) -> None:
    grammar = etree.RelaxNG(etree.parse(root / "schemas" / "frontmatter.rng"))
    document = etree.parse(ACCEPTED / f"{name}.xml").getroot()
    tried, stopped = 0, []
    for words, variant in islice(_variants(document), 0, None, _STEP):
        if not grammar.validate(variant.getroottree()):
            continue
        tried += 1
        data = etree.tostring(variant, encoding="utf-8", xml_declaration=True)
        _, findings = render(parse(data, name=f"{name}.xml"), settings=SETTINGS)
        stopped += [f"{words}: {f.message}" for f in findings if f.severity is Severity.ERROR]
    assert tried > 30
    assert stopped == []
