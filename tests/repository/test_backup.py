"""Backing up is copying the storage root while it is in use: whatever the order of the copying, the copy is usable.

Version folders never change once they are there, so a copy can only lack the newest ones; but its root inventory and
its sidecar may be older or newer than the folders, and than each other.
"""

import multiprocessing
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from repository.looks import check_each_version, check_with_ocfl_py, object_folders, snapshot
from repository.processes import deposit_on_and_on
from repository.samples import Killed, QuickDisk, StepDisk, content, killed_at, no_fault, object_id, put
from titelei.errors import StorageError
from titelei.repository.ocfl import Repository

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["titelei.repository.ocfl"])

INVENTORY, SIDECAR = "inventory.json", "inventory.json.sha512"


def _is_root_inventory(path: Path) -> bool:
    return path.name == INVENTORY and not path.parent.name.startswith("v")


def _is_root_sidecar(path: Path) -> bool:
    return path.name == SIDECAR and not path.parent.name.startswith("v")


ORDERS: dict[str, Callable[[Path], object]] = {
    "by name": str,
    "by name, backwards": lambda path: [-ord(letter) for letter in str(path)],
    "inventory first": lambda path: (not _is_root_inventory(path), str(path)),
    "inventory last": lambda path: (_is_root_inventory(path), str(path)),
    "inventory first, sidecar last": lambda p: (not _is_root_inventory(p), _is_root_sidecar(p), str(p)),
    "sidecar first, inventory last": lambda p: (not _is_root_sidecar(p), _is_root_inventory(p), str(p)),
    "by chance": lambda path: random.Random(str(path)).random(),
}


