"""The record for the DOAJ by what its API documents of an article (IncomingArticleDO), written down here once more."""

import json
import re
from typing import Any

import jsonschema
import pytest

from formats.documents import FILES, SETTINGS, alone
from titelei import formats
from titelei.check import check_outputs
from titelei.render.render import render
from titelei.xml.read import parse

TEXTS = alone("doaj")
DATA = {name: json.loads(text) for name, text in TEXTS.items()}
WORD = {"type": "string", "minLength": 1}


def fields(*required: str, **properties: Any) -> dict[str, Any]:
    """Describe an object that has these fields and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


SCHEMA = fields(
    "bibjson",
    bibjson=fields(
        "title",
        "identifier",
        title=WORD,
        year={"type": "string", "pattern": "^[0-9]{4}$"},
        month=WORD,
        abstract=WORD,
        keywords={"type": "array", "items": WORD},
        author={
            "type": "array",
            "items": fields(
                "name",
                name=WORD,
                affiliation=WORD,
                orcid_id={"type": "string", "pattern": r"^https://orcid\.org/([0-9]{4}-){3}[0-9]{3}[0-9X]$"},
            ),
        },
        identifier={
            "type": "array",
            "items": fields("type", "id", type={"enum": ["doi", "pissn", "eissn"]}, id=WORD),
            "contains": fields("type", "id", type={"enum": ["pissn", "eissn"]}, id=WORD),
        },
        journal=fields(title=WORD, publisher=WORD, volume=WORD, number=WORD, start_page=WORD, end_page=WORD),
        link={
            "type": "array",
            "items": fields(
                "type",
                "url",
                type={"const": "fulltext"},
                url={"type": "string", "pattern": "^https?://"},
                content_type={"enum": ["PDF", "HTML", "ePUB", "XML"]},
            ),
        },
    ),
)


@pytest.mark.parametrize("name", TEXTS)
def test_a_record_is_as_the_doaj_documents_it(name: str) -> None:
    errors = jsonschema.Draft202012Validator(SCHEMA).iter_errors(DATA[name])
    assert [error.message for error in errors] == []
    found = DATA[name]["bibjson"]
    kinds = [item["type"] for item in found["identifier"]]
    assert len(set(kinds)) == len(kinds)
    issns = [item["id"] for item in found["identifier"] if item["type"] != "doi"]
    assert len(set(issns)) == len(issns), "the two ISSNs are not the same"
    assert "doi" in kinds or "link" in found


def test_some_articles_have_a_record_and_some_cannot() -> None:
    assert len(TEXTS) > 5
    assert len(TEXTS) < len(FILES)
    assert "ambartsumyan-2021" not in TEXTS


def test_the_full_text_has_its_kind_by_its_media_type() -> None:
    assert DATA["orlova-2020"]["bibjson"]["link"] == [
        {"url": "https://journal.example.org/2020/3/11.pdf", "type": "fulltext", "content_type": "PDF"}
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('<idno type="eISSN">', '<idno type="ISSN">', "of which medium"),
        (r"(?s)<title [^>]*level=\"a\"[^>]*>.*?</title>", "", "no title"),
        (r"<idno type=\"e?ISSN\">[^<]*</idno>", "", "no ISSN"),
        (r"<idno type=\"DOI\">[^<]*</idno>|<ref type=\"fulltext\"[^>]*>[^<]*</ref>", "", "neither DOI nor"),
    ],
)
def test_what_the_doaj_demands_and_the_article_has_not_is_said(old: str, new: str, told: str) -> None:
    text = FILES["orlova-2020"].read_text("utf-8")
    changed = re.sub(old, new, text)
    assert changed != text
    outputs, (finding,) = render(parse(changed.encode(), name="orlova-2020.xml"), settings=SETTINGS, formats=("doaj",))
    assert outputs == ()
    assert told in finding.message
    assert finding.repair
    assert finding.line > 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"eissn"', '"issn"', "“issn”"),
        ('"title"', '"titles"', "“titles”"),
        ('"start_page": "11"', '"start_page": 11', "<number>"),
        ("https://orcid.org/", "", "0000-0002-1825-0097"),
        ('"fulltext"', '"abstract"', "“abstract”"),
    ],
)
def test_a_spoilt_record_is_told_with_its_line(old: str, new: str, words: str) -> None:
    text = TEXTS["orlova-2020"]
    spoilt = text.replace(old, new, 1)
    findings = _checked(spoilt)
    assert {finding.rule for finding in findings} == {"output-grammar"}
    line = text[: text.index(old)].count("\n") + 1
    told = [finding for finding in findings if words in finding.message]
    assert line in [finding.line for finding in told], findings
    assert told[0].source_line == spoilt.split("\n")[told[0].line - 1]


def test_what_is_no_json_is_told_with_its_line() -> None:
    (finding,) = _checked(TEXTS["orlova-2020"].replace('"bibjson":', '"bibjson"', 1))
    assert (finding.rule, finding.line) == ("output-syntax", 2)


def _checked(text: str) -> tuple[Any, ...]:
    from titelei.validate import relaxng

    name = formats.registry().named("doaj").file("orlova-2020")
    return check_outputs({name: text.encode()}, article_id="orlova-2020", explain=relaxng.explained)
