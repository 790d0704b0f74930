"""Writing items into the catalogue: one at a time as they change, or all of them in order of their datestamps."""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from titelei.errors import StorageError
from titelei.formats import Registry
from titelei.messages import say
from titelei.repository.catalogue import moving, places, sets, shelving
from titelei.repository.catalogue.item import Item
from titelei.repository.catalogue.journal_sets import Journals
from titelei.repository.catalogue.oai_records import SHAPE, body, header
from titelei.repository.catalogue.tables import item as items
from titelei.repository.catalogue.tables import (
    item_set,
    member,
    of_journal,
    prefix,
    record,
    saying,
    spec,
    state,
    tally,
    version,
)

_ALL: Final = 0
_BATCH: Final = 500


def offered(formats: Registry) -> str:
    """Name what harvesters are offered, and in which shape: the catalogue is made anew when this changes."""
    named = (f"{kind.oai.prefix}={kind.oai.namespace}" for kind in formats if kind.oai is not None)
    return " ".join((str(SHAPE), *named))


def values(connection: Connection) -> dict[str, str]:
    """Give the rows of ``state``."""
    return {name: value for name, value in connection.execute(select(state))}


def hidden(found: Mapping[str, str]) -> set[str]:
    """Give, from the rows of ``state``, the identifiers of items of which damage hides something."""
    return set(found.get("hidden", "").split())


def _set_value(connection: Connection, name: str, value: str) -> None:
    if connection.execute(update(state).where(state.c.name == name).values(value=value)).rowcount == 0:
        connection.execute(insert(state).values(name=name, value=value))


def put_mark(connection: Connection) -> None:
    """Give the catalogue a mark that no other state of it has."""
    _set_value(connection, "mark", secrets.token_hex(8))


Changes = Counter[tuple[int, int, int]]
"""(set, prefix, day) → by how many records a list of these changes."""