@pytest.mark.parametrize(
    "order", [pytest.param(name, marks=pytest.mark.long if number else ()) for number, name in enumerate(ORDERS)]
)
def test_a_copy_made_while_another_process_deposits_goes_on_in_any_order(tmp_path: Path, order: str) -> None:
    source = tmp_path / "source"
    here, there = _processes.Pipe(duplex=False)
    process = _processes.Process(target=deposit_on_and_on, args=(source, 1, there))
    process.start()
    there.close()
    reported = {"a": 0, "b": 0}

    def hear(until: int) -> None:
        """Take in reports until both articles have that many versions, and all that have come after that."""
        while min(reported.values()) < until or here.poll():
            assert here.poll(30)
            name, n = here.recv()
            reported[name] = n

    copies: list[tuple[Path, dict[str, int]]] = []
    try:
        hear(2)
        for number in range(2):
            floor = dict(reported)
            listed = [path for path in (source / "ocfl").rglob("*") if path.is_file()]
            # Let the writer go on between the listing and the copying, and in the midst of it.
            waits = (0, len(listed) // 2)
            for n, path in enumerate(sorted(listed, key=ORDERS[order])):  # type: ignore[arg-type]
                if n in waits:
                    hear(0)
                    # The next one may have been done when the files were listed, and the one after it may not.
                    hear(min(reported.values()) + 2)
                target = tmp_path / f"copy-{number}" / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
            copies.append((tmp_path / f"copy-{number}", floor))
    finally:
        process.kill()
        process.join()
    for path, floor in copies:
        _check_copy(path, floor)


def _check_copy(path: Path, floor: dict[str, int]) -> None:
    """Hold a copy to what had been deposited when it was begun: all of that is there, and it goes on."""
    copy = Repository(path, disk=QuickDisk())
    for name, least in floor.items():
        states = check_each_version(copy, name)
        assert states == list(range(1, len(states) + 1))
        assert len(states) >= least
        rules = {finding.rule for finding in copy.check(object_id(name))}
        assert rules, "the copy is as the writer left it: the test proves nothing"
        assert rules <= {"version-unfinished", "inventory-unsound"}
        assert bool(copy.look(object_id(name))[1]) == ("version-unfinished" in rules)
        stored = put(copy, name, 999_999)
        assert (stored.version, stored.changed) == (f"v{len(states) + 1}", True)
        assert stored.notes
        assert check_each_version(copy, name) == [*states, 999_999]
        assert copy.check(object_id(name)) == ()
        assert copy.look(object_id(name))[1] == ()
    check_with_ocfl_py(path, objects=len(floor))
    assert sorted(each.name for each in path.iterdir()) == ["lock", "ocfl"]


def _made(path: Path, versions: int) -> Path:
    for n in range(1, versions + 1):
        put(Repository(path, disk=QuickDisk()), "a", n)
    (folder,) = object_folders(path)
    return folder


def test_a_copy_whose_inventory_names_versions_that_were_not_copied_says_so_and_goes_on(tmp_path: Path) -> None:
    folder = _made(tmp_path, 4)
    for version in ("v3", "v4"):
        shutil.rmtree(folder / version)
    before = snapshot(tmp_path / "ocfl")
    copy = Repository(tmp_path)
    versions, notes = copy.look(object_id("a"))
    assert [version.number for version in versions] == ["v1", "v2"]
    assert notes == (
        f"{object_id('a')}: this copy of the repository holds v2 whole; v3 to v4 were under way when it was copied, "
        "and files of it are missing. The article goes on from v2.",
    )
    (finding,) = copy.check(object_id("a"))
    assert (finding.rule, finding.message) == ("version-unfinished", notes[0])
    assert copy.head(object_id("a")) == "v2"
    assert dict(copy.get(object_id("a"))) == content("a", 2)
    assert snapshot(tmp_path / "ocfl") == before, "reading mends nothing"
    stored = put(copy, "a", 2)
    assert (stored.version, stored.changed, stored.notes) == ("v2", False, notes)
    check_with_ocfl_py(tmp_path, objects=1)
    assert put(copy, "a", 5).version == "v3"
    assert check_each_version(copy, "a") == [1, 2, 5]
    check_with_ocfl_py(tmp_path, objects=1)


@pytest.mark.parametrize("missing", ["content/tei/a.xml", INVENTORY, SIDECAR, "content"])
@pytest.mark.parametrize("root", ["sound", "unsound"])
def test_what_was_copied_of_an_unfinished_version_is_set_aside_and_not_deleted(
    tmp_path: Path, missing: str, root: str
) -> None:
    folder = _made(tmp_path, 3)
    lost = folder / "v3" / missing
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    if root == "unsound":
        shutil.copyfile(folder / "v1" / SIDECAR, folder / SIDECAR)
    remains = sorted(path.name for path in (folder / "v3").rglob("*"))
    copy = Repository(tmp_path, disk=QuickDisk())
    assert check_each_version(copy, "a") == [1, 2]
    assert {finding.rule for finding in copy.check(object_id("a"))} == {"version-unfinished"}
    stored = put(copy, "a", 4)
    assert (stored.version, stored.changed) == ("v3", True)
    assert "holds v2 whole; v3 was under way" in stored.notes[0]
    aside = tmp_path / "set-aside" / f"{folder.name}.v3"
    assert str(aside) in stored.notes[1]
    assert sorted(path.name for path in aside.rglob("*")) == remains
    assert check_each_version(copy, "a") == [1, 2, 4]
    check_with_ocfl_py(tmp_path, objects=1)


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("name", ["content/tei/a.xml", INVENTORY])
def test_a_file_that_is_damaged_takes_no_version_back(tmp_path: Path, name: str) -> None:
    folder = _made(tmp_path, 3)
    _flip(folder / "v3" / name)
    copy = Repository(tmp_path, disk=QuickDisk())
    assert copy.head(object_id("a")) == "v3"
    assert copy.look(object_id("a"))[1] == ()
    assert "version-unfinished" not in {finding.rule for finding in copy.check(object_id("a"))}
    if name != INVENTORY:
        with pytest.raises(StorageError, match=r"v3/content/tei/a\.xml is damaged"):
            dict(copy.get(object_id("a")))


def test_damage_beside_missing_files_takes_no_version_back(tmp_path: Path) -> None:
    """A damaged inventory in the newest folder is no sign of a copy, though a file is missing beside it."""
    folder = _made(tmp_path, 3)
    (folder / "v3" / "content" / "tei" / "a.xml").unlink()
    _flip(folder / "v3" / INVENTORY)
    copy = Repository(tmp_path, disk=QuickDisk())
    assert copy.head(object_id("a")) == "v3"
    with pytest.raises(StorageError, match=r"v3/content/tei/a\.xml is missing"):
        dict(copy.get(object_id("a")))


def test_a_copy_in_which_an_older_file_is_damaged_is_not_gone_on_from(tmp_path: Path) -> None:
    folder = _made(tmp_path, 3)
    shutil.rmtree(folder / "v3")
    _flip(folder / "v1" / "content" / "source" / "a.txt")
    before = snapshot(tmp_path / "ocfl")
    with pytest.raises(StorageError, match=r"v1/content/source/a\.txt is damaged.*backup"):
        put(Repository(tmp_path, disk=QuickDisk()), "a", 4)
    assert snapshot(tmp_path / "ocfl") == before


def test_two_missing_versions_of_which_one_lies_between_are_damage(tmp_path: Path) -> None:
    folder = _made(tmp_path, 4)
    shutil.rmtree(folder / "v3" / "content")
    copy = Repository(tmp_path, disk=QuickDisk())
    assert copy.head(object_id("a")) == "v4"
    with pytest.raises(StorageError, match=r"v3/content/.* is missing"):
        dict(copy.get(object_id("a"), "v3"))


@pytest.mark.long
@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "no exchange"])
def test_a_crash_while_a_copy_is_mended_loses_nothing(tmp_path: Path, exchanges: bool) -> None:
    base = tmp_path / "base"
    (_made(base, 3) / "v3" / "content" / "tei" / "a.xml").unlink()
    shutil.copytree(base, tmp_path / "whole")
    disk = StepDisk(no_fault, exchanges=exchanges)
    put(Repository(tmp_path / "whole", disk=disk), "a", 4)
    for last in (*range(1, 16), *range(16, disk.steps + 1, 5)):
        path = tmp_path / str(last)
        shutil.copytree(base, path)
        with suppress(Killed):
            put(Repository(path, disk=StepDisk(killed_at(last), exchanges=exchanges)), "a", 4)
        assert check_each_version(Repository(path), "a") in ([1, 2], [1, 2, 4]), f"step {last}"
        assert put(Repository(path, disk=QuickDisk(exchanges=exchanges)), "a", 4).version == "v3"
        assert check_each_version(Repository(path), "a") == [1, 2, 4]
        assert len(list((path / "set-aside").iterdir())) == 1
        check_with_ocfl_py(path, objects=1)
