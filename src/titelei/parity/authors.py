"""What the edition says of each author, as the table names it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from titelei.facts import Agent, Organisation
from titelei.facts.words import plain

Ask = Callable[[Agent], Iterable[str]]

_STREET: Final = ("street", "line", "post-code")
_TOWN: Final = ("settlement", "region")


def _named(agent: Agent) -> tuple[str, ...]:
    return () if agent.name is None else (agent.name.text,)


def _family(agent: Agent) -> tuple[str, ...]:
    name = agent.name
    return () if name is None or not name.surnames else (name.family,)


def _given(agent: Agent) -> list[str]:
    """Give the first names, of one who has no other name that, too."""
    return [" ".join(part.text for part in agent.name.forenames)] if agent.name is not None else []


def _listed(agent: Agent) -> list[str]:
    """Write the family name, the given names and the suffix with commas between, else the name as lists have it."""
    name = agent.name
    if name is None:
        return []
    parts = (*_family(agent), *_given(agent), " ".join(name.generations))
    return [", ".join(filter(None, parts)) if name.surnames else name.inverted or name.text]


def _others(agent: Agent) -> Iterable[str]:
    """The same author in other languages: one name in parts for each language beside the preferred name's."""
    seen = {agent.name.lang} if agent.name is not None else set()
    for name in agent.names:
        if name is not agent.name and (name.surnames or agent.kind == "organisation") and name.lang not in seen:
            seen.add(name.lang)
            yield name.text


def _departments(agent: Agent) -> list[Organisation]:
    return [department for place in agent.affiliations for department in place.departments]


def _institutions(agent: Agent) -> list[Organisation]:
    return [institution for place in agent.affiliations for institution in place.institutions]


def _address(*kinds: str) -> Ask:
    return lambda agent: (
        part.text
        for place in agent.affiliations
        for address in place.addresses
        for part in address.parts
        if part.kind in kinds
    )


def _places(agent: Agent, *, with_address: bool) -> Iterable[str]:
    """Each place of work as one text: departments, institutions, and the address."""
    for place in agent.affiliations:
        parts = [organisation.text for organisation in (*place.departments, *place.institutions)]
        parts += [address.text for address in place.addresses] if with_address else []
        yield ", ".join(filter(None, parts))


FACTS: Final[Mapping[str, Ask]] = {
    "author": _named,
    "author.language": lambda a: [a.name.lang] if a.name is not None else [],
    "author.kind": lambda a: [a.kind],
    "author.other": _others,
    "author.surname": _family,
    "author.given": lambda a: _given(a) if _family(a) else [],
    "author.generation": lambda a: [" ".join(a.name.generations)] if a.name is not None else [],
    "author.corresponding": lambda a: ["yes"] if a.corresponding else [],
    "author.degree": lambda a: (degree.text for degree in a.degrees),
    "author.post": lambda a: (post.text for post in a.posts),
    "author.department": lambda a: (department.text for department in _departments(a)),
    "author.institution": lambda a: (institution.text for institution in _institutions(a)),
    "author.ror": lambda a: (institution.ror for institution in _institutions(a)),
    "author.street": _address(*_STREET),
    "author.town": _address(*_TOWN),
    "author.country": _address("country"),
    "author.email": lambda a: (email.text for email in a.emails),
    "author.orcid": lambda a: [a.orcid.text] if a.orcid is not None else [],
    "author.isni": lambda a: (institution.isni for institution in _institutions(a)),
    "author.equal": lambda a: ["yes"] if a.equal else [],
    "author.deceased": lambda a: ["yes"] if a.deceased else [],
    "author.death": lambda a: [a.death.text] if a.death is not None else [],
    "author.death.when": lambda a: [a.death.when] if a.death is not None else [],
    "author.role": lambda a: (role.text for role in a.roles),
    "author.role.key": lambda a: (role.key for role in a.roles),
    "author.biography": lambda a: map(plain, a.biographies),
    "author.member": lambda a: (member.name.text for member in a.members if member.name is not None),
    "author.identifier": lambda a: (identifier.text for identifier in a.identifiers),
    "author.identifier.type": lambda a: (identifier.type for identifier in a.identifiers),
    # parts that some formats hold together
    "author.place": lambda a: _places(a, with_address=False),
    "author.affiliation": lambda a: _places(a, with_address=True),
    "author.town and country": _address(*_TOWN, "country"),
    "author.listed": _listed,
    "author.inverted": lambda a: [a.name.inverted or a.name.text] if a.name is not None else [],
    "author.given.alone": _given,
    "author.undivided": lambda a: [] if _family(a) else ["organisation"],
    "author.surname or name": lambda a: [*_family(a), *_named(a)][:1],
}
"""How to ask for each fact of an author."""
