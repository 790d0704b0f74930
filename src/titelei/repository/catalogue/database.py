"""The catalogue's database: SQLite in a file, or PostgreSQL by its URL; and what its errors mean for people."""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, DisconnectionError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from titelei.errors import SettingsError, StorageError
from titelei.files import cause_and_repair
from titelei.messages import say
from titelei.repository.catalogue import tables

READERS: Final = 4
"""Connections that read at once: more would only wait for each other on few cores."""

_PAGE_BYTES: Final = 16_384
_WAIT_SECONDS: Final = 10
_TRUSTED_SECONDS: Final = 5
"""How long a connection is taken for alive without asking: asking before every answer would double its time."""
_AS_IT_IS: Final = "?mode=ro&immutable=1"
"""Opens a file that nobody writes, without the log and its index beside it."""
_OF_NO_ROOM: Final = ("disk i/o error", "unable to open database file", "attempt to write a readonly database")
_ROOM_BYTES: Final = 65_536
_WRITING: Final = "titelei_writing"

_CAUSES: Final = (
    (
        "database is locked",
        say("it is locked by another program"),
        say("End that program, or run the same command again later."),
    ),
    ("disk is full", say("the disk is full"), say("Free some space and run the same command again.")),
    ("disk full", say("the disk is full"), say("Free some space and run the same command again.")),
    ("readonly database", say("it is read-only"), say("Correct the permissions of the file and its folder.")),
    ("unable to open", say("it cannot be opened"), say("Correct the permissions of the file and its folder.")),
    (
        "disk i/o error",
        say("the disk reports a fault"),
        say("Have the disk checked, then run “titelei repository rebuild”."),
    ),
    ("could not connect", say("it cannot be reached"), say("Check that the server runs, and [repository] database.")),
    ("connection failed", say("it cannot be reached"), say("Check that the server runs, and [repository] database.")),
    ("connection refused", say("it cannot be reached"), say("Check that the server runs, and [repository] database.")),
    (
        "server closed",
        say("the server closed the connection"),
        say("Check that the server runs; run the same command again."),
    ),
    (
        "terminating connection",
        say("the server closed the connection"),
        say("Check the server; run the same command again."),
    ),
)
_OF_DAMAGE: Final = (
    *(
        "malformed",
        "not a database",
        "fts5: corrupt",
        "vtable constructor failed",
        "no such table",
        "no such column",
    ),
    "does not exist",
)
"""What databases say of one that has lost a part of itself."""


class UnavailableError(StorageError):
    """The database cannot be used now: locked, not reached, no space. Later it may be."""


class DamagedError(StorageError):
    """The database cannot be read as what it is; rebuilding helps."""


class Database:
    """One catalogue's database. Connections are opened as they are needed and kept for the next use."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @property
    def file(self) -> Path | None:
        """The file, where it is SQLite."""
        return Path(str(self.engine.url.database)) if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees one state of the database throughout.

        Raises:
            StorageError: the database cannot be reached or read.
        """
        with self.errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection whose changes all take place at the end, or none of them.

        Raises:
            StorageError: the database cannot be written.
        """
        with self.errors(), self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITING: True})
            with connection.begin():
                yield connection

    def schema(self) -> int | None:
        """Give the number of the tables' shape (see :data:`tables.SCHEMA`); None where there are no tables."""
        if self.file is not None and not self.file.is_file():
            return None
        with self.reading() as connection:
            return tables.schema(connection)

    def make_tables(self) -> None:
        """Make the tables, empty, in place of those of another shape."""
        with self.writing() as connection:
            tables.make(connection)

    def tidy(self) -> None:
        """Let PostgreSQL count what there is after all was written anew, and free the room of what was there before.

        Rows need no clustering: they are written in the order in which they are harvested.
        """
        if self.engine.dialect.name == "postgresql":
            with self.errors(), self.engine.connect() as connection:
                ours = ", ".join((*tables.metadata.tables, "search"))
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                alone.exec_driver_sql(f"VACUUM (ANALYZE) {ours}")

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def move_aside(self) -> tuple[str, ...]:
        """Move a damaged file aside; in a database of a server the tables are made anew where they are."""
        file = self.file
        self.close()
        if file is None:
            return ()
        aside = file.with_name(f"{file.name}.damaged")
        try:
            file.replace(aside)
            for ending in ("-wal", "-shm"):
                file.with_name(file.name + ending).unlink(missing_ok=True)
        except OSError as error:
            cause, repair = cause_and_repair(error)
            raise StorageError(
                say(
                    "{file} is damaged and cannot be moved aside: {cause}. {repair}",
                    file=file,
                    cause=cause,
                    repair=repair,
                )
            ) from error
        return (say("{file} was damaged; it is now {name}, and can be deleted.", file=file, name=aside.name),)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn the database's errors into ours."""
        try:
            yield
        except DatabaseError as error:
            raise _in_words(error, self.name) from error
        except DBAPIError as error:
            raise _in_words(error, self.name) from error


