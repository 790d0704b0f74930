"""What a page says, as XML in ``urn:titelei:site``: made from the catalogue's values, turned into HTML by
``xslt/site/``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from titelei.repository.catalogue.browsing import Entity, Issue, Listed, Naming
from titelei.repository.catalogue.forms import Term, passage
from titelei.repository.catalogue.shown import Mention, Name, Shown
from titelei.site.address import Address
from titelei.site.edition import Edition

NAMESPACE: Final = "urn:titelei:site"

Element = etree._Element

_NOT_HELD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def page(
    kind: str, address: Address, edition: Edition, *, is_served: bool, facts: Mapping[str, str] | None = None
) -> Element:
    """Begin a page; ``facts`` become its further attributes."""
    root = etree.Element(f"{{{NAMESPACE}}}page", nsmap={None: NAMESPACE})
    values = {
        "kind": kind,
        "lang": address.language,
        "root": address.root,
        "suffix": address.suffix,
        "path": address.path,
        "edition": edition.title,
        "rights": edition.rights,
        "asked": address.asked,
        "is-served": "true" if is_served else "",
        **(facts or {}),
    }
    for name, value in values.items():
        if value or name not in ("is-served", "has-words", "is-most"):
            root.set(name, _xml(value))
    for language in edition.languages:
        if language != address.language and kind != "not-found":
            other = address.in_language(language)
            add(root, "alternate", lang=language, href=other.seen_from(address))
    return root


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """Add a child; attributes without a value are left out."""
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    child.text = _xml(text) or None
    for key, value in attributes.items():
        if value:
            child.set(key.replace("_", "-"), _xml(value))
    return child


def add_pager(parent: Element, address: Address, total: int, length: int) -> None:
    """Add the ways to the other parts of a list; nothing where it has one part."""
    parts = max(1, -(-total // length))
    if parts == 1:
        return
    previous = address.part(address.number - 1).seen_from(address) if address.number > 1 else ""
    following = address.part(address.number + 1).seen_from(address) if address.number < parts else ""
    add(parent, "pager", number=str(address.number), of=str(parts), previous=previous, next=following)


def add_articles(parent: Element, articles: Iterable[Listed], total: int) -> None:
    """Add a list of articles."""
    listed = add(parent, "articles", total=str(total))
    for each in articles:
        add_article(listed, each)


def add_found(parent: Element, articles: Iterable[Listed], total: int, asked: tuple[Term, ...]) -> None:
    """Add what a search found, each with the passage where it first stands."""
    listed = add(parent, "articles", total=str(total))
    for each in articles:
        article = add_article(listed, each)
        said = passage(each.text, asked)
        if said:
            where = add(article, "passage")
            for text, is_hit in said:
                add(where, "hit" if is_hit else "text", text)


def add_facet(
    parent: Element, address: Address, name: str, values: Iterable[tuple[str, int]], journals: Mapping[str, Name]
) -> None:
    """Add what a search found by year, journal, language or kind: ways to what has each value, and back to all."""
    kept = dict(address.kept)
    others = tuple((other, value) for other, value in address.kept if other != name)
    back = replace(address, kept=others, number=1).seen_from(address) if name in kept else ""
    facet = add(parent, "facet", name=name, all=back)
    for value, articles in values:
        there = replace(address, kept=(*others, (name, value)), number=1).seen_from(address)
        facts = {
            "value": value,
            "href": there,
            "articles": str(articles),
            "here": "true" if kept.get(name) == value else "",
        }
        added = add(facet, "value", **facts)
        if name == "journal":
            _add_name(added, "journal", journals.get(value, Name(text=value)))


def add_values(parent: Element, facets: Mapping[str, Iterable[str]]) -> None:
    """Add the values that facets have at all, for whoever counts them elsewhere."""
    for name, values in facets.items():
        for value in values:
            add(parent, "value", facet=name, value=value)


def add_article(parent: Element, listed: Listed) -> Element:
    """Add an article."""
    shown = listed.shown
    article = add(parent, "article", id=listed.article, pages=shown.pages, kind=shown.kind, **_numbers(shown))
    for title in (shown.title, *shown.other_titles):
        _add_name(article, "title", title)
    for author in shown.authors:
        _add_name(article, "author", author)
    if shown.journal_titles:
        _add_name(article, "journal", shown.journal_title(_language(parent)))
    return article


def add_years(parent: Element, years: Iterable[tuple[int, int]]) -> None:
    """Add years with the numbers of their articles."""
    listed = add(parent, "years")
    for year, articles in years:
        add(listed, "year", year=str(year), path=year_path(year), articles=str(articles))


def year_path(year: int) -> str:
    """Write a year as a part of an address."""
    return f"{year:04}" if year else "undated"


def add_issues(parent: Element, issues: Iterable[Issue]) -> None:
    """Add issues with the numbers of their articles."""
    listed = add(parent, "issues")
    for each in issues:
        add_issue(listed, "issue", each)


def add_issue(parent: Element, element: str, issue: Issue) -> Element:
    """Add an issue as an element of that name."""
    numbers = _numbers(issue.entry)
    added = add(parent, element, journal=issue.journal, issue=issue.issue, articles=str(issue.articles), **numbers)
    _add_name(added, "journal", issue.entry.journal_title(_language(parent)))
    if issue.entry.issue_title.text:
        _add_name(added, "issue-title", issue.entry.issue_title)
    return added


def add_kinds(parent: Element, kinds: Mapping[str, int]) -> None:
    """Add kinds of entities with the numbers of these."""
    listed = add(parent, "kinds")
    for kind, entities in kinds.items():
        add(listed, "kind", name=kind, entities=str(entities))


def add_entities(parent: Element, kind: str, entities: Iterable[Entity]) -> None:
    """Add entities of a kind."""
    listed = add(parent, "entities", kind=kind)
    for each in entities:
        add_entity(listed, each, ())


def add_letters(parent: Element, address: Address, letters: Iterable[tuple[str, int]], length: int) -> None:
    """Add the letters with which a list's entries begin, each with the part of the list where they begin."""
    added = add(parent, "letters")
    before = 0
    for letter, entries in letters:
        part = address.part(before // length + 1)
        add(added, "letter", letter, href=part.seen_from(address) if part.number != address.number else "")
        before += entries


def add_entity(parent: Element, entity: Entity, told: Iterable[Mention]) -> None:
    """Add an entity with what articles tell of it: names, its main one first, identifiers, notes, places of work."""
    facts = {"id": entity.id, "kind": entity.kind, "articles": str(entity.articles), "inverted": entity.inverted}
    element = add(parent, "entity", letter=entity.letter, **facts)
    mentions = tuple(told)
    for name in dict.fromkeys((entity.name, *(name for each in mentions for name in each.names))):
        _add_name(element, "name", name)
    for kind, number in dict.fromkeys(number for each in mentions for number in each.identifiers):
        add(element, "identifier", number, type=kind)
    for note in dict.fromkeys(note for each in mentions for note in each.notes):
        _add_name(element, "note", note)
    for place in dict.fromkeys(place for each in mentions for place in each.places):
        _add_name(element, "place", place)


def add_naming(parent: Element, naming: Naming) -> None:
    """Add an article that mentions the page's entity, or is by it."""
    told = naming.told
    element = add(parent, "naming", mentions=str(told.mentions), is_author="true" if told.is_author else "")
    for name in told.names:
        _add_name(element, "name", name)
    add_article(element, naming.listed)


def _add_name(parent: Element, element: str, name: Name) -> None:
    add(parent, element, name.text, lang=name.lang)


def _language(element: Element) -> str:
    return element.getroottree().getroot().get("lang", "")


def _numbers(shown: Shown) -> dict[str, str]:
    return {"year": str(shown.year), "volume": shown.volume, "number": shown.number}


def _xml(text: str) -> str:
    """Leave out what XML cannot hold, and control characters that HTML reads as others."""
    return _NOT_HELD.sub("", text)
