"""The embedded repository: an OCFL 1.1 storage root with one object for each article, and its one door.

Readers take no lock; a writer holds ``lock`` for the time of one deposit. A deposit that changes nothing takes no
lock either, and touches no byte.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from titelei.errors import ObjectError, StorageError, UsageError
from titelei.files import cause_and_repair
from titelei.messages import say
from titelei.model import Finding, User
from titelei.repository.ocfl import inventory as inventories
from titelei.repository.ocfl.disk import Disk, PosixDisk
from titelei.repository.ocfl.export import write_folder
from titelei.repository.ocfl.fixity import check_object, check_root
from titelei.repository.ocfl.history import Version, history
from titelei.repository.ocfl.inventory import Inventory, VersionState
from titelei.repository.ocfl.layout import Layout
from titelei.repository.ocfl.lock import BusyError, writer_lock
from titelei.repository.ocfl.next_version import (
    carried,
    is_unchanged,
    moment,
    refuse_conflicts,
    refuse_paths,
)
from titelei.repository.ocfl.objects import StoredObject, damaged, read_content, read_object
from titelei.repository.ocfl.refusals import beginning_removed, not_cleared, not_stored, unknown_object
from titelei.repository.ocfl.root import create_root, identifiers, read_layout, refuse_other_folders
from titelei.repository.ocfl.stored import About, Stored, chosen
from titelei.repository.ocfl.writer import Writer


class Repository:
    """The repository in the folder ``path``; made by the first deposit where there is none yet.

    Raises:
        StorageError: the folder holds something else, or cannot be read.
    """

    def __init__(self, path: Path, *, wait_seconds: float = 30.0, disk: Disk | None = None) -> None:
        self.path = path
        self._root = path / "ocfl"
        self._staging = path / "staging"
        self._wait_seconds = wait_seconds
        self._disk = disk or PosixDisk()
        self._known_layout: Layout | None = None
        refuse_other_folders(path, self._root, self._layout)

    @property
    def exists(self) -> bool:
        """Whether a first deposit has made the storage root."""
        return self._root.is_dir()

    def put(
        self,
        object_id: str,
        content: Mapping[str, bytes],
        *,
        message: str,
        user: User,
        now: datetime,
        counts: Callable[[str], bool] = lambda _path: True,
    ) -> Stored:
        """Deposit ``content`` (logical path → bytes) as the object's next version, unless it is unchanged.

        Only paths that ``counts`` accepts are compared. Paths of the version before that do not count and are not
        in ``content`` stay in the new one. ``now`` bears a time zone; a version is never dated before its predecessor.
        Stored files that are damaged and whose bytes are in ``content`` are written anew in their place.

        Raises:
            StorageError: disk full or read-only, repository locked or damaged. The old version stands.
            UsageError: a path in ``content`` cannot be stored.
        """
        refuse_paths(object_id, content)
        about = About(message=message, user=user, now=now)
        return self._put(object_id, content, about, counts)

    def restate(
        self,
        object_id: str,
        content: Mapping[str, bytes],
        *,
        without: Collection[str] = (),
        message: str,
        user: User,
        now: datetime,
    ) -> Stored:
        """Make a version of the files that there are, with ``content`` and without some paths; none of them is read.

        So a receipt or a tombstone is added where one of them is damaged, too.

        Raises:
            UsageError: there is no such object, or a path in ``content`` cannot be stored.
            StorageError: as :meth:`put`.
        """
        self._get(object_id)
        if content:
            refuse_paths(object_id, content)
        about = About(message=message, user=user, now=now)
        return self._put(object_id, content, about, lambda path: path in content or path in without, reads=False)

    def _put(
        self,
        object_id: str,
        content: Mapping[str, bytes],
        about: About,
        counts: Callable[[str], bool],
        *,
        reads: bool = True,
    ) -> Stored:
        notes = list(self.recover())
        digests = {path: inventories.digest(data) for path, data in content.items()}
        found = self._find(object_id)
        if (
            found is not None
            and found.is_settled
            and is_unchanged(found.inventory, digests, counts)
            and not (reads and damaged(found.folder, found.inventory, digests.values()))
        ):
            version = found.inventory.head
            return Stored(object_id=object_id, version=version, changed=False, notes=tuple(notes))
        self.make_folder()
        with writer_lock(self.path / "lock", wait_seconds=self._wait_seconds):
            try:
                writer = self._writer()
                notes += writer.recover()
                # Another process may have deposited while we waited, so look again.
                previous = self._settled(writer, object_id, notes)
                if previous is not None and reads:
                    notes += writer.mend(previous, {digests[path]: data for path, data in content.items()})
                is_changed = previous is None or not is_unchanged(previous, digests, counts)
                if previous is None or is_changed:
                    created, clock = moment(about.now, previous)
                    notes += clock
                    version_state = VersionState(
                        created=created,
                        message=about.message,
                        user_name=about.user.name,
                        user_address=about.user.address,
                        state=carried(previous, digests, counts) | digests,
                    )
                    refuse_conflicts(object_id, version_state.state)
                    previous, paths = inventories.next_version(previous, object_id, version_state)
                    writer.add_version(previous, {path: content[logical] for path, logical in paths.items()}, reads)
                notes += writer.clear()
            except OSError as error:
                raise self._failed(object_id, error, found) from error
            except BaseException:
                self._clear_away()
                raise
        return Stored(object_id=object_id, version=previous.head, changed=is_changed, notes=tuple(notes))

    def plan(
        self, object_id: str, content: Mapping[str, bytes], *, counts: Callable[[str], bool] = lambda _path: True
    ) -> Stored:
        """Say what :meth:`put` would come to, and touch nothing.

        Raises:
            StorageError: the repository is damaged.
            UsageError: a path in ``content`` cannot be stored.
        """
        refuse_paths(object_id, content)
        found = self._find(object_id)
        if found is None:
            return Stored(object_id=object_id, version="v1", changed=True)
        digests = {path: inventories.digest(data) for path, data in content.items()}
        is_new = not is_unchanged(found.inventory, digests, counts)
        unsettled = () if found.is_settled else (found.folder / inventories.FILE,)
        return Stored(
            object_id=object_id,
            version=f"v{len(found.inventory.versions) + is_new}",
            changed=is_new,
            damaged=(*unsettled, *damaged(found.folder, found.inventory, digests.values())),
        )

    def recover(self) -> tuple[str, ...]:
        """Carry on what a killed writer has left; say what was found. Does nothing while a writer is at work.

        Raises:
            StorageError: there is something, and it cannot be cleared away.
        """
        if not self._staging.is_dir():
            return ()
        try:
            with writer_lock(self.path / "lock", wait_seconds=0):
                if self.exists:
                    return self._writer().recover()
                if not self._staging.is_dir():
                    return ()
                self._disk.remove(self._staging)
                return (beginning_removed(self.path),)
        except BusyError:
            return ()
        except OSError as error:
            raise not_cleared(self._staging, error) from error

    @property
    def has_left(self) -> bool:
        """Whether a writer is at work, or was killed and has left something."""
        return self._staging.is_dir()

    def files(self, object_id: str) -> tuple[str, tuple[Path, ...]]:
        """Give the name of an object's newest version, and the files that its inventory names, itself among them."""
        found = self._get(object_id)
        return found.inventory.head, found.files

    def ids(self) -> tuple[str, ...]:
        """List the identifiers of all objects, sorted; none where there is no repository yet."""
        if not self.exists:
            return ()
        return tuple(sorted(identifiers(self._root)))

    def resolve(self, name: str) -> str:
        """Give the identifier that ``name`` means: itself, or the one that ends in ``:name``.

        Raises:
            UsageError: there is none, or more than one; the text lists the nearest.
        """
        if self._find(name) is not None:
            return name
        ids = self.ids()
        fitting = [each for each in ids if each.endswith(f":{name}")]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise UsageError(
                say(
                    "{name} means several objects: {fitting}. Write one of them whole.",
                    name=name,
                    fitting=", ".join(fitting),
                )
            )
        raise unknown_object(name, ids, self.path, exists=self.exists)

    def head(self, object_id: str) -> str | None:
        """Give the name of the object's newest version; None where there is no such object.

        Nothing but the object's inventory is read, however many objects there are.
        """
        found = self._find(object_id)
        return None if found is None else found.inventory.head

    def log(self, object_id: str) -> tuple[Version, ...]:
        """List the object's versions, oldest first.

        Raises:
            UsageError: there is no such object.
        """
        return self.look(object_id)[0]

    def look(self, object_id: str) -> tuple[tuple[Version, ...], tuple[str, ...]]:
        """List the object's versions, oldest first, with what there is to say of it: later versions a copy lacks.

        Raises:
            UsageError: there is no such object.
        """
        found = self._get(object_id)
        return history(found.inventory), found.notes

    def get(
        self, object_id: str, version: str | None = None, *, wanted: Callable[[str], bool] = lambda _path: True
    ) -> Iterator[tuple[str, bytes]]:
        """Give a version's files as (logical path, bytes), sorted, each checked against its digest as it is read.

        Only those whose path is ``wanted`` are read.

        Raises:
            UsageError: there is no such object or version.
            StorageError: a file is missing or damaged, or its path would leave a folder.
        """
        found = self._get(object_id)
        files = chosen(found.inventory, version, wanted)
        return ((path, read_content(found.folder, found.inventory, digest)) for path, digest in files)

    def salvage(
        self, object_id: str, *, wanted: Callable[[str], bool] = lambda _path: True
    ) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
        """Give the newest version's sound files, and of each damaged or missing one (by logical path) what is wrong.

        Raises:
            UsageError: there is no such object.
            StorageError: the object itself cannot be read.
        """
        found = self._get(object_id)
        sound: dict[str, bytes] = {}
        faults: dict[str, str] = {}
        for path, digest in chosen(found.inventory, None, wanted):
            try:
                sound[path] = read_content(found.folder, found.inventory, digest)
            except StorageError as error:
                faults[path] = str(error)
        return sound, faults

    def forget(self) -> None:
        """Forget what was read of the storage root, which may be another by now."""
        self._known_layout = None

    def check(self, object_id: str) -> tuple[Finding, ...]:
        """Check an object: every file of every version against its digest, none missing, none too many."""
        return check_object(self._root.joinpath(*self._layout().parts(object_id)), object_id)

    def check_root(self) -> tuple[Finding, ...]:
        """Find what lies in the storage root outside all objects."""
        return tuple(check_root(self._root)) if self.exists else ()

    def export(self, object_id: str, version: str | None, into: Path) -> tuple[Path, ...]:
        """Write a version's files into a new or empty folder, all of them or none; give their paths.

        Raises:
            UsageError: there is no such object or version, or the folder holds something.
            StorageError: a file is damaged, or the folder cannot be written.
        """
        return write_folder(into, self.get(object_id, version))

    def _layout(self) -> Layout:
        if self._known_layout is None:
            self._known_layout = read_layout(self._root)
        return self._known_layout

    def make_folder(self) -> None:
        """Make the repository's folder, where it is not there.

        Raises:
            StorageError: it cannot be made; with the cause and the repair.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            cause, repair = cause_and_repair(error)
            raise StorageError(
                say(
                    "The repository {path} cannot be made: {cause}. {repair}",
                    path=self.path,
                    cause=cause,
                    repair=repair,
                )
            ) from error

    def _writer(self) -> Writer:
        """Give the writer, once the storage root is there. The lock is held."""
        if not self.exists:
            if self._staging.is_dir():
                self._disk.remove(self._staging)
            self._disk.make(self._staging)
            self._known_layout = create_root(self._root, self._staging, self._disk)
        return Writer(root=self._root, staging=self._staging, layout=self._layout(), disk=self._disk)

    def _find(self, object_id: str) -> StoredObject | None:
        if not self.exists:
            return None
        found = read_object(self._root.joinpath(*self._layout().parts(object_id)))
        if found is not None and found.inventory.object_id != object_id:
            raise ObjectError(
                say(
                    "{folder} should hold {object_id}, and its inventory says {object_id2}.",
                    folder=found.folder,
                    object_id=object_id,
                    object_id2=found.inventory.object_id,
                ),
                say("Move the folder to where it belongs, or bring it back from a backup."),
            )
        return found

    def _get(self, object_id: str) -> StoredObject:
        found = self._find(object_id)
        if found is None:
            raise unknown_object(object_id, self.ids(), self.path, exists=self.exists)
        return found

    def _settled(self, writer: Writer, object_id: str, notes: list[str]) -> Inventory | None:
        """Give the object as the next version may build on it: inventory mended, no file missing."""
        found = self._find(object_id)
        if found is not None and not found.is_settled:
            notes += writer.settle(found.folder)
            found = self._find(object_id)
        return found.inventory if found else None

    def _failed(self, object_id: str, error: OSError, before: StoredObject | None) -> StorageError:
        """Clear away after a disk's refusal, and say what stands."""
        self._clear_away()
        stands = self._find(object_id)
        is_new = stands is not None and (before is None or stands.inventory.head != before.inventory.head)
        return not_stored(object_id, self.path, error, stands.inventory.head if stands and is_new else "")

    def _clear_away(self) -> None:
        # What cannot be cleared now is found and cleared by the next command.
        with suppress(OSError, StorageError):
            if self.exists:
                self._writer().recover()
            else:
                self._disk.remove(self._staging)
