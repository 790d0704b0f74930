"""Hits as findings: which rule, how grave, where, how to repair, and places that are excused."""

from pathlib import Path

import pytest

from titelei.model import Finding, Severity
from titelei.validate import excuses
from titelei.validate.schematron import Hit, compile_schema, run
from titelei.validate.schematron.hit_findings import findings, rule_of, severity_of
from titelei.xml.read import Document, parse

SCHEMA = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<sch:pattern id="a-has-k"><sch:rule context="a"><sch:assert id="a-has-k" role="warning" test="@k"
  diagnostics="a-has-k.repair" properties="a-has-k.breaks a-has-k.clause">This a has no k.</sch:assert></sch:rule>
  <sch:rule context="b"><sch:assert id="a-has-k.2" test="@k">This b has no k.</sch:assert></sch:rule></sch:pattern>
<sch:diagnostics><sch:diagnostic id="a-has-k.repair">Add k.</sch:diagnostic></sch:diagnostics>
<sch:properties><sch:property id="a-has-k.breaks">html oai_dc</sch:property>
<sch:property id="a-has-k.clause">Clause 1</sch:property></sch:properties></sch:schema>"""


def _validate(text: str, tmp_path: Path) -> tuple[tuple[Finding, ...], Document]:
    schema = tmp_path / "schema.sch"
    schema.write_text(SCHEMA, "utf-8")
    document = parse(text.encode(), name="d.xml", edition=False)
    return findings(run(compile_schema(schema), document).hits, document, phase="publish"), document


def test_a_finding_carries_everything_its_rule_says(tmp_path: Path) -> None:
    found, _ = _validate("<r>\n  <a>x</a></r>", tmp_path)
    assert found == (
        Finding(
            rule="a-has-k",
            severity=Severity.WARNING,
            message="This a has no k.",
            repair="Add k.",
            phase="publish",
            file="d.xml",
            line=2,
            column=3,
            path="/r/a[1]",
            source_line="  <a>x</a></r>",
            breaks=("html", "oai_dc"),
            clause="Clause 1",
        ),
    )


@pytest.mark.parametrize(
    ("pattern", "name", "rule"),
    [
        ("p", "p", "p"),
        ("p", "p.2", "p"),
        ("p", "", "p"),
        ("p", "other", "other"),
        ("p", "pother", "pother"),
        ("", "i", "i"),
        ("", "", "schematron"),
    ],
)
def test_the_rule_is_the_pattern_where_the_assertion_belongs_to_it(pattern: str, name: str, rule: str) -> None:
    assert rule_of(Hit(kind="assert", pattern=pattern, id=name)) == rule


@pytest.mark.parametrize(
    ("hit", "severity"),
    [
        (Hit(kind="assert"), Severity.ERROR),
        (Hit(kind="report"), Severity.WARNING),
        (Hit(kind="report", role="FATAL"), Severity.ERROR),
        (Hit(kind="assert", role="warn"), Severity.WARNING),
        (Hit(kind="assert", role="information"), Severity.INFO),
        (Hit(kind="assert", role="author", severity="info"), Severity.INFO),
        (Hit(kind="assert", flag="warning"), Severity.WARNING),
        (Hit(kind="assert", role="unheard-of"), Severity.ERROR),
    ],
)
def test_the_severity_comes_from_the_first_word_that_is_known(hit: Hit, severity: Severity) -> None:
    assert severity_of(hit) is severity


def test_a_hit_without_text_quotes_its_test() -> None:
    document = parse(b"<r/>", name="d.xml", edition=False)
    (found,) = findings([Hit(kind="assert", test="@k", location="/Q{}r[1]")], document)
    assert "“@k” does not hold" in found.message


def test_a_hit_at_the_document_is_shown_at_its_root() -> None:
    document = parse(b"<!-- c -->\n<r/>", name="d.xml", edition=False)
    (found,) = findings([Hit(kind="report", location="/", text="m")], document)
    assert (found.line, found.column, found.path) == (2, 1, "/")


@pytest.mark.parametrize(
    "text",
    [
        '<r><?titelei excuse rule="a-has-k" reason="Why not."?><a/></r>',
        '<r><?titelei excuse rule="a-has-k" reason="Why not."?>\n  <!-- c --> <a/></r>',
        "<r><?titelei excuse rule='x a-has-k' reason='Why not.'?><a/></r>",
        '<r><a><?titelei excuse rule="a-has-k" reason="Why not."?>text</a></r>',
        '<r><?titelei excuse rule="a-has-k" reason="Why not."?><?titelei excuse rule="x" reason="y"?><a/></r>',
    ],
)
def test_an_excuse_before_an_element_or_first_in_it_holds(text: str, tmp_path: Path) -> None:
    found, document = _validate(text, tmp_path)
    (excused,) = excuses.apply(document, found)
    assert excused.excused == "Why not."


@pytest.mark.parametrize(
    "text",
    [
        '<r><?titelei excuse rule="other" reason="Why not."?><a/></r>',
        '<r><?titelei excuse rule="a-has-k" reason="Why not."?>text<a/></r>',
        '<r><?titelei excuse rule="a-has-k" reason="Why not."?><c/><a/></r>',
        '<r><a>text<?titelei excuse rule="a-has-k" reason="Why not."?></a></r>',
        '<r><a/><?titelei excuse rule="a-has-k" reason="Why not."?></r>',
        '<r><?other excuse rule="a-has-k" reason="Why not."?><a/></r>',
        '<r><?titelei note rule="a-has-k" reason="Why not."?><a/></r>',
        '<?titelei excuse rule="a-has-k" reason="Why not."?><r><a/></r>',
    ],
)
def test_an_excuse_elsewhere_or_for_another_rule_does_not_hold(text: str, tmp_path: Path) -> None:
    found, document = _validate(text, tmp_path)
    assert [f.excused for f in excuses.apply(document, found)] == [""]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ('rule="a-has-k"', "reason"),
        ('reason="x"', "rule"),
        ('rule="a-has-k" reason="  "', "reason"),
        ("", "rule and reason"),
    ],
)
def test_an_excuse_without_rule_or_reason_is_itself_a_finding(said: str, missing: str, tmp_path: Path) -> None:
    found, document = _validate(f"<r>\n <?titelei excuse {said}?><a/></r>", tmp_path)
    first, second = excuses.apply(document, found)
    assert first.excused == ""
    assert (second.rule, second.line, second.column) == ("excuse-incomplete", 2, 2)
    assert f"lacks {missing}," in second.message
