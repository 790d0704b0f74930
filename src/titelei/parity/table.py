"""The table fact × format: ``table.toml`` has a row for every fact, each format's ``parity.toml`` is a column.

A format whose output is read in several parts has a ``parity.PART.toml`` for each other part.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from titelei.errors import AssetError
from titelei.formats import Format, Registry, registry
from titelei.messages import joined, known, say
from titelei.parity.values import KINDS
from titelei.parity.ways import WAYS

FILE: Final = "table.toml"
_TARGETS: Final = "targets"
"""The folder of columns for what targets of deposits are told."""

_EVERY: Final = "*"
"""In ``cannot``: every fact of which the column says nothing else."""

Reader = Literal["tei", "xml", "html", "words", "page", "json", "bibtex", "ris"]


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact stands in an output: paths, tried together, in the words of the format.

    ``take`` is a regular expression: of what is read, values of its form count, and of those its group;
    ``ways`` are applied to that; ``holds`` to what the edition says, where the format holds less; ``expects``
    names the facts that stand there together, where it is not this one alone; ``how`` says so to a reader.
    ``else_settings``: where nobody is known to publish the journal, the publisher of the settings stands there, or
    that of the edition.
    """

    at: tuple[str, ...]
    take: str = ""
    ways: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()
    how: str = ""
    else_settings: bool = False


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one format, or one part of the page, is read. ``authors`` finds one node an author, in order.

    ``carries`` says where each fact stands, ``cannot`` names by the reason the facts that the format cannot hold: a key
    of the table's reasons, or a sentence. What a target of deposits is told is a column, too, without a file.
    """

    reader: Reader
    authors: str = ""
    namespaces: Mapping[str, str] = {}
    carries: Mapping[str, str | tuple[str, ...] | Place] = {}
    cannot: Mapping[str, tuple[str, ...]] = {}
    format: str
    is_target: bool = False

    def place(self, fact: str) -> Place | None:
        """Give where a fact stands; None where it cannot. The TEI itself holds every one."""
        if self.reader == "tei":
            return Place(at=())
        found = self.carries.get(fact)
        return found if isinstance(found, Place | None) else Place(at=(found,) if isinstance(found, str) else found)

    def reason(self, fact: str) -> str:
        """Give why a fact cannot be held; empty where the column gives no reason."""
        reasons = (reason for named in (fact, _EVERY) for reason, facts in self.cannot.items() if named in facts)
        return next(reasons, "")

    def places(self) -> tuple[Place, ...]:
        """Give all places."""
        return tuple(place for fact in self.carries if (place := self.place(fact)) is not None)

    def faults(self, facts: Mapping[str, "Fact"], reasons: Mapping[str, str]) -> Iterator[str]:
        """Say what is wrong: facts of which nothing is said, or twice, names that nobody knows."""
        refused = [fact for named in self.cannot.values() for fact in named]
        for fact in facts if self.reader != "tei" else ():
            times = refused.count(fact) + (fact in self.carries)
            if times > 1 or (not times and _EVERY not in refused):
                yield f"{fact}: {'nothing is said' if not times else 'it is said twice'}."
        yield from (say("there is no fact “{f}”.", f=f) for f in {*refused, *self.carries} - {*facts, _EVERY})
        yield from (say("“{r}” is no reason.", r=r) for r in self.cannot if not reasons.get(r, r).endswith("."))
        yield from (
            say("“{take}” has no group.", take=p.take)
            for p in self.places()
            if p.take and not re.compile(p.take).groups
        )
        used = {way for place in self.places() for way in (*place.ways, *place.holds)}
        yield from (say("there is no way “{way}”.", way=way) for way in sorted(used - set(WAYS)))


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row. ``grammar`` names the places in the grammar of the facts that it stands for."""

    is_: str = msgspec.field(name="is")
    kind: str = "words"
    of: Literal["article", "author"] = "article"
    grammar: tuple[str, ...] = ()


class _Rows(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``table.toml``."""

    structure: tuple[str, ...]
    reasons: Mapping[str, str]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All of it. ``structure`` names what in the grammar of the facts holds facts and is none."""

    formats: Registry
    columns: Mapping[str, Column]
    structure: tuple[str, ...]
    reasons: Mapping[str, str]
    facts: Mapping[str, Fact]

    def file(self, column: str, article_id: str) -> str:
        """Name the file that a column reads; what targets are told goes by the column's own name."""
        known = self.columns[column]
        return column if known.is_target else self.formats.named(known.format).file(article_id)

    def reason(self, fact: str, column: str) -> str:
        """Give in words why a column cannot hold a fact; empty where the table gives no reason."""
        found = self.columns[column].reason(fact)
        return known(self.reasons.get(found, found))

    def faults(self) -> list[str]:
        """Say what is wrong with the table itself: cells without a word, with two, names that nobody knows."""
        covered = {column.format for column in self.columns.values()}
        found = [
            say("The format {name} has no column.", name=name) for name in self.formats.names if name not in covered
        ]
        found += [
            say("{fact}: there is no kind “{kind}”.", fact=fact, kind=row.kind)
            for fact, row in self.facts.items()
            if row.kind not in KINDS
        ]
        for name, column in self.columns.items():
            found += [joined(": ", (name, fault)) for fault in column.faults(self.facts, self.reasons)]
        return found


@cache
def load(own: Path | None = None) -> Table:
    """Read the table of the shipped formats and of those in the project's own folder of stylesheets.

    A format of the project's that has no ``parity.toml`` has no column.

    Raises:
        AssetError: a part of it is not there or not what it should be.
    """
    formats = registry(own)
    text = resources.files(__package__).joinpath(FILE).read_text("utf-8")
    rows = _converted(text, FILE, _Rows)
    columns = {
        _column_name(kind, path): _converted(path.read_text("utf-8"), str(path), Column, format=kind.name)
        for kind in formats
        for path in kind.parity
    }
    for target in sorted(resources.files(__package__).joinpath(_TARGETS).iterdir(), key=lambda file: file.name):
        name = target.name.removesuffix(".toml")
        columns[name] = _converted(target.read_text("utf-8"), target.name, Column, format=name, is_target=True)
    return Table(formats=formats, columns=columns, structure=rows.structure, reasons=rows.reasons, facts=rows.facts)


def _column_name(kind: Format, path: Path) -> str:
    return path.name.removeprefix("parity").removesuffix(".toml").removeprefix(".") or kind.name


def _converted[T](text: str, name: str, to: type[T], **more: Any) -> T:
    try:
        return msgspec.convert({**tomllib.loads(text), **more}, to)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise AssetError(
            say(
                "A part of the table of parity, {name}, cannot be used: {error}. Correct it there.",
                name=name,
                error=error,
            )
        ) from error
