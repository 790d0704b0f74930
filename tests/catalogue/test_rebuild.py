"""The catalogue can be made anew from the storage root alone, and says the same."""

import shutil
import threading
from pathlib import Path

import pytest

from catalogue.articles import Clock, content, identifier, listed, open_catalogue, put, withdraw
from titelei.errors import StorageError
from titelei.model import User
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.checking import check
from titelei.repository.catalogue.database import open_database
from titelei.repository.catalogue.reading import snapshot
from titelei.repository.catalogue.tables import SCHEMA


def _fill(catalogue: Catalogue) -> Clock:
    clock = Clock()
    for n, name in enumerate(("c", "a", "b", "d")):
        clock.seconds += 10
        put(catalogue, name, now=clock, year=2020 + n)
    clock.seconds += 10
    put(catalogue, "a", 2, now=clock)
    clock.seconds += 10
    withdraw(catalogue, "b", now=clock)
    return clock


def test_a_rebuilt_catalogue_lists_the_same_with_the_same_datestamps(catalogue: Catalogue, tmp_path: Path) -> None:
    _fill(catalogue)
    before = [listed(catalogue, prefix) for prefix in ("oai_dc", "tei")]
    assert catalogue.rebuild() == (4, (), ())
    assert [listed(catalogue, prefix) for prefix in ("oai_dc", "tei")] == before
    shutil.copytree(catalogue.path / "ocfl", tmp_path / "copy" / "ocfl")
    copy = open_catalogue(tmp_path / "copy")
    (note,) = copy.ready()
    assert note == "There was no catalogue; it was made anew from the storage root, with 4 articles."
    assert [listed(copy, prefix) for prefix in ("oai_dc", "tei")] == before
    with snapshot(catalogue.database) as one, snapshot(copy.database) as other:
        assert one.sets("", 100) == other.sets("", 100)


def test_changes_go_on_after_a_rebuild(catalogue: Catalogue) -> None:
    clock = _fill(catalogue)
    catalogue.rebuild()
    put(catalogue, "new", now=clock)
    put(catalogue, "c", 2, now=clock)
    assert [name for name, _, _ in listed(catalogue)][-2:] == ["new", "c"]
    assert catalogue.ready() == ()


