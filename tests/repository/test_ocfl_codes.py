"""``repository check`` knows each rule of OCFL 1.1 by its code; ocfl-py, another validator, looks beside it."""

import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from ocfl.validator import Validator

from repository.ocfl_codes import ALL, NEVER, OF_OBJECTS, OF_ROOTS, OF_UNREADABLE_ROOTS, remake_links
from repository.samples import NOON, object_id
from titelei.errors import StorageError
from titelei.model import Severity, User
from titelei.repository.ocfl import Repository

ID = object_id("a")
USER = User(name="The editors", address="mailto:editors@titelei.example.org")

OTHERWISE_BY_OCFL_PY = {
    **{"E002": "E003", "E004": "E003", "E005": "E003", "E012": "E010", "E014": "E042", "E016": "E092", "E026": "E056"},
    **{"E029": "E057", "E030": "E025", "E031": "E025", "E032": "E057", "E033": "E036", "E043": "E041", "E047": "E048"},
    **{"E059": "E058", "E081": "E006", "E083": "E037", "E090": "E001", "E103": "E038", "E104": "E010", "E105": "E009"},
    **{"E106": "E041", "E108": "E017", "E110": "E037", "E112": "E067"},
    **{"E007": "", "E038": "", "E102": ""},
}
"""The code by which ocfl-py 2.1 tells what is broken; empty where it says nothing."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository with one object of two versions."""
    path = tmp_path_factory.mktemp("sound")
    repository = Repository(path)
    for n, text in enumerate((b"one", b"two"), 1):
        content = {"a.txt": text, "b.txt": b"the same"}
        repository.put(ID, content, message=f"state {n}", user=USER, now=NOON)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "repository")
    return tmp_path / "repository"


def folder_of(path: Path) -> Path:
    (found,) = (path / "ocfl").rglob("0=ocfl_object_1.1")
    return found.parent


def codes(path: Path) -> dict[str, Severity]:
    """Give the codes that our check tells of the object and the root, each with its severity."""
    repository = Repository(path)
    found = [*repository.check(ID), *repository.check_root()]
    assert all(f.message and f.repair for f in found)
    return {code: f.severity for f in found for code in re.findall(r"\b[EW]\d{3}\b", f.clause)}


def by_ocfl_py(folder: Path) -> set[str]:
    """Give the codes that ocfl-py tells of an object."""
    validator = Validator(log_warnings=True)
    with suppress(TypeError):  # E041: it stumbles, after it has told
        validator.validate_object(str(folder))
    return {code[:4] for code in validator.log.codes}


def test_every_code_is_provoked_or_told_why_it_cannot_be() -> None:
    provoked = {*OF_OBJECTS, *OF_ROOTS, *OF_UNREADABLE_ROOTS}
    assert set(ALL) - provoked == {code for code in NEVER if code in ALL}
    assert not provoked & NEVER.keys()


def test_a_sound_object_breaks_no_rule(path: Path) -> None:
    assert codes(path) == {}
    assert by_ocfl_py(folder_of(path)) == set()


@pytest.mark.parametrize("code", OF_OBJECTS)
def test_a_rule_of_objects_that_is_broken_is_told_by_its_code(path: Path, code: str) -> None:
    folder = folder_of(path)
    OF_OBJECTS[code](folder)
    found = codes(path)
    assert code in found
    if code.startswith("E"):
        assert found[code] is Severity.ERROR
    theirs = by_ocfl_py(folder)
    assert (code in theirs) == (code not in OTHERWISE_BY_OCFL_PY)
    assert OTHERWISE_BY_OCFL_PY.get(code) in (None, "", *theirs)


@pytest.mark.parametrize("code", OF_ROOTS)
def test_a_rule_of_storage_roots_that_is_broken_is_told_by_its_code(path: Path, code: str) -> None:
    OF_ROOTS[code](path / "ocfl")
    assert code in codes(path)


@pytest.mark.parametrize("code", OF_UNREADABLE_ROOTS)
def test_a_root_that_cannot_be_told_for_one_is_refused(path: Path, code: str) -> None:
    OF_UNREADABLE_ROOTS[code](path / "ocfl")
    with pytest.raises(StorageError):
        Repository(path).ids()


def test_a_file_with_two_names_in_an_object_is_a_link(path: Path) -> None:
    remake_links(folder_of(path))
    assert "E090" in codes(path)
