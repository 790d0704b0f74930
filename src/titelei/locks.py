"""Locks between processes, on a file that is never removed: the system gives one up with its holder.

``filelock`` has the lock of each system (flock, LockFileEx) for a file that is open already; what stands in the file is
its opener's. A process that waited for a removed file would wait beside one that locked its successor.
"""

import os
import time
from pathlib import Path
from typing import Final

from filelock import lock_descriptor

from titelei.files import storage_error

_PAUSE_SECONDS: Final = 0.02
_CLOSED_IN_CHILDREN: Final[int] = getattr(os, "O_CLOEXEC", 0)


def opened(path: Path) -> int:
    """Open the file of a lock, which is made where it is not there; closing it gives the lock up.

    Raises:
        StorageError: the file cannot be opened for writing.
    """
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | _CLOSED_IN_CHILDREN, 0o666)
    except OSError as error:
        raise storage_error(error, path) from error


def acquire(handle: int, wait_seconds: float) -> bool:
    """Take the lock, waiting for another holder up to ``wait_seconds``; give False where it still has it then."""
    end = time.monotonic() + wait_seconds
    while not lock_descriptor(handle, blocking=False):
        if time.monotonic() >= end:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True


def content(handle: int, most: int) -> bytes:
    """Read what stands in the file, at most so many bytes."""
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, most)


def put(handle: int, data: bytes) -> None:
    """Put other content into the file; nothing empties it."""
    os.ftruncate(handle, 0)
    if data:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, data)
