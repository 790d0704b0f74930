"""A deposit costs the same however many objects there are: files touched are counted, time is compared."""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from catalogue.articles import DOMAIN, identifier, open_catalogue, put
from titelei.pipeline.identity import Identity
from titelei.repository.catalogue import Catalogue
from titelei.settings import Edition, Settings

FEW, MANY, MEASURED = 40, 640, 15
MOST_TIMES_AS_LONG = 1.6
"""Sixteen times as many objects: what grows with them would be far above."""

_LOOKED_AT = frozenset({"open", "os.listdir", "os.scandir"})
_counting: list[int] = []


def _count(event: str, _arguments: object) -> None:
    if _counting and event in _LOOKED_AT:
        _counting[-1] += 1


@contextmanager
def _counted() -> Iterator[list[int]]:
    _counting.append(0)
    kept = [0]
    try:
        yield kept
    finally:
        kept[0] = _counting.pop()


def _deposited(catalogue: Catalogue, identity: Identity, name: str) -> tuple[int, float]:
    """Deposit a new article as the pipeline does; give how many files and folders were opened, and the time of CPU."""
    since = time.process_time()
    with _counted() as opened:
        identity.hold(name, identifier(name))
        assert put(catalogue, name).version == "v1"
    return opened[0], time.process_time() - since


@pytest.mark.long
def test_a_deposit_among_many_objects_costs_what_it_costs_among_few(tmp_path: Path) -> None:
    sys.addaudithook(_count)
    catalogue = open_catalogue(tmp_path / "repository")
    settings = Settings(root=tmp_path, has_base_url=True, edition=Edition(base_url=f"https://{DOMAIN}/"))
    medians = []
    for number in range(MANY + MEASURED):
        if number in (FEW, MANY):
            identity = Identity(settings, catalogue)
            found = [_deposited(catalogue, identity, f"measured-{number}-{n}") for n in range(MEASURED)]
            medians.append((statistics.median(f[0] for f in found), statistics.median(f[1] for f in found)))
        put(catalogue, f"article-{number:05d}")
    catalogue.close()
    (opened_of_few, time_of_few), (opened_of_many, time_of_many) = medians
    assert opened_of_many <= opened_of_few
    assert time_of_many < MOST_TIMES_AS_LONG * time_of_few
