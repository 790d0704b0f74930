"""Names, places of work and addresses in another language than the page say so, wherever the format can."""

from functools import cache

import pytest
from lxml import etree, html

from formats.documents import altered, xml
from titelei.render.render import render

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PLACES = {
    "all in Russian": '<affiliation xml:lang="ru"><orgName>Музей льда</orgName><address><settlement>Энск</settlement>'
    "</address></affiliation>",
    "Russian in its parts": '<affiliation><orgName xml:lang="ru">Музей льда</orgName><address>'
    '<settlement xml:lang="ru">Энск</settlement></address></affiliation>',
    "partly Russian": '<affiliation><orgName type="department">Ice Office</orgName><orgName xml:lang="ru">Музей льда'
    '</orgName><address><street>Ice Street 1</street><settlement xml:lang="ru">Энск</settlement></address>'
    "</affiliation>",
}


@cache
def _made(place: str) -> dict[str, str]:
    name = '<persName type="main"><forename>Surono</forename></persName>'
    outputs, _ = render(altered("aas-2021", (name, name + PLACES[place])), formats=("jats", "mods", "html"))
    found: dict[str, str] = {}
    for output in outputs:
        found.setdefault(output.format, output.data.decode())
    return found


def _language(node: "etree._Element", name: str) -> str:
    return str(next((one.get(name) for one in (node, *node.iterancestors()) if one.get(name)), ""))


def _languages(root: "etree._Element", words: str, name: str = LANG) -> set[str]:
    """Give the languages in which a text is said to be, wherever it stands."""
    nodes = root.xpath("//*[not(self::script or self::meta or self::title)][text()[contains(., $words)]]", words=words)
    assert nodes, words
    return {_language(node, name) for node in nodes}


@pytest.mark.parametrize("place", PLACES)
def test_a_russian_place_of_work_is_russian_in_jats(place: str) -> None:
    root = xml(_made(place)["jats"])
    assert _languages(root, "Музей льда") == _languages(root, "Энск") == {"ru"}


@pytest.mark.parametrize("place", [place for place in PLACES if place != "partly Russian"])
def test_a_russian_place_of_work_is_russian_in_mods(place: str) -> None:
    assert _languages(xml(_made(place)["mods"]), "Музей льда, Энск") == {"ru"}


@pytest.mark.parametrize("place", PLACES)
def test_a_russian_place_of_work_is_russian_on_an_english_page(place: str) -> None:
    root = html.document_fromstring(_made(place)["html"])
    assert _languages(root, "Музей льда", "lang") == _languages(root, "Энск", "lang") == {"ru"}


def test_what_is_in_the_language_of_the_whole_place_does_not_say_it_again() -> None:
    same = ("Ice Office", "Ice Street 1")
    parts = xml(_made("partly Russian")["jats"]).iter("institution", "addr-line")
    assert [part.get(LANG) for part in parts if part.text in same] == [None, None]


@cache
def _house() -> dict[str, str]:
    """Give an article whose journal's place and publisher and whose funder are named in Russian."""
    about = altered(
        "aas-2021",
        ("<pubPlace>Fenborough", '<pubPlace xml:lang="ru">Энск'),
        ('<publisher ref="#org.fen-press">Fen Press', '<publisher xml:lang="ru">Печать льда'),
        ('<orgName ref="#org.reed-fund">Reed Fund', '<orgName xml:lang="ru" ref="#org.reed-fund">Фонд льда'),
    )
    outputs, _ = render(about, formats=("jats", "mods"))
    return {output.format: output.data.decode() for output in outputs}


@pytest.mark.parametrize("name", ["Энск", "Печать льда"])
@pytest.mark.parametrize("kind", ["jats", "mods"])
def test_a_russian_publisher_and_its_place_are_russian(kind: str, name: str) -> None:
    assert _languages(xml(_house()[kind]), name) == {"ru"}


@pytest.mark.parametrize(
    ("kind", "element"), [("jats", "institution"), ("mods", "{http://www.loc.gov/mods/v3}namePart")]
)
def test_a_russian_funder_is_russian(kind: str, element: str) -> None:
    assert {_language(e, LANG) for e in xml(_house()[kind]).iter(element) if e.text == "Фонд льда"} == {"ru"}


@pytest.mark.parametrize("words", ["XIX–XX вв. на Севере", "Лёд в XIX–XX вв", "Лёд XIX – начала XX в"])
def test_roman_figures_of_russian_centuries_are_russian_on_an_english_page(words: str) -> None:
    about = altered("aas-2021", ("Holds at Every Weir", f"Holds (“{words}”) at Every Weir"))
    outputs, _ = render(about, formats=("html",))
    assert f'<span lang="ru">{words}</span>' in outputs[0].data.decode()
