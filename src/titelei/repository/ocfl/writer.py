"""Adding a version to an object so that a crash at any step leaves the old version or the new one, whole.

Why not simply write the files in OCFL's order: an object's root must hold ``inventory.json``, its sidecar and one
folder for each version, all in agreement, and no two of these can be renamed at once. Between two renames an
object would be invalid for everybody who looks at it. So the *object's folder* is what changes place.

1. Everything is built in ``staging/``, beside the storage root and on the same disk: never seen by a reader.
   A new object is built with those of its tuple folders that are missing, so that no empty folder ever appears.
   For an existing one the old files get a second name (hard link) in the staged folder, and cost no space.
2. Each file is flushed to disk as it is written, then the staged folders (many of them in one call for the disk).
   An old file needs no flushing: it was flushed with its version, and only its new name has to be.
3. **Commit**, one system call: a new object is renamed into place; an existing one changes places with the staged
   one (``renameat2`` with ``RENAME_EXCHANGE``). Before it the old version is there, after it the new one, both
   valid OCFL at any instant. A content file never changes its path, so a reader goes on undisturbed.
4. The folder above is flushed, and ``staging/`` removed. It now holds the *old* object, all of whose files have
   their other name in the new one: removing it loses nothing, however far it gets.

Where a disk knows no exchange or no hard links, step 3 is three renames: the version folder, the inventory, the
sidecar. After the first, readers still follow the old inventory; after the second, inventory and sidecar disagree
and readers follow the copy in the new version's folder (see ``objects.py``), which is the new version, whole. Only
for an OCFL validator is the object unsound until :meth:`Writer.recover` has carried on.

Staged folders are named for object and version, so that whoever comes next can say what had been interrupted. If the
repository holds that version, the commit had been done; otherwise it had not; either way what is staged is waste.
"""

import os
import re
from collections.abc import Mapping
from itertools import chain, count, takewhile
from pathlib import Path
from typing import Final

from titelei.errors import ObjectError
from titelei.files import cause_and_repair
from titelei.messages import say
from titelei.repository.ocfl import inventory as inventories
from titelei.repository.ocfl import layout as layouts
from titelei.repository.ocfl.disk import Disk
from titelei.repository.ocfl.inventory import Inventory
from titelei.repository.ocfl.layout import Layout
from titelei.repository.ocfl.objects import (
    BACKUP,
    StoredObject,
    damaged,
    newest_version,
    read_content,
    read_object,
    sound_inventory,
)

SET_ASIDE: Final = "set-aside"
"""The folder beside the storage root for what there is of versions that a copy holds in part only."""

_DECLARED: Final = b"ocfl_object_1.1\n"
_STAGED: Final = re.compile(r"(?P<name>.+)\.v(?P<number>\d+)(?:\.inventory|\.mending)?")


