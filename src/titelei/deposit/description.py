"""What targets want to know of an article, read from its facts document (``schemas/facts.rng``)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from lxml import etree

from titelei import facts
from titelei.facts.words import plain, whole
from titelei.messages import say

_ALTERNATIVE: Final = ("alternative", "short", "transliterated")
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """An author, or a contributor with the key of what was done as ``role``.

    ``family`` is empty for an organisation, or where the name has no parts; an affiliation is one text, the department
    before the institution.
    """

    name: str
    family: str = ""
    given: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    is_organisation: bool = False
    role: str = ""

    @property
    def is_editor(self) -> bool:
        return self.role in ("editor", "guest-editor", "section-editor")

    @property
    def as_read(self) -> str:
        """The name in the order in which it is read aloud, where its parts are known, without a suffix."""
        return f"{self.given.partition(', ')[0]} {self.family}" if self.given and self.family else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An abstract beside the first, or a statement: its kind, language and paragraphs."""

    kind: str = ""
    language: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """Who paid, by which award, in the words of the page."""

    funder: str = ""
    number: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another work or address, and what it is to the article: a kind of the facts, or ``page``, ``fulltext`` …"""

    kind: str
    address: str
    doi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """An article in the words that deposit protocols have. What is not known is empty.

    ``issued`` and ``dates`` are days, months or years, of a span the first with a slash before the last; ``dates`` have
    their kinds before them. ``changed`` is the date of the edition's newest change, as written there: a year at least.
    """

    title: str = ""
    title_language: str = ""
    subtitle: str = ""
    translated_titles: tuple[tuple[str, str], ...] = ()
    alternative_titles: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    creators: tuple[Creator, ...] = ()
    contributors: tuple[Creator, ...] = ()
    issued: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    language: str = ""
    abstract: str = ""
    abstract_language: str = ""
    other_abstracts: tuple[Passage, ...] = ()
    statements: tuple[Passage, ...] = ()
    scope: str = ""
    subjects: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    journal: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    citation: str = ""
    copyright: str = ""
    awards: tuple[Award, ...] = ()
    links: tuple[Link, ...] = ()
    references: tuple[str, ...] = ()
    doi: str = ""
    changed: str = ""

    @property
    def other_titles(self) -> tuple[tuple[str, str], ...]:
        """All titles beside the first, with their languages."""
        return (*self.translated_titles, *self.alternative_titles)

    @property
    def place(self) -> str:
        """Where it was printed, in one line: “Journal; Vol. 15 No. 3 (2021); 33-41; ISSN 1234-5679”."""
        if not self.journal:
            return ""
        numbers = " ".join(
            part
            for part in (
                f"Vol. {self.volume}" if self.volume else "",
                f"No. {self.issue}" if self.issue else "",
                f"({self.issued[:4]})" if self.issued else "",
            )
            if part
        )
        pages = self.pages or self.article_number
        return "; ".join(filter(None, (self.journal, numbers, pages, f"ISSN {self.issn}" if self.issn else "")))


def describe(data: bytes, *, publisher: str = "") -> Description:
    """Read the facts; ``publisher`` is that of the settings, for targets that demand one where no facts have it.

    Raises:
        ValueError: they are no facts, or not well-formed.
    """
    try:
        said = facts.read(data, is_strict=False)
    except etree.XMLSyntaxError as error:
        raise ValueError(say("the facts are not well-formed XML ({error})", error=error)) from error
    edition, journal = said.edition or facts.Edition(), said.journal or facts.Journal()
    first = next(iter(said.titles), facts.Title())
    abstract = next((a for a in sorted(said.abstracts, key=lambda a: bool(a.kind))), facts.Abstract())
    others = (each for each in said.abstracts if each is not abstract)
    licences = (edition.licence, *said.licences)
    return Description(
        title=_whole(said, first),
        title_language=first.lang,
        subtitle=next((t.text for t in edition.titles if t.type == "sub"), ""),
        translated_titles=tuple((_whole(said, t), t.lang) for t in said.titles[1:] if t.role not in _ALTERNATIVE),
        alternative_titles=tuple((_whole(said, t), t.lang) for t in said.titles[1:] if t.role in _ALTERNATIVE),
        kind=_text(said.kind),
        creators=tuple(map(_creator, said.authors)),
        contributors=tuple(map(_creator, said.contributors)),
        issued=next((_date(d) for d in said.dates if d.type == "issued"), ""),
        dates=tuple((d.type, _date(d)) for d in said.dates if d.type != "issued" and _date(d)),
        language=said.work_language.iso639_3 if said.work_language is not None else "",
        abstract="\n\n".join(_paragraphs(abstract)),
        abstract_language=abstract.lang,
        other_abstracts=tuple(_passage(each, each.kind) for each in others),
        statements=tuple(_passage(each, each.kind) for each in said.statements),
        scope=_text(edition.scope),
        subjects=_once(plain(term) for keywords in said.keywords for term in keywords.terms),
        publisher=_text(*journal.publishers) or publisher or _text(edition.publisher),
        licence=next((each.uri for each in licences if each is not None and each.uri), ""),
        journal=_text(*journal.titles),
        issn=_text(*journal.issns),
        volume=_text(said.volume),
        issue=_text(said.issue),
        pages=_pages(said),
        article_number=_text(said.article_number),
        citation=_text(*said.citations),
        copyright=_text(*said.copyrights),
        awards=tuple(_awards(said)),
        links=tuple(_links(said)),
        references=tuple(each.text for each in said.references if each.text),
        doi=said.identifier("DOI"),
        changed=edition.change.when if edition.change is not None else "",
    )


class _Said(Protocol):
    @property
    def text(self) -> str: ...


def _text(*found: _Said | None) -> str:
    """Give the first of the values; empty where there is none."""
    return next((each.text for each in found if each is not None), "")


def _creator(author: facts.Agent) -> Creator:
    name = author.name or facts.Name()
    return Creator(
        name=name.inverted or name.text,
        family=name.family,
        given=", ".join(filter(None, (" ".join(part.text for part in name.forenames), *name.generations))),
        orcid=_text(author.orcid),
        affiliations=_once(
            ", ".join(body.text for body in (*place.departments, *place.institutions)) for place in author.affiliations
        ),
        is_organisation=author.kind != "person",
        role=next((role.key for role in author.roles if role.scheme != "credit"), ""),
    )


def _whole(said: facts.Facts, title: facts.Title) -> str:
    return whole(plain(title), *(plain(subtitle) for subtitle in said.subtitles_of(title)))


def _date(date: facts.Date) -> str:
    """Write a date without what says how sure it is: a season as its year, a span with a slash."""
    return date.text[:4] if date.season else "/".join(dict.fromkeys(_DAY.findall(date.text)))


def _pages(said: facts.Facts) -> str:
    """Write the pages, with several ranges where there are some."""
    ranges = [(each.first, each.last) for each in said.page_ranges] or [(_text(said.first_page), _text(said.last_page))]
    return ", ".join("-".join(dict.fromkeys(filter(None, pair))) for pair in ranges)


def _passage(passage: facts.Abstract | facts.Statement, kind: str) -> Passage:
    return Passage(kind=kind, language=passage.lang, text="\n\n".join(_paragraphs(passage)))


def _awards(said: facts.Facts) -> Iterable[Award]:
    """Give each award with its funder; who paid without a number; the words alone where nobody is named."""
    words = _text(*said.funding)
    for grant in said.grants:
        for number in [award.text for award in grant.awards] or [""]:
            yield Award(funder=_text(grant.funder), number=number, words=words)
    if words and not said.grants:
        yield Award(words=words)


def _links(said: facts.Facts) -> Iterable[Link]:
    if said.url is not None:
        yield Link(kind="page", address=said.url.text)
    yield from (Link(kind=link.type, address=link.uri) for link in said.links if link.uri)
    yield from (Link(kind=each.type, address=each.uri, doi=each.doi) for each in said.related if each.uri)


def _paragraphs(passage: facts.Abstract | facts.Section | facts.Statement) -> Iterable[str]:
    """Give the paragraphs in the order of the page, those of a section after its heading."""
    yield from map(plain, passage.paragraphs)
    for section in passage.sections:
        first, *others = [*_paragraphs(section)] or [""]
        heading = plain(section.heading).rstrip(".")
        yield f"{heading}. {first}".strip() if heading else first
        yield from others


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
