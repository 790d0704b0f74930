"""One fault gives one finding: what another finding explains is left out, and nothing else is."""

from pathlib import Path

import pytest

from titelei import resources
from titelei.model import Finding
from titelei.validate import document as one
from titelei.validate.consequences import CAUSED, COMPARED, SPOILT
from titelei.validate.rules import all_rules
from titelei.xml.read import parse

SCHEMAS = resources.schemas()
ARTICLE = Path(__file__).parents[2] / "tei" / "articles" / "ambartsumyan-2021.xml"

FAULTS = {
    "a day that the calendar lacks": ('<date when="2026-11-22">', '<date when="2026-13-22">', ["date-exists"]),
    "a pointer nowhere": (
        'type="heading" ref="#per.ambartsumyan"',
        'type="heading" ref="#per.a"',
        ["pointer-resolves"],
    ),
    "the only pointer at an entry": (
        '<persName ref="#per.kirov">',
        '<persName ref="#per.kirow">',
        ["pointer-resolves"],
    ),
    "a pointer at another kind": (
        '<placeName ref="#pla.stavropol">',
        '<placeName ref="#org.entente">',
        ["pointer-kind"],
    ),
    "pages swapped": ('from="119" to="132"', 'from="132" to="119"', ["pages-order"]),
    "a misspelt unit": ('<biblScope unit="issue"', '<biblScope unit="isue"', ["grammar-attribute-value"]),
    "a misspelt language of the work": ("<textLang mainLang=", "<textLang mainlang=", ["grammar-attribute-unknown"]),
    "key words in no language": (
        '<keywords xml:lang="en"',
        '<keywords xml:lang=""',
        ["grammar-attribute-value"],
    ),
    "a Cyrillic letter": ("<surname>Kirov</surname>", "<surname>Kirоv</surname>", ["mixed-script"]),
    "an id without prefix": (
        '<person xml:id="per.kirov">',
        '<person xml:id="Kirov">',
        ["id-prefix"],
    ),
    "a misspelt attribute": ("signed in <date when=", "signed in <date whn=", ["grammar-attribute-unknown"]),
    "a misspelt pointer": (
        '<placeName ref="#pla.stavropol">',
        '<placeName rf="#pla.stavropol">',
        ["grammar-attribute-unknown"],
    ),
    "a misspelt element that others are compared with": ("<monogr>", "<monograph>", ["grammar-element-unknown"]),
    "no languages": (
        "<langUsage>",
        "<!--",
        ["grammar-element-missing"],
    ),
    "no id": ('<person xml:id="per.kirov">', "<person>", ["id-prefix", "pointer-resolves"]),
    "an id twice": (
        '<person xml:id="per.kirov">',
        '<person xml:id="per.chicherin">',
        ["xml-id-unique", "pointer-resolves"],
    ),
    "an element that lacks what is in it": (
        "<publisher>titelei</publisher>",
        "<publisher></publisher>",
        ["empty-element"],
    ),
}


def _findings(old: str, new: str) -> tuple[Finding, ...]:
    text = ARTICLE.read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    if new == "<monograph>":
        text = text.replace("</monogr>", "</monograph>")
    if new == "<!--":
        text = text.replace("</langUsage>", "-->", 1)
    document = parse(text.encode(), name=ARTICLE.name)
    return one.validate(
        document, grammar=SCHEMAS / "frontmatter.rng", rules=SCHEMAS / "frontmatter.sch", phase="publish"
    )


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_gives_one_finding(name: str) -> None:
    old, new, rules = FAULTS[name]
    assert [f.rule for f in _findings(old, new)] == rules


def test_every_rule_of_the_table_is_one_that_there_is() -> None:
    known = all_rules(SCHEMAS / "frontmatter.sch")
    named = {rule for cause, caused in CAUSED.items() for rule in (cause, *caused)}
    named |= {rule for rules in (*COMPARED.values(), *SPOILT.values()) for rule in rules}
    named |= {rule for rule, _element in SPOILT}
    assert sorted(named - set(known)) == []


def test_words_of_a_long_text_are_marked_themselves() -> None:
    (finding,) = _findings(
        '<surplus reason="furniture">This email address is being protected from spambots. '
        "You need JavaScript enabled to view it.</surplus>",
        "See this. This email address is being protected from spambots.",
    )
    assert finding.source_line[finding.column - 1 :].startswith("This email address")


def test_a_finding_that_is_excused_stays_and_explains_nothing() -> None:
    excuse = '<?titelei excuse rule="{rule}" reason="It is so."?>'
    kept = _findings(
        '<placeName ref="#pla.stavropol">', f'{excuse.format(rule="pointer-kind")}<placeName ref="#org.entente">'
    )
    assert [(f.rule, bool(f.excused)) for f in kept] == [
        ("published-without-warnings", False),
        ("name-form-known", False),
        ("pointer-kind", True),
    ]
    listed = _findings(
        '<placeName ref="#pla.stavropol">', f'{excuse.format(rule="name-form-known")}<placeName ref="#org.entente">'
    )
    assert [(f.rule, bool(f.excused)) for f in listed] == [("name-form-known", True), ("pointer-kind", False)]
