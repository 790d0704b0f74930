"""How the tests look at a repository afterwards: with ocfl-py, through its own door, and byte for byte."""

import os
from pathlib import Path

from ocfl.validator import Validator

from repository.samples import content, object_id
from titelei.repository.ocfl import Repository


def object_folders(path: Path) -> list[Path]:
    return sorted(declaration.parent for declaration in (path / "ocfl").rglob("0=ocfl_object_1.1"))


def check_with_ocfl_py(path: Path, *, objects: int) -> None:
    """Hold every object's folder to ocfl-py, and the root to what OCFL says of folders; warnings count."""
    folders = object_folders(path)
    assert len(folders) == objects
    for folder in folders:
        validator = Validator(log_warnings=True)
        is_valid = validator.validate_object(str(folder))
        assert is_valid, f"{folder}: {validator}"
        assert validator.log.num_warnings == 0, f"{folder}: {validator}"
    for base, folders_in, files in os.walk(path / "ocfl"):
        assert folders_in or files, f"{base} is empty, which OCFL forbids"


def check_each_version(repository: Repository, name: str) -> list[int]:
    """Hold each version to the state that its message names, byte for byte; give these states' numbers."""
    states: list[int] = []
    for version in repository.log(object_id(name)):
        n = int(version.message.removeprefix("state "))
        assert dict(repository.get(object_id(name), version.number)) == content(name, n)
        states.append(n)
    return states


def snapshot(path: Path) -> dict[str, tuple[int, int, bytes]]:
    """Take down every file and folder with its times and bytes."""
    found: dict[str, tuple[int, int, bytes]] = {}
    for each in (path, *sorted(path.rglob("*"))):
        status = each.stat()
        data = each.read_bytes() if each.is_file() else b""
        found[str(each)] = (status.st_mtime_ns, status.st_ctime_ns, data)
    return found


def without_links(taken: dict[str, tuple[int, int, bytes]]) -> dict[str, tuple[int, bytes]]:
    """Leave out the time that a second name, given and taken again, moves."""
    return {name: (modified, data) for name, (modified, _changed, data) in taken.items()}
