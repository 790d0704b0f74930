"""Files that are not well-formed: the mark stands where the faulty piece begins, and names are given."""

import os
from pathlib import Path

import pytest

from titelei.errors import AssetError, DocumentError
from titelei.model import Finding
from titelei.validate import relaxng
from titelei.validate.schematron import hit_findings
from titelei.validate.schematron.svrl import Hit
from titelei.xml.read import parse, shown

CASES = {
    "another name": ("<a>\n <b>t</c>\n</a>", "</c>", "</c> closes nothing: no <c> is open, but <b> of line 2."),
    "crossed": ("<a>\n <b>t<c>u</b></c>\n</a>", "</b>", "<c>, opened in line 2, is closed here by </b>."),
    "one too many": ("<a>\nxx </bb>y</a>", "</bb>", "</bb> closes nothing: no <bb> is open, but <a> of line 1."),
    "saved in part": ("<a>\n <b>\n  <c>text\n\n\n", "", "The file ends while <c>, opened in line 3, is still open."),
    "cut in a tag": ('<a>\n<b>\n <cc d="e" xml', "<cc", "The file ends inside the tag <cc>."),
    "cut in a value": ('<a>\n<b>\n <cc xml:id="k', "<cc", "The file ends inside the tag <cc>."),
    "cut in an end tag": ("<a>\n<b>text</b", "</b", "The file ends inside the tag </b>."),
    "deep": ("<a>\n" + "<b>" * 300 + "</b>" * 300 + "</a>", "", "The document is nested over 95 deep."),
    "entity": ("<a>\nfoo&nbsp;bar</a>", "&nbsp;", "&nbsp; is no entity of XML."),
    "bare &": ("<a>\nfoo & bar</a>", "& bar", "A bare & stands here."),
    "bare <": ("<a>\nfoo < bar</a>", "< bar", "A bare < stands here."),
    "no semicolon": ("<a>\nfoo &bar baz</a>", "&bar", "An & begins a reference that has no “;”."),
    "attribute twice": ('<a>\n<b c="x" d="e" c="y" z="u"/></a>', 'c="y"', "The attribute c is given twice."),
    "no marks": ("<a>\n<b cc=x/></a>", "x/>", "The value of cc has no quotation marks."),
    "typographic marks": ("<a>\n<b cc=“x”/></a>", "“x”", "The value of cc stands in typographic quotation marks"),
    "no value": ('<a>\n<b cc d="e"/></a>', "cc d", "The attribute cc has no value."),
    "value left open": ('<a>\n<b cc="x>foo\nbar</b></a>', 'cc="x', "The value of the attribute cc has no closing"),
    "< in a value": ('<a>\n<b cc="x<y"/></a>', "<y", "A < stands inside an attribute value."),
    "tag left open": ('<a>\n<b c="x"\n<d>foo</d></b></a>', "<d>", "A tag is not closed before this place"),
    "comment left open": ("<a>\n<!-- foo\n bar</a>", "<!-- foo", "A comment is not closed."),
    "instruction left open": ("<a>\nxx <?foo y</a>", "<?foo", "A processing instruction is not closed."),
    "declaration further down": (
        '\n<?xml version="1.0"?><a/>',
        "<?xml",
        "The XML declaration is not at the very start",
    ),
    "prefix": ("<a>\nxx <t:b>y</t:b></a>", "t:b>y", "The prefix t: is not declared."),
    "prefix of an attribute": ('<a>\nxx <b t:x="1">y</b></a>', "t:x", "The prefix t: is not declared."),
    "after characters beyond the BMP": ("<a>\n𝔄𝔅😀 & bar</a>", "& bar", "A bare & stands here."),
    "line ends of Windows": ("<a>\r\n\r\nfoo & bar</a>", "& bar", "A bare & stands here."),
}


def _finding(data: bytes) -> Finding:
    with pytest.raises(DocumentError) as raised:
        parse(data, name="x.xml", edition=False)
    (finding,) = raised.value.findings
    return finding


