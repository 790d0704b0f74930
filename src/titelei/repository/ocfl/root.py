"""The storage root (OCFL 1.1, section 4): what it must hold to be ours, and a new one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from titelei.errors import StorageError, of_system
from titelei.messages import say
from titelei.repository.ocfl import layout as layouts
from titelei.repository.ocfl.disk import Disk
from titelei.repository.ocfl.layout import Layout
from titelei.repository.ocfl.objects import read_object

DECLARATION: Final = "0=ocfl_1.1"
_LAYOUT_FILE: Final = "ocfl_layout.json"
_CONFIG: Final = f"extensions/{layouts.NAME}/config.json"


_OURS: Final = ("lock", "staging", "set-aside", "catalogue.", "ledger.", ".", "lost+found")
"""Beginnings of the names that may stand in the folder before there is a storage root."""


class _LayoutFile(msgspec.Struct):
    extension: str
    description: str


def read_layout(root: Path) -> Layout:
    """Read where objects lie in a storage root.

    Raises:
        StorageError: the folder is no OCFL 1.1 storage root, or one of another layout.
    """
    try:
        if not (root / DECLARATION).is_file():
            raise StorageError(
                say(
                    "{root} is no OCFL 1.1 storage root: the file {declaration} is missing. Set [repository] "
                    "path in titelei.toml to another folder, or move this one away.",
                    root=root,
                    declaration=DECLARATION,
                )
            )
        described = msgspec.json.decode((root / _LAYOUT_FILE).read_bytes(), type=_LayoutFile)
        if described.extension != layouts.NAME:
            raise StorageError(
                say(
                    "{root} keeps its objects by the layout {extension}; titelei reads and writes {name}. "
                    "Set [repository] path to another folder.",
                    root=root,
                    extension=described.extension,
                    name=layouts.NAME,
                )
            )
        return layouts.parse((root / _CONFIG).read_bytes())
    except OSError as error:
        raise StorageError(
            say(
                "{filename} cannot be read: {strerror}. Bring it back from a backup, or correct its "
                "permissions; without it the layout of {root} is unknown.",
                filename=error.filename,
                strerror=of_system(error),
                root=root,
            )
        ) from error
    except ValueError as error:
        raise StorageError(
            say("The description of the layout in {root} is damaged: {error}. Bring it back.", root=root, error=error)
        ) from error


def create_root(root: Path, staging: Path, disk: Disk) -> Layout:
    """Make a new, empty storage root: staged whole, then renamed into place."""
    layout = Layout()
    tree = staging / "storage-root"
    described = _LayoutFile(extension=layouts.NAME, description=layouts.DESCRIPTION)
    config = tree / _CONFIG
    folders = (tree, config.parent.parent, config.parent)
    for folder in folders:
        disk.make(folder)
    disk.write(tree / DECLARATION, b"ocfl_1.1\n")
    disk.write(tree / _LAYOUT_FILE, msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n")
    disk.write(config, layout.config())
    for folder in reversed(folders):
        disk.sync(folder)
    disk.rename(tree, root)
    disk.sync(root.parent)
    return layout


def identifiers(folder: Path) -> Iterator[str]:
    """Go through a storage root, or a folder in it, and give each object's identifier.

    It is read from the name of the object's folder, so that a damaged object does not hide the others; a damaged one
    whose name is too long for a folder has none that could be given.

    Raises:
        StorageError: a folder cannot be read.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise StorageError(
            say(
                "{folder} cannot be read: {strerror}. Check the folder's permissions.",
                folder=folder,
                strerror=of_system(error),
            )
        ) from error
    if holds_object(folder, (entry.name for entry in entries)):
        object_id = layouts.identifier(folder.name)
        if object_id is None:
            # One that is damaged is named by the check of the root, and must not hide the others.
            with suppress(StorageError):
                found = read_object(folder)
                object_id = found.inventory.object_id if found else None
        if object_id is not None:
            yield object_id
        return
    for entry in entries:
        if entry.is_dir() and entry.name != "extensions":
            yield from identifiers(entry)


def holds_object(folder: Path, names: Iterable[str]) -> bool:
    """Tell by the names in a folder whether it is an object's, also one that has lost the file that declares it."""
    found = set(names)
    if any(name.startswith("0=ocfl_object_") for name in found):
        return True
    is_named = "%3a" in folder.name.lower() and layouts.identifier(folder.name) is not None
    return is_named and not found.isdisjoint(("inventory.json", "v1"))


def refuse_other_folders(path: Path, root: Path, read: Callable[[], object]) -> None:
    """Raise ``StorageError`` where the repository's folder holds something else; ``read`` reads an existing root."""
    try:
        if root.is_dir():
            read()
        elif path.exists() and not path.is_dir():
            raise StorageError(say("{path} is a file; [repository] path must name a folder.", path=path))
        elif path.is_dir():
            others = sorted(e.name for e in path.iterdir() if not e.name.startswith(_OURS))
            if others:
                shown = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
                raise StorageError(
                    say(
                        "{path} holds files ({shown}) but no OCFL storage root, so it is no repository. Set "
                        "[repository] path in titelei.toml to a new folder.",
                        path=path,
                        shown=shown,
                    )
                )
    except OSError as error:
        raise StorageError(
            say(
                "{path} cannot be read: {strerror}. Correct the folder's permissions.",
                path=path,
                strerror=of_system(error),
            )
        ) from error
