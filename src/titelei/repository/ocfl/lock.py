"""One writer at a time: an advisory lock (flock) on ``repository/lock``, which the kernel gives up with its holder.

The file says who holds the lock while it is held, and is empty otherwise; it is never removed, since a process
that waits for a removed file would wait beside one that locked its successor.
"""

import errno
import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from titelei.errors import StorageError
from titelei.files import storage_error
from titelei.messages import say

_PAUSE_SECONDS: Final = 0.02


class BusyError(StorageError):
    """Another process is writing; one that does not have to write now may go on without."""


@contextmanager
def writer_lock(path: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold the lock, waiting for another writer up to ``wait_seconds``.

    Raises:
        BusyError: another process still holds it then; the text says which.
        StorageError: the file cannot be opened for writing.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise storage_error(error, path) from error
    try:
        if not _acquire(handle, wait_seconds):
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
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        try:
            yield
        finally:
            with suppress(OSError):
                os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _acquire(handle: int, wait_seconds: float) -> bool:
    end = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            if time.monotonic() >= end:
                return False
            time.sleep(_PAUSE_SECONDS)
        else:
            return True


def _holder(handle: int) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return os.pread(handle, 200, 0).decode().strip() or say("another process")
    return say("another process")