@pytest.mark.parametrize("name", CASES)
def test_the_mark_stands_where_the_faulty_piece_begins(name: str) -> None:
    text, piece, message = CASES[name]
    finding = _finding(text.encode())
    assert finding.source_line[finding.column - 1 :].startswith(piece)
    assert message in finding.message
    assert finding.source_line.strip()


def test_a_place_is_said_once(tmp_path: Path) -> None:
    include = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><i:include xmlns:i='http://www.w3.org/2001/XInclude'/></TEI>"
    for text in ("<html/>", "<!DOCTYPE a><a/>", include, "<a>" * 96 + "</a>" * 96):
        with pytest.raises(DocumentError) as raised:
            parse(text.encode(), name="x.xml")
        (finding,) = raised.value.findings
        assert finding.line == 1
        assert "x.xml" not in finding.message
        assert str(raised.value).startswith("x.xml line 1: ")


def test_more_attributes_than_are_read_are_told_at_their_element() -> None:
    many = " ".join(f'a{n}=""' for n in range(201))
    with pytest.raises(DocumentError) as raised:
        parse(f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<p {many}/></TEI>".encode(), name="x.xml")
    (finding,) = raised.value.findings
    assert (finding.line, finding.column, finding.path) == (2, 1, "/TEI/p[1]")
    assert "gives <p> 201 attributes; over 200 are not read" in finding.message


def test_a_page_is_sent_to_encode() -> None:
    with pytest.raises(DocumentError) as raised:
        parse(b"<!DOCTYPE html>\n<html><p>x</html>", name="x.html")
    assert "titelei encode" in raised.value.findings[0].repair


def test_a_schema_in_compact_syntax_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.rnc"
    path.write_text("start = element a { empty }", "utf-8")
    with pytest.raises(AssetError, match="compact syntax"):
        relaxng.grammar(path)


def test_a_value_of_great_length_is_cut_in_the_message() -> None:
    hit = Hit(kind="assert", id="x", text=f"The value “{'2' * 2_000_000}” is no date.", location="/Q{}a[1]")
    (found,) = hit_findings.findings([hit], parse(b"<a/>", name="a.xml", edition=False))
    assert found.message == f"The value “{'2' * 80}…” is no date."


def test_a_link_that_leads_nowhere_is_shown_as_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.symlink("gone.xml", "link.xml")
    assert shown(Path("link.xml")) == shown(tmp_path / "link.xml") == "link.xml"


def test_attribute_defaults_of_an_internal_subset_apply() -> None:
    document = parse(b'<!DOCTYPE a [<!ATTLIST b c CDATA "d" e CDATA "f">]><a><b c="x"/></a>', name="x", edition=False)
    assert dict(document.root[0].attrib) == {"c": "x", "e": "f"}
    assert 'e="f"' in document.xml


def test_a_dtd_outside_gives_no_defaults(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text('<!ATTLIST a b CDATA "c"><!ENTITY e "secret">', "utf-8")
    document = parse(b'<!DOCTYPE a SYSTEM "x.dtd"><a/>', name="x", path=tmp_path / "x.xml", edition=False)
    assert dict(document.root.attrib) == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (b'<!DOCTYPE a SYSTEM "x.dtd"><a>&nbsp;</a>', "&nbsp; may be"),
        (
            b'<!DOCTYPE a PUBLIC "-//X" "x.dtd" [<!ENTITY e "E">]><a b="&q;">&e; &amp; &nbsp;&eacute;</a>',
            "&q;, &nbsp;, &eacute; may",
        ),
        (b'<!DOCTYPE a [<!ENTITY % p SYSTEM "x.dtd">%p;]><a>&nbsp;</a>', "&nbsp; may be"),
    ],
)
def test_entities_of_a_dtd_outside_are_named(text: bytes, named: str) -> None:
    with pytest.raises(DocumentError) as raised:
        parse(text, name="x.xml", edition=False)
    assert raised.value.findings[0].message.startswith(named)
    assert "declared in a DTD outside this file, which is not read" in raised.value.findings[0].message
