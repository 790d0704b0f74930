"""``titelei watch`` in a process of its own: it answers a save within a second, whatever an editor does."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

VALID = "Valid, rendered"


class Watch:
    """A running command, and the lines it has printed."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "titelei.cli.main", "watch", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            # Ctrl-C is ignored by what a shell starts in the background, and so by its children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until(self, pattern: str, *, within_seconds: float = 30) -> list[str]:
        """Wait for a line; give all up to it."""
        lines: list[str] = []
        end = time.monotonic() + within_seconds
        while time.monotonic() < end:
            try:
                lines.append(self._lines.get(timeout=0.1))
            except queue.Empty:
                continue
            if re.search(pattern, lines[-1]):
                return lines
        pytest.fail(f"no line “{pattern}” within {within_seconds} s; there were {lines}")

    def silence(self, *, seconds: float) -> None:
        """Hold that nothing is printed for a while."""
        time.sleep(seconds)
        assert self._lines.empty(), self._lines.get()

    def stop(self) -> int:
        """Press Ctrl-C and give the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the first edition's project, which each test leaves as it was."""
    folder = tmp_path_factory.mktemp("watched") / "project"
    shutil.copytree(root / "tei", folder / "tei")
    shutil.copy(root / "titelei.toml", folder / "titelei.toml")
    return folder


@pytest.fixture(scope="module")
def article(project: Path) -> Path:
    """Give the file of the first edition's article in the project."""
    return project / "tei" / "articles" / "ambartsumyan-2021.xml"


@pytest.fixture(scope="module")
def running(project: Path) -> Iterator[Watch]:
    running = Watch(project)
    running.until(VALID)
    yield running
    running.process.kill()
    running.process.wait()


@pytest.fixture
def watch(running: Watch, article: Path) -> Iterator[Watch]:
    """Give the one process that all tests watch with: a start takes seconds."""
    before = article.read_bytes()
    yield running
    if article.read_bytes() != before:
        article.write_bytes(before)
        running.until(VALID)


def test_a_save_is_answered(watch: Watch, article: Path, project: Path) -> None:
    text = article.read_text("utf-8")
    for number in range(3):
        article.write_text(text.replace("<resp>", f"<resp>{number} ", 1), "utf-8")
        watch.until(VALID)
    assert (project / "out" / article.stem / "index.html").is_file()


def test_a_fault_is_told_and_its_repair_too(watch: Watch, article: Path) -> None:
    text = article.read_text("utf-8")
    article.write_text(text.replace("#per.kirov", "#per.nobody", 1), "utf-8")
    lines = watch.until("Not rendered")
    assert any("[pointer-resolves]" in line for line in lines)
    assert any(line.startswith("  Repair: ") for line in lines)
    article.write_text(text, "utf-8")
    watch.until(VALID)


def test_a_half_written_file_is_survived(watch: Watch, article: Path) -> None:
    data = article.read_bytes()
    with article.open("wb") as file:
        for start in range(0, len(data), 4096):
            file.write(data[start : start + 4096])
            file.flush()
            time.sleep(0.02)
    watch.until(VALID)
    article.write_bytes(data[:5000])
    assert any("xml-" in line for line in watch.until("Not rendered"))
    article.write_bytes(data)
    watch.until(VALID)


def test_editors_that_rename_are_understood(watch: Watch, article: Path) -> None:
    text = article.read_text("utf-8")
    new = article.with_name(".article.tmp")
    new.write_text(text.replace("<resp>", "<resp>A ", 1), "utf-8")
    os.replace(new, article)
    watch.until(VALID)
    article.rename(article.with_name(f"{article.name}~"))
    article.write_text(text.replace("<resp>", "<resp>B ", 1), "utf-8")
    lines = watch.until(VALID)
    assert not any("gone" in line for line in lines)


def test_a_file_that_is_new_or_gone_is_noticed(watch: Watch, article: Path) -> None:
    other = article.with_name("other-2021.xml")
    other.write_text(article.read_text("utf-8"), "utf-8")
    lines = watch.until("Not rendered")
    assert any("[article-id-unique]" in line for line in lines)
    other.unlink()
    watch.until("The file is gone")
    article.touch()
    lines = watch.until(VALID)
    assert not any("[article-id-unique]" in line for line in lines)


def test_new_settings_hold_at_once_and_wrong_ones_are_told(watch: Watch, project: Path) -> None:
    settings = project / "titelei.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text + "\n[validate]\nfail_ont = 'error'\n", "utf-8")
    assert any("fail_on" in line for line in watch.until(VALID))
    settings.write_text(text, "utf-8")
    watch.until(VALID)


def test_a_page_that_is_saved_is_compared_at_once(watch: Watch, project: Path, article: Path) -> None:
    page = project / "tei" / "sources" / f"{article.stem}.txt"
    text = page.read_bytes()
    page.write_bytes(text.replace(b"list of", b"lst of", 1))
    assert any("[source-page-digest]" in line for line in watch.until("Not rendered"))
    page.write_bytes(text)
    watch.until(VALID)


def test_a_rule_that_is_changed_in_the_odd_holds_at_once(root: Path, tmp_path: Path, project: Path) -> None:
    project = Path(shutil.copytree(project, tmp_path / "project"))
    article = project / "tei" / "articles" / "ambartsumyan-2021.xml"
    own = project / "own"
    own.mkdir()
    for name in ("frontmatter.odd", "frontmatter.rng", "frontmatter.sch"):
        (own / name).write_bytes((root / "schemas" / name).read_bytes())
    settings = project / "titelei.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[paths]\nschemas = "own"\n', "utf-8")
    article.write_text(article.read_text("utf-8").replace("#per.kirov", "#per.nobody", 1), "utf-8")
    running = Watch(project)
    try:
        running.until("Not rendered")
        odd = own / "frontmatter.odd"
        odd.write_text(odd.read_text("utf-8").replace("no element of this file has that", "NONE HAS THAT"), "utf-8")
        running.until("looked at anew")
        assert any("NONE HAS THAT" in line for line in running.until("Not rendered"))
        assert running.stop() == 130
    finally:
        running.process.kill()


def test_nothing_is_done_while_nothing_is_saved_and_ctrl_c_ends_it(watch: Watch) -> None:
    # The last of all: it ends the process.
    watch.silence(seconds=0.7)
    assert watch.stop() == 130
