"""Our grammar of a receiver's format is never weaker than the receiver's own: what that refuses, ours refuses.

Outputs are damaged by chance, in one place each, the same from run to run.
"""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from formats.documents import each, xml
from formats.test_official_schemas import Find, _in_namespace, _jats, crossref_schema
from titelei import resources

pytestmark = pytest.mark.long

IDS: Final = ("{http://www.w3.org/XML/1998/namespace}id", "id")
Valid = Callable[["etree._Element"], str]
"""What the receiver's schema says against a document; empty where nothing."""


def _damaged(kind: str, number: int) -> Iterator[tuple[str, "etree._Element"]]:
    """Give (what was done, document) for each damage, of which some change nothing that matters."""
    chance = random.Random(kind)
    documents = [xml(text) for text in each(kind).values()]
    for _ in range(number):
        document = deepcopy(chance.choice(documents))
        node = chance.choice(list(document.iter(etree.Element))[1:])
        above, name = node.getparent(), etree.QName(node).localname
        attribute = chance.choice([str(a) for a in node.attrib] or [""])
        assert above is not None
        match chance.choice(("without", "twice", "later", "value", "attribute", "words", "empty")):
            case "without":
                above.remove(node)
                yield f"without {name}", document
            case "twice":
                copied = deepcopy(node)
                for inner in copied.iter(etree.Element):
                    for identifier in IDS:  # that each stands once is not the grammar's
                        inner.attrib.pop(identifier, None)
                above.insert(above.index(node), copied)
                yield f"{name} twice", document
            case "later" if node.getnext() is not None:
                above.insert(above.index(node) + 2, node)
                yield f"{name} after what follows it", document
            case "value" if attribute:
                node.set(attribute, "zzz")
                yield f"{name}/@{attribute} = zzz", document
            case "attribute" if attribute:
                del node.attrib[attribute]
                yield f"{name} without @{attribute}", document
            case "words" if (node.text or "").strip():
                node.text = "zzz"
                yield f"{name} = zzz", document
            case "empty" if (node.text or "").strip():
                node.text = ""
                yield f"{name} empty", document


def _weaker(kind: str, refused_for: Valid, number: int) -> dict[str, str]:
    """Give each damage that our grammar takes and the receiver's schema does not, with what that says."""
    ours = etree.RelaxNG(etree.parse(resources.xslt() / "formats" / kind / "grammar.rng"))
    taken, weaker = 0, {}
    for what, document in _damaged(kind, number):
        if ours.validate(document):
            taken += 1
            if said := refused_for(document):
                weaker[what] = said
    assert taken > number // 10
    return weaker


def _by(schema: etree.XMLSchema, document: "etree._Element") -> str:
    return "" if schema.validate(document) else str(schema.error_log[0].message)


@pytest.mark.reference
@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("oai_openaire", "openaire/4.1/openaire.xsd"),
        ("datacite", "datacite/metadata.xsd"),
        ("hal", "hal/aofr-sword.xsd"),
        ("oai_dc", "oai-pmh/oai_dc.xsd"),
    ],
)
def test_what_these_receivers_refuse_is_refused(reference: Find, kind: str, schema: str) -> None:
    official = etree.XMLSchema(etree.parse(reference(schema)))
    assert _weaker(kind, lambda document: _by(official, document), 3_000) == {}


def test_what_jats_refuses_is_refused(packaged_schema: Find, tmp_path: Path) -> None:
    official = _jats(packaged_schema("crossref/JATS-journalpublishing1-3d2-mathml3.xsd").parent, tmp_path)

    def refused_for(document: "etree._Element") -> str:
        moved = _in_namespace(document)
        moved.set("dtd-version", "1.3d2")
        return _by(official, moved)

    assert _weaker("jats", refused_for, 2_000) == {}


def test_what_mods_refuses_is_refused(packaged_schema: Find) -> None:
    official = etree.XMLSchema(etree.parse(packaged_schema("mods/mods-3-4.xsd")))

    def refused_for(document: "etree._Element") -> str:
        older = deepcopy(document)
        older.set("version", "3.4")
        for element in list(older.iter("{*}nameIdentifier")):  # which came with 3.6
            above = element.getparent()
            assert above is not None
            above.remove(element)
        return _by(official, older)

    assert _weaker("mods", refused_for, 2_000) == {}


def test_what_crossref_refuses_is_refused(packaged_schema: Find) -> None:
    official = crossref_schema(packaged_schema)

    def refused_for(document: "etree._Element") -> str:
        return next((str(e.reason) for e in official.iter_errors(etree.tostring(document, encoding="unicode"))), "")

    assert _weaker("crossref", refused_for, 400) == {}