class Writer:
    """Writes through one connection, in its one transaction."""

    def __init__(self, connection: Connection, formats: Registry) -> None:
        self._connection = connection
        self._formats = formats
        self._prefixes: dict[str, tuple[int, bool]] = {
            row.prefix: (row.number, row.has_ids) for row in connection.execute(select(prefix))
        }
        self._specs: dict[str, tuple[int, str]] = {
            row.spec: (row.number, row.name) for row in connection.execute(select(spec))
        }
        self._renamed: dict[int, str] = {}
        self._place = int(values(connection).get("place", "0"))
        self._journals = Journals(connection)

    @property
    def place(self) -> int:
        """The place of the last change."""
        return self._place

    def put(self, item: Item) -> None:
        """Write one item that is new or has changed; its records move to the end of every list they are in.

        Where it shows that two journals are one, the articles that get another set by this move, too.
        """
        connection = self._connection
        item = self._journals.placed(item)
        old = connection.execute(select(items).where(items.c.identifier == item.identifier)).one_or_none()
        gone: set[str] = set()
        left: set[int] = set()
        if old is not None:
            gone, left = self._remove(old.number, old.place)
        self._place = places.after(self._place, item.datestamp)
        _set_value(connection, "place", str(self._place))
        row = _item_row(item, self._place)
        if old is None:
            number = connection.execute(insert(items).values(row).returning(items.c.number)).scalar_one()
        else:
            number = old.number
            connection.execute(update(items).where(items.c.number == number).values(row))
        rows = _Rows()
        self._collect(rows, item, number, self._place, gone)
        rows.write(connection)
        self._note_hidden([item])
        shelving.remove(connection, number)
        if item.shown is not None:
            shelving.add(connection, [(number, item.shown)])
        self._journals.note([(number, item)])
        counts: Changes = Counter()
        self._tidy_sets(left | self._settle(counts, item.datestamp, written=number))
        self._count(counts)

    def forget(self, identifier: str) -> None:
        """Take an item away that harvesters were never given a record of."""
        connection = self._connection
        old = connection.execute(select(items).where(items.c.identifier == identifier)).one_or_none()
        if old is None:
            return
        _gone, left = self._remove(old.number, old.place)
        connection.execute(delete(items).where(items.c.number == old.number))
        shelving.remove(connection, old.number)
        connection.execute(delete(of_journal).where(of_journal.c.item == old.number))
        counts: Changes = Counter()
        self._tidy_sets(left | self._settle(counts, places.second(self._place)))
        self._count(counts)

    def note_version(self, item: Item) -> None:
        """Write a new version that moved nothing a harvester sees, such as a receipt."""
        connection = self._connection
        number = connection.execute(select(items.c.number).where(items.c.identifier == item.identifier)).scalar_one()
        connection.execute(update(items).where(items.c.number == number).values(version=item.version))
        connection.execute(delete(version).where(version.c.item == number))
        connection.execute(insert(version), _version_rows(item, number))

    def load(self, loaded: Iterable[Item]) -> int:
        """Write all items anew, in the order of their datestamps; give how many.

        Whatever the catalogue held goes. Places are given anew, so the epoch changes.
        """
        connection = self._connection
        for table in (tally, member, item_set, record, version, items, spec, prefix, of_journal, saying):
            connection.execute(delete(table))
        shelving.clear(connection)
        self._journals = Journals(connection)
        self._prefixes, self._specs, self._place = {}, {}, 0
        counts: Changes = Counter()
        written = 0
        _set_value(connection, "hidden", "")
        for batch in batched(loaded, _BATCH):
            rows = _Rows(counts)
            first = written + 1
            for item in batch:
                written += 1
                self._place = places.after(self._place, item.datestamp)
                rows.items.append({"number": written, **_item_row(item, self._place)})
                self._collect(rows, item, written, self._place, set())
            rows.write(connection, with_counts=False)
            self._note_hidden(batch)
            shelving.add(connection, ((n, i.shown) for n, i in enumerate(batch, first) if i.shown is not None))
            self._journals.note(list(enumerate(batch, first)))
        if connection.dialect.name == "postgresql" and written:
            connection.exec_driver_sql(
                "SELECT setval(pg_get_serial_sequence('item', 'number'), (SELECT max(number) FROM item))"
            )
        left = self._settle(counts)
        for some in batched(counts.items(), _BATCH):
            connection.execute(insert(tally), [_tally_row(key, n) for key, n in some])
        self._tidy_sets(left)
        _set_value(connection, "place", str(self._place))
        _set_value(connection, "epoch", secrets.token_hex(4))
        _set_value(connection, "formats", offered(self._formats))
        return written

    def _settle(self, counts: Changes, second: int | None = None, *, written: int = 0) -> set[int]:
        """Give each journal its one set and place; give the sets that are left. ``counts`` gets what lists change by.

        With ``second`` the records that get another set count as changed then, so that who harvests that set is given
        them; those of the item that was just ``written`` do already.
        """
        connection = self._connection
        names, moved = self._journals.settle()
        left: set[int] = set()
        for number, address in moved:
            if second is not None and number != written:
                self._place = places.after(self._place, second)
                _set_value(connection, "place", str(self._place))
            place = None if second is None or number == written else self._place
            into = self._set_number(f"{sets.JOURNAL}{address}", names[address])
            left |= moving.move(connection, number, sets.JOURNAL, into, place, counts)
            shelving.move(connection, number, address)
        for address, name in names.items():
            self._set_number(f"{sets.JOURNAL}{address}", name)
        return left

    def _count(self, counts: Changes) -> None:
        changed = [_tally_row(key, n) for key, n in counts.items() if n]
        if changed:
            self._connection.execute(_add_to_tally(self._connection), changed)

    def _note_hidden(self, written: Iterable[Item]) -> None:
        """Keep in mind of which items damage hides something: once mended they count as changed."""
        named = {item.identifier for item in written if item.is_hidden}
        before = hidden(values(self._connection))
        after = (before - {item.identifier for item in written}) | named
        if after != before:
            _set_value(self._connection, "hidden", " ".join(sorted(after)))

    def _tidy_sets(self, left: set[int]) -> None:
        """Forget sets that an item has ``left`` and that no other is in; give others the names they have now."""
        connection = self._connection
        for number, name in self._renamed.items():
            connection.execute(update(spec).where(spec.c.number == number).values(name=name))
        self._renamed = {}
        held = set(connection.scalars(select(item_set.c.spec).where(item_set.c.spec.in_(left)).distinct()))
        empty = left - held
        if empty:
            for table, column in ((spec, spec.c.number), (tally, tally.c.spec)):
                connection.execute(delete(table).where(column.in_(empty)))
            self._specs = {name: known for name, known in self._specs.items() if known[0] not in empty}

    def _remove(self, number: int, place: int) -> tuple[set[str], set[int]]:
        """Take an item's rows away, but for its own; give the prefixes it had records of, and the sets it was in."""
        connection = self._connection
        keys = {places.key(n, place): name for name, (n, _) in self._prefixes.items()}
        found = [k for (k,) in connection.execute(select(record.c.key).where(record.c.key.in_(keys)))]
        specs = [_ALL, *connection.scalars(select(item_set.c.spec).where(item_set.c.item == number))]
        connection.execute(delete(record).where(record.c.key.in_(found)))
        connection.execute(delete(member).where(member.c.spec.in_(specs), member.c.key.in_(found)))
        day = places.second(place) // places.DAY
        for s in specs:
            for k in found:
                where = (tally.c.spec == s, tally.c.prefix == self._prefixes[keys[k]][0], tally.c.day == day)
                connection.execute(update(tally).where(*where).values(records=tally.c.records - 1))
        connection.execute(delete(item_set).where(item_set.c.item == number))
        connection.execute(delete(version).where(version.c.item == number))
        return {keys[k] for k in found}, set(specs) - {_ALL}

    def _collect(self, rows: "_Rows", item: Item, number: int, place: int, gone: set[str]) -> None:
        """Gather an item's rows but its own. ``gone`` are prefixes that it had before this change."""
        second = places.second(place)
        specs = [_ALL, *self._set_numbers(item)]
        day = second // places.DAY
        for name in dict.fromkeys([*item.metadata, *item.kept, *item.gone, *sorted(gone)]):
            is_deleted = item.reason is not None or name not in {*item.metadata, *item.kept}
            number_of_prefix = self._prefix_number(name, has_ids=name in item.with_ids)
            key = places.key(number_of_prefix, place)
            rows.records.append(
                {
                    "key": key,
                    "item": number,
                    "header": header(item, second, deleted=is_deleted),
                    "body": b"" if is_deleted else body(item, name),
                }
            )
            for s in specs:
                rows.members.append({"spec": s, "key": key})
                rows.counts[(s, number_of_prefix, day)] += 1
        rows.item_sets += [{"item": number, "spec": s} for s in specs if s != _ALL]
        rows.versions += _version_rows(item, number)

    def _set_numbers(self, item: Item) -> Iterator[int]:
        for name, label in item.all_sets().items():
            yield self._set_number(name, label)

    def _set_number(self, name: str, label: str) -> int:
        if name not in self._specs:
            made = insert(spec).values(spec=name, name=label).returning(spec.c.number)
            self._specs[name] = (self._connection.execute(made).scalar_one(), label)
        number, known = self._specs[name]
        if known != label:
            self._specs[name] = (number, label)
            self._renamed[number] = label
        return number

    def _prefix_number(self, name: str, *, has_ids: bool) -> int:
        if name not in self._prefixes:
            number = 1 + max((n for n, _ in self._prefixes.values()), default=0)
            if number >= places.MOST_PREFIXES:
                raise StorageError(
                    say(
                        "The catalogue can hold {most_prefixes} metadata prefixes, not more.",
                        most_prefixes=places.MOST_PREFIXES - 1,
                    )
                )
            self._connection.execute(insert(prefix).values(number=number, prefix=name, has_ids=has_ids))
            self._prefixes[name] = (number, has_ids)
        number, had_ids = self._prefixes[name]
        if has_ids and not had_ids:
            self._connection.execute(update(prefix).where(prefix.c.number == number).values(has_ids=True))
            self._prefixes[name] = (number, True)
        return number


