"""``titelei fix``: what it prints, what it writes, how it ends."""

import json
import stat
import subprocess
from pathlib import Path

import pytest

from in_this_process import titelei
from titelei import files

ENTENTE = '<orgName ref="#org.entente">'


@pytest.fixture
def file(root: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "ambartsumyan-2021.xml"
    text = (root / "tei" / "articles" / copy.name).read_text(encoding="utf-8")
    copy.write_text(text.replace(ENTENTE, "<orgName>").replace('from="119" to="132"', 'from="132" to="119"'), "utf-8")
    return copy


def _titelei(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return titelei("fix", *arguments, cwd=folder)


def test_a_dry_run_prints_a_diff_that_patch_takes_and_writes_nothing(root: Path, file: Path) -> None:
    before = file.read_bytes()
    done = _titelei(file.parent, "--dry-run", file.name)
    assert done.returncode == 0
    assert file.read_bytes() == before
    assert done.stdout.startswith(f"--- {file.name}\n+++ {file.name}\n@@ ")
    assert [line[0] for line in done.stdout.splitlines() if line[:1] in "+-"].count("+") == 4
    patched = subprocess.run(
        ["patch", "-p0"], cwd=file.parent, input=done.stdout, text=True, capture_output=True, check=False
    )
    assert patched.returncode == 0, patched.stderr
    assert file.read_bytes() == (root / "tei" / "articles" / file.name).read_bytes()


def test_fix_writes_the_file_and_says_what_it_did(root: Path, file: Path) -> None:
    done = _titelei(file.parent, file.name)
    assert done.returncode == 0
    assert done.stdout == f"{file.name}: 3 repairs (name-has-ref, pages-order 2).\n"
    assert file.read_bytes() == (root / "tei" / "articles" / file.name).read_bytes()
    assert _titelei(file.parent, file.name).stdout == f"{file.name}: nothing to repair by rote.\n"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<old/>")
    path.chmod(mode)
    assert files.write(path, b"<new/>")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"<new/>", mode)


def test_one_rule_alone_is_fixed(file: Path) -> None:
    done = _titelei(file.parent, "--rule", "pages-order", "--json", file.name)
    (said,) = json.loads(done.stdout)
    assert {f["rule"] for f in said["fixes"]} == {"pages-order"}
    assert said["changed"] is True
    assert ENTENTE not in file.read_text(encoding="utf-8")


def test_an_unknown_rule_ends_with_a_hint(file: Path) -> None:
    done = _titelei(file.parent, "--rule", "page-order", file.name)
    assert done.returncode == 2
    assert "pages-order" in done.stderr


def test_a_file_that_cannot_be_read_is_a_finding(file: Path) -> None:
    (file.parent / "broken.xml").write_text("<TEI", encoding="utf-8")
    done = _titelei(file.parent, "broken.xml", file.name)
    assert done.returncode == 1
    assert "broken.xml:1" in done.stdout
    assert f"{file.name}: 3 repairs" in done.stdout
