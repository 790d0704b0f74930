"""Faults of characters are found, named and repaired; what is right is left in peace."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from titelei.characters import KINDS, faults
from titelei.characters.fault import named

FAULTY = [
    ("mixed-script", "С. М. Кирoв", "Кирoв", "Киров"),
    ("mixed-script", "the Sоviet power", "Sоviet", "Soviet"),
    ("mixed-script", "ДНКa", "ДНКa", "ДНКа"),
    ("mixed-script", "Αlpha", "Αlpha", "Alpha"),
    ("mojibake", "РџСЂРёРІРµС‚, all", "РџСЂРёРІРµС‚,", "Привет,"),
    ("mojibake", "donâ€™t do it", "donâ€™t", "don’t"),
    ("mojibake", "cafÃ©", "cafÃ©", "café"),
    ("mojibake", "Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82", "Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82", "Привет"),
    ("mojibake", "Â© 2020", "Â©", "©"),
    ("mojibake", "вЂњИсторияРёРё", "вЂњ", "“"),
    ("legacy-font", "Ïðèâåò, ìèð is printed", "Ïðèâåò, ìèð", "Привет, мир"),
    ("legacy-font", "слово рТЙЧЕФ", "рТЙЧЕФ", "Привет"),
    ("legacy-font", "\uf061-particles", "\uf061", "α"),
    ("lost-dash", "Vol. 3, pp. 145158.", "145158", "145–158"),
    ("lost-dash", "С. 119132.", "119132", "119–132"),
    ("lost-dash", "in 19201921 it was", "19201921", "1920–1921"),
    ("double-space", "two  words", "  ", " "),
    ("invisible", "his\u200btory", "\u200b", ""),
    ("invisible", "his\u00adtory", "\u00ad", ""),
    ("invisible", "left\u202eright", "\u202e", ""),
    ("invisible", "line\u2028end", "\u2028", "\n"),
    ("invisible", "form\x0cfeed", "\x0c", " "),
    ("not-nfc", "Cafe\u0301", "e\u0301", "é"),
    ("not-nfc", "и\u0306од", "и\u0306", "й"),
    ("leaked-code", "The {{ article.title }} of", "{{ article.title }}", None),
    ("leaked-code", "by {$author|escape}", "{$author|escape}", None),
    ("leaked-code", "by ${author}", "${author}", None),
    ("leaked-code", "<?php echo $x; ?>", "<?php echo $x; ?>", None),
    ("leaked-code", "##submission.authors##", "##submission.authors##", None),
    ("leaked-code", "CO<sub>2", "<sub>", None),
    ("leaked-code", "Fen&nbsp;Review", "&nbsp;", "\xa0"),
    ("leaked-code", "&laquo;Fen", "&laquo;", "«"),
    ("cloaked-email", "ivanov [at] mail (dot) ru", "ivanov [at] mail (dot) ru", "ivanov@mail.ru"),
    ("cloaked-email", "(ivanov(a)mail.ru)", "ivanov(a)mail.ru", "ivanov@mail.ru"),
    ("cloaked-email", "ivanov «собака» mail.ru", "ivanov «собака» mail.ru", "ivanov@mail.ru"),
    ("cloaked-email", "karine(dog)ncfu.ru", "karine(dog)ncfu.ru", "karine@ncfu.ru"),
    ("cloaked-email", "a＠b.ru", "a＠b.ru", "a@b.ru"),
    ("cloaked-email", "name at example dot org", "name at example dot org", "name@example.org"),
]

RIGHT = [
    "СO2 and H2О, TiO2, α-Fe2O3, 17β-эстрадиол",
    "XIX-й век, XIXв., IIй том, XVIII–XIX вв.",
    "PDF-файл, IP-адрес, T-лимфоциты, β-каротин, Wi-Fi",
    "5кВ, 10mA, 3кг",
    "И. С. Тургенев, МГУ им. М. В. Ломоносова, СССР, РСФСР",
    "Рік 2020, Росія, Стаття, Вісник, Ґрунт, Українсько-Российские",
    "Сербия. Србија, Љубљана, Ђорђе, Ћирић",
    "René Ångström, naïve, Ćelić, Škoda, Łódź, Ærø, Þórr, señor, À côté, È così, Größe",
    "No-break\xa0space, thin\u2009space; “quoted” ‘single’ «guillemets» – en — em … №",
    "pp. 145-158, p. 1926, pp. 1001, С. 12–15, с. 2021",
    "ISSN 1234-5678, tel. 20211105, 12345678, doi 10.15688/jvolsu4.2021.2.10",
    "ударе\u0301ние",
    "in table (a) shows. Then meet at noon. He was at home (at last).",
    "someone@example.org, AT&T; R&D; if x < y and y > z; {a, b}; $5 {five}",
    "می\u200cخواهم",
    "Журнал, №\xa02 (26), 2021\xa0г.",
]


@pytest.mark.parametrize(("kind", "text", "faulty", "meant"), FAULTY)
def test_a_fault_is_found_in_its_place_with_what_was_meant(
    kind: str, text: str, faulty: str, meant: str | None
) -> None:
    found = [f for f in faults(text) if f.kind == kind]
    assert [(text[f.start : f.end], f.replacement) for f in found] == [(faulty, meant)]
    for fault in found:
        assert fault.message.endswith((".", "”."))
        assert fault.repair.endswith((".", "(NFC)."))


@pytest.mark.parametrize(
    ("lang", "word", "meant"),
    [
        ("ru", "Маsсква", None),
        ("mk", "Маsсква", "Маѕсква"),
        ("", "Маsсква", None),
        ("en", "Маsсква", None),
        ("ru", "Роsа", None),
        ("ru", "Iванов", None),
        ("uk", "Iванов", "Іванов"),
        ("ru", "Iсторiя", None),
        ("", "Вiсник", None),
        ("", "Україiна", "Україіна"),
        ("sr", "Србиjа", "Србија"),
        ("ru", "Кирoв", "Киров"),
        ("en", "СОРD", "COPD"),
        ("ru", "СОРD", None),
        ("ru", "cа", "са"),
        ("en", "cа", "ca"),
        ("ru-Latn", "cа", "ca"),
    ],
)
def test_a_letter_is_replaced_by_one_that_the_language_of_the_word_has(lang: str, word: str, meant: str | None) -> None:
    (fault,) = faults(word, lang)
    assert (fault.kind, fault.replacement) == ("mixed-script", meant)
    assert (fault.remedy == "correct") is (meant is not None)


def test_every_kind_has_its_examples() -> None:
    assert {kind for kind, *_ in FAULTY} == set(KINDS)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_in_peace(text: str) -> None:
    assert [(f.kind, text[f.start : f.end]) for f in faults(text)] == []


def test_characters_are_called_by_code_and_name() -> None:
    (mixed,) = faults("histуry of the fen")
    assert "U+0443 CYRILLIC SMALL LETTER U" in mixed.message
    (unseen,) = faults("his\u200btory")
    assert "U+200B ZERO WIDTH SPACE" in unseen.message
    (parts,) = faults("Cafe\u0301")
    assert "U+0065 LATIN SMALL LETTER E + U+0301 COMBINING ACUTE ACCENT" in parts.message


def test_the_first_edition_s_page_has_no_fault(root: Path) -> None:
    page = (root / "tei" / "sources" / "ambartsumyan-2021.txt").read_text(encoding="utf-8")
    assert [(f.kind, page[f.start : f.end]) for f in faults(page, "en")] == []


@pytest.mark.parametrize("codec", ["cp1251", "cp1252", "latin-1"])
@given(st.lists(st.text("абвгдежзиклмнопрстуфхцчшщыэюяёАБВГДЕЖЗ", min_size=4, max_size=12), min_size=1, max_size=5))
def test_whatever_cyrillic_was_read_wrongly_comes_back(codec: str, words: list[str]) -> None:
    meant = " ".join(words)
    try:
        garbled = meant.encode().decode(codec)
    except UnicodeDecodeError:
        return
    if any(c.isspace() for c in garbled.replace(" ", "")):
        return  # a byte became white space, and cuts the word in two
    repaired = garbled
    for fault in reversed(faults(garbled)):
        assert fault.kind == "mojibake"
        assert fault.replacement is not None
        repaired = repaired[: fault.start] + fault.replacement + repaired[fault.end :]
    assert repaired == meant


@given(st.text(max_size=300))
def test_any_text_is_looked_at_and_faults_lie_inside_it(text: str) -> None:
    last = 0
    for fault in faults(text):
        assert last <= fault.start < fault.end <= len(text)
        last = fault.end


@given(st.text(st.characters(codec="utf-8", categories=("L", "M", "Zs")), max_size=60))
def test_a_letter_s_repair_is_in_normal_form(text: str) -> None:
    for fault in faults(text):
        if fault.kind == "not-nfc":
            assert fault.replacement == unicodedata.normalize("NFC", text[fault.start : fault.end])


@pytest.mark.parametrize("code", range(0x80, 0xA0))
def test_a_control_character_has_its_name(code: int) -> None:
    name = named(chr(code)).partition(" ")[2]
    assert name not in ("CONTROL", "")
    if code not in (0x80, 0x81, 0x99):  # names that no table of Python's has
        assert unicodedata.lookup(name) == chr(code)
