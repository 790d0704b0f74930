"""Dates of all forms: their extent, TEI attributes and EDTF; and numbers that are none."""

import pytest

from titelei.encode.prose import Known, Span, annotate

CASES = [
    ("In 1920 it ended.", "1920", "when=1920", "1920"),
    ("in 1920–1921 and later", "1920–1921", "from=1920 to=1921", "1920/1921"),
    ("in 1920-1921 and later", "1920-1921", "from=1920 to=1921", "1920/1921"),
    ("in 1941–45 and later", "1941–45", "from=1941 to=1945", "1941/1945"),
    ("from 1941 to 1945", "from 1941 to 1945", "from=1941 to=1945", "1941/1945"),
    ("between 1918 and 1920", "between 1918 and 1920", "notBefore=1918 notAfter=1920", "[1918..1920]"),
    ("in May 1920 it", "May 1920", "when=1920-05", "1920-05"),
    ("on May 12, 1920, it", "May 12, 1920", "when=1920-05-12", "1920-05-12"),
    ("on 12 May 1920 it", "12 May 1920", "when=1920-05-12", "1920-05-12"),
    ("on 12th of May 1920 it", "12th of May 1920", "when=1920-05-12", "1920-05-12"),
    ("in May–June 1920 it", "May–June 1920", "from=1920-05 to=1920-06", "1920-05/1920-06"),
    ("on 12–15 May 1920 it", "12–15 May 1920", "from=1920-05-12 to=1920-05-15", "1920-05-12/1920-05-15"),
    ("12 May – 3 June 1920", "12 May – 3 June 1920", "from=1920-05-12 to=1920-06-03", "1920-05-12/1920-06-03"),
    ("Received 12.05.1920.", "12.05.1920", "when=1920-05-12", "1920-05-12"),
    ("Received: 05-04-2022", "05-04-2022", "when=2022-04-05", "2022-04-05"),
    ("Received 2022-04-25", "2022-04-25", "when=2022-04-25", "2022-04-25"),
    ("signed 17.IV.2020 there", "17.IV.2020", "when=2020-04-17", "2020-04-17"),
    ("on 7 (20) March 1917 it", "7 (20) March 1917", "when=1917-03-20", "1917-03-20"),
    ("7 (20) марта 1917 г. он", "7 (20) марта 1917 г.", "when=1917-03-20", "1917-03-20"),
    ("on 25 October (7 November) 1917 it", "25 October (7 November) 1917", "when=1917-11-07", "1917-11-07"),
    ("of the late 3rd century bc it", "late 3rd century bc", "notBefore=-0234 notAfter=-0201", "[-0233..-0200]"),
    ("it gave 1200 cal BC here", "1200 cal BC", "when=-1200", "-1199"),
    ("of the 5th/6th centuries it", "5th/6th centuries", "notBefore=0401 notAfter=0600", "[0401..0600]"),
    ("в 70-х годах XVIII века он", "70-х годах XVIII века", "notBefore=1770 notAfter=1779", "177X"),
    ("le 11 avril 1713 il", "11 avril 1713", "when=1713-04-11", "1713-04-11"),
    ("au XVIIIe siècle il", "XVIIIe siècle", "notBefore=1701 notAfter=1800", "[1701..1800]"),
    ("am 12. März 1509 kam", "12. März 1509", "when=1509-03-12", "1509-03-12"),
    ("el 18 de julio de 1936 y", "18 de julio de 1936", "when=1936-07-18", "1936-07-18"),
    ("en el siglo XVI lo", "siglo XVI", "notBefore=1501 notAfter=1600", "[1501..1600]"),
    ("dnia 3 maja 1791 r. było", "3 maja 1791 r.", "when=1791-05-03", "1791-05-03"),
    ("у березні 1917 р. він", "березні 1917 р.", "when=1917-03", "1917-03"),
    ("mills stood c. 1300 and", "c. 1300", "when=1300", "1300~"),
    ("in 1853/54 the", "1853/54", "from=1853 to=1854", "1853/1854"),
    ("in winter 1891/92 it", "winter 1891/92", "notBefore=1891-12 notAfter=1892-02", "1891-24"),
    ("зимой 1891/92 г. он", "зимой 1891/92 г.", "notBefore=1891-12 notAfter=1892-02", "1891-24"),
    ("the winter of 1786 was", "winter of 1786", "notBefore=1786-12 notAfter=1787-02", "1786-24"),
    ("в начале XX в. они", "начале XX в.", "notBefore=1901 notAfter=1933", "[1901..1933]"),
    (
        "The first half of the 13th century saw",
        "first half of the 13th century",
        "notBefore=1201 notAfter=1250",
        "[1201..1250]",
    ),
    ("in the 1920s the", "1920s", "notBefore=1920 notAfter=1929", "192X"),
    ("in the late 1920s the", "late 1920s", "notBefore=1926 notAfter=1929", "[1926..1929]"),
    ("in the 1700s the", "1700s", "notBefore=1700 notAfter=1799", "17XX"),
    ("the 13th century", "13th century", "notBefore=1201 notAfter=1300", "[1201..1300]"),
    ("nineteenth-century law", "nineteenth-century", "notBefore=1801 notAfter=1900", "[1801..1900]"),
    ("mid-19th century law", "mid-19th century", "notBefore=1834 notAfter=1866", "[1834..1866]"),
    ("17th-18th century finds", "17th-18th century", "notBefore=1601 notAfter=1800", "[1601..1800]"),
    ("the 17th and 18th centuries", "17th and 18th centuries", "notBefore=1601 notAfter=1800", "[1601..1800]"),
    (
        "the first half of the 13th century",
        "first half of the 13th century",
        "notBefore=1201 notAfter=1250",
        "[1201..1250]",
    ),
    (
        "the last quarter of the 18th century",
        "last quarter of the 18th century",
        "notBefore=1776 notAfter=1800",
        "[1776..1800]",
    ),
    (
        "late 19th – early 20th centuries",
        "late 19th – early 20th centuries",
        "notBefore=1867 notAfter=1933",
        "[1867..1933]",
    ),
    ("the turn of the 20th century", "turn of the 20th century", "notBefore=1891 notAfter=1910", "[1891..1910]"),
    ("the XVIII to the XX century", "XVIII to the XX century", "notBefore=1701 notAfter=2000", "[1701..2000]"),
    ("in the spring of 1918 the", "spring of 1918", "notBefore=1918-03 notAfter=1918-05", "1918-21"),
    ("the 5th–4th centuries BC", "5th–4th centuries BC", "notBefore=-0500 notAfter=-0301", "[-0499..-0300]"),
    ("in 44 BC he", "44 BC", "when=-0044", "-0043"),
    ("dated 550–650 AD.", "550–650 AD", "from=0550 to=0650", "0550/0650"),
    ("in AD 800 he", "AD 800", "when=0800", "0800"),
    ("before 1917 it", "before 1917", "notAfter=1917", "[..1917]"),
    ("after 1945 it", "after 1945", "notBefore=1945", "[1945..]"),
    ("since 1991 it", "since 1991", "from=1991", "1991/.."),
    ("until 1917 it", "until 1917", "to=1917", "../1917"),
    ("about 1900 it", "about 1900", "when=1900", "1900~"),
    ("after the 1917 revolution", "1917", "when=1917", "1917"),
    ("в 1920 г. он", "1920 г.", "when=1920", "1920"),
    ("в мае 1920 года он", "мае 1920 года", "when=1920-05", "1920-05"),
    ("12 мая 1920 г. он", "12 мая 1920 г.", "when=1920-05-12", "1920-05-12"),
    ("в 1941–1945 гг. он", "1941–1945 гг.", "from=1941 to=1945", "1941/1945"),
    ("с 1941 по 1945 г. он", "с 1941 по 1945 г.", "from=1941 to=1945", "1941/1945"),
    ("в 1920-е гг. он", "1920-е гг.", "notBefore=1920 notAfter=1929", "192X"),
    ("в 1920–1930-е гг. он", "1920–1930-е гг.", "notBefore=1920 notAfter=1939", "[1920..1939]"),
    ("в XIII–XIV вв. он", "XIII–XIV вв.", "notBefore=1201 notAfter=1400", "[1201..1400]"),
    ("в ХIХ в. он", "ХIХ в.", "notBefore=1801 notAfter=1900", "[1801..1900]"),  # typed with Cyrillic letters
    ("во второй половине XI века", "второй половине XI века", "notBefore=1051 notAfter=1100", "[1051..1100]"),
    ("конец XIX – начало XX в.", "конец XIX – начало XX в.", "notBefore=1867 notAfter=1933", "[1867..1933]"),
    (
        "в первой четверти двадцатого века",
        "первой четверти двадцатого века",
        "notBefore=1901 notAfter=1925",
        "[1901..1925]",
    ),
    ("на рубеже XIX–XX вв. он", "рубеже XIX–XX вв.", "notBefore=1891 notAfter=1910", "[1891..1910]"),
    ("V в. до н.э. найден", "V в. до н.э.", "notBefore=-0500 notAfter=-0401", "[-0499..-0400]"),
    ("весной 1918 г. он", "весной 1918 г.", "notBefore=1918-03 notAfter=1918-05", "1918-21"),
    ("ок. 1900 г. он", "ок. 1900 г.", "when=1900", "1900~"),
    ("до 1917 г. он", "до 1917 г.", "notAfter=1917", "[..1917]"),
]

