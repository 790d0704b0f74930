"""The edition and the copy that it was made from."""

from dataclasses import dataclass

from titelei.facts.kinds import Datum, Typed, Words
from titelei.xml.binding import attribute, child, children, content


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Who answers for the edition, and for what."""

    from_: str = attribute("from")
    name: Words | None = child("name", Words)
    task: Words | None = child("task", Words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence: its address, whether it is free, its words; for which ``part``, and from which day."""

    part: str = attribute("part")
    begins: str = attribute("begins")
    uri: str = attribute("uri")
    status: str = attribute("status")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The newest change of the edition's file."""

    when: str = attribute("when")
    status: str = attribute("status")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the edition's file, and what is written in it."""

    tag: str = attribute("tag")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
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

    from_: str = attribute("from")
    title: Words | None = child("title", Words)
    file: Words | None = child("file", Words)
    sha256: Words | None = child("sha256", Words)
    url: Datum | None = child("url", Datum)
    accessed: Datum | None = child("accessed", Datum)
