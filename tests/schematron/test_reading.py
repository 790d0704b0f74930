"""A schema reads files only where it may, and none behind our back."""

from pathlib import Path

import pytest

import titelei
from titelei.errors import AssetError
from titelei.validate import document as one
from titelei.validate.schematron import compile_schema
from titelei.xml.read import read

SECRET = "for nobody's eyes"

SCHEMA = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  queryBinding="xslt3">
<sch:ns prefix="f" uri="urn:f"/><sch:ns prefix="other" uri="http://www.w3.org/2005/xpath-functions"/>
{head}<sch:pattern><sch:rule context="r"><sch:report test="true()">{message}</sch:report></sch:rule></sch:pattern>
</sch:schema>"""


LIBRARY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f">
<xsl:function name="f:f"><xsl:sequence select="{}"/></xsl:function></xsl:stylesheet>"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A schema and a document in folders of their own, and secrets beside these."""
    for folder in ("schemas", "texts", "shared"):
        (tmp_path / folder).mkdir()
    (tmp_path / "secret.xml").write_text(f"<s>{SECRET}</s>", "utf-8")
    (tmp_path / "secret.json").write_text(f'"{SECRET}"', "utf-8")
    (tmp_path / "shared" / "codes.xml").write_text("<codes>7</codes>", "utf-8")
    (tmp_path / "texts" / "d.xml").write_text("<r/>", "utf-8")
    (tmp_path / "texts" / "link.xml").symlink_to(tmp_path / "secret.xml")
    return tmp_path


def _report(place: Path, message: str, head: str = "", allow: tuple[Path, ...] = ()) -> str:
    schema = place / "schemas" / "s.sch"
    schema.write_text(SCHEMA.format(head=head, message=message), "utf-8")
    return titelei.schematron(schema, place / "texts" / "d.xml", allow=allow)


def _value(expression: str) -> str:
    return f'<sch:value-of select="{expression}"/>'


@pytest.mark.parametrize(
    "expression",
    [
        "doc('{xml}')",
        "doc('../secret.xml')",
        "document('{xml}')",
        "document('../secret.xml', .)",
        "doc(resolve-uri('link.xml', base-uri(.)))",
        "unparsed-text('{xml}')",
        "unparsed-text-lines('{xml}', 'utf-8')",
        "json-doc('{json}')",
        "collection('{folder}/?select=*.xml')",
        "uri-collection('{folder}')",
        "function-lookup(QName('http://www.w3.org/2005/xpath-functions', 'doc'), 1)('{xml}')",
        "other:doc('{xml}')",
        "'{xml}' => unparsed-text('utf-8')",
        "doc (: c :) ('{xml}')",
        "Q{{'}}a | doc('{xml}') | Q{{'}}b",
        "transform(map{{'stylesheet-location': '{xml}'}})",
        "environment-variable('HOME')",
        "doc('http://titelei.example.org/x.xml')",
    ],
)
def test_no_expression_reaches_a_file_elsewhere(place: Path, expression: str) -> None:
    addresses = {
        "xml": (place / "secret.xml").as_uri(),
        "json": (place / "secret.json").as_uri(),
        "folder": place.as_uri(),
    }
    with pytest.raises(AssetError) as caught:
        _report(place, _value(expression.format(**addresses)))
    assert SECRET not in str(caught.value)
    assert caught.value.findings[0].line == 4


@pytest.mark.parametrize(
    "body",
    [
        '<xsl:source-document href="{xml}"><xsl:sequence select="."/></xsl:source-document>',
        "<xsl:evaluate xpath=\"'do' || 'c(''{xml}'')'\"/>",
        "<xsl:sequence _select=\"{{'d'}}oc('{xml}')\"/>",
        "<xsl:value-of expand-text=\"yes\">{{doc('{xml}')}}</xsl:value-of>",
        "<e a=\"{{doc('{xml}')}}\"/>",
        "<xsl:if test=\"doc('{xml}')\"/>",
    ],
)
def test_no_instruction_reaches_a_file_elsewhere(place: Path, body: str) -> None:
    body = body.format(xml=(place / "secret.xml").as_uri())
    with pytest.raises(AssetError) as caught:
        _report(place, _value("f:f()"), f'<xsl:function name="f:f">{body}</xsl:function>')
    assert SECRET not in str(caught.value)


def test_a_schema_writes_no_file(place: Path) -> None:
    target = place / "texts" / "written.xml"
    with pytest.raises(AssetError, match="a schema writes none"):
        _report(place, f'<xsl:result-document href="{target.as_uri()}"><a/></xsl:result-document>')
    assert not target.exists()


