"""Getting a version back as files."""

import json
from pathlib import Path

import pytest

from repository.looks import object_folders
from repository.samples import QuickDisk, content, object_id, put
from titelei.errors import StorageError, UsageError
from titelei.repository.ocfl import Repository
from titelei.repository.ocfl import inventory as inventories


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "repository", disk=QuickDisk())
    put(repository, "a", 1)
    put(repository, "a", 2)
    return repository


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(("version", "n"), [("v1", 1), ("v2", 2), (None, 2)])
def test_each_version_comes_back_byte_for_byte(
    repository: Repository, tmp_path: Path, version: str | None, n: int
) -> None:
    into = tmp_path / "deep" / "copy"
    written = repository.export(object_id("a"), version, into)
    assert _files(into) == content("a", n)
    assert sorted(written) == sorted(into / path for path in content("a", n))
    assert [p.name for p in into.parent.iterdir()] == ["copy"], "nothing is left beside it"


def test_an_empty_folder_is_filled(repository: Repository, tmp_path: Path) -> None:
    into = tmp_path / "copy"
    into.mkdir()
    repository.export(object_id("a"), "v1", into)
    assert _files(into) == content("a", 1)


def test_a_folder_with_something_in_it_is_not_touched(repository: Repository, tmp_path: Path) -> None:
    into = tmp_path / "copy"
    into.mkdir()
    (into / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        repository.export(object_id("a"), "v1", into)
    assert _files(into) == {"mine.txt": b"mine"}


def test_a_file_and_the_working_folder_are_refused(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        repository.export(object_id("a"), None, tmp_path / "file")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(UsageError, match="the folder you are in"):
        repository.export(object_id("a"), None, Path())


@pytest.mark.parametrize("bad", ["../escaped.txt", "/tmp/escaped.txt", "out/../../escaped.txt"])
def test_a_stored_path_that_would_leave_the_folder_is_refused(repository: Repository, tmp_path: Path, bad: str) -> None:
    (folder,) = object_folders(tmp_path / "repository")
    inventory = json.loads((folder / "inventory.json").read_text())
    digest, _paths = inventory["versions"]["v2"]["state"].popitem()
    inventory["versions"]["v2"]["state"][digest] = [bad]
    data = json.dumps(inventory).encode()
    (folder / "inventory.json").write_bytes(data)
    (folder / "inventory.json.sha512").write_bytes(inventories.sidecar(data))
    with pytest.raises(StorageError, match="would leave the folder"):
        repository.export(object_id("a"), "v2", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("bad", ["../../../../../outside", "/etc/hostname", "v1/content/../../../../../../outside"])
def test_an_inventory_that_points_outside_its_object_is_refused(
    repository: Repository, tmp_path: Path, bad: str
) -> None:
    (tmp_path / "outside").write_text("secret")
    (folder,) = object_folders(tmp_path / "repository")
    for place in (folder, folder / "v2"):
        inventory = json.loads((place / "inventory.json").read_text())
        digest = next(iter(inventory["manifest"]))
        inventory["manifest"][digest] = [bad]
        data = json.dumps(inventory).encode()
        (place / "inventory.json").write_bytes(data)
        (place / "inventory.json.sha512").write_bytes(inventories.sidecar(data))
    with pytest.raises(StorageError, match="leaves the object's folder"):
        repository.get(object_id("a"))
