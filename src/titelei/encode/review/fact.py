"""A fact that can be added in review, as :file:`facts.toml` describes it, and the words that name one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from titelei.encode.review.refused import Refused

Room = Literal["analytic", "monogr", "imprint", "article", "classes", "authors", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What can be added: in which room, as which element with which attributes, and the note that it is missing."""

    name: str
    room: Room
    tag: str
    type: str = ""
    level: str = ""
    unit: str = ""
    holds: str = ""
    many: bool = False
    by: str = ""
    missing: str = ""

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """The attributes that tell it from other elements of its tag."""
        pairs = (("level", self.level), ("type", self.type), ("unit", self.unit))
        return tuple((name, value) for name, value in pairs if value)

    @property
    def test(self) -> str:
        """The step of a path that finds it in its room."""
        bare = "[not(@type)]" if self.tag == "date" and not self.type else ""
        return f"tei:{self.tag}" + "".join(f"[@{name}='{value}']" for name, value in self.given) + bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact to add: its kind, and the number of an author or a language, where one was named."""

    kind: Kind
    number: int = 0
    lang: str = ""


@cache
def kinds() -> dict[str, Kind]:
    """Give everything that can be added, by name."""
    table = tomllib.loads(resources.files(__package__).joinpath("facts.toml").read_text("utf-8"))
    return {name: Kind(name=name, **row) for name, row in table.items()}


def named(field: str) -> Fact:
    """Read what names a fact: ``doi``, ``orcid 2`` (of the second author), ``title de``.

    Raises:
        Refused: there is no such fact, or what follows it is neither.
    """
    name, _, rest = field.strip().lower().partition(" ")
    kind, rest = kinds().get(name), rest.strip()
    if kind is None:
        raise Refused("no_field", field)
    if not rest:
        return Fact(kind=kind)
    if kind.by == "author" and rest.isdecimal() and int(rest) > 0:
        return Fact(kind=kind, number=int(rest))
    if kind.by == "language" and 2 <= len(rest) <= 11 and rest.replace("-", "").isalnum() and not rest.isdecimal():
        return Fact(kind=kind, lang=field.strip().partition(" ")[2].strip())
    raise Refused("no_field", field)
