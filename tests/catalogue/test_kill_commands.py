"""Commands killed with SIGKILL at random moments: the next command says what it found, and carries on."""

import random
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from catalogue.articles import Clock, content, identifier, listed, open_catalogue, put
from titelei.repository.catalogue import Catalogue, is_withdrawn
from titelei.repository.catalogue.checking import check

_TITELEI = [sys.executable, "-m", "titelei.cli.main"]


class Project:
    """A project whose repository holds some small articles, and commands in it."""

    def __init__(self, folder: Path, articles: int, seed: int) -> None:
        self.folder = folder
        if not (folder / "titelei.toml").exists():
            (folder / "titelei.toml").write_text('[edition]\nbase_url = "https://titelei.example.org/"\n')
        self.catalogue: Catalogue = open_catalogue(folder / "repository")
        self.moments = random.Random(seed)
        self.found = 0
        clock = Clock()
        for n in range(articles):
            put(self.catalogue, f"a{n}", now=clock)
        self.catalogue.close()

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [*_TITELEI, *arguments, "--project", str(self.folder)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def kill_within(self, seconds: float, *arguments: str) -> None:
        """Begin a command and kill it; most of its time goes into starting, so the first part is left alone."""
        with self.start(*arguments) as process:
            time.sleep(self.moments.uniform(0.4, 1) * seconds)
            process.kill()

    def time_of(self, *arguments: str) -> float:
        begun = time.monotonic()
        with self.start(*arguments) as process:
            _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return time.monotonic() - begun

    def go_on(self) -> None:
        """Let the next command say what was left, and hold all to agree."""
        was_left = self.catalogue.marker.note() is not None or (self.folder / "repository" / "staging").exists()
        with self.start("repository", "list") as process:
            _, said = process.communicate(timeout=120)
        assert process.returncode == 0
        assert bool(said) == was_left, said
        assert not was_left or "had been interrupted" in said
        self.found += was_left
        assert self.catalogue.repository.recover() == self.catalogue.ready() == ()
        assert check(self.catalogue) == ()
        shown = {name: is_deleted for name, _, is_deleted in listed(self.catalogue)}
        for name in ("a0", "a1"):
            assert shown[name] == self.is_withdrawn(name)
            stored = dict(self.catalogue.repository.get(identifier(name)))
            assert stored.items() >= content(name).items(), "nothing is lost"
        self.catalogue.close()

    def is_withdrawn(self, name: str) -> bool:
        return is_withdrawn(self.catalogue.repository.log(identifier(name)))

    def turn(self, name: str) -> tuple[str, ...]:
        """Give the command that withdraws an article, or restores it."""
        if self.is_withdrawn(name):
            return ("repository", "restore", name)
        return ("repository", "withdraw", name, "--reason", "By its author")


@pytest.mark.long
@pytest.mark.parametrize("kills", [40])
def test_a_killed_withdrawal_or_rebuilding_is_carried_on_by_the_next_command(tmp_path: Path, kills: int) -> None:
    project = Project(tmp_path, 6, kills)
    turning, rebuilding = project.time_of(*project.turn("a0")), project.time_of("repository", "rebuild")
    for _ in range(kills):
        project.kill_within(turning, *project.turn("a0"))
        project.go_on()
        project.kill_within(rebuilding, "repository", "rebuild")
        project.go_on()
    assert project.found or kills < 10, "no kill fell into a change: the test proves nothing"


@pytest.mark.long
def test_a_killed_deposit_is_carried_on_by_the_next_command(tmp_path: Path, root: Path) -> None:
    edition = root / "tests" / "editions" / "waterways"
    shutil.copytree(edition, tmp_path / "edition")
    file = tmp_path / "edition" / "titelei.toml"
    # the domain of the articles that are put into the repository before
    file.write_text(file.read_text("utf-8").replace("[repository]", '[repository]\ndomain = "titelei.example.org"'))
    project = Project(tmp_path / "edition", 2, 10)
    article = min((tmp_path / "edition").rglob("tei/articles/*.xml"), key=lambda path: path.stat().st_size)
    before = article.read_bytes()
    depositing = project.time_of("deposit", str(article))
    for n in range(12):
        article.write_bytes(before + f"<!-- state {n} -->\n".encode())
        with project.start("deposit", str(article)) as process:
            time.sleep(project.moments.uniform(0.8, 1.1) * depositing)
            process.kill()
        project.go_on()


@contextmanager
def served(project: Project) -> Iterator[str]:
    """Serve; give the address; kill."""
    with project.start("serve", "--port", "0") as process:
        assert process.stderr is not None
        address = None
        while address is None:
            assert select.select([process.stderr], [], [], 60)[0]
            line = process.stderr.readline()
            assert line, "the server ended"
            address = re.search(r"Serving (http://\S+/) and", line)
        yield address[1]
        process.kill()


@pytest.mark.long
def test_a_killed_server_leaves_nothing_for_the_next_command(tmp_path: Path) -> None:
    project = Project(tmp_path, 6, 30)
    for _ in range(12):
        with served(project) as address, httpx.Client(base_url=address, timeout=30) as client:
            end = time.monotonic() + project.moments.uniform(0, 0.1)
            while True:
                assert "<ListRecords>" in client.get("oai?verb=ListRecords&metadataPrefix=oai_dc").text
                if time.monotonic() > end:
                    break
        project.go_on()
    assert project.found == 0
