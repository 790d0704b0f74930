"""What the tests of the repository deposit, and disks that fail on request."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from titelei.model import User
from titelei.repository.ocfl import Repository, Stored
from titelei.repository.ocfl.disk import PosixDisk

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def object_id(name: str) -> str:
    return f"oai:titelei.example.org:{name}"


def content(name: str, n: int) -> dict[str, bytes]:
    """Give the n-th state of an article: two files change with n, two never do, two have the same bytes."""
    return {
        f"tei/{name}.xml": f"<TEI n='{n}'>{name}</TEI>".encode(),
        f"source/{name}.txt": f"the page of {name}".encode(),
        "out/index.html": f"<html>{name} {n}</html>".encode() * 50,
        "out/a.txt": b"the same",
        "out/b.txt": b"the same",
        "manifest.json": f'{{"made": {n}}}'.encode(),
    }


def counts(path: str) -> bool:
    return path.startswith(("tei/", "source/", "out/"))


def put(repository: Repository, name: str, n: int, *, now: datetime = NOON) -> Stored:
    return repository.put(
        object_id(name),
        content(name, n),
        message=f"state {n}",
        user=User(name="The editors", address="mailto:editors@titelei.example.org"),
        now=now,
        counts=counts,
    )


class Killed(BaseException):
    """Stands for SIGKILL: no handler of ours may stop it."""


class QuickDisk(PosixDisk):
    """A disk that does not wait for its platter; ``exchanges=False`` is one that cannot exchange folders."""

    def __init__(self, *, exchanges: bool = True) -> None:
        self.exchanges = exchanges

    def write(self, path: Path, data: bytes) -> None:
        with path.open("xb") as file:
            file.write(data)

    def exchange(self, one: Path, other: Path) -> bool:
        return self.exchanges and super().exchange(one, other)

    def sync(self, folder: Path) -> None:
        assert folder.is_dir()

    def sync_all(self, folders: Sequence[Path]) -> None:
        for folder in folders:
            self.sync(folder)


type Fault = Callable[[int, str, Callable[[], None]], None]


class StepDisk(QuickDisk):
    """A disk that counts its steps and calls ``fault`` before each, with its number and what the step would do."""

    def __init__(self, fault: Fault, *, exchanges: bool = True) -> None:
        super().__init__(exchanges=exchanges)
        self.fault = fault
        self.kinds: list[str] = []

    @property
    def steps(self) -> int:
        return len(self.kinds)

    def telling_steps(self) -> list[int]:
        """Number the steps from the commit on, which differ in what they leave, and every sixth of those before."""
        commit = next(n for n, kind in enumerate(self.kinds, 1) if kind in ("exchange", "rename"))
        return [*range(1, commit, 6), *range(commit, self.steps + 1)]

    def _step(self, kind: str, half: Callable[[], None] = lambda: None) -> None:
        self.kinds.append(kind)
        self.fault(self.steps, kind, half)

    def make(self, folder: Path) -> None:
        self._step("make")
        super().make(folder)

    def write(self, path: Path, data: bytes) -> None:
        self._step("write", lambda: _write_half(path, data))
        super().write(path, data)

    def link(self, existing: Path, path: Path) -> bool:
        self._step("link")
        return super().link(existing, path)

    def rename(self, source: Path, target: Path) -> None:
        self._step("rename")
        super().rename(source, target)

    def exchange(self, one: Path, other: Path) -> bool:
        self._step("exchange")
        return super().exchange(one, other)

    def sync(self, folder: Path) -> None:
        self._step("sync")
        super().sync(folder)

    def remove(self, tree: Path) -> None:
        self._step("remove", lambda: _remove_half(tree))
        super().remove(tree)


def no_fault(step: int, kind: str, half: Callable[[], None]) -> None:
    """Let every step through."""


def killed_at(last: int) -> Fault:
    """Kill the process in step ``last``, a write or removal half done, and let it do nothing after that."""

    def fault(step: int, kind: str, half: Callable[[], None]) -> None:
        if step == last:
            half()
        if step >= last:
            raise Killed

    return fault


def _write_half(path: Path, data: bytes) -> None:
    path.write_bytes(data[: len(data) // 2])


def _remove_half(tree: Path) -> None:
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    for path in files[: (len(files) + 1) // 2]:
        path.unlink()
