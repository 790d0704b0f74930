"""Passages of the page: abstracts, statements, key words, references."""

from collections.abc import Iterator
from dataclasses import dataclass

from titelei.facts.kinds import Rich
from titelei.xml.binding import SELF, attribute, child, children, content, markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of an abstract or a statement; ``kind`` is ``methods``, ``results`` …"""

    kind: str = attribute("kind")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    heading: Rich | None = child("heading", Rich)
    paragraphs: tuple[Rich, ...] = children("p", Rich)
    sections: tuple["Section", ...] = children("section", SELF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    """An abstract: paragraphs, then sections. ``kind``: none, summary, graphical, highlights, teaser."""

    kind: str = attribute("kind")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    heading: Rich | None = child("heading", Rich)
    paragraphs: tuple[Rich, ...] = children("p", Rich)
    sections: tuple[Section, ...] = children("section", Section)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement on conflict, data-availability, ethics, consent, acknowledgement, contributions, ai-use, funding."""

    kind: str = attribute("kind")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    heading: Rich | None = child("heading", Rich)
    paragraphs: tuple[Rich, ...] = children("p", Rich)
    sections: tuple[Section, ...] = children("section", Section)


def texts(passage: Section | Abstract | Statement) -> Iterator[str]:
    """Give headings and paragraphs of a passage and its sections, as they are read."""
    if passage.heading is not None:
        yield passage.heading.text
    yield from (p.text for p in passage.paragraphs)
    for section in passage.sections:
        yield from texts(section)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A key word, and its address in a list."""

    uri: str = attribute("uri")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()
    markup: str = markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """Key words of one language, and the list that they are of."""

    scheme: str = attribute("scheme")
    scheme_uri: str = attribute("scheme-uri")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    terms: tuple[Keyword, ...] = children("keyword", Keyword)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A work that the article cites."""

    list: str = attribute("list")
    type: str = attribute("type")
    doi: str = attribute("doi")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()
