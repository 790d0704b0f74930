"""Reading one OCFL object from its folder, also where a crash or a fault has left its root inventory unsound.

The root inventory counts while its sidecar fits it. Where it does not, the copy in the newest version folder
counts, which OCFL (1.1, section 3.7) has each version keep: it is complete before its folder appears.
"""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from titelei.errors import StorageError
from titelei.repository import inventory as inventories
from titelei.repository.inventory import Inventory

BACKUP: Final = "Bring it back from a backup of the repository; other articles are not touched by this."
_ATTEMPTS: Final = 3
_PAUSE_SECONDS: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """An object as it was found. ``is_settled`` is False where its root inventory has to be written anew."""

    folder: Path
    inventory: Inventory
    is_settled: bool


def read_object(folder: Path) -> StoredObject | None:
    """Read the object in a folder; None where there is none.

    Raises:
        StorageError: there is one and it cannot be read, or is damaged beyond what its own copies mend.
    """
    if not folder.is_dir():
        return None
    newest = newest_version(folder)
    inventory, reason = _root_inventory(folder)
    if inventory is not None:
        is_settled = newest == len(inventory.versions)
        return StoredObject(folder=folder, inventory=inventory, is_settled=is_settled)
    if newest == 0:
        raise StorageError(f"{folder} is no OCFL object: it has neither an inventory nor versions. {BACKUP}")
    try:
        copy = sound_inventory(folder / f"v{newest}")
    except ValueError as error:
        raise StorageError(
            f"The object in {folder} is damaged: in {inventories.FILE}, {reason}; in its copy in v{newest}, {error}. "
            f"{BACKUP}"
        ) from error
    return StoredObject(folder=folder, inventory=copy, is_settled=False)


def _root_inventory(folder: Path) -> tuple[Inventory | None, str]:
    # A writer may exchange inventory and sidecar between our two reads, so look again before giving it up.
    reason = ""
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE_SECONDS)
        try:
            return sound_inventory(folder), ""
        except ValueError as error:
            reason = str(error)
    return None, reason


def sound_inventory(folder: Path) -> Inventory:
    """Read the inventory in an object's or a version's folder.

    Raises:
        ValueError: it is missing, its sidecar does not fit, or it contradicts itself; half a sentence says which.
        StorageError: the system does not let us read it.
    """
    try:
        data = (folder / inventories.FILE).read_bytes()
        sidecar = (folder / inventories.SIDECAR).read_bytes()
    except FileNotFoundError as error:
        raise ValueError(f"{Path(error.filename).name} is missing") from error
    except OSError as error:
        raise _unreadable(folder / inventories.FILE, error) from error
    if not inventories.fits(data, sidecar):
        raise ValueError("its bytes do not have the digest that its sidecar gives")
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
            faults.append(f"{folder / path} is missing")
            continue
        except OSError as error:
            raise _unreadable(folder / path, error) from error
        if inventories.digest(data) == digest:
            return data
        faults.append(f"{folder / path} is damaged: its bytes are no longer those that were deposited")
    raise StorageError(f"{'; '.join(faults)}. {BACKUP}")


def _unreadable(path: Path, error: OSError) -> StorageError:
    reason = error.strerror or str(error)
    return StorageError(f"{path} cannot be read: {reason}. Check its permissions and the disk.")
