"""A part of the page has one heading: its own, what its kind is called, or both where they say different things."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from laws.article import SETTINGS, article
from titelei.render.render import render

STATEMENT = (
    '<div type="statement" xml:lang="en"><head>{}</head><p>The author keeps a mill.</p></div><div type="keywords"'
)
ABSTRACT = '<div type="abstract" xml:lang="en">'


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Give labels of a project's own in German, whose word for the abstract is the English one."""
    file = tmp_path_factory.mktemp("labels") / "de.xml"
    english = (root / "xslt" / "labels" / "en.xml").read_text("utf-8")
    words = english.replace('xml:lang="en"', 'xml:lang="de"').replace(">Conflict of interest<", ">Interessenkonflikt<")
    file.write_text(words, "utf-8")
    return file


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("Conflict of interest", "Interessenkonflikt Conflict of interest"),
        ("A declaration", "A declaration"),
    ],
)
def test_no_heading_stands_twice_on_a_page_in_another_language(german: Path, head: str, heading: str) -> None:
    document = article((ABSTRACT, f"{ABSTRACT}<head>Abstract</head>"), ('<div type="keywords"', STATEMENT.format(head)))
    settings = replace(SETTINGS, languages=("de",), labels=(german,))
    (page,), _ = render(document, settings=settings, formats=("html",))
    headings = [" ".join("".join(h.itertext()).split()) for h in html.fromstring(page.data).xpath("//main//section/h2")]
    assert headings.count("Abstract") == 1
    assert heading in headings
    assert "Statement" not in " ".join(headings)
