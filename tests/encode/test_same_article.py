"""Two pages of one article make one draft in an edition, and a page of one that stands there is said to be it."""

import json
from pathlib import Path

import pytest
import typer
from lxml import etree
from typer.testing import CliRunner

from titelei.cli import encode as encode_command
from titelei.encode import evidence
from titelei.model import Severity
from titelei.names import TEI, XML_LANG
from titelei.pipeline.validate import validate_document
from titelei.settings import load
from titelei.xml.read import read

RUN = CliRunner()
NS = {"t": TEI}
PAGE = """<html lang="{lang}"><head><meta name="citation_title" content="{title}"><meta name="citation_author"
  content="{author}"><meta name="citation_doi" content="{doi}"><meta name="citation_issn" content="2049-3630">
  <meta name="citation_volume" content="7"><meta name="citation_issue" content="{issue}"><meta name="citation_date"
  content="2019/03/04"><meta name="citation_firstpage" content="30"><meta name="citation_lastpage" content="41">
  <meta name="citation_journal_title" content="Fen Annals"></head><body><h1>{title}</h1><p>{author}</p></body></html>"""
RUSSIAN = {"lang": "ru", "title": "Соляные дороги Самплинки", "author": "Мария Петровна Соколова", "doi": "10.5555/f.7"}
ENGLISH = {"lang": "en", "title": "Salt Roads of Samplinka", "author": "Maria P. Sokolova", "doi": "10.5555/f.7"}


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command("encode")(encode_command.encode)
    return made


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "titelei.toml").write_text('[edition]\ntitle = "Fens"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _encoded(app: typer.Typer, folder: Path, **pages: dict[str, str]) -> list[tuple[str | None, list[str]]]:
    for name, facts in pages.items():
        (folder / f"{name}.html").write_text(PAGE.format(**{"issue": "2"} | facts), "utf-8")
    result = RUN.invoke(app, [*(f"{name}.html" for name in pages), "--json"])
    return [(o["article"], [f["rule"] for f in o["findings"]]) for o in json.loads(result.stdout)]


def test_two_languages_of_one_article_make_one_draft(app: typer.Typer, pages: Path) -> None:
    made = _encoded(app, pages, ru=RUSSIAN, en=ENGLISH)
    assert [article for article, _ in made] == ["sokolova-2019", "sokolova-2019"]
    assert [file.name for file in (pages / "tei" / "articles").iterdir()] == ["sokolova-2019.xml"]
    kept = sorted((pages / "tei" / "sources").iterdir())
    assert [file.read_bytes() for file in kept] == [(pages / f"{n}.html").read_bytes() for n in ("en", "ru")]


def test_the_draft_of_two_pages_has_the_facts_and_the_text_of_both(app: typer.Typer, pages: Path) -> None:
    _encoded(app, pages, ru=RUSSIAN, en=ENGLISH)
    root = etree.parse(pages / "tei" / "articles" / "sokolova-2019.xml").getroot()
    titles = root.xpath("//t:analytic/t:title", namespaces=NS)
    assert {(t.get("type"), t.get(XML_LANG), t.text) for t in titles} == {
        ("main", "ru", RUSSIAN["title"]),
        ("translated", "en", ENGLISH["title"]),
    }
    names = root.xpath("//t:person[@role='author']/t:persName", namespaces=NS)
    assert {"".join(n.itertext()) for n in names} == {RUSSIAN["author"], ENGLISH["author"]}
    assert len(root.xpath("//t:analytic/t:author", namespaces=NS)) == 1
    assert len(root.xpath("//t:sourceDesc/t:bibl[@type='page']/t:idno[@type='sha256']", namespaces=NS)) == 2
    second = " ".join(root.xpath("//t:front/t:div[@source='#src.page-2']//text()", namespaces=NS))
    assert ENGLISH["title"] in second
    assert ENGLISH["author"] in second
    found = validate_document(read(pages / "tei" / "articles" / "sokolova-2019.xml"), load(pages), phase="draft")
    assert [f.message for f in found.findings if f.severity is Severity.ERROR] == []


def test_every_value_of_two_pages_keeps_the_evidence_of_its_page(app: typer.Typer, pages: Path) -> None:
    _encoded(app, pages, ru=RUSSIAN, en=ENGLISH)
    proof = evidence.load((pages / "tei" / "evidence" / "sokolova-2019.json").read_bytes())
    root = etree.parse(pages / "tei" / "articles" / "sokolova-2019.xml").getroot()
    of_pages = {proof.page: proof.values, **{copy.page: copy.values for copy in proof.copies}}
    assert list(of_pages) == ["sokolova-2019.html", "sokolova-2019-2.html"]
    for values in of_pages.values():
        assert [e.field for e in values if evidence.current(e, root) != e.value] == []
        assert {"title", "author", "doi", "volume"} <= {e.field for e in values}


def test_where_two_pages_disagree_one_value_stands_and_the_other_is_asked(app: typer.Typer, pages: Path) -> None:
    _encoded(app, pages, ru=RUSSIAN, en=ENGLISH | {"issue": "3"})
    root = etree.parse(pages / "tei" / "articles" / "sokolova-2019.xml").getroot()
    issues = root.xpath("//t:monogr//t:biblScope[@unit='issue']/@n", namespaces=NS)
    proof = evidence.load((pages / "tei" / "evidence" / "sokolova-2019.json").read_bytes())
    doubts = [(d.field, d.value) for d in proof.copies[0].open if "disagree" in d.message]
    assert (issues, doubts) == (["2"], [("issue", "3")])


def test_pages_of_one_article_that_are_encoded_again_change_nothing(app: typer.Typer, pages: Path) -> None:
    _encoded(app, pages, ru=RUSSIAN, en=ENGLISH)
    file = pages / "tei" / "articles" / "sokolova-2019.xml"
    before = file.read_bytes()
    assert [article for article, _ in _encoded(app, pages, ru=RUSSIAN, en=ENGLISH)] == ["sokolova-2019"] * 2
    assert _encoded(app, pages, en=ENGLISH)[0][1] == ["encode-same-article"]
    assert file.read_bytes() == before


def test_a_page_that_is_given_twice_takes_nothing_from_the_draft_of_both(app: typer.Typer, pages: Path) -> None:
    made = _encoded(app, pages, ru=RUSSIAN, en=ENGLISH, again=ENGLISH, ru_again=RUSSIAN)
    assert {article for article, _ in made} == {"sokolova-2019"}
    root = etree.parse(pages / "tei" / "articles" / "sokolova-2019.xml").getroot()
    assert len(root.xpath("//t:sourceDesc/t:bibl[@type='page']", namespaces=NS)) == 2


def test_a_copy_of_a_page_is_joined_to_the_draft_of_two_that_stands(app: typer.Typer, pages: Path) -> None:
    _encoded(app, pages, ru=RUSSIAN, en=ENGLISH)
    for name in ("ru", "copy"):
        (pages / f"{name}.html").write_text(PAGE.format(**{"issue": "2"} | RUSSIAN), "utf-8")
    for named in (["ru", "copy", "en"], ["ru", "en", "copy"]):
        made = json.loads(RUN.invoke(app, [*(f"{name}.html" for name in named), "--json"]).stdout)
        assert {o["page"]: o["action"] for o in made} == {
            "ru.html": "unchanged",
            "en.html": "joined",
            "copy.html": "joined",
        }


def test_without_a_doi_authors_numbers_and_journal_tell_one_article(app: typer.Typer, pages: Path) -> None:
    made = _encoded(app, pages, ru=RUSSIAN | {"doi": ""}, en=ENGLISH)
    assert [article for article, _ in made] == ["sokolova-2019", "sokolova-2019"]


def test_a_page_whose_article_stands_in_the_edition_is_said_to_be_it(app: typer.Typer, pages: Path) -> None:
    _encoded(app, pages, ru=RUSSIAN)
    assert _encoded(app, pages, en=ENGLISH) == [(None, ["encode-same-article"])]


def test_two_titles_in_one_language_are_two_articles(app: typer.Typer, pages: Path) -> None:
    made = _encoded(app, pages, one=ENGLISH, two=ENGLISH | {"title": "Iron Roads of Samplinka"})
    assert [article for article, _ in made] == ["sokolova-2019", "sokolova-2019-b"]


def test_a_page_and_a_record_of_one_article_make_one_draft(app: typer.Typer, pages: Path) -> None:
    (pages / "a.html").write_text(PAGE.format(**{"issue": "2"} | ENGLISH), "utf-8")
    (pages / "a.ris").write_text(
        f"TY  - JOUR\nTI  - {ENGLISH['title']}\nAU  - Sokolova, Maria P.\nDO  - 10.5555/f.7\nKW  - salt\n"
        "PB  - Fen Press\nER  - \n",
        "utf-8",
    )
    result = RUN.invoke(app, ["a.html", "a.ris", "--answers", "-", "--as", "V. K.", "--json"], input="[]")
    made = json.loads(result.stdout)
    assert [o["article"] for o in made] == ["sokolova-2019"] * 2
    root = etree.parse(pages / "tei" / "articles" / "sokolova-2019.xml").getroot()
    assert root.xpath("string(//t:imprint/t:publisher)", namespaces=NS) == "Fen Press"
    assert root.xpath("//t:keywords/t:term/text()", namespaces=NS) == ["salt"]
    assert len(root.xpath("//t:analytic/t:author", namespaces=NS)) == 1


def test_no_answers_list_what_is_open_and_nobody_has_to_be_named(app: typer.Typer, pages: Path) -> None:
    (pages / "a.html").write_text(PAGE.format(**{"issue": "2"} | ENGLISH), "utf-8")
    result = RUN.invoke(app, ["a.html", "--answers", "-", "--json"], input="[]")
    assert [o["article"] for o in json.loads(result.stdout)] == ["sokolova-2019"]


def test_answers_of_nobody_are_refused_before_anything_is_written(app: typer.Typer, pages: Path) -> None:
    (pages / "a.html").write_text(PAGE.format(**{"issue": "2"} | ENGLISH), "utf-8")
    told = '[{"action": "change", "field": "volume", "value": "8"}]'
    result = RUN.invoke(app, ["a.html", "--answers", "-", "--json"], input=told)
    assert result.exit_code != 0
    assert not (pages / "tei").exists()


def test_pages_as_text_are_held_to_both_transcriptions(app: typer.Typer, pages: Path) -> None:
    text = (
        "{journal}. 2019. Vol. 7, no. 2. P. 30-41\nhttps://doi.org/10.5555/f.7\n\n{title}\n\n{author}\n\n{abstract}\n"
    )
    english = {"journal": "Fen Annals", "title": "Salt Roads of Samplinka", "author": "Maria P. Sokolova"}
    russian = {"journal": "Вестник болот", "title": "Соляные дороги Самплинки", "author": "Мария Петровна Соколова"}
    (pages / "en.txt").write_text(
        text.format(**english, abstract="Abstract. The roads changed after the fire."), "utf-8"
    )
    (pages / "ru.txt").write_text(text.format(**russian, abstract="Аннотация. Дороги изменились."), "utf-8")
    result = RUN.invoke(app, ["en.txt", "ru.txt", "--json"])
    assert {o["article"] for o in json.loads(result.stdout)} == {"sokolova-2019"}
    file = pages / "tei" / "articles" / "sokolova-2019.xml"

    def told() -> list[str]:
        found = validate_document(read(file), load(pages), phase="draft").findings
        return [f.message for f in found if f.rule == "source-page-text"]

    assert told() == []
    file.write_text(file.read_text("utf-8").replace("Дороги изменились", "Дороги менялись"), "utf-8")
    assert len(told()) == 1


def test_outside_of_an_edition_each_page_has_a_draft_called_after_it(app: typer.Typer, pages: Path) -> None:
    for name, facts in {"ru.html": RUSSIAN, "en.html": ENGLISH, "en.htm": ENGLISH}.items():
        (pages / name).write_text(PAGE.format(**{"issue": "2"} | facts), "utf-8")
    RUN.invoke(app, ["ru.html", "en.html", "en.htm", "-o", "out"])
    assert sorted(file.name for file in (pages / "out").glob("*.xml")) == ["en.htm.xml", "en.xml", "ru.xml"]
