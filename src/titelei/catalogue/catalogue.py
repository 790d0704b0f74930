"""The catalogue's door: changes that storage root and catalogue make together, and what brings the two into agreement.

A change is one version in the storage root and one transaction in the database. The version comes first and bears the
datestamp; a process that is killed between the two leaves a note (see ``marker.py``), by which the next one carries on.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from titelei.catalogue.item import TOMBSTONE, Item, Tombstone, datestamp, moves, read_item
from titelei.catalogue.marker import Held, Marker, Note
from titelei.catalogue.places import second
from titelei.errors import StorageError, UsageError
from titelei.files import cause_and_repair
from titelei.repository import Repository, Stored
from titelei.repository.lock import BusyError

if TYPE_CHECKING:
    from titelei.catalogue.database import Database

FILE: Final = "catalogue.sqlite"

Progress = Callable[[int, int], None]
"""Called with how many objects are done, and of how many."""


def clock(now: datetime) -> Callable[[], datetime]:
    """Give a clock that says ``now`` at first and goes on from there, whatever is done to the machine's."""
    begun = time.monotonic()

    def tell() -> datetime:
        passed = time.monotonic() - begun
        return datetime.fromtimestamp(now.timestamp() + passed, UTC)

    return tell


class Catalogue:
    """The catalogue over a repository; ``database`` is a URL, or empty for SQLite in the repository's folder."""

    def __init__(self, repository: Repository, *, database: str = "", wait_seconds: float = 30.0) -> None:
        self.repository = repository
        self._url = database
        self._wait_seconds = wait_seconds
        self.marker = Marker(repository.path / "catalogue.lock")

    @property
    def path(self) -> Path:
        """The repository's folder."""
        return self.repository.path

    @cached_property
    def database(self) -> "Database":
        """The database, opened on first use; it may be empty or old still (see :meth:`ready`)."""
        from titelei.catalogue.database import open_database

        return open_database(self._url, self.path / FILE)

    def put(
        self,
        object_id: str,
        content: Mapping[str, bytes],
        *,
        message: str,
        user_name: str,
        user_address: str,
        now: Callable[[], datetime],
        counts: Callable[[str], bool] = lambda _path: True,
    ) -> Stored:
        """Deposit as :meth:`Repository.put` does, and bring the catalogue along.

        Raises:
            StorageError: disk full or read-only, repository or catalogue locked or damaged.
            UsageError: a path in ``content`` cannot be stored.
        """
        if self._is_settled() and not self.repository.plan(object_id, content, counts=counts).changed:
            return self.repository.put(
                object_id,
                content,
                message=message,
                user_name=user_name,
                user_address=user_address,
                now=now(),
                counts=counts,
            )

        def make(moment: datetime) -> Stored:
            return self.repository.put(
                object_id,
                content,
                message=message,
                user_name=user_name,
                user_address=user_address,
                now=moment,
                counts=counts,
            )

        stored, item = self._change(object_id, make, now)
        if item.reason is None:
            return stored
        note = (
            f"{object_id} is withdrawn ({item.reason}); {stored.version} was stored and is not shown. "
            f"“titelei repository restore {item.article}” shows it."
        )
        return replace(stored, notes=(*stored.notes, note))

    def add(
        self,
        object_id: str,
        content: Mapping[str, bytes],
        *,
        message: str,
        user_name: str,
        user_address: str,
        now: Callable[[], datetime],
    ) -> Stored:
        """Add files to an object, such as receipts; what harvesters see of it stays as it is.

        Raises:
            UsageError: there is no such object.
            StorageError: as :meth:`put`.
        """

        def make(moment: datetime) -> Stored:
            return self.repository.add(
                object_id, content, message=message, user_name=user_name, user_address=user_address, now=moment
            )

        return self._change(object_id, make, now)[0]

    def withdraw(
        self, object_id: str, *, reason: str, user_name: str, user_address: str, now: Callable[[], datetime]
    ) -> Stored:
        """Withdraw an article: a version whose tombstone gives the reason. Its files stay; harvesters see it deleted.

        Raises:
            UsageError: there is no such object, it is withdrawn already, or there is no reason.
            StorageError: as :meth:`put`.
        """
        if not reason.strip():
            raise UsageError("A withdrawal needs a reason, which readers will see. Give it with --reason.")

        def make(moment: datetime) -> Stored:
            content = dict(self.repository.get(object_id))
            if TOMBSTONE in content:
                raise UsageError(f"{object_id} is withdrawn already. “titelei repository log” says since when.")
            stone = Tombstone(reason=reason.strip(), withdrawn=moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
            content[TOMBSTONE] = msgspec.json.format(msgspec.json.encode(stone), indent=2) + b"\n"
            return self.repository.put(
                object_id,
                content,
                message=f"withdraw: {reason.strip()}",
                user_name=user_name,
                user_address=user_address,
                now=moment,
            )

        return self._change(object_id, make, now)[0]

    def restore(self, object_id: str, *, user_name: str, user_address: str, now: Callable[[], datetime]) -> Stored:
        """Undo a withdrawal: a version without the tombstone.

        Raises:
            UsageError: there is no such object, or it is not withdrawn.
            StorageError: as :meth:`put`.
        """

        def make(moment: datetime) -> Stored:
            content = dict(self.repository.get(object_id))
            if content.pop(TOMBSTONE, None) is None:
                raise UsageError(f"{object_id} is not withdrawn, so there is nothing to restore.")
            return self.repository.put(
                object_id,
                content,
                message="restore",
                user_name=user_name,
                user_address=user_address,
                now=moment,
            )

        return self._change(object_id, make, now)[0]

    def ready(self, progress: Progress = lambda _done, _of: None) -> tuple[str, ...]:
        """Make the catalogue agree with the storage root where a sign says that it does not; say what was done.

        The signs: an interrupted change, no catalogue yet, other formats in the registry. A process that is at work
        is left alone. Where nothing is to be done nothing is written, so a read-only repository can be served.

        Raises:
            StorageError: the catalogue cannot be read or written, or is of another release of titelei.
        """
        if not self.repository.exists and not self.path.is_dir():
            raise UsageError(f"There is no repository in {self.path} yet. “titelei deposit” makes it.")
        if self.marker.note() is None and self._is_current():
            return ()
        try:
            with self.marker.hold(wait_seconds=0) as held:
                return self._catch_up(held, progress)
        except BusyError:
            if self._is_current():
                return ()
            raise
        except StorageError as error:
            if self._is_readable():
                return (f"The catalogue is used as it is, though it should be brought up to date: {error}",)
            raise

    def rebuild(self, progress: Progress = lambda _done, _of: None) -> tuple[int, tuple[str, ...]]:
        """Make the catalogue anew from the storage root; give how many articles, and what there is to say.

        Readers see the old one until the new one is whole.

        Raises:
            StorageError: it cannot be written.
        """
        with self.marker.hold(wait_seconds=self._wait_seconds) as held:
            notes = self._make_tables()
            held.begin("", int(time.time()))
            loaded, left_out = self._load(progress)
            held.done()
        self.database.tidy()
        return loaded, (*notes, *left_out)

    def migrate(self) -> tuple[str | None, str]:
        """Bring the tables to this release's shape; give the migrations before and after.

        Raises:
            StorageError: they cannot be written, or belong to a newer release.
        """
        from titelei.catalogue.database import HEAD

        with self.marker.hold(wait_seconds=self._wait_seconds) as held:
            before = self.database.revision()
            self._refuse_newer(before)
            if before != HEAD:
                held.begin("", int(time.time()))
                self.database.migrate()
                self._load(lambda _done, _of: None)
                held.done()
            return before, HEAD

    def close(self) -> None:
        """Close the database's connections."""
        if "database" in self.__dict__:
            self.database.close()

    def _is_settled(self) -> bool:
        """Tell, without loading the database's library, whether there is a catalogue and no change under way."""
        return self.marker.note() is None and (bool(self._url) or (self.path / FILE).is_file())

    def _is_current(self) -> bool:
        """Tell whether the tables are of this release and hold the formats that the registry offers."""
        from titelei.catalogue.database import HEAD
        from titelei.catalogue.writing import offered, values

        revision = self.database.revision()
        self._refuse_newer(revision)
        if revision is None:
            return False
        if revision != HEAD:
            raise StorageError(
                f"The catalogue {self.database.name} was made by an earlier release of titelei. Run “titelei "
                "repository migrate”; nothing is lost."
            )
        with self.database.reading() as connection:
            return values(connection).get("formats") == offered()

    def _is_readable(self) -> bool:
        from titelei.catalogue.database import HEAD

        return self.database.revision() == HEAD

    def _refuse_newer(self, revision: str | None) -> None:
        from titelei.catalogue.database import HEAD

        if revision is not None and revision > HEAD:
            raise StorageError(
                f"The catalogue {self.database.name} was made by a newer release of titelei ({revision}, this one "
                f"knows {HEAD}). Install that release, or name another database in [repository] database."
            )

    def _change(
        self, object_id: str, make: Callable[[datetime], Stored], now: Callable[[], datetime]
    ) -> tuple[Stored, Item]:
        """Make a version and record it, as the only one who changes anything."""
        self._make_folder()
        with self.marker.hold(wait_seconds=self._wait_seconds) as held:
            notes = list(self._catch_up(held, lambda _done, _of: None))
            last = self._last_second()
            before = self._head(object_id)
            begun = now()
            held.begin(object_id, int(begun.timestamp()))
            moment = max(begun, datetime.fromtimestamp(last, UTC))
            if begun.timestamp() < last:
                notes.append(
                    f"The clock says {begun:%Y-%m-%dT%H:%M:%SZ}, which is before the catalogue's last change "
                    f"({moment:%Y-%m-%dT%H:%M:%SZ}); this one bears the later time. Set the clock right."
                )
            try:
                stored = make(moment)
            except (StorageError, UsageError):
                if self._head(object_id) == before:
                    held.done()
                raise
            try:
                item = self._record(object_id, before)
            except StorageError as error:
                raise StorageError(
                    f"{object_id} is stored as {stored.version}, and not shown yet. {error} "
                    "The next command brings the catalogue up to it."
                ) from error
            held.done()
        return replace(stored, notes=(*notes, *stored.notes)), item

    def _catch_up(self, held: Held, progress: Progress) -> tuple[str, ...]:
        """Carry on what was left, and see that there is a catalogue of the present formats. The lock is held."""
        left = held.left()
        if not self._is_current():
            is_new = self.database.revision() is None
            notes = self._make_tables()
            loaded, left_out = self._load(progress)
            held.done()
            if left is None and is_new and not loaded:
                return (*notes, *left_out)
            why = (
                "There was no catalogue"
                if is_new
                else "The catalogue was made for other formats, or by another release"
            )
            return (*notes, f"{why}; it was made anew from the storage root, with {_articles(loaded)}.", *left_out)
        if left is None:
            return ()
        notes = (*self.repository.recover(), *self._carry_on(left, progress))
        held.done()
        return notes

    def _carry_on(self, left: Note, progress: Progress) -> tuple[str, ...]:
        if not left.object_id:
            loaded, left_out = self._load(progress)
            said = f"The rebuilding of the catalogue had been interrupted. It was done again, with {_articles(loaded)}."
            return (said, *left_out)
        if self._head(left.object_id) is None:
            return (f"A deposit of {left.object_id} had been interrupted before it was stored; nothing of it is left.",)
        item = self._record(left.object_id)
        return (f"A change of {left.object_id} had been interrupted. The catalogue now has it as {item.version}.",)

    def _record(self, object_id: str, before: str | None = None) -> Item:
        """Bring one item up to its object, whose newest version was ``before``. The lock is held."""
        from titelei.catalogue.reading import Snapshot
        from titelei.catalogue.writing import Writer

        item = read_item(self.repository, object_id)
        with self.database.writing() as connection:
            known = Snapshot(connection).entry(object_id)
            # A catalogue that was copied after its storage root may know versions that are now made anew.
            is_ahead = known is not None and before is not None and int(known.version[1:]) > int(before[1:])
            if known is not None and not is_ahead and not _moved(item, known.version):
                if known.version != item.version:
                    Writer(connection).note_version(item)
                return item
            Writer(connection).put(item)
        return item

    def _load(self, progress: Progress) -> tuple[int, tuple[str, ...]]:
        """Make the content of the tables anew, in one transaction. The lock is held."""
        from titelei.catalogue.reading import Snapshot
        from titelei.catalogue.writing import Writer

        notes = list(self.repository.recover())
        ids = self.repository.ids()

        with self.database.writing() as connection:
            known = {each.identifier: each for each in Snapshot(connection).entries()}
            dated: list[tuple[int, str]] = []
            for identifier in ids:
                try:
                    log, said = self.repository.look(identifier)
                except StorageError as error:
                    notes.append(f"{identifier} is left out of the catalogue: {error}")
                    continue
                notes += said
                old = known.get(identifier)
                # A change that was carried on later bears its later datestamp, which only the catalogue knows.
                later = old.datestamp if old is not None and old.version == log[-1].number else 0
                dated.append((max(datestamp(log), later), identifier))

            def items() -> Iterator[Item]:
                for done, (stamp, identifier) in enumerate(sorted(dated), 1):
                    try:
                        yield replace(read_item(self.repository, identifier), datestamp=stamp)
                    except StorageError as error:
                        notes.append(f"{identifier} is left out of the catalogue: {error}")
                    progress(done, len(dated))

            loaded = Writer(connection).load(items())
        return loaded, tuple(notes)

    def _make_tables(self) -> tuple[str, ...]:
        """See that there are tables; a damaged file is moved aside, since all in it can be made anew."""
        from titelei.catalogue.database import HEAD, DamagedError

        notes: tuple[str, ...] = ()
        try:
            self._refuse_newer(self.database.revision())
        except DamagedError:
            notes = (self._move_aside(),)
        if self.database.revision() != HEAD:
            self.database.migrate()
        return notes

    def _move_aside(self) -> str:
        file = self.database.file
        self.close()
        if file is None:
            raise StorageError(f"The catalogue {self.database.name} is damaged. Drop its tables, and rebuild it.")
        aside = file.with_name(f"{file.name}.damaged")
        try:
            file.replace(aside)
            for ending in ("-wal", "-shm"):
                file.with_name(file.name + ending).unlink(missing_ok=True)
        except OSError as error:
            cause, repair = cause_and_repair(error)
            raise StorageError(f"{file} is damaged and cannot be moved aside: {cause}. {repair}") from error
        return f"{file} was damaged; it is now {aside.name}, and can be deleted."

    def _make_folder(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            cause, repair = cause_and_repair(error)
            raise StorageError(f"The repository {self.path} cannot be made: {cause}. {repair}") from error

    def _last_second(self) -> int:
        from titelei.catalogue.reading import snapshot

        with snapshot(self.database) as now:
            return second(now.place)

    def _head(self, object_id: str) -> str | None:
        if not self.repository.exists:
            return None
        try:
            return self.repository.head(object_id)
        except UsageError:
            return None


def _moved(item: Item, known: str) -> bool:
    """Tell whether versions after the one that is known changed anything that a harvester sees."""
    last = int(known[1:])
    if last > len(item.versions):
        return True
    return any(moves(path) for version in item.versions[last:] for path in version.changed)


def _articles(n: int) -> str:
    return f"{n} article" if n == 1 else f"{n} articles"
