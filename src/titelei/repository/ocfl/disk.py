"""The few things that the repository does to a disk when it writes, each of them one step of a deposit.

Every step is either done or not done when a process is killed; ``write`` and ``remove`` may be half done, which is
why they only ever touch the staging folder. What a step has done is durable once ``write`` or ``sync`` returned.
"""

import ctypes
import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from titelei.files import sync_folder

_UNSUPPORTED: Final = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EXDEV, errno.EPERM, errno.EMLINK}
)
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_FEW: Final = 32
"""So many folders are flushed one by one; for more, flushing the whole disk costs less than waiting for each."""


class Disk(Protocol):
    """A disk as the repository's writer needs it. Every method raises ``OSError`` where the disk refuses."""

    def make(self, folder: Path) -> None:
        """Make one new folder."""

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file, whole and durable."""

    def link(self, existing: Path, path: Path) -> bool:
        """Give a file a second name; False where the disk knows no hard links."""

    def rename(self, source: Path, target: Path) -> None:
        """Rename a file or folder, in one; a file at the target is replaced."""

    def exchange(self, one: Path, other: Path) -> bool:
        """Let two folders change places, in one; False where the disk cannot."""

    def sync(self, folder: Path) -> None:
        """Make the names in a folder durable."""

    def sync_all(self, folders: Sequence[Path]) -> None:
        """Make the names in several folders of this disk durable."""

    def remove(self, tree: Path) -> None:
        """Remove a folder with all that is in it."""


class PosixDisk:
    """The disk as the operating system gives it."""

    def make(self, folder: Path) -> None:
        folder.mkdir()

    def write(self, path: Path, data: bytes) -> None:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def link(self, existing: Path, path: Path) -> bool:
        try:
            os.link(existing, path, follow_symlinks=False)
        except OSError as error:
            if error.errno in _UNSUPPORTED:
                return False
            raise
        return True

    def rename(self, source: Path, target: Path) -> None:
        source.rename(target)

    def exchange(self, one: Path, other: Path) -> bool:
        renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if renameat2 is None:
            return False
        if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
            return True
        number = ctypes.get_errno()
        if number in _UNSUPPORTED:
            return False
        raise OSError(number, os.strerror(number), str(other))

    def sync(self, folder: Path) -> None:
        sync_folder(folder)

    def sync_all(self, folders: Sequence[Path]) -> None:
        if len(folders) <= _FEW or not self._sync_disk(folders[0]):
            for folder in folders:
                self.sync(folder)

    def _sync_disk(self, folder: Path) -> bool:
        """Make all durable that is on a folder's disk, in one call (Linux); False where the system has none."""
        syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if syncfs is None:
            return False
        handle = os.open(folder, os.O_RDONLY)
        try:
            if syncfs(handle) == 0:
                return True
            number = ctypes.get_errno()
        finally:
            os.close(handle)
        if number in _UNSUPPORTED:
            return False
        raise OSError(number, os.strerror(number), str(folder))

    def remove(self, tree: Path) -> None:
        shutil.rmtree(tree)