NONE = [
    "pp. 1920-1935", "С. 1999–2005", "no. 2000", "№ 1917", "1500 people came", "1920 рублей", "vol. 1920",
    "ISSN 1998-9938", "0000-0002-7490-3443", "DOI: 10.17072/1995-4190-2022-58-579-604", "id 2413-189X.2023.28",
    "Project no. 075-15-2022-1119", "at that date", "at the turn of the century", "in the same year", "5 г. золота",
    "в 1500 селах",
    "1,920 documents", "tel. 495-1999", "Chapter XX and Part IV", "It may be", "in 150 cases", "in 1500 villages",
    "31.02.2020",
    "3 of 2000 respondents", "on 12 May", "version 1.1920.3",
]  # fmt: skip


def _dates(text: str) -> list[Span]:
    return [span for span in annotate(text, "", Known()) if span.kind == "date"]


@pytest.mark.parametrize(("text", "extent", "attributes", "edtf"), CASES, ids=[case[1] for case in CASES])
def test_a_date_has_its_extent_and_value(text: str, extent: str, attributes: str, edtf: str) -> None:
    (span,) = _dates(text)
    assert text[span.start : span.end] == extent
    assert " ".join(f"{n}={v}" for n, v in span.attributes if n != "edtf") == attributes
    assert dict(span.attributes)["edtf"] == edtf


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert [text[span.start : span.end] for span in _dates(text)] == []


@pytest.mark.long
def test_every_edtf_value_is_valid_edtf() -> None:
    edtf = pytest.importorskip("edtf", reason="PyPI edtf is not installed, so EDTF values are not parsed")
    for _, _, _, value in CASES:
        assert edtf.parse_edtf(value) is not None


def test_a_date_that_only_counts_on_its_neighbours_is_less_sure() -> None:
    assert [span.cert for span in _dates("It began in 1920.")] == ["high"]
    assert [span.cert for span in _dates("about 1900")] == ["medium"]
    assert [span.cert for span in _dates("Novgorod, founded in 862, grew.")] == ["low"]


@pytest.mark.parametrize(
    ("text", "cert"),
    [
        ("the first half of the 13th century", "high"),
        ("the early 13th century", "medium"),
        ("конец XVIII – начало XIX в.", "medium"),
        ("the turn of the 20th century", "medium"),
        ("c. 1300", "medium"),
    ],
)
def test_a_part_that_has_bounds_only_by_convention_is_less_sure(text: str, cert: str) -> None:
    assert [s.cert for s in annotate(text, "ru" if "конец" in text else "en", Known())] == [cert]
