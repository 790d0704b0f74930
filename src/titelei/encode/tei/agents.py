"""Authors and contributors: their entries in ``standOff``, and the names that point at these."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.encode import people
from titelei.encode.check_digits import orcid_is_right
from titelei.encode.entries import Entries
from titelei.encode.tei import dates
from titelei.encode.tei.builder import Builder
from titelei.facts import Address, Affiliation, Agent, Missing, Name, Organisation, Part, Words
from titelei.names import TEI, XML_ID, tei

_IDNO: Final = {
    "researcherid": "ResearcherID",
    "scopus": "ScopusID",
    "scopusid": "ScopusID",
    "spin": "SPIN",
    "isni": "ISNI",
    "ror": "ROR",
    "gnd": "GND",
    "viaf": "VIAF",
    "wikidata": "Wikidata",
    "uri": "URI",
}
_ROLES: Final = {"editor": "editor", "guest-editor": "editor", "translator": "translator"}
_Span = tuple[int, int, str, dict[str, str]]
"""A part of a name: first character, the one after the last, its element, the element's attributes."""

_BARE: Final = re.compile(r"^(?:g\.|г\.|с\.|город|city of)\s?", re.I)
"""What stands before the name of a town."""
_PART: Final = {"post-code": "postCode", "line": "addrLine"}


@dataclass(slots=True)
class Roster:
    """The persons and organisations of a draft: their ids, and the entries that are to be written."""

    builder: Builder
    entries: Entries
    persons: list[tuple[str, Agent, str]] = field(default_factory=list)
    groups: list[tuple[str, Agent]] = field(default_factory=list)
    numbers: dict[str, dict[str, str]] = field(default_factory=dict)
    entered: set[str] = field(default_factory=set)

    def enter(self, agent: Agent, role: str) -> str:
        """Give the id of an agent's entry; one entry is kept for each."""
        name = agent.names[0]
        if agent.kind == "organisation":
            identifier = self.entries.thing("org", name.text, name.lang or "en").id
            if identifier not in dict(self.groups):
                self.groups.append((identifier, agent))
            return identifier
        identifier = self.person_id(name)
        if identifier not in self.entered:
            self.entered.add(identifier)
            self.persons.append((identifier, agent, role))
        return identifier

    def person_id(self, name: Name) -> str:
        """Give the id of the person of that name."""
        parsed = _parsed(name) or people.parse(name.text)
        if parsed is not None:
            return self.entries.person(parsed, name.lang or "en", is_author=True).id
        return self.entries.thing("person", name.text, name.lang or "en").id

    def organisation(self, parent: Any, organisation: Organisation, kind: str, of: str = "") -> Any:
        """Write the name of an institution or a department, pointing at its entry."""
        entry = self.entries.thing("org", organisation.text, organisation.lang or "en", of=of)
        if organisation.ror or organisation.isni:
            self.numbers.setdefault(entry.id, {}).update(
                {k: v for k, v in (("ROR", organisation.ror), ("ISNI", organisation.isni)) if v}
            )
        element = self.builder.sub(parent, "orgName", organisation.text, type=kind, ref=f"#{entry.id}")
        return self.builder.script(element, organisation.text, organisation.lang)


def point(roster: Roster, parent: Any, agent: Agent, identifier: str, type_: str = "") -> Any:
    """Write an agent's name that points at the entry."""
    name = agent.names[0]
    tag = "orgName" if agent.kind == "organisation" else "persName"
    element = roster.builder.sub(parent, tag, name.text, type=type_ if tag == "persName" else "", ref=f"#{identifier}")
    return roster.builder.script(element, name.text, name.lang)


