"""What the edition says of those who are no authors: editors, translators and the like, as the table names it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from titelei.facts import Agent, Facts
from titelei.facts.words import plain

Ask = Callable[[Facts], Iterable[str]]


def _names(agents: Iterable[Agent]) -> Iterator[str]:
    return (agent.name.text for agent in agents if agent.name is not None)


def _family(agent: Agent) -> str:
    """Give the family name, or the whole where it has no parts."""
    name = agent.name
    if name is None:
        return ""
    return " ".join((*name.links, *name.surnames)) if name.surnames else name.inverted or name.text


def _with(*roles: str) -> Ask:
    """Name those who have one of some roles."""
    return lambda f: _names(c for c in f.contributors if any(role.key in roles for role in c.roles))


def _institutions(f: Facts) -> Iterator[str]:
    return (i.text for c in f.contributors for place in c.affiliations for i in place.institutions)


def _rors(f: Facts) -> Iterator[str]:
    return (i.ror for c in f.contributors for place in c.affiliations for i in place.institutions)


def _more(f: Facts) -> Iterator[str]:
    """Give what few formats have: addresses, degrees, posts, numbers, lives."""
    for contributor in f.contributors:
        yield from (email.text for email in contributor.emails)
        yield from (degree.text for degree in contributor.degrees)
        yield from (post.text for post in contributor.posts)
        yield from (number.text for number in contributor.identifiers)
        yield from map(plain, contributor.biographies)


FACTS: Final[Mapping[str, Ask]] = {
    "contributor": lambda f: _names(f.contributors),
    "contributor.listed": lambda f: (c.name.inverted or c.name.text for c in f.contributors if c.name is not None),
    "contributor.family": lambda f: (_family(c) for c in f.contributors if c.kind == "person"),
    "contributor.of": lambda f: (c.of for c in f.contributors),
    "contributor.editor": _with("editor", "guest-editor", "section-editor"),
    "contributor.translator": _with("translator"),
    "contributor.illustrator": _with("illustrator"),
    "contributor.role": lambda f: (role.key for c in f.contributors for role in c.roles),
    "contributor.role.words": lambda f: (role.text for c in f.contributors for role in c.roles),
    "contributor.institution": _institutions,
    "contributor.ror": _rors,
    "contributor.orcid": lambda f: (c.orcid.text for c in f.contributors if c.orcid is not None),
    "contributor.more": _more,
}
"""How to ask for each of them."""
