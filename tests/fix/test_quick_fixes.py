"""Schematron QuickFix in any schema: fixes are worked out where the assertion failed, and only there."""

from pathlib import Path

import pytest

from titelei.errors import AssetError
from titelei.names import SCH, SQF, XSL
from titelei.validate import schematron
from titelei.xml.edits import Fix
from titelei.xml.read import parse

DOCUMENT = b'<r><a n="1">x y</a><a n="2">z</a><b/></r>'


def _fixes(tmp_path: Path, fixes: str, names: str = "f", around: str = "") -> tuple[tuple[Fix, ...], ...]:
    schema = tmp_path / "s.sch"
    schema.write_text(
        f"""<sch:schema xmlns:sch="{SCH}" xmlns:sqf="{SQF}" xmlns:xsl="{XSL}" queryBinding="xslt3">
        <sch:let name="word" value="'global'"/>{around}
        <sch:pattern id="p"><sch:rule context="a"><sch:let name="n" value="number(@n)"/>
        <sch:assert id="p" test="false()" sqf:fix="{names}">No.</sch:assert>{fixes}
        </sch:rule></sch:pattern></sch:schema>""",
        encoding="utf-8",
    )
    compiled = schematron.compile_schema(schema)
    return tuple(hit.fixes for hit in schematron.run(compiled, parse(DOCUMENT, name="d.xml", edition=False)).hits)


def _fix(content: str, name: str = "f", more: str = "") -> str:
    title = "<sqf:description><sqf:title>Do it</sqf:title></sqf:description>"
    return f'<sqf:fix id="{name}" {more}>{title}{content}</sqf:fix>'


def test_a_fix_sees_the_rule_s_variables_and_its_own(tmp_path: Path) -> None:
    content = """<sch:let name="m" value="$n + 1"/><sqf:replace match="@n" select="concat($m, $word)"/>"""
    first, second = _fixes(tmp_path, _fix(content))
    assert (first[0].id, first[0].title, first[0].rule) == ("f", "Do it", "p")
    assert "2global" in first[0].edits[0].content
    assert "3global" in second[0].edits[0].content
    assert second[0].edits[0].path.endswith("Q{}a[2]/@n")


def test_each_match_is_one_edit(tmp_path: Path) -> None:
    first, _ = _fixes(tmp_path, _fix('<sqf:delete match="//a"/><sqf:add match="../b" position="after"><c/></sqf:add>'))
    assert [(e.op, e.path[-4:], e.position) for e in first[0].edits] == [
        ("delete", "a[1]", ""),
        ("delete", "a[2]", ""),
        ("add", "b[1]", "after"),
    ]


def test_a_string_is_replaced_at_each_place_it_stands(tmp_path: Path) -> None:
    first, second = _fixes(
        tmp_path, _fix('<sqf:stringReplace regex="[xy]{1}"><xsl:value-of select="."/>!</sqf:stringReplace>')
    )
    assert [(e.start, e.length) for e in first[0].edits] == [(0, 1), (2, 1)]
    assert ">y!<" in first[0].edits[1].content
    assert second[0].edits == ()


def test_a_fix_is_on_offer_only_when_it_fits(tmp_path: Path) -> None:
    first, second = _fixes(tmp_path, _fix("<sqf:delete/>", more='use-when="$n = 2"'))
    assert (len(first), len(second)) == (0, 1)


def test_fixes_are_found_in_the_rule_before_the_schema_and_by_their_group(tmp_path: Path) -> None:
    group = f'<sqf:group id="both">{_fix("", "h")}{_fix("", "i")}</sqf:group>'
    around = f"<sqf:fixes>{_fix('<sqf:delete/>', 'g')}{group}</sqf:fixes>"
    first, _ = _fixes(tmp_path, _fix("<sqf:delete/>"), names="f g both", around=around)
    assert [f.id for f in first] == ["f", "g", "h", "i"]


def test_a_node_of_the_document_is_carried_by_its_place(tmp_path: Path) -> None:
    first, _ = _fixes(tmp_path, _fix('<sqf:replace><w><sqf:copy-of select="@n | text()"/></w></sqf:replace>'))
    content = first[0].edits[0].content
    assert content.count("source") >= 2
    assert "a[1]/@n" in content
    assert "a[1]/text()[1]" in content


def test_a_fix_that_fails_is_told_and_hides_no_finding(tmp_path: Path) -> None:
    first, second = _fixes(tmp_path, _fix('<sqf:replace match="@n" select="error((), \'oh no\')"/>'))
    assert "oh no" in first[0].failure
    assert (first[0].edits, len(second)) == ((), 1)


def test_a_fault_in_a_fix_is_a_warning_with_its_line_and_the_schema_validates(tmp_path: Path) -> None:
    assert _fixes(tmp_path, _fix('<sqf:replace match="@n" select="1 +"/>')) == ((), ())
    (warning,) = schematron.compile_schema(tmp_path / "s.sch").warnings
    assert warning.message.startswith("@select of <replace> is faulty")
    assert warning.line == 4


def test_a_fault_beside_one_in_a_fix_is_told_itself(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="@value of <let> is faulty"):
        _fixes(tmp_path, _fix('<sqf:replace match="@n" select="1 +"/>'), around='<sch:let name="x" value="1 +"/>')


def test_the_report_that_others_read_is_plain_svrl(tmp_path: Path) -> None:
    _fixes(tmp_path, _fix("<sqf:delete/>"))
    assert "titelei" not in schematron.schematron(tmp_path / "s.sch", parse(DOCUMENT, name="d.xml", edition=False))
