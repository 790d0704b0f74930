"""Writing files so that a killed process leaves the old bytes or the new ones: temporary file, fsync, rename(2)."""

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from titelei.errors import StorageError, of_system
from titelei.messages import say

_CAUSES: Final = {
    errno.ENOSPC: (say("the disk is full"), say("Free some space and run the same command again.")),
    errno.EDQUOT: (say("your quota on this disk is used up"), say("Free some space and run the same command again.")),
    errno.EROFS: (say("the disk is read-only"), say("Mount it for writing, or choose another folder.")),
    errno.EACCES: (say("you have no permission to write there"), say("Correct the folder's permissions.")),
    errno.EPERM: (say("you have no permission to write there"), say("Correct the folder's permissions.")),
    errno.ENOTDIR: (
        say("a part of the path is a file, not a folder"),
        say("Move that file away, or choose another folder."),
    ),
    errno.EFBIG: (say("the file is larger than this disk or your limit (ulimit -f) allows"), say("Raise the limit.")),
    errno.EIO: (say("the disk reports a fault"), say("Have the disk checked, and keep your backup.")),
    errno.ENAMETOOLONG: (say("the name is too long for this disk"), say("Shorten it.")),
}


def write(path: Path, data: bytes, *, is_lasting: bool = True) -> bool:
    """Write ``data`` to ``path`` whole or not at all; give False, and touch nothing, where it holds them already.

    What is not ``is_lasting`` can be made again, so nobody waits for the disk: where the power fails such a file may be
    short, which whoever reads it next has to tell.

    Missing folders are made. A file keeps its rights and, where that is allowed, its owner. A link is followed. What is
    no regular file (a pipe, a device) is written through, as it cannot be replaced.

    Raises:
        StorageError: the disk is full, read-only, or refuses; the text says which and what to do.
    """
    try:
        if path.is_symlink():
            path = path.resolve()
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as special:
                special.write(data)
            return True
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data, is_lasting=is_lasting)
    except OSError as error:
        raise storage_error(error, path) from error
    return True


def _replace(path: Path, data: bytes, *, is_lasting: bool) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())
        _give_rights(temporary, path)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if is_lasting:
        sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file; it may be gone already.

    Raises:
        StorageError: the disk is read-only or refuses.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable (fsync on the folder itself)."""
    if os.name == "nt":
        return  # Windows opens no folder; its names are durable with the files
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def storage_error(error: OSError, path: Path) -> StorageError:
    """Say of an operating system's error what happened to which path and what to do."""
    cause, repair = cause_and_repair(error)
    return StorageError(
        say(
            "{path} cannot be written: {cause}. Nothing was changed there. {repair}",
            path=path,
            cause=cause,
            repair=repair,
        )
    )


def cause_and_repair(error: OSError) -> tuple[str, str]:
    """Put an operating system's error into words: half a sentence of why, and a sentence of what to do."""
    unknown = (of_system(error), say("Check the disk and the folder's permissions."))
    return _CAUSES.get(error.errno or 0, unknown)


def _give_rights(temporary: str, path: Path) -> None:
    """Give a file the rights of the one that it replaces, and its owner where that is allowed; else what is usual."""
    try:
        known = path.stat()
    except OSError:
        os.chmod(temporary, 0o666 & ~_umask())
        return
    own = os.stat(temporary)
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (known.st_uid, known.st_gid):
        with suppress(OSError):  # only root may give a file away
            os.chown(temporary, known.st_uid, known.st_gid)
    os.chmod(temporary, stat.S_IMODE(known.st_mode) & ~(stat.S_ISUID | stat.S_ISGID))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
