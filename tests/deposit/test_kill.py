"""A depositing process that is killed (SIGKILL) at any moment: the next run ends with one record, the right one."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deposit.articles import item
from deposit.depositor import KINDS, desk
from deposit.faults import run_until_done
from deposit.peers import Peer, peer

pytestmark = pytest.mark.long

_SEED = 7


def address_of(other: Peer) -> str:
    """Give where a peer is: its address, or its folder."""
    return other.proxy.public if other.proxy else str(other.place)


def start(kind: str, other: Peer, folder: Path, number: int) -> subprocess.Popen[str]:
    """Start a depositor, and wait until it begins."""
    program = Path(__file__).with_name("depositor.py")
    command = [sys.executable, str(program), kind, address_of(other), str(folder), str(number)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def moments(kind: str, folder: Path, count: int) -> Iterator[float]:
    """Give moments to kill at, over the time that a whole deposit takes."""
    with peer(kind, folder) as other:
        process = start(kind, other, folder / "repository", 1)
        begun = time.monotonic()
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        longest = time.monotonic() - begun
        process.communicate(timeout=60)
    chosen = random.Random(_SEED)
    for n in range(count):
        yield longest * (n + chosen.random()) / count


def kill_and_go_on(kind: str, folder: Path, count: int) -> int:
    """Kill a first deposit and a change at each of so many moments; give how many kills came in time."""
    killed = 0
    for n, moment in enumerate(moments(kind, folder / "whole", count)):
        with peer(kind, folder / f"{n}") as other:
            notes = folder / f"{n}" / "repository"
            for number in (1, 2):
                process = start(kind, other, notes, number)
                time.sleep(moment)
                process.kill()
                said, _ = process.communicate(timeout=60)
                killed += "done" not in said
                assert len(other.published()) <= 1
                sent = run_until_done(desk(kind, address_of(other), notes), item(number))
                assert sent.state.is_done
                assert len(other.published()) == 1
                assert other.leftovers == 0 or sent.leftovers
    return killed


@pytest.mark.parametrize("kind", ["swordv2", "bagit"])
def test_a_killed_deposit_and_a_killed_change_end_with_one_record(kind: str, tmp_path: Path) -> None:
    kill_and_go_on(kind, tmp_path, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_kills_at_any_moment_end_with_one_record(kind: str, tmp_path: Path) -> None:
    assert kill_and_go_on(kind, tmp_path, 12) > 3
