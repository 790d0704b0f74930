"""What a deposit's content makes of an object: whether it is a new version at all, what it keeps, when it was made."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from titelei.errors import UsageError
from titelei.messages import say
from titelei.repository.ocfl import inventory as inventories
from titelei.repository.ocfl.inventory import Inventory


def is_unchanged(inventory: Inventory, digests: Mapping[str, str], counts: Callable[[str], bool]) -> bool:
    """Tell whether all that counts is as in the newest version."""
    old = inventory.newest.state
    return {p: d for p, d in old.items() if counts(p)} == {p: d for p, d in digests.items() if counts(p)}


def carried(previous: Inventory | None, digests: Mapping[str, str], counts: Callable[[str], bool]) -> dict[str, str]:
    """Give what stays from the newest version: what does not count and is not deposited anew, such as receipts."""
    old = previous.newest.state if previous else {}
    return {path: digest for path, digest in old.items() if path not in digests and not counts(path)}


def moment(now: datetime, previous: Inventory | None) -> tuple[datetime, tuple[str, ...]]:
    """Give when the new version is made, never before its predecessor, and what is to be said about the clock."""
    if now.tzinfo is None:
        raise ValueError(say("now needs a time zone"))
    said = now.astimezone(UTC).replace(microsecond=0)
    if previous is None or said >= previous.newest.created:
        return said, ()
    last = previous.newest.created.astimezone(UTC)
    note = say(
        "The clock says {utc}, which is before {head} was made ({utc2}); the new version bears "
        "the later time. Set the clock right, unless it is, and was fast then.",
        utc=inventories.utc(said),
        head=previous.head,
        utc2=inventories.utc(last),
    )
    return last, (note,)


def refuse_paths(object_id: str, content: Mapping[str, bytes]) -> None:
    """Raise ``UsageError`` for a path that could not be stored, or leaves the folder it is in."""
    if not content:
        raise UsageError(say("There is nothing to deposit as {object_id}.", object_id=object_id))
    for path in content:
        if not inventories.is_safe(path):
            raise UsageError(
                say(
                    "{path!r} cannot be a path in {object_id}: write it without '..', '//' or control signs.",
                    path=path,
                    object_id=object_id,
                )
            )


def refuse_conflicts(object_id: str, state: Mapping[str, str]) -> None:
    """Raise ``UsageError`` where a path would be a file and a folder."""
    both = inventories.conflicts(state)
    if both:
        raise UsageError(
            say(
                "In {object_id} {both} would be a file and a folder. Rename one of the two.",
                object_id=object_id,
                both=", ".join(both),
            )
        )
