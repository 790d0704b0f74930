"""A crash at every single step of a deposit, and at every step of the recovery from it.

The process is killed in step 1, 2, 3 … until a deposit gets through; a write or removal is left half done. Each
time a reader, an OCFL validator and the next deposit must find the old version or the new one, whole.
"""

import os
import shutil
from pathlib import Path

import pytest

from repository.looks import check_each_version, check_with_ocfl_py, object_folders
from repository.samples import Killed, QuickDisk, StepDisk, content, killed_at, no_fault, object_id, put
from titelei.repository.ocfl import Repository
from titelei.repository.ocfl.disk import PosixDisk

FIRST, OTHER, NEXT = "the first deposit of all", "a new object beside another", "a new version"


def _prepare(path: Path, case: str) -> None:
    if case == OTHER:
        put(Repository(path, disk=QuickDisk()), "b", 1)
    if case == NEXT:
        put(Repository(path, disk=QuickDisk()), "a", 1)
        put(Repository(path, disk=QuickDisk()), "a", 2)


def _steps(base: Path, exchanges: bool) -> StepDisk:
    """Deposit without a crash in a copy, to learn the steps."""
    shutil.copytree(base, base.parent / "whole")
    disk = StepDisk(no_fault, exchanges=exchanges)
    put(Repository(base.parent / "whole", disk=disk), "a", 3)
    return disk


def _states(path: Path) -> list[int]:
    """Read as somebody does who comes by after the crash: every version that shows must be whole."""
    reader = Repository(path)
    return check_each_version(reader, "a") if object_id("a") in reader.ids() else []


EACH = pytest.param(1, id="each step", marks=pytest.mark.long)
"""A crash at each step of all, which takes minutes; else at one step in so many, the last among them."""


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "no exchange"])
@pytest.mark.parametrize("case", [FIRST, OTHER, NEXT])
@pytest.mark.parametrize("every", [pytest.param(4, id="one step in four"), EACH])
def test_a_crash_at_any_step_leaves_the_old_version_or_the_new_one(
    tmp_path: Path, case: str, exchanges: bool, every: int
) -> None:
    base = tmp_path / "base"
    base.mkdir()
    _prepare(base, case)
    before = {FIRST: [], OTHER: [], NEXT: [1, 2]}[case]
    others = int(case == OTHER)
    steps = _steps(base, exchanges).steps
    assert steps > 15
    seen: set[int] = set()
    for last in range(steps, 0, -every):
        path = tmp_path / str(last)
        shutil.copytree(base, path)
        with pytest.raises(Killed):
            put(Repository(path, disk=StepDisk(killed_at(last), exchanges=exchanges)), "a", 3)

        states = _states(path)
        assert states in (before, [*before, 3]), f"step {last}"
        seen.add(len(states))
        if (exchanges or case != NEXT) and (path / "ocfl").exists():
            check_with_ocfl_py(path, objects=others + bool(states))

        messages = Repository(path, disk=QuickDisk(exchanges=exchanges)).recover()
        settled = _states(path)
        assert settled in (states, [*before, 3]), f"step {last}"
        assert not (path / "staging").exists()
        if (path / "ocfl").exists():
            check_with_ocfl_py(path, objects=others + bool(settled))
        _check_messages(messages, settled, path, last)

        stored = put(Repository(path, disk=QuickDisk()), "a", 3)
        assert stored.changed == (settled == before), f"step {last}"
        assert stored.notes == ()
        assert _states(path) == [*before, 3]
        check_with_ocfl_py(path, objects=others + 1)
    assert seen == {len(before), len(before) + 1}, "some crash must fall before the commit, some after it"


