"""Every rule of the ODD says what, where and how to repair, and catches the damage it is there for, and no other."""

import copy
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from rules.rules import CASES, GRAMMAR, SCHEMA, Rule, all_rules, case, selected
from titelei import formats
from titelei.model import Finding, Severity, told_finding
from titelei.validate import relaxng, schematron
from titelei.xml.read import Document, parse, read

RULES = all_rules()
LATER_RULES = [rule for rule in RULES if rule.phase != "draft"]
IDS = [rule.id for rule in RULES]
FORMATS = frozenset(formats.registry().names)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=IDS)


@cache
def _compiled(phase: str) -> schematron.Compiled:
    return schematron.compile_schema(SCHEMA, phase=phase)


def _findings(document: Document, phase: str) -> tuple[Finding, ...]:
    hits = schematron.run(_compiled(phase), document).hits
    return schematron.findings(hits, document, phase=phase)


@cache
def _of_case(rule: str, kind: str, phase: str) -> tuple[Finding, ...]:
    return _findings(case(rule, kind), phase)


def test_there_is_a_rule_for_each_line_of_the_starting_list() -> None:
    assert len(RULES) >= 90


@EVERY_RULE
def test_a_rule_has_a_passing_and_a_failing_document(rule: Rule) -> None:
    assert (CASES / rule.id / "pass.xml").is_file()
    assert (CASES / rule.id / "fail.xml").is_file()


def test_no_document_is_left_of_a_rule_that_is_gone() -> None:
    assert {folder.name for folder in CASES.iterdir()} <= set(IDS)


@EVERY_RULE
def test_the_passing_document_has_no_finding_at_all(rule: Rule) -> None:
    assert [(f.rule, f.line, f.message) for f in _of_case(rule.id, "pass", rule.phase)] == []


@EVERY_RULE
def test_the_passing_document_is_valid_by_the_grammar(rule: Rule) -> None:
    document = case(rule.id, "pass")
    assert [(f.rule, f.line, f.message) for f in relaxng.validate(document, relaxng.grammar(GRAMMAR))] == []


@EVERY_RULE
def test_the_failing_document_has_findings_of_this_rule_alone(rule: Rule) -> None:
    found = _of_case(rule.id, "fail", rule.phase)
    assert {f.rule for f in found} == {rule.id}


@EVERY_RULE
def test_a_finding_says_how_grave_it_is_where_and_how_to_repair(rule: Rule) -> None:
    document = case(rule.id, "fail")
    for finding in _of_case(rule.id, "fail", rule.phase):
        assert finding.severity == Severity(rule.severity)
        assert finding.phase == rule.phase
        (place,) = selected(document, finding.path)
        assert finding.line == place.sourceline
        assert finding.breaks == rule.breaks
        for words in (finding.message, finding.repair):
            _is_sentence(words)
            assert "…” …" not in words


@EVERY_RULE
def test_a_finding_and_its_repair_are_told_in_russian(rule: Rule) -> None:
    for finding in _findings(case(rule.id, "fail"), rule.phase):
        russian = told_finding(finding, "ru")
        for words, english in ((russian.message, finding.message), (russian.repair, finding.repair)):
            assert words != english
            own = re.sub(r"«[^»]*»|<[^>]*>|@\w+|\w+=|\"[^\"]*\"|\([^)]*\)|“[^”]*”", "", words)
            assert re.search("[а-яё]", own)
            assert (
                re.findall(r"\b(?:the|is|are|has|of|and|or|with|write|no|none|to|as|from)\b", own, re.IGNORECASE) == []
            )


@pytest.mark.parametrize("rule", LATER_RULES, ids=[rule.id for rule in LATER_RULES])
def test_a_rule_does_not_hold_before_its_phase(rule: Rule) -> None:
    earlier = {"publish": "draft", "deposit": "publish"}.get(rule.phase, "deposit")
    assert rule.id not in {f.rule for f in _of_case(rule.id, "fail", earlier)}


def _is_sentence(words: str) -> None:
    assert re.match(r"[A-Z“<]", words), f"does not begin like a sentence: {words}"
    assert re.search(r"[.”>]$", words), f"does not end like a sentence: {words}"
    assert " ." not in words.replace(" .…", ""), words
    assert "  " not in words, words


@EVERY_RULE
def test_a_rule_is_described_in_full_sentences(rule: Rule) -> None:
    _is_sentence(rule.description)
    assert rule.description.endswith(".")
    assert all(message.endswith(".") for message in rule.messages)
    assert len(rule.repairs) == 1
    assert set(rule.breaks) <= FORMATS
    assert rule.breaks


def test_no_two_rules_say_the_same() -> None:
    said = Counter(words for rule in RULES for words in (*rule.messages, rule.description))
    assert [words for words, times in said.items() if times > 1] == []


def test_ids_are_words_joined_by_hyphens_and_each_stands_once() -> None:
    assert [i for i in IDS if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", i)] == []
    assert [i for i, times in Counter(IDS).items() if times > 1] == []


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (
            "warning",
            {
                "abstract-length",
                "known-name-untagged",
                "name-form-known",
                "entry-mentioned",
                "bilingual-sections",
                "bilingual-keywords",
                "bilingual-references",
            },
        ),
        ("info", {"author-email", "author-orcid", "issn-or-note"}),
    ],
)
def test_all_rules_are_errors_but_these(severity: str, expected: set[str]) -> None:
    assert {rule.id for rule in RULES if rule.severity == severity} == expected


@pytest.mark.parametrize("phase", ["draft", "publish", "deposit"])
def test_the_first_edition_has_no_error_and_no_warning(phase: str, root: Path) -> None:
    document = read(root / "tei" / "articles" / "ambartsumyan-2021.xml")
    found = [f for f in _findings(document, phase) if f.severity is not Severity.INFO]
    assert [(f.rule, f.line, f.message) for f in found] == []


def test_expressions_keep_clear_of_what_goes_wrong_in_an_engine() -> None:
    """Each of these was seen to give nothing, another order, a wall of messages, or no end at all."""
    schema = etree.parse(str(SCHEMA))
    expressions = [str(e) for e in schema.xpath("//@test | //@value | //@select | //@context")]
    contexts = [str(e) for e in schema.xpath("//@context")]
    assert [e for e in contexts if "//" in e] == []
    assert [e for e in expressions if "//text()" in e] == []
    assert [e for e in expressions if r"\p{Is" in e] == []
    assert [e for e in expressions if re.search(r"tei:(head|entry|join)\b", e)] == []
    assert [e for e in expressions if "in distinct-values(" in e] == []


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.long)], ids=["one in seven", "each element"])
@pytest.mark.parametrize("damage", ["twice", "gone", "bare", "garbled"])
def test_no_damage_to_a_document_stops_a_rule(damage: str, every: int) -> None:
    """An expression that fails on one document would keep the editor from every other finding in it."""
    whole = case("persons-agree", "pass").root
    for number in range(1, len(list(whole.iter("*"))), every):
        root = copy.deepcopy(whole)
        _damage(list(root.iter("*"))[number], damage)
        document = parse(etree.tostring(root), name=f"{damage}-{number}.xml")
        for finding in _findings(document, "deposit"):
            assert finding.message
            assert finding.repair


def _damage(element: "etree._Element", damage: str) -> None:
    parent = element.getparent()
    assert parent is not None
    if damage == "twice":
        element.addnext(copy.deepcopy(element))
    elif damage == "gone":
        parent.remove(element)
    elif damage == "bare":
        element.clear(keep_tail=True)
    else:
        for name in element.attrib:
            element.set(name, "  no  such# ")
