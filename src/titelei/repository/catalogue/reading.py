"""Reading the catalogue as a harvester asks: one record, a page of a list, how long a list is, sets, formats."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, BindParameter, Connection, bindparam, false, func, literal_column, select, union_all

from titelei.repository.catalogue import places, sets
from titelei.repository.catalogue.database import Database
from titelei.repository.catalogue.journal_sets import address_of, standing
from titelei.repository.catalogue.tables import item, item_set, member, prefix, record, spec, state, tally

# What is asked for every page is written once: composing a statement takes longer than the database takes for it.
_OPENING: Final = union_all(
    select(state.c.name, state.c.value, literal_column("0").label("number"), false().label("has_ids")),
    select(prefix.c.prefix, literal_column("''"), prefix.c.number, prefix.c.has_ids),
)


def _named(name: str) -> BindParameter[int]:
    return bindparam(name, type_=BigInteger)


def _pages(*columns: Any) -> tuple[Any, Any]:
    """Write the queries for a page of all records, and for one of a set."""
    of_all = select(*columns).where(record.c.key >= _named("low"), record.c.key < _named("high")).order_by(record.c.key)
    of_set = select(*columns).select_from(member.join(record, record.c.key == member.c.key))
    of_set = of_set.where(
        member.c.spec == _named("set"), member.c.key >= _named("low"), member.c.key < _named("high")
    ).order_by(member.c.key)
    return of_all.limit(_named("limit")), of_set.limit(_named("limit"))


_WITH_BODIES: Final = _pages(record.c.key, record.c.header, record.c.body)
_HEADERS: Final = _pages(record.c.key, record.c.header)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record as it is answered: its place in the order of change, header and body; ``body`` is empty if deleted."""

    place: int
    header: bytes
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a list is asked for: seconds since 1970, both inclusive; None is no bound, an empty set all records."""

    prefix: str
    set_spec: str = ""
    from_second: int | None = None
    until_second: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as pages and lists know it."""

    identifier: str
    article: str
    version: str
    datestamp: int
    reason: str | None
    title: str


