"""What the ledger tells of an article at a target: how far it has come, and every request of it."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from titelei.deposit.values import State
from titelei.messages import known


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One article at one target. ``step`` and ``purpose`` are of the last request of the last attempt."""

    target: str
    article: str
    object_id: str
    state: State
    version: str
    digest: str
    sent_version: str
    sent_digest: str
    identifiers: Mapping[str, str]
    links: Mapping[str, str]
    words: str
    reading: str
    leftovers: tuple[str, ...]
    receipt: str
    changed: str
    step: int = 0
    purpose: str = ""

    @property
    def is_held(self) -> bool:
        """Tell whether the target has a version of it, be it that a change of that was refused."""
        return self.state.is_done or (self.state is State.REFUSED and bool(self.version))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One request of an attempt, and what became of it."""

    number: int
    purpose: str
    method: str
    address: str
    body_sha256: str
    body_size: int
    sent: str
    answered: str | None
    status: int | None
    failure: str | None
    reply: bytes | None = field(repr=False)


def as_row(row: sqlite3.Row, last: sqlite3.Row | None, message: Callable[[str], str]) -> Row:
    """Read a row; ``last`` is the last request of its last attempt, ``message`` makes a message of a text again."""
    return Row(
        target=row["target"],
        article=row["article"],
        object_id=row["object_id"],
        state=State(row["state"]),
        version=row["version"],
        digest=row["digest"],
        sent_version=row["sent_version"],
        sent_digest=row["sent_digest"],
        identifiers=json.loads(row["identifiers"]),
        links=json.loads(row["links"]),
        words=row["words"],
        reading=message(row["reading"]),
        leftovers=tuple(map(message, json.loads(row["leftovers"]))),
        receipt=row["receipt"],
        changed=row["changed"],
        step=last["number"] if last else 0,
        purpose=known(last["purpose"]) if last else "",
    )


def as_step(row: sqlite3.Row) -> Step:
    """Read a request of an attempt."""
    return Step(
        number=row["number"],
        purpose=row["purpose"],
        method=row["method"],
        address=row["address"],
        body_sha256=row["body_sha256"],
        body_size=row["body_size"],
        sent=row["sent"],
        answered=row["answered"],
        status=row["status"],
        failure=row["failure"],
        reply=row["reply_body"],
    )
