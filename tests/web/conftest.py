"""The second edition, deposited once, one article withdrawn; a server over it, and the site as files."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from titelei.model import User
from titelei.pipeline.run import open_catalogue, run_all
from titelei.repository.catalogue import Catalogue
from titelei.settings import Settings, load
from web.serving import serving

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give the settings of a project whose articles are deposited."""
    folder = tmp_path_factory.mktemp("site") / "waterways"
    shutil.copytree(root / "tests" / "editions" / "waterways", folder)
    settings = load(folder)
    articles = list(run_all(sorted(settings.articles.glob("*.xml")), settings, now=NOW))
    assert sum(article.stored is not None for article in articles) >= 10
    return settings


@pytest.fixture(scope="session")
def catalogue(project: Settings) -> Iterator[Catalogue]:
    """Give the catalogue over them, “retraction-2022” withdrawn."""
    made = open_catalogue(project)
    made.withdraw(
        f"oai:{project.domain}:retraction-2022",
        reason="Printed <twice> & by mistake",
        user=User(name="The editors", address="mailto:editors@waterways.example.org"),
        now=lambda: NOW,
    )
    yield made
    made.close()


@pytest.fixture(scope="session")
def url(catalogue: Catalogue, project: Settings) -> Iterator[str]:
    """Give the address of a running server, ending in a slash."""
    with serving(catalogue, project) as address:
        yield address


@pytest.fixture(scope="session")
def client(url: str) -> Iterator[httpx.Client]:
    """Give a client of it that follows nothing by itself."""
    with httpx.Client(base_url=url, follow_redirects=False) as made:
        yield made
