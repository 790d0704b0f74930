"""The table fact × format, read from ``table.toml`` and checked: no cell empty, no cell twice, no unknown name."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final, Literal

import msgspec

from titelei import formats
from titelei.errors import AssetError
from titelei.parity.values import KINDS
from titelei.parity.ways import WAYS

FILE: Final = "table.toml"

Reader = Literal["tei", "xml", "html", "words", "page", "json", "bibtex", "ris"]


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one format, or one part of the page, is read. ``authors`` finds one node an author, in order."""

    reader: Reader
    format: str = ""
    authors: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact stands in an output: paths, tried together, in the words of the format.

    ``ways`` are applied to what is read; ``holds`` to what the edition says, where the format holds less; ``expects``
    names the facts that stand there together, where it is not this one alone; ``how`` says so to a reader.
    ``else_settings``: where the edition is silent, the publisher's name of the settings stands there.
    """

    at: tuple[str, ...]
    ways: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()
    how: str = ""
    else_settings: bool = False


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row. ``grammar`` names the places in the grammar of the facts that it stands for."""

    is_: str = msgspec.field(name="is")
    kind: str = "words"
    of: Literal["article", "author"] = "article"
    grammar: tuple[str, ...] = ()
    at: Mapping[str, str | tuple[str, ...] | Place] = {}
    cannot: Mapping[str, tuple[str, ...]] = {}

    def places(self, column: str) -> tuple[Place, ...]:
        """Give where a column holds the fact, as often as the table says so: once, or not at all."""
        found = (place for columns, place in self.at.items() if column in columns.split())
        return tuple(p if isinstance(p, Place) else Place(at=(p,) if isinstance(p, str) else p) for p in found)

    def every_place(self) -> tuple[Place, ...]:
        """Give all places, whatever their column."""
        return tuple(p for p in self.at.values() if isinstance(p, Place))

    def columns(self) -> tuple[str, ...]:
        """Name the columns that hold the fact."""
        return tuple(column for columns in self.at for column in columns.split())


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it. ``structure`` names what in the grammar of the facts holds facts and is none."""

    namespaces: Mapping[str, str]
    reasons: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, Column]
    structure: tuple[str, ...]
    facts: Mapping[str, Fact]

    def place(self, fact: str, column: str) -> Place | None:
        """Give where a column holds a fact; None where it cannot. The TEI itself holds every one."""
        if self.columns[column].reader == "tei":
            return Place(at=())
        return next(iter(self.facts[fact].places(column)), None)

    def reason(self, fact: str, column: str) -> str:
        """Give why a column cannot hold a fact; empty where the table gives no reason."""
        for key, columns in self.facts[fact].cannot.items():
            if column in self._columns(columns):
                return self.reasons.get(key, key)
        return ""

    def _columns(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(column for name in names for column in self.groups.get(name, (name,)))

    def faults(self) -> list[str]:
        """Say what is wrong with the table itself: cells without a word, with two, names that nobody knows."""
        found = [
            f"The format {kind.name} has no column."
            for kind in formats.FORMATS
            if not any((column.format or name) == kind.name for name, column in self.columns.items())
        ]
        for fact, row in self.facts.items():
            found += self._faults_of(fact, row)
        return found

    def _faults_of(self, fact: str, row: Fact) -> list[str]:
        found = [] if row.kind in KINDS else [f"{fact}: there is no kind “{row.kind}”."]
        reasons = [column for names in row.cannot.values() for column in self._columns(names)]
        for name, column in self.columns.items():
            times = reasons.count(name) + len(row.places(name)) + (column.reader == "tei")
            if times != 1:
                found.append(f"{fact} × {name}: {'nothing is said' if not times else 'it is said twice'}.")
            for place in row.places(name):
                ways = [way for way in (*place.ways, *place.holds) if way not in WAYS]
                found += [f"{fact} × {name}: there is no way “{way}”." for way in ways]
        found += [f"{fact}: there is no column “{c}”." for c in (*row.columns(), *reasons) if c not in self.columns]
        found += [f"{fact}: “{r}” is no reason." for r in row.cannot if not self.reasons.get(r, r).endswith(".")]
        return found


@cache
def load() -> Table:
    """Read the table.

    Raises:
        AssetError: it is not there or not what it should be.
    """
    try:
        data = tomllib.loads(resources.files(__package__).joinpath(FILE).read_text("utf-8"))
        return msgspec.convert(data, Table)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        message = f"The table of parity, {FILE}, cannot be used: {error}. Correct it, or install titelei again."
        raise AssetError(message) from error
