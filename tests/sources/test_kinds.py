"""One invented article in every form that journals, libraries and indexes keep: the same facts come from each."""

from pathlib import Path
from typing import Final

import pytest

from titelei.facts import Facts
from titelei.sources.kinds import all_kinds
from titelei.sources.read import records
from titelei.sources.record import Record
from titelei.sources.seen import look

HERE: Final = Path(__file__).parent / "kinds"
FILES: Final = tuple(sorted(HERE.iterdir()))
KINDS: Final = {
    "article.bib": "bibtex",
    "article.crossref.json": "crossref-json",
    "article.crossref.xml": "crossref-xml",
    "article.csl.json": "csl-json",
    "article.datacite.json": "datacite-json",
    "article.datacite.xml": "datacite-xml",
    "article.doaj.json": "doaj",
    "article.grobid.xml": "tei",
    "article.jats.xml": "jats",
    "article.marc.xml": "marcxml",
    "article.mods.xml": "mods",
    "article.oai_dc.xml": "dublin-core",
    "article.ojs.xml": "ojs",
    "article.pubmed.xml": "pubmed",
    "article.ris": "ris",
}


def read(path: Path) -> list[Record]:
    data = path.read_bytes()
    seen = look(data)
    assert seen.form == "records"
    return list(records(data, path.name, seen.kind))


def facts_of(path: Path) -> Facts:
    facts = read(path)[0].facts
    assert facts is not None
    return facts


def test_every_kind_has_its_record_here() -> None:
    assert set(KINDS.values()) == {kind.name for kind in all_kinds()}
    assert set(KINDS) == {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_kind_is_known_by_its_content(path: Path) -> None:
    assert read(path)[0].kind == KINDS[path.name]


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_kind_gives_the_same_article(path: Path) -> None:
    facts = facts_of(path)
    assert [t.text for t in facts.titles if t.role == "main"] == ["Ice roads on the Heron river"]
    assert [a.names[0].text for a in facts.authors] == ["Nina S. Orlova", "Per af Lind"]
    assert [a.names[0].surnames for a in facts.authors] == [("Orlova",), ("af Lind",)]
    assert facts.volume is not None
    assert facts.issue is not None
    assert facts.first_page is not None
    assert facts.last_page is not None
    assert (facts.volume.text, facts.issue.text) == ("14", "2")
    assert (facts.first_page.text, facts.last_page.text) == ("119", "132")
    assert facts.date("issued")[:4] == "2019"
    assert facts.identifier("DOI") == "10.5555/waterways.2019.4.7"


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_fact_says_where_it_stands(path: Path) -> None:
    record = read(path)[0]
    assert record.facts is not None
    title = record.facts.titles[0]
    assert title.from_
    if not path.name.endswith(".json"):
        line = path.read_text("utf-8").splitlines()[record.lines[title.from_] - 1]
        assert "Ice roads" in line


@pytest.mark.parametrize("path", [p for p in FILES if "ojs" not in p.name], ids=lambda p: p.name)
def test_all_but_an_export_of_ojs_name_the_journal(path: Path) -> None:
    journal = facts_of(path).journal
    assert journal is not None
    assert [t.text for t in journal.titles][:1] == ["Annals of Waterways"]


def test_jats_gives_mark_up_places_of_work_roles_and_sections() -> None:
    facts = facts_of(HERE / "article.jats.xml")
    title = facts.titles[0]
    assert title.markup == "Ice roads on the <i>Heron</i> river"
    assert [(t.role, t.lang) for t in facts.titles] == [("main", "en"), ("translated", "de")]
    first, second = facts.authors
    assert first.corresponding
    assert not second.corresponding
    assert [p.text for p in second.posts] == ["Ice master"]
    (place,) = second.affiliations
    assert [d.text for d in place.departments] == ["Department of Ice"]
    assert [i.text for i in place.institutions] == ["Fen University"]
    assert [(c.names[0].text, c.roles[0].key) for c in facts.contributors] == [("Ann Reed", "translator")]
    assert {d.type: d.text for d in facts.dates} == {"issued": "2019", "online": "2020-02-03", "received": "2018-11-08"}
    assert [lic.uri for lic in facts.licences] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert [s.heading.text for s in facts.abstracts[0].sections if s.heading] == ["Background", "Results"]
    assert facts.abstracts[0].sections[0].paragraphs[0].markup == "Ice holds CO<sub>2</sub>."


def test_what_no_fact_holds_is_told_with_its_line() -> None:
    (finding,) = read(HERE / "article.jats.xml")[0].findings
    assert "“A sledge”" in finding.message
    assert finding.rule == "source-untold"
    assert "<product>" in (HERE / "article.jats.xml").read_text("utf-8").splitlines()[finding.line - 1]


def test_an_export_of_ojs_gives_a_record_for_each_article_with_issue_and_section() -> None:
    both = [r.facts for r in read(HERE / "article.ojs.xml")]
    assert [f.titles[0].text for f in both if f] == ["Ice roads on the Heron river", "Reed cutters of the Long Dyke"]
    assert [f.volume.text for f in both if f and f.volume] == ["14", "14"]
    assert [c.text for f in both if f for c in f.classifications] == ["Articles", "Articles"]
