"""No code reads a message: with every sentence reworded, all else that is found, offered and asked stays the same."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from encode.rafts import PAGE, draft_of
from report.samples import ARTICLE, damaged, project, validate
from titelei import resources, settings
from titelei.model import WINDOW, Finding, Severity
from titelei.pipeline import review as reviewing
from titelei.pipeline.fix import fix_file
from titelei.pipeline.offer import offer
from titelei.render.render import render
from titelei.validate import document as one
from titelei.xml.read import Document, parse
from validate.test_consequences import FAULTS

GRAMMAR, RULES = resources.schemas() / "frontmatter.rng", resources.schemas() / "frontmatter.sch"


@contextmanager
def reworded() -> Iterator[None]:
    """Make every finding say the same, in words that nobody has seen before."""
    plain: Callable[..., None] = Finding.__init__

    def silent(self: Finding, **given: Any) -> None:
        given["message"] = "Etwas stimmt nicht."
        given["repair"] = "Mach es gut." if given.get("repair") else ""
        plain(self, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Finding, "__init__", silent)
        yield


def without_words(found: tuple[Finding, ...]) -> list[Any]:
    return [
        (f.rule, f.severity, f.file, f.line, f.column, f.path, f.source_line, f.source_offset, f.about, f.breaks,
         f.clause, f.phase, f.excused, f.count) for f in found
    ]  # fmt: skip


def validated(document: Document) -> tuple[Finding, ...]:
    return one.validate(document, grammar=GRAMMAR, rules=RULES, phase="publish")


def fixes(document: Document) -> list[tuple[str, str]]:
    return [(f.id, f.location) for f in offer(document, grammar=GRAMMAR, rules=RULES, phase="publish").fixes]


@pytest.mark.parametrize("name", [*FAULTS, "faults of all kinds"])
def test_nothing_but_the_words_changes_when_all_messages_are_reworded(name: str) -> None:
    text = damaged()
    if name in FAULTS:
        old, new, _rules = FAULTS[name]
        text = ARTICLE.read_text("utf-8").replace(old, new, 1)
        text = text.replace("</monogr>", "</monograph>") if new == "<monograph>" else text
        text = text.replace("</langUsage>", "-->", 1) if new == "<!--" else text
    document = parse(text.encode(), name="d.xml")
    found, offered = validated(document), fixes(document)
    with reworded():
        again, offered_again = validated(document), fixes(document)
    assert {f.message for f in again} == {"Etwas stimmt nicht."}
    assert without_words(again) == without_words(found)
    assert offered_again == offered


def test_a_file_is_fixed_in_the_same_way_when_all_messages_are_reworded(tmp_path: Path) -> None:
    file = tmp_path / "d.xml"
    file.write_text(damaged().replace('<date when="20', '<date when="2020-1-1" n="20', 1), "utf-8")
    fixed = fix_file(file, settings.load(None))
    with reworded():
        again = fix_file(file, settings.load(None))
    assert again.after == fixed.after != fixed.before
    assert without_words(again.findings) == without_words(fixed.findings)


def test_the_same_stops_a_rendering_when_all_messages_are_reworded() -> None:
    text = ARTICLE.read_text("utf-8").replace('mainLang="ru"', 'mainLang="xx"').replace("<change when=", "<change n=")
    document = parse(text.encode(), name="d.xml")
    found = render(document, formats=("datacite", "crossref", "jats", "oai-record"))[1]
    with reworded():
        again = render(document, formats=("datacite", "crossref", "jats", "oai-record"))[1]
    assert without_words(again) == without_words(found)
    assert [f.rule for f in found]


def test_the_same_is_asked_in_review_when_all_messages_are_reworded() -> None:
    asked = reviewing.questions(draft_of(PAGE), settings.Settings())
    with reworded():
        again = reviewing.questions(draft_of(PAGE), settings.Settings())
    assert [(q.id, q.kind, q.what, q.where, q.paths) for q in again] == [
        (q.id, q.kind, q.what, q.where, q.paths) for q in asked
    ]


def test_a_code_host_knows_a_finding_again_when_all_messages_are_reworded(tmp_path: Path) -> None:
    project(tmp_path)
    prints = []
    for _ in range(2):
        log = json.loads(validate(tmp_path, "--report", "sarif").stdout)
        prints.append([r["partialFingerprints"] for r in log["runs"][0]["results"]])
        with reworded():
            log = json.loads(validate(tmp_path, "--report", "sarif").stdout)
        prints.append([r["partialFingerprints"] for r in log["runs"][0]["results"]])
    assert prints[0] == prints[1] == prints[2] == prints[3]


def test_a_finding_says_as_data_what_it_is_about() -> None:
    old, new, _rules = FAULTS["a misspelt pointer"]
    (finding,) = validated(parse(ARTICLE.read_text("utf-8").replace(old, new, 1).encode(), name="d.xml"))
    assert finding.about.attributes == ("rf",)
    assert (finding.about.meant, finding.about.values) == ("ref", ("#pla.stavropol",))


MISSPELT = {
    "an id that others point at": ('<person xml:id="per.ambartsumyan"', '<person xml:idd="per.ambartsumyan"'),
    "an id without its prefix": ('<person xml:id="per.ambartsumyan"', '<person idx="per.ambartsumyan"'),
    "who is responsible": ('<respStmt xml:id="resp.editors"', '<respStmt xml:idd="resp.editors"'),
    "a declared language": ('<language ident="ru">', '<language idnt="ru">'),
    "the only pointer at an entry": ('<persName ref="#per.kirov">', '<persName rf="#per.kirov">'),
    "the level of the title": ('<title level="a" type="main"', '<title levl="a" type="main"'),
    "the date of the edition": ('<date when="2026-11-22">', '<date whn="2026-11-22">'),
    "a unit that the citation is compared with": ('<biblScope unit="volume"', '<biblScope unt="volume"'),
    "the kind of a state": ('<org xml:id="org.georgian-state" type=', '<org xml:id="org.georgian-state" tpe='),
    "the kind of a division": ('<div type="abstract"', '<div tpe="abstract"'),
}


@pytest.mark.parametrize("name", MISSPELT)
def test_a_misspelt_name_gives_one_finding_and_no_fix_that_writes_beside_it(name: str) -> None:
    old, new = MISSPELT[name]
    text = ARTICLE.read_text("utf-8")
    assert old in text
    document = parse(text.replace(old, new, 1).encode(), name="d.xml")
    assert [f.rule for f in validated(document)] == ["grammar-attribute-unknown"]
    assert fixes(document) == []


def test_a_finding_keeps_a_window_of_a_long_line() -> None:
    line = "я" * 130_000
    for column in (1, 500, 130_000):
        finding = Finding(rule="r", severity=Severity.ERROR, message="m", line=1, column=column, source_line=line)
        assert len(finding.source_line) == WINDOW
        assert 0 <= column - 1 - finding.source_offset < WINDOW
    short = finding.moved(2, 3, "short")
    assert (short.source_line, short.source_offset) == ("short", 0)
