"""Reading one OCFL object from its folder, also where a crash, a fault or a copy has left its root inventory unsound.

The root inventory counts while its sidecar fits it. Where it does not, the copy in the newest version folder
counts, which OCFL (1.1, section 3.7) has each version keep: it is complete before its folder appears.

Who copies a storage root while it is in use may list an object's folder before a deposit and copy its root inventory
after it: the copy then names a version whose files it has not. So where files of the newest version are *missing*, the
newest version that is whole counts. A file that is there and *damaged* never makes a version count as missing.
"""

import os
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from titelei.errors import ObjectError, of_system
from titelei.messages import joined, say
from titelei.repository.ocfl import inventory as inventories
from titelei.repository.ocfl.inventory import Inventory

BACKUP: Final = say("Bring it back from a backup of the repository; other articles are not touched by this.")
MEND: Final = say(
    "Deposit the article again, which writes files of its newest version anew; or bring it "
    "back from a backup of the repository. Other articles are not touched by this."
)
_ATTEMPTS: Final = 3
_PAUSE_SECONDS: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """An object as it was found. ``is_settled`` is False where its root inventory has to be written anew.

    ``newest_named`` is the number of the newest version that a sound inventory or a folder names; it is more than
    ``inventory`` has where a copy holds the later ones in part only.
    """

    folder: Path
    inventory: Inventory
    is_settled: bool
    newest_named: int

    @property
    def is_partial(self) -> bool:
        """Whether versions later than the inventory's were being made when this copy was taken."""
        return not self.is_settled and self.newest_named > len(self.inventory.versions)

    @property
    def files(self) -> tuple[Path, ...]:
        """The inventory with its sidecar, and all files that it names."""
        named = (path for paths in self.inventory.manifest.values() for path in paths)
        return tuple(self.folder / path for path in (inventories.FILE, inventories.SIDECAR, *named))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say which versions a copy lacks; nothing where none."""
        if not self.is_partial:
            return ()
        head, first = self.inventory.head, f"v{len(self.inventory.versions) + 1}"
        last = f"v{self.newest_named}"
        later = f"{first} was" if first == last else f"{first} to {last} were"
        return (
            say(
                "{object_id}: this copy of the repository holds {head} whole; {later} under way when it "
                "was copied, and files of it are missing. The article goes on from {head}.",
                object_id=self.inventory.object_id,
                head=head,
                later=later,
            ),
        )


class MissingError(ValueError):
    """An inventory or its sidecar is not there, which is not the same as being damaged."""


def read_object(folder: Path) -> StoredObject | None:
    """Read the object in a folder; None where there is none.

    Raises:
        StorageError: there is one and it cannot be read, or is damaged beyond what its own copies mend.
    """
    if not folder.is_dir():
        return None
    root: Inventory | None = None
    newest, reason = 0, ""
    # A writer may exchange files between our reads, so look again before believing that they disagree.
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE_SECONDS)
        try:
            root = sound_inventory(folder)
        except ValueError as error:
            root, reason = None, str(error)
        newest = newest_version(folder)
        if root is not None and newest == len(root.versions) and _is_whole(folder, root):
            return StoredObject(folder=folder, inventory=root, is_settled=True, newest_named=newest)
    if root is not None:
        return _of_root(folder, root, newest)
    if newest == 0:
        raise ObjectError(
            say("{folder} is no OCFL object: it has neither an inventory nor versions.", folder=folder), BACKUP
        )
    try:
        copy = _whole_copy(folder, newest) or sound_inventory(folder / f"v{newest}")
    except ValueError as error:
        raise ObjectError(
            say(
                "The object in {folder} is damaged: in {file}, {reason}; in its copy in v{newest}, {error}.",
                folder=folder,
                file=inventories.FILE,
                reason=reason,
                newest=newest,
                error=error,
            ),
            BACKUP,
        ) from error
    return StoredObject(folder=folder, inventory=copy, is_settled=False, newest_named=newest)


def _of_root(folder: Path, root: Inventory, newest: int) -> StoredObject:
    """Read an object whose root inventory is sound, and does not agree with the version folders."""
    copy = None
    if newest <= len(root.versions):
        try:
            copy = _whole_copy(folder, newest)
        except ValueError:
            # Damage is no sign of a copy; who reads the damaged version hears of it.
            copy = None
    if copy is None or copy.object_id != root.object_id:
        named = len(root.versions)
        return StoredObject(folder=folder, inventory=root, is_settled=newest == named, newest_named=named)
    return StoredObject(folder=folder, inventory=copy, is_settled=False, newest_named=len(root.versions))


def _whole_copy(folder: Path, newest: int) -> Inventory | None:
    """Give the inventory in the newest version folder from which no file is missing; of two, since one is copied last.

    Raises:
        ValueError: an inventory on the way is there, and damaged.
    """
    for number in range(newest, max(newest - 2, 0), -1):
        try:
            copy = sound_inventory(folder / f"v{number}")
        except MissingError:
            continue
        if len(copy.versions) != number:
            raise ValueError(say("it is the inventory of {head}", head=copy.head))
        if _is_whole(folder, copy):
            return copy
    return None


def _is_whole(folder: Path, inventory: Inventory) -> bool:
    """Tell whether all files that the newest version brought are there, whatever their bytes.

    Raises:
        StorageError: the system does not let us look.
    """
    head = f"{folder}/{inventory.head}/"
    within = f"{inventory.head}/"
    own = [f"{folder}/{path}" for paths in inventory.manifest.values() for path in paths if path.startswith(within)]
    for path in (head + inventories.FILE, head + inventories.SIDECAR, *own):
        try:
            os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise _unreadable(Path(path), error) from error
    return True


def sound_inventory(folder: Path) -> Inventory:
    """Read the inventory in an object's or a version's folder.

    Raises:
        MissingError: it or its sidecar is missing.
        ValueError: its sidecar does not fit, or it contradicts itself; half a sentence says which.
        StorageError: the system does not let us read it.
    """
    try:
        data = (folder / inventories.FILE).read_bytes()
        sidecar = (folder / inventories.SIDECAR).read_bytes()
    except FileNotFoundError as error:
        raise MissingError(say("{name} is missing", name=Path(error.filename).name)) from error
    except OSError as error:
        raise _unreadable(folder / inventories.FILE, error) from error
    if not inventories.fits(data, sidecar):
        raise ValueError(say("its bytes do not have the digest that its sidecar gives"))
    return inventories.parse(data)


def newest_version(folder: Path) -> int:
    """Give the highest number among the version folders; 0 where there is none."""
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError as error:
        raise _unreadable(folder, error) from error
    return max((int(name[1:]) for name in names if re.fullmatch(r"v[1-9]\d{0,8}", name)), default=0)


def read_content(folder: Path, inventory: Inventory, digest: str) -> bytes:
    """Give the bytes that have a digest.

    Raises:
        StorageError: no file of the object has them any more; the text names the damaged or missing file.
    """
    faults: list[str] = []
    for path in inventory.manifest[digest]:
        try:
            data = (folder / path).read_bytes()
        except FileNotFoundError:
            faults.append(say("{folder} is missing", folder=folder / path))
            continue
        except OSError as error:
            raise _unreadable(folder / path, error) from error
        if inventories.digest(data) == digest:
            return data
        faults.append(
            say("{folder} is damaged: its bytes are no longer those that were deposited", folder=folder / path)
        )
    raise ObjectError(joined("", (joined("; ", faults), ".")), MEND)


def damaged(folder: Path, inventory: Inventory, digests: Iterable[str]) -> tuple[Path, ...]:
    """Name the stored files that should have one of these digests and are missing or have another."""
    found: list[Path] = []
    for digest in dict.fromkeys(digests):
        for path in inventory.manifest.get(digest, ()):
            try:
                is_sound = inventories.digest((folder / path).read_bytes()) == digest
            except FileNotFoundError:
                is_sound = False
            except OSError as error:
                raise _unreadable(folder / path, error) from error
            if not is_sound:
                found.append(folder / path)
    return tuple(found)


def _unreadable(path: Path, error: OSError) -> ObjectError:
    reason = of_system(error)
    return ObjectError(
        say("{path} cannot be read: {reason}.", path=path, reason=reason), say("Check its permissions and the disk.")
    )