def person(
    roster: Roster,
    parent: Any,
    agent: Agent,
    identifier: str,
    role: str,
    *,
    lacks: Iterable[Missing] = (),
    copy: str = "#src.page",
) -> Any:
    """Write a person's entry: names, degrees, posts, places of work, numbers, life, and what is not said."""
    builder = roster.builder
    element = builder.sub(parent, "person", role=_ROLES.get(role, "author" if role == "author" else ""))
    element.set(XML_ID, identifier)
    entry = roster.entries.made.get(identifier)
    own = {name.text for name in agent.names}
    others = [Name(text=text, lang=lang) for text, lang in (entry.names if entry else ()) if text not in own]
    for number, name in enumerate((*agent.names, *others)):
        named(builder, element, name, "variant" if number else "main")
    for degree in agent.degrees:
        _worded(builder, builder.sub(element, "education", degree.text, type="degree"), "degree", degree)
    for post in agent.posts:
        _worded(builder, builder.sub(element, "occupation", post.text), "post", post)
    for number, place in enumerate(agent.affiliations):
        made = affiliation(roster, element, place)
        for email in agent.emails if number == 0 else ():
            tail_or_text(made, " " if not len(made) else "")
            builder.prove("email", builder.sub(made, "email", email.text), email.from_)
    _numbers(builder, element, agent, copy)
    for life in agent.biographies:
        builder.rich(builder.sub(element, "note", type="biography"), life.text, life.markup)
    if agent.death is not None or agent.deceased:
        text = agent.death.text if agent.death else "Deceased"
        builder.sub(element, "death", text, **(dates.attributes(agent.death.when) if agent.death else {}))
    for note in lacks:
        builder.sub(element, "note", note.text, type="missing", subtype=note.fact)
    return element


def _worded(builder: Builder, element: Any, name: str, words: Words) -> None:
    builder.prove(name, builder.script(element, words.text, words.lang), words.from_)


def named(builder: Builder, parent: Any, name: Name, kind: str) -> None:
    """Write a person's name with its parts tagged."""
    element = builder.sub(parent, "persName", type=kind)
    builder.script(element, name.text, name.lang)
    _tag_parts(builder, element, name.text, _spans(name))
    builder.prove("name", element, name.from_)


def _spans(name: Name) -> list[_Span]:
    """Find the parts of a name where they stand in it."""
    parts: list[tuple[str, str, dict[str, str]]] = [(part, "surname", {}) for part in name.surnames]
    parts += [(part.text, "forename", {"type": part.type} if part.type else {}) for part in name.forenames]
    parts += [(part, "nameLink", {}) for part in name.links]
    parts += [(part, "genName", {}) for part in name.generations]
    spans: list[_Span] = []
    for part, tag, attributes in parts:
        at = _free(name.text, part, spans, from_end=tag in ("surname", "genName"))
        if at >= 0:
            spans.append((at, at + len(part), tag, attributes))
    return sorted(spans, key=lambda span: span[0])


def _tag_parts(builder: Builder, element: Any, text: str, spans: list[_Span]) -> None:
    """Tag the parts of a name where they stand in it; the rest stays text."""
    at = 0
    element.text = ""
    for start, end, tag, attributes in spans:
        tail_or_text(element, text[at:start])
        builder.sub(element, tag, text[start:end], **attributes)
        at = end
    tail_or_text(element, text[at:])


def _parsed(name: Name) -> people.Name | None:
    """Give a name whose parts are known as entries are told apart by it; None where no surname is known."""
    parts = _spans(name)
    if not any(tag == "surname" for _, _, tag, _ in parts):
        return None
    kinds = [(start, end, attributes.get("type", tag)) for start, end, tag, attributes in parts if tag != "genName"]
    return people.Name(
        text=name.text, parts=tuple(people.Part(kind=k, start=s, end=e) for s, e, k in sorted(kinds)), confidence=1.0
    )


def _free(text: str, part: str, spans: list[_Span], *, from_end: bool) -> int:
    """Find a part in a name where no other part stands: as a whole word, else in writing without gaps."""
    for is_word in (True, False) if part else ():
        places = _places(text, part, is_word=is_word)
        free = [at for at in places if all(at + len(part) <= start or at >= end for start, end, _, _ in spans)]
        if free:
            return free[-1] if from_end else free[0]
    return -1


