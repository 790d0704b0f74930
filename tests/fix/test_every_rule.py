"""What each fix of the ODD promises: the finding goes, nothing else comes, and a second time changes nothing."""

import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from rules.rules import CASES, GRAMMAR, ODD, SCHEMA
from titelei import settings
from titelei.fix import page
from titelei.names import SCH, SQF
from titelei.pipeline.fix import fix_file
from titelei.validate import relaxng, schematron
from titelei.xml.read import Document, parse, read

FIXED = sorted(set(re.findall(r'<sqf:fix id="([a-z0-9-]+)\.fix', ODD.read_text(encoding="utf-8"))))
NEEDS_A_HAND = {"date-form"}
"""Rules whose failing document shows a fault that no fix can repair; test_edition.py shows one that it can."""


@cache
def _compiled() -> schematron.Compiled:
    return schematron.compile_schema(SCHEMA, phase="#ALL")


def _rules(document: Document) -> list[str]:
    return [f.rule for f in schematron.findings(schematron.run(_compiled(), document).hits, document)]


def test_most_of_the_mechanical_rules_have_a_fix() -> None:
    assert len(FIXED) >= 25
    assert {folder.name for folder in CASES.iterdir()} >= set(FIXED)


@pytest.mark.parametrize("rule", [r for r in FIXED if r not in NEEDS_A_HAND])
def test_a_fixed_file_has_no_finding_of_the_rule_and_no_new_one(rule: str, tmp_path: Path) -> None:
    file = tmp_path / "fail.xml"
    file.write_bytes((CASES / rule / "fail.xml").read_bytes())
    before = read(file)
    fixed = fix_file(file, settings.load(None), rules=(rule,))
    assert [f.message for f in fixed.findings] == []
    assert {f.rule for f in fixed.made} == {rule}
    after = parse(fixed.after, name="after.xml")
    assert rule not in _rules(after)
    assert set(_rules(after)) <= set(_rules(before))
    grammar = relaxng.grammar(GRAMMAR)
    assert len(relaxng.validate(after, grammar)) <= len(relaxng.validate(before, grammar))
    assert page.text(after) == page.text(before)
    file.write_bytes(fixed.after)
    assert not fix_file(file, settings.load(None), rules=(rule,)).is_changed


@pytest.mark.parametrize("rule", [r for r in FIXED if r not in NEEDS_A_HAND])
def test_a_fix_changes_one_line_of_the_file(rule: str, tmp_path: Path) -> None:
    file = tmp_path / "fail.xml"
    file.write_bytes((CASES / rule / "fail.xml").read_bytes())
    fixed = fix_file(file, settings.load(None), rules=(rule,))
    lines = SequenceMatcher(None, fixed.before.splitlines(True), fixed.after.splitlines(True), autojunk=False)
    changed = [(b - a, d - c) for tag, a, b, c, d in lines.get_opcodes() if tag != "equal"]
    assert changed == [(1, 1)]


@pytest.mark.parametrize("rule", FIXED)
def test_a_finding_says_that_there_is_a_fix(rule: str) -> None:
    document = read(CASES / rule / "fail.xml")
    found = schematron.findings(schematron.run(_compiled(), document).hits, document)
    said = [f.repair.endswith(f"“titelei fix --rule {rule}” does it.") for f in found if f.rule == rule]
    assert any(said) != (rule in NEEDS_A_HAND)


def test_each_fix_of_the_odd_is_named_by_its_assertion_and_says_what_it_does() -> None:
    names = {"q": SQF, "s": SCH}
    odd = etree.parse(str(ODD))
    for fix in odd.iterfind(".//q:fix", names):
        (rule,) = fix.xpath("ancestor::s:rule", namespaces=names)
        (spec,) = fix.xpath("ancestor::*[local-name() = 'constraintSpec']")
        asked = rule.xpath("string(s:assert/@q:fix)", namespaces=names).split()
        assert fix.get("id") in asked
        assert fix.get("id", "").startswith(f"{spec.get('ident')}.fix")
        assert fix.findtext("q:description/q:title", "", names)
    named = {name for a in odd.xpath("//@q:fix", namespaces=names) for name in str(a).split()}
    assert named == {str(fix.get("id")) for fix in odd.iterfind(".//q:fix", names)}
