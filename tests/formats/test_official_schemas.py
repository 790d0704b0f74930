"""Every output of every test document against the official schema, or the strictest reader that there is."""

import json
import warnings
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
from lxml import etree

from formats.documents import each, xml
from titelei.validate.schematron import Hit, compile_schema, run
from titelei.xml.read import parse

Find = Callable[[str], Path]
MODS = "{http://www.loc.gov/mods/v3}"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
XSD = "{http://www.w3.org/2001/XMLSchema}"


@pytest.mark.reference
@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("oai_openaire", "openaire/4.0/openaire.xsd"),
        ("oai_openaire", "openaire/4.1/openaire.xsd"),
        ("datacite", "datacite/metadata.xsd"),
        ("hal", "hal/aofr-sword.xsd"),
    ],
)
def test_outputs_are_valid_by_the_schema_of_those_who_take_them(reference: Find, kind: str, schema: str) -> None:
    official = etree.XMLSchema(etree.parse(reference(schema)))
    outputs = each(kind)
    assert len(outputs) > 5
    for name, text in outputs.items():
        official.validate(xml(text))
        assert (name, [str(e) for e in official.error_log]) == (name, [])


def test_mods_is_valid_by_the_schema_of_3_4_but_for_what_came_later(packaged_schema: Find) -> None:
    """``nameIdentifier`` came with 3.6; nothing else here is younger than 3.4, and later versions take nothing back."""
    official = etree.XMLSchema(etree.parse(packaged_schema("mods/mods-3-4.xsd")))
    for name, text in each("mods").items():
        root = xml(text)
        root.set("version", "3.4")
        for element in list(root.iter(f"{MODS}nameIdentifier")):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
        official.validate(root)
        assert (name, [str(e) for e in official.error_log]) == (name, [])


def test_csl_json_is_valid_by_its_schema(packaged_schema: Find) -> None:
    schema = json.loads(packaged_schema("csl-data.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    for name, text in each("csl-json").items():
        assert (name, [e.message for e in validator.iter_errors(json.loads(text))]) == (name, [])


@pytest.mark.long
def test_crossref_deposits_are_valid_by_the_schema(packaged_schema: Find) -> None:
    official = crossref_schema(packaged_schema)
    outputs = each("crossref")
    assert len(outputs) > 5
    for name, text in outputs.items():
        assert (name, [str(e.reason) for e in official.iter_errors(text)]) == (name, [])


def crossref_schema(packaged_schema: Find) -> Any:
    """Compile Crossref's schema, which is XSD 1.1 and so nothing for libxml2."""
    file = packaged_schema("crossref/crossref5.5.0.xsd")
    mathml = packaged_schema("crossref/standard-modules/mathml3/mathml3.xsd")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that addresses of the web are not fetched
        return xmlschema.XMLSchema11(
            str(file), allow="local", validation="lax", locations={"http://www.w3.org/1998/Math/MathML": str(mathml)}
        )


@pytest.mark.long
def test_jats_is_valid_by_the_schema_of_the_publishing_tag_set(packaged_schema: Find, tmp_path: Path) -> None:
    """This copy of the schema puts JATS into a namespace, and stops at a draft of 1.3.

    The tag set demands an ISSN, for which nothing can be put where none is known; the archiving tag set does not.
    """
    folder = packaged_schema("crossref/JATS-journalpublishing1-3d2-mathml3.xsd").parent
    official = _jats(folder, tmp_path)
    for name, text in each("jats").items():
        root = _in_namespace(xml(text))
        root.set("dtd-version", "1.3d2")
        official.validate(root)
        assert (name, [str(e) for e in official.error_log]) == (name, [])


def _jats(folder: Path, scratch: Path) -> etree.XMLSchema:
    """Compile the schema with ``issn``, ``journal-id`` and ``journal-meta`` optional, as in the archiving tag set."""
    elements = etree.parse(folder / "JATS-journalpublishing1-3d2-mathml3-elements.xsd")
    for group in elements.iter(f"{XSD}group"):
        if group.get("name") in ("journal-meta-model", "front-model"):
            for element in group.iter(f"{XSD}element"):
                if element.get("ref") in ("issn", "journal-id", "journal-meta"):
                    element.set("minOccurs", "0")
    (scratch / "standard-modules").symlink_to(folder / "standard-modules")
    elements.write(scratch / "JATS-journalpublishing1-3d2-mathml3-elements.xsd")
    driver = scratch / "driver.xsd"
    driver.write_bytes((folder / "JATS-journalpublishing1-3d2-mathml3.xsd").read_bytes())
    return etree.XMLSchema(etree.parse(driver))


def _in_namespace(root: "etree._Element") -> "etree._Element":
    moved = deepcopy(root)
    for element in moved.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace is None:
            element.tag = f"{{{JATS}}}{name.localname}"
    return moved


@pytest.mark.reference
def test_jats_has_no_error_by_jats4r(reference: Find) -> None:
    """One rule asks ``idref()``, which needs a DTD: what it looks for is looked for here instead."""
    compiled = compile_schema(reference("jats4r/jats4r.sch"), phase="errors")
    for name, text in each("jats").items():
        document = parse(text.encode("utf-8"), name=f"{name}.jats.xml", edition=False)
        hits = [hit for hit in run(compiled, document).hits if hit.role == "error" and not _needs_a_dtd(hit)]
        assert (name, [hit.text for hit in hits]) == (name, [])
        root = xml(text)
        pointed = {str(rid) for rid in _list(root, "//xref[@ref-type='aff']/@rid")}
        assert pointed == {str(i) for i in _list(root, "//aff/@id")}


def _needs_a_dtd(hit: Hit) -> bool:
    return "there must be a relationship between them" in " ".join(hit.text.split())


def _list(root: "etree._Element", path: str) -> list[Any]:
    found = root.xpath(path)
    assert isinstance(found, list)
    return found