class Writer:
    """Writes into one storage root; whoever calls it holds the writer's lock."""

    def __init__(self, *, root: Path, staging: Path, layout: Layout, disk: Disk) -> None:
        self._root = root
        self._staging = staging
        self._layout = layout
        self._disk = disk

    def add_version(self, inventory: Inventory, files: Mapping[str, bytes], reads: bool = True) -> None:
        """Store ``files`` (content path → bytes) and make ``inventory`` the object's: steps 1 to 3.

        Where it ``reads``, no version is built on a file that is damaged.
        """
        parts = self._layout.parts(inventory.object_id)
        staged = self._stage(f"{parts[-1]}.{inventory.head}")
        folder = self._root.joinpath(*parts)
        if len(inventory.versions) == 1:
            self._add_object(staged, parts, inventory, files)
            return
        if reads:
            self._refuse_damaged(folder, inventory)
        made = [staged]
        is_linked = self._link(folder, staged, made)
        if is_linked and not (staged / inventories.DECLARATION).exists():
            self._disk.write(staged / inventories.DECLARATION, _DECLARED)
        self._write(staged, inventory, files, made)
        if is_linked and self._disk.exchange(staged, folder):
            self._disk.sync(folder.parent)
            return
        self._disk.rename(staged / inventory.head, folder / inventory.head)
        self._disk.sync(folder)
        self._replace_inventory(staged, folder)

    def _add_object(
        self, staged: Path, parts: tuple[str, ...], inventory: Inventory, files: Mapping[str, bytes]
    ) -> None:
        there = next(n for n in range(len(parts) - 1, -1, -1) if self._root.joinpath(*parts[:n]).is_dir())
        made = [staged]
        for part in parts[there:]:
            self._make(made[-1] / part, made)
        self._disk.write(made[-1] / inventories.DECLARATION, _DECLARED)
        self._write(made[-1], inventory, files, made)
        above = self._root.joinpath(*parts[:there])
        self._disk.rename(staged / parts[there], above / parts[there])
        self._disk.sync(above)

    def _stage(self, name: str) -> Path:
        if not self._staging.is_dir():
            self._disk.make(self._staging)
        self._disk.make(self._staging / name)
        return self._staging / name

    def _make(self, folder: Path, made: list[Path]) -> None:
        self._disk.make(folder)
        made.append(folder)

    def _write(self, tree: Path, inventory: Inventory, files: Mapping[str, bytes], made: list[Path]) -> None:
        self._make(tree / inventory.head, made)
        there = set(made)
        for path, data in files.items():
            missing = list(takewhile(lambda folder: folder not in there and not folder.is_dir(), (tree / path).parents))
            for folder in reversed(missing):
                self._make(folder, made)
            there.update(missing)
            self._disk.write(tree / path, data)
        data = inventories.build(inventory)
        for folder in (tree / inventory.head, tree):
            self._disk.write(folder / inventories.FILE, data)
            self._disk.write(folder / inventories.SIDECAR, inventories.sidecar(data))
        self._disk.sync_all(made[::-1])

    def _link(self, folder: Path, staged: Path, made: list[Path]) -> bool:
        """Give all files of an object but its root inventory a second name; False where the disk cannot."""
        for base, folders, files in os.walk(folder, onerror=_refuse):
            below = Path(base).relative_to(folder)
            for name in sorted(folders):
                if Path(base, name).is_symlink():
                    raise ObjectError(
                        say("{path} is a symbolic link, which OCFL does not know.", path=Path(base, name)), BACKUP
                    )
                self._make(staged / below / name, made)
            for name in sorted(files):
                is_root_inventory = base == str(folder) and name in (inventories.FILE, inventories.SIDECAR)
                if not is_root_inventory and not self._disk.link(Path(base, name), staged / below / name):
                    return False
        return True

    def _refuse_damaged(self, folder: Path, inventory: Inventory) -> None:
        """Build no version on a file that is damaged, and none on an object from which files are missing."""
        reused = set(inventory.newest.state.values())
        for digest, paths in inventory.manifest.items():
            is_new = paths[0].startswith(f"{inventory.head}/")
            if not is_new and (digest in reused or not all((folder / path).is_file() for path in paths)):
                read_content(folder, inventory, digest)

    def mend(self, inventory: Inventory, contents: Mapping[str, bytes]) -> tuple[str, ...]:
        """Write damaged or missing files anew, in one each, from bytes (by digest) that are at hand; say which.

        A content file's bytes are given by its digest, so no version becomes another by this.
        """
        parts = self._layout.parts(inventory.object_id)
        folder = self._root.joinpath(*parts)
        broken = damaged(folder, inventory, contents)
        if not broken:
            return ()
        digests = {folder / path: digest for digest, paths in inventory.manifest.items() for path in paths}
        staged = self._stage(f"{parts[-1]}.{inventory.head}.mending")
        for number, path in enumerate(broken):
            self._disk.write(staged / str(number), contents[digests[path]])
            missing = [above for above in path.parents if not above.is_dir()]
            for above in reversed(missing):
                self._disk.make(above)
                self._disk.sync(above.parent)
            self._disk.rename(staged / str(number), path)
            self._disk.sync(path.parent)
        return tuple(
            say("{path} was damaged or missing; it was written anew, with the bytes it had.", path=path)
            for path in broken
        )

    def _replace_inventory(self, source: Path, folder: Path) -> None:
        for name in (inventories.FILE, inventories.SIDECAR):
            self._disk.rename(source / name, folder / name)
        self._disk.sync(folder)

    def settle(self, folder: Path) -> tuple[str, ...]:
        """Bring an object's root inventory into agreement with its version folders; say what was done.

        Raises:
            ObjectError: version folders are missing or are not what they should be.
        """
        found = read_object(folder)
        if found is None or found.is_settled:
            return ()
        whole = found.inventory if found.is_partial else self._newest(found)
        for digest in whole.manifest:
            read_content(folder, whole, digest)
        staged = self._staging / f"{folder.name}.{whole.head}.inventory"
        if staged.is_dir():
            self._disk.remove(staged)
        self._stage(staged.name)
        for name in (inventories.FILE, inventories.SIDECAR):
            self._disk.write(staged / name, (folder / whole.head / name).read_bytes())
        moved = self._set_aside(folder, len(whole.versions)) if found.is_partial else ()
        self._replace_inventory(staged, folder)
        if found.is_partial:
            return (*found.notes, *moved)
        return (
            say(
                "The inventory of {object_id} did not agree with its newest version; it was restored "
                "from its copy in {head}, after all files had been checked.",
                object_id=whole.object_id,
                head=whole.head,
            ),
        )

    def _newest(self, found: StoredObject) -> Inventory:
        """Give the inventory in the newest version folder, as the one that the object is to have."""
        folder = found.folder
        newest = newest_version(folder)
        if newest < len(found.inventory.versions):
            raise ObjectError(
                say(
                    "{folder} is missing, which {file} names.",
                    folder=folder / found.inventory.head,
                    file=inventories.FILE,
                ),
                BACKUP,
            )
        try:
            whole = sound_inventory(folder / f"v{newest}")
        except ValueError as error:
            raise ObjectError(
                say(
                    "{folder} is a version that {folder2} does not know, and not a whole one: {error}.",
                    folder=folder / f"v{newest}",
                    folder2=folder / inventories.FILE,
                    error=error,
                ),
                say("Move this folder out of the repository, and run the same command again."),
            ) from error
        if whole.object_id != found.inventory.object_id:
            raise ObjectError(
                say(
                    "{folder} belongs to {object_id}, another object.",
                    folder=folder / f"v{newest}",
                    object_id=whole.object_id,
                ),
                BACKUP,
            )
        return whole

    def _set_aside(self, folder: Path, last: int) -> tuple[str, ...]:
        """Move what there is of versions after ``last`` out of the storage root, one rename each; say where to.

        Nothing is deleted: whoever lost a file otherwise than by copying finds the others there.
        """
        aside = self._staging.parent / SET_ASIDE
        notes: list[str] = []
        for number in range(newest_version(folder), last, -1):
            version = folder / f"v{number}"
            if not version.is_dir():
                continue
            self._make_aside(aside)
            target = _free(aside, f"{folder.name}.v{number}")
            self._disk.rename(version, target)
            self._disk.sync(aside)
            self._disk.sync(folder)
            notes.append(
                say(
                    "What there was of v{number} lies in {target} now, and can be deleted.",
                    number=number,
                    target=target,
                )
            )
        return tuple(notes)

    def _make_aside(self, aside: Path) -> None:
        if not aside.is_dir():
            self._disk.make(aside)
            self._disk.sync(aside.parent)

    def _keep(self, staged: Path, error: ObjectError) -> tuple[str, ...]:
        """Move aside what was staged for an object that is damaged: it may be the last that is whole of it."""
        aside = self._staging.parent / SET_ASIDE
        self._make_aside(aside)
        target = _free(aside, staged.name)
        self._disk.rename(staged, target)
        self._disk.sync(aside)
        return (
            say(
                "A deposit had been interrupted, and its object is damaged. {error} What had been "
                "prepared lies in {target} now, and can be deleted once the object is whole.",
                error=error,
                target=target,
            ),
        )

    def recover(self) -> tuple[str, ...]:
        """Carry on or clear away what an interrupted writer has left; say for each what stands now."""
        if not self._staging.is_dir():
            return ()
        messages = [message for staged in sorted(self._staging.iterdir()) for message in self._recover(staged)]
        self._disk.remove(self._staging)
        return tuple(messages)

    def _recover(self, staged: Path) -> tuple[str, ...]:
        name = _STAGED.fullmatch(staged.name)
        if name is None:
            return ()
        folder = self._root.joinpath(*self._layout.parts_of_name(name["name"]))
        try:
            mended = self.settle(folder)
            found = read_object(folder)
        except ObjectError as error:
            return self._keep(staged, error)
        version = f"v{name['number']}"
        object_id = found.inventory.object_id if found else layouts.identifier(name["name"]) or name["name"]
        if found is None:
            outcome = say("It is not in the repository yet")
        elif int(name["number"]) <= len(found.inventory.versions):
            outcome = say("{version} is in place, whole", version=version)
        else:
            outcome = say(
                "{version} was not in place yet, and {head} stands as it was",
                version=version,
                head=found.inventory.head,
            )
        text = say(
            "A deposit of {object_id} had been interrupted. {outcome}; what it left behind was cleared away.",
            object_id=object_id,
            outcome=outcome,
        )
        return (*mended, text)

    def clear(self) -> tuple[str, ...]:
        """Remove the staging folder, step 4; say so where that fails, since the deposit itself is done."""
        try:
            if self._staging.is_dir():
                self._disk.remove(self._staging)
        except OSError as error:
            cause, _repair = cause_and_repair(error)
            return (
                say(
                    "{staging} could not be removed, because {cause}; the next deposit tries again.",
                    staging=self._staging,
                    cause=cause,
                ),
            )
        return ()


def _free(folder: Path, name: str) -> Path:
    """Give a path of this name in a folder that nothing has, numbered where something has it."""
    names = (f"{name}{again}" for again in chain([""], (f".{n}" for n in count(2))))
    return next(folder / each for each in names if not (folder / each).exists())


def _refuse(error: OSError) -> None:
    raise error
