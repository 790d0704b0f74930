"""Phases, targets, severities, excuses and engines as ``titelei validate`` takes them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from report.samples import ARTICLE, project, validate
from rules.rules import CASES
from titelei.model import Severity
from titelei.validate import document as one
from titelei.validate import rules
from titelei.validate.schematron import engines, second_opinion
from titelei.validate.schematron.engines import not_portable
from titelei.validate.schematron.second_opinion import Opinion
from titelei.validate.schematron.svrl import Hit
from titelei.xml.read import parse, read

WHOLE = ARTICLE.read_text("utf-8")
TARGET = '\n[targets.shelf]\nkind = "bagit"\npath = "bags"\n'


def _findings(folder: Path, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(validate(folder, "--json", *arguments).stdout)
    return found


@pytest.mark.long
def test_a_target_adds_its_own_rules(tmp_path: Path) -> None:
    project(tmp_path, WHOLE)
    assert _findings(tmp_path) == []
    assert [f["rule"] for f in _findings(tmp_path, "--to", "crossref")] == ["crossref-doi"]
    assert {f["phase"] for f in _findings(tmp_path, "--to", "crossref")} == {"deposit-crossref"}
    assert [f["rule"] for f in _findings(tmp_path, "--to", "datacite")] == ["datacite-doi"]
    assert _findings(tmp_path, "--to", "invenio") == _findings(tmp_path, "--to", "hal") == []


def test_a_target_without_rules_of_its_own_takes_those_of_deposit(tmp_path: Path) -> None:
    project(tmp_path, WHOLE, TARGET)
    for name in ("shelf", "ocfl"):
        result = validate(tmp_path, "--to", name)
        assert result.returncode == 0
        assert result.stderr.startswith(f"{name} has no rules beyond those of every deposit; ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "crosref"), "Did you mean “crossref”? There are: bibtex, crossref, csl-json, "),
        (("--to", "qqqq"), "There is no target “qqqq”. There are: bibtex, crossref, csl-json, "),
        (("--to", "qqqq"), ", shelf, "),
        (("--phase", "publsh"), "Did you mean “publish”?"),
        (("--phase", "draft", "--to", "shelf"), "--phase and --to both name a phase"),
        (("--engine", "saxson"), "Did you mean “saxon”? There are: saxon, pyschematron, both."),
        (("--report", "sarf"), "Did you mean “sarif”?"),
    ],
)
def test_a_wrong_option_is_told_with_what_there_is(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    project(tmp_path, WHOLE, TARGET)
    result = validate(tmp_path, *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_project_raises_and_lowers_rules(tmp_path: Path) -> None:
    damaged = WHOLE.replace('ref="#per.kirov">S. Kirov', 'ref="#per.nobody">S. Kirov', 1)
    project(tmp_path, damaged, '\n[validate.severity]\npointer-resolves = "info"\nentry-mentioned = "error"\n')
    found = {f["rule"]: f["severity"] for f in _findings(tmp_path)}
    assert found["pointer-resolves"] == "info"
    assert found["entry-mentioned"] == "error"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("pointer-resolve", "Did you mean “pointer-resolves”?"),
        ("grammar-element-unknwon", "Did you mean “grammar-element-unknown”?"),
        ("xml-tags", "is always an error"),
    ],
)
def test_an_unknown_rule_in_the_settings_is_told_with_the_nearest(rule: str, said: str, tmp_path: Path) -> None:
    project(tmp_path, WHOLE, f'\n[validate.severity]\n{rule} = "info"\n')
    result = validate(tmp_path)
    assert result.returncode == 2
    assert rule in result.stderr
    assert said in result.stderr


def test_an_excused_place_is_listed_and_does_not_count(tmp_path: Path) -> None:
    damaged = WHOLE.replace(
        '<persName ref="#per.kirov">S. Kirov',
        '<?titelei excuse rule="pointer-resolves entry-mentioned" reason="to be written"?>'
        '<persName ref="#per.nobody">S. Kirov',
        1,
    )  # fmt: skip
    assert damaged != WHOLE
    article = project(tmp_path, damaged)
    result = validate(tmp_path)
    assert "error, excused: " in result.stdout
    assert "Excused: to be written" in result.stdout
    assert "1 excused" in result.stdout.splitlines()[-1]
    standing = [f for f in _findings(tmp_path) if not f["excused"]]
    assert "pointer-resolves" not in {f["rule"] for f in standing}
    article.write_text(damaged.replace("to be written", ""), "utf-8")
    assert {"excuse-incomplete", "pointer-resolves"} <= {f["rule"] for f in _findings(tmp_path)}


def test_like_findings_are_grouped_unless_all_are_asked_for(tmp_path: Path) -> None:
    project(tmp_path, WHOLE.replace('ref="#pla.', 'ref="#pla.x'))
    grouped, whole = validate(tmp_path).stdout, validate(tmp_path, "--all").stdout
    assert "[pointer-resolves] and " in grouped
    assert "more like this" not in whole
    assert whole.count("[pointer-resolves]") > grouped.count("[pointer-resolves]") == 4


def test_the_rules_of_a_schema_are_known_with_phase_severity_and_repair(root: Path) -> None:
    known = rules.all_rules(root / "schemas" / "frontmatter.sch")
    assert known["pointer-resolves"].phase == "draft"
    assert known["entry-mentioned"].severity is Severity.WARNING
    assert known["crossref-doi"].phase == "deposit-crossref"
    assert "…" in known["pointer-resolves"].repair
    assert known["pointer-resolves"].description.startswith("A pointer inside the file leads to")


def test_a_folder_without_files_is_a_finding(tmp_path: Path) -> None:
    project(tmp_path, WHOLE)
    (tmp_path / "empty").mkdir()
    done = validate(tmp_path, "empty")
    assert done.returncode == 1
    assert "There is no XML file in the folder empty" in done.stdout


@pytest.mark.long
def test_pyschematron_is_imported_only_when_asked_for(tmp_path: Path) -> None:
    project(tmp_path, WHOLE)
    code = (
        "import sys\nfrom titelei.cli.main import main\nsys.argv = ['titelei', 'validate']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "slow = {'pyschematron', 'elementpath', 'rich', 'sqlalchemy', 'http.client', 'titelei.encode.encoder'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_rules_that_are_not_portable_exist(root: Path) -> None:
    known = {rule.id for rule in rules.rules_of(root / "schemas" / "frontmatter.sch")}
    assert set(not_portable()) <= known
    assert all(reason.endswith(".") for reason in not_portable().values())


def test_a_rule_that_pyschematron_cannot_run_is_named_with_the_reason(tmp_path: Path) -> None:
    schema = tmp_path / "s.sch"
    schema.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
        '<pattern id="a"><rule context="x"><assert test="exists(current())" id="a">No.</assert></rule></pattern>'
        '<pattern id="b"><rule context="x"><assert test="@n" id="b">There is no n.</assert></rule></pattern></schema>',
        "utf-8",
    )
    document = parse(b"<x/>", name="x.xml", edition=False)
    found = engines.findings(document, schema, "#ALL", engine="pyschematron")
    assert {f.rule for f in found} == {"b", "engine-skips-rule"}
    skipped = next(f for f in found if f.rule == "engine-skips-rule")
    assert "does not run the rule a: " in skipped.message
    assert skipped.severity is Severity.INFO
    assert {f.rule for f in engines.findings(document, schema, "#ALL", engine="both")} == {"b", "engine-skips-rule"}


def test_a_disagreement_names_the_rule_and_both_verdicts(root: Path) -> None:
    document = read(CASES / "pointer-resolves" / "fail.xml")
    schema = root / "schemas" / "frontmatter.sch"
    hits = [h for h in _saxon_hits(document.name, schema) if h.pattern == "pointer-resolves"]
    (found,) = second_opinion.disagreements(hits, Opinion(xml="", hits=()), document)
    assert found.rule == "engines-disagree"
    for word in ("Saxon", "pyschematron", "pointer-resolves"):
        assert word in found.message
    assert (found.line, found.column) == document.positions.of_path(document.root, hits[0].location)


def _saxon_hits(file: str, schema: Path) -> tuple[Hit, ...]:
    from titelei.validate.schematron import rules_cache

    return rules_cache.verdict(schema, phase="draft", folder=None).hits(read(Path(file)))


@pytest.mark.long
@pytest.mark.parametrize("engine", ["pyschematron", "both"])
def test_the_second_engine_finds_the_same_on_the_edition(engine: engines.Engine, root: Path) -> None:
    text = WHOLE.replace('ref="#per.kirov">S. Kirov', 'ref="#per.nobody">S. Kirov', 1)
    document = parse(text.encode(), name="a.xml")
    schema = root / "schemas" / "frontmatter.sch"
    saxon = engines.findings(document, schema, "publish")
    assert {f.rule for f in saxon} >= {"pointer-resolves", "entry-mentioned"}
    other = engines.findings(document, schema, "publish", engine=engine)
    assert {f.rule for f in other if f.rule == "engines-disagree"} == set()
    key = [(f.rule, f.path, f.line, f.column, f.severity) for f in saxon]
    assert sorted(key) == sorted(
        (f.rule, f.path, f.line, f.column, f.severity) for f in other if f.rule != "engine-skips-rule"
    )


@pytest.mark.parametrize("case", ["pointer-resolves", "entry-mentioned", "date-order", "gap-desc"])
def test_the_verdict_without_messages_comes_to_the_same_hits(case: str, tmp_path: Path, root: Path) -> None:
    from titelei.validate import schematron
    from titelei.validate.schematron import rules_cache

    schema = root / "schemas" / "frontmatter.sch"
    document = read(CASES / case / "fail.xml")
    verdict = rules_cache.verdict(schema, phase="deposit", folder=tmp_path)
    whole = schematron.run(schematron.compile_schema(schema, phase="deposit"), document).hits
    assert verdict.hits(document) == whole
    assert verdict.hits(document) == whole
    kept = rules_cache.verdict(schema, phase="deposit", folder=tmp_path)
    assert kept.hits(document) == whole
    valid = read(CASES / case / "pass.xml")
    assert kept.hits(valid) == schematron.run(verdict.compiled, valid).hits


def test_a_damaged_cache_costs_nothing_but_time(tmp_path: Path, root: Path) -> None:
    document = read(CASES / "pointer-resolves" / "fail.xml")
    grammar, schema = (root / "schemas" / f"frontmatter.{ending}" for ending in ("rng", "sch"))
    first = one.validate(document, grammar=grammar, rules=schema, phase="draft", cache=tmp_path)
    code = (
        "import sys\nfrom pathlib import Path\nfrom titelei.xml.read import read\n"
        "from titelei.validate import document as one\n"
        "file, grammar, schema, cache = map(Path, sys.argv[1:])\n"
        "found = one.validate(read(file), grammar=grammar, rules=schema, phase='draft', cache=cache)\n"
        "print([f.rule for f in found])"
    )
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:-3000])
    arguments = [CASES / "pointer-resolves" / "fail.xml", grammar, schema, tmp_path]
    result = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == str([f.rule for f in first])
