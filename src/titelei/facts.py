"""The facts of an article as values: the vocabulary of ``schemas/outputs/facts.rng``, read from XML and written to it.

The waist of the house: every source is mapped into these, every draft is written from them, every output is made of
them. A class stands for an element; to add a fact, add it to the grammar, to ``xslt/facts/``, and here as a field.

``from_`` says where a fact was read: a path in the TEI, or in the record that a source gave.
"""

from dataclasses import dataclass

from lxml import etree

from titelei.names import FACTS
from titelei.xml.binding import attribute, child, children, content, dump, load, tag


def _from() -> str:
    value: str = attribute("from")
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """A value without language: a number, a date in EDTF, an address."""

    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a language; ``lang`` is empty where it is not known."""

    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A value of a kind: a date ``received``, an identifier ``DOI``."""

    type: str = attribute("type")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a fact, read where the fact was; ``type`` tells forenames apart (``middle``, ``patronymic``)."""

    type: str = attribute("type")
    text: str = content()


# The edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Who answers for the edition, and for what."""

    from_: str = _from()
    name: Words | None = child("name", Words)
    task: Words | None = child("task", Words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence: its address, whether it is free, its words."""

    uri: str = attribute("uri")
    status: str = attribute("status")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The newest change of the edition's file."""

    when: str = attribute("when")
    status: str = attribute("status")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the edition's file, and what is written in it."""

    tag: str = attribute("tag")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The edition, not the article."""

    titles: tuple[Typed, ...] = children("title", Typed)
    responsible: tuple[Responsible, ...] = children("responsible", Responsible)
    publisher: Words | None = child("publisher", Words)
    date: Datum | None = child("date", Datum)
    licence: Licence | None = child("licence", Licence)
    scope: Words | None = child("scope", Words)
    status: Datum | None = child("status", Datum)
    change: Change | None = child("change", Change)
    languages: tuple[Language, ...] = children("language", Language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The copy that was encoded."""

    from_: str = _from()
    title: Words | None = child("title", Words)
    file: Words | None = child("file", Words)
    sha256: Words | None = child("sha256", Words)
    url: Datum | None = child("url", Datum)
    accessed: Datum | None = child("accessed", Datum)


# The article


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLanguage:
    """The language in which the article is written."""

    tag: str = attribute("tag")
    iso639_3: str = attribute("iso639-3")
    from_: str = _from()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title of the article or its journal; ``role`` is ``main``, ``translated``, ``transliterated`` and the like."""

    role: str = attribute("role")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issn:
    """An ISSN; ``medium`` is ``print``, ``electronic`` or not known."""

    medium: str = attribute("medium")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The journal that the article stands in."""

    titles: tuple[Title, ...] = children("title", Title)
    issns: tuple[Issn, ...] = children("issn", Issn)
    publisher: Words | None = child("publisher", Words)
    place: Words | None = child("place", Words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """A class of a scheme, such as ``udc``."""

    scheme: str = attribute("scheme")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Funder:
    """Who paid."""

    ror: str = attribute("ror")
    funder_id: str = attribute("funder-id")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A funder with the numbers of its awards."""

    from_: str = _from()
    funder: Funder | None = child("funder", Funder)
    awards: tuple[Datum, ...] = children("award", Datum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another work, and what it is to this one: ``correction``, ``preprint`` …"""

    type: str = attribute("type")
    uri: str = attribute("uri")
    doi: str = attribute("doi")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is said to be missing, of the article, the source or an author."""

    of: str = attribute("of")
    fact: str = attribute("fact")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


# Its authors


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of a person, an organisation or a place: ``text`` as written, its parts where they are known."""

    type: str = attribute("type", "main")
    preferred: bool = attribute("preferred", False)
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = child("text")
    inverted: str = child("inverted")
    surnames: tuple[str, ...] = children("surname")
    forenames: tuple[Part, ...] = children("forename", Part)
    links: tuple[str, ...] = children("link")
    generations: tuple[str, ...] = children("generation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A department or an institution."""

    ref: str = attribute("ref")
    ror: str = attribute("ror")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPart:
    """A part of an address; ``kind``: ``street``, ``post-code``, ``settlement``, ``region``, ``country``, ``line``."""

    kind: str = tag()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address: on one line, and in its parts."""

    from_: str = _from()
    text: str = child("text")
    parts: tuple[AddressPart, ...] = children("street post-code settlement region country line", AddressPart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """One place of work: on one line, and in its parts."""

    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = child("text")
    departments: tuple[Organisation, ...] = children("department", Organisation)
    institutions: tuple[Organisation, ...] = children("institution", Organisation)
    addresses: tuple[Address, ...] = children("address", Address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """An author in the article's order; ``kind`` is ``person`` or ``organisation``."""

    n: int = attribute("n", 0)
    kind: str = attribute("kind", "person")
    ref: str = attribute("ref")
    corresponding: bool = attribute("corresponding", False)
    from_: str = _from()
    names: tuple[Name, ...] = children("name", Name)
    degrees: tuple[Words, ...] = children("degree", Words)
    posts: tuple[Words, ...] = children("post", Words)
    affiliations: tuple[Affiliation, ...] = children("affiliation", Affiliation)
    email: Words | None = child("email", Words)
    orcid: Datum | None = child("orcid", Datum)
    identifiers: tuple[Typed, ...] = children("identifier", Typed)


# Passages of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of an abstract; ``kind`` is ``methods``, ``results`` …"""

    kind: str = attribute("kind")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    heading: Words | None = child("heading", Words)
    paragraphs: tuple[Words, ...] = children("p", Words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    """An abstract: paragraphs before its sections, then these."""

    lang: str = attribute("xml:lang")
    from_: str = _from()
    heading: Words | None = child("heading", Words)
    paragraphs: tuple[Words, ...] = children("p", Words)
    sections: tuple[Section, ...] = children("section", Section)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """Key words of one language."""

    lang: str = attribute("xml:lang")
    from_: str = _from()
    terms: tuple[Words, ...] = children("keyword", Words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A work that the article cites."""

    list: str = attribute("list")
    type: str = attribute("type")
    doi: str = attribute("doi")
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


# Whom and what it names


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An entry of the edition; ``kind`` is ``person``, ``organisation``, ``place``, ``event`` or ``document``."""

    kind: str = tag()
    id: str = attribute("id")
    type: str = attribute("type")
    mentions: str = attribute("mentions", "0")
    about: bool = attribute("about", False)
    from_: str = _from()
    names: tuple[Name, ...] = children("name", Name)
    labels: tuple[Words, ...] = children("label", Words)
    notes: tuple[Words, ...] = children("note", Words)
    when: Datum | None = child("when", Datum)
    identifiers: tuple[Typed, ...] = children("identifier", Typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A date that the page names, in EDTF."""

    edtf: str = attribute("edtf")
    mentions: str = attribute("mentions", "0")
    about: bool = attribute("about", False)
    lang: str = attribute("xml:lang")
    from_: str = _from()
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts of one article, in the order of the grammar. What is not known is not there."""

    id: str = attribute("id")
    lang: str = attribute("xml:lang")
    edition: Edition | None = child("edition", Edition)
    work_language: WorkLanguage | None = child("work-language", WorkLanguage)
    titles: tuple[Title, ...] = children("title", Title)
    journal: Journal | None = child("journal", Journal)
    volume: Datum | None = child("volume", Datum)
    issue: Datum | None = child("issue", Datum)
    part: Datum | None = child("part", Datum)
    first_page: Datum | None = child("first-page", Datum)
    last_page: Datum | None = child("last-page", Datum)
    article_number: Datum | None = child("article-number", Datum)
    dates: tuple[Typed, ...] = children("date", Typed)
    identifiers: tuple[Typed, ...] = children("identifier", Typed)
    url: Datum | None = child("url", Datum)
    licence: Licence | None = child("licence", Licence)
    classifications: tuple[Classification, ...] = children("classification", Classification)
    funding: tuple[Words, ...] = children("funding", Words)
    grants: tuple[Grant, ...] = children("grant", Grant)
    related: tuple[Related, ...] = children("related", Related)
    authors: tuple[Author, ...] = children("author", Author)
    abstracts: tuple[Abstract, ...] = children("abstract", Abstract)
    keywords: tuple[Keywords, ...] = children("keywords", Keywords)
    citations: tuple[Words, ...] = children("citation", Words)
    licence_statements: tuple[Words, ...] = children("licence-statement", Words)
    references: tuple[Reference, ...] = children("reference", Reference)
    source: Source | None = child("source", Source)
    entities: tuple[Entity, ...] = children("person organisation place event document", Entity)
    periods: tuple[Period, ...] = children("period", Period)
    missing: tuple[Missing, ...] = children("missing", Missing)

    def identifier(self, kind: str) -> str:
        """Give the first identifier of that kind (``DOI``, whatever its case); empty where there is none."""
        return next((i.text for i in self.identifiers if i.type.casefold() == kind.casefold()), "")

    def date(self, kind: str) -> str:
        """Give the first date of that kind (``issued``, ``received`` …) in EDTF; empty where there is none."""
        return next((d.text for d in self.dates if d.type == kind), "")


def read(data: bytes | str) -> Facts:
    """Read ``facts.xml``.

    Raises:
        lxml.etree.XMLSyntaxError: it is not well-formed.
        titelei.xml.binding.BindingError: it holds what the vocabulary does not.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return of_element(etree.fromstring(raw, parser))


def of_element(root: "etree._Element") -> Facts:
    """Read the element ``facts`` of a tree."""
    return load(Facts, root, FACTS)


def write(facts: Facts) -> bytes:
    """Write ``facts.xml``, indented by nothing, so that all text is as it was."""
    element = dump(facts, "facts", FACTS)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(etree.tostring(element, encoding="utf-8")) + b"\n"