class _Rows:
    """Rows that are written together."""

    def __init__(self, counts: Changes | None = None) -> None:
        self.items: list[dict[str, Any]] = []
        self.records: list[dict[str, Any]] = []
        self.members: list[dict[str, Any]] = []
        self.item_sets: list[dict[str, Any]] = []
        self.versions: list[dict[str, Any]] = []
        self.counts = Counter() if counts is None else counts

    def write(self, connection: Connection, *, with_counts: bool = True) -> None:
        tables = (
            (items, self.items),
            (record, self.records),
            (member, self.members),
            (item_set, self.item_sets),
            (version, self.versions),
        )
        for table, rows in tables:
            if rows:
                connection.execute(insert(table), rows)
        if with_counts and self.counts:
            connection.execute(_add_to_tally(connection), [_tally_row(key, n) for key, n in self.counts.items()])


def _add_to_tally(connection: Connection) -> Any:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    new = dialect.insert(tally)
    keys = [tally.c.spec, tally.c.prefix, tally.c.day]
    return new.on_conflict_do_update(index_elements=keys, set_={"records": tally.c.records + new.excluded.records})


def _tally_row(key: tuple[int, int, int], records: int) -> Mapping[str, int]:
    return {"spec": key[0], "prefix": key[1], "day": key[2], "records": records}


def _item_row(item: Item, place: int) -> dict[str, Any]:
    return {
        "identifier": item.identifier,
        "article": item.article,
        "version": item.version,
        "place": place,
        "reason": item.reason,
        "title": item.title,
        "rights": item.rights,
    }


def _version_rows(item: Item, number: int) -> list[dict[str, Any]]:
    return [
        {
            "item": number,
            "number": int(each.number[1:]),
            "created": each.created.isoformat(),
            "message": each.message,
            "user_name": each.user_name,
        }
        for each in item.versions
        if each.number not in item.drafts
    ]
