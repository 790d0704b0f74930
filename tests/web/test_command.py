"""The command ``titelei site``."""

import json
import subprocess
from pathlib import Path

import pytest

from in_this_process import titelei
from titelei.repository.catalogue import Catalogue
from titelei.settings import Settings


@pytest.mark.long
def test_the_command_writes_the_site_and_says_what(catalogue: Catalogue, project: Settings, tmp_path: Path) -> None:
    def site(*options: str) -> "subprocess.CompletedProcess[str]":
        return titelei("site", "--project", project.root, *options, cwd=tmp_path)

    first = site("-o", str(tmp_path / "a site"), "--json")
    assert first.returncode == 0, first.stderr
    assert "articles/orlova-2020/index.html" in json.loads(first.stdout)["written"]
    assert (tmp_path / "a site" / "sitemap.xml").is_file()
    again = site("-o", str(tmp_path / "a site"))
    assert (again.returncode, "0 files written" in again.stdout) == (0, True)
    (tmp_path / "mine.txt").write_text("mine")
    refused = site("-o", str(tmp_path))
    assert (refused.returncode, "did not make" in refused.stderr) == (2, True)
