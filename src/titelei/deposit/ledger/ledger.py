"""The ledger of deposits, ``repository/ledger.sqlite``: every step, before it is sent and after it is answered.

It is no cache: it cannot be made again, so nothing here drops or rebuilds it.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from titelei.deposit.ledger.rows import Row, Step, as_row, as_step
from titelei.deposit.ledger.storage import Storage
from titelei.deposit.values import Asked, Known, Reply, Request, State

__all__ = ["Ledger", "Row", "Step"]

_KEPT_BYTES: Final = 1 << 20
"""How much of a reply is kept; its size and digest are those of the whole."""


class Ledger(Storage):
    """The ledger in a repository's folder. ``read_only`` neither makes nor changes it; without a file it is empty."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime] | None = None, read_only: bool = False) -> None:
        super().__init__(folder, read_only=read_only)
        self._now = now or (lambda: datetime.now(UTC))

    def known(self, target: str, article: str) -> Known:
        """Give what is known of an article at a target."""
        row = self._row(target, article)
        if row is None:
            return Known()
        latest = self.all(
            "SELECT purpose, method, digest, is_done, is_open, status, reply_headers, reply_body FROM steps "
            "WHERE id IN (SELECT max(id) FROM steps WHERE target=? AND article=? GROUP BY purpose) ORDER BY id",
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
                    reply=_reply(each) if each["is_done"] else None,
                )
                for each in latest
            ),
        )

    def begin(self, target: str, article: str, *, object_id: str, version: str, digest: str) -> None:
        """Note that an attempt begins, with the digest of what is to be sent."""
        self.run(
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
        last = self.all(
            "SELECT coalesce(max(number), 0) AS n FROM steps WHERE target=? AND article=? AND attempt=?",
            target,
            article,
            attempt,
        )[0]["n"]
        files = [
            {"name": f.name, "media_type": f.media_type, "size": len(f.data), "sha256": f.sha256} for f in request.files
        ]
        done = self.run(
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
        self.run(
            "UPDATE steps SET answered=?, status=?, reply_headers=?, reply_body=?, reply_size=?, is_open=?, is_done=? "
            "WHERE id=?",
            self._time(),
            reply.status,
            json.dumps(dict(reply.headers)),
            reply.kept[:_KEPT_BYTES],
            len(reply.kept),
            int(is_open),
            int(reply.status < 300),
            step,
        )

    def undone(self, target: str, article: str, purpose: str, *, is_open: bool = False) -> None:
        """Note that the latest request of a purpose was not done, as its reply says; or is open, as it does not say."""
        self.run(
            "UPDATE steps SET is_done=0, is_open=? WHERE id=(SELECT max(id) FROM steps WHERE target=? AND article=? "
            "AND purpose=?)",
            int(is_open),
            target,
            article,
            purpose,
        )

    def failed(self, step: int, why: str, *, is_open: bool) -> None:
        """Note that no reply came, and why; ``is_open`` unless it is certain that nothing arrived."""
        self.keep(why)
        self.run("UPDATE steps SET answered=?, failure=?, is_open=? WHERE id=?", self._time(), why, int(is_open), step)

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
        self.keep(*leftovers)
        merged = {k: v for k, v in {**known.identifiers, **(identifiers or {})}.items() if v}
        addresses = {k: v for k, v in {**known.links, **(links or {})}.items() if v}
        self.run(
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
        self.keep(reading)
        moved = "digest=sent_digest, version=sent_version, receipt=''," if has_all else ""
        if state is State.WITHDRAWN:
            moved = "digest='', version='', identifiers='{}', links='{}', receipt='',"
        self.run(
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
            self.run(
                "INSERT INTO settled (target, article, before, last) SELECT target, article, 0, attempt FROM deposits "
                "WHERE target=? AND article=? ON CONFLICT (target, article) DO UPDATE SET "
                "before=CASE WHEN excluded.last>last THEN last ELSE before END, last=excluded.last",
                target,
                article,
            )

    def close_steps(self, target: str, article: str) -> None:
        """Note that no earlier request counts any more: all is settled, or somebody looked at the target."""
        self.run("UPDATE steps SET is_open=0, is_done=0 WHERE target=? AND article=?", target, article)

    def receipted(self, target: str, article: str, path: str) -> None:
        """Note where the receipt of the present state lies in the article's object."""
        self.run("UPDATE deposits SET receipt=? WHERE target=? AND article=?", path, target, article)

    def rows(self) -> tuple[Row, ...]:
        """List every article at every target that anything was ever sent to."""
        return tuple(self._as_row(row) for row in self.all("SELECT * FROM deposits ORDER BY article, target"))

    def row(self, target: str, article: str) -> Row | None:
        """Give one article at one target; None where nothing was sent."""
        row = self._row(target, article)
        return None if row is None else self._as_row(row)

    def steps(self, target: str, article: str, *, last_only: bool = True) -> tuple[Step, ...]:
        """List the requests of the last attempt, or of all, in their order."""
        row = self._row(target, article)
        attempt = row["attempt"] if row and last_only else None
        found = self.all(
            "SELECT * FROM steps WHERE target=? AND article=? AND (? IS NULL OR attempt=?) ORDER BY id",
            target,
            article,
            attempt,
            attempt,
        )
        return tuple(as_step(row) for row in found)

    def steps_of_receipt(self, target: str, article: str) -> tuple[Step, ...]:
        """List the requests of all attempts since the one that was through before, in their order."""
        found = self.all(
            "SELECT * FROM steps WHERE target=? AND article=? AND attempt > coalesce((SELECT before FROM settled "
            "WHERE settled.target=steps.target AND settled.article=steps.article), 0) ORDER BY id",
            target,
            article,
        )
        return tuple(as_step(row) for row in found)

    def _leftovers(self, target: str, article: str, more: tuple[str, ...]) -> str:
        row = self._row(target, article)
        before = json.loads(row["leftovers"]) if row else []
        return json.dumps(list(dict.fromkeys([*before, *more])))

    def _as_row(self, row: sqlite3.Row) -> Row:
        last = self.all(
            "SELECT number, purpose FROM steps WHERE target=? AND article=? AND attempt=? ORDER BY id DESC LIMIT 1",
            row["target"],
            row["article"],
            row["attempt"],
        )
        return as_row(row, last[0] if last else None, self.message)

    def _row(self, target: str, article: str) -> sqlite3.Row | None:
        found = self.all("SELECT * FROM deposits WHERE target=? AND article=?", target, article)
        return found[0] if found else None

    def _time(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _reply(row: sqlite3.Row) -> Reply:
    return Reply(status=row["status"], headers=json.loads(row["reply_headers"]), body=row["reply_body"])
