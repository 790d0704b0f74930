"""What targets want to know of an article, read from its facts document (``schemas/facts.rng``)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from titelei import facts
from titelei.facts.words import plain, whole
from titelei.messages import say


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
    def as_read(self) -> str:
        """The name in the order in which it is read aloud, where its parts are known."""
        return f"{self.given} {self.family}" if self.given and self.family else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """An article in the words that deposit protocols have. What is not known is empty.

    ``changed`` is the date of the edition's newest change, as written there: a year at least.
    """

    title: str = ""
    title_language: str = ""
    subtitle: str = ""
    translated_titles: tuple[tuple[str, str], ...] = ()
    creators: tuple[Creator, ...] = ()
    contributors: tuple[Creator, ...] = ()
    issued: str = ""
    language: str = ""
    abstract: str = ""
    abstract_language: str = ""
    scope: str = ""
    subjects: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    journal: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    citation: str = ""
    doi: str = ""
    changed: str = ""


def describe(data: bytes, *, publisher: str = "") -> Description:
    """Read the facts; ``publisher`` is that of the settings, for targets that demand one.

    Raises:
        ValueError: they are no facts, or not well-formed.
    """
    try:
        said = facts.read(data, is_strict=False)
    except etree.XMLSyntaxError as error:
        raise ValueError(say("the facts are not well-formed XML ({error})", error=error)) from error
    edition, journal = said.edition or facts.Edition(), said.journal or facts.Journal()
    first = next(iter(said.titles), facts.Title())
    abstract = next((each for each in said.abstracts if not each.kind), facts.Abstract())
    licences = (edition.licence, *said.licences)
    return Description(
        title=_whole(said, first),
        title_language=first.lang,
        subtitle=next((t.text for t in edition.titles if t.type == "sub"), ""),
        translated_titles=tuple((_whole(said, t), t.lang) for t in said.titles[1:]),
        creators=tuple(map(_creator, said.authors)),
        contributors=tuple(map(_creator, said.contributors)),
        issued=next((d.text[:4] if d.season else d.text for d in said.dates if d.type == "issued"), ""),
        language=said.work_language.iso639_3 if said.work_language is not None else "",
        abstract="\n\n".join(_paragraphs(abstract)),
        abstract_language=abstract.lang,
        scope=_text(edition.scope),
        subjects=_once(plain(term) for keywords in said.keywords for term in keywords.terms),
        publisher=publisher or _text(*journal.publishers) or _text(edition.publisher),
        licence=next((each.uri for each in licences if each is not None and each.uri), ""),
        journal=_text(*journal.titles),
        issn=_text(*journal.issns),
        volume=_text(said.volume),
        issue=_text(said.issue),
        pages="-".join(page for page in (_text(said.first_page), _text(said.last_page)) if page),
        citation=_text(*said.citations),
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
        family=" ".join((*name.links, *name.surnames)) if name.surnames else "",
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


def _paragraphs(passage: facts.Abstract | facts.Section) -> Iterable[str]:
    """Give the paragraphs in the order of the page, those of a section after its heading."""
    yield from map(plain, passage.paragraphs)
    for section in passage.sections:
        first, *others = [*_paragraphs(section)] or [""]
        heading = plain(section.heading).rstrip(".")
        yield f"{heading}. {first}".strip() if heading else first
        yield from others


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
