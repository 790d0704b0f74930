"""The kinds of sources that are XML or JSON: one folder of ``xslt/sources`` each, found by looking there.

``source.toml`` beside a kind's ``main.xsl`` says how its records are known::

    title = "JATS / NLM"             # its name for people
    syntax = "xml"                   # or "json"; "tagged" where a file of titelei.sources takes the records apart
    roots = ["article[front]"]       # XML: a record's element, {namespace} before it, a child it must have behind it
    members = ["DOI", "member|prefix"]  # JSON: members that a record's object must have, | between choices
    context = true                   # XML: what stands around a record (its issue, its journal) belongs to it
    drop = ["article/body"]          # XML: what is not looked at
    rank = 1                         # looked at before kinds of a higher rank
    language = "en"                  # what the format means where a record says no language
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from titelei import resources
from titelei.errors import AssetError
from titelei.messages import say

_ROOT: Final = re.compile(r"(?:\{(?P<space>[^}]*)\})?(?P<name>[\w.-]+|\*)(?:\[(?P<child>[\w.-]+)\])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A pattern of a record's element; an empty ``space`` is any namespace, an empty ``child`` asks for none."""

    space: str
    name: str
    child: str

    def starts(self, tag: str) -> bool:
        """Tell whether an element of this name may be a record."""
        space, _, name = tag.rpartition("}")
        return name == self.name and (not self.space or space[1:] == self.space)

    def matches(self, element: Any) -> bool:
        """Tell whether an element is a record, its children being known."""
        return self.starts(element.tag) and (
            not self.child or any(isinstance(e.tag, str) and e.tag.rpartition("}")[2] == self.child for e in element)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of source."""

    name: str
    title: str
    syntax: Literal["xml", "json", "tagged"]
    stylesheet: Path
    roots: tuple[Root, ...] = ()
    members: tuple[tuple[str, ...], ...] = ()
    has_context: bool = False
    drop: tuple[str, ...] = ()
    rank: int = 5
    language: str = ""

    def holds(self, value: dict[str, Any]) -> bool:
        """Tell whether a JSON object is a record of this kind."""
        return bool(self.members) and all(any(name in value for name in choice) for choice in self.members)


@cache
def all_kinds(own: Path | None = None) -> tuple[Kind, ...]:
    """Find all kinds: the shipped folders, and those of a project's own ``xslt/sources``, which come first."""
    found: dict[str, Kind] = {}
    for base in (own, resources.xslt() / "sources"):
        if base is not None:
            for folder in sorted(base.glob("*/source.toml")):
                found.setdefault(folder.parent.name, _kind(folder))
    return tuple(sorted(found.values(), key=lambda k: (k.rank, k.name)))


def of_syntax(syntax: str, own: Path | None = None) -> tuple[Kind, ...]:
    """Give the kinds of a syntax, in the order in which they are asked."""
    return tuple(kind for kind in all_kinds(own) if kind.syntax == syntax)


def named(name: str, own: Path | None = None) -> Kind:
    """Give the kind of that name."""
    return next(kind for kind in all_kinds(own) if kind.name == name)


def _kind(file: Path) -> Kind:
    try:
        said = tomllib.loads(file.read_text("utf-8"))
        return Kind(
            name=file.parent.name,
            title=said["title"],
            syntax=said["syntax"],
            stylesheet=file.with_name("main.xsl"),
            roots=tuple(_root(pattern) for pattern in said.get("roots", ())),
            members=tuple(tuple(choice.split("|")) for choice in said.get("members", ())),
            has_context=said.get("context", False),
            drop=tuple(said.get("drop", ())),
            rank=said.get("rank", 5),
            language=said.get("language", ""),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise AssetError(
            say(
                "{file} does not describe a source: {error}. Compare it with those that are shipped.",
                file=file,
                error=error,
            )
        ) from error


def _root(pattern: str) -> Root:
    found = _ROOT.fullmatch(pattern)
    if found is None:
        raise ValueError(say("“{pattern}” is no pattern of an element", pattern=pattern))
    return Root(space=found["space"] or "", name=found["name"], child=found["child"] or "")
