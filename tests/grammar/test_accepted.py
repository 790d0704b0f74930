"""Documents that follow the manual are valid, by libxml2 and by jing, by our grammar and by TEI's own."""

from pathlib import Path

import pytest
from lxml import etree

from grammar.documents import ACCEPTED, EDITION, jing_faults

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def relaxng(root: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(root / "schemas" / "frontmatter.rng"))


@pytest.mark.parametrize("path", [*ACCEPTED, *EDITION], ids=lambda path: path.stem)
def test_libxml2_accepts_it(path: Path, relaxng: etree.RelaxNG) -> None:
    relaxng.validate(etree.parse(path))
    assert [f"line {entry.line}: {entry.message}" for entry in relaxng.error_log] == []


def test_jing_accepts_all(root: Path, jing: Path) -> None:
    faults = jing_faults(jing, root / "schemas" / "frontmatter.rng", [*ACCEPTED, *EDITION])
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.reference
def test_the_grammar_of_the_tei_accepts_all(jing: Path, tei_all: Path) -> None:
    faults = jing_faults(jing, tei_all, [*ACCEPTED, *EDITION])
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.reference
def test_the_grammar_of_the_tei_accepts_the_odd_itself(root: Path, jing: Path, tei_all: Path, tmp_path: Path) -> None:
    copy = tmp_path / "frontmatter.xml"
    copy.write_bytes((root / "schemas" / "frontmatter.odd").read_bytes())
    assert jing_faults(jing, tei_all, [copy]) == {"frontmatter": []}
