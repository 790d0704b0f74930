"""Who made the article: authors, contributors, groups; their names, places of work, roles."""

from dataclasses import dataclass

from titelei.facts.kinds import Datum, Part, Rich, Typed, Words
from titelei.xml.binding import SELF, attribute, child, children, content, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of a person, an organisation or a place: ``text`` as written, its parts where they are known."""

    type: str = attribute("type", "main")
    preferred: bool = attribute("preferred", False)
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = child("text")
    inverted: str = child("inverted")
    surnames: tuple[str, ...] = children("surname")
    forenames: tuple[Part, ...] = children("forename", Part)
    links: tuple[str, ...] = children("link")
    generations: tuple[str, ...] = children("generation")

    @property
    def family(self) -> str:
        """The surname with its particle: van Dyk, and in one word d’Alembert; empty where there is no surname."""
        links = "".join(link if link.endswith(("’", "'", "ʼ", "-")) else f"{link} " for link in self.links)
        return links + " ".join(self.surnames) if self.surnames else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A department or an institution."""

    ref: str = attribute("ref")
    ror: str = attribute("ror")
    isni: str = attribute("isni")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPart:
    """A part of an address; ``kind``: ``street``, ``post-code``, ``settlement``, ``region``, ``country``, ``line``."""

    kind: str = tag()
    lang: str = attribute("xml:lang")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address: on one line, and in its parts; each says its language where that is not the one around it."""

    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = child("text")
    parts: tuple[AddressPart, ...] = children("street post-code settlement region country line", AddressPart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """One place of work: on one line, and in its parts."""

    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = child("text")
    departments: tuple[Organisation, ...] = children("department", Organisation)
    institutions: tuple[Organisation, ...] = children("institution", Organisation)
    addresses: tuple[Address, ...] = children("address", Address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody did: a role of CRediT has that ``scheme``; one that no list has is in words alone."""

    scheme: str = attribute("scheme")
    key: str = attribute("key")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """That an author has died, and when."""

    when: str = attribute("when")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """An author, a contributor or a member of a group; ``kind`` is ``person`` or ``organisation``.

    Authors and contributors count from 1 in ``n``; a contributor served the ``article`` or the ``issue`` (``of``).
    """

    n: int = attribute("n", 0)
    of: str = attribute("of")
    corresponding: bool = attribute("corresponding", False)
    equal: bool = attribute("equal", False)
    kind: str = attribute("kind", "person")
    ref: str = attribute("ref")
    deceased: bool = attribute("deceased", False)
    from_: str = attribute("from")
    names: tuple[Name, ...] = children("name", Name)
    roles: tuple[Role, ...] = children("role", Role)
    degrees: tuple[Words, ...] = children("degree", Words)
    posts: tuple[Words, ...] = children("post", Words)
    affiliations: tuple[Affiliation, ...] = children("affiliation", Affiliation)
    emails: tuple[Words, ...] = children("email", Words)
    orcid: Datum | None = child("orcid", Datum)
    identifiers: tuple[Typed, ...] = children("identifier", Typed)
    biographies: tuple[Rich, ...] = children("biography", Rich)
    death: Death | None = child("death", Death)
    members: tuple["Agent", ...] = children("member", SELF)

    @property
    def name(self) -> Name | None:
        """The preferred name, else the first; None where there is no name."""
        return next((n for n in self.names if n.preferred), self.names[0] if self.names else None)