def test_a_stylesheet_that_a_schema_includes_reads_nothing(place: Path) -> None:
    library = place / "schemas" / "l.xsl"
    library.write_text(LIBRARY.format("'fine'"), "utf-8")
    assert "fine" in _report(place, _value("f:f()"), '<xsl:include href="l.xsl"/>')
    library.write_text(LIBRARY.format("doc('../secret.xml')"), "utf-8")
    with pytest.raises(AssetError, match=r"l\.xsl line 2: In a stylesheet that the schema brings in, doc\(\) reads"):
        _report(place, _value("f:f()"), '<xsl:include href="l.xsl"/>')


def test_a_stylesheet_is_taken_from_where_it_was_looked_at(place: Path) -> None:
    (place / "schemas" / "sub").mkdir()
    (place / "schemas" / "l.xsl").write_text(LIBRARY.format("'inner'"), "utf-8")
    (place / "l.xsl").write_text(LIBRARY.format("'outer'"), "utf-8")
    report = _report(place, _value("f:f()"), '<xsl:include xml:base="sub/" href="../l.xsl"/>')
    assert "inner" in report


def test_entities_of_a_document_that_is_read_draw_nothing_in(place: Path) -> None:
    entity = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{(place / "secret.json").as_uri()}">]><a>&e;</a>'
    (place / "texts" / "e.xml").write_text(entity, "utf-8")
    with pytest.raises(AssetError, match="&e; is no entity") as caught:
        _report(place, _value("doc(resolve-uri('e.xml', base-uri(.)))"))
    assert SECRET not in str(caught.value)


def test_what_may_not_be_read_is_not_available(place: Path) -> None:
    uri = (place / "secret.xml").as_uri()
    report = _report(place, _value(f"doc-available('{uri}'), unparsed-text-available('{uri}'), doc-available('s.sch')"))
    assert "<svrl:text>false false true</svrl:text>" in report


def test_further_folders_are_read_where_allowed(place: Path) -> None:
    with pytest.raises(AssetError, match="lies neither in the folder of"):
        _report(place, _value("doc('../shared/codes.xml')"))
    assert "<svrl:text>7</svrl:text>" in _report(place, _value("doc('../shared/codes.xml')"), allow=(place / "shared",))


def test_a_file_is_validated_with_further_folders_where_allowed(place: Path) -> None:
    _report(place, _value("1"))
    schema, document = place / "schemas" / "s.sch", read(place / "texts" / "d.xml", edition=False)
    text = schema.read_text("utf-8").replace('select="1"', "select=\"doc('../shared/codes.xml')\"")
    schema.write_text(text, "utf-8")
    for cache in (None, place / "cache"):
        with pytest.raises(AssetError, match=r"is not allowed \(--allow\)"):
            one.validate(document, grammar=None, rules=schema, edition=False, cache=cache)
        (finding,) = one.validate(
            document, grammar=None, rules=schema, edition=False, cache=cache, allow=(place / "shared",)
        )
        assert finding.message == "7"


def test_a_schema_that_reads_nothing_carries_nothing_for_it(place: Path) -> None:
    _report(place, "doctor's documents")
    assert "titelei:ask" not in compile_schema(place / "schemas" / "s.sch").xslt


def test_a_schema_may_not_ask_without_end(place: Path) -> None:
    with pytest.raises(AssetError, match="asks for over 1,000 files") as stopped:
        _report(place, _value("(1 to 1001) ! doc-available(. || '.xml')"))
    assert stopped.value.findings[0].line == 4


def test_texts_are_decoded_as_xpath_says(place: Path) -> None:
    texts = place / "texts"
    (texts / "mark.txt").write_bytes("ж".encode("utf-16"))
    (texts / "declared.txt").write_bytes('<?xml version="1.0" encoding="windows-1251"?>ж'.encode("cp1251"))
    (texts / "asked.txt").write_bytes("ж".encode("koi8-r"))
    (texts / "plain.txt").write_text("ж", "utf-8")
    asked = "('mark', 'declared', 'asked', 'plain') ! unparsed-text(resolve-uri(. || '.txt', base-uri($r)), 'koi8-r')"
    report = _report(place, _value(f"let $r := . return {asked}"))
    assert report.count("ж") == 3
    with pytest.raises(AssetError, match="is not in the encoding utf-8"):
        _report(place, _value("unparsed-text(resolve-uri('asked.txt', base-uri(.)))"))
