"""Broken, foreign and hostile files: one message with file, place and repair, and the other records are read."""

import io
import plistlib
import zipfile
from pathlib import Path
from typing import Final

import pytest

from titelei.model import Finding
from titelei.sources.documents import READERS
from titelei.sources.documents.fault import DocumentFault
from titelei.sources.read import records
from titelei.sources.seen import look

HERE: Final = Path(__file__).parent / "kinds"
PNG: Final = b"\x89PNG\r\n\x1a\n" + bytes(64)
WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data: bytes, name: str) -> tuple[list[str], list[Finding]]:
    """Give the titles that were read, and what was found wrong."""
    found = list(records(data, name, look(data).kind))
    titles = [r.facts.titles[0].text for r in found if r.facts]
    return titles, [f for r in found if r.facts is None for f in r.findings]


def docx(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", document)
        packed.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    return out.getvalue()


def pdf(content: bytes, *, encrypt: str = "") -> bytes:
    """Make a PDF of one page, by hand."""
    protected = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>" if encrypt else ""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    identity = f"/ID [<{'43' * 16}> <{'43' * 16}>]"
    trailer = f"trailer << /Size 5 /Root 1 0 R {identity} {protected} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


def test_cut_jats_is_told_with_its_line() -> None:
    whole = (HERE / "article.jats.xml").read_bytes()
    titles, found = read(whole[: len(whole) // 2], "cut.xml")
    assert titles == []
    assert [(f.rule, f.file) for f in found] == [("source-broken", "cut.xml")]
    assert found[0].line > 20
    assert "save the file again" in found[0].repair


def test_records_before_a_break_are_read() -> None:
    whole = (HERE / "article.ojs.xml").read_text("utf-8")
    titles, found = read(whole.replace("133-140</pages>", "133-140</page>").encode(), "broken.xml")
    assert titles == ["Ice roads on the Heron river"]
    assert "The record before it was read." in found[0].repair


def oai(*records: str) -> bytes:
    """Make an answer of ListRecords, a record a line."""
    head = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"\n xmlns:dc="http://purl.org/dc/elements/1.1/"><ListRecords>'
    return "\n".join([head, *records, "</ListRecords></OAI-PMH>"]).encode()


def dublin_core(title: str) -> str:
    return (
        '<record><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/">'
        f"<dc:title>{title}</dc:title><dc:creator>Reed, Ann</dc:creator></oai_dc:dc></metadata></record>"
    )


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (dublin_core("Ice & roads"), 5),
        (dublin_core("Ice").replace("</dc:title>", "</title>"), 5),
        (dublin_core("Ice").replace("</oai_dc:dc></metadata></record>", ""), 5),
        (dublin_core("Ice \x01"), 5),
    ],
)
def test_records_before_and_behind_a_break_are_read_and_the_broken_one_is_told(broken: str, line: int) -> None:
    titles, found = read(oai(*map(dublin_core, ("One", "Two")), broken, *map(dublin_core, ("Four", "Five"))), "all.xml")
    assert sorted(titles) == ["Five", "Four", "One", "Two"]
    assert [f.rule for f in found] == ["source-broken"]
    assert f"begins on line {line}" in found[0].repair


def test_whole_records_of_broken_json_are_read() -> None:
    whole = (HERE / "article.csl.json").read_text("utf-8").strip().removeprefix("[").removesuffix("]")
    titles, found = read(f'[{whole},\n{{"title": "Cut", "type": \n, {whole}]'.encode(), "all.json")
    assert titles == ["Ice roads on the Heron river"] * 2
    assert [f.rule for f in found] == ["source-broken"]
    assert "The 2 records that are whole were read." in found[0].repair


REVIEWED: Final = '{"type": "article-journal", "title": "Reviewed work", "DOI": "10.5555/r", "indexed": {}}'
RELATED: Final = '{"titles": [{"title": "Related work"}], "publicationYear": "2001", "types": {}}'
OTHER: Final = '{"type": "article-journal", "title": "Other", "DOI": "10.5555/o"}'


@pytest.mark.parametrize(
    ("cut", "lost"),
    [
        (
            f'{{"message":\n {{"DOI": "10.5555/x", "indexed": {{}}, "title": ["Ice"],\n "relation": {REVIEWED}, "p": [',
            2,
        ),
        (f'[{{"type": "article-journal", "DOI": "10.5555/x",\n "original": {REVIEWED}, "title": "Ice"', 1),
        (f'{{"titles": [],\n "types": {{}}, "relatedItems": [{RELATED}, {RELATED}], "ver', 1),
        (f'[{{"type": "article-journal",\n "original": {REVIEWED}, "tit', 0),
        (f'{{"type": "article", "DOI": "10.5555/x", "title": "Ice "and" {{roads",\n "original": {REVIEWED}, ', 1),
        (f'[{{"type": "article", "DOI": "10.5555/x", "title": ],\n "original": {REVIEWED}}}', 1),
    ],
)
def test_what_a_broken_record_of_json_speaks_of_is_no_record(cut: str, lost: int) -> None:
    titles, found = read(cut.encode(), "cut.json")
    assert titles == []
    assert [f.rule for f in found] == ["source-broken"]
    assert (f"begins on line {lost}" in found[0].repair) == bool(lost)


@pytest.mark.parametrize(
    "text",
    [
        f'[{{"type": "article", "DOI": "10.5555/x", "title": "Ice "and" roads", "original": {REVIEWED}}}, {OTHER}]',
        f'[{{"type": "article", "DOI": "10.5555/x", "title": "Ice", "original": {REVIEWED}, "page": , {OTHER}]',
        f'{{"status": "ok", "message": {{"items": [{OTHER}, {{"DOI": "10.5555/x", "ti',
    ],
)
def test_records_of_json_beside_a_broken_one_are_read(text: str) -> None:
    titles, found = read(text.encode(), "all.json")
    assert titles == ["Other"]
    assert [f.rule for f in found] == ["source-broken"]


MODS: Final = "<mods{}><titleInfo><title>{}</title></titleInfo>{}</mods>"


@pytest.mark.parametrize("space", [' xmlns="http://www.loc.gov/mods/v3"', ""])
@pytest.mark.parametrize(
    "inner",
    [
        "<relatedItem>{}</relatedItem><note>Ice & roads</note>",
        "<note>Ice </name></note><relatedItem>{}</relatedItem>",
        "<relatedItem>{0}</relatedItem><relatedItem>{0}</relatedItem></modsCollection>",
        '<note type="ice><relatedItem>{}</relatedItem>',
    ],
)
def test_what_a_broken_record_of_xml_speaks_of_is_no_record(space: str, inner: str) -> None:
    related = MODS.format("", "Related work", "")
    broken = MODS.format("", "Ice", inner.format(related))
    data = f"<modsCollection{space}>\n{MODS.format('', 'One', '')}\n{broken}\n{MODS.format('', 'Three', '')}\n"
    titles, found = read(data.encode() + b"</modsCollection>", "all.xml")
    assert titles == ["One", "Three"]
    assert [f.rule for f in found] == ["source-broken"]
    assert "begins on line 3" in found[0].repair


def test_a_cut_record_of_xml_that_has_not_named_itself_gives_none_that_it_holds() -> None:
    related = MODS.format("", "Related work", "")
    assert read(f"<mods><relatedItem>{related}</relatedItem><title".encode(), "cut.xml")[0] == []


def test_a_record_that_holds_its_like_is_whole_behind_a_break() -> None:
    whole = MODS.format("", "Three", f"<relatedItem>{MODS.format('', 'Related work', '')}</relatedItem>")
    broken = MODS.format("", "Ice & roads", "")
    assert read(f"<modsCollection>{broken}{whole}</modsCollection>".encode(), "all.xml")[0] == ["Three"]


def test_an_answer_of_crossref_that_is_an_error_is_told_in_its_words() -> None:
    answer = b'{"status": "error", "message": [{"type": "failure", "message": "No such DOI 10.5555/x"}]}'
    titles, found = read(answer, "crossref.json")
    assert titles == []
    assert "No such DOI 10.5555/x" in found[0].message


def test_an_answer_of_oai_that_is_an_error_is_told_in_its_words() -> None:
    error = b'<error code="noRecordsMatch">Nothing since May</error>'
    _, found = read(b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">%s</OAI-PMH>' % error, "oai.xml")
    assert "noRecordsMatch Nothing since May" in found[0].message


def test_a_missing_brace_in_bibtex_costs_one_entry() -> None:
    text = (HERE / "article.bib").read_text("utf-8")
    broken = "@article{broken,\n  title = {Unclosed,\n  year = 2001\n\n"
    titles, found = read((broken + text + "\n@article{last, title={Dykes}, author={Reed, Ann}}\n").encode(), "a.bib")
    assert titles[-1] == "Dykes"
    assert [(f.rule, f.line) for f in found] == [("source-broken", 1)]


def test_entries_of_bibtex_with_one_key_and_abbreviations_said_again_are_read() -> None:
    again = "@string{aw = {Annals of Waterways}}\n@article{a, title={%s}, author={Reed, Ann}, journal=aw, note=%s}\n"
    text = again % ("Ice roads", "{Early}") + again % ("Thaws", "{Late}, note={Later}")
    assert read(text.encode(), "twice.bib") == (["Ice roads", "Thaws"], [])


def test_a_second_title_and_volume_are_told_with_their_statements() -> None:
    ris = "TY  - JOUR\nTI  - Ice roads\nTI  - Roads of ice\nAU  - Reed, Ann\nVL  - 3\nVL  - 4\nER  - \n"
    (record,) = records(ris.encode(), "twice.ris", "ris")
    assert [(f.rule, f.line) for f in record.findings] == [("source-untold", 3), ("source-untold", 6)]
    assert [f.message.partition(" in ")[2].partition(",")[0] for f in record.findings] == ["TI", "VL"]
    bibtex = "@article{a, title={Ice roads},\n title={Roads of ice}, author={Reed, Ann}, journal={Annals}}\n"
    (record,) = records(bibtex.encode(), "twice.bib", "bibtex")
    assert [f.line for f in record.findings] == [2]
    assert "“Roads of ice” in title" in record.findings[0].message


def test_ris_without_an_end_is_read_to_its_end() -> None:
    text = (HERE / "article.ris").read_text("utf-8").replace("ER  - \n", "")
    titles, found = read((text + text).encode(), "a.ris")
    assert titles == ["Ice roads on the Heron river"] * 2
    assert found == []


def test_json_that_breaks_off_is_told_with_line_and_column() -> None:
    _, found = read(b'{"message":\n {"DOI": "10.5555/x", "title": [', "cut.json")
    assert (found[0].rule, found[0].line) == ("source-broken", 2)


def test_of_json_lines_a_broken_one_costs_itself() -> None:
    line = (HERE / "article.doaj.json").read_text("utf-8").replace("\n", " ")
    titles, found = read(f"{line}\n{line[:80]}\n{line}\n".encode(), "a.jsonl")
    assert titles == ["Ice roads on the Heron river"] * 2
    assert [f.line for f in found] == [2]


def test_a_book_is_told_as_what_it_is() -> None:
    _, found = read(b"@book{b, title = {Ice}, author = {Reed, Ann}}\n", "b.bib")
    assert [(f.rule, f.line) for f in found] == [("source-other-work", 1)]
    assert "@book" in found[0].message


def test_entities_that_a_document_defines_are_not_followed() -> None:
    bomb = b'<!DOCTYPE article [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    whole = (HERE / "article.jats.xml").read_bytes()
    body = whole[whole.index(b"<article ") :].replace(b"Fen Press", b"&b;&x;")
    titles, found = read(bomb + b"\n" + body, "bomb.xml")
    assert titles == []
    assert found[0].rule == "source-broken"


def test_what_is_neither_page_nor_record_is_named() -> None:
    assert (look(PNG).form, look(PNG).title) == ("foreign", "a picture (PNG)")
    assert look(b"").title == "an empty file"
    assert look(b"{\\rtf1 x}").title == "a document in RTF"
    assert "password" in look(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")).title


def test_a_page_is_no_record_and_a_title_in_brackets_no_json() -> None:
    assert look(b"<!DOCTYPE html><html><body>x</body></html>").form == "page"
    assert look(b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>').form == "page"
    assert look("[О ледовых дорогах]\nН. Орлова".encode()).form == "page"


def test_docx_gives_headings_and_raised_letters_and_no_macro() -> None:
    text = (
        f'<w:document xmlns:w="{WORD}"><w:body>'
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ice &amp; roads</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Nina Orlova</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p></w:body></w:document>"
    )
    data = docx(text.encode())
    assert look(data).kind == "docx"
    page = READERS["docx"](data).decode()
    assert "<h1>Ice &amp; roads</h1>" in page
    assert "<p>Nina Orlova<sup>1</sup></p>" in page
    assert "gone" not in page
    assert "AutoOpen" not in page


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(DocumentFault, match="would unpack to 80 MB"):
        READERS["docx"](docx(bytes(80_000_000)))


def test_damaged_docx_is_told() -> None:
    with pytest.raises(DocumentFault, match="damaged"):
        READERS["docx"](docx(b"<w:document>"))


def test_pdf_gives_its_lines_and_raised_figures() -> None:
    title = b"BT /F1 24 Tf 50 700 Td (Ice roads) Tj ET "
    author = b"BT /F1 12 Tf 50 650 Td (Nina Orlova) Tj /F1 7 Tf 70 6 Td (1) Tj ET"
    page = READERS["pdf"](pdf(title + author)).decode()
    assert "<h1>Ice roads</h1>" in page
    assert "<p>Nina Orlova <sup>1</sup></p>" in page


def test_a_pdf_with_a_password_is_named() -> None:
    with pytest.raises(DocumentFault, match="a password protects it"):
        READERS["pdf"](pdf(b"", encrypt="yes"))


def test_a_pdf_without_text_is_told() -> None:
    with pytest.raises(DocumentFault, match="pictures of its pages"):
        READERS["pdf"](pdf(b""))


def test_a_damaged_pdf_is_told() -> None:
    with pytest.raises(DocumentFault, match="damaged"):
        READERS["pdf"](b"%PDF-1.4\nnothing")


def test_mhtml_and_web_archives_give_the_page_in_them() -> None:
    mhtml = (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html>=CB=E5=E4</html>\r\n--b--\r\n"
    )
    assert look(mhtml).kind == "mhtml"
    assert "Лед" in READERS["mhtml"](mhtml).decode("utf-8")
    archive = plistlib.dumps({"WebMainResource": {"WebResourceData": b"<html>Ice</html>"}}, fmt=plistlib.FMT_BINARY)
    assert look(archive).kind == "webarchive"
    assert READERS["webarchive"](archive) == b"<html>Ice</html>"


def test_ten_thousand_records_are_taken_apart_one_by_one() -> None:
    text = (HERE / "article.ris").read_text("utf-8")
    stream = records((text * 10_000).encode(), "many.ris", "ris")
    assert [next(stream).number for _ in range(3)] == [1, 2, 3]


def test_what_is_said_twice_and_held_once_is_told() -> None:
    text = (HERE / "article.jats.xml").read_text("utf-8")
    twice = text.replace("<fpage>119</fpage>", "<fpage>e7</fpage><elocation-id>e119</elocation-id>")
    twice = twice.replace("      <lpage>132</lpage>\n", "")
    (record,) = records(twice.encode(), "twice.xml", "xml")
    assert record.facts is not None
    assert record.facts.article_number is not None
    assert record.facts.article_number.text == "e7"
    assert any("“e119”" in f.message for f in record.findings)