def open_database(url: str, file: Path) -> Database:
    """Open the database at ``url``; an empty one means SQLite in ``file``.

    Raises:
        SettingsError: the URL is wrong, or its driver is not installed.
    """
    if not url:
        return _sqlite(file)
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError(
            say(
                "[repository] database is no URL ({error}). Write postgresql://user@host/name, or leave it out.",
                error=error,
            )
        ) from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(Path(parsed.database) if parsed.database else file)
    if parsed.get_backend_name() != "postgresql":
        raise SettingsError(
            say(
                "[repository] database names {drivername}. The catalogue can be kept in SQLite or PostgreSQL.",
                drivername=parsed.drivername,
            )
        )
    return _postgresql(parsed)


def _postgresql(url: URL) -> Database:
    try:
        from psycopg import Cursor
        from psycopg.pq import Format

        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            isolation_level="REPEATABLE READ",
            pool_size=READERS,
            max_overflow=READERS,
            connect_args={"connect_timeout": _WAIT_SECONDS, "cursor_factory": _binary(Cursor, Format.BINARY)},
        )
    except (ImportError, NoSuchModuleError) as error:
        raise SettingsError(
            say("[repository] database names PostgreSQL, whose driver is not installed. Install titelei[postgres].")
        ) from error

    @event.listens_for(engine, "checkin")
    def note_time(_connection: object, record: Any) -> None:
        record.info["left"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask_whether_alive(connection: Any, record: Any, _proxy: object) -> None:
        if time.monotonic() - record.info.get("left", time.monotonic()) < _TRUSTED_SECONDS:
            return
        try:
            connection.execute("SELECT 1")
            connection.rollback()
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    return Database(engine, url.render_as_string(hide_password=True))


def _binary(cursor: type[Any], binary: Any) -> type[Any]:
    """Give a cursor that is sent values as they are stored: as text a record is twice as long, and slow to read."""

    class BinaryCursor(cursor):  # type: ignore[misc]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.format = binary

    return BinaryCursor


def _sqlite(file: Path) -> Database:
    read_only = _read_only(file)

    def connect() -> sqlite3.Connection:
        connection = _connect(file, read_only)
        if read_only or not file.is_file() or _has_log(file):
            return connection
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                return connection
            # There is no room for the files that SQLite keeps beside its own. Reading needs none of them.
            connection.close()
            return _connect(file, _AS_IT_IS, _AsItIs)
        return connection

    engine = create_engine(
        f"sqlite:///{file}", creator=connect, poolclass=QueuePool, pool_size=READERS, max_overflow=READERS
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
        if not read_only and not isinstance(connection, _AsItIs):
            cursor.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA cache_size = -8000")
        cursor.close()

    @event.listens_for(engine, "checkout")
    def look_again(connection: Any, record: Any, _proxy: object) -> None:
        if isinstance(connection, _AsItIs) and record.info.get("used"):
            # Somebody may be writing again, which this connection would not see.
            raise DisconnectionError
        record.info["used"] = True

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return Database(engine, str(file))


def _read_only(file: Path) -> str:
    """Give what SQLite has to be told of a file on a disk where nothing can be written; empty where something can.

    Its log needs two more files beside it. Where they are not there, nobody writes, and it can be read as it is.
    """
    if not file.is_file() or os.access(file.parent, os.W_OK):
        return ""
    return "?mode=ro" if file.with_name(f"{file.name}-wal").is_file() else _AS_IT_IS


def _connect(file: Path, how: str, kind: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    address = f"file:{quote(str(file))}{how}"
    return sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS, check_same_thread=False, factory=kind)


class _AsItIs(sqlite3.Connection):
    """A connection that reads a file without its log, since there is no room for one."""


def _has_log(file: Path) -> bool:
    """Tell whether changes lie in the log that are not in the file yet."""
    try:
        return file.with_name(f"{file.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _is_full(name: str) -> bool:
    """Tell whether the disk of a file has no room for what SQLite keeps beside it."""
    try:
        return disk_usage(Path(name).parent).free < _ROOM_BYTES
    except OSError:
        return False


def _in_words(error: DBAPIError, name: str) -> StorageError:
    said = " ".join(str(error.orig).split())
    if said.lower() in _OF_NO_ROOM and _is_full(name):
        said = "disk is full"
    for telling, cause, repair in _CAUSES:
        if telling in said.lower():
            return UnavailableError(
                say("The catalogue {name} cannot be used: {cause}. {repair}", name=name, cause=cause, repair=repair)
            )
    # Tables of others in a server's database are left alone; a file in the repository's folder is ours.
    is_ours = isinstance(error.orig, sqlite3.Error) and "already exists" in said
    if is_ours or any(telling in said.lower() for telling in _OF_DAMAGE):
        return DamagedError(
            say(
                "The catalogue {name} cannot be used: it is damaged. Run “titelei repository rebuild”, "
                "which makes it anew from the storage root.",
                name=name,
            )
        )
    without_addresses = re.sub(r"password=\S+", "password=…", said)
    return UnavailableError(
        say(
            "The catalogue {name} cannot be used: {without_addresses}. “titelei repository rebuild” "
            "makes it anew from the storage root.",
            name=name,
            without_addresses=without_addresses,
        )
    )
