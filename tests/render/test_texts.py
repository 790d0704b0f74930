"""The two plain texts: the page's own lines, and the reading text."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from titelei.render.render import RenderSettings, render
from titelei.xml.read import Document, parse

Load = Callable[..., Document]
Texts = Callable[..., dict[str, str]]


def test_the_diplomatic_text_is_the_page_s_lines_that_are_not_empty(seed: Document, texts: Texts, root: Path) -> None:
    page = (root / "tei" / "sources" / "ambartsumyan-2021.txt").read_text(encoding="utf-8")
    lines = [line for line in page.split("\n") if line.strip()]
    assert len(lines) == 15
    assert texts(seed, "diplomatic")["diplomatic"] == "".join(f"{line}\n" for line in lines)
    assert "\u00a0by\u00a0" in lines[13]


def _front(front: str) -> Document:
    return parse(
        f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t"><text><front>{front}</front></text></TEI>""".encode(),
        name="t.xml",
    )


LINES = {
    "a block begins a line": ("<p>a</p><p>b</p>", ["a", "b"]),
    "lb begins a line": ("<p>a<lb/>b</p>", ["a", "b"]),
    "a run-in heading goes on": ('<div><head rend="run-in">A.</head> <p>b</p></div>', ["A. b"]),
    "without white space between the tags there is none": (
        '<div><head rend="run-in">A:</head><p>b</p></div>',
        ["A:b"],
    ),
    "a heading that is not run in stands alone": ("<div><head>A</head> <p>b</p></div>", ["A", "b"]),
    "two run-in headings in a row": (
        '<div><head rend="run-in">A.</head> <div><head rend="run-in">B.</head> <p>c</p></div></div>',
        ["A. B. c"],
    ),
    "only the first block after a run-in heading goes on": (
        '<div><head rend="run-in">A.</head> <p>b</p> <p>c</p></div>',
        ["A. b", "c"],
    ),
    "a list after a run-in heading": (
        '<div><head rend="run-in">A.</head> <list><item>b</item><item>c</item></list></div>',
        ["A. b", "c"],
    ),
    "text after a list in a paragraph is a line": ("<p>a<list><item>b</item></list>c</p>", ["a", "b", "c"]),
    "white space is one space": ("<p>  a \t\n  b </p>", ["a b"]),
    "a no-break space is kept, at the edge too": ("<p>a\u00a0\u00a0b\u00a0</p>", ["a\u00a0\u00a0b\u00a0"]),
    "kept white space": ('<p xml:space="preserve">  a  b\t</p>', ["  a  b\t"]),
    "sic and orig, not corr and reg": (
        "<p><choice><sic>a</sic><corr>b</corr></choice> <choice>\n<orig>c</orig>\n<reg>d</reg></choice></p>",
        ["a c"],
    ),
    "abbr, not expan": ("<p><choice><abbr>St</abbr><expan>Street</expan></choice></p>", ["St"]),
    "surplus stays": ("<ab><surplus>menu</surplus></ab>", ["menu"]),
    "what the editors supplied is not on the page": ("<p>a<supplied> b</supplied></p>", ["a"]),
    "a gap and its description leave nothing": ("<p>a<gap><desc>x</desc></gap></p>", ["a"]),
    "comments and instructions leave nothing": ("<p>a<!-- x --><?x y?>b</p>", ["ab"]),
    "references are lines": ("<div><listBibl><bibl>a</bibl><bibl>b</bibl></listBibl></div>", ["a", "b"]),
    "a bibl in a paragraph is not": ("<p>a <bibl>b</bibl> c</p>", ["a b c"]),
    "characters beyond the first plane": ("<p>\U0001d518\u202bא\u202c</p>", ["\U0001d518\u202bא\u202c"]),
}


@pytest.mark.parametrize("case", LINES)
def test_lines_of_the_page(texts: Texts, case: str) -> None:
    front, lines = LINES[case]
    assert texts(_front(front), "diplomatic")["diplomatic"].removesuffix("\n").split("\n") == lines


def test_the_reading_text_has_its_parts_in_order(seed: Document, texts: Texts) -> None:
    text = texts(seed, "reading")["reading"]
    parts = [
        "Policy of Postponed Sovetization",
        "\nKarine R. Ambartsumyan\nCandidate of Sciences (History), Associate Professor\n",
        "\nABSTRACT\n\nIntroduction\n\nThe author presents",
        "\nMethods and materials\n",
        "\nKEY WORDS\n\nCaucasus Bureau; S. Kirov;",
        "\nHOW TO CITE\n\nAmbartsumyan K.R.",
        "\nLICENCE\n\nCreative Commons Attribution 4.0",
        "\nhttps://creativecommons.org/licenses/by/4.0/\n",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "spambots" not in text
    assert "\u00a0" not in text


def _columns(line: str) -> int:
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in line
    )


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", ["bilingual", "awkward"])
def test_no_line_of_the_reading_text_is_wider_than_asked(document: Load, texts: Texts, name: str, width: int) -> None:
    text = texts(document(name), "reading", settings=RenderSettings(width=width))["reading"]
    for line in text.split("\n"):
        assert _columns(line) <= width or " " not in line, line


def test_a_word_wider_than_the_line_stays_whole(document: Load, texts: Texts) -> None:
    word = "x" * 100
    text = texts(document("awkward", ("e&#x301;e&#x301;e&#x301;", f"short {word} and {word} end")), "reading")[
        "reading"
    ]
    assert f"\nshort\n{word}\nand\n{word}\n" in text


def test_wrapping_by_columns_and_by_characters_agree(document: Load, texts: Texts) -> None:
    sentence = "one two, three; four five six seven eight nine ten eleven twelve " * 5
    plain = texts(document("awkward", ("e&#x301;e&#x301;e&#x301;", sentence)), "reading")["reading"]
    marked = texts(document("awkward", ("e&#x301;e&#x301;e&#x301;", sentence.replace("one", "o\u200dne"))), "reading")
    assert marked["reading"].replace("\u200d", "") == plain


def test_wrapping_loses_no_character(document: Load, texts: Texts) -> None:
    awkward = document("awkward")
    narrow, wide = (texts(awkward, "reading", settings=RenderSettings(width=width))["reading"] for width in (40, 400))
    assert "".join(narrow.split()) == "".join(wide.split())


def test_labels_follow_the_language_of_the_passage(document: Load, texts: Texts) -> None:
    text = texts(document("bilingual"), "reading")["reading"]
    assert "КЛЮЧЕВЫЕ СЛОВА\n\nпример; польза\n" in text
    assert "KEY WORDS\n\nexample; use\n" in text
    english = texts(document("bilingual"), "reading", settings=RenderSettings(languages=("en",)))["reading"]
    assert "KEY WORDS\n\nпример; польза\n" in english


def test_the_parts_that_are_not_known_are_not_announced(document: Load) -> None:
    outputs, _ = render(document("sparse"), formats=("reading",))
    assert [o.data.decode() for o in outputs] == ["Nothing known\n"]
