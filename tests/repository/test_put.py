"""Depositing: what makes a version, what it holds, and what does not."""

import json
import os
from collections.abc import Callable
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from repository.looks import check_each_version, check_with_ocfl_py, object_folders, snapshot
from repository.samples import NOON, QuickDisk, content, counts, object_id, put
from titelei.errors import StorageError, UsageError
from titelei.model import User
from titelei.repository.ocfl import Repository


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "repository"


@pytest.fixture
def repository(path: Path) -> Repository:
    return Repository(path, disk=QuickDisk())


def _put(repository: Repository, files: dict[str, bytes], name: str = "a") -> str:
    stored = repository.put(
        object_id(name),
        files,
        message="m",
        user=User(name="U", address="mailto:u@example.org"),
        now=NOON,
        counts=counts,
    )
    return f"{stored.version} {'changed' if stored.changed else 'unchanged'}"


def test_the_first_deposit_makes_the_repository_and_version_1(path: Path, repository: Repository) -> None:
    assert not repository.exists
    assert repository.ids() == ()
    stored = put(repository, "a", 1)
    assert (stored.version, stored.changed, stored.notes) == ("v1", True, ())
    assert Repository(path).exists
    assert dict(repository.get(object_id("a"))) == content("a", 1)
    check_with_ocfl_py(path, objects=1)
    assert sorted(p.name for p in path.iterdir()) == ["lock", "ocfl"]
    assert (path / "lock").read_bytes() == b""


def test_the_same_deposit_again_changes_no_byte_and_no_time(path: Path) -> None:
    put(Repository(path), "a", 1)
    put(Repository(path), "a", 2)
    before = snapshot(path)
    stored = put(Repository(path), "a", 2, now=NOON + timedelta(days=1))
    assert (stored.version, stored.changed) == ("v2", False)
    assert snapshot(path) == before


def test_a_change_makes_the_next_version_and_keeps_the_first(path: Path, repository: Repository) -> None:
    put(repository, "a", 1)
    put(repository, "a", 2, now=NOON + timedelta(hours=1))
    assert check_each_version(repository, "a") == [1, 2]
    check_with_ocfl_py(path, objects=1)
    first, second = repository.log(object_id("a"))
    assert (first.number, first.files, first.removed) == ("v1", 6, ())
    assert first.added == tuple(sorted(content("a", 1)))
    assert second.modified == ("manifest.json", "out/index.html", "tei/a.xml")
    assert second.changed == second.modified
    assert (second.message, second.user_name) == ("state 2", "The editors")
    assert second.user_address == "mailto:editors@titelei.example.org"
    assert second.created == NOON + timedelta(hours=1)


def test_files_are_stored_once_whatever_version_or_name_has_them(path: Path, repository: Repository) -> None:
    put(repository, "a", 1)
    put(repository, "a", 2)
    put(repository, "a", 1)
    (folder,) = object_folders(path)
    assert len(list((folder / "v1" / "content").rglob("*.txt"))) == 2  # the page, and one of a.txt and b.txt
    assert sorted(p.name for p in (folder / "v3").iterdir()) == ["inventory.json", "inventory.json.sha512"]
    assert check_each_version(repository, "a") == [1, 2, 1]
    check_with_ocfl_py(path, objects=1)


def test_stored_files_have_one_name_only_when_the_deposit_is_done(path: Path) -> None:
    for n in (1, 2, 3):
        put(Repository(path), "a", n)
    assert {p.stat().st_nlink for p in path.rglob("*") if p.is_file()} == {1}


def test_a_manifest_that_differs_makes_no_version(repository: Repository) -> None:
    put(repository, "a", 1)
    assert _put(repository, content("a", 1) | {"manifest.json": b"{}"}) == "v1 unchanged"
    assert dict(repository.get(object_id("a")))["manifest.json"] == content("a", 1)["manifest.json"]


def test_receipts_stay_when_an_article_changes_and_do_not_make_it_changed(path: Path, repository: Repository) -> None:
    receipt = {"receipts/zenodo/1.json": b'{"id": 7}'}
    assert _put(repository, content("a", 1) | receipt) == "v1 changed"
    assert _put(repository, content("a", 1)) == "v1 unchanged"
    assert _put(repository, content("a", 2)) == "v2 changed"
    assert dict(repository.get(object_id("a"))) == content("a", 2) | receipt
    check_with_ocfl_py(path, objects=1)


def test_a_file_that_is_no_longer_made_is_gone_from_the_next_version(repository: Repository) -> None:
    put(repository, "a", 1)
    less = {p: d for p, d in content("a", 1).items() if p != "out/b.txt"}
    assert _put(repository, less) == "v2 changed"
    assert repository.log(object_id("a"))[1].removed == ("out/b.txt",)
    assert "out/b.txt" in dict(repository.get(object_id("a"), "v1"))


def test_a_clock_set_back_never_dates_a_version_before_its_predecessor(repository: Repository) -> None:
    put(repository, "a", 1)
    stored = put(repository, "a", 2, now=NOON - timedelta(days=400))
    (note,) = stored.notes
    assert "2025-01-25T12:00:00Z" in note
    assert "2026-03-01T12:00:00Z" in note
    assert [v.created for v in repository.log(object_id("a"))] == [NOON, NOON]


