"""The wheel holds src/, xslt/ and schemas/ byte for byte, however it is built, and finds them where it is installed."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

SHIPPED = {"src/": "", "xslt/": "titelei/xslt/", "schemas/": "titelei/schemas/"}
IGNORED = {"__pycache__", ".DS_Store"}


WAYS = {"checkout": ["--wheel"], "source archive": []}
"""How a wheel is built, with the options of it."""


@pytest.fixture(scope="module")
def wheels(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give a function that builds the wheel in a way, once."""

    @cache
    def build(way: str) -> Path:
        folder = tmp_path_factory.mktemp("dist")
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), *WAYS[way], str(root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        (built,) = folder.glob("*.whl")
        return built

    return build


def shipped(root: Path) -> dict[str, bytes]:
    """Give what must be in the wheel: name in it, bytes."""
    return {
        target + file.relative_to(root / source).as_posix(): file.read_bytes()
        for source, target in SHIPPED.items()
        for file in (root / source).rglob("*")
        if file.is_file() and not IGNORED & set(file.parts) and file.suffix not in {".pyc", ".tmp"}
    }


@pytest.mark.parametrize("way", ["checkout", pytest.param("source archive", marks=pytest.mark.long)])
def test_wheel_holds_every_file_of_the_checkout_and_no_other(
    root: Path, wheels: Callable[[str], Path], way: str
) -> None:
    with zipfile.ZipFile(wheels(way)) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}
    expected = shipped(root)
    assert sorted(held) == sorted(expected)
    assert [name for name in held if held[name] != expected[name]] == []


def test_wheel_states_licence_python_and_command(wheels: Callable[[str], Path]) -> None:
    with zipfile.ZipFile(wheels("checkout")) as wheel:
        files = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
        metadata = wheel.read(files["METADATA"]).decode()
        commands = wheel.read(files["entry_points.txt"]).decode()
    assert "License-Expression: GPL-3.0-or-later" in metadata
    assert "Requires-Python: >=3.12" in metadata
    assert "licenses/LICENSES/GPL-3.0-or-later.txt" in files
    assert "titelei = titelei.cli.main:main" in commands


@pytest.mark.long
def test_installed_wheel_finds_its_own_schemas_and_stylesheets(wheels: Callable[[str], Path], tmp_path: Path) -> None:
    target = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheels("checkout"))], check=True, capture_output=True, text=True)
    code = "from titelei import resources; print(resources.__file__, resources.schemas(), resources.xslt(), sep='\\n')"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert found == [str(target / "titelei" / part) for part in ("resources.py", "schemas", "xslt")]
