"""Adding files to an object beside its content, such as receipts."""

from pathlib import Path

import pytest

from repository.samples import NOON, QuickDisk, counts, object_id, put
from titelei.errors import UsageError
from titelei.model import User
from titelei.repository.ocfl import Repository, Stored


def add(repository: Repository, path: str, data: bytes) -> Stored:
    return repository.restate(
        object_id("a"),
        {path: data},
        message="receipt: library",
        user=User(name="The editors", address="mailto:editors@titelei.example.org"),
        now=NOON,
    )


def test_what_is_added_is_a_version_with_all_that_was_there(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r", disk=QuickDisk())
    put(repository, "a", 1)
    before = dict(repository.get(object_id("a")))
    assert add(repository, "receipts/library/1.json", b"{}").version == "v2"
    assert dict(repository.get(object_id("a"))) == before | {"receipts/library/1.json": b"{}"}
    assert repository.log(object_id("a"))[1].changed == ("receipts/library/1.json",)


def test_it_is_added_once(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r", disk=QuickDisk())
    put(repository, "a", 1)
    add(repository, "receipts/library/1.json", b"{}")
    assert not add(repository, "receipts/library/1.json", b"{}").changed


def test_it_makes_no_change_of_the_content_and_stays_through_one(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r", disk=QuickDisk())
    put(repository, "a", 1)
    add(repository, "receipts/library/1.json", b"{}")
    assert not put(repository, "a", 1).changed
    assert put(repository, "a", 2).version == "v3"
    assert "receipts/library/1.json" in dict(repository.get(object_id("a")))
    assert not counts("receipts/library/1.json")


def test_nothing_is_added_to_an_object_that_is_not_there(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r", disk=QuickDisk())
    put(repository, "b", 1)
    with pytest.raises(UsageError, match="holds no"):
        add(repository, "receipts/library/1.json", b"{}")
    assert repository.ids() == (object_id("b"),)
