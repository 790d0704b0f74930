"""The facts document: what is known of an article, and where each fact was read."""

from collections.abc import Callable

import pytest
from lxml import etree

from titelei import resources
from titelei.render.render import render
from titelei.xml.paths import resolve
from titelei.xml.read import Document

Facts = Callable[[Document], "etree._Element"]
Said = Callable[..., list[str]]
Load = Callable[..., Document]

SEED = {
    "f:work-language/@tag": ["ru"],
    "f:work-language/@iso639-3": ["rus"],
    "f:title/@role": ["main"],
    "f:title/@xml:lang": ["en"],
    "f:journal/f:title/@role": ["main", "translated"],
    "f:journal/f:title/@xml:lang": ["ru-Latn", "en"],
    "f:volume/text()": ["26"],
    "f:issue/text()": ["2"],
    "f:first-page/text()": ["119"],
    "f:last-page/text()": ["132"],
    "f:date/text()": ["2021"],
    "f:identifier/text()": [],
    "f:licence/@uri": ["https://creativecommons.org/licenses/by/4.0/"],
    "f:author/f:name[@preferred]/f:inverted/text()": ["Ambartsumyan, Karine R."],
    "f:author/f:degree/text()": ["Candidate of Sciences (History)"],
    "f:author/f:post/text()": ["Associate Professor"],
    "f:author/f:affiliation/f:institution/text()": ["North-Caucasus Federal University"],
    "f:author/f:affiliation/f:address/f:text/text()": ["Pushkina St, 1, 355009 Stavropol, Russian Federation"],
    "f:author/f:email/text()": [],
    "f:author/f:orcid/text()": [],
    "f:abstract/f:section/f:heading/text()": ["Introduction", "Methods and materials", "Analysis", "Results"],
    "f:keywords/f:keyword[1]/text()": ["Caucasus Bureau"],
    "f:period[@about]/@edtf": ["1920/1921", "1920", "1920-05"],
    "f:period[not(@about)]/@edtf": ["2021"],
    "f:missing/@fact": ["DOI", "ISSN", "email", "ORCID", "address"],
    "f:edition/f:change/@when": ["2026-11-22"],
}


@pytest.mark.parametrize("path", SEED)
def test_the_first_edition_s_facts_are_found(seed: Document, facts: Facts, said: Said, path: str) -> None:
    assert said(facts(seed), path) == SEED[path]


def test_the_title_stands_as_published_and_the_abstract_as_corrected(seed: Document, facts: Facts, said: Said) -> None:
    root = facts(seed)
    (title,) = said(root, "f:title/text()")
    assert title.startswith("Policy of Postponed Sovetization:")
    abstract = " ".join(said(root, "f:abstract//f:p/text()"))
    assert "decision-making" in abstract
    assert "Soviet-Georgian treaty" in abstract
    assert "decisionmaking" not in abstract


def test_every_place_that_a_fact_names_is_in_the_document(seed: Document, facts: Facts) -> None:
    places = [str(e.get("from")) for e in facts(seed).iter(etree.Element) if e.get("from")]
    assert len(places) > 60
    for place in places:
        element, attribute = resolve(seed.root, place)
        assert element is not None, place
        steps = [s.partition("[")[0].removeprefix("*:") for s in place.split("/") if s and not s.startswith("@")]
        assert etree.QName(element).localname == steps[-1], place
        assert not attribute or element.get(attribute) is not None, place


def test_the_title_in_the_work_s_language_is_the_main_one(document: Load, facts: Facts, said: Said) -> None:
    root = facts(document("bilingual"))
    assert said(root, "f:title[@role='main']/text()") == ["О пользе примеров"]
    assert said(root, "f:title[@role='translated']/text()") == ["On the Use of Examples"]
    assert said(root, "f:title[@role='transliterated']/@xml:lang") == ["ru-Latn"]


def test_a_known_translation_is_the_main_title_where_there_is_no_original(
    document: Load, facts: Facts, said: Said
) -> None:
    only_english = document(
        "bilingual",
        ('<title level="a" type="main" xml:lang="ru">О пользе примеров</title>', ""),
        ('<title level="a" type="transliterated" xml:lang="ru-Latn">O polze primerov</title>', ""),
    )
    root = facts(only_english)
    assert said(root, "f:title/@role") == ["main"]
    assert said(root, "f:title/@xml:lang") == ["en"]


