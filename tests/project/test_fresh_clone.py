"""“make run” on a fresh clone: from nothing to a deposited edition, twice, without leaving a trace in git."""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.long]


def call(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    inner = {"MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV", "PYTHONPATH"}
    env = {name: value for name, value in os.environ.items() if name not in inner}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for kind in ("tei", "schemas", "out", "repository")
        for file in (folder / kind).rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def clone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone what is committed into a folder whose name has a space, and run it once."""
    folder = tmp_path_factory.mktemp("fresh") / "my clone"
    safe = ["git", "-c", f"safe.directory={root}", "-c", f"safe.directory={root / '.git'}"]
    cloned = call(root, *safe, "clone", "--quiet", "--no-hardlinks", str(root), str(folder))
    if cloned.returncode != 0:
        pytest.skip(f"this is no git checkout that can be cloned: {cloned.stderr.strip()}")
    first = call(folder, "make", "run")
    if "packages could not be installed" in first.stderr:
        pytest.skip(f"the package index is out of reach: {first.stderr.strip()}")
    assert first.returncode == 0, first.stdout + first.stderr
    return folder


def test_run_sets_everything_up_and_leaves_git_clean(clone: Path) -> None:
    status = call(clone, "git", "status", "--porcelain", "--untracked-files=all")
    assert status.returncode == 0
    assert status.stdout == ""
    assert list(clone.glob("out/*/index.html"))
    assert (clone / "repository" / "ocfl").is_dir()


def test_a_second_run_says_unchanged_and_changes_no_byte(clone: Path) -> None:
    before = digests(clone)
    second = call(clone, "make", "run")
    assert second.returncode == 0, second.stdout + second.stderr
    assert "unchanged" in second.stdout + second.stderr
    assert digests(clone) == before


def test_compiling_the_schemas_again_changes_no_byte(clone: Path) -> None:
    before = digests(clone)
    assert call(clone, "make", "schemas").returncode == 0
    assert digests(clone) == before
