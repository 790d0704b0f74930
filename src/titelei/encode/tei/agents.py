"""Authors and contributors: their entries in ``standOff``, and the names that point at these."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.encode import people
from titelei.encode.check_digits import orcid_is_right
from titelei.encode.entries import Entries
from titelei.encode.tei import dates
from titelei.encode.tei.builder import Builder
from titelei.facts import Affiliation, Agent, Name, Organisation
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


def person(roster: Roster, parent: Any, agent: Agent, identifier: str, role: str, *, copy: str = "#src.page") -> Any:
    """Write a person's entry: names, degrees, posts, places of work, numbers, life, and what is not said."""
    builder = roster.builder
    element = builder.sub(parent, "person", role=_ROLES.get(role, "author" if role == "author" else ""))
    element.set(XML_ID, identifier)
    for number, name in enumerate(agent.names):
        _name(builder, element, name, "variant" if number else "main")
    for degree in agent.degrees:
        builder.prove("degree", builder.sub(element, "education", degree.text, type="degree"), degree.from_)
    for post in agent.posts:
        builder.prove("post", builder.sub(element, "occupation", post.text), post.from_)
    for number, place in enumerate(agent.affiliations):
        made = affiliation(roster, element, place)
        for email in agent.emails if number == 0 else ():
            _tail_or_text(made, " " if not len(made) else "")
            builder.prove("email", builder.sub(made, "email", email.text), email.from_)
    _numbers(builder, element, agent, copy)
    for life in agent.biographies:
        builder.rich(builder.sub(element, "note", type="biography"), life.text, life.markup)
    if agent.death is not None or agent.deceased:
        text = agent.death.text if agent.death else "Deceased"
        builder.sub(element, "death", text, **(dates.attributes(agent.death.when) if agent.death else {}))
    if role == "author":
        _missing(builder, element, agent)
    return element


def _name(builder: Builder, parent: Any, name: Name, kind: str) -> None:
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
        _tail_or_text(element, text[at:start])
        builder.sub(element, tag, text[start:end], **attributes)
        at = end
    _tail_or_text(element, text[at:])


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
    """Find a part in a name where no other part stands, as a whole word."""
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)] if part else []
    free = [at for at in places if all(at + len(part) <= start or at >= end for start, end, _, _ in spans)]
    return (free[-1] if from_end else free[0]) if free else -1


def _tail_or_text(element: Any, text: str) -> None:
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
    if not (place.departments or place.institutions):
        element.text = place.text
        builder.script(element, place.text, place.lang)
        builder.prove("affiliation", element, place.from_)
        return element
    for address in place.addresses[:1]:
        lines = builder.sub(element, "address")
        for part in address.parts:
            builder.script(builder.sub(lines, _PART.get(part.kind, part.kind), part.text), part.text)
        builder.prove("address", lines, address.from_)
    return element


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
        builder.sub(element, "idno", number.text, type=kind, source=copy)


def _missing(builder: Builder, element: Any, agent: Agent) -> None:
    for is_given, subtype, text in (
        (bool(agent.emails), "email", "The record gives no e-mail address."),
        (agent.orcid is not None, "ORCID", "The record gives no ORCID."),
        (bool(agent.affiliations), "affiliation", "The record names no institution."),
    ):
        if not is_given:
            builder.sub(element, "note", text, type="missing", subtype=subtype)


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
