"""pyschematron, an independent engine, says of every snippet and of the first edition what Saxon says."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from rules.rules import SCHEMA, Rule, all_rules, case
from titelei.engine import pyschematron
from titelei.validate import schematron
from titelei.xml.read import Document, read

RULES = all_rules()


@cache
def _schema() -> "etree._Element":
    return etree.parse(str(SCHEMA)).getroot()


def _hits(document: Document, phase: str, rules: frozenset[str]) -> list[str]:
    """Give what pyschematron says by these rules alone: all of them take it some seconds for each document."""
    others = frozenset(rule.id for rule in RULES) - rules
    opinion = pyschematron.run(_schema(), document.tree, base=SCHEMA.parent, phase=phase, skip=others)
    assert {name for name, _ in opinion.skipped} <= others
    return sorted(hit.text for hit in schematron.Svrl(opinion.svrl).hits)


@pytest.mark.parametrize(
    "rule",
    # Of the slow engine one rule in ten has to do; the long tests take all.
    [pytest.param(r, id=r.id, marks=() if n % 10 == 0 else pytest.mark.long) for n, r in enumerate(RULES)],
)
def test_both_engines_agree_on_a_rule(rule: Rule) -> None:
    compiled = schematron.compile_schema(SCHEMA, phase=rule.phase)
    for kind in ("pass", "fail"):
        document = case(rule.id, kind)
        saxon = sorted(hit.text for hit in schematron.run(compiled, document).hits if hit.pattern == rule.id)
        assert _hits(document, rule.phase, frozenset({rule.id})) == saxon
        assert bool(saxon) == (kind == "fail")


@pytest.mark.long
def test_both_engines_find_nothing_in_the_first_edition(root: Path) -> None:
    document = read(root / "tei" / "articles" / "ambartsumyan-2021.xml")
    rules = frozenset(rule.id for rule in RULES if not rule.phase.startswith("deposit-"))
    assert _hits(document, "deposit", rules) == []
    assert schematron.run(schematron.compile_schema(SCHEMA, phase="deposit"), document).hits == ()
