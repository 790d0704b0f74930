"""QuickFix beyond one change: fixes that call others, that are there for each item, that ask the user."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from titelei.fix.changes import applied, changes_of
from titelei.model import Severity
from titelei.names import SCH, SQF, XSL
from titelei.pipeline.offer import _chosen
from titelei.validate import schematron
from titelei.xml.edits import Fix
from titelei.xml.read import parse
from titelei.xml.source import NotEditable, Source

DOCUMENT = b'<r><a n="1">x</a><b id="one"/><b id="two"/></r>'
TITLE = "<sqf:description><sqf:title>{}</sqf:title></sqf:description>"


def _schema(folder: Path, fixes: str, around: str = "", named: str = 'sqf:fix="f"') -> Path:
    schema = folder / "s.sch"
    schema.write_text(
        f"""<sch:schema xmlns:sch="{SCH}" xmlns:sqf="{SQF}" xmlns:xsl="{XSL}" queryBinding="xslt3">
<sch:let name="word" value="'global'"/><sch:pattern id="p">
<sch:let name="word" value="'of the pattern'"/><sch:rule context="a">
<sch:assert id="p" test="false()" {named}>No.</sch:assert>
{fixes}</sch:rule></sch:pattern>{around}</sch:schema>""",
        encoding="utf-8",
    )
    return schema


def _fixes(
    folder: Path, fixes: str, around: str = "", named: str = 'sqf:fix="f"', answers: Mapping[str, str] | None = None
) -> tuple[Fix, ...]:
    compiled = schematron.compile_schema(_schema(folder, fixes, around, named))
    document = parse(DOCUMENT, name="d.xml", edition=False)
    (hit,) = schematron.run(compiled, document, answers=answers or {}).hits
    return hit.fixes


def _made(fix: Fix) -> str:
    return applied(DOCUMENT, changes_of(fix, Source(DOCUMENT))).decode()


def test_a_fix_calls_another_with_values(tmp_path: Path) -> None:
    called = (
        f'<sqf:fixes><sqf:fix id="g"><sqf:param name="to" required="yes"/><sqf:param name="by" default="\'-\'"/>'
        f'{TITLE.format("Set it")}<sqf:replace match="@n" select="string-join(($to, $word), $by)"/></sqf:fix>'
        "</sqf:fixes>"
    )
    call = '<sqf:fix id="f"><sqf:call-fix ref="g"><sqf:with-param name="to" select="@n + 1"/></sqf:call-fix></sqf:fix>'
    (fix,) = _fixes(tmp_path, call, called)
    assert (fix.id, fix.title) == ("f", "Set it")
    assert _made(fix).startswith('<r><a n="2-of the pattern">')


def test_calls_and_changes_are_made_in_their_order_and_share_nothing(tmp_path: Path) -> None:
    fixes = f"""<sqf:fix id="f"><sqf:param name="v" default="'mine'"/>{TITLE.format("Both")}
      <sqf:add node-type="attribute" target="v" select="$v"/>
      <sqf:call-fix ref="g"><sqf:with-param name="w" select="$v"/>
        <sqf:with-param name="v"><c/></sqf:with-param></sqf:call-fix>
      <sqf:add match="../b[1]" node-type="attribute" target="v" select="$v"/></sqf:fix>
      <sqf:fix id="g"><sqf:param name="v"/><sqf:param name="w" type="xs:string"/>{TITLE.format("Inner")}
      <sqf:add position="last-child"><sqf:copy-of select="$v"/></sqf:add>
      <sqf:add match="../b[2]" node-type="attribute" target="w" select="$w"/></sqf:fix>"""
    (fix,) = _fixes(tmp_path, fixes)
    assert fix.title == "Both"
    made = '<r><a n="1" v="mine">x<c/></a><b id="one" v="mine"/><b id="two" w="mine"/></r>'
    assert _made(fix) == made


def test_a_condition_is_taken_over_from_the_only_fix_that_is_called(tmp_path: Path) -> None:
    called = f'<sqf:fix id="g" use-when="@n = 2">{TITLE.format("T")}<sqf:delete/></sqf:fix>'
    assert _fixes(tmp_path, f'<sqf:fix id="f"><sqf:call-fix ref="g"/></sqf:fix>{called}') == ()
    (fix,) = _fixes(tmp_path, f'<sqf:fix id="f" use-when="@n = 1"><sqf:call-fix ref="g"/></sqf:fix>{called}')
    assert "<a" not in _made(fix)


def test_a_local_fix_calls_the_schema_s_of_the_same_name(tmp_path: Path) -> None:
    around = f'<sqf:fixes><sqf:fix id="f">{TITLE.format("T")}<sqf:delete match="@n"/></sqf:fix></sqf:fixes>'
    (fix,) = _fixes(tmp_path, '<sqf:fix id="f"><sqf:call-fix ref="f"/></sqf:fix>', around)
    assert _made(fix).startswith("<r><a>x</a>")


def test_a_fix_is_there_for_each_item_and_one_is_chosen(tmp_path: Path) -> None:
    title = TITLE.format('Point at <sch:value-of select="$sqf:current/@id"/>')
    generic = (
        f'<sqf:fix id="f" use-for-each="../b" use-when="$sqf:current/@id != @n">{title}'
        '<sqf:replace match="@n" select="$sqf:current/@id"/></sqf:fix>'
    )
    fixes = _fixes(tmp_path, generic)
    assert [f.title for f in fixes] == ["Point at one", "Point at two"]
    assert _made(fixes[1]).startswith('<r><a n="two">')
    assert _made(_chosen(fixes, {"f": "1"})).startswith('<r><a n="one">')
    with pytest.raises(NotEditable, match=r"choose one with --set f=NUMBER \(1 Point at one; 2 Point at two\)"):
        _made(_chosen(fixes, {"f": "3"}))


def test_a_fix_asks_the_user(tmp_path: Path) -> None:
    asking = f"""<sqf:fix id="f">{TITLE.format("Set the number")}
      <sqf:user-entry name="number" type="xs:integer" default="@n + 1">{TITLE.format("The author's number")}
      </sqf:user-entry>
      <sqf:replace match="@n" select="$number * 2"/></sqf:fix>"""
    (fix,) = _fixes(tmp_path, asking)
    assert (fix.title, fix.asks, fix.edits) == ("Set the number", True, ())
    with pytest.raises(NotEditable, match=r"^it asks for “The author’s number”: answer it with --set number=2$"):
        _made(fix)
    (fix,) = _fixes(tmp_path, asking, answers={"number": "21"})
    assert _made(fix).startswith('<r><a n="42">')
    (fix,) = _fixes(tmp_path, asking, answers={"number": "many"})
    assert (fix.asks, "many" in fix.failure) == (False, True)


def test_a_called_fix_asks_too(tmp_path: Path) -> None:
    fixes = f"""<sqf:fix id="f"><sqf:call-fix ref="g"/></sqf:fix><sqf:fix id="g">{TITLE.format("T")}
      <sqf:user-entry name="q"/><sqf:replace match="@n" select="$q"/></sqf:fix>"""
    (fix,) = _fixes(tmp_path, fixes)
    assert "it asks for “q”: answer it with --set q=…" in fix.failure
    (fix,) = _fixes(tmp_path, fixes, answers={"q": "7"})
    assert _made(fix).startswith('<r><a n="7">')


def test_the_default_fix_comes_first(tmp_path: Path) -> None:
    both = "".join(f'<sqf:fix id="{n}">{TITLE.format(n)}<sqf:delete/></sqf:fix>' for n in "fg")
    found = _fixes(tmp_path, both, named='sqf:fix="f g" sqf:default-fix="g"')
    assert [f.id for f in found] == ["g", "f"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ('<sqf:add node-type="comment" position="before" select="\'c\'"/>', "<r><!--c--><a"),
        ('<sqf:add node-type="pi" target="p" position="before">v</sqf:add>', "<r><?p v?><a"),
        ('<sqf:replace node-type="keep" target="{name()}2" select="node()"/>', "<r><a2>x</a2>"),
        ('<sqf:replace match="@n" node-type="keep" target="{name()}2" select="."/>', '<r><a n2="1">'),
        ("<sqf:replace><e><xsl:apply-templates/></e></sqf:replace>", "<r><e>x</e>"),
        ('<sqf:replace><e><sch:let name="l" value="@n"/><xsl:value-of select="$l"/></e></sqf:replace>', "<r><e>1</e>"),
        ('<sqf:stringReplace regex="x{{1}}" select="\'y\'"/>', '<r><a n="1">y</a>'),
        ('<sqf:stringReplace regex="x" use-when="../@n = 2" select="\'y\'"/>', '<r><a n="1">x</a>'),
    ],
)
def test_what_a_change_may_make(tmp_path: Path, change: str, expected: str) -> None:
    (fix,) = _fixes(tmp_path, f'<sqf:fix id="f">{TITLE.format("T")}{change}</sqf:fix>')
    assert _made(fix).startswith(expected)


@pytest.mark.parametrize(
    ("fixes", "named", "message", "line"),
    [
        ("", 'sqf:fix="nix"', 'sqf:fix="nix" names no fix', 4),
        ('<sqf:fix id="f"/>', 'sqf:fix="f" sqf:default-fix="g"', "is not among the fixes", 4),
        ('<sqf:fix id="f"><sqf:keep/></sqf:fix>', 'sqf:fix="f"', "<sqf:keep> is no part of a fix", 5),
        ('<sqf:fix id="f"><sqf:call-fix ref="g"/></sqf:fix>', 'sqf:fix="f"', "calls a fix that is not there", 5),
        (
            '<sqf:fix id="f"><sqf:call-fix ref="g"/></sqf:fix>\n<sqf:fix id="g"><sqf:call-fix ref="f"/></sqf:fix>',
            'sqf:fix="f"',
            "calls itself again",
            6,
        ),
        (
            '<sqf:fix id="f"><sqf:call-fix ref="g"/></sqf:fix><sqf:fix id="g" use-for-each="b"/>',
            'sqf:fix="f"',
            "so it cannot be called",
            5,
        ),
        (
            '<sqf:fix id="f"><sqf:call-fix ref="g"/></sqf:fix>'
            '<sqf:fix id="g"><sqf:param name="v" required="yes"/></sqf:fix>',
            'sqf:fix="f"',
            "asks for the parameter “v”. Add",
            5,
        ),
        (
            '<sqf:fix id="f"><sqf:call-fix ref="g"><sqf:with-param name="v"/></sqf:call-fix></sqf:fix>'
            '<sqf:fix id="g"/>',
            'sqf:fix="f"',
            "“g” has no parameter “v”",
            5,
        ),
        ('<sqf:fix id="f"><sqf:param name="v" required="yes"/></sqf:fix>', 'sqf:fix="f"', "which only a call gives", 4),
        ('<sqf:fix id="f"><sqf:user-entry/></sqf:fix>', 'sqf:fix="f"', "<sqf:user-entry> lacks the attribute name", 5),
    ],
)
def test_a_fault_of_a_fix_names_element_and_line(
    tmp_path: Path, fixes: str, named: str, message: str, line: int
) -> None:
    compiled = schematron.compile_schema(_schema(tmp_path, fixes, named=named))
    assert (line, Severity.WARNING) in [(f.line, f.severity) for f in compiled.warnings if message in f.message]
    assert compiled.faults_of_fixes
    (hit,) = schematron.run(compiled, parse(DOCUMENT, name="d.xml", edition=False)).hits
    assert all(fix.failure or fix.edits == () for fix in hit.fixes)


def test_a_fault_of_one_fix_leaves_others_on_offer(tmp_path: Path) -> None:
    sound = f'<sqf:fix id="g">{TITLE.format("Do it")}<sqf:delete match="@n"/></sqf:fix>'
    fixes = f'<sqf:fix id="f"><sqf:keep/></sqf:fix>{sound}'
    assert [fix.id for fix in _fixes(tmp_path, fixes, named='sqf:fix="f g"')] == ["g"]


def test_a_processing_instruction_is_added(tmp_path: Path) -> None:
    fixes = f'<sqf:fix id="f">{TITLE.format("Do it")}<sqf:add position="before"><?keep this="yes"?></sqf:add></sqf:fix>'
    (fix,) = _fixes(tmp_path, fixes)
    assert _made(fix) == '<r><?keep this="yes"?><a n="1">x</a><b id="one"/><b id="two"/></r>'


def test_a_processing_instruction_is_added_by_its_node_type(tmp_path: Path) -> None:
    add = '<sqf:add position="last-child" node-type="pi" target="keep" select="$word"/>'
    (fix,) = _fixes(tmp_path, f'<sqf:fix id="f">{TITLE.format("Do it")}{add}</sqf:fix>')
    assert '<a n="1">x<?keep of the pattern?></a>' in _made(fix)
