"""Fixtures that the tests of catalogue and provider share."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue import postgres
from catalogue.articles import open_catalogue
from titelei.repository.catalogue import Catalogue

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[str]:
    """Give the folder of a running PostgreSQL's socket; skip where it is not installed."""
    programs = postgres.programs()
    if programs is None:
        reason = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get("TITELEI_NO_SKIP"):
            pytest.fail(reason)
        pytest.skip(reason)
    with postgres.cluster(programs) as socket:
        yield socket


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def database(request: pytest.FixtureRequest) -> str:
    """Give the URL of an empty database, once for each that the catalogue knows."""
    if request.param == "sqlite":
        return ""
    return postgres.new_database(request.getfixturevalue("postgres_socket"), f"titelei{next(_numbers)}")


@pytest.fixture
def catalogue(tmp_path: Path, database: str) -> Iterator[Catalogue]:
    """Give a catalogue over a repository that is still to be made, in each database."""
    made = open_catalogue(tmp_path / "repository", database)
    yield made
    made.close()
