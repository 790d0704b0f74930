"""The file of the ledger: its tables, its lock, how it is read and written.

A write is on disk when its method returns (``synchronous=FULL``).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from titelei import locks
from titelei.errors import StorageError
from titelei.messages import known, plain, say
from titelei.messages.kept import Kept, again, kept

FILE: Final = "ledger.sqlite"
_VERSION: Final = 1

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

_PLACES: Final = "CREATE TABLE IF NOT EXISTS places (target TEXT PRIMARY KEY, place TEXT NOT NULL)"
"""Which server each target is; a ledger of an earlier release gets the table when it is next written."""

_SETTLED: Final = (
    "CREATE TABLE IF NOT EXISTS settled (target TEXT, article TEXT, before INTEGER NOT NULL, last INTEGER NOT NULL, "
    "PRIMARY KEY (target, article))"
)
"""The last attempt that was through, and the one before it: between them lie the attempts of one receipt."""

_MESSAGES: Final = "CREATE TABLE IF NOT EXISTS messages (text TEXT PRIMARY KEY, made TEXT NOT NULL)"
"""What a text of the ledger was made from, so that it can be told in any language."""


class Storage:
    """The file in a repository's folder. ``read_only`` neither makes nor changes it; without a file it is empty."""

    synchronous = "FULL"

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.path = folder / FILE
        try:
            if read_only and not self.path.is_file():
                self._database = sqlite3.connect(":memory:", isolation_level=None)
            else:
                if not read_only:
                    folder.mkdir(parents=True, exist_ok=True)
                    # Replies may hold what is not for everybody; SQLite gives its other files the same mode.
                    os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
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
            raise StorageError(
                say("{path} was made by a newer release of titelei. Install that release.", path=self.path)
            )
        if version == 0:
            database.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}PRAGMA user_version={_VERSION};COMMIT;")
        if not read_only:
            database.execute(_PLACES)
            database.execute(_SETTLED)
            database.execute(_MESSAGES)

    def place(self, target: str) -> str:
        """Give the server that a target was when something was last sent there; empty where that is not known."""
        if not self.all("SELECT 1 FROM sqlite_master WHERE name='places'"):
            return ""
        found = self.all("SELECT place FROM places WHERE target=?", target)
        return str(found[0]["place"]) if found else ""

    def keep_place(self, target: str, place: str) -> None:
        """Note which server a target is."""
        self.run("INSERT OR REPLACE INTO places (target, place) VALUES (?,?)", target, place)

    def keep(self, *texts: str) -> None:
        """Keep what messages were made from, which are written as texts."""
        for text, made in kept(texts).items():
            self.run("INSERT OR REPLACE INTO messages (text, made) VALUES (?,?)", text, _made_json(made))

    def message(self, text: str) -> str:
        """Give a text as the message that it was when it was written, as far as that is kept."""
        if not text or not self.all("SELECT 1 FROM sqlite_master WHERE name='messages'"):
            return known(text)
        found = self.all("SELECT made FROM messages WHERE text=?", text)
        return again(text, {text: msgspec.json.decode(found[0]["made"], type=Kept)}) if found else known(text)

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
        handle = locks.opened(path)
        try:
            if not locks.acquire(handle, wait_seconds):
                raise StorageError(
                    say(
                        "Another process deposits at {target}, still after {wait_seconds:g} seconds. Nothing "
                        "was sent. Run the same command again when that one has ended.",
                        target=target,
                        wait_seconds=wait_seconds,
                    )
                )
            yield
        finally:
            os.close(handle)

    def all(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Read rows."""
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _broken(self.path, error) from error

    def run(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Write."""
        try:
            return self._database.execute(sql, values)
        except sqlite3.Error as error:
            raise _broken(self.path, error) from error


def _made_json(made: Kept) -> str:
    return msgspec.json.encode(made, enc_hook=plain).decode()


def _broken(path: Path, error: Exception) -> StorageError:
    return StorageError(
        say(
            "The ledger of deposits {path} cannot be used: {error}. It cannot be made again: bring "
            "it back from a backup, or free the disk, before anything is sent.",
            path=path,
            error=error,
        )
    )