def test_a_damaged_catalogue_is_moved_aside_and_made_anew(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    _fill(catalogue)
    before = listed(catalogue)
    catalogue.close()
    file = tmp_path / "repository" / "catalogue.sqlite"
    file.write_bytes(b"This is no database. " * 1000)
    again = open_catalogue(tmp_path / "repository")
    notes = again.ready()
    assert "it is now catalogue.sqlite.damaged" in notes[0]
    assert "was damaged; it was made anew from the storage root, with 4 articles." in notes[1]
    assert listed(again) == before


@pytest.mark.parametrize("older", ["DELETE FROM state", "UPDATE state SET value = '0'"])
def test_tables_of_an_earlier_release_are_made_anew_by_the_next_command(catalogue: Catalogue, older: str) -> None:
    from sqlalchemy import text

    _fill(catalogue)
    before = listed(catalogue)
    with catalogue.database.writing() as connection:
        connection.execute(text("DROP TABLE entity"))
        connection.execute(text("CREATE TABLE alembic_version (version_num text)"))
        connection.execute(text(f"{older} WHERE name = 'schema'"))
    (note,) = catalogue.ready()
    assert "another release; it was made anew from the storage root, with 4 articles" in note
    assert listed(catalogue) == before
    assert check(catalogue) == ()
    assert catalogue.migrate() == (SCHEMA, SCHEMA, ())


def test_a_catalogue_of_a_newer_release_is_left_alone(catalogue: Catalogue) -> None:
    from sqlalchemy import text

    _fill(catalogue)
    before = listed(catalogue)
    with catalogue.database.writing() as connection:
        connection.execute(text("UPDATE state SET value = '9999' WHERE name = 'schema'"))
    with pytest.raises(StorageError, match="made by a newer release"):
        catalogue.ready()
    with pytest.raises(StorageError, match="made by a newer release"):
        put(catalogue, "new")
    with pytest.raises(StorageError, match="made by a newer release"):
        catalogue.migrate()
    assert listed(catalogue) == before


def test_tables_of_others_under_the_same_names_are_left_as_they_are(catalogue: Catalogue) -> None:
    from sqlalchemy import text

    catalogue.path.mkdir()
    with catalogue.database.writing() as connection:
        connection.execute(text("CREATE TABLE item (theirs text)"))
        connection.execute(text("INSERT INTO item VALUES ('kept')"))
    theirs = catalogue.database
    if theirs.file is not None:  # a file in our own folder is moved aside, whole
        put(catalogue, "a")
        theirs = open_database("", theirs.file.with_name("catalogue.sqlite.damaged"))
    else:
        with pytest.raises(StorageError, match="already exists"):
            put(catalogue, "a")
    with theirs.reading() as connection:
        assert connection.scalar(text("SELECT theirs FROM item")) == "kept"
    theirs.close()


def test_other_formats_in_the_registry_make_it_anew(tmp_path: Path) -> None:
    from sqlalchemy import text

    catalogue = open_catalogue(tmp_path / "repository")
    _fill(catalogue)
    with catalogue.database.writing() as connection:
        connection.execute(text("UPDATE state SET value = 'oai_dc' WHERE name = 'formats'"))
    (note,) = catalogue.ready()
    assert "made for other formats" in note
    assert len(listed(catalogue, "tei")) == 4


def test_objects_stored_before_there_was_a_catalogue_are_found(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    catalogue.repository.put(
        identifier("old"), content("old"), message="m", user=User(name="x", address="mailto:x@x.org"), now=Clock()()
    )
    notes = put(catalogue, "new").notes
    assert "made anew from the storage root, with 1 article." in notes[0]
    assert sorted(name for name, _, _ in listed(catalogue)) == ["new", "old"]


def test_a_backup_taken_while_the_repository_is_in_use_gives_every_version_back(tmp_path: Path) -> None:
    source, target = tmp_path / "repository", tmp_path / "backup"
    catalogue = open_catalogue(source)
    clock = Clock()
    for n in range(1, 4):
        put(catalogue, "a", n, now=clock)
    made, ended = threading.Semaphore(0), threading.Event()

    def work() -> None:
        own = open_catalogue(source)
        n = 0
        while not ended.is_set():
            n += 1
            put(own, f"b{n}", 1, now=clock)
            put(own, "c", n, now=clock)
            made.release()
        own.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        assert made.acquire(timeout=30)
        # Files are never taken away, so what was listed can be copied, though the writer has gone on meanwhile.
        listed_files = [path for path in (source / "ocfl").rglob("*") if path.is_file()]
        while made.acquire(blocking=False):
            pass
        for _ in range(2):
            assert made.acquire(timeout=30)
        for path in listed_files:
            copied = target / path.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)
    finally:
        ended.set()
        worker.join()
    copy = open_catalogue(target)
    note, *said = copy.ready()
    ids = copy.repository.ids()
    assert note.endswith(f"made anew from the storage root, with {len(ids)} articles.")
    assert {identifier("a"), identifier("b1"), identifier("c")} <= set(ids)
    for n in range(1, 4):
        assert dict(copy.repository.get(identifier("a"), f"v{n}")) == content("a", n)
    assert dict(copy.repository.get(identifier("b1"))) == content("b1")
    versions, notes = copy.repository.look(identifier("c"))
    assert "under way when it was copied" in notes[0]
    assert set(notes) <= set(said), "whoever brings a copy into use hears what it lacks"
    for n, version in enumerate(versions, 1):
        assert dict(copy.repository.get(identifier("c"), version.number)) == content("c", n)

    stored = put(copy, "c", 1000, now=clock)
    assert stored.version == f"v{len(versions) + 1}"
    assert stored.notes == notes
    assert copy.rebuild() == (len(ids), (), ())
    assert "c" in [name for name, _, _ in listed(copy)]
    assert check(copy) == ()


def test_a_catalogue_that_was_copied_after_its_storage_root_shows_what_is_deposited_next(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    clock = Clock()
    for n in (1, 2, 3):
        put(catalogue, "a", n, now=clock)
    (newest,) = (p for p in (tmp_path / "repository" / "ocfl").rglob("v3") if p.is_dir())
    shutil.rmtree(newest)
    assert put(catalogue, "a", 7, now=clock).version == "v3"
    assert check(catalogue) == ()


def _closed_with(path: Path, *names: str) -> Clock:
    """Deposit articles into a repository, and close its catalogue, so that the file is whole."""
    catalogue, clock = open_catalogue(path), Clock()
    for name in names:
        clock.seconds += 10
        put(catalogue, name, now=clock)
    catalogue.close()
    return clock


@pytest.mark.parametrize("goes_on", [False, True])
def test_an_older_catalogue_put_back_while_nobody_served_is_compared_with_the_storage_root(
    tmp_path: Path, goes_on: bool
) -> None:
    clock = _closed_with(tmp_path, "a", "b")
    older = (tmp_path / "catalogue.sqlite").read_bytes()
    catalogue = open_catalogue(tmp_path)
    clock.seconds += 10
    withdraw(catalogue, "b", now=clock)
    catalogue.close()
    (tmp_path / "catalogue.sqlite").write_bytes(older)
    again = open_catalogue(tmp_path)
    if goes_on:  # a deposit of another article does not hide that
        clock.seconds += 10
        put(again, "c", now=clock)
    assert again.ready() == ()
    assert again.fit()[0] == "The catalogue does not fit the storage root; it is made anew."
    assert {name: is_deleted for name, _, is_deleted in listed(again)}["b"]
    assert again.fit() == ()


def test_a_catalogue_that_the_last_change_left_is_not_compared_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _closed_with(tmp_path, "a", "b")
    catalogue = open_catalogue(tmp_path)
    monkeypatch.setattr(catalogue.repository, "ids", lambda: pytest.fail("the storage root was listed"))
    assert catalogue.fit() == ()
