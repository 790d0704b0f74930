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


def test_an_author_is_told_by_the_preferred_name_with_number_and_institutions_once() -> None:
    (author,) = describe(
        b"""<facts xmlns="urn:titelei:facts"><author n="1" kind="person"><name><text>A. Reed</text></name>
        <name preferred="true"><text>Anna Reed</text><inverted>Reed, Anna</inverted><surname>Reed</surname>
        <forename>Anna</forename></name><affiliation><institution>Marsh House</institution></affiliation>
        <affiliation><institution>Marsh House</institution></affiliation>
        <orcid>0000-0002-1825-0097</orcid></author></facts>"""
    ).creators
    assert (author.name, author.family, author.given) == ("Reed, Anna", "Reed", "Anna")
    assert (author.orcid, author.affiliations) == ("0000-0002-1825-0097", ("Marsh House",))


def test_facts_of_a_wider_vocabulary_are_read_as_far_as_they_are_known() -> None:
    about = describe(FACTS.replace("<journal>", '<colour of="cover">blue</colour><journal mood="calm">').encode())
    assert about.journal == "Waterways"


def test_facts_that_are_not_well_formed_are_told() -> None:
    with pytest.raises(ValueError, match="not well-formed"):
        describe(b"<facts>")
