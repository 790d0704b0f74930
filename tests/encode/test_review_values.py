"""Review: facts that the page has lost or the encoder missed are added, and what is typed is held to its form."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from encode.rafts import ASK, ME, NS, PAGE, draft_of, errors
from encode.terminal import Terminal
from titelei import settings
from titelei.encode import evidence
from titelei.encode.review import Question, Refused
from titelei.pipeline import review as reviewing
from titelei.xml.read import parse


@pytest.fixture(scope="module")
def project_settings() -> settings.Settings:
    return settings.Settings()


@pytest.mark.parametrize(
    ("field", "value", "path", "found"),
    [
        ("doi", "https://doi.org/10.5555/rafts.2019.3", "//t:analytic/t:idno[@type='DOI']", "10.5555/rafts.2019.3"),
        ("issn", "2049-3630", "//t:monogr/t:idno[@type='ISSN']", "2049-3630"),
        ("received", "2019-01-31", "//t:analytic/t:date[@type='received']/@when", "2019-01-31"),
        ("orcid", "0000-0002-1825-0097", "//t:person/t:idno[@type='ORCID']", "0000-0002-1825-0097"),
        ("email 1", "kozlov@example.org", "//t:person/t:affiliation/t:email", "kozlov@example.org"),
        ("author", "Vera S. Lind", "//t:analytic/t:author[2]/t:persName", "Vera S. Lind"),
        ("author 1", "Lind, Vera", "//t:analytic/t:author[1]/t:persName", "Lind, Vera"),
        ("affiliation", "Fen Academy", "//t:person/t:affiliation/t:orgName[.='Fen Academy']", "Fen Academy"),
        ("name", "Павел Козлов", "//t:person/t:persName[@xml:lang='ru']", "Павел Козлов"),
        ("degree", "PhD", "//t:person/t:education[last()]", "PhD"),
        ("title ru", "Плоты", "//t:analytic/t:title[@type='translated']", "Плоты"),
        ("subtitle", "A Survey", "//t:analytic/t:title[@type='sub']", "A Survey"),
        ("journal ru", "Озёрный журнал", "//t:monogr/t:title[@xml:lang='ru']", "Озёрный журнал"),
        ("licence", "CC BY 4.0", "//t:analytic//t:licence", "CC BY 4.0"),
        ("copyright", "© 2019 P. Kozlov", "//t:analytic/t:availability/t:p", "© 2019 P. Kozlov"),
        ("publisher", "Lake Press", "//t:imprint/t:publisher", "Lake Press"),
        ("article-number", "e17", "//t:imprint/t:biblScope[@unit='article']/@n", "e17"),
        ("url", "https://example.org/rafts", "//t:analytic/t:ref[@type='page']/@target", "https://example.org/rafts"),
        ("funding", "Lake Fund, 17", "//t:biblStruct/t:note[@type='funding']", "Lake Fund, 17"),
        ("keyword", "timber", "//t:keywords[@xml:lang='en']/t:term[last()]", "timber"),
    ],
)
def test_a_fact_that_was_lost_can_be_added(
    field: str, value: str, path: str, found: str, project_settings: settings.Settings
) -> None:
    draft = draft_of(PAGE)
    missing = {"doi": "DOI", "issn": "ISSN", "orcid": "ORCID", "email 1": "email", "licence": "licence"}.get(field, "")
    after = reviewing.added(draft, field, value, ME, project_settings)
    root = after.document.root
    assert root.xpath(f"string({path})", namespaces=NS) == found
    if field != "keyword":  # a term has nobody who answers for it
        assert root.xpath(f"{path.partition('/@')[0]}/@resp", namespaces=NS) == ["#resp.vera-kozlova"]
    assert root.xpath("//t:note[@type='missing'][@subtype=$of]", namespaces=NS, of=missing) == []
    entry = after.evidence.values[-1]
    assert (entry.rule, evidence.current(entry, root)) == ("added in review", found)
    assert errors(after, project_settings) == []


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("doi", "see the PDF", "bad_form"),
        ("issn", "2049-3631", "bad_form"),
        ("orcid", "0000-0002-1825-0098", "bad_form"),
        ("orcid 2", "0000-0002-1825-0097", "no_author"),
        ("received", "2019-02-31", "bad_form"),
        ("volume", "25", "there_is"),
        ("colour", "blue", "no_field"),
        ("author", "1234", "bad_form"),
        ("keyword", "rafts", "there_is"),
        ("volume 2", "25", "no_field"),
    ],
)
def test_what_is_added_must_be_such_a_fact(
    field: str, value: str, key: str, project_settings: settings.Settings
) -> None:
    with pytest.raises(Refused) as refused:
        reviewing.added(draft_of(PAGE), field, value, ME, project_settings)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", "qwerty 123"),
        ("author", "?"),
        ("year", "20199"),
        ("licence", "http://example.org/free"),
        ("title", "–"),
    ],
)
def test_a_correction_must_have_the_form_of_its_field(
    field: str, value: str, project_settings: settings.Settings
) -> None:
    entry = next(v for v in draft_of(PAGE).evidence.values if v.field in (field, "author"))
    asked = Question(id="value x", kind="value", what=field, shown=entry.value, paths=("/Q{}none[1]",))
    with pytest.raises(Refused) as refused:
        reviewing.answered(draft_of(PAGE), asked, "correct", value, ME, project_settings)
    assert refused.value.key == "bad_form"


JOURNALS = Question(id="doubt journal", kind="doubt", what="journal", shown="Fen Annals")
TITLE = "//t:monogr/t:title[@level='j']"


def test_another_title_that_is_accepted_is_the_editors_and_can_be_asked_of(project_settings: settings.Settings) -> None:
    after = reviewing.answered(draft_of(PAGE), JOURNALS, "accept", "", ME, project_settings)
    (title,) = after.document.root.xpath(TITLE, namespaces=NS)
    assert (title.text, title.get("resp")) == ("Fen Annals", "#resp.vera-kozlova")
    assert [(q.what, q.shown) for q in reviewing.stated(after) if q.what == "journal"] == [("journal", "Fen Annals")]
    assert [e.field for e in after.evidence.values if not e.path] == []


def test_a_title_that_has_parts_is_not_given_other_words(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    parts = b'<title level="j" xml:lang="en">Lake <foreign xml:lang="ru">\xd0\x9e\xd0\xb7</foreign> Journal</title>'
    data = re.sub(rb'<title level="j"[^>]*>[^<]*</title>', parts, draft.document.data)
    with pytest.raises(Refused) as refused:
        reviewing.answered(
            replace(draft, document=parse(data, name="kozlov-2019.xml")), JOURNALS, "accept", "", ME, project_settings
        )
    assert refused.value.key == "has_parts"


@pytest.mark.long
def test_a_lost_fact_is_added_in_the_terminal_and_the_question_comes_again(tmp_path: Path) -> None:
    (tmp_path / "titelei.toml").write_text("")
    (tmp_path / "rafts.txt").write_text(PAGE)
    terminal = Terminal(tmp_path, "encode", "rafts.txt", "--review", "--as", "Vera Kozlova")
    terminal.answer(ASK, ["+"])
    terminal.answer("(orcid 2): ", ["doi"])
    terminal.answer("Its value: ", ["10.5555/rafts.2019.3"])
    assert "Added." in terminal.wait_for(ASK)
    terminal.type("q")
    assert terminal.close() == 0
    written = (tmp_path / "tei/articles/kozlov-2019.xml").read_text("utf-8")
    assert '<idno type="DOI" resp="#resp.vera-kozlova">10.5555/rafts.2019.3</idno>' in written
