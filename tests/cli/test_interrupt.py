"""Ctrl-C stops a long run soon, with all of its processes; the same command goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-c", "from titelei.cli.main import main; main()", "run", "--jobs", "2")
MANY = 48
ON_THEIR_WAY = 6
"""Articles that the processes and the store may have in their hands. The two seconds that are promised are no matter of
a test, on a machine that has others to serve."""


def _others(article: Path, count: int) -> None:
    text = article.read_text("utf-8")
    for number in range(count):
        name = f"article-{number:03d}"
        article.with_name(f"{name}.xml").write_text(text.replace('xml:id="ambartsumyan-2021"', f'xml:id="{name}"'))


def _stored(project: Path) -> int:
    return len(list((project / "repository").rglob("0=ocfl_object*")))


def _hear() -> None:
    """Let the command hear Ctrl-C, which shells have whatever they start in the background ignore, and its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _left_of(group: int) -> list[str]:
    """Give the processes of a group that do not end soon by themselves, as one that Python keeps for others does."""
    for _ in range(40):
        listed = subprocess.run(("ps", "-o", "pid=", "-g", str(group)), capture_output=True, text=True, check=False)
        if not listed.stdout.split():
            break
        time.sleep(0.05)
    return listed.stdout.split()


@pytest.mark.long
def test_ctrl_c_stops_all_processes_and_the_same_command_goes_on(project: Path, article: Path) -> None:
    _others(article, MANY)
    process = subprocess.Popen(
        COMMAND, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_hear
    )
    end = time.monotonic() + 120
    while _stored(project) < 5 and time.monotonic() < end:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    before = _stored(project)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.decode() == "Interrupted. The same command goes on from here.\n"
    assert _left_of(process.pid) == []
    assert (
        4 <= _stored(project) <= before + ON_THEIR_WAY < MANY
    )  # of the five that were seen one may have been on its way
    again = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert _stored(project) == MANY + 1