def _places(text: str, part: str, *, is_word: bool) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(part) : at + len(part) + 1]
        is_inside = _is_of_word(before) or (part[-1].isalnum() and _is_of_word(after))
        if not (is_word and is_inside):
            yield at
        at = text.find(part, at + (1 if is_word and is_inside else len(part)))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def tail_or_text(element: Any, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def affiliation(roster: Roster, parent: Any, place: Affiliation) -> Any:
    """Write a place of work: departments, institutions, address in parts; as it is written where no parts are known."""
    builder = roster.builder
    element = builder.sub(parent, "affiliation")
    institution = place.institutions[0].text if place.institutions else ""
    for department in place.departments:
        made = roster.organisation(element, department, "department", of=institution)
        builder.prove("department", made, department.from_)
    for body in place.institutions:
        builder.prove("organisation", roster.organisation(element, body, "institution"), body.from_)
    is_address = bool(place.addresses) and place.addresses[0].text == place.text
    if not (place.departments or place.institutions or is_address):
        element.text = place.text
        builder.script(element, place.text, place.lang)
        builder.prove("affiliation", element, place.from_)
        return element
    for address in place.addresses[:1]:
        _address(roster, element, address)
    return element


def _address(roster: Roster, parent: Any, address: Address) -> None:
    """Write an address in its parts, each proved where it has a place of its own; a place that has an entry points."""
    builder = roster.builder
    lines = builder.sub(parent, "address")
    of_parts = address.from_.split(" ")
    for number, part in enumerate(address.parts):
        name = _PART.get(part.kind, part.kind)
        element = builder.script(builder.sub(lines, name, part.text), part.text)
        if name in ("settlement", "country") and (entry := roster.entries.find("place", _BARE.sub("", part.text))):
            element.set("ref", f"#{entry}")
        if len(of_parts) > 1 or len(address.parts) == 1:
            builder.prove(f"address {name}", element, of_parts[number] if number < len(of_parts) else "")
    if len(of_parts) == 1 and len(address.parts) > 1:
        builder.prove("address", lines, address.from_)


def _numbers(builder: Builder, element: Any, agent: Agent, copy: str) -> None:
    if agent.orcid is not None and not orcid_is_right(agent.orcid.text):
        builder.orphans.append(
            ("an ORCID whose last digit contradicts the others", agent.orcid.text, agent.orcid.from_)
        )
    elif agent.orcid is not None:
        made = builder.sub(element, "idno", agent.orcid.text, type="ORCID", source=copy)
        builder.prove("orcid", made, agent.orcid.from_)
    for number in agent.identifiers:
        kind = _IDNO.get(number.type.lower().replace("-", ""), "local")
        builder.prove(kind, builder.sub(element, "idno", number.text, type=kind, source=copy), number.from_)


def of_parsed(parsed: people.Name, lang: str = "", from_: str = "") -> Name:
    """Give a name that was read into parts as the facts have it."""
    forenames = tuple(
        Part(type="" if p.kind == "forename" else p.kind, text=parsed.text[p.start : p.end])
        for p in parsed.parts
        if p.kind in ("forename", "patronymic", "middle")
    )
    return Name(
        text=parsed.text,
        lang=lang,
        from_=from_,
        surnames=parsed.of("surname"),
        forenames=forenames,
        links=parsed.of("nameLink"),
        generations=parsed.of("generation"),
    )


def group(roster: Roster, identifier: str, agent: Agent) -> Any:
    """Make the entry of a group that is an author, with its members; a person is entered once."""
    builder = roster.builder
    element = etree.Element(tei("org"), nsmap={None: TEI})
    element.set(XML_ID, identifier)
    for number, name in enumerate(agent.names):
        made = builder.sub(element, "orgName", name.text, type="variant" if number else "main")
        builder.prove("name", builder.script(made, name.text, name.lang), name.from_)
    for kind, number_ in roster.numbers.get(identifier, {}).items():
        builder.sub(element, "idno", number_, type=kind, source="#src.page")
    ids = [(roster.person_id(member.names[0]), member) for member in agent.members]
    new = [(name_id, member) for name_id, member in ids if name_id not in roster.entered]
    if new:
        members = builder.sub(element, "listPerson")
        for name_id, member in new:
            roster.entered.add(name_id)
            person(roster, members, member, name_id, "member")
    return element
