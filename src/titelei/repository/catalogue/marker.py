"""The file ``catalogue.lock``: one change at a time, and a note of the change that is being made.

A change is made in the storage root first and in the catalogue then. While it is being made the file holds the second
it began in, and the object's identifier; a process that is killed leaves both. Whoever comes next finds the note
without its holder, looks at that object, and brings the catalogue up to the storage root.

Otherwise the file holds the mark of the catalogue's last change, which the catalogue holds as well: where the two
differ, a catalogue from another time was put back, and has to be compared with the storage root.

Readers use the note, too: while a change is being made they answer as of the second it began, since its datestamp may
lie before the moment at which it becomes visible. A harvester that asks next time *from* that second misses nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from titelei import locks
from titelei.errors import StorageError, of_system
from titelei.files import storage_error
from titelei.messages import say
from titelei.repository.ocfl.lock import BusyError

_LONGEST: Final = 4096
_MARK: Final = "= "


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A change that is being made, or was when its process ended. ``object_id`` is empty for a rebuilding."""

    since: int
    object_id: str


class Marker:
    """The file in the repository's folder; made by the first change."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self) -> Note | None:
        """Read what is being changed; None where nothing is."""
        try:
            with self.path.open("rb") as file:
                return _parse(file.read(_LONGEST))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(
                say(
                    "{path} cannot be read: {strerror}. Correct its permissions.",
                    path=self.path,
                    strerror=of_system(error),
                )
            ) from error

    def mark(self) -> str:
        """Give the mark of the catalogue's last change; empty where one is under way, or none is known."""
        with suppress(OSError), self.path.open("rb") as file:
            data = file.read(_LONGEST).decode("utf-8", "replace")
            return data[len(_MARK) :].strip() if data.startswith(_MARK) else ""
        return ""

    @contextmanager
    def hold(self, *, wait_seconds: float) -> Iterator["Held"]:
        """Be the one that changes.

        Raises:
            BusyError: another process still is, after ``wait_seconds``.
            StorageError: the file cannot be opened for writing.
        """
        handle = locks.opened(self.path)
        try:
            if not locks.acquire(handle, wait_seconds):
                raise BusyError(
                    say(
                        "The catalogue of {parent} is being written by another process, still after "
                        "{wait_seconds:g} seconds. Nothing was changed. Run the same command again when it has "
                        "ended.",
                        parent=self.path.parent,
                        wait_seconds=wait_seconds,
                    )
                )
            yield Held(handle, self.path)
        finally:
            os.close(handle)


class Held:
    """The marker while its lock is held."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle = handle
        self._path = path

    def left(self) -> Note | None:
        """Read what a process that was stopped has left."""
        return _parse(locks.content(self._handle, _LONGEST))

    def begin(self, object_id: str, since: int) -> None:
        """Note that a change begins in the second ``since``; it stays noted, whatever happens, until :meth:`done`."""
        try:
            locks.put(self._handle, f"{since} {object_id}\n".encode())
            os.fsync(self._handle)
        except OSError as error:
            with suppress(OSError):
                locks.put(self._handle, b"")
            raise storage_error(error, self._path) from error

    def done(self, mark: str = "") -> None:
        """Note that storage root and catalogue agree, and the mark of the catalogue's last change."""
        locks.put(self._handle, b"")
        if mark:
            with suppress(OSError):  # without it the next command compares the two
                locks.put(self._handle, f"{_MARK}{mark}\n".encode())


def _parse(data: bytes) -> Note | None:
    """Read a note; one that was written in part (a full disk, a power cut) still tells that there is one."""
    if not data.strip() or data.startswith(_MARK.encode()):
        return None
    since, _, object_id = data.decode("utf-8", "replace").rstrip("\n").partition(" ")
    whole = data.endswith(b"\n") and since.isdigit()
    return Note(since=int(since) if whole else 0, object_id=object_id if whole else "")
