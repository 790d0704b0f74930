"""The catalogue's door: changes that storage root and catalogue make together, and what brings the two into agreement.

A change is one version in the storage root and one transaction in the database. The version comes first and bears the
datestamp; a process that is killed between the two leaves a note (see ``marker.py``), by which the next one carries on.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from titelei.errors import StorageError, TiteleiError, UsageError
from titelei.formats import Registry, registry
from titelei.messages import say
from titelei.model import User
from titelei.repository.catalogue.following import Follower, Loaded, Progress
from titelei.repository.catalogue.item import RESTORING, TOMBSTONE, WITHDRAWING, Item, Tombstone, is_withdrawn
from titelei.repository.catalogue.marker import Held, Marker, Note
from titelei.repository.ocfl import Repository, Stored
from titelei.repository.ocfl.lock import BusyError

if TYPE_CHECKING:
    from titelei.repository.catalogue.database import Database


def clock(now: datetime) -> Callable[[], datetime]:
    """Give a clock that says ``now`` at first and goes on from there, whatever is done to the machine's."""
    begun = time.monotonic()

    def tell() -> datetime:
        passed = time.monotonic() - begun
        return datetime.fromtimestamp(now.timestamp() + passed, UTC)

    return tell


def _with_faults(stored: Stored, item: Item) -> Stored:
    return replace(stored, notes=(*stored.notes, *item.faults))


