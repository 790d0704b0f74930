"""tools/setup.sh installs once, again when a lock file or the folder changes, and says what to do when pip fails."""

import shutil
import subprocess
from pathlib import Path

import pytest

# Stands where the environment's Python would: notes what it is asked, and fails where the file “broken” lies.
PYTHON = """#!/bin/sh
echo "$*" >>"{log}"
case "$*" in *install*) [ ! -e "{broken}" ] ;; esac
"""


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "check out"
    (folder / "tools").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(root / "tools" / "setup.sh", folder / "tools")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (folder / name).write_text(f"{name}\n", encoding="utf-8")
    give_python(folder)
    return folder


def give_python(folder: Path) -> None:
    python = folder / ".venv" / "bin" / "python"
    python.write_text(PYTHON.format(log=folder / "log", broken=folder / "broken"), encoding="utf-8")
    python.chmod(0o755)


def setup(folder: Path, kind: str) -> subprocess.CompletedProcess[str]:
    (folder / "log").unlink(missing_ok=True)
    command = ["sh", str(folder / "tools" / "setup.sh"), kind]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def installs(folder: Path) -> list[str]:
    """Give the lock files that the last run installed from."""
    log = folder / "log"
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [line.split()[-1] for line in lines if "--require-hashes" in line]


def test_a_second_run_asks_nothing(checkout: Path) -> None:
    assert setup(checkout, "run").returncode == 0
    assert installs(checkout) == ["requirements.lock"]
    assert setup(checkout, "run").stdout == ""
    assert not (checkout / "log").exists()


def test_dev_adds_to_run_and_run_is_then_satisfied(checkout: Path) -> None:
    setup(checkout, "dev")
    assert installs(checkout) == ["requirements.lock", "requirements-dev.lock"]
    for kind in ("run", "dev"):
        setup(checkout, kind)
        assert not (checkout / "log").exists()


@pytest.mark.parametrize(
    ("name", "installed"),
    [
        ("requirements.lock", ["requirements.lock"]),
        ("requirements-dev.lock", ["requirements-dev.lock"]),
        ("pyproject.toml", ["requirements.lock", "requirements-dev.lock"]),
    ],
)
def test_a_changed_file_installs_again(checkout: Path, name: str, installed: list[str]) -> None:
    setup(checkout, "dev")
    (checkout / name).write_text("changed\n", encoding="utf-8")
    setup(checkout, "dev")
    assert installs(checkout) == installed


def test_a_copied_folder_installs_itself(checkout: Path, tmp_path: Path) -> None:
    setup(checkout, "run")
    copy = tmp_path / "copy"
    shutil.copytree(checkout, copy)
    give_python(copy)
    setup(copy, "run")
    assert installs(copy) == ["requirements.lock"]


def test_when_pip_fails_it_says_what_to_do_and_tries_again_next_time(checkout: Path) -> None:
    (checkout / "broken").touch()
    failed = setup(checkout, "run")
    assert failed.returncode == 2
    assert "run the same command again" in failed.stderr
    (checkout / "broken").unlink()
    assert setup(checkout, "run").returncode == 0
    assert installs(checkout) == ["requirements.lock"]
