"""The check stage: good outputs pass, and each way to be wrong is found, with its place."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from titelei.check import check_outputs
from titelei.check.report import STYLESHEET
from titelei.model import Finding, Severity
from titelei.render.render import render
from titelei.validate import relaxng
from titelei.xml.read import Document, read

ID = "ambartsumyan-2021"


@pytest.fixture(scope="module")
def seed(root: Path) -> Document:
    """Give the first edition's article."""
    return read(root / "tei" / "articles" / f"{ID}.xml")


@pytest.fixture(scope="module")
def page(root: Path) -> bytes:
    """Give the page it was encoded from."""
    return (root / "tei" / "sources" / f"{ID}.txt").read_bytes()


@pytest.fixture(scope="module")
def good(seed: Document) -> Mapping[str, bytes]:
    """Give its outputs by file name."""
    outputs, findings = render(seed)
    assert {f.severity for f in findings} == {Severity.INFO}
    return {o.file_name: o.data for o in outputs}


@pytest.fixture
def spoilt(good: Mapping[str, bytes]) -> Callable[[str, str, str], tuple[Finding, ...]]:
    """Give a function that replaces a text in one output, once, and checks that output."""

    def check(name: str, old: str, new: str) -> tuple[Finding, ...]:
        data = good[name].decode("utf-8")
        assert old in data, old
        return check_outputs({name: data.replace(old, new, 1).encode("utf-8")}, article_id=ID)

    return check


def test_the_first_edition_s_outputs_pass(good: Mapping[str, bytes], page: bytes, seed: Document) -> None:
    assert check_outputs(good, article_id=ID, page=page, edition=seed.data) == ()


def test_every_single_output_passes_alone(good: Mapping[str, bytes], page: bytes) -> None:
    for name, data in good.items():
        assert check_outputs({name: data}, article_id=ID, page=page) == (), name


@pytest.mark.parametrize("name", ["bilingual", "sparse", "awkward"])
def test_the_invented_documents_pass(root: Path, name: str) -> None:
    document = read(root / "tests" / "render" / "documents" / f"{name}.xml")
    outputs, _ = render(document)
    assert check_outputs({o.file_name: o.data for o in outputs}, article_id=document.id, edition=document.data) == ()


def test_an_empty_output_is_found(good: Mapping[str, bytes]) -> None:
    for name in good:
        (finding,) = check_outputs({name: b" \n"}, article_id=ID)
        assert (finding.rule, finding.file, finding.severity) == ("output-empty", name, Severity.ERROR)


def test_a_file_that_no_format_makes_is_found() -> None:
    (finding,) = check_outputs({f"{ID}.pdf": b"%PDF"}, article_id=ID)
    assert finding.rule == "output-unknown"


def test_a_copy_that_differs_from_the_edition_is_found(good: Mapping[str, bytes]) -> None:
    (finding,) = check_outputs({f"{ID}.tei.xml": good[f"{ID}.tei.xml"]}, article_id=ID, edition=b"<TEI/>")
    assert finding.rule == "output-copy"


SPOILT_XML = {
    "not well-formed": (f"{ID}.oai_dc.xml", "</dc:creator>", "", "output-syntax", 34),
    "a language that is no code of ISO 639-3": (
        f"{ID}.oai_dc.xml",
        "<dc:language>rus<",
        "<dc:language>ru<",
        "output-grammar",
        22,
    ),
    "an empty statement": (
        f"{ID}.oai_dc.xml",
        '<dc:subject xml:lang="en">S. Kirov<',
        '<dc:subject xml:lang="en"><',
        "output-grammar",
        9,
    ),
    "two types": (
        f"{ID}.oai_dc.xml",
        "<dc:type>info:eu-repo/semantics/article</dc:type>",
        "<dc:type>article</dc:type>",
        "output-grammar",
        18,
    ),
    "a datestamp without a day": (
        f"{ID}.oai-record.xml",
        "<datestamp>2026-11-22<",
        "<datestamp>2026-11<",
        "output-grammar",
        5,
    ),
    "a fact without its place": (f"{ID}.facts.xml", 'role="main" ', "", "output-grammar", 0),
}


@pytest.mark.parametrize("case", SPOILT_XML)
def test_spoilt_xml_is_found_with_its_line(
    spoilt: Callable[[str, str, str], tuple[Finding, ...]], good: Mapping[str, bytes], case: str
) -> None:
    name, old, new, rule, line = SPOILT_XML[case]
    findings = spoilt(name, old, new)
    assert {f.rule for f in findings} == {rule}
    assert all(f.file == name and f.repair for f in findings)
    if line:
        assert line in {f.line for f in findings}


