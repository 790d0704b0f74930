"""pyschematron runs the same schema; hits have the same form, and disagreements are told."""

import subprocess
import sys
from pathlib import Path

import pytest

from schematron.case_files import Case, all_cases
from titelei.errors import AssetError
from titelei.validate.schematron import compile_schema, run, second_opinion
from titelei.xml.read import parse, read

# On the other cases pyschematron lacks the feature: XSLT, contexts of text, fragments, variables of a phase.
SHARED = [
    case
    for case in all_cases()
    if not case.error and case.name.split(":")[0] in ("rules", "bindings", "phases") and "may be #ALL" not in case.name
]

SCHEMA = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="XSLT2">
<sch:pattern id="plain"><sch:rule context="b">
<sch:assert id="plain" role="warning" test="@k" diagnostics="d" properties="q">No
   k in <sch:value-of select="name()"/>.</sch:assert></sch:rule></sch:pattern>
<sch:pattern id="keyed"><sch:rule context="b">
<sch:report id="keyed" test="key('k', 1)">m</sch:report></sch:rule></sch:pattern>
<sch:pattern id="mixed"><sch:rule context="p">
<sch:assert id="mixed" test="string(.) = 'xcz'">m</sch:assert></sch:rule></sch:pattern>
<sch:diagnostics><sch:diagnostic id="d">Add k.</sch:diagnostic></sch:diagnostics>
<sch:properties><sch:property id="q">html</sch:property></sch:properties></sch:schema>"""


@pytest.mark.parametrize("case", SHARED, ids=lambda c: c.name)
def test_both_engines_agree(case: Case, tmp_path: Path) -> None:
    schema, path = case.write(tmp_path)
    document = read(path, edition=False)
    opinion = second_opinion.run(schema, document, phase=case.phase)
    assert opinion.skipped == ()
    ours = run(compile_schema(schema, phase=case.phase), document).hits
    assert second_opinion.disagreements(ours, opinion, document) == ()


def _schema(tmp_path: Path, text: str = SCHEMA) -> Path:
    path = tmp_path / "s.sch"
    path.write_text(text, "utf-8")
    return path


def test_hits_have_the_same_form(tmp_path: Path) -> None:
    schema = _schema(tmp_path, SCHEMA.replace("key('k', 1)", "false()"))
    document = parse(b"<r><b/><b k='1'/></r>", name="d.xml", edition=False)
    assert second_opinion.run(schema, document).hits == run(compile_schema(schema), document).hits


def test_a_pattern_beyond_it_is_skipped_with_the_reason_and_the_others_run(tmp_path: Path) -> None:
    document = parse(b"<r><b/></r>", name="d.xml", edition=False)
    opinion = second_opinion.run(_schema(tmp_path), document)
    assert [hit.id for hit in opinion.hits] == ["plain"]
    ((name, reason),) = opinion.skipped
    assert name == "keyed"
    assert "unknown function" in reason


def test_patterns_marked_as_not_portable_are_skipped_and_listed(tmp_path: Path) -> None:
    document = parse(b"<r><b/></r>", name="d.xml", edition=False)
    opinion = second_opinion.run(_schema(tmp_path), document, skip=frozenset({"keyed", "plain", "elsewhere"}))
    assert opinion.hits == ()
    assert [name for name, _reason in opinion.skipped] == ["keyed", "plain"]


def test_a_disagreement_is_a_finding_with_its_place(tmp_path: Path) -> None:
    schema = _schema(tmp_path, SCHEMA.replace("key('k', 1)", "false()"))
    document = parse(b"<r>\n<p><b k='1'><i>x</i></b>c<k>z</k></p></r>", name="d.xml", edition=False)
    ours = run(compile_schema(schema), document).hits
    (finding,) = second_opinion.disagreements(ours, second_opinion.run(schema, document), document)
    assert (finding.rule, finding.line, finding.column, finding.path) == ("engines-disagree", 2, 1, "/r/p[1]")
    assert finding.message.startswith("pyschematron has a failed assertion of mixed here")


def test_a_schema_beyond_it_is_an_error(tmp_path: Path) -> None:
    schema = _schema(tmp_path, SCHEMA.replace("<sch:pattern", '<sch:let name="v" value="key(1, 2)"/><sch:pattern', 1))
    with pytest.raises(AssetError, match="pyschematron cannot use this schema"):
        second_opinion.run(schema, parse(b"<r/>", name="d.xml", edition=False))


def test_it_is_imported_only_when_asked_for() -> None:
    program = "import sys, titelei.validate.schematron.second_opinion; sys.exit('pyschematron' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
