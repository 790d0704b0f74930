"""Any text at all: read without a fault, every line kept, or refused; and a thousand pages in bounded memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from encode.scoring import OWN, page_files
from titelei import resources
from titelei.encode import charset, encode, many
from titelei.errors import DocumentError
from titelei.names import TEI, tei
from titelei.validate import relaxng
from titelei.xml.read import parse

LINES = [
    line
    for path in page_files(OWN)
    if path.suffix == ".txt"
    for line in path.read_bytes().decode("utf-8", "ignore").splitlines()
]
GRAMMAR = resources.schemas() / "frontmatter.rng"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), min_size=1, max_size=25))
def test_any_lines_are_kept_in_a_valid_draft_or_refused(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        draft = encode(text.encode("utf-8", "surrogatepass"), name="any.txt", when="2026-11-22", version="0.1.0")
    except DocumentError:
        return
    document = parse(draft.tei, name="any.xml")
    assert [f.message for f in relaxng.validate(document, relaxng.grammar(GRAMMAR))] == []


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "iso8859-5"])
def test_russian_text_is_read_in_any_encoding(name: str) -> None:
    text = "Мельницы и плотины нижних лугов. Аннотация: в статье прослеживается история сорока мельниц."
    assert charset.decode(text.encode(name))[0].lstrip("\ufeff") == text


def test_a_wrong_declaration_is_not_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Плотины</body></html>'
    assert "Плотины" in charset.decode(page.encode("utf-8"))[0]


def test_control_characters_are_replaced_and_reported() -> None:
    page = "A Title of Many Words\n\nIvan Petrov\nSalt University\n\nAbstract. Here is one\x0b and here the rest.\n"
    draft = encode(page.encode(), name="x.txt", when="2026-11-22", version="0.1.0")
    assert "encode-control-character" in [f.rule for f in draft.findings]
    front = etree.fromstring(draft.tei).find(f".//{tei('front')}")
    assert front is not None
    assert "one\ufffd and" in "".join(str(t) for t in front.itertext())


def test_known_entities_of_the_edition_are_pointed_at(root: Path) -> None:
    known = many.known_in(root / "tei" / "articles")
    page = (OWN / "glued-fedotov-2016.txt").read_text("utf-8").replace("Northern Fens and", "South Caucasus and")
    draft = encode(page.encode(), name="x.txt", when="2026-11-22", version="0.1.0", known=known)
    names = etree.fromstring(draft.tei).findall(f".//{{{TEI}}}front//{{{TEI}}}placeName")
    assert "#pla.south-caucasus" in [n.get("ref") for n in names]


@pytest.mark.long
def test_a_thousand_pages_need_no_more_memory_than_three_hundred(tmp_path: Path) -> None:
    """What is written is let go of: a process holds what the table of the end tells, and no draft."""
    pages = [p for p in page_files(OWN) if not p.name.startswith("not-")]
    needed = []
    for count in (300, 1000):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            page = pages[number % len(pages)]
            (folder / f"{number:04}{page.suffix}").write_bytes(page.read_bytes())
        code = (
            "import re, sys\nfrom pathlib import Path\nfrom titelei.cli.main import main\n"
            f"sys.argv = ['titelei', 'encode', {str(folder)!r}, '-o', {str(tmp_path / 'out')!r}, '-q']\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            # not ru_maxrss: that begins with the memory of the process that started this one
            "status = Path('/proc/self/status').read_text()\n"
            "print('kilobytes', re.search(r'VmHWM:\\s+(\\d+)', status)[1], file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        needed.append(int(done.stderr.rpartition("kilobytes ")[2]))
    assert needed[1] < 1.25 * needed[0]
    assert needed[1] < 150_000


def test_forms_of_one_name_in_two_scripts_share_an_entry() -> None:
    page = (
        "IVANOV I.I. Old Streets\n\nIvan I. Ivanov\nProfessor, Lake University\n"
        "Abstract. The streets of Tiflis were measured again in 1931, and the streets of Tbilisi after them.\n"
        "Аннотация. Улицы города в Тифлисе были измерены заново в 1931 году, и это были узкие улицы.\n"
    )
    draft = encode(page.encode(), name="p.txt", when="2026-11-22", version="0")
    root = etree.fromstring(draft.tei)
    places = {str(e.text): e.get("ref") for e in root.iterfind(".//{*}front//{*}placeName") if str(e.text)[0] in "TТ"}
    assert set(places) == {"Tiflis", "Tbilisi", "Тифлисе"}
    assert len(set(places.values())) == 1


def test_whoever_offers_the_licence_is_an_organisation() -> None:
    page = (
        "IVANOV I.I. Old Streets\n\nIvan I. Ivanov\nProfessor, Lake University\n"
        "Abstract. The streets were measured again in 1931, and then once more.\n"
        "Licensed under a Creative Commons Attribution 4.0 International License.\n"
    )
    draft = encode(page.encode(), name="p.txt", when="2026-11-22", version="0")
    assert b'cert="high" resp="#resp.encoder">Creative Commons</orgName> Attribution 4.0' in draft.tei


@pytest.mark.parametrize("unit", ["a", "a ", "A. ", "1,", "a@", "1 ", "("])
@pytest.mark.parametrize("length", [20_000, 200_000])
def test_one_long_line_is_kept_or_refused(unit: str, length: int) -> None:
    page = "A Title of Many Words\n\nIvan Petrov\nSalt University\n\nAbstract. Here is one, and here the rest.\n\n"
    line = (unit * length)[:length]
    if length > 20_000:
        with pytest.raises(DocumentError, match=r"Line 8 of x\.txt has 200,000 characters"):
            encode(f"{page}{line}\n".encode(), name="x.txt", when="2026-11-22", version="0.1.0")
    else:
        draft = encode(f"{page}{line}\n".encode(), name="x.txt", when="2026-11-22", version="0.1.0")
        assert len(draft.tei) > length


def test_a_day_that_no_calendar_has_is_kept_without_when_and_reported() -> None:
    page = "A Title of Many Words\n\nIvan Petrov\nSalt University\n\nAccepted: 2020-02-31\n\nAbstract. Salt is old.\n"
    draft = encode(page.encode(), name="x.txt", when="2026-11-22", version="0.1.0")
    found = [f for f in draft.findings if f.rule == "encode-impossible-date"]
    assert [(f.line, f.column) for f in found] == [(6, 11)]
    root = etree.fromstring(draft.tei)
    dates = [e for e in root.iter(tei("date")) if e.text == "2020-02-31"]
    assert [e.get("when") for e in dates] == [None, None]
    grammar = relaxng.grammar(GRAMMAR)
    assert [f.message for f in relaxng.validate(parse(draft.tei, name="x.xml"), grammar)] == []


def test_two_short_articles_with_a_doi_each_are_refused() -> None:
    article = "{a} Roads of the Lower Volga\n{b}\nDOI: 10.5555/sa.{n}\n"
    article += "Abstract. The paper follows {a} carts.\nKeywords: {a}\n\n"
    one, two = article.format(a="Salt", b="Anna Holt", n=1), article.format(a="Fish", b="Piotr Berg", n=2)
    with pytest.raises(DocumentError, match="holds two articles"):
        encode(f"{one}{two}".encode(), name="x.txt", when="2026-11-22", version="0.1.0")
    assert encode(one.encode(), name="x.txt", when="2026-11-22", version="0.1.0").id == "holt"


@pytest.mark.parametrize("depth", [300, 1500])
def test_text_in_deeply_nested_elements_is_read(depth: int) -> None:
    inner = "<h1>Salt Roads of the Lower Volga</h1><p>Anna Holt</p><p>Salt University</p><p>Abstract. Salt is old.</p>"
    page = f"<html><body>{'<div>' * depth}{inner}{'</div>' * depth}</body></html>"
    draft = encode(page.encode(), name="x.html", when="2026-11-22", version="0.1.0")
    assert {"title", "author", "abstract"} <= set(draft.fields)


def test_text_nested_too_deep_to_read_is_refused_with_the_reason() -> None:
    page = f"<html><body>{'<div>' * 5000}<p>Salt Roads of the Lower Volga</p>{'</div>' * 5000}</body></html>"
    with pytest.raises(DocumentError, match="nests more than two thousand elements"):
        encode(page.encode(), name="x.html", when="2026-11-22", version="0.1.0")


@pytest.mark.parametrize(
    "page",
    [
        "Вестник Выдуманного университета. История\n2017. № 2. С. 10-21\nИванов Пётр Николаевич – доктор исторических "
        "наук, профессор\nАннотация. Рассмотрены документы 1921 года.\nКлючевые слова: голод, Поволжье\n",
        "Journal of Things\n\nJane Q. Public, PhD\nUniv. of X\nAbstract: Things matter in 1999.\nKeywords: things\n",
    ],
)
def test_the_name_of_a_journal_or_of_a_university_is_not_taken_for_a_title(page: str) -> None:
    draft = encode(page.encode(), name="x.txt", when="2026-11-22", version="0.1.0")
    assert "encode-no-title" in [f.rule for f in draft.findings]


def test_faulty_characters_of_a_page_are_told_and_only_the_code_is_furniture() -> None:
    text = (Path(__file__).parents[2] / "tei" / "sources" / "ambartsumyan-2021.txt").read_text("utf-8")
    line = next(x for x in text.split("\n") if len(x) > 400)
    words = line.split(" ")
    faulty = " ".join([*words[:30], "{{ article.views }}", "cafÃ©", "po\u200blicy", *words[30:]])
    draft = encode(text.replace(line, faulty).encode(), name="page.txt", when="2026-11-22", version="0.1.0")
    number = text.split("\n").index(line) + 1
    told = {f.rule: (f.line, f.column) for f in draft.findings if f.rule.startswith("encode-")}
    for rule, piece in (("leaked-code", "{{"), ("mojibake", "cafÃ"), ("invisible", "\u200b")):
        assert told[f"encode-{rule}"] == (number, faulty.index(piece) + 1)
    assert b'<surplus reason="furniture">{{ article.views }}</surplus>' in draft.tei


def test_a_page_that_names_nothing_of_the_article_but_its_abstract_gives_a_valid_draft() -> None:
    page = (
        "Doctor of Sciences (History), Professor, Head of the Department of Regional History,\n"
        "Abstract:The paper deals with peat cutting in the Northern Fens and the wages of cutters.\n"
        "Keywords: peat, wages\nDOI: https://doi.org/10.5555/fen.7\n"
    )
    draft = encode(page.encode(), name="x.txt", when="2026-11-22", version="0.1.0")
    assert not relaxng.validate(parse(draft.tei, name="x.xml"), relaxng.grammar(GRAMMAR))
    assert "encode-no-title" in [f.rule for f in draft.findings]
