"""What goes into a version and what comes of it: values that the store takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from titelei.errors import StorageError, UsageError
from titelei.messages import say
from titelei.model import User
from titelei.repository.ocfl import inventory as inventories
from titelei.repository.ocfl.inventory import Inventory


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What a deposit came to: the version that now stands, whether it is new, and what there is to say about it.

    ``damaged`` are stored files that a deposit which is planned would write anew.
    """

    object_id: str
    version: str
    changed: bool
    notes: tuple[str, ...] = ()
    damaged: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a version is to say of itself."""

    message: str
    user: User
    now: datetime


def chosen(inventory: Inventory, version: str | None, wanted: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
    """Give (logical path, digest) of a version's files whose path is ``wanted``, sorted."""
    names = [f"v{n}" for n in range(1, len(inventory.versions) + 1)]
    number = version or names[-1]
    if number not in names:
        raise UsageError(
            say(
                "{object_id} has no version {number}. It has {names}.",
                object_id=inventory.object_id,
                number=number,
                names=", ".join(names),
            )
        )
    state = inventory.versions[names.index(number)].state
    for path in state:
        if not inventories.is_safe(path):
            raise StorageError(
                say(
                    "{object_id} {number} holds {path!r}, which would leave the folder it is in.",
                    object_id=inventory.object_id,
                    number=number,
                    path=path,
                )
            )
    return tuple((path, state[path]) for path in sorted(state) if wanted(path))
