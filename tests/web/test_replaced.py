"""A server notices that its repository was taken away, brought back or replaced, and answers from what is there."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from titelei.model import User
from titelei.pipeline.run import open_catalogue
from titelei.settings import Settings, load
from web.serving import serving

ARTICLE = "fenn-2021"
WHO = User(name="The editors", address="mailto:editors@waterways.example.org")


@dataclass(frozen=True)
class Served:
    """A project of its own, the client of a server over its repository, and what the operator was told."""

    settings: Settings
    client: httpx.Client
    said: list[str]

    @property
    def repository(self) -> Path:
        return self.settings.repository_path

    @property
    def status(self) -> int:
        """What the server answers for an article, and alike for harvesters."""
        page = self.client.get(f"articles/{ARTICLE}")
        identifier = f"oai:{self.settings.domain}:{ARTICLE}"
        record = self.client.get(f"oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}")
        if page.status_code == 503:
            assert (record.status_code, page.headers["Retry-After"]) == (503, "5")
        else:
            assert record.status_code == 200
            assert ('status="deleted"' in record.text) == (page.status_code == 410)
            assert ("idDoesNotExist" in record.text) == (page.status_code == 404)
        return page.status_code

    def withdraw(self) -> None:
        """Withdraw the article, as another process does."""
        other = open_catalogue(self.settings)
        other.withdraw(f"oai:{self.settings.domain}:{ARTICLE}", reason="Twice", user=WHO, now=lambda: datetime.now(UTC))
        other.close()

    def remove_catalogue(self) -> None:
        for file in self.repository.glob("catalogue.sqlite*"):
            file.unlink()


@pytest.fixture
def served(project: Settings, tmp_path: Path) -> Iterator[Served]:
    shutil.copytree(project.root, tmp_path / "own", ignore=shutil.ignore_patterns("catalogue.*"))
    settings = load(tmp_path / "own")
    catalogue = open_catalogue(settings)
    catalogue.ready()
    said: list[str] = []
    with (
        serving(catalogue, settings, say=said.append) as url,
        httpx.Client(base_url=url, timeout=20) as client,
    ):
        yield Served(settings, client, said)


def test_away_is_answered_with_503_and_back_as_before(served: Served) -> None:
    assert served.status == 200
    for name in (served.repository, served.repository / "ocfl"):
        away = name.with_name("away")
        name.rename(away)
        assert served.status == 503
        assert served.status == 503
        away.rename(name)
        assert served.status == 200
    assert sum("is not there" in text for text in served.said) == 1, "the operator is told once"


def test_what_is_withdrawn_after_the_catalogue_was_lost_is_withdrawn_at_once(served: Served) -> None:
    assert served.status == 200
    served.remove_catalogue()
    served.withdraw()
    assert served.status == 410


def test_a_catalogue_that_is_lost_is_made_anew(served: Served) -> None:
    served.remove_catalogue()
    assert served.status == 200
    assert any("made anew" in text for text in served.said)


def test_an_older_catalogue_that_is_brought_back_shows_nothing_that_was_withdrawn(served: Served) -> None:
    old = served.repository / "catalogue.old"
    other = open_catalogue(served.settings)
    with other.database.reading() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"VACUUM INTO '{old}'")
        connection.exec_driver_sql("BEGIN")
    other.close()
    served.withdraw()
    assert served.status == 410
    served.remove_catalogue()
    os.replace(old, served.repository / "catalogue.sqlite")
    assert served.status == 410


def test_rubbish_in_place_of_the_catalogue_is_moved_aside(served: Served) -> None:
    served.remove_catalogue()
    (served.repository / "catalogue.sqlite").write_bytes(b"rubbish" * 4000)
    assert served.status == 200
    assert (served.repository / "catalogue.sqlite.damaged").is_file()


def test_another_storage_root_is_answered_from(served: Served) -> None:
    aside = served.repository / "set-aside"
    aside.mkdir()
    (served.repository / "ocfl").rename(aside / "ocfl")
    shutil.copytree(aside / "ocfl", served.repository / "ocfl")
    assert served.status == 200
    (gone,) = (served.repository / "ocfl").rglob(f"*{ARTICLE}")
    emptied = served.repository / "emptied"
    shutil.copytree(served.repository / "ocfl", emptied, ignore=shutil.ignore_patterns(gone.name))
    shutil.rmtree(served.repository / "ocfl")
    assert served.status == 503
    emptied.rename(served.repository / "ocfl")
    assert served.status == 404
