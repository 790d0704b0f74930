"""An object's log: its versions, and what each of them changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from titelei.repository.ocfl.inventory import Inventory


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version in an object's log; the paths are those that differ from the version before."""

    number: str
    created: datetime
    message: str
    user_name: str
    user_address: str
    files: int
    added: tuple[str, ...]
    modified: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """All paths that differ from the version before, sorted."""
        return tuple(sorted((*self.added, *self.modified, *self.removed)))


def history(inventory: Inventory) -> tuple[Version, ...]:
    """List an object's versions, oldest first."""
    before: Mapping[str, str] = {}
    versions: list[Version] = []
    for number, version in enumerate(inventory.versions, 1):
        state = version.state
        versions.append(
            Version(
                number=f"v{number}",
                created=version.created,
                message=version.message,
                user_name=version.user_name,
                user_address=version.user_address,
                files=len(state),
                added=tuple(sorted(state.keys() - before.keys())),
                modified=tuple(sorted(p for p in state.keys() & before.keys() if state[p] != before[p])),
                removed=tuple(sorted(before.keys() - state.keys())),
            )
        )
        before = state
    return tuple(versions)
