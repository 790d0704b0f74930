"""One fault gives one finding, at its cause, with a repair that does no harm."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from titelei import settings
from titelei.errors import DocumentError
from titelei.model import Finding
from titelei.pipeline.receivers import validate_all
from titelei.pipeline.validate import validate_document
from titelei.validate import edition
from titelei.xml.read import parse

Found = Callable[..., list[Finding]]
SPAN = '<date from="1920" to="1921">'
CHANGE = '<change when="2026-11-22"'
GEORGIA = '<placeName ref="#pla.georgia">Georgia</placeName>'


@pytest.fixture
def found(root: Path) -> Found:
    """What is found in the first edition with one text put in place of another, beside its page."""
    article = root / "tei" / "articles" / "ambartsumyan-2021.xml"
    text = article.read_text("utf-8")

    def look(old: str, new: str, times: int = 1) -> list[Finding]:
        assert old in text
        try:
            document = parse(text.replace(old, new, times).encode(), name=article.name, path=article)
        except DocumentError as error:
            return list(error.findings)
        return list(validate_document(document, settings.load(root), phase="publish").findings)

    return look


@pytest.mark.parametrize(
    ("old", "new", "rule", "repair"),
    [
        ("<language ident=\"ru\">", '<language ident="rus">', "language-code", 'Write ident="ru"'),
        ('ref="#per.kirov"', 'ref="##per.kirov"', "pointer-resolves", "Write one #: #per.kirov."),
        ("legally", "<i>legally</i>", "grammar-element-unknown", 'Write <hi rend="italic"> for <i>.'),
        ("legally", "<strong>legally</strong>", "grammar-element-unknown", 'Write <hi rend="bold"> for <strong>.'),
        ("legally", "<br/>legally", "grammar-element-unknown", "Write <lb/> for <br>."),
        ("<postCode>", "< postCode>", "xml-tags", "Delete it: write <postCode>."),
        ("</postCode>", "</ postCode>", "xml-tags", "Delete it: write </postCode>."),
        (SPAN, '<date when="1920/1921">', "date-form", 'write from="1920" to="1921"'),
        ('<date when="2021">', '<date when="2021-02-30">', "date-exists", "Correct the value"),
        (CHANGE, CHANGE.replace("2026-11-22", "2026-02-30"), "date-exists", "Correct the value"),
        (CHANGE, CHANGE.replace("2026-11-22", "2093-02-03"), "change-not-future", "Write the day"),
        (GEORGIA, f'<placeName ref="#pla.georgia">{GEORGIA}</placeName>', "name-nested", "Keep the tags around"),
        ("<p>The author draws", "<p/><p>The author draws", "empty-element", "Fill it from the page, or delete it."),
    ],
)  # fmt: skip
def test_one_fault_is_one_finding_at_its_cause(found: Found, old: str, new: str, rule: str, repair: str) -> None:
    (finding,) = found(old, new)
    assert finding.rule == rule
    assert repair in finding.repair


def test_no_finding_advises_deleting_a_line_that_the_page_has(found: Found) -> None:
    broken = found("<p>The author draws", "<p><lb/>The author draws")
    assert [f.rule for f in broken] == ["source-page-text"]
    assert (
        broken[0].message == "After “Results.” the transcription begins a line, where the page goes on in the same one."
    )
    joined = found('<div type="licence"', '<!-- --><div type="licence"')
    assert joined == []


def test_an_article_without_any_author_is_told_once(root: Path) -> None:
    text = (root / "tei" / "articles" / "ambartsumyan-2021.xml").read_text("utf-8")
    without = re.sub(r"<author>.*?</author>", "", text, count=2, flags=re.S)
    document = parse(without.encode(), name="ambartsumyan-2021.xml")
    rules = [f.rule for f in validate_document(document, settings.load(root), phase="publish").findings]
    assert rules.count("author-present") == 1
    assert "persons-agree" not in rules


def test_a_published_document_with_a_warning_counts_one(found: Found) -> None:
    findings = found(
        "</standOff>", '<listPlace><place xml:id="pla.x"><placeName>X</placeName></place></listPlace></standOff>'
    )
    warned = {f.rule: f.count for f in findings}
    assert warned["published-without-warnings"] == 0
    assert sum(warned.values()) == len(warned) - 1


def test_a_change_may_be_of_today() -> None:
    document = parse(
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><revisionDesc><change when="2026-01-02"/></revisionDesc>'
        b"</teiHeader></TEI>",
        name="a.xml",
    )
    assert edition.future_changes(document, date(2026, 1, 2)) == ()
    assert len(edition.future_changes(document, date(2026, 1, 1))) == 1


ARTICLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><biblStruct><analytic><title>{id}</title>
<idno type="DOI">{doi}</idno></analytic><monogr><title level="j">{journal}</title><idno type="ISSN">{issn}</idno>
<imprint><date/></imprint></monogr></biblStruct></sourceDesc></fileDesc></teiHeader><standOff><listPerson>
<person xml:id="{person}"><persName type="main"><forename>{forename}</forename> <surname>Lind</surname></persName>
<idno type="ORCID">{orcid}</idno></person></listPerson></standOff></TEI>"""
FIRST = {
    "id": "a-1", "doi": "10.5555/a", "journal": "Ice", "issn": "1234-5679", "person": "per.lind", "forename": "Per",
    "orcid": "0000-0002-1825-0097",
}  # fmt: skip
OTHER = {**FIRST, "id": "b-1", "doi": "10.5555/b"}
OF_EDITION = {"doi-unique", "issn-one-journal", "orcid-unique", "person-unique", "entity-agrees"}


@pytest.mark.parametrize(
    ("second", "rules"),
    [
        (OTHER, []),
        ({**OTHER, "doi": "10.5555/A"}, ["doi-unique"]),
        ({**OTHER, "journal": "Snow"}, ["issn-one-journal"]),
        ({**OTHER, "journal": "ICE"}, []),
        ({**OTHER, "person": "per.lind-b", "forename": "Ann"}, ["orcid-unique"]),
        ({**OTHER, "person": "per.lind-b"}, ["person-unique"]),
        ({**OTHER, "person": "per.lind-b", "orcid": ""}, ["person-unique"]),
        ({**OTHER, "person": "per.lind-b", "orcid": "0000-0001-5109-3700"}, []),
        ({**OTHER, "person": "per.lind-b", "orcid": "", "forename": "P."}, []),
    ],
)
def test_what_one_alone_can_have_is_told_where_a_second_file_has_it(
    tmp_path: Path, second: dict[str, str], rules: list[str]
) -> None:
    paths = []
    for values in (FIRST, second):
        paths.append(tmp_path / f"{values['id']}.xml")
        paths[-1].write_text(ARTICLE.format(**values), "utf-8")
    first, last = validate_all(paths, settings.Settings(root=tmp_path), phase="draft")
    assert [f.rule for f in first.findings if f.rule in OF_EDITION] == []
    told = [f for f in last.findings if f.rule in OF_EDITION]
    assert [f.rule for f in told] == rules
    assert all("a-1.xml line" in f.message and f.line and f.path for f in told)
