"""The lock files pin every dependency of pyproject.toml by name, version and hash, and hold nothing else."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][0-9a-z.]*)(?: ; [^\\]*[^\\ ])?(?P<hashes>.*)", re.S)
HASHES = re.compile(r"( \\\n    --hash=sha256:[0-9a-f]{64})+")


def pins(file: Path) -> dict[str, str]:
    text = re.sub(r"^#.*\n", "", file.read_text(encoding="utf-8"), flags=re.M)
    found = {}
    for block in re.split(r"\n(?=\S)", text.rstrip("\n")):
        pin = PIN.fullmatch(block)
        assert pin, f"{file.name} holds something else than a pin: {block}"
        assert HASHES.fullmatch(pin["hashes"]), f"{file.name} pins {pin['name']} without proper hashes"
        found[pin["name"]] = pin["version"]
    return found


def required(root: Path, *groups: str) -> list[Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"]]
    for group in groups:
        wanted += project["dependency-groups"][group]
    return [Requirement(text) for text in wanted]


@pytest.mark.parametrize(
    ("name", "groups"), [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])]
)
def test_every_requirement_is_pinned_within_its_range(root: Path, name: str, groups: list[str]) -> None:
    pinned = pins(root / name)
    for requirement in required(root, *groups):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in {name}; run make lock"
        assert requirement.specifier.contains(version), f"{requirement} and {name} disagree; run make lock"


def test_both_locks_pin_the_same_versions(root: Path) -> None:
    runtime, dev = pins(root / "requirements.lock"), pins(root / "requirements-dev.lock")
    assert runtime.items() <= dev.items()
