"""The ledger of deposits, ``repository/ledger.sqlite``: every step, before it is sent and after it is answered.

It is no cache: it cannot be made again, so nothing here drops or rebuilds it. A write is on disk when its method
returns (``synchronous=FULL``).
"""

import fcntl
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from titelei.deposit.values import Asked, Known, Reply, Request, State
from titelei.errors import StorageError
from titelei.files import storage_error

FILE: Final = "ledger.sqlite"
_VERSION: Final = 1
_KEPT_BYTES: Final = 1 << 20
"""How much of a reply is kept; its size and digest are those of the whole."""

_SCHEMA: Final = """
CREATE TABLE deposits (
  target TEXT NOT NULL, article TEXT NOT NULL, object_id TEXT NOT NULL, state TEXT NOT NULL,
  digest TEXT NOT NULL DEFAULT '', version TEXT NOT NULL DEFAULT '',      -- what the target has
  sent_digest TEXT NOT NULL DEFAULT '', sent_version TEXT NOT NULL DEFAULT '',  -- what was sent last
  attempt INTEGER NOT NULL DEFAULT 0, identifiers TEXT NOT NULL DEFAULT '{}', links TEXT NOT NULL DEFAULT '{}',
  words TEXT NOT NULL DEFAULT '', reading TEXT NOT NULL DEFAULT '', leftovers TEXT NOT NULL DEFAULT '[]',
  receipt TEXT NOT NULL DEFAULT '', changed TEXT NOT NULL,
  PRIMARY KEY (target, article));
CREATE TABLE steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, article TEXT NOT NULL, attempt INTEGER NOT NULL,
  number INTEGER NOT NULL, purpose TEXT NOT NULL, digest TEXT NOT NULL, method TEXT NOT NULL, address TEXT NOT NULL,
  headers TEXT NOT NULL, body_sha256 TEXT NOT NULL, body_size INTEGER NOT NULL, files TEXT NOT NULL,
  sent TEXT NOT NULL, answered TEXT, status INTEGER, reply_headers TEXT, reply_body BLOB, reply_size INTEGER,
  failure TEXT, is_open INTEGER NOT NULL DEFAULT 1, is_done INTEGER NOT NULL DEFAULT 0);
CREATE INDEX steps_of ON steps (target, article, id);
"""


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


