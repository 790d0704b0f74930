"""The compiled Schematron holds each rule once, in its phases, with all that its message needs."""

import io
from pathlib import Path

import pytest
from lxml import etree

from titelei.names import SCH, SVRL, TEI
from titelei.schema.compile import compiled

SMALL = Path(__file__).parent / "cases" / "small" / "small.odd"
NS = {"sch": SCH}


@pytest.fixture(scope="module")
def schema() -> "etree._Element":
    return etree.fromstring(compiled(SMALL)["small.sch"])


def test_each_rule_is_a_pattern_in_the_order_of_the_odd(schema: "etree._Element") -> None:
    assert schema.xpath("sch:pattern/@id", namespaces=NS) == ["SM01", "SM02"]


def test_phases_contain_those_before_them(schema: "etree._Element") -> None:
    active = {p.get("id"): p.xpath("sch:active/@pattern", namespaces=NS) for p in schema.iterfind("sch:phase", NS)}
    assert active == {
        "draft": ["SM01"],
        "publish": ["SM01"],
        "deposit": ["SM01"],
        "deposit-hal": ["SM01", "SM02"],
    }
    assert schema.get("defaultPhase") == "publish"


def test_namespaces_and_variables_of_the_whole_schema_come_first(schema: "etree._Element") -> None:
    assert schema.xpath("sch:ns/@prefix", namespaces=NS) == ["tei", "xlink"]
    assert schema.xpath("sch:let/@name", namespaces=NS) == ["ids"]


def test_a_test_is_one_line_and_its_strings_are_kept(schema: "etree._Element") -> None:
    assert schema.xpath("string(//sch:assert[@id = 'SM01']/@test)", namespaces=NS) == (
        "count($items) eq count(distinct-values($items))"
    )
    assert "'  '" in schema.xpath("string(//sch:let[@name = 'items']/@value)", namespaces=NS)


def test_a_message_is_one_line_with_its_slot(schema: "etree._Element") -> None:
    message = schema.xpath("//sch:assert[@id = 'SM01']", namespaces=NS)[0]
    assert message.text == "The list "
    assert message[0].tail == " has two equal items."


def test_what_a_rule_refers_to_is_there(schema: "etree._Element") -> None:
    named = {n for a in schema.xpath("//@diagnostics | //@properties") for n in a.split()}
    there = set(schema.xpath("//sch:diagnostic/@id | //sch:property/@id", namespaces=NS))
    assert named == there


def test_a_quick_fix_is_carried_along(tmp_path: Path) -> None:
    odd = tmp_path / "small.odd"
    fix = (
        '<sqf:fix xmlns:sqf="http://www.schematron-quickfix.com/validator/process" id="SM02.fix">'
        "<sqf:description><sqf:title>Number it</sqf:title></sqf:description>"
        '<sqf:add node-type="attribute" target="n">1</sqf:add></sqf:fix></sch:rule>'
        '<sch:diagnostic id="SM02.repair">'
    )
    text = SMALL.read_text()
    sound = text[text.index("</sch:rule>", text.index("SM02")) : text.index('<sch:diagnostic id="SM02.repair">')]
    odd.write_text(text.replace(sound + '<sch:diagnostic id="SM02.repair">', fix))
    schema = etree.fromstring(compiled(odd)["small.sch"])
    assert [etree.QName(e).localname for e in schema.xpath("//*[@id = 'SM02.fix']")[0].iter()] == [
        "fix",
        "description",
        "title",
        "add",
    ]


def test_pyschematron_runs_it() -> None:
    from pyschematron import validate_document

    document = f'<list xmlns="{TEI}" n="5"><item>a</item><item>a</item></list>'
    result = validate_document(
        etree.parse(io.BytesIO(document.encode())), etree.parse(io.BytesIO(compiled(SMALL)["small.sch"])), phase="draft"
    )
    failed = result.get_svrl().findall(f".//{{{SVRL}}}failed-assert")
    assert [f.get("id") for f in failed] == ["SM01"]
