"""Each form of report is read by its own schema or by a program that knows it, and lists what is excused."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from report.samples import ARTICLE, project, validate, words
from titelei.cli.validate import Form
from titelei.model import Finding, Severity
from titelei.names import SVRL
from titelei.report import text as text_report

FORMS = tuple(form.value for form in Form)
REASON = "in the body “only”"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("reports")
    project(folder)
    found = {}
    for form in FORMS:
        result = validate(folder, "--report", form, "-o", f"report.{form}")
        assert result.returncode == 1, result.stderr
        assert result.stdout == ""
        found[form] = (folder / f"report.{form}").read_text("utf-8")
    return found


@pytest.fixture(scope="module")
def findings(reports: dict[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(reports["json"])
    return found


def test_every_kind_of_fault_is_in_the_sample(findings: list[dict[str, Any]]) -> None:
    rules = {f["rule"] for f in findings}
    assert {"pointer-resolves", "grammar-element-unknown", "xml-id-unique", "entry-mentioned"} <= rules
    assert [f["rule"] for f in findings if f["excused"]] == ["entry-mentioned"]


@pytest.mark.parametrize("form", FORMS)
def test_each_report_lists_the_excused_place_with_its_reason(form: str, reports: dict[str, str]) -> None:
    text = json.dumps(json.loads(reports[form]), ensure_ascii=False) if form in ("json", "sarif") else reports[form]
    assert REASON in text
    assert "entry-mentioned" in text


@pytest.mark.parametrize("form", FORMS)
def test_each_report_names_every_rule_that_was_broken(
    form: str, reports: dict[str, str], findings: list[dict[str, Any]]
) -> None:
    assert [f["rule"] for f in findings if f["rule"] not in reports[form]] == []


def test_text_quotes_the_line_with_a_mark_under_the_place(reports: dict[str, str]) -> None:
    lines = reports["text"].split("\n")
    at = next(n for n, line in enumerate(lines) if "#per.nowhere, and" in line)
    place, mark = lines[at + 1], lines[at + 2]
    assert place[mark.index("^") :].startswith('<persName ref="#per.nowhere">')
    assert lines[at + 3].startswith("  Repair: ")
    assert lines[at + 4].startswith("  Breaks: ")


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x07", "\x9b", "\u202e", "\u200b"])
def test_no_text_of_a_document_steers_the_terminal(sign: str) -> None:
    finding = Finding(
        rule="r",
        severity=Severity.ERROR,
        message=f"“{sign}” is here.",
        repair=sign,
        file=f"{sign}.xml",
        line=1,
        column=len(sign) + 3,
        source_line=f"a {sign}Z",
    )
    (block,) = text_report.blocks((finding,), "en")
    assert not set("\x1b\x07\x9b\u202e\u200b") & set(block)
    line, mark = block.split("\n")[1:3]
    assert line[mark.index("^")] == "Z"


def test_all_shows_the_xpath_and_the_phase() -> None:
    finding = Finding(rule="r", severity=Severity.ERROR, message="m.", path="/TEI/text[1]", phase="publish", file="a")
    (block,) = text_report.blocks((finding,), "en", show_all=True)
    assert "\n  XPath: /TEI/text[1]\n  Phase: publish\n" in block
    (brief,) = text_report.blocks((finding,), "en")
    assert "XPath" not in brief


def test_the_help_of_a_sarif_rule_holds_a_whole_repair(reports: dict[str, str]) -> None:
    (run,) = json.loads(reports["sarif"])["runs"]
    assert all("…" not in rule["help"]["text"].partition("Repair: ")[2] for rule in run["tool"]["driver"]["rules"])


def _sarif_schema(checker_packages: Callable[[str], Path]) -> Any:
    return json.loads(checker_packages("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))


def test_sarif_is_valid_by_the_official_schema(
    reports: dict[str, str], checker_packages: Callable[[str], Path]
) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the Python package jsonschema is not installed")
    validator = jsonschema.Draft7Validator(_sarif_schema(checker_packages))
    log = json.loads(reports["sarif"])
    assert [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(validator.iter_errors(log))


def test_sarif_says_of_each_finding_what_a_code_host_shows(
    reports: dict[str, str], findings: list[dict[str, Any]]
) -> None:
    (run,) = json.loads(reports["sarif"])["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(findings)
    prints = [r["partialFingerprints"]["titeleiFinding/v3"] for r in run["results"]]
    assert len(set(prints)) == len(prints)
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
        physical = result["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"] == {"uri": finding["file"], "uriBaseId": "SRCROOT"}
        region = physical["region"]
        assert (region["startLine"], region["startColumn"]) == (finding["line"], finding["column"])
        start = finding["source_offset"] + 1
        quoted = finding["source_line"][region["startColumn"] - start : region["endColumn"] - start]
        assert quoted == region["snippet"]["text"] != ""
        assert bool(result.get("suppressions")) == bool(finding["excused"])
        assert finding["message"] in result["message"]["text"]
        told = {**rules[result["ruleIndex"]]["properties"], **result.get("properties", {})}
        assert {key: told[key] for key in ("phase", "breaks", "clause", "repair")} == {
            key: finding[key] for key in ("phase", "breaks", "clause", "repair")
        }
        (element,) = result["locations"][0]["logicalLocations"]
        assert run["logicalLocations"][element["index"]]["fullyQualifiedName"] == finding["path"]
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["shortDescription"]["text"] != rule["id"]


def test_sarif_carries_what_fix_would_make(tmp_path: Path) -> None:
    text = ARTICLE.read_text("utf-8")
    path = project(tmp_path, text.replace('from="119" to="132"', 'from="132" to="119"').replace("<p>", "<p>\u200b", 1))
    log = json.loads(validate(tmp_path, "--report", "sarif").stdout)
    lines = path.read_text("utf-8").split("\n")
    fixes = [fix for result in log["runs"][0]["results"] for fix in result.get("fixes", ())]
    replaced = [r for fix in fixes for change in fix["artifactChanges"] for r in change["replacements"]]
    assert len(fixes) >= 2
    for replacement in sorted(replaced, key=lambda r: tuple(r["deletedRegion"].values()), reverse=True):
        region, new = replacement["deletedRegion"], replacement["insertedContent"]["text"]
        assert "endLine" not in region  # it is the first
        line = lines[region["startLine"] - 1]
        lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + new + line[region["endColumn"] - 1 :]
    assert 'from="119" to="132"' in "\n".join(lines)
    path.write_text("\n".join(lines), "utf-8")
    left = {r["ruleId"] for r in json.loads(validate(tmp_path, "--report", "sarif").stdout)["runs"][0]["results"]}
    assert left.isdisjoint({"pages-order"})


def test_sarif_of_many_findings_in_one_line_shows_each_part_of_the_line_once(tmp_path: Path) -> None:
    project(tmp_path, ARTICLE.read_text("utf-8").replace("<p>", "<p>" + "word\u200b " * 700, 1))
    text = validate(tmp_path, "--report", "sarif").stdout
    (run,) = json.loads(text)["runs"]
    places = [r["locations"][0]["physicalLocation"] for r in run["results"] if r["ruleId"] == "chars-invisible"]
    assert len(places) == 700
    contexts = [p["contextRegion"] for p in places if "contextRegion" in p]
    assert 10 < len(contexts) < 40
    for region in (p["region"] for p in places):
        assert any(c["startColumn"] <= region["startColumn"] < region["endColumn"] <= c["endColumn"] for c in contexts)
    # One by one nobody makes more of them: that is what “titelei fix --rule” is for.
    assert sum("fixes" in r for r in run["results"] if r["ruleId"] == "chars-invisible") == 500
    assert len(text) < 700 * 800


def test_sarif_links_a_rule_to_its_reference_page(reports: dict[str, str], root: Path) -> None:
    rules = {r["id"]: r for r in json.loads(reports["sarif"])["runs"][0]["tool"]["driver"]["rules"]}
    address = rules["pointer-resolves"]["helpUri"]
    assert address.endswith("/schema/rules.html#pointer-resolves")
    page = (root / "schemas" / "reference" / "rules.html").read_text("utf-8")
    assert 'id="pointer-resolves"' in page


def test_a_fingerprint_outlives_lines_added_above(tmp_path: Path, reports: dict[str, str]) -> None:
    article = project(tmp_path)
    article.write_text(article.read_text("utf-8").replace("<teiHeader>", "\n\n\n<teiHeader>", 1), "utf-8")
    moved = json.loads(validate(tmp_path, "--report", "sarif").stdout)

    def prints(log: Any) -> set[str]:
        return {r["partialFingerprints"]["titeleiFinding/v3"] for r in log["runs"][0]["results"]}

    assert prints(moved) == prints(json.loads(reports["sarif"]))


def test_junit_is_read_by_a_program_that_knows_it(reports: dict[str, str], findings: list[dict[str, Any]]) -> None:
    junitparser = pytest.importorskip("junitparser", reason="the Python package junitparser is not installed")
    (suite,) = junitparser.JUnitXml.fromstring(reports["junit"].encode())
    rules = {f["rule"] for f in findings}
    assert {case.name for case in suite} == rules
    failing = {f["rule"] for f in findings if f["severity"] == "error" and not f["excused"]}
    assert {case.name for case in suite if any(isinstance(r, junitparser.Failure) for r in case.result)} == failing
    assert (suite.tests, suite.failures, suite.skipped) == (len(rules), len(failing), 1)


def test_svrl_is_valid_by_the_grammar_of_annex_d(reports: dict[str, str]) -> None:
    tree = etree.fromstring(reports["svrl"].encode())
    grammar = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "svrl.rng")))
    grammar.assertValid(tree)


def test_svrl_holds_every_finding_and_the_engines_own_hits(
    reports: dict[str, str], findings: list[dict[str, Any]]
) -> None:
    tree = etree.fromstring(reports["svrl"].encode())
    hits = tree.findall(f"{{{SVRL}}}failed-assert")
    assert len(hits) == len(findings)
    excused = [h for h in hits if h.find(f"{{{SVRL}}}property-reference[@property='titelei.excused']") is not None]
    assert [h.get("id") for h in excused] == ["entry-mentioned"]
    assert len(tree.findall(f"{{{SVRL}}}fired-rule")) > 100


def test_svrl_tells_a_hit_of_a_schema_without_ids_once(tmp_path: Path) -> None:
    (tmp_path / "s.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern id="p"><rule context="r">'
        '<assert test="a">A.</assert><assert id="q" test="b">B.</assert></rule></pattern>'
        '<group><rule context="r"><report test="true()"/></rule></group></schema>',
        "utf-8",
    )
    (tmp_path / "d.xml").write_text("<r/>", "utf-8")
    given = validate(tmp_path, "--schematron", "s.sch", "--report", "svrl", "d.xml").stdout
    tree = etree.fromstring(given.encode())
    hits = [e for e in tree if etree.QName(e).localname in ("failed-assert", "successful-report")]
    assert [(e.get("id"), e.findtext("{*}text")) for e in hits] == [(None, "A."), ("q", "B."), (None, "")]


def test_svrl_of_several_documents_is_one_report(tmp_path: Path) -> None:
    first = project(tmp_path)
    other = first.with_name("other-2021.xml")
    other.write_text(first.read_text("utf-8").replace('"ambartsumyan-2021"', '"other-2021"', 1), "utf-8")
    tree = etree.fromstring(validate(tmp_path, "--report", "svrl").stdout.encode())
    etree.RelaxNG(etree.parse(str(Path(__file__).parent / "svrl.rng"))).assertValid(tree)
    named = {p.get("documents", "").rpartition("/")[2] for p in tree.iter(f"{{{SVRL}}}active-pattern")}
    assert named == {first.name, other.name}


@pytest.mark.long
def test_the_page_is_valid_html(reports: dict[str, str], vnu: list[str], tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(reports["html"], "utf-8")
    result = subprocess.run([*vnu, "--Werror", str(page)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_the_page_fetches_nothing_and_marks_each_place(reports: dict[str, str], findings: list[dict[str, Any]]) -> None:
    page = reports["html"]
    assert not any(f"<{name}" in page for name in ("script", "img", "link", "iframe"))
    assert "url(" not in page
    assert page.count("<mark>") == len(findings)
    text = words(page)
    for finding in findings:
        assert f"Line {finding['line']}, column {finding['column']}" in text


@pytest.mark.browser
@pytest.mark.long
def test_the_page_is_accessible(reports: dict[str, str], pa11y: Path, chromium: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(reports["html"], "utf-8")
    settings = tmp_path / "pa11y.json"
    launch = {"executablePath": str(chromium), "args": ["--no-sandbox", "--disable-gpu"]}
    settings.write_text(json.dumps({"chromeLaunchConfig": launch, "standard": "WCAG2AA"}), "utf-8")
    result = subprocess.run(
        ["node", str(pa11y), "--config", str(settings), page.as_uri()], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_valid_edition_gives_valid_empty_reports(tmp_path: Path, root: Path) -> None:
    project(tmp_path, (root / "tei" / "articles" / "ambartsumyan-2021.xml").read_text("utf-8"))
    for form in FORMS:
        result = validate(tmp_path, "--report", form)
        assert result.returncode == 0, result.stdout + result.stderr
        if form == "sarif":
            assert json.loads(result.stdout)["runs"][0]["results"] == []
        if form == "junit":
            assert 'failures="0"' in result.stdout


def test_a_report_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    project(tmp_path)
    result = validate(tmp_path, "--report", "html", "-o", "titelei.toml/report.html")
    assert result.returncode == 2
    assert "cannot be written" in result.stderr
