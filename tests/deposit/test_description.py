"""What targets are told of an article is read from its facts."""

from pathlib import Path

import pytest

from titelei.deposit.description import describe

FACTS = """<facts xmlns="urn:titelei:facts"><edition><change when="2026-01-02">b</change></edition>
<journal><title>Waterways</title><issn medium="print">1234-5679</issn></journal></facts>"""


def test_the_first_editions_facts_become_its_description(root: Path) -> None:
    facts = root / "out" / "ambartsumyan-2021" / "ambartsumyan-2021.facts.xml"
    about = describe(facts.read_bytes(), publisher="Volgograd State University")
    (author,) = about.creators
    assert (author.name, author.as_read) == ("Ambartsumyan, Karine R.", "Karine R. Ambartsumyan")
    assert (about.issued, about.volume, about.issue, about.pages) == ("2021", "26", "2", "119-132")
    assert (about.language, about.publisher) == ("rus", "Volgograd State University")
    assert about.journal.startswith("Vestnik")
    assert about.changed[:4].isdigit()
    assert (about.doi, about.issn) == ("", "")


def test_what_is_not_known_is_empty() -> None:
    about = describe(FACTS.encode())
    assert (about.journal, about.issn, about.changed) == ("Waterways", "1234-5679", "2026-01-02")
    assert (about.title, about.creators, about.volume, about.pages) == ("", (), "", "")


def test_facts_that_are_not_well_formed_are_told() -> None:
    with pytest.raises(ValueError, match="not well-formed"):
        describe(b"<facts>")