@pytest.mark.parametrize(
    ("name", "old", "new", "message", "place"),
    [
        (f"{ID}.jats.xml", "<year>2021<", "<year>20 21<", "The text “20 21” of <year> is not allowed", "20 21"),
        (f"{ID}.oai_dc.xml", "<dc:language>rus</dc:language>", "<dc:langage>rus</dc:langage>", "Did you mean <lang",
         "<dc:langage>"),
    ],
)  # fmt: skip
def test_a_fault_against_our_grammar_is_told_as_validation_tells_it(
    good: Mapping[str, bytes], name: str, old: str, new: str, message: str, place: str
) -> None:
    assert old in good[name].decode()
    data = good[name].decode().replace(old, new, 1).encode()
    (finding,) = check_outputs({name: data}, article_id=ID, explain=relaxng.explained)
    assert message in finding.message
    assert finding.source_line[finding.column - 1 :].startswith(place)
    assert finding.path
    assert finding.repair.endswith(STYLESHEET)


@pytest.mark.parametrize("faulty", ["{{ article.title }}", "cafÃ©", "Mоscow", "hid\u200bden"])
@pytest.mark.parametrize("name", ["index.html", f"{ID}.oai_dc.xml", f"{ID}.reading.txt", f"{ID}.csl.json"])
def test_characters_that_a_rendering_brings_in_are_found(good: Mapping[str, bytes], name: str, faulty: str) -> None:
    text = good[name].decode()
    spoilt = text.replace("Ambartsumyan", f"{faulty} Ambartsumyan").encode()
    assert spoilt != good[name]
    found = [f for f in check_outputs({**good, name: spoilt}, article_id=ID) if f.rule == "output-characters"]
    assert found
    assert {f.file for f in found} == {name}
    line = spoilt.decode().split("\n")[found[0].line - 1]
    assert faulty[:3] in line


def test_what_the_edition_has_is_no_fault_of_an_output(good: Mapping[str, bytes]) -> None:
    spoilt = {name: good[name].replace(b"Ambartsumyan", "Ambartsumуan".encode()) for name in good}
    assert [f for f in check_outputs(spoilt, article_id=ID) if f.rule == "output-characters"] == []


def test_a_second_h1_is_shown_at_itself(spoilt: Callable[[str, str, str], tuple[Finding, ...]]) -> None:
    (finding,) = [f for f in spoilt("index.html", "</h1>", "</h1><h1>x</h1>") if f.rule == "output-html-h1"]
    assert finding.path.endswith("/h1[2]")
    assert finding.column > 1


def test_a_page_that_differs_is_shown_with_line_character_and_number(good: Mapping[str, bytes], page: bytes) -> None:
    name = f"{ID}.diplomatic.txt"
    data = good[name].decode().replace("\u00a0by\u00a0", " by ", 1).encode()
    (finding,) = check_outputs({name: data}, article_id=ID, page=page)
    assert finding.rule == "output-diplomatic"
    assert (finding.line, finding.column) == (14, 104)
    assert "U+0020" in finding.message
    assert "U+00A0" in finding.message
    assert "after “Georgia in 1920–1921”" in finding.message


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:-1], "has 14 lines, the page 15 that are not empty; missing from line 15: “Download"),
        (lambda lines: [*lines, "more"], "has 16 lines, the page 15 that are not empty; too much from line 16: “more”"),
        (lambda lines: [lines[0][:-1], *lines[1:]], "it has the end of the line, the page has “1” (U+0031)"),
    ],
)
def test_lines_too_few_or_too_many_are_found(
    good: Mapping[str, bytes], page: bytes, change: Callable[[list[str]], list[str]], words: str
) -> None:
    name = f"{ID}.diplomatic.txt"
    lines = change(good[name].decode().rstrip("\n").split("\n"))
    (finding,) = check_outputs({name: "".join(f"{x}\n" for x in lines).encode()}, article_id=ID, page=page)
    assert words in finding.message


def test_line_ends_and_empty_lines_of_the_page_do_not_count(good: Mapping[str, bytes], page: bytes) -> None:
    name = f"{ID}.diplomatic.txt"
    for other in (page.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + page, page.replace(b"\n\n", b"\n"), page + b"\n \n"):
        assert check_outputs({name: good[name]}, article_id=ID, page=other) == ()


