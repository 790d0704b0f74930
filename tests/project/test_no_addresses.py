"""No tracked file holds the address of a package registry, or a path that exists on one machine alone."""

import re
import subprocess
from pathlib import Path

import pytest

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = [
    "py" + r"pi\.org",
    "python" + r"hosted\.org",
    r"registry\." + r"(npmjs|yarnpkg)",
    r"--(extra-)?index" + r"-url",
    r'"resol' + r'ved"\s*:\s*"http',
    r"proxy\.golang" + r"\.org",
]
MACHINE_PATHS = [rf"(?<![\w.])/{folder}/[\w.]" for folder in ("root", "work", "home", "Users", "mnt", "srv")]


def tracked(root: Path) -> list[Path]:
    command = ["git", "-c", f"safe.directory={root}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout, so that it is not known which files are tracked")
    return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def places(root: Path, patterns: list[str]) -> list[str]:
    looked_for = re.compile("|".join(patterns))
    found = []
    for file in tracked(root):
        text = file.read_bytes().decode("utf-8", errors="replace")
        if not looked_for.search(text):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if match := looked_for.search(line):
                found.append(f"{file.relative_to(root)}:{number} {match.group()}")
    return found


def test_no_file_holds_the_address_of_a_registry(root: Path) -> None:
    assert places(root, REGISTRIES) == []


def test_no_file_holds_a_path_of_one_machine(root: Path) -> None:
    assert places(root, MACHINE_PATHS) == []


@pytest.mark.parametrize("line", ["see /ro" + "ot/x", '"/ho' + 'me/me/x"', "--find-links /wo" + "rk/wheels"])
def test_such_a_path_would_be_found(line: str) -> None:
    assert re.search("|".join(MACHINE_PATHS), line)
