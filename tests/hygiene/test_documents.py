"""Faults of characters in TEI: their place in the file, and fixes that write in the header and wrap on the page."""

from pathlib import Path

import pytest

from titelei import settings
from titelei.fix import page
from titelei.model import Finding, Severity
from titelei.pipeline.fix import Repaired, fix_file
from titelei.validate import document as one
from titelei.validate import hygiene, rules
from titelei.xml.read import parse, read

EDITION = Path("tei/articles/ambartsumyan-2021.xml")
PAGE = "A list of historical sources"
ENTRY = "Soviet scientist and publicist</occupation>"


@pytest.fixture
def edition(root: Path) -> str:
    return (root / EDITION).read_text(encoding="utf-8")


def _findings(text: str, rule: str) -> list[Finding]:
    document = parse(text.encode(), name="a.xml")
    return [f for f in hygiene.findings(document) if f.rule == rule]


def _fixed(tmp_path: Path, text: str, rule: str) -> Repaired:
    """Fix an article whose page is not at hand."""
    file = tmp_path / "ambartsumyan-2021.xml"
    file.write_text(text, encoding="utf-8")
    return fix_file(file, settings.Settings(root=tmp_path), rules=(rule,))


def test_the_first_edition_has_no_fault(root: Path) -> None:
    assert hygiene.findings(read(root / EDITION)) == ()


def test_every_rule_is_known_by_its_id() -> None:
    known = {rule.id: rule for rule in rules.CODE_RULES}
    assert set(hygiene.RULES) <= set(known)
    assert known["chars-mojibake"].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("rule", "faulty", "column"),
    [
        ("chars-invisible", "A list of his\u200btorical sources", 14),
        ("chars-invisible", "A list &amp; of his&#x200b;torical sources", 20),
        ("chars-mojibake", "A list of cafÃ© sources", 11),
        ("chars-not-nfc", "A list of cafe\u0301 sources", 14),
        ("chars-leaked-code", "A list of {{x}} sources", 11),
        ("chars-lost-dash", "A list, pp. 145158", 13),
        ("chars-double-space", "A list  of sources", 7),
        ("chars-cloaked-email", "A list x [at] example.org", 8),
        ("chars-legacy-font", "A list of \uf061 sources", 11),
    ],
)
def test_a_fault_is_shown_at_its_very_character(edition: str, rule: str, faulty: str, column: int) -> None:
    (finding,) = _findings(edition.replace(PAGE, faulty), rule)
    line = next(n for n, text in enumerate(edition.splitlines(), start=1) if PAGE in text)
    start = edition.splitlines()[line - 1].index(PAGE)
    assert (finding.line, finding.column) == (line, start + column)
    assert finding.path.endswith("/front[1]/div[1]/div[2]/p[1]")


def test_a_fault_on_a_later_line_of_a_paragraph_has_that_line(edition: str) -> None:
    text = edition.replace(PAGE, "A list\r\n  of\r\n  his\u200btorical sources")
    (finding,) = _findings(text, "chars-invisible")
    assert finding.source_line.startswith("  his")
    assert finding.column == 6


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("chars-invisible", "publi\u200bcist</occupation>", "publicist</occupation>"),
        ("chars-invisible", "publi&#xAD;cist</occupation>", "publicist</occupation>"),
        ("chars-not-nfc", "cafe\u0301</occupation>", "café</occupation>"),
        ("chars-mojibake", "cafÃ©</occupation>", "café</occupation>"),
        ("chars-double-space", "and  writer</occupation>", "and writer</occupation>"),
        ("chars-leaked-code", "R&amp;amp;D</occupation>", "R&amp;D</occupation>"),
    ],
)
def test_in_an_entry_what_was_meant_is_written(tmp_path: Path, edition: str, rule: str, wrong: str, right: str) -> None:
    fixed = _fixed(tmp_path, edition.replace(ENTRY, wrong), rule)
    assert fixed.findings == ()
    assert fixed.after.decode() == edition.replace(ENTRY, right)


