"""The article: its language, titles, journal, place in the issue, dates, rights, grants and relations."""

from dataclasses import dataclass

from titelei.facts.kinds import Datum, Typed, Words
from titelei.xml.binding import attribute, child, children, content, markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language in which the article is written."""

    tag: str = attribute("tag")
    iso639_3: str = attribute("iso639-3")
    from_: str = attribute("from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title of the article: ``main``, ``translated``, ``transliterated``, ``alternative`` or ``short``."""

    role: str = attribute("role")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()
    markup: str = markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalTitle:
    """A title of the journal; ``role``: main, translated, transliterated, abbreviated, alternative, sub."""

    role: str = attribute("role")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issn:
    """An ISSN; ``medium`` is ``print``, ``electronic``, ``linking`` or not known."""

    medium: str = attribute("medium")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series within the journal."""

    from_: str = attribute("from")
    titles: tuple[Words, ...] = children("title", Words)
    number: Datum | None = child("number", Datum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The journal that the article stands in."""

    titles: tuple[JournalTitle, ...] = children("title", JournalTitle)
    issns: tuple[Issn, ...] = children("issn", Issn)
    identifiers: tuple[Typed, ...] = children("identifier", Typed)
    series: tuple[Series, ...] = children("series", Series)
    publishers: tuple[Words, ...] = children("publisher", Words)
    places: tuple[Words, ...] = children("place", Words)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRange:
    """One of several ranges of pages."""

    first: str = attribute("first")
    last: str = attribute("last")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of a ``unit`` the article has: pages, words, figures, tables, equations, references."""

    unit: str = attribute("unit")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date in EDTF: issued, received, revised, accepted, published, online, print, corrected, retracted."""

    type: str = attribute("type")
    season: str = attribute("season")
    calendar: str = attribute("calendar")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another address: of the full text, a supplement, or other."""

    type: str = attribute("type")
    uri: str = attribute("uri")
    media: str = attribute("media")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copyright:
    """Who holds the right of copy, since which year."""

    year: str = attribute("year")
    holder: str = attribute("holder")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerReview:
    """How the article was reviewed: ``open``, ``double-blind`` and the like."""

    kind: str = attribute("kind")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which version of the article it is, by the code of NISO RP-8: AM, VoR and so on."""

    code: str = attribute("code")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """A class of a scheme, such as ``udc``."""

    scheme: str = attribute("scheme")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Funder:
    """Who paid."""

    ror: str = attribute("ror")
    funder_id: str = attribute("funder-id")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A funder with the numbers of its awards."""

    from_: str = attribute("from")
    funder: Funder | None = child("funder", Funder)
    awards: tuple[Datum, ...] = children("award", Datum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another work, and what it is to this one: ``correction``, ``preprint`` …"""

    type: str = attribute("type")
    uri: str = attribute("uri")
    doi: str = attribute("doi")
    scheme: str = attribute("scheme")
    number: str = attribute("number")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is said to be missing, of the article, the source or an author."""

    of: str = attribute("of")
    fact: str = attribute("fact")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()
