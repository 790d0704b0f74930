"""pyschematron, an independent engine, says of every snippet and of the first edition what Saxon says."""

import copy
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from rules.rules import SCHEMA, Rule, all_rules, case
from titelei.names import SCH, SVRL
from titelei.read import read
from titelei.validate import schematron

pytestmark = pytest.mark.long
RULES = all_rules()


@cache
def _schema() -> "etree._ElementTree":
    return etree.parse(str(SCHEMA))


def _alone(rule: str) -> "etree._ElementTree":
    """Give the schema with one pattern left: the whole of it takes pyschematron a minute for each document."""
    root = copy.deepcopy(_schema().getroot())
    for part in list(root):
        if part.tag == f"{{{SCH}}}phase" or (part.tag == f"{{{SCH}}}pattern" and part.get("id") != rule):
            root.remove(part)
    root.attrib.pop("defaultPhase")
    return etree.ElementTree(root)


def _hits(schema: "etree._ElementTree", document: "etree._ElementTree", phase: str | None = None) -> list[str]:
    pyschematron = pytest.importorskip("pyschematron", reason="the Python package pyschematron is not installed")
    report = pyschematron.create_validator(schema, phase=phase).validate(document).get_svrl()
    found = report.xpath("//v:failed-assert | //v:successful-report", namespaces={"v": SVRL})
    return sorted(" ".join(hit.findtext(f"{{{SVRL}}}text", "").split()) for hit in found)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_both_engines_agree_on_a_rule(rule: Rule) -> None:
    schema = _alone(rule.id)
    compiled = schematron.compile_schema(SCHEMA, phase=rule.phase)
    for kind in ("pass", "fail"):
        document = case(rule.id, kind)
        hits = schematron.run(compiled, document).hits
        saxon = sorted(f.message for f in schematron.findings(hits, document) if f.rule == rule.id)
        assert _hits(schema, document.tree) == saxon
        assert bool(saxon) == (kind == "fail")


def test_both_engines_find_nothing_in_the_first_edition(root: Path) -> None:
    document = read(root / "tei" / "articles" / "ambartsumyan-2021.xml")
    assert _hits(_schema(), document.tree, "deposit") == []
    assert schematron.run(schematron.compile_schema(SCHEMA, phase="deposit"), document).hits == ()
