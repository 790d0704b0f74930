"""Words of pages are data, a file a language; nothing in the code names a language."""

import re
from pathlib import Path

import pytest

from titelei.encode import page, words
from titelei.encode.languages import CYRILLIC_RUN, guess, is_cyrillic
from titelei.encode.lines.labels import label_of, parts

LABELS = {
    "cs": ("Klíčová slova: sůl, míry", "keywords"),
    "de": ("Zitationsvorschlag", "citation"),
    "en": ("How to Cite", "citation"),
    "es": ("Resumen", "abstract"),
    "fr": ("Auteurs-es", "author"),
    "hu": ("Kulcsszavak: só, folyó", "keywords"),
    "id": ("Diterbitkan", "published"),
    "it": ("Fascicolo", "issue_line"),
    "kk": ("Дәйексөзді қалай келтіруге болады", "citation"),
    "pl": ("Słowa kluczowe", "keywords"),
    "pt": ("Palavras-chave Sal, rio", "keywords"),
    "ru": ("Поступила в редакцию 05.03.2017", "received"),
    "tr": ("Yayımlanma Tarihi 31 Temmuz 2017", "published"),
    "uk": ("Автор(и)", "author"),
    "zh": ("【关键词】 盐; 河流", "keywords"),
}


@pytest.mark.parametrize("code", sorted(words.languages()))
def test_a_label_of_every_language_is_read(code: str) -> None:
    text, part = LABELS[code]
    found = label_of(text)
    assert found is not None
    assert found.part.name == part
    assert text[found.start : found.end] == re.split(r"[:】]| (?=Sal|05|31)", text.lstrip("【"))[0]


def test_no_file_has_a_label_that_opens_nothing() -> None:
    for lang in words.languages().values():
        assert set(lang.tables["labels"]) <= set(parts()), lang.code


def test_no_code_names_a_language() -> None:
    folder = Path(words.__file__).parent
    for file in [*folder.glob("*.py"), folder.parent / "lines" / "labels.py"]:
        text = file.read_text("utf-8")
        assert not [c for c in words.languages() if f'"{c}"' in text], file


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Handel solą nad dolną rzeką", "pl"),
        ("Obchod se solí na dolní řece", "cs"),
        ("Perdagangan garam di sungai hilir pada abad kelima belas", "id"),
        ("On beşinci yüzyılda aşağı nehirde tuz ticareti", "tr"),
        ("Он бесінші ғасырдағы төменгі өзендегі тұз саудасы", "kk"),
        ("Соляна торгівля на нижній річці", "uk"),
        ("Trudy i dni Vestnik universiteta istorii", "ru-Latn"),
        ("平台的设计与实现", "zh"),
    ],
)
def test_the_language_of_a_text_is_known_by_letters_and_small_words(text: str, lang: str) -> None:
    assert guess(text) == lang


@pytest.mark.parametrize("text", ["XIX–XX вв.", "XVIII — XIX вв.", "конец XIX в."])
def test_roman_figures_of_a_century_are_of_the_language_of_its_name(text: str) -> None:
    assert guess(text) == "ru"
    assert is_cyrillic(text)
    (run,) = CYRILLIC_RUN.finditer(f"Roads of the North ({text}) and their keepers in XIX")
    assert run[0] == text


def test_roman_figures_after_russian_words_in_an_english_sentence_stay_english() -> None:
    assert [run[0] for run in CYRILLIC_RUN.finditer("Part II вода, Part III лёд")] == ["вода", "лёд"]


def test_a_text_that_tells_no_language_takes_what_stands_around_it() -> None:
    assert guess("Liferay; XSLT", "pl") == "pl"


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "“Dämme” – 1848"),
        ("gb2312", "gbk", "镕"),
        ("shift_jis", "cp932", "①"),
        ("euc-kr", "cp949", "똠"),
        ("x-mac-cyrillic", "mac-cyrillic", "Вода"),
        ("iso-8859-9", "cp1254", "“Dağ”"),
    ],
)
def test_labels_of_encodings_are_read_as_browsers_read_them(label: str, codec: str, text: str) -> None:
    html = f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'
    seen = page.read(html.encode(codec), name="page.html")
    assert [line.text for line in seen.lines] == [text]


def test_a_text_without_a_declared_encoding_is_read_by_the_letters_of_its_words() -> None:
    french = "Hélène Lefèvre, Université de Genève\nL’étude répertorie des chartes éditées."
    assert page.read(french.encode("cp1252"), name="page.txt").lines[0].text.startswith("Hélène Lefèvre")
    russian = "Ключевые слова: соль, река, торговля\nАннотация. Статья о торговле солью."
    assert page.read(russian.encode("cp1251"), name="page.txt").lines[0].text.startswith("Ключевые слова")
