"""Real processes: killed with SIGKILL at random moments, two at once, and a reader beside a writer."""

import multiprocessing
import random
import time
from pathlib import Path

import pytest

from repository.looks import check_each_version, check_with_ocfl_py
from repository.processes import deposit_on_and_on, deposit_some, hold
from repository.samples import content, object_id, put
from titelei.errors import StorageError
from titelei.repository.ocfl import Repository

pytestmark = pytest.mark.long

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["titelei.repository.ocfl"])


@pytest.mark.parametrize("kills", [10, pytest.param(100, marks=pytest.mark.long)])
def test_a_killed_process_loses_nothing_that_it_had_reported(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "repository"
    moments = random.Random(kills)
    reported = {"a": 0, "b": 0}
    interrupted = 0
    for round_number in range(1, kills + 1):
        here, there = _processes.Pipe(duplex=False)
        start = 1000 * round_number
        process = _processes.Process(target=deposit_on_and_on, args=(path, start, there))
        process.start()
        there.close()
        assert here.poll(20)
        time.sleep(moments.uniform(0, 0.04))
        process.kill()
        process.join()
        while True:
            try:
                name, n = here.recv()
            except EOFError:
                break
            reported[name] = n

        if (path / "ocfl").exists():
            check_with_ocfl_py(path, objects=len(Repository(path).ids()))
        interrupted += bool(Repository(path).recover())
        assert not (path / "staging").exists()
        for name, n in reported.items():
            if n:
                newest = Repository(path).log(object_id(name))[-1]
                found = int(newest.message.removeprefix("state "))
                assert found in (n, n + 1 if n >= start else start)
                assert dict(Repository(path).get(object_id(name))) == content(name, found)
                reported[name] = found
        if round_number % 5 == 0:
            # Begin anew now and then: an object with many versions only makes the test slow.
            for name in filter(reported.get, reported):
                check_each_version(Repository(path), name)
            path = tmp_path / f"repository-{round_number}"
            reported = {"a": 0, "b": 0}
    assert interrupted, "no kill fell into a deposit: the test proves nothing"


def test_two_processes_at_once_lose_and_mix_nothing(tmp_path: Path) -> None:
    path = tmp_path / "repository"
    times = 8
    both = [
        _processes.Process(target=deposit_some, args=(path, own, start, times))
        for own, start in (("left", 100), ("right", 200))
    ]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
        assert process.exitcode == 0
    states = check_each_version(Repository(path), "shared")
    assert sorted(states) == [*range(100, 100 + times), *range(200, 200 + times)]
    assert check_each_version(Repository(path), "left") == list(range(100, 100 + times))
    assert check_each_version(Repository(path), "right") == list(range(200, 200 + times))
    check_with_ocfl_py(path, objects=3)
    assert sorted(p.name for p in path.iterdir()) == ["lock", "ocfl"]


def test_a_reader_beside_a_writer_always_sees_one_whole_version(tmp_path: Path) -> None:
    path = tmp_path / "repository"
    put(Repository(path), "shared", 1)
    writer = _processes.Process(target=deposit_some, args=(path, "own", 100, 12))
    writer.start()
    seen: set[int] = set()
    while writer.is_alive():
        files = dict(Repository(path).get(object_id("shared")))
        n = int(files["tei/shared.xml"].split(b"'")[1])
        assert files == content("shared", n)
        seen.add(n)
    writer.join()
    assert writer.exitcode == 0
    assert len(seen) > 1


def test_a_second_writer_waits_and_then_says_who_is_first(tmp_path: Path) -> None:
    path = tmp_path / "repository"
    put(Repository(path), "a", 1)
    here, there = _processes.Pipe(duplex=False)
    holder = _processes.Process(target=hold, args=(path, there))
    holder.start()
    assert here.poll(20)
    assert here.recv() == "held"
    begun = time.monotonic()
    with pytest.raises(StorageError, match=rf"written by process {holder.pid} on .*, still after 0.3 seconds"):
        put(Repository(path, wait_seconds=0.3), "a", 2)
    assert time.monotonic() - begun >= 0.3
    assert not put(Repository(path, wait_seconds=0), "a", 1).changed, "who changes nothing need not wait"
    assert dict(Repository(path).get(object_id("a"))) == content("a", 1), "nor who reads"
    holder.kill()
    holder.join()
    assert put(Repository(path, wait_seconds=5), "a", 2).changed
    assert (path / "lock").read_bytes() == b""
