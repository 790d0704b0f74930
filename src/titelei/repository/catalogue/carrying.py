"""What the catalogue still has of an article whose files are damaged, so that damage takes nothing from readers.

A rebuilding makes every row anew from the storage root. Of an object that cannot be read, or a file of it, the rows of
before are sound still: they were made of the same bytes.
"""

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, select, text

from titelei.repository.catalogue import journal_sets
from titelei.repository.catalogue.database import Database
from titelei.repository.catalogue.item import Item, Set
from titelei.repository.catalogue.reading import Entry, Snapshot
from titelei.repository.catalogue.shown import Mention, Name, Shown
from titelei.repository.catalogue.tables import item as items
from titelei.repository.catalogue.tables import item_set, mention, prefix, shown, spec, version
from titelei.repository.ocfl import Version

NEVER_READ: Final = "v0"
"""The version of an item whose object could never be read."""

_SEARCHED: Final = {
    "sqlite": "SELECT names FROM search WHERE rowid = :item",
    "postgresql": "SELECT array_to_string(tsvector_to_array(ts_filter(words, '{c}')), ' ') AS names "
    "FROM search WHERE item = :item",
}


class Before:
    """The catalogue as it was before the transaction that makes it anew; looked at only where something is damaged."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stack = ExitStack()
        self._connection: Connection | None = None

    def __enter__(self) -> "Before":
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def carried(self, item: Item) -> Item:
        """Add to an item what its damaged files do not give."""
        return carried(self._opened(), item)

    def unreadable(self, identifier: str, fault: str, datestamp: int) -> Item:
        """Give an item whose object cannot be read."""
        return unreadable(self._opened(), identifier, fault, datestamp=datestamp)

    def _opened(self) -> Connection:
        if self._connection is None:
            self._connection = self._stack.enter_context(self._database.reading())
        return self._connection


def carried(connection: Connection, item: Item) -> Item:
    """Add to an item what its damaged files do not give and the catalogue has; ``connection`` sees its state before."""
    if not item.faults:
        return item
    entry = Snapshot(connection).entry(item.identifier)
    if entry is None:
        is_listed = item.lacks_facts and item.reason is None
        return replace(item, shown=_named(item.article)) if is_listed else item
    if item.lacks_facts:
        old = _facts(connection, entry)
        item = replace(
            item,
            title=old.title,
            rights=old.rights,
            sets=old.sets,
            journal=old.journal,
            issued=old.issued,
            shown=None if item.reason is not None else old.shown or _named(item.article),
            lacks_facts=False,
        )
    changed = {path for later in item.versions[int(entry.version[1:]) :] for path in later.changed}
    bodies = _bodies(connection, entry)
    kept = {p: body for p, body in bodies.items() if p in item.hidden and body and item.files[p] not in changed}
    gone = {p for p, body in bodies.items() if p in item.hidden and not body}
    return replace(
        item,
        kept={} if item.reason is not None else kept,
        gone=tuple(dict.fromkeys((*item.gone, *sorted(gone)))),
        hidden=item.hidden - kept.keys(),
        with_ids=item.with_ids | {p for p, body in kept.items() if b"xml:id=" in body},
    )


def unreadable(connection: Connection, identifier: str, fault: str, *, datestamp: int) -> Item:
    """Give an item whose object cannot be read as the catalogue has it; where it has none, as one that is known."""
    entry = Snapshot(connection).entry(identifier)
    if entry is None:
        return Item(
            identifier=identifier,
            article=identifier.rpartition(":")[2],
            version=NEVER_READ,
            datestamp=datestamp,
            faults=(fault,),
            lacks_facts=True,
        )
    old = _facts(connection, entry)
    bodies = _bodies(connection, entry)
    return replace(
        old,
        kept={p: body for p, body in bodies.items() if body},
        gone=tuple(p for p, body in bodies.items() if not body),
        with_ids=frozenset(p for p, body in bodies.items() if b"xml:id=" in body),
        versions=_versions(connection, entry),
        faults=(fault,),
        lacks_facts=entry.version == NEVER_READ,
    )


def _named(article: str) -> Shown:
    return Shown(title=Name(text=article))


def _number(connection: Connection, entry: Entry) -> int:
    return int(connection.execute(select(items.c.number).where(items.c.identifier == entry.identifier)).scalar_one())


def _facts(connection: Connection, entry: Entry) -> Item:
    number = _number(connection, entry)
    query = select(spec.c.spec, spec.c.name).join(item_set, item_set.c.spec == spec.c.number)
    sets = connection.execute(query.where(item_set.c.item == number).order_by(spec.c.number))
    rights = connection.execute(select(items.c.rights).where(items.c.number == number)).scalar_one()
    journal, issued = journal_sets.said_of(connection, number)
    return Item(
        identifier=entry.identifier,
        article=entry.article,
        version=entry.version,
        datestamp=entry.datestamp,
        reason=entry.reason,
        title=entry.title,
        rights=rights,
        sets=tuple(Set(spec=row.spec, name=row.name) for row in sets),
        shown=_shown(connection, number),
        journal=journal,
        issued=issued,
    )


def _bodies(connection: Connection, entry: Entry) -> dict[str, bytes]:
    """Give prefix → body of all records that an item has; empty where the record is deleted."""
    found = Snapshot(connection)
    names = connection.scalars(select(prefix.c.prefix).order_by(prefix.c.number))
    records = ((name, found.record(entry.identifier, name)) for name in names.all())
    return {name: bytes(each.body) for name, each in records if each is not None}


def _versions(connection: Connection, entry: Entry) -> tuple[Version, ...]:
    query = select(version).where(version.c.item == _number(connection, entry)).order_by(version.c.number)
    return tuple(
        Version(
            number=f"v{row.number}",
            created=datetime.fromisoformat(row.created),
            message=row.message,
            user_name=row.user_name,
            user_address="",
            files=0,
            added=(),
            modified=(),
            removed=(),
        )
        for row in connection.execute(query)
    )


def _shown(connection: Connection, number: int) -> Shown | None:
    row = connection.execute(select(shown.c.entry, shown.c.text).where(shown.c.item == number)).one_or_none()
    if row is None:
        return None
    query = select(mention.c.told).where(mention.c.item == number).order_by(mention.c.entity)
    mentions = tuple(msgspec.json.decode(told, type=Mention) for told in connection.scalars(query))
    names = connection.scalar(text(_SEARCHED[connection.dialect.name]), {"item": number}) or ""
    kept = msgspec.json.decode(row.entry, type=Shown)
    return replace(kept, mentions=mentions, names=names, abstract=row.text)
