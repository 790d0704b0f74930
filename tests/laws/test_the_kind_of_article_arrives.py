"""Law: the kind of an article arrives wherever a format can say it, read back by readers that are not ours."""

import json
from functools import cache
from pathlib import Path
from typing import Final

import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_bibtex
from lxml import etree
from pybtex.database import parse_string

from laws.article import article, rendered

# Kind → JATS's article-type, the type of COAR, the kind of info:eu-repo, and what it is called in words.
KINDS: Final = {
    "research": ("research-article", "c_2df8fbb1", "article", "Research article"),
    "review": ("review-article", "c_dcae04bc", "review", "Review article"),
    "book-review": ("book-review", "c_ba08", "bookReview", "Book review"),
    "editorial": ("editorial", "c_b239", "contributionToPeriodical", "Editorial"),
    "letter": ("letter", "c_545b", "contributionToPeriodical", "Letter to the editor"),
    "commentary": ("article-commentary", "D97F-VB57", "article", "Commentary"),
    "reply": ("reply", "c_6501", "article", "Reply"),
    "news": ("news", "c_6501", "contributionToPeriodical", "News"),
    "obituary": ("obituary", "c_6501", "contributionToPeriodical", "Obituary"),
    "interview": ("interview", "c_26e4", "contributionToPeriodical", "Interview"),
    "translation": ("translation", "c_6501", "article", "Translation"),
    "correction": ("correction", "c_7acd", "other", "Correction"),
    "retraction": ("retraction", "c_6501", "other", "Retraction"),
    "concern": ("expression-of-concern", "c_6501", "other", "Expression of concern"),
    "addendum": ("addendum", "c_6501", "other", "Addendum"),
    "case-report": ("case-report", "c_2df8fbb1", "article", "Case report"),
    "brief-report": ("brief-report", "c_2df8fbb1", "article", "Brief report"),
    "data-paper": ("data-paper", "c_beb9", "article", "Data paper"),
    "protocol": ("protocol", "YZ1N-ZFT9", "article", "Protocol"),
    "lecture": ("oration", "c_8544", "lecture", "Lecture"),
    "report": ("meeting-report", "c_93fc", "report", "Report"),
    "introduction": ("introduction", "c_b239", "contributionToPeriodical", "Introduction"),
    "bibliography": ("other", "c_86bc", "other", "Bibliography"),
    "source": ("other", "c_6501", "other", "Source"),
    "other": ("other", "c_6501", "article", "Other"),
}
# What formats call by a name of their own; all others are articles of a journal to them.
CSL: Final = {"book-review": "review-book", "interview": "interview"}
SCHEMA: Final = {"book-review": "Review", "news": "NewsArticle", "report": "Report"}
# The older list of OpenAIRE lacks these types of COAR's, which are articles of a journal to it.
NOT_IN_OPENAIRE: Final = ("D97F-VB57", "c_26e4", "c_7acd", "YZ1N-ZFT9")
FORMATS: Final = (
    *("ris", "bibtex", "csl-json", "json-ld", "oai_dc", "oai_openaire"),
    *("jats", "datacite", "mods", "marcxml", "hal"),
)
# Each of these is called something else somewhere; what is told of the others takes the same ways.
_TOLD_APART: Final = (*CSL, *SCHEMA, "data-paper", "commentary", "retraction")
EACH: Final = pytest.mark.parametrize(
    "kind", [kind if kind in _TOLD_APART else pytest.param(kind, marks=pytest.mark.long) for kind in KINDS]
)


@cache
def _made(kind: str) -> dict[str, str]:
    return rendered(article(('type="journalArticle"', f'type="journalArticle" subtype="{kind}"')), *FORMATS)[0]


def _said(kind: str, form: str, path: str) -> list[str]:
    found = etree.fromstring(_made(kind)[form].encode()).xpath(path)
    return [str(each) for each in found] if isinstance(found, list) else [str(found)]


@EACH
def test_programs_that_manage_references_are_told(kind: str) -> None:
    *_, words = KINDS[kind]
    made = _made(kind)
    (reference,) = rispy.loads(made["ris"])
    # What stands in a journal is of type JOUR to RIS, news and reports, too: NEWS is a newspaper, RPRT a book.
    assert (reference["type_of_reference"], reference["type_of_work"]) == ("JOUR", words)
    (entry,) = parse_string(made["bibtex"], "bibtex").entries.values()
    (other,) = parse_bibtex(made["bibtex"]).entries
    assert (entry.type, entry.fields["type"], other["type"]) == ("article", words, words)
    (item,) = json.loads(made["csl-json"])
    assert (item["type"], item.get("genre")) == (CSL.get(kind, "article-journal"), words if kind in CSL else None)


@EACH
def test_harvesters_and_search_engines_are_told(kind: str) -> None:
    _, coar, eu_repo, words = KINDS[kind]
    resource_type = "http://purl.org/coar/resource_type/"
    types = _said(kind, "oai_dc", "//*[local-name()='type']/text()")
    assert types == [f"info:eu-repo/semantics/{eu_repo}", f"{resource_type}{coar}"]
    is_known = coar not in NOT_IN_OPENAIRE
    openaire = _said(kind, "oai_openaire", "//*[local-name()='resourceType']/@uri")
    assert openaire == [f"{resource_type}{coar if is_known else 'c_6501'}"]
    page = json.loads(_made(kind)["json-ld"])
    assert page["@type"] == (["ScholarlyArticle", SCHEMA[kind]] if kind in SCHEMA else "ScholarlyArticle")
    assert page["genre"] == words


@EACH
def test_catalogues_and_agencies_are_told(kind: str) -> None:
    jats, _, _, words = KINDS[kind]
    assert _said(kind, "jats", "string(/*/@article-type)") == [jats]
    general = "DataPaper" if kind == "data-paper" else "JournalArticle"
    resource = "//*[local-name()='resourceType']"
    assert _said(kind, "datacite", f"{resource}/@resourceTypeGeneral") == [general]
    assert _said(kind, "datacite", f"{resource}/text()") == [words.lower()]
    assert _said(kind, "mods", "//*[local-name()='genre'][@authority='coar']/text()") == [words]
    assert _said(kind, "marcxml", "//*[@tag='655']/*[@code='a']/text()") == [words]
    # Every article of a journal is ART to HAL.
    assert _said(kind, "hal", "//*[@scheme='halTypology']/@n") == ["ART"]


def test_the_table_has_every_kind_that_an_article_may_be(root: Path) -> None:
    table = etree.parse(root / "xslt" / "kinds" / "kinds.xml").getroot()
    assert [kind.get("name") for kind in table.iterchildren("*")] == list(KINDS)
