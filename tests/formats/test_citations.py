"""How articles are cited: what a style asks, in the words and quotation marks of the title's language."""

import re

import pytest
from lxml import etree

from formats.documents import made, xml
from titelei.engine import citeproc

CASES = {
    "Chicago keeps forenames, APA takes initials": (
        "fenn-2021",
        {"Chicago": "Fenn, John, Jr. 2021. “Fenborough", "APA": "Fenn, J., Jr. (2021)."},
    ),
    "a Russian article is cited in Russian": (
        "orlova-2020",
        {
            "Chicago": "Орлова, Нина Сергеевна, Пер аф Линд и Джон Фенн мл. 2020. «Ледовые дороги",
            "Harvard": "14(3), с. 11–29. Доступно на: ",
        },
    ),
    "a German article is cited in German": (
        "weber-2023",
        {"Harvard": "Verfügbar unter: ", "Chicago": "„Über die Größe"},
    ),
    "letters without capitals are initials": (
        "quill-2022",
        {"APA": "O’Quill-Ñandú, Z., & נהר, נ. (2022).", "Chicago": "and נחום נהר. 2022."},
    ),
    "Georgian has no locale, and its own letters": ("beridze-2022", {"APA": "ბერიძე, ნ. (2022). წისქვილები"}),
    "marks inside the same marks are the inner ones": (
        "correction-2021",
        {
            "Chicago": "«Исправление к статье „Ледовые дороги Нижних лугов“».",
            "APA": "статье «Ледовые дороги Нижних лугов».",
        },
    ),
    "a work without an author begins with its title, once": (
        "retraction-2022",
        {
            "APA": "Retraction of “Mills and Dams of the Long Dyke.” (2022). Летопись водных путей, (1), 35.",
            "Chicago": "“Retraction of ‘Mills and Dams of the Long Dyke.’” 2022. Летопись водных путей, no. 1: 35.",
            "Harvard": "‘Retraction of “Mills and Dams of the Long Dyke”’ (2022) Летопись водных путей, (1), p. 35.",
        },
    ),
    "American full stops stand inside the marks": ("sokolov-2022", {"Chicago": "A Survey.” Genesis of Dykes, no. 5"}),
    "an apostrophe closes no quotation, and a review stands in a volume": (
        "sedge-2024",
        {
            "Harvard": "‘How the Locks Were Opened: A Keeper’s Book Reviewed’, Шлюзовой вестник, 8(1 Suppl 2)",
            "APA": "How the Locks Were Opened: A Keeper’s Book Reviewed. Шлюзовой вестник",
        },
    ),
    "no style begins a letter of a formula with a capital": ("aas-2021", {"Chicago": "Why v = k\\sqrt{h} Holds"}),
    "a DOI with odd characters is an address": (
        "quill-2022",
        {"APA": "https://doi.org/10.5555/waterways.2022.%3C2%3E(1);1:A%26B"},
    ),
    "the number of an article stands where pages would": (
        "holm-2020",
        {"Harvard": "14(4), p. e1.", "ГОСТ Р 7.0.5–2008": "№ 4. С. e1."},
    ),
}


def _cited(name: str) -> dict[str, tuple[str, str]]:
    """Give (language, citation with its markup) of each style."""
    (language,) = xml(made(name)["facts"]).xpath("*[local-name()='title'][@role='main']/@xml:lang")
    return {style: (lang, text) for style, lang, text in citeproc.citations(made(name)["csl-json"], str(language))}


@pytest.mark.parametrize("case", CASES)
def test_each_style_is_written_as_it_asks(case: str) -> None:
    name, wanted = CASES[case]
    cited = _cited(name)
    for style, part in wanted.items():
        plain = "".join(map(str, etree.fromstring(f"<x>{cited[style][1]}</x>").itertext()))
        assert part in plain


def test_the_journal_s_title_stands_as_published_and_apart() -> None:
    """APA and Chicago would write every word of an English title with a capital; this one is Russian."""
    cited = _cited("fenn-2021")
    assert list(cited) == ["APA", "Chicago", "Harvard", "ГОСТ Р 7.0.5–2008"]
    assert {language for language, _ in cited.values()} == {"en"}
    for _, text in cited.values():
        assert re.findall("<cite>(.*?)</cite>", text) == ["Летопись водных путей"]


def test_a_page_without_a_title_is_cited_in_no_style() -> None:
    assert citeproc.citations(made("nameless-page")["csl-json"]) == ()
