"""Fixtures of this folder: a repository with a little of everything, and a server over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.articles import Clock, open_catalogue, put, withdraw
from catalogue.fixtures import catalogue, database, postgres_socket
from oai.server import serving
from titelei.repository.catalogue import Catalogue

__all__ = ["catalogue", "database", "postgres_socket"]


def fill(catalogue: Catalogue) -> Clock:
    """Deposit eight articles over two years and languages; withdraw one; one lacks oai_dc."""
    clock = Clock()
    for n in range(8):
        clock.seconds += 7
        put(catalogue, f"a{n}", now=clock, year=2020 + n % 2, language="ru" if n % 3 else "en", dc=n != 6)
    clock.seconds += 7
    withdraw(catalogue, "a3", now=clock)
    return clock


@pytest.fixture
def filled(catalogue: Catalogue) -> Catalogue:
    fill(catalogue)
    return catalogue


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the base URL of a running server over such a repository."""
    made = open_catalogue(Path(tmp_path_factory.mktemp("served")) / "repository")
    fill(made)
    with serving(made) as address:
        yield address