@pytest.mark.parametrize(
    ("rule", "wrong", "encoded"),
    [
        ("chars-invisible", "his\u200btorical", "<choice><sic>his\u200btorical</sic>{high}historical</corr></choice>"),
        ("chars-invisible", "his&#xAD;torical", "<choice><sic>his&#xAD;torical</sic>{high}historical</corr></choice>"),
        (
            "chars-invisible",
            "his\u202etori\u2066cal\u2066",
            "<choice><sic>his\u202etori\u2066cal\u2066</sic>{high}historical</corr></choice>",
        ),
        ("chars-mojibake", "cafÃ©", "<choice><sic>cafÃ©</sic>{high}café</corr></choice>"),
        ("mixed-script", "Kirоv", "<choice><sic>Kirоv</sic>{high}Kirov</corr></choice>"),
        ("chars-lost-dash", "pp. 145158", "pp. <choice><sic>145158</sic>{medium}145–158</corr></choice>"),
        ("chars-leaked-code", "{{x}}", '<surplus reason="furniture">{{x}}</surplus>'),
    ],
)
def test_on_the_page_the_characters_stay(tmp_path: Path, edition: str, rule: str, wrong: str, encoded: str) -> None:
    damaged = edition.replace(PAGE, f"A list of {wrong} sources", 1)
    fixed = _fixed(tmp_path, damaged, rule)
    assert fixed.findings == ()
    halves = {c: f'<corr cert="{c}" resp="#resp.editors">' for c in ("high", "medium")}
    for certainty, corr in halves.items():
        encoded = encoded.replace(f"{{{certainty}}}", corr)
    assert fixed.after.decode() == edition.replace(PAGE, f"A list of {encoded} sources", 1)
    before, after = (parse(d, name="a.xml") for d in (fixed.before, fixed.after))
    assert page.text(before) == page.text(after)
    assert not _fixed(tmp_path, fixed.after.decode(), rule).is_changed


def test_no_fix_is_promised_in_a_cdata_section(tmp_path: Path, edition: str) -> None:
    damaged = edition.replace(PAGE, "A list of <![CDATA[his\u200btorical]]> sources", 1)
    (finding,) = _findings(damaged, "chars-invisible")
    assert "titelei fix" not in finding.repair
    fixed = _fixed(tmp_path, damaged, "chars-invisible")
    assert (fixed.is_changed, fixed.findings) == (False, ())


def test_a_title_that_repeats_the_page_s_fault_is_not_cleaned_alone(tmp_path: Path, edition: str) -> None:
    damaged = edition.replace("Policy of Postponed", "Poli\u00adcy of Postponed")
    fixed = _fixed(tmp_path, damaged, "chars-invisible").after.decode()
    header, text = fixed.split("<standOff>")
    assert header.count("Poli\u00adcy") == damaged.split("<standOff>")[0].count("Poli\u00adcy")
    assert text.count("<sic>Poli\u00adcy</sic>") == 3


def test_what_was_judged_already_is_not_reported(edition: str) -> None:
    judged = "<choice><sic>his\u200btory</sic><corr cert='high' resp='#resp.editors'>history</corr></choice>"
    assert _findings(edition.replace(PAGE, judged), "chars-invisible") == []
    assert _findings(edition.replace(PAGE, "<surplus reason='furniture'>{{x}}</surplus>"), "chars-leaked-code") == []


def test_a_word_of_mixed_scripts_is_one_finding_that_names_its_letter(root: Path, edition: str) -> None:
    document = parse(edition.replace(PAGE, "A list of histоrical sources").encode(), name="a.xml")
    schemas = root / "schemas"
    found = one.validate(document, grammar=schemas / "frontmatter.rng", rules=schemas / "frontmatter.sch")
    (finding,) = [f for f in found if "histоrical" in f.message and f.rule != "cyrillic-language"]
    assert finding.rule == "mixed-script"
    assert "U+043E CYRILLIC SMALL LETTER O" in finding.message
    assert finding.source_line[finding.column - 1 :].startswith("histоrical")
    assert finding.repair == "Write “historical” in letters of one alphabet. “titelei fix --rule mixed-script” does it."


def test_a_letter_that_the_language_does_not_have_is_not_written_into_its_word(tmp_path: Path, edition: str) -> None:
    damaged = edition.replace(PAGE, 'A list of <foreign xml:lang="ru">Маsсква</foreign> sources', 1)
    fixed = _fixed(tmp_path, damaged, "mixed-script")
    assert not fixed.is_changed
    schemas = Path(__file__).parents[2] / "schemas"
    document = parse(damaged.encode(), name="a.xml")
    found = one.validate(document, grammar=None, rules=schemas / "frontmatter.sch")
    (finding,) = [f for f in found if f.rule == "mixed-script"]
    assert "U+0073 LATIN SMALL LETTER S" in finding.message
    assert finding.repair == "Write the word in one alphabet."


def test_a_formula_and_a_century_are_no_mixed_words(root: Path, edition: str) -> None:
    text = edition.replace("<p>A list", '<p xml:lang="ru">СO2 XIXв. A list')
    document = parse(text.encode(), name="a.xml")
    found = one.validate(document, grammar=None, rules=root / "schemas" / "frontmatter.sch")
    assert [f for f in found if f.rule == "mixed-script"] == []
