"""What the tests of reports need from packages of npm."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def checker_packages(root: Path) -> Callable[[str], Path]:
    """Give a function from a path inside the folder of npm packages to the file; skip where it is not there."""
    folder = Path(os.environ.get("NODE_MODULES") or root / "tools" / "npm" / "node_modules")

    def find(name: str) -> Path:
        if not (folder / name).is_file():
            pytest.skip(f"{name} is not in {folder}; install it with tools/npm.sh, or set NODE_MODULES")
        return folder / name

    return find
