"""Entries of ``standOff``: who and what a draft names, each once; known ones of the edition's other files first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from titelei.encode import people
from titelei.encode.languages import fold, guess, slug
from titelei.encode.people import Name

_LETTERS: Final = "bcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An entry of another file of the edition: id, kind (``person``, ``org``, ``place``…), its names, main first."""

    id: str
    kind: str
    names: tuple[tuple[str, str], ...]
    type: str = ""
    role: str = ""
    is_author: bool = False


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
    cert: str = ""
    note: str = ""

    def add(self, text: str, lang: str) -> None:
        if text and all(t != text for t, _ in self.names):
            self.names.append((text, lang))


class Entries:
    """The entries of one draft. Ids are unique in it, and are those of the edition where it knows the entity."""

    def __init__(self, known: Mapping[str, Entity]) -> None:
        self.known = known
        self.made: dict[str, Entry] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        self._known_by_name: dict[tuple[str, str], str] = {}
        for entity in known.values():
            for text, _ in entity.names:
                self._known_by_name.setdefault((entity.kind, fold_name(text)), entity.id)

    def person(self, name: Name, lang: str, *, is_author: bool = False) -> Entry:
        """Give the entry of a person: one already made, one of the edition, or a new one."""
        for entry in self.made.values():
            if entry.kind == "person" and entry.name is not None and people.is_same(entry.name, name):
                entry.add(name.text, lang)
                entry.is_author = entry.is_author or is_author
                return entry
        known = self._known_person(name)
        if known is not None and known.id not in self.made:
            entry = Entry(known.id, "person", [], name=name, is_known=True, is_author=is_author)
        else:
            entry = Entry(self._new_id("per", slug(name.surname or name.text, words=2)), "person", name=name, is_author=is_author)
        entry.add(name.text, lang)
        self.made[entry.id] = entry
        return entry

    def _known_person(self, name: Name) -> Entity | None:
        """A person of the edition is the same only where surname and all given names agree, and one is written out."""
        for entity in self.known.values():
            if entity.kind != "person":
                continue
            for text, _ in entity.names:
                other = people.parse(text)
                if other is None or not people.is_same(other, name) or not other.given or not name.given:
                    continue
                if fold(text) == fold(name.text) or any(not g.endswith(".") for g in (*other.given, *name.given)) and (
                    len(other.given) == len(name.given)
                ):
                    return entity
        return None

    def thing(self, kind: str, text: str, lang: str, *, type: str = "", id_hint: str = "") -> Entry:
        """Give the entry of an organisation, place or the like by one of its names."""
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
            identifier = known or self._new_id(prefix, slug(id_hint or re.sub(r"^(?:the|g\.|г\.|of)\s+", "", text, flags=re.I)))
            entity = self.known.get(known)
            entry = Entry(identifier, kind, type=type or (entity.type if entity else ""), is_known=bool(known))
            if entity:
                entry.names = [entity.names[0]]
        entry.add(text, lang)
        self.made[entry.id] = entry
        self._by_name[key] = entry.id
        return entry

    def _new_id(self, prefix: str, name: str) -> str:
        base = f"{prefix}.{name or 'unnamed'}"
        taken = self.made.keys() | self.known.keys()
        if base not in taken:
            return base
        return next(f"{base}-{c}" for c in _suffixes() if f"{base}-{c}" not in taken)


def _suffixes() -> list[str]:
    return [*_LETTERS, *(a + b for a in _LETTERS for b in _LETTERS)]


def fold_name(text: str) -> str:
    """Give a form in which prints of one name are equal: without case, article and punctuation."""
    return " ".join(re.findall(r"\w+", re.sub(r"^the\s+", "", text.casefold())))


def language_of(text: str) -> str:
    return guess(text) or "en"
