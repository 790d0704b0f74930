"""What clients and the operator are told where something is damaged or cannot be reached."""

import shutil
from pathlib import Path

import httpx

from titelei.repository.catalogue import Catalogue
from titelei.repository.ocfl import Repository
from titelei.settings import Settings
from web.serving import serving


def test_a_damaged_file_is_an_error_that_names_it_to_the_operator_only(project: Settings, tmp_path: Path) -> None:
    shutil.copytree(project.repository_path, tmp_path / "repository")
    catalogue = Catalogue(Repository(tmp_path / "repository"))
    catalogue.ready()
    (damaged,) = (tmp_path / "repository" / "ocfl").rglob("v1/content/out/orlova-2020.mods.xml")
    damaged.write_bytes(b"<mods/>")
    said: list[str] = []
    with serving(catalogue, project, say=said.append) as url:
        for _ in range(3):
            answer = httpx.get(f"{url}articles/orlova-2020/orlova-2020.mods.xml")
            assert answer.status_code == 500
            assert "retry-after" not in answer.headers
            assert str(tmp_path) not in answer.text
            assert "mods" not in answer.text
        assert httpx.get(f"{url}articles/orlova-2020").status_code == 200
    assert len(said) == 1
    assert f"{damaged} is damaged" in said[0]


def test_a_catalogue_that_cannot_be_reached_is_named_to_the_operator_only(project: Settings, tmp_path: Path) -> None:
    shutil.copytree(project.repository_path, tmp_path / "repository")
    secret = "postgresql://titelei@127.0.0.1:1/private"
    catalogue = Catalogue(Repository(tmp_path / "repository"), database=secret)
    said: list[str] = []
    with serving(catalogue, project, say=said.append) as url:
        for path in ("years", "years", "oai?verb=Identify"):
            answer = httpx.get(f"{url}{path}", timeout=30)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert "private" not in answer.text
            assert "127.0.0.1" not in answer.text
    assert len(said) == 1
    assert "it cannot be reached" in said[0]