def _check_messages(messages: tuple[str, ...], settled: list[int], path: Path, last: int) -> None:
    text = " ".join(messages)
    if "had been interrupted. v3 is in place, whole" in text:
        assert settled[-1] == 3
    elif "v3 was not in place yet, and v2 stands as it was" in text:
        assert settled[-1] == 2
    elif "v1 is in place, whole" in text:
        assert settled == [3]
    elif "It is not in the repository yet" in text:
        assert settled == []
    else:
        # Nothing of an object had been staged, or all had been cleared away.
        assert "deposit of" not in text, f"step {last}: {text}"


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "no exchange"])
@pytest.mark.parametrize("every", [pytest.param(5, id="one step in five"), EACH])
def test_a_crash_in_the_recovery_is_recovered_from(tmp_path: Path, exchanges: bool, every: int) -> None:
    base = tmp_path / "base"
    base.mkdir()
    _prepare(base, NEXT)
    tried = 0
    for last in list(_steps(base, exchanges).telling_steps())[::-every]:
        crashed = tmp_path / f"crashed-{last}"
        shutil.copytree(base, crashed)
        with pytest.raises(Killed):
            put(Repository(crashed, disk=StepDisk(killed_at(last), exchanges=exchanges)), "a", 3)
        again = 0
        is_through = False
        while not is_through:
            again += 1
            path = tmp_path / f"again-{last}-{again}"
            shutil.copytree(crashed, path)
            try:
                Repository(path, disk=StepDisk(killed_at(again), exchanges=exchanges)).recover()
                is_through = True
            except Killed:
                tried += 1
            assert _states(path) in ([1, 2], [1, 2, 3]), f"steps {last}, {again}"
            assert put(Repository(path, disk=QuickDisk()), "a", 4).version in ("v3", "v4")
            assert _states(path) in ([1, 2, 4], [1, 2, 3, 4]), f"steps {last}, {again}"
            check_with_ocfl_py(path, objects=1)
    assert tried > 10 // every


def test_a_disk_without_hard_links_gets_the_new_version_all_the_same(tmp_path: Path) -> None:
    class Unlinked(QuickDisk):
        def link(self, existing: Path, path: Path) -> bool:
            return False

    for n in (1, 2, 3):
        put(Repository(tmp_path / "r", disk=Unlinked()), "a", n)
    assert _states(tmp_path / "r") == [1, 2, 3]
    check_with_ocfl_py(tmp_path / "r", objects=1)
    assert dict(Repository(tmp_path / "r").get(object_id("a"))) == content("a", 3)


@pytest.mark.parametrize("case", [OTHER, NEXT])
def test_all_that_is_staged_is_flushed_before_the_commit_and_the_folder_above_after_it(
    tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _prepare(tmp_path / "r", case)
    flushed: list[str] = []
    unflushed_at_commit: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        flushed.append(os.readlink(f"/proc/self/fd/{handle}"))
        real(handle)

    class Watched(PosixDisk):
        def _commit(self, tree: Path) -> None:
            # A file with two names belongs to an earlier version and was flushed with it.
            staged = [p for p in (tree, *tree.rglob("*")) if p.is_dir() or p.stat().st_nlink == 1]
            assert len(staged) > 8
            unflushed_at_commit.extend(str(p) for p in staged if str(p) not in flushed)
            flushed.clear()

        def rename(self, source: Path, target: Path) -> None:
            self._commit(source)
            super().rename(source, target)

        def exchange(self, one: Path, other: Path) -> bool:
            self._commit(one)
            return super().exchange(one, other)

    monkeypatch.setattr(os, "fsync", fsync)
    put(Repository(tmp_path / "r", disk=Watched()), "a", 3)
    assert not unflushed_at_commit
    (folder,) = (f for f in object_folders(tmp_path / "r") if f.name.endswith("a"))
    assert any(folder.is_relative_to(Path(each)) for each in flushed)


def test_the_folders_of_many_versions_are_flushed_in_one_call_before_the_commit(tmp_path: Path) -> None:
    for n in range(1, 16):
        put(Repository(tmp_path / "r", disk=QuickDisk()), "a", n)
    calls: list[str] = []

    class Watched(PosixDisk):
        def sync(self, folder: Path) -> None:
            calls.append("folder")
            super().sync(folder)

        def _sync_disk(self, folder: Path) -> bool:
            calls.append("disk")
            return super()._sync_disk(folder)

        def exchange(self, one: Path, other: Path) -> bool:
            calls.append("commit")
            return super().exchange(one, other)

    put(Repository(tmp_path / "r", disk=Watched()), "a", 16)
    if calls[1:2] != ["commit"]:
        pytest.skip("this system does not flush a disk in one call (syncfs), or exchanges no folders (renameat2)")
    assert calls == ["disk", "commit", "folder"]
    assert _states(tmp_path / "r") == list(range(1, 17))
    check_with_ocfl_py(tmp_path / "r", objects=1)
