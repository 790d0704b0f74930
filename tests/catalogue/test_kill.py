"""Processes killed with SIGKILL at random moments: storage root and catalogue agree again with the next command."""

import asyncio
import multiprocessing
import random
import time
from pathlib import Path

import httpx
import pytest

from catalogue.articles import Clock, content, identifier, listed, open_catalogue, put
from catalogue.processes import change_on_and_on, serve
from titelei.model import User
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.checking import check
from titelei.repository.catalogue.item import TOMBSTONE
from titelei.web.app import look_after

pytestmark = pytest.mark.long

_processes = multiprocessing.get_context("forkserver")


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.long)])
def test_a_killed_change_is_carried_on_and_nothing_is_half_visible(tmp_path: Path, kills: int) -> None:
    moments = random.Random(kills)
    path = tmp_path / "repository"
    carried_on = 0
    for number in range(1, kills + 1):
        here, there = _processes.Pipe(duplex=False)
        process = _processes.Process(target=change_on_and_on, args=(path, 1000 * number, there))
        process.start()
        there.close()
        assert here.poll(60)
        time.sleep(moments.uniform(0, 0.15))
        process.kill()
        process.join()
        reported = {}
        while True:
            try:
                name, n = here.recv()
            except EOFError:
                break
            reported[name] = n
        catalogue = open_catalogue(path)
        was_noted = catalogue.marker.note() is not None
        notes = (*catalogue.repository.recover(), *catalogue.ready())
        assert bool(notes) >= was_noted, "what was found is said"
        carried_on += was_noted
        assert check(catalogue) == ()
        for name, n in reported.items():
            states = _states(catalogue, name)
            assert abs(n) in states, f"{name} {n} was reported and is not there"
        shown = {name: is_deleted for name, _, is_deleted in listed(catalogue)}
        for name in shown:
            assert shown[name] == (TOMBSTONE in dict(catalogue.repository.get(identifier(name))))
        catalogue.close()
        if number % 5 == 0:
            path = tmp_path / f"repository-{number}"
    assert carried_on or kills < 10, "no kill fell into a change: the test proves nothing"


def _states(catalogue: Catalogue, name: str) -> set[int]:
    log = catalogue.repository.log(identifier(name))
    return {int(v.message.removeprefix("state ")) for v in log if v.message.startswith("state ")}


@pytest.mark.parametrize("kills", [2, pytest.param(30, marks=pytest.mark.long)])
def test_a_killed_server_leaves_nothing_that_hinders_the_next(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "repository"
    moments = random.Random(kills)
    catalogue = open_catalogue(path)
    clock = Clock()
    for n in range(5):
        put(catalogue, f"a{n}", now=clock)
    for number in range(kills):
        here, there = _processes.Pipe(duplex=False)
        process = _processes.Process(target=serve, args=(path, there))
        process.start()
        assert here.poll(60)
        address = f"http://127.0.0.1:{here.recv()}/oai"
        assert httpx.get(address, params={"verb": "Identify"}, timeout=30).status_code == 200
        end = time.monotonic() + moments.uniform(0, 0.1)
        while time.monotonic() < end:
            assert (
                "<ListRecords>" in httpx.get(address, params={"verb": "ListRecords", "metadataPrefix": "oai_dc"}).text
            )
        process.kill()
        process.join()
        assert put(catalogue, "a0", number + 2, now=clock).notes == ()
    assert check(catalogue) == ()


def test_the_running_server_carries_on_what_a_killed_deposit_left(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    clock = Clock()
    put(catalogue, "a", now=clock)
    # What is there when a process is killed between the storage root and the catalogue.
    with catalogue.marker.hold(wait_seconds=1) as held:
        held.begin(identifier("a"), clock.seconds)
        catalogue.repository.put(
            identifier("a"), content("a", 2), message="m", user=User(name="x", address="mailto:x@x.org"), now=clock()
        )
    said: list[str] = []

    async def look() -> None:
        looking = asyncio.create_task(look_after(catalogue, said.append, pause_seconds=0.01))
        async with asyncio.timeout(20):
            while not said:
                await asyncio.sleep(0.01)
        looking.cancel()

    asyncio.run(look())
    assert said == [f"A change of {identifier('a')} had been interrupted. The catalogue now has it as v2."]
    assert check(catalogue) == ()
