"""What was written is read again: facts that a format can hold, as parity says, come back from it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from sources.projections import PROJECTIONS
from titelei import facts
from titelei.facts import Facts
from titelei.render.render import render
from titelei.sources.read import records
from titelei.xml.read import read

ROOT: Final = Path(__file__).resolve().parents[2]
EDITION: Final = ROOT / "tests" / "editions" / "waterways" / "tei" / "articles"
# The two widest articles hold what formats fold together: subtitles, ranges of pages, vocabularies. Parity reads these.
ARTICLES: Final = tuple(path for path in sorted(EDITION.glob("*.xml")) if path.stem not in ("aas-2021", "sedge-2024"))
SYNTAX: Final = {
    "jats": "xml",
    "crossref": "xml",
    "datacite": "xml",
    "mods": "xml",
    "marcxml": "xml",
    "oai_dc": "xml",
    "oai_openaire": "xml",
    "csl-json": "json",
    "bibtex": "bibtex",
    "ris": "ris",
}
UNMARKED: Final = "The format writes places of work as one text and does not say what in it is an institution."
OTHERWISE: Final = {
    ("datacite", "author.institution"): UNMARKED,
    ("datacite", "author.department"): UNMARKED,
    ("oai_openaire", "author.institution"): UNMARKED,
    ("oai_openaire", "author.department"): UNMARKED,
    ("mods", "author.institution"): UNMARKED,
    ("mods", "author.department"): UNMARKED,
    ("marcxml", "author.institution"): UNMARKED,
    ("marcxml", "author.department"): UNMARKED,
    ("mods", "author.degree"): "MODS has descriptions of persons in words, which are told.",
    ("mods", "author.post"): "MODS has descriptions of persons in words, which are told.",
    ("mods", "funder"): "MODS has notes on funding in words, and no funders.",
    ("marcxml", "funder"): "MARC has the note in words, and numbers of awards.",
    ("bibtex", "date.issued"): "BibTeX has no field for the day.",
    ("jats", "date.accepted"): "Of a date that is not known to the day the format has the beginning.",
    ("oai_openaire", "date.accepted"): "Of a date that is not known to the day the format has the beginning.",
    ("mods", "date.accepted"): "Of a date that is not known to the day the format has the beginning.",
    ("datacite", "title.other"): "DataCite’s alternative titles may be of any kind.",
    ("ris", "title.other"): "RIS has translated titles alone.",
    ("mods", "title.other"): "A title in Latin letters may come back as the same title told twice.",
    ("oai_openaire", "title.other"): "A title in Latin letters may come back as the same title told twice.",
    ("bibtex", "abstract"): "One abstract is held.",
    ("csl-json", "abstract"): "One abstract is held.",
    ("ris", "abstract"): "One abstract is held.",
    ("bibtex", "publisher"): "Braces group in BibTeX.",
    ("oai_dc", "keyword"): "Classes in words stand among the subjects.",
    ("oai_dc", "keyword.language"): "Classes in words stand among the subjects.",
    ("oai_openaire", "keyword"): "Classes have a scheme of their own.",
}
"""Facts of a format that are not compared one by one, and why."""

SIGNS: Final = {("bibtex", "quill-2022", "keyword"), ("csl-json", "quill-2022", "keyword")}
"""Key words with commas and semicolons, where these part key words."""


@cache
def outputs(path: Path) -> dict[str, bytes]:
    made, _ = render(read(path), formats=("facts", *SYNTAX))
    return {output.format: output.data for output in made}


def held(column: str) -> set[str]:
    """Give the facts that a format holds, as its description for parity says."""
    description = tomllib.loads((ROOT / "xslt" / "formats" / column / "parity.toml").read_text("utf-8"))
    return set(description["carries"])


@pytest.mark.parametrize("path", ARTICLES, ids=[path.stem for path in ARTICLES])
@pytest.mark.parametrize("column", SYNTAX)
def test_a_format_that_is_read_gives_back_the_facts_that_it_holds(path: Path, column: str) -> None:
    made = outputs(path)
    written = facts.read(made["facts"])
    if column not in made or not (written.titles or written.authors):
        pytest.skip("the article has no title and no author, or the format is impossible for it")
    (record,) = records(made[column], f"{path.stem}.{column}", SYNTAX[column])
    assert record.facts is not None, record.findings
    wanted, found = compared(path, column, written), compared(path, column, record.facts)
    assert found == wanted


def compared(path: Path, column: str, values: Facts) -> dict[str, list[str]]:
    names = sorted(held(column) & PROJECTIONS.keys())
    return {
        name: PROJECTIONS[name](values)
        for name in names
        if (column, name) not in OTHERWISE and (column, path.stem, name) not in SIGNS
    }


def test_what_is_not_compared_is_held_by_the_format() -> None:
    assert {(column, name) for column, name in OTHERWISE if name not in held(column)} == set()
