"""Whom and what the page names, with how often."""

from dataclasses import dataclass

from titelei.facts.agents import Name
from titelei.facts.kinds import Datum, Typed, Words
from titelei.xml.binding import attribute, child, children, content, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An entry of the edition; ``kind`` is ``person``, ``organisation``, ``place``, ``event`` or ``document``."""

    kind: str = tag()
    id: str = attribute("id")
    type: str = attribute("type")
    mentions: str = attribute("mentions", "0")
    about: bool = attribute("about", False)
    from_: str = attribute("from")
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
    from_: str = attribute("from")
    text: str = content()