class Catalogue:
    """The catalogue over a repository; ``database`` is a URL, or empty for SQLite in the repository's folder.

    ``formats`` are the project's; without them the shipped ones.
    """

    def __init__(
        self,
        repository: Repository,
        *,
        database: str = "",
        wait_seconds: float = 30.0,
        formats: Registry | None = None,
    ) -> None:
        self.repository = repository
        self.formats = formats or registry()
        self._following = Follower(repository, database, self.formats)
        self._wait_seconds = wait_seconds
        self.marker = Marker(repository.path / "catalogue.lock")

    @property
    def path(self) -> Path:
        """The repository's folder."""
        return self.repository.path

    @property
    def database(self) -> "Database":
        """The database, opened on first use; it may be empty or old still (see :meth:`ready`)."""
        return self._following.database

    def put(
        self,
        object_id: str,
        content: Mapping[str, bytes],
        *,
        message: str,
        user: User,
        now: Callable[[], datetime],
        counts: Callable[[str], bool] = lambda _path: True,
    ) -> Stored:
        """Deposit as :meth:`Repository.put` does, and bring the catalogue along.

        Raises:
            StorageError: disk full or read-only, repository or catalogue locked or damaged.
            UsageError: a path in ``content`` cannot be stored.
        """
        if self.is_settled:
            planned = self.repository.plan(object_id, content, counts=counts)
            if not planned.changed and not planned.damaged:
                return replace(planned, notes=self.repository.recover())

        def make(moment: datetime, _carried_on: str) -> Stored:
            return self.repository.put(
                object_id,
                content,
                message=message,
                user=user,
                now=moment,
                counts=counts,
            )

        stored, item = self._change(object_id, make, now)
        if item.reason is None:
            return stored
        note = say(
            "{object_id} is withdrawn ({reason}); {version} was stored and is not shown. “titelei "
            "repository restore {article}” shows it.",
            object_id=object_id,
            reason=item.reason,
            version=stored.version,
            article=item.article,
        )
        return replace(stored, notes=(*stored.notes, note))

    def add(
        self,
        object_id: str,
        content: Mapping[str, bytes],
        *,
        message: str,
        user: User,
        now: Callable[[], datetime],
    ) -> Stored:
        """Add files to an object, such as receipts; what harvesters see of it stays as it is.

        Raises:
            UsageError: there is no such object.
            StorageError: as :meth:`put`.
        """

        def make(moment: datetime, _carried_on: str) -> Stored:
            return self.repository.restate(object_id, content, message=message, user=user, now=moment)

        return self._change(object_id, make, now)[0]

    def withdraw(self, object_id: str, *, reason: str, user: User, now: Callable[[], datetime]) -> Stored:
        """Withdraw an article: a version whose tombstone gives the reason. Its files stay; harvesters see it deleted.

        Raises:
            UsageError: there is no such object, it is withdrawn already, or there is no reason.
            StorageError: as :meth:`put`.
        """
        if not reason.strip():
            raise UsageError(say("A withdrawal needs a reason, which readers will see. Give it with --reason."))

        def make(moment: datetime, carried_on: str) -> Stored:
            versions = self.repository.log(object_id)
            if is_withdrawn(versions):
                if carried_on and versions[-1].message == f"{WITHDRAWING}{reason.strip()}":
                    return Stored(object_id=object_id, version=carried_on, changed=True)
                raise UsageError(
                    say(
                        "{object_id} is withdrawn already. “titelei repository log” says since when.",
                        object_id=object_id,
                    )
                )
            stone = Tombstone(reason=reason.strip(), withdrawn=moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
            return self.repository.restate(
                object_id,
                {TOMBSTONE: msgspec.json.format(msgspec.json.encode(stone), indent=2) + b"\n"},
                message=f"{WITHDRAWING}{reason.strip()}",
                user=user,
                now=moment,
            )

        stored, item = self._change(object_id, make, now)
        return _with_faults(stored, item)

    def restore(self, object_id: str, *, user: User, now: Callable[[], datetime]) -> Stored:
        """Undo a withdrawal: a version without the tombstone.

        Raises:
            UsageError: there is no such object, or it is not withdrawn.
            StorageError: as :meth:`put`.
        """

        def make(moment: datetime, carried_on: str) -> Stored:
            versions = self.repository.log(object_id)
            if not is_withdrawn(versions):
                if carried_on and versions[-1].message == RESTORING:
                    return Stored(object_id=object_id, version=carried_on, changed=True)
                raise UsageError(
                    say("{object_id} is not withdrawn, so there is nothing to restore.", object_id=object_id)
                )
            return self.repository.restate(
                object_id,
                {},
                without=(TOMBSTONE,),
                message=RESTORING,
                user=user,
                now=moment,
            )

        stored, item = self._change(object_id, make, now)
        return _with_faults(stored, item)

    def ready(self, progress: Progress = lambda _done, _of: None) -> tuple[str, ...]:
        """Make the catalogue agree with the storage root where a sign says that it does not; say what was done.

        The signs: an interrupted change, no catalogue yet, other formats in the registry. A process that is at work
        is left alone. Where nothing is to be done nothing is written, so a read-only repository can be served.

        Raises:
            StorageError: the catalogue cannot be read or written, or is of another release of titelei.
        """
        if not self.repository.exists and not self.path.is_dir():
            raise UsageError(say("There is no repository in {path} yet. “titelei deposit” makes it.", path=self.path))
        if self.marker.note() is None and not self._following.lack():
            return ()
        try:
            with self.marker.hold(wait_seconds=0) as held:
                return self._following.catch_up(held, progress)
        except BusyError:
            if not self._following.lack():
                return ()
            raise
        except StorageError as error:
            return self._used_as_it_is(error)

    def _used_as_it_is(self, error: StorageError) -> tuple[str, ...]:
        if not self._following.is_readable():
            raise error
        return (say("The catalogue is used as it is, though it should be brought up to date: {error}", error=error),)

    def rebuild(self, progress: Progress = lambda _done, _of: None) -> Loaded:
        """Make the catalogue anew from the storage root.

        Readers see the old one until the new one is whole.

        Raises:
            StorageError: it cannot be written.
        """
        with self.marker.hold(wait_seconds=self._wait_seconds) as held:
            found = self._following.begin_all(held)
            notes = self._following.make_tables()
            loaded = self._following.load(progress)
            held.done(self._following.mark())
        self.database.tidy()
        return loaded._replace(notes=(*found, *notes, *loaded.notes))

    def migrate(self) -> tuple[int | None, int, tuple[str, ...]]:
        """Make tables of an earlier shape anew; give the numbers before and after, and what there is to say.

        Raises:
            StorageError: they cannot be written, or belong to a newer release.
        """
        from titelei.repository.catalogue.database import DamagedError
        from titelei.repository.catalogue.tables import SCHEMA

        with self.marker.hold(wait_seconds=self._wait_seconds) as held:
            try:
                before = self.database.schema()
            except DamagedError:
                before = None
            return before, SCHEMA, self._following.catch_up(held, lambda _done, _of: None)

    def fit(self, progress: Progress = lambda _done, _of: None) -> tuple[str, ...]:
        """Do as :meth:`ready`; and where the catalogue is not the one that was left here, compare it, too.

        Raises:
            StorageError: as :meth:`ready`.
        """
        notes = self.ready(progress)
        return notes if self._fits() else (*notes, *self._compared(progress))

    def reading[T](self, work: Callable[[], T], *, fits: bool = True) -> tuple[T, tuple[str, ...]]:
        """Do some work that reads the catalogue, and where that is damaged make it anew and do the work again.

        ``fits`` has one that was put back compared with the storage root first.

        Raises:
            StorageError: it cannot be made anew.
        """
        from titelei.repository.catalogue.database import DamagedError

        notes = self.fit() if fits else self.ready()
        try:
            return work(), notes
        except DamagedError:
            notes = (*notes, *self.rebuild().said)
        return work(), notes

    def reopen(self) -> tuple[str, ...]:
        """Open what lies there now, in place of what was opened before, and see that it fits the storage root.

        Raises:
            StorageError: it cannot be read, or made anew.
        """
        self.repository.forget()
        self._following.reopen()
        return (*self.ready(), *self._compared())

    def close(self) -> None:
        """Close the database's connections."""
        self._following.close()

    def _fits(self) -> bool:
        """Tell, without looking at the storage root, whether the catalogue is the one that the last change left."""
        mark = self.marker.mark()
        return mark != "" and mark == self._following.mark()

    def _compared(self, progress: Progress = lambda _done, _of: None) -> tuple[str, ...]:
        """Compare the catalogue with the storage root, and make it anew where it does not fit."""
        if self.marker.note() is not None:
            return ()  # a change is under way
        if not self._following.agrees():
            try:
                said = self.rebuild(progress).said
            except StorageError as error:
                return self._used_as_it_is(error)
            return (say("The catalogue does not fit the storage root; it is made anew."), *said)
        with suppress(StorageError), self.marker.hold(wait_seconds=0) as held:
            if held.left() is None:
                held.done(self._following.mark())
        return ()

    @property
    def is_settled(self) -> bool:
        """Tell, without loading the database's library, whether there is a catalogue and no change under way."""
        return self.marker.note() is None and self._following.is_there

    def _change(
        self, object_id: str, make: Callable[[datetime, str], Stored], now: Callable[[], datetime]
    ) -> tuple[Stored, Item]:
        """Make a version and record it, as the only one who changes anything.

        ``make`` is given the moment, and the version as which a change of this object was just carried on, if any.
        """
        self.repository.make_folder()
        notes: list[str] = []
        try:
            with self.marker.hold(wait_seconds=self._wait_seconds) as held:
                left = held.left()
                notes += self.repository.recover()
                notes += self._following.catch_up(held, lambda _done, _of: None)
                stored, item = self._made(held, object_id, make, now, left, notes)
        except TiteleiError as error:
            for note in notes:
                error.add_note(note)
            raise
        return replace(stored, notes=(*notes, *stored.notes)), item

    def _made(
        self,
        held: Held,
        object_id: str,
        make: Callable[[datetime, str], Stored],
        now: Callable[[], datetime],
        left: Note | None,
        notes: list[str],
    ) -> tuple[Stored, Item]:
        last = self._following.last_second()
        fitted = self._fits()
        before = self._following.head(object_id)
        carried_on = before or "" if left is not None and left.object_id == object_id else ""
        begun = now()
        held.begin(object_id, int(begun.timestamp()))
        moment = max(begun, datetime.fromtimestamp(last, UTC))
        if begun.timestamp() < last:
            notes.append(
                say(
                    "The clock says {begun}, which is before the catalogue's last change "
                    "({moment}); this one bears the later time. If the clock is wrong, "
                    "set it right. If it is right, it was fast then: changes bear that time until it has "
                    "come, and harvesters are given them with each harvest until then; nothing is lost.",
                    begun=f"{begun:%Y-%m-%dT%H:%M:%SZ}",
                    moment=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
                )
            )
        try:
            stored = make(moment, carried_on)
        except (StorageError, UsageError):
            if self._following.head(object_id) == before:
                held.done(self._following.mark() if fitted else "")
            raise
        try:
            item, said = self._following.record(object_id, before, int(moment.timestamp()))
        except StorageError as error:
            raise StorageError(
                say(
                    "{object_id} is stored as {version}, and not shown yet. {error} The next command brings "
                    "the catalogue up to it.",
                    object_id=object_id,
                    version=stored.version,
                    error=error,
                )
            ) from error
        held.done(self._following.mark() if fitted else "")
        notes += said
        return stored, item
