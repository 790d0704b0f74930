"""Conformance: every document that our grammar accepts is one that tei_all accepts (encoding.md, “Conformance”)."""

import subprocess
from pathlib import Path

import pytest
from lxml import etree

from conformance.inclusion import counterexamples
from conformance.sample_documents import SampleDocuments, Wish
from titelei.names import RNG, TEI
from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.name_classes import listed
from titelei.validate.relaxng.sample_values import sample


@pytest.fixture(scope="module")
def ours(root: Path) -> Grammar:
    return Grammar(root / "schemas" / "frontmatter.rng")


@pytest.fixture(scope="module")
def theirs(tei_all: Path) -> Grammar:
    return Grammar(tei_all)


def test_every_document_of_ours_is_one_of_tei_all(ours: Grammar, theirs: Grammar) -> None:
    found = list(counterexamples(ours, theirs))
    shown = [f"{one}\n{etree.tostring(one.document).decode() if one.document is not None else ''}" for one in found]
    assert not found, "\n".join(shown)


@pytest.mark.long
def test_sample_documents_of_every_element_are_accepted_by_both(
    ours: Grammar, tei_all: Path, jing: Path, tmp_path: Path
) -> None:
    """Try the proof: a smallest document of each element, bare and with each of its attributes."""
    samples = SampleDocuments(ours)
    files: list[Path] = []
    for element in samples.elements:
        attributes = ours.models.attributes(ours.content(element))
        wishes = [Wish()]
        for attribute in attributes:
            text = sample(attribute.value, ours.models)
            assert text is not None
            wishes.append(Wish(attributes=((attribute, listed(attribute.name)[0], text),)))
        for wish in wishes:
            document = samples.document(element, wish)
            if document is not None:
                files.append(tmp_path / f"{len(files):04}.xml")
                files[-1].write_bytes(etree.tostring(document))
    assert len(files) > 500
    judge = etree.RelaxNG(etree.parse(ours.path))
    valid = [file for file in files if judge.validate(etree.parse(file))]
    assert len(valid) > 0.9 * len(files), "too few samples are valid"
    said = subprocess.run([jing, tei_all, *valid], capture_output=True, text=True, check=False).stdout
    assert said == ""


@pytest.mark.long
def test_a_rule_taken_out_of_ours_is_found_and_jing_agrees(
    ours: Grammar, theirs: Grammar, tei_all: Path, jing: Path, tmp_path: Path
) -> None:
    """Widen our grammar in many places, one at a time: each counterexample must be ours and not theirs."""
    source = etree.parse(ours.path)
    elements = [e for e in source.iter(f"{{{RNG}}}element") if e.get("name") is not None]
    proved = 0
    schemas: list[tuple[Path, Path]] = []
    for number in range(0, len(elements), 9):
        element = elements[number]
        extra = etree.SubElement(element, f"{{{RNG}}}optional")
        etree.SubElement(extra, f"{{{RNG}}}attribute", {"name": "invented"})
        schema = tmp_path / f"wide-{number}.rng"
        source.write(schema)
        element.remove(extra)
        found = [one for one in counterexamples(Grammar(schema), theirs) if "@invented" in one.message]
        assert found, element.get("name")
        document = found[0].document
        assert document is not None
        assert document.tag == f"{{{TEI}}}TEI"
        file = tmp_path / f"wide-{number}.xml"
        file.write_bytes(etree.tostring(document))
        assert etree.RelaxNG(etree.parse(schema)).validate(document)
        schemas.append((schema, file))
        proved += 1
    assert proved > 10
    said = subprocess.run([jing, tei_all, *(f for _, f in schemas)], capture_output=True, text=True, check=False).stdout
    for _, file in schemas:
        assert any(str(file) in line and '"invented"' in line for line in said.splitlines()), file
