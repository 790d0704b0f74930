"""Law: a receiver's limits are the receiver's. Beyond one of them that format is impossible, and no other is lost."""

import json
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from in_this_process import titelei
from laws.article import article, element, rendered
from rules.rules import selected
from titelei import formats
from titelei.model import Severity
from titelei.xml.read import read

PROJECT: Final = """
[edition]
base_url = "https://editions.example.org/"
[publisher]
name = "Fen Press"
[crossref]
depositor_name = "Fen Press"
depositor_email = "deposits@example.org"
registrant = "Fen Press"
"""
NAME: Final = "<forename>Ada</forename> <surname>Brook</surname>"
TITLE: Final = '<title level="a" type="main" xml:lang="en">Keepers of the Dyke</title>'
JOURNAL: Final = '<title level="j" type="main" xml:lang="en">Annals of Waterways</title>'
ISSUE: Final = (
    '<biblScope unit="issue" n="3">3</biblScope><biblScope unit="page" from="12" to="19">12-19</biblScope></imprint>'
)
YEAR: Final = '<date when="2020">2020</date><biblScope'
BYLINE: Final = '<author><persName ref="#per.brook">Ada Brook</persName></author>'
ENTRY: Final = '<org xml:id="org.fen-university"><orgName type="main">Fen University</orgName></org>'
LANGUAGES: Final = (
    "de fr es it pt nl da sv no fi is et lv lt pl cs sk hu ro bg el tr ga cy mt sl hr sq eu ca gl".split()
)


def _titles(first: str, count: int, level: str) -> str:
    others = [f'<title level="{level}" type="main" xml:lang="{code}">Words</title>' for code in LANGUAGES[: count - 1]]
    return first + "".join(others)


def _group(length: int) -> tuple[tuple[str, str], ...]:
    name = ("Keepers " * 80)[: length - 1] + "s"
    return (
        (BYLINE, '<author><orgName ref="#org.keepers">Keepers</orgName></author>'),
        (ENTRY, f'{ENTRY}<org xml:id="org.keepers"><orgName type="main">{name}</orgName></org>'),
    )


def _changes(limit: str, size: int) -> tuple[tuple[str, str], ...]:
    """Change the article so that it has what a limit is about in that size."""
    letters = "x" * size
    number = "1" * size
    return {
        "suffix": ((NAME, f"{NAME} <genName>{letters}</genName>"),),
        "surname": ((NAME, f"<forename>Ada</forename> <surname>{letters}</surname>"),),
        "given name": ((NAME, f"<forename>{letters}</forename> <surname>Brook</surname>"),),
        "group": _group(size),
        "volume": (('"volume" n="7">7<', f'"volume" n="{number}">{number}<'),),
        "issue": ((ISSUE, ISSUE.replace('n="3">3<', f'n="{number}">{number}<')),),
        "page": ((ISSUE, ISSUE.replace('"12" to="19">12-19', f'"{number}">{number}')),),
        "part": ((ISSUE, f'<biblScope unit="part">{letters}</biblScope>{ISSUE}'),),
        "journal": ((JOURNAL, JOURNAL.replace("Annals of Waterways", letters)),),
        "journal titles": ((JOURNAL, _titles(JOURNAL, size, "j")),),
        "titles": ((TITLE, _titles(TITLE, size, "a")),),
        "year": ((YEAR, YEAR.replace("2020", f"{size}")),),
    }[limit]


# What Crossref's schema takes, the size that it takes, the one that it refuses, and the element that is named.
LIMITS: Final = {
    "suffix": (10, 11, "persName"),
    "surname": (200, 201, "persName"),
    "given name": (200, 201, "persName"),
    "group": (511, 512, "orgName"),
    "volume": (32, 33, "biblScope"),
    "issue": (32, 33, "biblScope"),
    "page": (32, 33, "biblScope"),
    "part": (15, 16, "biblScope"),
    "journal": (255, 256, "title"),
    "journal titles": (10, 11, "title"),
    "titles": (20, 21, "title"),
    "year": (1400, 1399, "date"),
}


