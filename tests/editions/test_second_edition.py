"""The second edition is publishable, uses the whole grammar, keeps its pages, and goes through all formats."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from lxml import html

from grammar.coverage import elements, unused_attributes, unused_elements
from titelei import formats
from titelei.model import Finding, Severity
from titelei.pipeline.receivers import validate_all
from titelei.pipeline.render import accept_and_make, render_settings
from titelei.render.render import render
from titelei.settings import Settings, load
from titelei.validate import edition
from titelei.xml.read import Document, read

EDITION: Final = Path(__file__).parent / "waterways"
ARTICLES: Final = tuple(sorted((EDITION / "tei" / "articles").glob("*.xml")))

every_article = pytest.mark.parametrize("path", ARTICLES, ids=[path.stem for path in ARTICLES])


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load(EDITION)


def _open(found: Iterable[tuple[Finding, ...]]) -> list[tuple[str, str, str]]:
    """Give what is not excused: awkward characters are there on purpose, and the files say so."""
    return [(f.file, f.rule, f.message) for findings in found for f in findings if not f.excused]


def test_there_are_a_dozen_articles_or_more() -> None:
    assert len(ARTICLES) >= 12


def test_its_articles_use_every_element_and_attribute() -> None:
    used = elements(ARTICLES)
    assert unused_elements(used) == set()
    assert unused_attributes(used) == set()


def test_every_article_is_publishable_without_a_finding(second_edition: Path) -> None:
    articles = validate_all(sorted((second_edition / "tei" / "articles").glob("*.xml")), load(second_edition))
    assert _open(article.findings for article in articles) == []


@pytest.mark.long
def test_pyschematron_finds_nothing_either(second_edition: Path) -> None:
    paths = sorted((second_edition / "tei" / "articles").glob("*.xml"))
    articles = validate_all(paths, load(second_edition), engine="both")
    assert _open(article.findings for article in articles) == []


@pytest.mark.reference
def test_every_article_is_valid_by_tei_all(jing: Path, tei_all: Path) -> None:
    done = subprocess.run([jing, tei_all, *ARTICLES], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def _page_lines(page: Path) -> list[str]:
    """Read the lines of a page without any of our stylesheets: of HTML one each paragraph."""
    data = page.read_bytes()
    if page.suffix == ".html":
        lines = [str(p.text_content()) for p in html.document_fromstring(data.decode("utf-8")).iter("p")]
    else:
        lines = data.decode("utf-8").split("\n")
    return [line for line in lines if line]


@every_article
def test_the_page_holds_the_diplomatic_text(path: Path, settings: Settings) -> None:
    document = read(path)
    outputs, _ = render(document, formats=("diplomatic",))
    page = settings.sources / edition.source_files(document)[0]
    assert _page_lines(page) == outputs[0].data.decode("utf-8").split("\n")[:-1]
    assert edition.source_page(document, lambda name: (settings.sources / name).read_bytes()) == ()


@every_article
def test_an_article_goes_through_all_formats_or_is_told_why_not(path: Path, settings: Settings) -> None:
    """A format is made, or said to be impossible; what it is made into passes the check of its format."""
    article = accept_and_make(path, settings)
    found = [finding for finding in article.findings if not finding.excused]
    assert [(f.rule, f.message) for f in found if f.severity is not Severity.INFO] == []
    made = {output.format for output in article.outputs}
    impossible = {name for finding in found if finding.rule.startswith("render-") for name in finding.breaks}
    assert made | impossible == {kind.name for kind in formats.registry()}
    assert made & impossible == set()
    assert {"html", "tei", "facts", "diplomatic", "oai_dc", "json-ld"} <= made


def test_every_format_is_possible_for_the_article_that_has_every_fact(settings: Settings) -> None:
    document: Document = read(EDITION / "tei" / "articles" / "orlova-2020.xml")
    outputs, findings = render(document, settings=render_settings(settings))
    assert findings == ()
    assert {output.format for output in outputs} == {kind.name for kind in formats.registry()}
