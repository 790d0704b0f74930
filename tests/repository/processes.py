"""What other processes do in the tests: deposit, and hold the lock."""

import time
from multiprocessing.connection import Connection
from pathlib import Path

from repository.samples import put
from titelei.repository.ocfl import Repository
from titelei.repository.ocfl.lock import writer_lock


def deposit_on_and_on(path: Path, start: int, answers: Connection) -> None:
    repository = Repository(path)
    for n in range(start, start + 10_000):
        for name in ("a", "b"):
            put(repository, name, n)
            answers.send((name, n))


def deposit_some(path: Path, own: str, start: int, times: int) -> None:
    repository = Repository(path)
    for n in range(start, start + times):
        put(repository, "shared", n)
        put(repository, own, n)


def hold(path: Path, ready: Connection) -> None:
    with writer_lock(path / "lock", wait_seconds=1):
        ready.send("held")
        time.sleep(60)
