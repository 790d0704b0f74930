"""One writer at a time: the lock on ``repository/lock``, which says who holds it, and is empty else."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from titelei import locks
from titelei.errors import StorageError
from titelei.messages import say


class BusyError(StorageError):
    """Another process is writing; one that does not have to write now may go on without."""


@contextmanager
def writer_lock(path: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold the lock, waiting for another writer up to ``wait_seconds``.

    Raises:
        BusyError: another process still holds it then; the text says which.
        StorageError: the file cannot be opened for writing.
    """
    handle = locks.opened(path)
    try:
        if not locks.acquire(handle, wait_seconds):
            raise BusyError(
                say(
                    "The repository {parent} is being written by {holder}, still after {wait_seconds:g} "
                    "seconds. Nothing was changed. Run the same command again when that one has ended.",
                    parent=path.parent,
                    holder=_holder(handle),
                    wait_seconds=wait_seconds,
                )
            )
        # The note is for people; a full disk must not keep anybody from the lock.
        with suppress(OSError):
            locks.put(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
        try:
            yield
        finally:
            with suppress(OSError):
                locks.put(handle, b"")
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return locks.content(handle, 200).decode().strip() or say("another process")
    return say("another process")
