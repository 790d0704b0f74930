"""Two pages of one article make one draft in an edition, and a page of one that stands there is said to be it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from titelei.cli import encode as encode_command

RUN = CliRunner()
PAGE = """<html lang="{lang}"><head><meta name="citation_title" content="{title}"><meta name="citation_author"
  content="{author}"><meta name="citation_doi" content="{doi}"><meta name="citation_issn" content="2049-3630">
  <meta name="citation_volume" content="7"><meta name="citation_issue" content="2"><meta name="citation_date"
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
        (folder / f"{name}.html").write_text(PAGE.format(**facts), "utf-8")
    result = RUN.invoke(app, [*(f"{name}.html" for name in pages), "--json"])
    return [(o["article"], [f["rule"] for f in o["findings"]]) for o in json.loads(result.stdout)]


def test_two_languages_of_one_article_make_one_draft(app: typer.Typer, pages: Path) -> None:
    made = _encoded(app, pages, ru=RUSSIAN, en=ENGLISH)
    assert [article for article, _ in made] == ["sokolova-2019", None]
    assert made[1][1] == ["encode-same-article"]


def test_without_a_doi_authors_numbers_and_journal_tell_one_article(app: typer.Typer, pages: Path) -> None:
    made = _encoded(app, pages, ru=RUSSIAN | {"doi": ""}, en=ENGLISH)
    assert [article for article, _ in made] == ["sokolova-2019", None]


def test_a_page_whose_article_stands_in_the_edition_is_said_to_be_it(app: typer.Typer, pages: Path) -> None:
    _encoded(app, pages, ru=RUSSIAN)
    assert _encoded(app, pages, en=ENGLISH) == [(None, ["encode-same-article"])]


def test_two_titles_in_one_language_are_two_articles(app: typer.Typer, pages: Path) -> None:
    made = _encoded(app, pages, one=ENGLISH, two=ENGLISH | {"title": "Iron Roads of Samplinka"})
    assert [article for article, _ in made] == ["sokolova-2019", "sokolova-2019-b"]
