"""Facts are read from the TEI in one place, ``xslt/facts/``; what is read as text is read by the texts and the page."""

from pathlib import Path

import pytest

from titelei import resources
from titelei.names import TEI

# They compile the schema, write the two texts or the page, or read the text inside a fact.
READERS = {"facts", "text", "diplomatic", "html", "odd", "rng", "check", "reference", "schematron"}
# HAL's format is TEI too: what it writes has the namespace that the edition has.
WRITERS = {"hal"}
SHEETS = sorted(resources.xslt().rglob("*.xsl"))


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in SHEETS} - READERS - WRITERS))
def test_a_format_never_sees_the_tei(folder: str) -> None:
    assert [path.name for path in SHEETS if path.parent.name == folder and TEI in path.read_text("utf-8")] == []


@pytest.mark.parametrize("path", [path for path in SHEETS if path.parent.name in WRITERS], ids=lambda path: path.name)
def test_what_writes_tei_reads_facts(path: Path) -> None:
    text = path.read_text("utf-8")
    assert 'xpath-default-namespace="urn:titelei:facts"' in text
    assert f'="{TEI}"' not in text.replace(f'xmlns="{TEI}"', "")


@pytest.mark.parametrize("path", [path for path in SHEETS if path.parent.name == "html"], ids=lambda path: path.name)
def test_the_page_reads_the_text_from_the_tei_and_what_is_known_from_the_facts(path: Path) -> None:
    text = path.read_text("utf-8")
    for place in ("teiHeader", "sourceDesc", "standOff", "biblStruct", "langUsage", "facts:id"):
        assert place not in text, place
