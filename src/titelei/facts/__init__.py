"""The facts of an article as values: the vocabulary of ``schemas/facts.rng``, read from XML and written to it.

The waist of the house: every source is mapped into these, every draft is written from them, every output is made of
them. A class stands for an element; to add a fact, add it to the grammar, to ``xslt/facts/``, and here as a field.

``from_`` says where a fact was read: a path in the TEI, or in the record that a source gave.
"""

from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from titelei.characters.tags import in_language
from titelei.facts.agents import Address, AddressPart, Affiliation, Agent, Death, Name, Organisation, Role
from titelei.facts.article import (
    Classification,
    Copyright,
    Count,
    Date,
    Funder,
    Grant,
    Issn,
    Journal,
    JournalTitle,
    Link,
    Missing,
    PageRange,
    PeerReview,
    Related,
    Series,
    Title,
    Tongue,
    Version,
)
from titelei.facts.edition import Change, Edition, Language, Licence, Responsible, Source
from titelei.facts.entities import Entity, Period
from titelei.facts.kinds import Datum, Part, Rich, Typed, Words
from titelei.facts.passages import Abstract, Keyword, Keywords, Reference, Section, Statement
from titelei.names import FACTS
from titelei.xml.binding import attribute, child, children, dump, load

__all__ = [
    "Abstract",
    "Address",
    "AddressPart",
    "Affiliation",
    "Agent",
    "Change",
    "Classification",
    "Copyright",
    "Count",
    "Date",
    "Datum",
    "Death",
    "Edition",
    "Entity",
    "Facts",
    "Funder",
    "Grant",
    "Issn",
    "Journal",
    "JournalTitle",
    "Keyword",
    "Keywords",
    "Language",
    "Licence",
    "Link",
    "Missing",
    "Name",
    "Organisation",
    "PageRange",
    "Part",
    "PeerReview",
    "Period",
    "Reference",
    "Related",
    "Responsible",
    "Rich",
    "Role",
    "Section",
    "Series",
    "Source",
    "Statement",
    "Title",
    "Tongue",
    "Typed",
    "Version",
    "Words",
    "of_element",
    "read",
    "write",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts of one article, in the order of the grammar. What is not known is not there."""

    id: str = attribute("id")
    lang: str = attribute("xml:lang")
    edition: Edition | None = child("edition", Edition)
    kind: Datum | None = child("kind", Datum)
    work_language: Tongue | None = child("work-language", Tongue)
    other_languages: tuple[Tongue, ...] = children("other-language", Tongue)
    titles: tuple[Title, ...] = children("title", Title)
    subtitles: tuple[Rich, ...] = children("subtitle", Rich)
    journal: Journal | None = child("journal", Journal)
    volume: Datum | None = child("volume", Datum)
    issue: Datum | None = child("issue", Datum)
    total_issue: Datum | None = child("total-issue", Datum)
    supplement: Datum | None = child("supplement", Datum)
    part: Datum | None = child("part", Datum)
    issue_titles: tuple[Rich, ...] = children("issue-title", Rich)
    first_page: Datum | None = child("first-page", Datum)
    last_page: Datum | None = child("last-page", Datum)
    page_ranges: tuple[PageRange, ...] = children("page-range", PageRange)
    article_number: Datum | None = child("article-number", Datum)
    counts: tuple[Count, ...] = children("count", Count)
    dates: tuple[Date, ...] = children("date", Date)
    identifiers: tuple[Typed, ...] = children("identifier", Typed)
    url: Datum | None = child("url", Datum)
    links: tuple[Link, ...] = children("link", Link)
    licences: tuple[Licence, ...] = children("licence", Licence)
    copyrights: tuple[Copyright, ...] = children("copyright", Copyright)
    classifications: tuple[Classification, ...] = children("classification", Classification)
    peer_reviews: tuple[PeerReview, ...] = children("peer-review", PeerReview)
    version: Version | None = child("version", Version)
    funding: tuple[Words, ...] = children("funding", Words)
    grants: tuple[Grant, ...] = children("grant", Grant)
    related: tuple[Related, ...] = children("related", Related)
    authors: tuple[Agent, ...] = children("author", Agent)
    contributors: tuple[Agent, ...] = children("contributor", Agent)
    abstracts: tuple[Abstract, ...] = children("abstract", Abstract)
    keywords: tuple[Keywords, ...] = children("keywords", Keywords)
    statements: tuple[Statement, ...] = children("statement", Statement)
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

    def subtitles_of(self, title: Title) -> tuple[Rich, ...]:
        """Give the subtitles in the language of a title; of the first title also those that no title shares."""
        if title.role in ("alternative", "short"):
            return ()
        own = [t for t in self.titles if t.role in ("main", "translated", "transliterated")]
        same = {t.lang: t for t in reversed(own)}
        nearest = {
            s.lang: next(
                iter((*filter(None, [same.get(s.lang)]), *in_language(own, s.lang, lambda t: t.lang), *own)), None
            )
            for s in self.subtitles
        }
        return tuple(s for s in self.subtitles if nearest[s.lang] is title)

    def date(self, kind: str) -> str:
        """Give the first date of that kind (``issued``, ``received`` …) in EDTF; empty where there is none."""
        return next((d.text for d in self.dates if d.type == kind), "")


def read(data: bytes | str, *, is_strict: bool = True) -> Facts:
    """Read ``facts.xml``; one that another release or a project's own sheet has made is not read strictly.

    Raises:
        lxml.etree.XMLSyntaxError: it is not well-formed.
        ValueError: it holds what the vocabulary does not (a BindingError), or a number is none.
    """
    return _read(data.encode("utf-8") if isinstance(data, str) else data, is_strict=is_strict)


@lru_cache(maxsize=4)
def _read(data: bytes, *, is_strict: bool) -> Facts:
    """Read it once: who renders an article, who checks it and who stores it ask one after the other."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return of_element(etree.fromstring(data, parser), is_strict=is_strict)


def of_element(root: "etree._Element", *, is_strict: bool = True) -> Facts:
    """Read the element ``facts`` of a tree."""
    return load(Facts, root, FACTS, is_strict=is_strict)


def write(facts: Facts) -> bytes:
    """Write ``facts.xml``, indented by nothing, so that all text is as it was."""
    element = dump(facts, "facts", FACTS)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(etree.tostring(element, encoding="utf-8")) + b"\n"
