"""The entities that an edition's files describe in ``standOff``: their names are looked for first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from titelei.encode import people
from titelei.encode.languages import fold as of_names
from titelei.encode.people import Name
from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.inflect import forms
from titelei.encode.prose.phrases import Lexicon
from titelei.encode.prose.romanise import sound
from titelei.encode.prose.span import Kind
from titelei.encode.prose.tokens import Tokens, fold
from titelei.names import XML_ID, XML_LANG, tei
from titelei.xml.read import Document

if TYPE_CHECKING:
    from lxml import etree

_KINDS: Final[dict[str, tuple[Kind, tuple[str, ...]]]] = {
    tei("person"): ("person", (tei("persName"),)),
    tei("org"): ("organisation", (tei("orgName"),)),
    tei("place"): ("place", (tei("placeName"),)),
    tei("event"): ("event", (tei("label"), tei("eventName"))),
    tei("bibl"): ("document", (tei("title"),)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entry of a ``standOff``. ``names`` are (language, name), the main one first; a person has its parts too."""

    id: str
    kind: Kind
    type: str = ""
    names: tuple[tuple[str, str], ...] = ()
    surname: str = ""
    initials: str = ""

    @property
    def main(self) -> str:
        return self.names[0][1] if self.names else self.id


@dataclass(frozen=True, slots=True)
class Known:
    """The entities of an edition, ready to be found. ``Known()`` knows none."""

    entities: tuple[Entity, ...] = ()
    _lexicon: Lexicon[Entity] = field(init=False, repr=False, compare=False)
    _surnames: dict[str, tuple[Entity, ...]] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, tuple[Entity, ...]] = field(init=False, repr=False, compare=False)
    _people: dict[str, list[tuple[Name, Entity]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lexicon: Lexicon[Entity] = Lexicon()
        surnames: dict[str, tuple[Entity, ...]] = {}
        by_name: dict[str, tuple[Entity, ...]] = {}
        for entity in self.entities:
            for _language, name in entity.names:
                lexicon.add(name, entity)
                by_name[fold(name)] = (*by_name.get(fold(name), ()), entity)
            if entity.surname:
                for form in forms(entity.surname) | {sound(entity.surname)}:
                    surnames[form] = (*surnames.get(form, ()), entity)
        object.__setattr__(self, "_lexicon", lexicon)
        object.__setattr__(self, "_surnames", surnames)
        object.__setattr__(self, "_by_name", by_name)

    @classmethod
    def from_documents(cls, documents: Iterable[Document]) -> "Known":
        """Gather the entries of all documents; the same id in two documents is one entity with the names of both."""
        gathered: dict[str, Entity] = {}
        for document in documents:
            for entity in _entities(document.root):
                earlier = gathered.get(entity.id)
                if earlier is None:
                    gathered[entity.id] = entity
                elif earlier.kind == entity.kind:
                    more = tuple(name for name in entity.names if name not in earlier.names)
                    gathered[entity.id] = _with_names(earlier, (*earlier.names, *more))
        return cls(tuple(gathered[key] for key in sorted(gathered)))

    def at(self, tokens: Tokens, index: int) -> list[tuple[int, Entity]]:
        """Give the known names that begin at a token, each with the token after it."""
        return [(end, phrase.entry) for end, phrase in self._lexicon.at(tokens, index)]

    def person(self, candidate: Candidate) -> Entity | None:
        """Give the one known person that a found one can be: the same surname, no other first initial."""
        same = [
            entity
            for entity in self._surnames.get(candidate.surname) or self._surnames.get(sound(candidate.surname), ())
            if not (candidate.initials and entity.initials) or sound(candidate.initials) == sound(entity.initials)
        ]
        ids = {entity.id for entity in same}
        return same[0] if len(ids) == 1 else None

    def named(self, names: tuple[str, ...], kind: Kind, type_: str) -> Entity | None:
        """Give the one known entity of a kind that has one of the names ("Тифлис" is the known "Tbilisi")."""
        if not self.entities:
            return None
        found = {
            entity.id: entity
            for name in names
            for entity in self._by_name.get(fold(name), ())
            if entity.kind == kind and (kind != "organisation" or entity.type == type_)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def people(self, surname: str) -> list[tuple[Name, Entity]]:
        """Give the persons, by each form of their names with given ones, whose surnames begin as one does."""
        if not self._people:
            for entity in self.entities:
                for _, text in entity.names if entity.kind == "person" else ():
                    name = people.parse(text)
                    if name is not None and name.surname and name.given:
                        self._people.setdefault(_beginning(name.surname), []).append((name, entity))
            self._people.setdefault("", [])
        return self._people.get(_beginning(surname), [])

    def by_surname(self, low: str) -> Entity | None:
        """Give the one known person of a surname that stands alone."""
        same = self._surnames.get(low, ())
        return same[0] if len({entity.id for entity in same}) == 1 else None


_ALIKE: Final = 4
"""So many letters at least do two forms of one surname begin with (``people.is_same``)."""


def _beginning(surname: str) -> str:
    return of_names(surname)[:_ALIKE]


def _with_names(entity: Entity, names: tuple[tuple[str, str], ...]) -> Entity:
    return Entity(
        id=entity.id, kind=entity.kind, type=entity.type, names=names, surname=entity.surname, initials=entity.initials
    )


def _entities(root: "etree._Element") -> Iterator[Entity]:
    for stand_off in root.iterchildren(tei("standOff")):
        for element in stand_off.iter(*_KINDS):
            identifier = str(element.get(XML_ID, ""))
            kind, name_tags = _KINDS[str(element.tag)]
            if not identifier or element.getparent() is None:
                continue
            named = [child for tag in name_tags for child in element.iterchildren(tag)]
            named.sort(key=lambda child: child.get("type") not in ("main", None))
            names = tuple((str(child.get(XML_LANG, "")), text) for child in named if (text := _text(child)))
            if not names:
                continue
            surname, initials = _parts(named[0]) if kind == "person" else ("", "")
            yield Entity(
                id=identifier,
                kind=kind,
                type=str(element.get("type", "")) if kind == "organisation" else "",
                names=names,
                surname=surname,
                initials=initials,
            )


def _text(element: "etree._Element") -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _parts(name: "etree._Element") -> tuple[str, str]:
    """Give surname and first initial: from the name's parts, else from its words."""
    surname, forename = name.find(tei("surname")), name.find(tei("forename"))
    if surname is not None:
        return _text(surname), fold(_text(forename)[:1]) if forename is not None else ""
    whole = _text(name).replace(".", ". ").split()
    family = [word for word in whole if not word.endswith(".") and len(word) > 1]
    given = [word for word in whole if word.endswith(".")]
    return (family[-1], fold((given or whole)[0][:1])) if family and len(whole) > 1 else ("", "")