def test_a_page_in_another_encoding_is_a_warning(good: Mapping[str, bytes]) -> None:
    name = f"{ID}.diplomatic.txt"
    (finding,) = check_outputs({name: good[name]}, article_id=ID, page="Лицензия".encode("cp1251"))
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("data", [b"\xff\n", b"\xef\xbb\xbfa\n", b"a\r\nb\n", b"a"])
def test_text_that_is_not_plain_utf_8_is_found(data: bytes) -> None:
    findings = check_outputs({f"{ID}.reading.txt": data}, article_id=ID)
    assert {f.rule for f in findings} == {"output-encoding"}


SPOILT_PAGE = {
    "no language": ('lang="en"', 'data-x="en"', "output-html-lang"),
    "two h1": ("</h1>", "</h1><h1>again</h1>", "output-html-h1"),
    "no main": ("<main", "<section", "output-html-main"),
    "no title": ("<title>", "<title></title><p>", "output-html-title"),
    "a dangling link": ("</main>", '<a href="#nowhere">x</a></main>', "output-html-link"),
    "a label of nothing": ("</main>", '<p aria-labelledby="nobody">x</p></main>', "output-html-link"),
    "a double id": ("</main>", '<p id="dup">x</p><p id="dup">x</p></main>', "output-html-id"),
    "a skipped level": ("</main>", "<h2>x</h2><h4>y</h4></main>", "output-html-heading"),
    "an empty tag": (
        '<meta name="citation_title"',
        '<meta name="citation_doi" content=""><meta name="citation_title"',
        "output-html-meta",
    ),
    "a repeated tag": (
        '<meta name="citation_issue" content="2">',
        '<meta name="citation_issue" content="2"><meta name="citation_issue" content="2">',
        "output-html-meta",
    ),
    "an orphaned tag": (
        '<meta name="citation_title"',
        '<meta name="citation_author_orcid" content="x"><meta name="citation_title"',
        "output-html-meta",
    ),
    "a fetched script": ("</main>", '<script src="https://example.org/x.js"></script></main>', "output-html-fetched"),
    "a fetched stylesheet": ("</head>", '<link rel="stylesheet" href="x.css"></head>', "output-html-fetched"),
    "spoilt JSON-LD": ('"@type": "ScholarlyArticle",', '"@type": "ScholarlyArticle"', "output-json-ld"),
}  # fmt: skip


@pytest.mark.parametrize("case", SPOILT_PAGE)
def test_a_spoilt_page_is_found(spoilt: Callable[[str, str, str], tuple[Finding, ...]], case: str) -> None:
    old, new, rule = SPOILT_PAGE[case]
    assert rule in {f.rule for f in spoilt("index.html", old, new)}


def test_the_line_of_a_dangling_link_is_given(good: Mapping[str, bytes]) -> None:
    page = b'<!DOCTYPE html>\n<html lang="en">\n<head></head>\n<body>\n<a href="#x">y</a></body></html>\n'
    findings = check_outputs({"index.html": page}, article_id=ID)
    assert [f.line for f in findings if f.rule == "output-html-link"] == [5]


SPOILT_JSON = {
    "not JSON": ('"url":', '"url"', "not valid JSON"),
    "a key twice": ('"url":', '"@id": "x", "url":', "the key “@id” stands twice"),
    "another type": ("ScholarlyArticle", "Article", "“@type” is not “ScholarlyArticle”"),
    "an empty value": ('"26"', '""', "“isPartOf.isPartOf.volumeNumber” is empty"),
    "a key missing": ('"url":', '"uri":', "“url” is missing"),
}


@pytest.mark.parametrize("case", SPOILT_JSON)
def test_spoilt_json_ld_is_found(spoilt: Callable[[str, str, str], tuple[Finding, ...]], case: str) -> None:
    old, new, words = SPOILT_JSON[case]
    (finding,) = spoilt(f"{ID}.jsonld", old, new)
    assert finding.rule == "output-json-ld"
    assert words in finding.message


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("index.html", 'name="citation_language" content="ru"', 'name="citation_language" content="en"'),
        ("index.html", 'name="citation_title" content="Policy', 'name="citation_title" content="Politics'),
        (f"{ID}.oai_dc.xml", ">rus<", ">eng<"),
        (f"{ID}.oai-record.xml", ">Policy of", ">Politics of"),
        (f"{ID}.jsonld", '"inLanguage": "ru"', '"inLanguage": "en"'),
    ],
)
def test_an_output_that_contradicts_the_facts_is_found(
    good: Mapping[str, bytes], name: str, old: str, new: str
) -> None:
    data = good[name].decode("utf-8")
    assert old in data
    findings = check_outputs({**good, name: data.replace(old, new, 1).encode("utf-8")}, article_id=ID)
    found = next(f for f in findings if (f.rule, f.file) == ("output-agreement", name))
    assert (found.line, found.column) > (1, 1)
