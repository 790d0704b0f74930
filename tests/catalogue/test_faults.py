"""A locked or full database, two writers, a damaged page of it: each a clear error, and the next command carries on."""

import multiprocessing
import resource
import signal
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text

from catalogue.articles import identifier, listed, open_catalogue, put
from catalogue.processes import deposit_some
from titelei.errors import StorageError
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue import database as databases
from titelei.repository.catalogue.checking import check

_processes = multiprocessing.get_context("forkserver")


def test_a_locked_database_is_said_and_the_next_command_carries_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "_WAIT_SECONDS", 0)
    catalogue = open_catalogue(tmp_path / "repository")
    put(catalogue, "a")
    other = sqlite3.connect(tmp_path / "repository" / "catalogue.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match=r"is stored as v2, and not shown yet\. .* it is locked by another program"):
        put(catalogue, "a", 2)
    other.execute("ROLLBACK")
    other.close()
    notes = put(catalogue, "b").notes
    assert notes == (f"A change of {identifier('a')} had been interrupted. The catalogue now has it as v2.",)
    assert check(catalogue) == ()


def test_a_full_disk_under_the_database_is_said_and_nothing_is_half_done(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    put(catalogue, "a")

    def limit(connection: Any, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    catalogue.close()
    event.listen(catalogue.database.engine, "connect", limit)
    before = listed(catalogue)
    said = ""
    for n in range(2, 200):
        try:
            put(catalogue, f"a{n}", n)
        except StorageError as error:
            said = str(error)
            break
        before = listed(catalogue)
    assert "the disk is full" in said
    assert listed(catalogue) == before
    catalogue.close()
    again = open_catalogue(tmp_path / "repository")
    (note,) = again.ready()
    assert "had been interrupted. The catalogue now has it as v1" in note
    assert check(again) == ()


def test_where_there_is_no_room_at_all_the_catalogue_can_be_read_and_a_change_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    put(catalogue, "a")
    catalogue.close()
    catalogue = open_catalogue(tmp_path / "repository")
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        assert catalogue.ready() == ()
        assert [name for name, _, _ in listed(catalogue)] == ["a"]
        monkeypatch.setattr(databases, "disk_usage", lambda _path: SimpleNamespace(free=0))
        with pytest.raises(StorageError, match="the disk is full"), catalogue.database.writing() as connection:
            connection.execute(text("DELETE FROM item"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    monkeypatch.undo()
    put(catalogue, "b")
    assert [name for name, _, _ in listed(catalogue)] == ["a", "b"]


def test_a_database_whose_pages_are_damaged_is_made_anew(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    for n in range(30):
        put(catalogue, f"a{n}")
    before = listed(catalogue)
    catalogue.close()
    file = tmp_path / "repository" / "catalogue.sqlite"
    data = bytearray(file.read_bytes())
    data[100:] = bytes(len(data) - 100)
    file.write_bytes(data)
    again = open_catalogue(tmp_path / "repository")
    assert any("was damaged" in note for note in again.ready())
    assert sorted(listed(again)) == sorted(before)
    assert check(again) == ()


@pytest.mark.long
def test_two_processes_lose_nothing_and_their_changes_come_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "repository"
    both = [_processes.Process(target=deposit_some, args=(path, own, 6)) for own in ("left", "right")]
    for process in both:
        process.start()
    for process in both:
        process.join(120)
        assert process.exitcode == 0
    catalogue = open_catalogue(path)
    assert catalogue.ready() == ()
    assert check(catalogue) == ()
    assert sorted(name for name, _, _ in listed(catalogue)) == ["left", "right", "shared"]
    assert len(catalogue.repository.log(identifier("left"))) == 6


def test_who_must_wait_too_long_is_told(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    put(catalogue, "a")
    catalogue._wait_seconds = 0.1
    with (
        open_catalogue(tmp_path / "repository").marker.hold(wait_seconds=1),
        pytest.raises(StorageError, match="is being written by another process"),
    ):
        put(catalogue, "a", 2)
    assert put(catalogue, "a", 2).version == "v2"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_the_server_has_closed_is_replaced(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(catalogue, "a")
    ask = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"

    def close_all() -> None:
        place = catalogue.database.engine.url
        socket = str(place.query["host"])
        with psycopg.connect(host=socket, user="titelei", dbname="postgres", autocommit=True) as other:
            assert other.execute(ask, (place.database,)).fetchone() != (0,)

    close_all()
    with pytest.raises(StorageError, match="server closed the connection"):
        listed(catalogue)
    assert [name for name, _, _ in listed(catalogue)] == ["a"], "the next request gets a new connection"
    monkeypatch.setattr(databases, "_TRUSTED_SECONDS", -1)
    close_all()
    assert [name for name, _, _ in listed(catalogue)] == ["a"], "one that was idle for long is asked first"
