"""Writing a version's files out of the repository into a folder: aside first, then in one rename."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from titelei.errors import StorageError, UsageError
from titelei.files import cause_and_repair
from titelei.messages import say


def write_folder(into: Path, files: Iterable[tuple[str, bytes]]) -> tuple[Path, ...]:
    """Write (path, bytes) pairs into a folder that is new or empty, all of them or none; give the paths written.

    Raises:
        UsageError: the folder holds something, or is the one we are in.
        StorageError: it cannot be written.
    """
    target = into.resolve()
    _refuse(into, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent) as aside:
            tree = Path(aside, "files")
            tree.mkdir()
            written = tuple(_write(tree, path, data) for path, data in files)
            tree.rename(target)
    except OSError as error:
        cause, repair = cause_and_repair(error)
        raise StorageError(
            say(
                "{into} cannot be written: {cause}. Nothing was written there. {repair}",
                into=into,
                cause=cause,
                repair=repair,
            )
        ) from error
    return tuple(into / path for path in written)


def _refuse(into: Path, target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise UsageError(say("{into} is a file. Name a folder that does not exist yet.", into=into))
    if not target.is_dir():
        return
    if any(target.iterdir()):
        raise UsageError(
            say("The folder {into} is not empty, and nothing in it is overwritten. Name a new folder.", into=into)
        )
    if target.samefile(Path.cwd()):
        raise UsageError(
            say("{into} is the folder you are in, which cannot be replaced. Name a new folder inside it.", into=into)
        )


def _write(tree: Path, path: str, data: bytes) -> str:
    file = tree / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    return path
