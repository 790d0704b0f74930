"""Authors whom a head declares, each with what is said of them, in whatever order the statements come."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from titelei.sources.head.items import Item
from titelei.sources.head.statements import Statement
from titelei.sources.head.text import plain

_ORCID: Final = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\b")
_EMAIL: Final = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_GROUPS: Final = frozenset(("organization", "organisation", "collegeoruniversity", "researchorganization"))
_NO_NAME: Final = re.compile(r"^(?:https?:|www\.|@)|^\W*$|^\w*(?:admin|editor|webmaster)\w*$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A fact of an author, and the statement that says it."""

    value: str
    by: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An author as declared: the name as written, its parts where they are given apart, and facts in their order."""

    name: str
    by: Statement
    family: str = ""
    given: str = ""
    is_group: bool = False
    affiliations: tuple[Said, ...] = ()
    emails: tuple[Said, ...] = ()
    orcid: Said | None = None

    @property
    def said(self) -> tuple[Said, ...]:
        """Give all that is said of the author."""
        return (*self.affiliations, *self.emails, *([self.orcid] if self.orcid else []))


def of_statements(
    found: list[Statement], names: list[str], lists: list[str], facts: dict[str, str]
) -> list[tuple[Person, ...]]:
    """Give one list of authors for each kind of statement that names some, the most believed kind first."""
    out = []
    for name in names:
        named = [s for s in found if s.name == name and not _NO_NAME.search(s.value)]
        if named:
            out.append(tuple(_persons(found, name, facts)))
    for name in lists:
        split = [p for s in found if s.name == name for p in _split(s)]
        if split:
            out.append(tuple(split))
    return [people for people in out if people]


def of_item(item: Item) -> tuple[Person, ...]:
    """Give the authors of an article's item."""
    out = []
    for value in item.properties.get("author") or item.properties.get("creator") or ():
        if isinstance(value, str):
            if value.strip() and not _NO_NAME.search(value):
                out.append(Person(name=plain(value), by=_by(item, "author", value)))
            continue
        family, given = (next(iter(value.words(k)), "") for k in ("familyname", "givenname"))
        name = plain(next(iter(value.words("name")), "") or f"{given} {family}".strip())
        if not name or _NO_NAME.search(name):
            continue
        out.append(
            Person(
                name=name,
                by=_by(item, "author", name),
                family=family,
                given=given,
                is_group=bool(_GROUPS & set(value.types)),
                affiliations=tuple(
                    Said(value=plain(w), by=_by(item, "author.affiliation", w)) for w in value.words("affiliation")
                ),
                emails=tuple(
                    Said(value=f[0], by=_by(item, "author.email", w))
                    for w in value.words("email")
                    if (f := _EMAIL.search(w))
                ),
                orcid=next(
                    (
                        Said(value=f[1].upper(), by=_by(item, f"author.{key}", w))
                        for key in ("@id", "identifier", "sameas", "url")
                        for w in value.words(key)
                        if (f := _ORCID.search(w))
                    ),
                    None,
                ),
            )
        )
    return tuple(out)


def _by(item: Item, name: str, value: str) -> Statement:
    return Statement(name=f"schema.{name}", value=value, number=item.number, kind=item.kind)


def _split(statement: Statement) -> Iterable[Person]:
    """Part one statement that lists all authors; commas inside a name are told from commas between names."""
    separator = ";" if ";" in statement.value else None
    parts = statement.value.split(separator) if separator else re.split(r",\s+(?=[^,]+\s)|\s+and\s+", statement.value)
    for part in parts:
        if part.strip() and not _NO_NAME.search(part.strip()):
            yield Person(name=plain(part.strip(" ,")), by=statement)


def _persons(found: list[Statement], name: str, facts: dict[str, str]) -> Iterable[Person]:
    """Give each author the facts that stand with them.

    Facts usually follow their author. Where the first fact stands before the first author, they precede; where all
    stand after the last of several authors, and are as many, each belongs to the author of its place.
    """
    of_kind = [s for s in found if s.name == name or s.name in facts]
    named = [i for i, s in enumerate(of_kind) if s.name == name]
    groups: list[list[Statement]] = [[] for _ in named]
    if not _belong_to(name, facts):
        return [_person(of_kind[i], ()) for i in named]
    precede = named and named[0] > 0 and named[-1] == len(of_kind) - 1
    for position, statement in enumerate(of_kind):
        if statement.name == name:
            continue
        before = sum(i < position for i in named)
        at = before if precede else before - 1
        if 0 <= at < len(groups):
            groups[at].append(statement)
    if len(named) > 1 and not precede and not any(groups[:-1]):
        groups = _by_place(groups[-1], facts, len(named))
    return [_person(of_kind[i], group) for i, group in zip(named, groups, strict=True)]


def _belong_to(name: str, facts: dict[str, str]) -> bool:
    """Tell whether the facts are of this vocabulary: Highwire's follow ``citation_author`` and no Dublin Core."""
    return any(fact.split("_")[0].split(".")[0] == name.split("_")[0].split(".")[0] for fact in facts)


def _by_place(said: list[Statement], facts: dict[str, str], count: int) -> list[list[Statement]]:
    groups: list[list[Statement]] = [[] for _ in range(count)]
    for kind in dict.fromkeys(facts.values()):
        of_kind = [s for s in said if facts[s.name] == kind]
        if len(of_kind) == count:
            for group, statement in zip(groups, of_kind, strict=True):
                group.append(statement)
        # Another number cannot be told apart: whose they are is no statement of the head.
    return groups


def _person(statement: Statement, said: Iterable[Statement], facts: dict[str, str] | None = None) -> Person:
    emails, affiliations, orcid = [], [], None
    for one in said:
        if found := _ORCID.search(one.value):
            orcid = orcid or Said(value=found[1].upper(), by=one)
        elif "email" in one.name and (found := _EMAIL.search(one.value)):
            emails.append(Said(value=found[0], by=one))
        elif one.name.endswith(("institution", "affiliation")):
            affiliations.append(Said(value=plain(one.value), by=one))
    return Person(
        name=plain(statement.value),
        by=statement,
        affiliations=tuple(affiliations),
        emails=tuple(emails),
        orcid=orcid,
    )