# All but the page, which takes its time and is made once below.
FORMATS: Final = tuple(name for name in formats.registry().names if name != "html")


@pytest.mark.parametrize("limit", LIMITS)
def test_what_crossref_just_takes_is_made(limit: str) -> None:
    taken, _, _ = LIMITS[limit]
    outputs, findings = rendered(article(*_changes(limit, taken)), "crossref")
    assert ([f.message for f in findings], list(outputs)) == ([], ["crossref"])


@pytest.mark.parametrize("limit", LIMITS)
def test_what_crossref_refuses_takes_that_format_alone_and_names_the_element(limit: str) -> None:
    _, refused, name = LIMITS[limit]
    document = article(*_changes(limit, refused))
    outputs, findings = rendered(document, *FORMATS)
    # HAL takes persons alone.
    assert set(FORMATS) - outputs.keys() - ({"hal"} if limit == "group" else set()) == {"crossref"}
    (finding,) = (f for f in findings if f.rule == "render-crossref")
    assert element(document, finding) == name


@pytest.mark.long
def test_validating_for_a_receiver_finds_each_of_its_limits_at_its_element(tmp_path: Path) -> None:
    (tmp_path / "titelei.toml").write_text(PROJECT, "utf-8")
    named = {}
    for limit, (_, refused, name) in LIMITS.items():
        named[file := f"{limit.replace(' ', '-')}.xml"] = name
        (tmp_path / file).write_bytes(article(*_changes(limit, refused)).data)
    result = titelei("validate", "--phase", "draft", "--json", *named, cwd=tmp_path)
    assert [f for f in json.loads(result.stdout) if f["rule"] == "render-crossref"] == []
    result = titelei("validate", "--to", "crossref", "--json", *named, cwd=tmp_path)
    assert result.returncode == 1
    found = [f for f in json.loads(result.stdout) if f["rule"] == "render-crossref"]
    assert {f["file"]: f["severity"] for f in found} == dict.fromkeys(named, "error")
    for finding in found:
        document = read(tmp_path / finding["file"])
        (marked,) = selected(document, finding["path"].partition("/@")[0])
        assert (etree.QName(marked).localname, marked.sourceline) == (named[finding["file"]], finding["line"])


def test_the_page_is_made_without_the_format_that_is_impossible() -> None:
    outputs, findings = rendered(article(*_changes("suffix", 11)))
    assert set(formats.registry().names) - outputs.keys() == {"crossref"}
    assert [(f.rule, f.severity) for f in findings] == [("render-crossref", Severity.INFO)]
    assert "crossref.xml" not in outputs["html"]


@pytest.mark.parametrize("year", [2201, 9999])
def test_a_year_after_those_that_crossref_knows_is_refused(year: int) -> None:
    outputs, _ = rendered(article(*_changes("year", year)), "crossref")
    assert outputs == {}


def test_a_language_that_crossref_has_not_in_its_list_is_refused() -> None:
    changes = (('mainLang="en">English</textLang>\n', 'mainLang="sh">Serbo-Croatian</textLang>\n'),)
    document = article(*changes)
    outputs, findings = rendered(document, *FORMATS)
    assert set(FORMATS) - outputs.keys() == {"crossref"}
    assert [element(document, f) for f in findings] == ["textLang"]


@pytest.mark.parametrize("heads", [("", ""), ("<head>Results</head>", "")], ids=["none", "one of two"])
def test_a_section_without_a_heading_is_no_section_for_crossref_and_keeps_its_words(heads: tuple[str, str]) -> None:
    paragraph = "<p>Forty mills once stood along the dyke"
    first = f'<div type="section">{heads[0]}<p>One keeper wrote.</p></div>'
    second = f'<div type="section">{heads[1]}{paragraph}'
    end = "and asks who paid.</p>"
    outputs, _ = rendered(article((paragraph, first + second), (end, f"{end}</div>")), "crossref")
    assert "<jats:sec>" not in outputs["crossref"]
    assert "One keeper wrote." in outputs["crossref"]
    assert "Forty mills" in outputs["crossref"]
