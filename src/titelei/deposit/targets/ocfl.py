"""Another OCFL storage root on a disk that this machine sees; written as the embedded repository is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

import msgspec

from titelei.deposit import package
from titelei.deposit.target import Conversation
from titelei.deposit.targets import archives
from titelei.deposit.values import Difference, Item, Outcome, Reply, Request, State
from titelei.messages import say
from titelei.model import User

TOMBSTONE: Final = "withdrawn.json"
"""As in the embedded repository: the file in an object's newest version that says it is withdrawn, and why."""


class Stored(Protocol):
    """What storing came to."""

    @property
    def version(self) -> str: ...


class StorageRoot(Protocol):
    """What a storage root must do; the repository's own door does."""

    def put(
        self,
        object_id: str,
        content: Mapping[str, bytes],
        *,
        message: str,
        user: User,
        now: datetime,
        counts: Callable[[str], bool],
    ) -> Stored: ...

    def head(self, object_id: str) -> str | None: ...

    def get(self, object_id: str) -> Iterator[tuple[str, bytes]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ocfl:
    """A storage root in the folder ``path``."""

    path: Path
    root: StorageRoot
    user: User
    now: Callable[[], datetime]

    def faults(self, item: Item) -> tuple[str, ...]:
        """An object takes any file."""
        return ()

    def deposit(self, item: Item, talk: Conversation) -> Outcome:
        """Make the item the object's newest version; the root itself sees whether that is a change."""
        return self._put(item, talk, say("write the version"), dict(item.files), item.message)

    def withdraw(self, item: Item, talk: Conversation, *, reason: str) -> Outcome:
        """Add a version with a tombstone; the files stay, as OCFL keeps everything."""
        stone = msgspec.json.encode({"reason": reason}) + b"\n"
        content = dict(item.files) | {TOMBSTONE: stone}
        self._put(item, talk, say("withdraw"), content, f"withdraw: {reason}")
        return Outcome(state=State.WITHDRAWN)

    def verify(self, item: Item, talk: Conversation) -> tuple[Outcome, tuple[Difference, ...]]:
        """Read every file back, each checked against its digest, and compare."""
        head = self.root.head(item.object_id)
        if head is None:
            return Outcome(state=State.NOT_SENT), (Difference.lacking(say("object"), item.object_id),)
        there = {path: data for path, data in self.root.get(item.object_id) if _counts(path)}
        here = {path: data for path, data in item.files.items() if _counts(path)}
        return self._outcome(item, head), tuple(
            Difference(
                what=path,
                here=say("there") if path in here else say("nothing"),
                there=say("other") if path in there else say("nothing"),
            )
            for path in sorted(here.keys() | there.keys())
            if here.get(path) != there.get(path)
        )

    def _put(self, item: Item, talk: Conversation, purpose: str, content: dict[str, bytes], message: str) -> Outcome:
        versions: list[str] = []

        def write() -> Reply:
            stored = self.root.put(
                item.object_id,
                content,
                message=message,
                user=self.user,
                now=self.now(),
                counts=_counts,
            )
            versions.append(stored.version)
            return Reply(status=201)

        request = Request(
            purpose=purpose,
            method="WRITE",
            address=f"{self.path}#{item.object_id}",
            files=archives.attachments(content),
            is_repeatable=True,
            expected=Reply(status=201),
        )
        talk.act(request, write)
        return self._outcome(item, versions[0] if versions else "")

    def _outcome(self, item: Item, version: str) -> Outcome:
        return Outcome(
            state=State.PUBLISHED,
            identifiers={"object": item.object_id, "version": version},
            links={"root": str(self.path)},
        )


def _counts(path: str) -> bool:
    return package.counts(path) or path == TOMBSTONE