class Ledger:
    """The ledger in a repository's folder. ``read_only`` neither makes nor changes it; without a file it is empty."""

    synchronous = "FULL"

    def __init__(self, folder: Path, *, now: Callable[[], datetime] | None = None, read_only: bool = False) -> None:
        self.path = folder / FILE
        self._now = now or (lambda: datetime.now(UTC))
        try:
            if read_only and not self.path.is_file():
                self._database = sqlite3.connect(":memory:", isolation_level=None)
            else:
                if not read_only:
                    folder.mkdir(parents=True, exist_ok=True)
                self._database = sqlite3.connect(self.path, isolation_level=None, timeout=30)
            self._open(read_only)
        except (sqlite3.Error, OSError) as error:
            raise _broken(self.path, error) from error

    def _open(self, read_only: bool) -> None:
        database = self._database
        database.row_factory = sqlite3.Row
        if not read_only:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute(f"PRAGMA synchronous={self.synchronous}")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise StorageError(f"{self.path} was made by a newer release of titelei. Install that release.")
        if version == 0:
            database.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}PRAGMA user_version={_VERSION};COMMIT;")

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @contextmanager
    def hold(self, target: str, *, wait_seconds: float = 30.0) -> Iterator[None]:
        """Be the only process that deposits at a target.

        Raises:
            StorageError: another one still does, after ``wait_seconds``.
        """
        path = self.path.with_name(f"ledger.{target}.lock")
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise storage_error(error, path) from error
        end = time.monotonic() + wait_seconds
        try:
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() >= end:
                        raise StorageError(
                            f"Another process deposits at {target}, still after {wait_seconds:g} seconds. "
                            "Nothing was sent. Run the same command again when that one has ended."
                        ) from error
                    time.sleep(0.05)
            yield
        finally:
            os.close(handle)

    def known(self, target: str, article: str) -> Known:
        """Give what is known of an article at a target."""
        row = self._row(target, article)
        if row is None:
            return Known()
        latest = self._all(
            "SELECT purpose, method, digest, is_done, is_open FROM steps WHERE id IN "
            "(SELECT max(id) FROM steps WHERE target=? AND article=? GROUP BY purpose) ORDER BY id",
            target,
            article,
        )
        return Known(
            state=State(row["state"]),
            digest=row["digest"],
            version=row["version"],
            identifiers=json.loads(row["identifiers"]),
            links=json.loads(row["links"]),
            asked=tuple(
                Asked(
                    purpose=each["purpose"],
                    method=each["method"],
                    digest=each["digest"],
                    is_done=bool(each["is_done"]),
                    is_open=bool(each["is_open"]),
                )
                for each in latest
            ),
        )

    def begin(self, target: str, article: str, *, object_id: str, version: str, digest: str) -> None:
        """Note that an attempt begins, with the digest of what is to be sent."""
        self._run(
            "INSERT INTO deposits (target, article, object_id, state, sent_digest, sent_version, attempt, changed) "
            "VALUES (?,?,?,?,?,?,1,?) ON CONFLICT (target, article) DO UPDATE SET state=excluded.state, "
            "object_id=excluded.object_id, sent_digest=excluded.sent_digest, sent_version=excluded.sent_version, "
            "attempt=attempt+1, words='', reading='', changed=excluded.changed",
            target,
            article,
            object_id,
            State.IN_PROGRESS.value,
            digest,
            version,
            self._time(),
        )

    def sending(self, target: str, article: str, request: Request) -> int:
        """Note a request before it is sent; give the number under which its answer is noted."""
        row = self._row(target, article)
        attempt, digest = (row["attempt"], row["sent_digest"]) if row else (0, "")
        last = self._all(
            "SELECT coalesce(max(number), 0) AS n FROM steps WHERE target=? AND article=? AND attempt=?",
            target,
            article,
            attempt,
        )[0]["n"]
        files = [
            {"name": f.name, "media_type": f.media_type, "size": len(f.data), "sha256": f.sha256} for f in request.files
        ]
        done = self._run(
            "INSERT INTO steps (target, article, attempt, number, purpose, digest, method, address, headers, "
            "body_sha256, body_size, files, sent) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            target,
            article,
            attempt,
            last + 1,
            request.purpose,
            digest,
            request.method,
            request.address,
            json.dumps(dict(request.headers)),
            request.sha256,
            len(request.body),
            json.dumps(files),
            self._time(),
        )
        return int(done.lastrowid or 0)

    def answered(self, step: int, reply: Reply, *, is_open: bool) -> None:
        """Note the whole reply, up to a megabyte. ``is_open`` where it does not say whether the thing was done."""
        self._run(
            "UPDATE steps SET answered=?, status=?, reply_headers=?, reply_body=?, reply_size=?, is_open=?, is_done=? "
            "WHERE id=?",
            self._time(),
            reply.status,
            json.dumps(dict(reply.headers)),
            reply.body[:_KEPT_BYTES],
            len(reply.body),
            int(is_open),
            int(reply.status < 300),
            step,
        )

    def undone(self, target: str, article: str, purpose: str) -> None:
        """Note that the latest request of a purpose was answered “done”, and its body says that it was not."""
        self._run(
            "UPDATE steps SET is_done=0, is_open=0 WHERE id=(SELECT max(id) FROM steps WHERE target=? AND article=? "
            "AND purpose=?)",
            target,
            article,
            purpose,
        )

    def failed(self, step: int, why: str, *, is_open: bool) -> None:
        """Note that no reply came, and why; ``is_open`` unless it is certain that nothing arrived."""
        self._run("UPDATE steps SET answered=?, failure=?, is_open=? WHERE id=?", self._time(), why, int(is_open), step)

    def note(
        self,
        target: str,
        article: str,
        *,
        identifiers: Mapping[str, str] | None = None,
        links: Mapping[str, str] | None = None,
        leftovers: tuple[str, ...] = (),
    ) -> None:
        """Add identifiers, addresses (an empty value takes one away) and what may be left at the target."""
        known = self.known(target, article)
        merged = {k: v for k, v in {**known.identifiers, **(identifiers or {})}.items() if v}
        addresses = {k: v for k, v in {**known.links, **(links or {})}.items() if v}
        self._run(
            "UPDATE deposits SET identifiers=?, links=?, leftovers=?, changed=? WHERE target=? AND article=?",
            json.dumps(merged),
            json.dumps(addresses),
            self._leftovers(target, article, leftovers),
            self._time(),
            target,
            article,
        )

    def settle(
        self,
        target: str,
        article: str,
        state: State,
        *,
        words: str = "",
        reading: str = "",
        has_all: bool = False,
    ) -> None:
        """Note what an attempt came to; ``has_all`` where the target now has what was sent."""
        moved = "digest=sent_digest, version=sent_version, receipt=''," if has_all else ""
        if state is State.WITHDRAWN:
            moved = "digest='', version='', identifiers='{}', links='{}', receipt='',"
        self._run(
            f"UPDATE deposits SET {moved} state=?, words=?, reading=?, changed=? WHERE target=? AND article=?",
            state.value,
            words,
            reading,
            self._time(),
            target,
            article,
        )
        if has_all or state is State.WITHDRAWN:
            self.close_steps(target, article)

    def close_steps(self, target: str, article: str) -> None:
        """Note that no earlier request counts any more: all is settled, or somebody looked at the target."""
        self._run("UPDATE steps SET is_open=0, is_done=0 WHERE target=? AND article=?", target, article)

    def receipted(self, target: str, article: str, path: str) -> None:
        """Note where the receipt of the present state lies in the article's object."""
        self._run("UPDATE deposits SET receipt=? WHERE target=? AND article=?", path, target, article)

    def rows(self) -> tuple[Row, ...]:
        """List every article at every target that anything was ever sent to."""
        return tuple(self._as_row(row) for row in self._all("SELECT * FROM deposits ORDER BY article, target"))

    def row(self, target: str, article: str) -> Row | None:
        """Give one article at one target; None where nothing was sent."""
        row = self._row(target, article)
        return None if row is None else self._as_row(row)

    def steps(self, target: str, article: str, *, last_only: bool = True) -> tuple[Step, ...]:
        """List the requests of the last attempt, or of all, in their order."""
        row = self._row(target, article)
        attempt = row["attempt"] if row and last_only else None
        found = self._all(
            "SELECT * FROM steps WHERE target=? AND article=? AND (? IS NULL OR attempt=?) ORDER BY id",
            target,
            article,
            attempt,
            attempt,
        )
        return tuple(
            Step(
                number=s["number"],
                purpose=s["purpose"],
                method=s["method"],
                address=s["address"],
                body_sha256=s["body_sha256"],
                body_size=s["body_size"],
                sent=s["sent"],
                answered=s["answered"],
                status=s["status"],
                failure=s["failure"],
                reply=s["reply_body"],
            )
            for s in found
        )

    def _leftovers(self, target: str, article: str, more: tuple[str, ...]) -> str:
        row = self._row(target, article)
        before = json.loads(row["leftovers"]) if row else []
        return json.dumps(list(dict.fromkeys([*before, *more])))

    def _as_row(self, row: sqlite3.Row) -> Row:
        last = self._all(
            "SELECT number, purpose FROM steps WHERE target=? AND article=? AND attempt=? ORDER BY id DESC LIMIT 1",
            row["target"],
            row["article"],
            row["attempt"],
        )
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
            reading=row["reading"],
            leftovers=tuple(json.loads(row["leftovers"])),
            receipt=row["receipt"],
            changed=row["changed"],
            step=last[0]["number"] if last else 0,
            purpose=last[0]["purpose"] if last else "",
        )

    def _row(self, target: str, article: str) -> sqlite3.Row | None:
        found = self._all("SELECT * FROM deposits WHERE target=? AND article=?", target, article)
        return found[0] if found else None

    def _all(self, sql: str, *values: object) -> list[sqlite3.Row]:
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _broken(self.path, error) from error

    def _run(self, sql: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._database.execute(sql, values)
        except sqlite3.Error as error:
            raise _broken(self.path, error) from error

    def _time(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _broken(path: Path, error: Exception) -> StorageError:
    return StorageError(
        f"The ledger of deposits {path} cannot be used: {error}. It cannot be made again: bring it back from a "
        "backup, or free the disk, before anything is sent."
    )