class Snapshot:
    """One state of the catalogue, for the time of one answer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._values: dict[str, str] = {}
        self._prefixes: dict[str, tuple[int, bool]] = {}
        for name, value, number, has_ids in connection.execute(_OPENING).all():
            if number == 0:
                self._values[name] = value
            else:
                self._prefixes[name] = (number, bool(has_ids))

    @property
    def epoch(self) -> str:
        """What changes when places are given anew."""
        return self._values.get("epoch", "")

    @property
    def place(self) -> int:
        """The place of the last change: the same number means that nothing has changed."""
        return int(self._values.get("place", "0"))

    def earliest(self) -> int | None:
        """Give the earliest datestamp; None where there is no record."""
        first = self._connection.scalar(select(func.min(item.c.place)))
        return None if first is None else places.second(first)

    def newest(self) -> str | None:
        """Give the identifier of the item that was changed last; None where there is none."""
        found = self._connection.scalar(select(item.c.identifier).order_by(item.c.place.desc()).limit(1))
        return None if found is None else str(found)

    def record(self, identifier: str, prefix_name: str) -> Record | None:
        """Give an item's record of one format, deleted or not; None where it has none."""
        place = self._connection.scalar(select(item.c.place).where(item.c.identifier == identifier))
        number = self._prefixes.get(prefix_name)
        if place is None or number is None:
            return None
        found = self._connection.execute(
            select(record.c.header, record.c.body).where(record.c.key == places.key(number[0], place))
        ).one_or_none()
        return None if found is None else Record(place=place, header=found.header, body=found.body)

    def entry(self, identifier: str) -> Entry | None:
        """Give an item; None where there is none of that identifier."""
        found = self._connection.execute(select(item).where(item.c.identifier == identifier)).one_or_none()
        return None if found is None else _entry(found)

    def of_article(self, article: str) -> tuple[Entry, ...]:
        """Give the items of an article, the last changed first: one a domain that the edition has had."""
        query = select(item).where(item.c.article == article).order_by(item.c.place.desc())
        return tuple(_entry(found) for found in self._connection.execute(query))

    def entries(self) -> Iterator[Entry]:
        """Give all items, the last changed first."""
        for found in self._connection.execute(select(item).order_by(item.c.place.desc())):
            yield _entry(found)

    def prefixes(self, identifier: str) -> tuple[str, ...]:
        """Name the formats in which an item can be had now; none where it is withdrawn."""
        place = self._connection.scalar(select(item.c.place).where(item.c.identifier == identifier))
        if place is None:
            return ()
        names = {places.key(number, place): name for name, (number, _) in self._prefixes.items()}
        query = select(record.c.key).where(record.c.key.in_(names), func.length(record.c.body) > 0)
        return tuple(names[key] for key in self._connection.scalars(query.order_by(record.c.key)))

    def sets(self, after: str, limit: int) -> tuple[tuple[str, str], ...]:
        """Give (setSpec, setName) of sets in the order of their setSpecs, from the one after ``after`` on."""
        query = select(spec.c.spec, spec.c.name).where(spec.c.spec > after).order_by(spec.c.spec).limit(limit)
        return tuple((row.spec, row.name) for row in self._connection.execute(query))

    def domains(self) -> tuple[str, ...]:
        """Give the domains in the identifiers of all items that are not withdrawn, sorted."""
        after = func.substr(item.c.identifier, len("oai:") + 1)
        length = {"sqlite": func.instr(after, ":"), "postgresql": func.strpos(after, ":")}
        domain = func.substr(after, 1, length[self._connection.dialect.name] - 1)
        query = select(domain).where(item.c.reason.is_(None)).distinct()
        return tuple(sorted(self._connection.scalars(query)))

    def sets_of(self, identifier: str) -> tuple[str, ...]:
        """Give the setSpecs of the sets that an item is in, sorted."""
        query = select(spec.c.spec).join(item_set, item_set.c.spec == spec.c.number)
        query = query.join(item, item.c.number == item_set.c.item).where(item.c.identifier == identifier)
        return tuple(self._connection.scalars(query.order_by(spec.c.spec)))

    def empty_sets(self) -> tuple[str, ...]:
        """Give the setSpecs of sets in which nothing is; there should be none."""
        inside = select(item_set.c.spec)
        return tuple(self._connection.scalars(select(spec.c.spec).where(spec.c.number.not_in(inside))))

    def unsettled_journals(self) -> tuple[str, ...]:
        """Give the addresses of journals that articles ask to have another; there should be none."""
        _names, addresses = standing(self._connection)
        return tuple(sorted({now for now, wanted in addresses.values() if now != wanted}))

    def count_sets(self) -> int:
        """Count the sets."""
        return self._connection.scalar(select(func.count()).select_from(spec)) or 0

    def is_alone(self, prefix_name: str) -> bool:
        """Tell whether an answer can hold one record of this format only, since they bear ``xml:id``."""
        number = self._prefixes.get(prefix_name)
        return number is not None and number[1]

    def page(self, selection: Selection, after: int, limit: int, *, with_bodies: bool = True) -> tuple[Record, ...]:
        """Give the next records of a list, from the one after the place ``after`` on, in the order of change."""
        span = self._span(selection)
        if span is None:
            return ()
        number, set_number, low, high = span
        given = {"low": max(low, places.key(number, after + 1)), "high": high, "limit": limit}
        of_all, of_set = _WITH_BODIES if with_bodies else _HEADERS
        if set_number == 0:
            rows = self._connection.execute(of_all, given).all()
        else:
            rows = self._connection.execute(of_set, {**given, "set": set_number}).all()
        if with_bodies:
            return tuple(Record(place=places.place(key), header=header, body=body) for key, header, body in rows)
        return tuple(Record(place=places.place(key), header=header, body=b"") for key, header in rows)

    def count(self, selection: Selection) -> int:
        """Count a list's records: whole days from the tally, the days at its ends one by one."""
        span = self._span(selection)
        if span is None:
            return 0
        number, set_number, low, high = span
        first, last = selection.from_second, selection.until_second
        first_day = None if first is None else -(-first // places.DAY)
        last_day = None if last is None else (last + 1) // places.DAY
        if first_day is not None and last_day is not None and first_day >= last_day:
            return self._counted(set_number, low, high)
        query = select(func.coalesce(func.sum(tally.c.records), 0)).where(
            tally.c.spec == set_number, tally.c.prefix == number
        )
        total = 0
        if first_day is not None:
            query = query.where(tally.c.day >= first_day)
            total += self._counted(set_number, low, places.key(number, first_day * places.DAY * places.TURNS))
        if last_day is not None:
            query = query.where(tally.c.day < last_day)
            total += self._counted(set_number, places.key(number, last_day * places.DAY * places.TURNS), high)
        return total + int(self._connection.scalar(query) or 0)

    def tallies(self) -> Iterator[tuple[str, int, int]]:
        """Give for each prefix how many records there are, and how many there are said to be."""
        for name, (number, _) in self._prefixes.items():
            low, high = places.key_range(number, None, None)
            yield name, self._counted(0, low, high), self.count(Selection(prefix=name))

    def _counted(self, set_number: int, low: int, high: int) -> int:
        if low >= high:
            return 0
        query = select(func.count()).select_from(member)
        query = query.where(member.c.spec == set_number, member.c.key >= low, member.c.key < high)
        return self._connection.scalar(query) or 0

    def _span(self, selection: Selection) -> tuple[int, int, int, int] | None:
        """Give numbers of prefix and set, first key and key after the last; None where either is unknown."""
        number = self._prefixes.get(selection.prefix)
        if number is None:
            return None
        set_number = 0
        if selection.set_spec:
            found = self._set_number(selection.set_spec)
            if found is None:
                return None
            set_number = found
        low, high = places.key_range(number[0], selection.from_second, selection.until_second)
        return number[0], set_number, low, high

    def _set_number(self, name: str) -> int | None:
        """Give a set's number; that of a journal answers to each of the names it has had."""
        of = select(spec.c.number)
        found: int | None = self._connection.scalar(of.where(spec.c.spec == name))
        if found is None and name.startswith(sets.JOURNAL):
            address = self._connection.scalar(address_of(name.removeprefix(sets.JOURNAL)))
            found = self._connection.scalar(of.where(spec.c.spec == f"{sets.JOURNAL}{address}"))
        return found


def _entry(row: Any) -> Entry:
    return Entry(
        identifier=row.identifier,
        article=row.article,
        version=row.version,
        datestamp=places.second(row.place),
        reason=row.reason,
        title=row.title,
    )


@contextmanager
def snapshot(database: Database) -> Iterator[Snapshot]:
    """Open one state of the catalogue for reading.

    Raises:
        StorageError: the database cannot be reached or read.
    """
    with database.reading() as connection:
        yield Snapshot(connection)
