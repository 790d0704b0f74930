"""What is as it was last time, known as git knows it: from size, time of change and inode of files, reading none.

For each file of an article a row holds the traces of all files that it came from and that came of it (the TEI, its
pages, its outputs, its object in the repository), and what was found. The row counts while all of them are as they
were, under the same *ground*: settings, programs, stylesheets, schemas. A trace is kept only of a file that held what
was worked with, and that had rested long enough for any later change to show in its time. Rows lie in
``.titelei/built/traces.db``; one that is lost costs time, and nothing else.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from titelei.validate.edition import Summary

_REST_SECONDS: Final = 0.02
"""A file's time has a grain of some milliseconds: two changes within one of them cannot be told apart."""

_MANY: Final = 64
"""So many rows are kept at once; what is interrupted before is made again."""

_SHAPE: Final = 1
"""Number of the tables' shape; one more makes those that are there useless."""

_TABLES: Final = """
    drop table if exists rows;
    drop table if exists passes;
    create table rows (
        file text primary key, ground text, traces blob, told blob, summary blob, is_clean integer, pass integer
    );
    create table passes (pass integer primary key, files text);
"""

Trace = tuple[str, int, int, int]
"""Path, size, time of change in nanoseconds, inode; of a file that is not there the size is -1."""

Held = tuple[Path, Callable[[], bool]]
"""A file that belongs to a row, and what says that it holds what was worked with."""

_TRACES: Final = msgspec.msgpack.Decoder(tuple[Trace, ...])
_SUMMARY: Final = msgspec.msgpack.Decoder(Summary | None)


class Known:
    """A file that is as it was.

    ``number`` is of the last pass in which it was held against others, 0 of none; ``is_clean`` tells that nothing was
    found then.
    """

    def __init__(self, number: int, is_clean: bool, fetch: Callable[[str], bytes]) -> None:
        self.number = number
        self.is_clean = is_clean
        self._fetch = fetch

    @property
    def told(self) -> bytes:
        """Whatever its keeper made of what was found."""
        return self._fetch("told")

    @property
    def summary(self) -> Summary | None:
        """What of it matters to the edition's other articles; None of a file that could not be read."""
        summary: Summary | None = _SUMMARY.decode(self._fetch("summary"))
        return summary


class Traces:
    """The rows of one project that were kept under a ground; without a ``folder`` none is known, and none kept."""

    def __init__(self, folder: Path | None, ground: str) -> None:
        self._ground = ground
        self._waiting: list[tuple[str, tuple[Trace, ...], bytes, bytes, bool]] = []
        self._connection = _opened(folder) if folder is not None else None

    def recall(self, path: Path) -> Known | None:
        """Give what is known of a file where it and all that belongs to it are as they were; else None."""
        try:
            found = self._asked(path, "traces, pass, is_clean")
            if found is None or not all(_trace(trace[0]) == trace for trace in _TRACES.decode(found[0])):
                return None
        except (OSError, ValueError, sqlite3.Error):
            return None
        return Known(found[1], bool(found[2]), lambda column: bytes((self._asked(path, column) or (b"",))[0]))

    def _asked(self, path: Path, columns: str) -> tuple[Any, ...] | None:
        if self._connection is None:
            return None
        asked = f"select {columns} from rows where file = ? and ground = ?"
        found: tuple[Any, ...] | None = self._connection.execute(asked, (str(path), self._ground)).fetchone()
        return found

    def was_pass(self, number: int, paths: Iterable[Path]) -> bool:
        """Tell whether a pass held these files against each other, in this order."""
        if self._connection is None:
            return False
        with suppress(sqlite3.Error):
            found = self._connection.execute("select files from passes where pass = ?", (number,)).fetchone()
            return bool(found == (_listed(paths),))
        return False

    def keep(
        self, path: Path, told: bytes, summary: Summary | None, held: Iterable[Held], *, is_clean: bool = True
    ) -> None:
        """Keep what is known of a file; ``held`` are the files that belong to it, each with what says that it is right.

        That is asked after the trace was taken: a file that somebody changed meanwhile is not believed.
        """
        if self._connection is None:
            return
        traces = []
        for file, is_right in held:
            try:
                trace = _trace(str(file))
                if not is_right() or _trace(str(file)) != trace:
                    return
            except OSError:
                return
            traces.append(trace)
        self._waiting.append((str(path), tuple(traces), told, msgspec.msgpack.encode(summary), is_clean))
        if len(self._waiting) >= _MANY:
            self._flush()

    def close(self, *, together: Sequence[Path] = ()) -> None:
        """Write what is still to be kept; the files ``together`` were held against each other, in this order."""
        if self._connection is None:
            return
        self._flush()
        with suppress(sqlite3.Error):
            if together:
                (last,) = self._connection.execute("select coalesce(max(pass), 0) from passes").fetchone()
                self._connection.execute("insert into passes values (?, ?)", (last + 1, _listed(together)))
                marked = ((last + 1, str(path), self._ground) for path in together)
                self._connection.executemany("update rows set pass = ? where file = ? and ground = ?", marked)
                self._connection.execute("delete from passes where pass not in (select pass from rows)")
            self._connection.commit()
            self._connection.close()

    def _flush(self) -> None:
        """Keep rows whose files have rested and are as they were."""
        if not self._waiting or self._connection is None:
            return
        newest = max((trace[2] for row in self._waiting for trace in row[1]), default=0)
        rest = newest / 1e9 + _REST_SECONDS - time.time()
        if 0 < rest <= _REST_SECONDS:
            time.sleep(rest)
        with suppress(sqlite3.Error):
            for file, traces, *values in self._waiting:
                if all(_is_at_rest(trace) for trace in traces):
                    row = (file, self._ground, msgspec.msgpack.encode(traces), *values, 0)
                    self._connection.execute("insert or replace into rows values (?, ?, ?, ?, ?, ?, ?)", row)
            self._connection.commit()
        self._waiting.clear()


def _trace(path: str) -> Trace:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return path, -1, 0, 0
    return path, status.st_size, status.st_mtime_ns, status.st_ino


def _listed(paths: Iterable[Path]) -> str:
    return hashlib.sha256("\0".join(map(str, paths)).encode()).hexdigest()


def _is_at_rest(trace: Trace) -> bool:
    try:
        return _trace(trace[0]) == trace and trace[2] / 1e9 + _REST_SECONDS <= time.time()
    except OSError:
        return False


def _opened(folder: Path) -> Any:
    """Open the rows of a project; a damaged file goes, and where none can be there none is known."""
    file = folder / "traces.db"
    for _attempt in range(2):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(file, timeout=0.2)
            connection.execute("pragma synchronous = off")
            if connection.execute("pragma user_version").fetchone() != (_SHAPE,):
                connection.executescript(f"begin immediate; {_TABLES} pragma user_version = {_SHAPE}; commit;")
            return connection
        except (OSError, sqlite3.OperationalError):  # a folder that cannot be written, another process at work
            return None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                file.unlink()
    return None
