"""Bringing the catalogue into agreement with the storage root: one item after a change, or all of them anew.

Whoever calls what writes holds the lock of ``marker.py``.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from titelei.errors import StorageError
from titelei.formats import Registry
from titelei.messages import joined, say, say_n
from titelei.repository.catalogue.item import Item, datestamp, drafts, moves, read_item
from titelei.repository.catalogue.marker import Held, Note
from titelei.repository.catalogue.places import second
from titelei.repository.ocfl import Repository

if TYPE_CHECKING:
    from titelei.repository.catalogue.database import Database

FILE: Final = "catalogue.sqlite"

_NONE: Final = say("There was no catalogue")
_DAMAGED: Final = say("The catalogue was damaged")
_OTHER: Final = say("The catalogue was made for other formats, or by another release")

Progress = Callable[[int, int], None]
"""Called with how many objects are done, and of how many."""


class Loaded(NamedTuple):
    """What came of making the catalogue anew; ``damaged`` are sentences, one for each article with damage."""

    articles: int
    notes: tuple[str, ...]
    damaged: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """All there is to say."""
        return (*self.notes, *self.damaged)


class Follower:
    """The database behind a catalogue, and how it follows the storage root; ``url`` is empty for SQLite in a file."""

    def __init__(self, repository: Repository, url: str, formats: Registry) -> None:
        self.repository = repository
        self.formats = formats
        self._url = url

    @cached_property
    def database(self) -> "Database":
        """The database, opened on first use; it may be empty or old still."""
        from titelei.repository.catalogue.database import open_database

        return open_database(self._url, self.repository.path / FILE)

    @property
    def is_there(self) -> bool:
        """Tell, without loading the database's library, whether there is a catalogue."""
        return bool(self._url) or (self.repository.path / FILE).is_file()

    def close(self) -> None:
        """Close the database's connections."""
        if "database" in self.__dict__:
            self.database.close()

    def is_current(self) -> bool:
        """Tell whether the tables are of this release and hold the formats that the registry offers."""
        from titelei.repository.catalogue.tables import SCHEMA
        from titelei.repository.catalogue.writing import offered, values

        schema = self.database.schema()
        self._refuse_newer(schema)
        if schema != SCHEMA:
            return False
        with self.database.reading() as connection:
            return values(connection).get("formats") == offered(self.formats)

    def lack(self) -> str:
        """Say why the catalogue has to be made anew; empty where it has not.

        Raises:
            StorageError: it is of a newer release, or cannot be used now.
        """
        from titelei.repository.catalogue.database import DamagedError
        from titelei.repository.catalogue.tables import are_whole

        try:
            if self.is_current():
                with self.database.reading() as connection:
                    return "" if are_whole(connection) else _DAMAGED
            return _NONE if self.database.schema() is None else _OTHER
        except DamagedError:
            return _DAMAGED

    def agrees(self) -> bool:
        """Tell whether the catalogue knows of each object the version that the storage root has; no file is read."""
        from titelei.repository.catalogue.reading import snapshot

        with snapshot(self.database) as now:
            known = {each.identifier: each.version for each in now.entries()}
        for identifier in self.repository.ids():
            version = known.pop(identifier, None)
            try:
                log, _notes = self.repository.look(identifier)
            except StorageError:
                continue  # the catalogue may go on showing what it had
            expected = log[-1].number if len(drafts(log)) < len(log) else None
            if version != expected:
                return False
        return not known

    def mark(self) -> str:
        """Give the mark of the catalogue's last change; empty where it has none yet."""
        from titelei.repository.catalogue.writing import values

        with self.database.reading() as connection:
            return values(connection).get("mark", "")

    def reopen(self) -> None:
        """Let go of the database, so that what lies there now is opened next."""
        self.close()
        self.__dict__.pop("database", None)

    def is_readable(self) -> bool:
        from titelei.repository.catalogue.tables import SCHEMA

        return self.database.schema() == SCHEMA

    def _refuse_newer(self, schema: int | None) -> None:
        from titelei.repository.catalogue.tables import SCHEMA

        if schema is not None and schema > SCHEMA:
            raise StorageError(
                say(
                    "The catalogue {name} was made by a newer release of titelei (its schema is {schema}, "
                    "this one knows {schema2}). Install that release, or name another database in "
                    "[repository] database.",
                    name=self.database.name,
                    schema=schema,
                    schema2=SCHEMA,
                )
            )

    def catch_up(self, held: Held, progress: Progress) -> tuple[str, ...]:
        """Carry on what was left, and see that there is a catalogue of the present formats. The lock is held."""
        left = held.left()
        if why := self.lack():
            notes = self.make_tables()
            self.begin_all(held)
            loaded = self.load(progress)
            held.done(self.mark())
            if left is None and why == _NONE and not notes and not loaded.articles:
                return loaded.notes
            return (
                *notes,
                say(
                    "{why}; it was made anew from the storage root, with {articles}.",
                    why=why,
                    articles=_articles(loaded.articles),
                ),
                *loaded.said,
            )
        if left is None:
            return ()
        from titelei.repository.catalogue.database import DamagedError

        notes = self.repository.recover()
        try:
            notes += self._carry_on(left, progress)
        except DamagedError:
            notes += self.load(progress).said
        # Of what a change that was stopped found there nobody knows whether it fitted, so that it is compared again.
        held.done("" if left.object_id else self.mark())
        return notes

    def begin_all(self, held: Held) -> tuple[str, ...]:
        """Note that all is made anew; say what a process that was stopped has left. The lock is held."""
        left = held.left()
        now = int(time.time())
        held.begin("", now if left is None else min(left.since, now))
        if left is None:
            return ()
        what = (
            say("A change of {object_id}", object_id=left.object_id)
            if left.object_id
            else say("The rebuilding of the catalogue")
        )
        return (
            say("{what} had been interrupted; this command brings the catalogue up to the storage root.", what=what),
        )

    def _carry_on(self, left: Note, progress: Progress) -> tuple[str, ...]:
        if not left.object_id:
            loaded = self.load(progress)
            again = _articles(loaded.articles)
            return (
                say(
                    "The rebuilding of the catalogue had been interrupted. It was done again, with {again}.",
                    again=again,
                ),
                *loaded.said,
            )
        try:
            if self.head(left.object_id) is None:
                return (
                    say(
                        "A deposit of {object_id} had been interrupted before it was stored; nothing of it is left.",
                        object_id=left.object_id,
                    ),
                )
            item = read_item(self.repository, left.object_id, self.formats)
        except StorageError as error:
            return (
                say(
                    "A change of {object_id} had been interrupted; the catalogue has it as it was. {error}",
                    object_id=left.object_id,
                    error=error,
                ),
            )
        self._record(item, None, left.since)
        return (
            say(
                "A change of {object_id} had been interrupted. The catalogue now has it as {version}.",
                object_id=left.object_id,
                version=item.version,
            ),
        )

    def record(self, object_id: str, before: str | None, now: int) -> tuple[Item, tuple[str, ...]]:
        """Bring one item up to its object, whose newest version was ``before``; say what had to be done besides.

        ``now`` is the datestamp of one that is shown again after damage had hidden something of it. The lock is held.
        """
        from titelei.repository.catalogue.database import DamagedError

        item = read_item(self.repository, object_id, self.formats)
        try:
            return self._record(item, before, now), ()
        except DamagedError:
            return item, self.load(lambda _done, _of: None).said

    def _record(self, item: Item, before: str | None, now: int) -> Item:
        from titelei.repository.catalogue.carrying import carried
        from titelei.repository.catalogue.reading import Snapshot
        from titelei.repository.catalogue.writing import Writer, hidden, put_mark, values

        with self.database.writing() as connection:
            put_mark(connection)
            if item.is_unlisted:
                Writer(connection, self.formats).forget(item.identifier)
                return item
            item = carried(connection, item)
            if item.identifier in hidden(values(connection)):
                item = replace(item, datestamp=max(item.datestamp, now))
            else:
                known = Snapshot(connection).entry(item.identifier)
                # A catalogue that was copied after its storage root may know versions that are now made anew.
                is_ahead = known is not None and before is not None and int(known.version[1:]) > int(before[1:])
                if known is not None and not is_ahead and not _moved(item, known.version):
                    if known.version != item.version:
                        Writer(connection, self.formats).note_version(item)
                    return item
            Writer(connection, self.formats).put(item)
        return item

    def load(self, progress: Progress) -> Loaded:
        """Make the content of the tables anew, in one transaction. The lock is held.

        Of what is damaged in the storage root the rows of before stay; where these are damaged themselves, none do.
        """
        from titelei.repository.catalogue.database import DamagedError

        try:
            return self._load(progress)
        except DamagedError:
            notes = self.database.move_aside()
            self.database.make_tables()
            loaded = self._load(progress)
            return loaded._replace(notes=(*notes, *loaded.notes))

    def _load(self, progress: Progress) -> Loaded:
        from titelei.repository.catalogue.carrying import Before
        from titelei.repository.catalogue.reading import Snapshot
        from titelei.repository.catalogue.writing import Writer, hidden, put_mark, values

        notes = list(self.repository.recover())
        ids = self.repository.ids()
        now = int(time.time())

        with self.database.writing() as connection, Before(self.database) as before:
            known = {each.identifier: each for each in Snapshot(connection).entries()}
            was_hidden = hidden(values(connection))
            faults: dict[str, str] = {}
            damage: list[str] = []
            dated: list[tuple[int, str]] = []
            for identifier in ids:
                old = known.get(identifier)
                try:
                    log, said = self.repository.look(identifier)
                    is_mended = (
                        identifier in was_hidden and not read_item(self.repository, identifier, self.formats).faults
                    )
                except StorageError as error:
                    faults[identifier] = str(error)
                    dated.append((now if old is None else old.datestamp, identifier))
                    continue
                notes += said
                # A change that was carried on later bears its later datestamp, which only the catalogue knows.
                later = old.datestamp if old is not None and old.version == log[-1].number else 0
                dated.append((max(datestamp(log), later, now if is_mended else 0), identifier))

            def items() -> Iterator[Item]:
                for done, (stamp, identifier) in enumerate(sorted(dated), 1):
                    try:
                        if identifier in faults:
                            raise StorageError(faults[identifier])
                        item = read_item(self.repository, identifier, self.formats)
                        if item.is_unlisted:
                            progress(done, len(dated))
                            continue
                        if item.faults:
                            item = before.carried(item)
                    except StorageError as error:
                        item = before.unreadable(identifier, str(error), stamp)
                    damage.extend(_damage(item))
                    yield replace(item, datestamp=stamp)
                    progress(done, len(dated))

            articles = Writer(connection, self.formats).load(items())
            put_mark(connection)
        return Loaded(articles, tuple(notes), tuple(damage))

    def make_tables(self) -> tuple[str, ...]:
        """See that there are tables of this release; others, and a damaged file, go: all in them can be made anew."""
        from titelei.repository.catalogue.database import DamagedError
        from titelei.repository.catalogue.tables import SCHEMA

        try:
            schema = self.database.schema()
            self._refuse_newer(schema)
            if schema != SCHEMA:
                self.database.make_tables()
        except DamagedError:
            notes = self.database.move_aside()
            self.database.make_tables()
            return notes
        return ()

    def last_second(self) -> int:
        from titelei.repository.catalogue.reading import snapshot

        with snapshot(self.database) as now:
            return second(now.place)

    def head(self, object_id: str) -> str | None:
        return self.repository.head(object_id)


def _damage(item: Item) -> tuple[str, ...]:
    """Say of an item what is damaged, and what becomes of it in the catalogue."""
    if not item.faults:
        return ()
    outcome = (
        say("It stays known, and is not shown whole until this is mended.")
        if item.is_hidden
        else say("The catalogue goes on showing what it had.")
    )
    return (
        say(
            "{identifier} is damaged. {outcome} {faults}",
            identifier=item.identifier,
            outcome=outcome,
            faults=joined(" ", item.faults),
        ),
    )


def _moved(item: Item, known: str) -> bool:
    """Tell whether versions after the one that is known changed anything that a harvester sees."""
    last = int(known[1:])
    if last > len(item.versions):
        return True
    return any(moves(path) for version in item.versions[last:] for path in version.changed)


def _articles(n: int) -> str:
    return say_n("{n} article", "{n} articles", n)