def test_times_are_kept_in_utc_seconds(path: Path, repository: Repository) -> None:
    put(repository, "a", 1, now=(NOON + timedelta(microseconds=7)).astimezone(timezone(timedelta(hours=3))))
    (folder,) = object_folders(path)
    inventory = json.loads((folder / "inventory.json").read_text())
    assert inventory["versions"]["v1"]["created"] == "2026-03-01T12:00:00Z"


def test_words_in_any_script_come_back_as_they_were(path: Path, repository: Repository) -> None:
    repository.put(
        object_id("a"),
        {"source/страница é.txt": "Амбарцумян".encode()},
        message="Первое издание “🖋”",
        user=User(name="Каринэ", address=""),
        now=NOON,
    )
    (version,) = repository.log(object_id("a"))
    assert (version.message, version.user_name) == ("Первое издание “🖋”", "Каринэ")
    assert dict(repository.get(object_id("a"))) == {"source/страница é.txt": "Амбарцумян".encode()}


@pytest.mark.parametrize("bad", ["../x", "out/../../x", "/etc/x", "out//x", "out/./x", "out/", "", "out/\x00", "a\nb"])
def test_a_path_that_cannot_be_stored_is_refused_by_its_name(path: Path, repository: Repository, bad: str) -> None:
    with pytest.raises(UsageError, match="cannot be a path"):
        _put(repository, {bad: b"x"})
    assert not path.exists()


def test_a_path_that_would_be_file_and_folder_is_refused(repository: Repository) -> None:
    with pytest.raises(UsageError, match="out/a would be a file and a folder"):
        _put(repository, {"out/a": b"x", "out/a/b": b"y"})


def test_a_folder_that_is_no_repository_is_refused_and_not_touched(path: Path) -> None:
    path.mkdir()
    (path / "thesis.doc").write_bytes(b"years of work")
    before = snapshot(path)
    with pytest.raises(StorageError, match=r"holds files \(thesis.doc\) but no OCFL storage root"):
        Repository(path)
    assert snapshot(path) == before


def test_a_file_in_the_repository_s_place_is_refused(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(StorageError, match="is a file"):
        Repository(path)


def test_a_storage_root_of_another_kind_is_refused(path: Path) -> None:
    put(Repository(path, disk=QuickDisk()), "a", 1)
    layout = path / "ocfl" / "ocfl_layout.json"
    layout.write_text(json.dumps({"extension": "0002-flat-direct-storage-layout", "description": "flat"}))
    with pytest.raises(StorageError, match="layout 0002-flat-direct"):
        Repository(path)
    (path / "ocfl" / "0=ocfl_1.1").unlink()
    with pytest.raises(StorageError, match=r"0=ocfl_1\.1 is missing"):
        Repository(path)


def test_an_empty_folder_is_taken_as_the_repository(path: Path) -> None:
    path.mkdir()
    assert put(Repository(path, disk=QuickDisk()), "a", 1).version == "v1"


def test_an_unknown_identifier_is_answered_with_the_nearest(repository: Repository) -> None:
    with pytest.raises(UsageError, match="There is no repository"):
        repository.log(object_id("a"))
    for name in ("ambartsumyan-2021", "smith-1999"):
        put(repository, name, 1)
    with pytest.raises(UsageError, match=r"nearest are oai:titelei\.example\.org:ambartsumyan-2021"):
        repository.get(object_id("ambartsumian-2021"))
    with pytest.raises(UsageError, match="titelei repository list"):
        repository.log("zzz")
    with pytest.raises(UsageError, match=r"no version v3\. It has v1\."):
        repository.get(object_id("smith-1999"), "v3")


def test_a_short_name_means_the_identifier_that_ends_in_it(repository: Repository) -> None:
    put(repository, "smith-1999", 1)
    assert repository.resolve("smith-1999") == object_id("smith-1999")
    assert repository.resolve(object_id("smith-1999")) == object_id("smith-1999")
    with pytest.raises(UsageError, match=r"nearest are oai:titelei\.example\.org:smith-1999"):
        repository.resolve("smith-199")


def test_no_deposit_lists_the_storage_root(path: Path) -> None:
    repository = Repository(path, disk=QuickDisk())
    put(repository, "first", 1)
    listed = _listed_while(lambda: put(repository, "second", 1))
    assert not [each for each in listed if Path(each).is_relative_to(path / "ocfl")]
    assert str(path / "ocfl") in _listed_while(repository.ids), "the test must see what is listed"


def _listed_while(action: Callable[[], object]) -> list[str]:
    """Give the folders that are listed while something is done."""
    listed: list[str] = []
    real = os.scandir, os.listdir

    def scandir(path: object = ".") -> object:
        if isinstance(path, str | os.PathLike):
            listed.append(os.fspath(path))
        return real[0](path)  # type: ignore[call-overload]

    def listdir(path: object = ".") -> object:
        if isinstance(path, str | os.PathLike):
            listed.append(os.fspath(path))
        return real[1](path)  # type: ignore[call-overload]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        patch.setattr(os, "listdir", listdir)
        action()
    return listed
