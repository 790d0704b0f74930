"""Rules of languages and licences do not cry at what is right, and still find what is wrong."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from rules.rules import CASES, SCHEMA
from titelei.characters.look_alikes import alphabets
from titelei.model import Finding
from titelei.validate import schematron
from titelei.xml.read import parse

CC = "https://creativecommons.org/"
DATA = f'The <ref target="{CC}publicdomain/zero/1.0/">CC0 1.0 waiver</ref> applies to {{}}.'


@cache
def _compiled(phase: str) -> schematron.Compiled:
    return schematron.compile_schema(SCHEMA, phase=phase)


def _findings(rule: str, text: str, phase: str = "draft") -> list[Finding]:
    document = parse(text.encode(), name="a.xml")
    found = schematron.findings(schematron.run(_compiled(phase), document).hits, document, phase=phase)
    return [finding for finding in found if finding.rule == rule]


def _licence(address: str, words: str) -> str:
    text = (CASES / "licence-text-agrees" / "pass.xml").read_text("utf-8")
    return re.sub("<licence .*</licence>", f'<licence target="{address}">{words}</licence>', text)


@pytest.mark.parametrize(
    "words",
    [
        "CC BY 4.0, for commercial and non-commercial use.",
        "CC BY 4.0: any purpose, commercial/non-commercial.",
        "CC BY 4.0 for commercial purposes as well as non-commercial purposes.",
        "CC BY 4.0 в коммерческих и в некоммерческих целях.",
        "CC BY 4.0 в некоммерческих или коммерческих целях.",
        f"CC BY 4.0. The waiver ({CC}publicdomain/zero/1.0/) applies to the data.",
    ],
)
def test_a_licence_for_every_use_is_not_taken_for_one_without_commerce(words: str) -> None:
    assert _findings("licence-text-agrees", _licence(f"{CC}licenses/by/4.0/", words)) == []


@pytest.mark.parametrize("words", ["CC BY-NC 4.0", "Attribution 4.0, non-commercial use", "CC BY 3.0; data CC0 1.0"])
def test_words_of_another_licence_are_still_found(words: str) -> None:
    assert len(_findings("licence-text-agrees", _licence(f"{CC}licenses/by/4.0/", words))) == 1


@pytest.mark.parametrize("address", ["by/3.0/de/", "by-nc-sa/3.0/igo/", "by-sa/2.5/scotland/"])
def test_a_licence_of_a_country_keeps_it_in_the_repair(address: str) -> None:
    assert _findings("licence-canonical", _licence(f"{CC}licenses/{address}", "CC")) == []
    (found,) = _findings("licence-canonical", _licence(f"http://creativecommons.org/licenses/{address}deed.de", "CC"))
    assert f'target="{CC}licenses/{address}"' in found.repair


@pytest.mark.parametrize(("of", "count"), [("the data", 0), ("the text", 1)])
def test_the_waiver_for_data_beside_the_licence_needs_no_licence_of_its_own(of: str, count: int) -> None:
    text = (CASES / "licence-agrees" / "pass.xml").read_text("utf-8")
    end = text.index("</p>", text.index('type="licence"'))
    changed = f"{text[:end]} {DATA.format(of)}{text[end:]}"
    assert len(_findings("licence-agrees", changed, "publish")) == count


@pytest.mark.parametrize(
    ("language", "count"),
    [(code, 0) for code in ("alt", "kjh", "kum", "ady", "orv", "cnr", "akv", "ket", "RU", "ro-Cyrl", "sr-cyrl-RS")]
    + [(code, 1) for code in ("en", "sr-Latn", "ru-latn", "tsz", "slr")],
)
def test_cyrillic_letters_are_of_languages_that_are_written_in_them(language: str, count: int) -> None:
    old = "<p>Ice roads are little studied.</p>"
    new = f'<p>Ice <foreign xml:lang="{language}">тау</foreign>.</p>'
    text = _licence(f"{CC}licenses/by/4.0/", "CC BY 4.0").replace(old, new)
    assert len(_findings("cyrillic-language", text)) == count


def test_the_page_and_the_letters_agree_with_the_rules_on_languages_in_cyrillic(root: Path) -> None:
    by_rule = set(re.findall(r"'( ab abq [a-z ]+) '", SCHEMA.read_text("utf-8"))[0].split())
    scripts = (root / "xslt" / "formats" / "html" / "scripts.xsl").read_text("utf-8")
    assert "doc('../../../schemas/frontmatter.sch')" in scripts  # the list itself is nowhere else
    (script,) = etree.fromstring(scripts.encode()).iterfind(".//{*}script[@code='cyrl']")
    assert alphabets().keys() <= set(script.get("languages", "").split()) <= by_rule
