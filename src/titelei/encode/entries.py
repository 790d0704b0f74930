"""Entries of ``standOff``: who and what a draft names, each once; known ones of the edition's other files first."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import count, product
from typing import Final

from titelei.encode import people
from titelei.encode.languages import fold, slug
from titelei.encode.people import Name
from titelei.encode.prose import Entity, Known

_KINDS: Final = {"organisation": "org"}
_SMALL: Final = re.compile(r"\b(?:the|of|and|for|under|at|in|on|to|by|и|в|на|по|при|им|имени|г|g)\b\.?", re.I)
_LETTERS: Final = "bcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Entry:
    """An entry being made. ``names`` are printed forms with their language, the main one first."""

    id: str
    kind: str
    names: list[tuple[str, str]] = field(default_factory=list)
    type: str = ""
    name: Name | None = None
    is_author: bool = False
    is_known: bool = False

    def add(self, text: str, lang: str) -> None:
        if text and all(t != text for t, _ in self.names):
            self.names.append((text, lang))


class Entries:
    """The entries of one draft. Ids are unique in it, and are those of the edition where it knows the entity."""

    def __init__(self, known: Known) -> None:
        self._edition = known
        self.known = {entity.id: entity for entity in known.entities}
        self.made: dict[str, Entry] = {}
        self._alike: dict[str, list[Entry]] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        self._known_by_name: dict[tuple[str, str], str] = {}
        for entity in known.entities:
            for _, text in entity.names:
                self._known_by_name.setdefault((_KINDS.get(entity.kind, entity.kind), fold_name(text)), entity.id)

    def person(self, name: Name, lang: str, *, is_author: bool = False) -> Entry:
        """Give the entry of a person: one already made, one of the edition, or a new one."""
        alike = self._alike.setdefault(_sound(name), [])
        for entry in alike:
            if entry.name is not None and people.is_same(entry.name, name):
                entry.add(name.text, lang)
                entry.is_author = entry.is_author or is_author
                return entry
        known = self._known_person(name)
        if known is not None and known.id not in self.made:
            entry = Entry(known.id, "person", [], name=name, is_known=True, is_author=is_author)
        else:
            entry = Entry(self._new_id("per", _person_slug(name)), "person", name=name, is_author=is_author)
        entry.add(name.text, lang)
        self.made[entry.id] = entry
        alike.append(entry)
        return entry

    def _known_person(self, name: Name) -> Entity | None:
        """A person of the edition is the same only where surname and all given names agree, and one is written out."""
        if not name.surname or not name.given:
            return None
        for other, entity in self._edition.people(name.surname):
            if not people.is_same(other, name):
                continue
            is_written_out = any(not g.endswith(".") for g in (*other.given, *name.given))
            if fold(other.text) == fold(name.text) or (is_written_out and len(other.given) == len(name.given)):
                return entity
        return None

    def of_id(self, identifier: str, text: str, lang: str) -> Entry | None:
        """Give the entry of an entity of the edition, and note a form of its name; None where there is none."""
        entity = self.known.get(identifier)
        if entity is None:
            return None
        entry = self.made.get(identifier)
        if entry is None:
            language, main = entity.names[0]
            kind = _KINDS.get(entity.kind, entity.kind)
            name = people.parse(main) if kind == "person" else None
            entry = Entry(identifier, kind, [(main, language or "en")], type=entity.type, name=name, is_known=True)
            self.made[identifier] = entry
            if name is not None:
                self._alike.setdefault(_sound(name), []).append(entry)
        entry.add(text, lang)
        return entry

    def thing(self, kind: str, text: str, lang: str, *, type: str = "", of: str = "") -> Entry:
        """Give the entry of an organisation, place or the like by one of its names.

        ``of`` is the institution that a department belongs to: two departments of history are two entries.
        """
        key = (kind, fold_name(text))
        found = self._by_name.get(key)
        if found:
            self.made[found].add(text, lang)
            return self.made[found]
        known = self._known_by_name.get(key, "")
        if known and known in self.made:
            entry = self.made[known]
        else:
            prefix = {"org": "org", "place": "pla", "event": "evt", "document": "bib", "person": "per"}[kind]
            identifier = known or self._new_id(
                prefix, slug(_SMALL.sub(" ", f"{text} {of}"), words=8, most=64) or slug(text)
            )
            entity = self.known.get(known)
            entry = Entry(identifier, kind, type=type or (entity.type if entity else ""), is_known=bool(known))
            if entity:
                lang, main = entity.names[0]
                entry.names = [(main, lang or "en")]
        entry.add(text, lang)
        self.made[entry.id] = entry
        self._by_name[key] = entry.id
        return entry

    def find(self, kind: str, text: str) -> str:
        """Give the id of an entry that has this name; empty where none has."""
        return self._by_name.get((kind, fold_name(text)), "")

    def _new_id(self, prefix: str, name: str) -> str:
        base = f"{prefix}.{name or 'unnamed'}"
        return free(base, self.made.keys() | self.known.keys())


def _person_slug(name: Name) -> str:
    """Surname and initials: so two persons of one surname, in two drafts, do not get one id and thereby become one."""
    initials = "".join(slug(g)[:1] for g in name.given)
    return "-".join(p for p in (slug(name.surname or name.text, words=2), initials if name.surname else "") if p)


def _sound(name: Name) -> str:
    """Give how the surname begins in any script: two names that can be one person's begin alike."""
    return fold(name.surname or name.text)[:3]


def suffixes() -> Iterator[str]:
    """Give what tells alike ids apart, without end: b, c, … z, then bb, bc, …"""
    for length in count(1):
        yield from map("".join, product(_LETTERS, repeat=length))


def free(base: str, taken: Collection[str]) -> str:
    """Give an id that is not taken: as it is, else with a letter behind."""
    return base if base not in taken else next(f"{base}-{s}" for s in suffixes() if f"{base}-{s}" not in taken)


def fold_name(text: str) -> str:
    """Give a form in which prints of one name are equal: without case, article and punctuation."""
    return " ".join(re.findall(r"\w+", re.sub(r"^the\s+", "", text.casefold())))
