"""Of several languages the wanted one is found after RFC 4647: by region and letters, not letter by letter."""

import json
from functools import cache
from typing import Final

import pytest
import rispy
from lxml import etree
from pybtex.database import parse_string

from laws.article import article, rendered
from titelei import facts
from titelei.characters.tags import OTHER, distance, in_language
from titelei.engine.citeproc import citations


@pytest.mark.parametrize(
    ("wanted", "tags", "found"),
    [
        ("en-GB", ("ru", "en", "en-US"), ["en", "en-US"]),
        ("pt", ("pt-BR", "es"), ["pt-BR"]),
        ("sr-Latn", ("sr", "sr-Cyrl", "sr-Latn-RS"), ["sr-Latn-RS"]),
        ("ru", ("ru-Latn", "RU"), ["RU"]),
        ("en", ("en-GB", "en"), ["en", "en-GB"]),
    ],
)
def test_the_nearest_language_comes_first_and_other_letters_are_left_out(
    wanted: str, tags: tuple[str, ...], found: list[str]
) -> None:
    assert in_language(tags, wanted, lambda tag: tag) == found


def test_what_has_no_language_is_in_none() -> None:
    assert distance("", "en") == distance("en", "") == distance("ru", "en") == OTHER


# The language of the work; that of its title and abstract; that of others, which stand before them on the page.
WORKS: Final = (
    ("en-GB", "en", "ru"),
    ("pt-BR", "pt", "en"),
    ("sr-Latn", "sr-Latn-RS", "sr-Cyrl"),
    ("zh-Hant", "zh-Hant-TW", "zh-Hans"),
    ("pt", "pt-BR", "es"),
)
TITLE: Final = '<title level="a" type="main" xml:lang="en">Keepers of the Dyke</title>'
ABSTRACT: Final = '<div type="abstract" xml:lang="en">'
# Of each format its first title and first abstract.
FIRST: Final = {
    "jats": ("//article-title", "//abstract"),
    "crossref": ("//*[local-name()='title']", "//*[local-name()='abstract']"),
    "datacite": ("//*[local-name()='title']", "//*[local-name()='description']"),
    "mods": ("//*[local-name()='title']", "//*[local-name()='abstract']"),
    "oai_dc": ("//*[local-name()='title']", "//*[local-name()='description']"),
    "oai_openaire": ("//*[local-name()='title']", "//*[local-name()='description']"),
    "marcxml": ("//*[@tag='245']/*[@code='a']", "//*[@tag='520']"),
}


@cache
def _made(work: str, own: str, other: str) -> dict[str, str]:
    titles = f'<title level="a" xml:lang="{other}">Other words</title>' + TITLE.replace('"en"', f'"{own}"')
    before = f'<div type="abstract" xml:lang="{other}"><p>Another abstract.</p></div>\n'
    return rendered(
        article(
            (TITLE, titles),
            ('<textLang mainLang="en">English</textLang>\n', f'<textLang mainLang="{work}">it</textLang>\n'),
            (ABSTRACT, before + ABSTRACT.replace('"en"', f'"{own}"')),
        ),
        *(*FIRST, "ris", "bibtex", "csl-json", "json-ld"),
    )[0]


@pytest.mark.parametrize(("work", "own", "other"), WORKS)
def test_title_and_abstract_in_the_language_of_the_work_come_first_in_every_format(
    work: str, own: str, other: str
) -> None:
    made = _made(work, own, other)
    for kind, paths in FIRST.items():
        root = etree.fromstring(made[kind].encode())
        title, abstract = ("".join(root.xpath(path)[0].itertext()) for path in paths)
        assert title.startswith("Keepers of the Dyke"), kind
        assert abstract.strip().startswith("Forty mills"), kind
    (reference,) = rispy.loads(made["ris"])
    (item,) = json.loads(made["csl-json"])
    page = json.loads(made["json-ld"])
    (entry,) = parse_string(made["bibtex"], "bibtex").entries.values()
    assert {str(reference["title"]), item["title"], entry.fields["title"].strip("{}")} == {"Keepers of the Dyke"}
    said = (reference["abstract"], item["abstract"], entry.fields["abstract"], page["abstract"][0]["@value"])
    assert [text[:11] for text in said] == ["Forty mills"] * 4
    assert page["name"]["@value"] == "Keepers of the Dyke"


def test_a_subtitle_joins_the_title_in_its_language_whatever_the_country() -> None:
    subtitle = '<title level="a" type="sub" xml:lang="{}">{}</title>'
    other = '<title level="a" type="translated" xml:lang="pt-BR">Guardas do dique</title>'
    added = subtitle.format("en", "An account") + other + subtitle.format("pt", "Um relato")
    made = rendered(article((TITLE, TITLE.replace('"en"', '"en-GB"') + added)), "oai_dc", "facts")[0]
    titles = etree.fromstring(made["oai_dc"].encode()).xpath("//*[local-name()='title']/text()")
    assert titles == ["Keepers of the Dyke: An account", "Guardas do dique: Um relato"]
    known = facts.read(made["facts"])
    assert [[s.text for s in known.subtitles_of(title)] for title in known.titles] == [["An account"], ["Um relato"]]


def test_citations_take_the_words_of_the_title_s_language_and_of_no_other_letters() -> None:
    item = json.dumps(
        [{"id": "a", "type": "article-journal", "title": "Rios", "container-title": "Anais", "page": "1-9"}]
    )

    def harvard(language: str) -> str:
        return next(text for name, _, text in citations(item, language) if name == "Harvard")

    assert "p. 1–9" in harvard("pt-BR")
    assert "с. 1–9" in harvard("ru-RU")
    assert "pp. 1–9" in harvard("ru-Latn")