def test_of_two_main_names_the_one_in_the_work_s_language_is_preferred(
    document: Load, facts: Facts, said: Said
) -> None:
    root = facts(document("bilingual"))
    assert said(root, "f:author[1]/f:name[@preferred]/f:inverted/text()") == ["Иванов, Иван Петрович"]
    assert said(root, "f:author[1]/f:name[not(@preferred)]/f:text/text()") == ["Ivan P. Ivanov", "Иванов И. П."]


def test_authors_keep_their_order_and_their_kind(document: Load, facts: Facts, said: Said) -> None:
    root = facts(document("bilingual"))
    assert said(root, "f:author/@kind") == ["person", "person", "organisation"]
    assert said(root, "f:author/@n") == ["1", "2", "3"]
    assert said(root, "f:author[@corresponding]/@ref") == ["per.ivanov"]
    assert said(root, "f:author[2]/f:name/f:inverted/text()") == ["Dyk, Anna van, Jr."]


def test_identifiers_are_bare(document: Load, facts: Facts, said: Said) -> None:
    with_addresses = document("bilingual", (">10.12345/example.2019.1<", ">https://doi.org/10.12345/example.2019.1<"))
    root = facts(with_addresses)
    assert said(root, "f:identifier[@type='DOI']/text()") == ["10.12345/example.2019.1"]
    assert said(root, "f:author/f:orcid/text()") == ["0000-0002-1825-0097"]
    assert said(root, "f:journal/f:issn[@medium='electronic']/text()") == ["2049-3630"]


def test_dates_are_apart_and_in_edtf(document: Load, facts: Facts, said: Said) -> None:
    root = facts(document("bilingual"))
    assert said(root, "f:date/@type") == ["issued", "received", "accepted", "published"]
    assert said(root, "f:date[@type='issued']/text()") == ["2019-03"]
    assert said(root, "f:period/@edtf") == ["[1801..1810]"]


def test_a_place_that_only_stands_for_its_government_is_not_what_the_article_is_about(
    document: Load, facts: Facts, said: Said
) -> None:
    root = facts(document("bilingual"))
    assert said(root, "f:place[@about]/@id") == ["pla.primersk"]
    assert said(root, "f:place[@id='pla.kremlin']/@mentions") == ["1"]


def test_the_newest_change_counts_wherever_it_stands(document: Load, facts: Facts, said: Said) -> None:
    old_first = document("bilingual", ('<change when="2025-12-31">', '<change when="2027-05-06">'))
    assert said(facts(old_first), "f:edition/f:change/@when") == ["2027-05-06"]


@pytest.mark.parametrize("name", ["bilingual", "sparse", "awkward"])
def test_facts_of_any_document_are_valid_and_nothing_in_them_is_empty(document: Load, facts: Facts, name: str) -> None:
    root = facts(document(name))
    grammar = etree.RelaxNG(etree.parse(resources.schemas() / "facts.rng"))
    grammar.assertValid(root)


@pytest.mark.parametrize("name", ["bilingual", "sparse", "awkward"])
def test_the_invented_documents_are_valid_by_the_grammar(document: Load, name: str) -> None:
    grammar = etree.RelaxNG(etree.parse(resources.schemas() / "frontmatter.rng"))
    grammar.assertValid(document(name).tree)


def test_an_unknown_language_of_the_work_is_reported_with_its_line(document: Load) -> None:
    wrong = document("bilingual", ('mainLang="ru"', 'mainLang="xx"'))
    outputs, (finding,) = render(wrong, formats=("facts",))
    assert outputs == ()
    assert "“xx” is no language of ISO 639" in finding.message
    assert 'mainLang="xx"' in finding.source_line


def test_every_kind_of_space_is_one_space_in_a_fact(document: Load, facts: Facts, said: Said) -> None:
    spaced = document("sparse", ('<title level="a">Nothing known<', '<title level="a">A\u00a0\u2009b\u202f\n \u3000c<'))
    assert said(facts(spaced), "f:title/text()") == ["A b c"]
