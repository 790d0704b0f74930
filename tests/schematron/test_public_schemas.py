"""Published schemas of others run as they are: what is odd in them is told, and keeps nobody from validating."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from titelei.validate.schematron import compile_schema, run
from titelei.xml.read import Document, parse, read

JATS = Path(__file__).parent / "jats" / "article.xml"

INVOICES = Path(__file__).parent / "invoices" / "rules.sch"
"""Constructions of PEPPOL's rules, in small."""

ORDER = b"""<r xmlns="urn:r" xmlns:b="urn:c" xmlns:a="urn:a"><b:ProfileID>process:01:x</b:ProfileID>
<b:EndpointID schemeID="0088">%s</b:EndpointID><b:Amount currencyID="%s" exp="1.00">%s</b:Amount>
<a:Party><b:Country>NO</b:Country></a:Party>%s</r>"""


def _ids(schema: Path, document: Document) -> list[str]:
    return sorted(hit.id for hit in run(compile_schema(schema), document).hits)


@pytest.mark.parametrize(
    ("document", "ids"),
    [
        (ORDER % (b"7300010000001", b"SEK", b"1.01", b""), []),
        (ORDER % (b"7300010000002", b"USD", b"1.10", b"<b:Note/>"), ["NO", "R008", "R040", "R051", "R120"]),
    ],
)
def test_functions_written_in_the_namespace_of_xslt_run(document: bytes, ids: list[str]) -> None:
    document = document.replace(b"process:01:x", b"other") if ids else document
    assert _ids(INVOICES, parse(document, name="d.xml", edition=False)) == ids
    assert compile_schema(INVOICES).warnings == ()


@pytest.mark.long
@pytest.mark.parametrize("number", [1, 2, 3])
def test_en_16931_finds_nothing_in_its_own_examples(reference: Callable[[str], Path], number: int) -> None:
    schema, example = reference("en16931/EN16931-UBL-validation.sch"), reference(f"en16931/guide-example{number}.xml")
    assert _ids(schema, read(example, edition=False)) == []


def test_en_16931_finds_what_is_missing_and_warns_of_its_parameters(reference: Callable[[str], Path]) -> None:
    schema, example = reference("en16931/EN16931-UBL-validation.sch"), reference("en16931/guide-example1.xml")
    broken = re.sub(rb"<cbc:IssueDate>.*?</cbc:IssueDate>", b"", example.read_bytes(), count=1)
    assert _ids(schema, parse(broken, name="d.xml", edition=False)) == ["BR-03"]
    messages = [finding.message for finding in compile_schema(schema).warnings]
    assert sum("neither declares nor uses it" in message for message in messages) >= 3
    assert sum("has blanks at its edge" in message for message in messages) >= 10


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "found", "warned"),
    [
        ("final-JATS-schematron.sch", {"sec-test-1", "kwd-group-type"}, 0),
        ("rp-schematron.sch", {"article-version-1", "missing-orcid-test"}, 1),
    ],
)
def test_elife_s_schemas_run(
    reference: Callable[[str], Path], tmp_path: Path, name: str, found: set[str], warned: int
) -> None:
    schema = tmp_path / name
    schema.write_bytes(reference(f"elife/{name}").read_bytes())
    for lists in set(re.findall(r"'([a-z-]+\.xml)'", schema.read_text("utf-8"))):  # which are not beside the schemas
        (tmp_path / lists).write_text("<list/>", "utf-8")
    assert found <= set(_ids(schema, read(JATS, edition=False)))
    assert len(compile_schema(schema).warnings) == warned


def test_a_pattern_that_calls_another_program_s_function_is_left_out_and_told(tmp_path: Path) -> None:
    schema = tmp_path / "s.sch"
    schema.write_text(
        '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">\n'
        '<sch:ns prefix="j" uri="java:org.example.Cache"/>\n'
        '<sch:pattern id="p"><sch:rule context="r"><sch:report id="a" test="\'j:f(1)\'"/></sch:rule></sch:pattern>\n'
        '<sch:pattern id="q"><sch:rule context="r"><sch:report id="b" test="j:f(1)"/></sch:rule></sch:pattern>'
        "</sch:schema>",
        "utf-8",
    )
    assert _ids(schema, parse(b"<r/>", name="d.xml", edition=False)) == ["a"]
    (warning,) = compile_schema(schema).warnings
    assert warning.message == "The function j:f() belongs to another program, so the pattern “q” is left out."
    assert warning.line == 4


CII = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
<ns prefix="rsm" uri="urn:i"/><ns prefix="ram" uri="urn:m"/>
<phase id="model_phase"><active pattern="CII-model"/></phase>
<pattern abstract="true" id="model">
  <rule context="$Document_level"><assert test="$BR-CO-1" id="BR-CO-1" flag="fatal">[BR-CO-1]-Lines are added.</assert>
    <assert test="$BR-CO-10" flag="fatal" id="BR-CO-10">[BR-CO-10]-Total is <value-of select="$Total"/>.</assert></rule>
  <rule context="$Item"><assert test="$BR-21" id="BR-21" flag="warning">[BR-21]-A line has a name.</assert></rule>
</pattern>
<pattern is-a="model" id="CII-model">
  <param name="BR-CO-1" value="ram:Sum = sum(ram:Line/ram:Net)"/>
  <param name="BR-CO-10" value="xs:decimal(ram:Total) = round(xs:decimal(ram:Sum) * 10 * 10) div 100"/>
  <param name="BR-21" value="ram:Name != ''"/>
  <param name="BR-99 " value="false()"/>
  <param name="Document_level " value="/rsm:Invoice"/>
  <param name="Total" value="ram:Total"/>
  <param name="Item" value="//ram:Line[not(ram:Reason = ('A', 'B'))]"/>
</pattern></schema>"""
"""Constructions of EN 16931's rules for CII, in small: every context and test is a parameter, some with blanks."""


@pytest.mark.parametrize(
    ("total", "net", "name", "ids"),
    [("2.50", "2.50", "Ink", []), ("2.51", "2.40", "", ["BR-21", "BR-CO-1", "BR-CO-10"])],
)
def test_rules_whose_contexts_and_tests_are_all_parameters_run(
    tmp_path: Path, total: str, net: str, name: str, ids: list[str]
) -> None:
    schema = tmp_path / "cii.sch"
    schema.write_text(CII, "utf-8")
    invoice = f"""<r:Invoice xmlns:r="urn:i" xmlns="urn:m"><Sum>2.50</Sum><Total>{total}</Total>
    <Line><Net>{net}</Net><Name>{name}</Name></Line><Line><Net>0</Net><Name/><Reason>A</Reason></Line></r:Invoice>"""
    document = parse(invoice.encode(), name="d.xml", edition=False)
    hits = run(compile_schema(schema, phase="model_phase"), document).hits
    assert sorted(hit.id for hit in hits) == ids
    assert all(hit.text.startswith(f"[{hit.id}]") for hit in hits)
    warned = [(f.line, f.message) for f in compile_schema(schema).warnings]
    assert [line for line, _ in warned] == [13, 13, 14]
    assert sum("has blanks at its edge" in message for _, message in warned) == 2
    assert sum("neither declares nor uses it" in message for _, message in warned) == 1
