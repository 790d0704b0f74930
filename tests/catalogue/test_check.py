"""The check compares every file and every row, and can be stopped and gone on with."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from catalogue.articles import Clock, identifier, open_catalogue, put, withdraw
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.checking import FILE, check


@pytest.fixture
def filled(tmp_path: Path) -> Catalogue:
    catalogue = open_catalogue(tmp_path / "repository")
    clock = Clock()
    for name in ("a", "b", "c"):
        put(catalogue, name, now=clock)
    put(catalogue, "a", 2, now=clock)
    withdraw(catalogue, "b", now=clock)
    return catalogue


def _folder(catalogue: Catalogue, name: str) -> Path:
    (found,) = (f.parent for f in (catalogue.path / "ocfl").rglob("0=ocfl_object_1.1") if f.parent.name.endswith(name))
    return found


def test_a_sound_repository_has_no_findings(filled: Catalogue) -> None:
    assert check(filled) == ()


def test_a_flipped_bit_is_found_in_any_version(filled: Catalogue) -> None:
    file = _folder(filled, "3aa") / "v1/content/out/a.facts.xml"
    data = bytearray(file.read_bytes())
    data[10] ^= 1
    file.write_bytes(data)
    (found,) = check(filled)
    assert found.rule == "file-damaged"
    assert found.file == str(file)


def test_missing_and_stray_files_are_found(filled: Catalogue) -> None:
    folder = _folder(filled, "3ac")
    (folder / "v1/content/source/c.txt").unlink()
    (folder / "v1/content/stray.txt").write_text("x")
    (filled.path / "ocfl" / "stray").write_text("x")
    (filled.path / "ocfl" / "0ff" / "1").mkdir(parents=True)
    assert sorted(f.rule for f in check(filled)) == ["file-missing", "file-orphan", "file-orphan", "folder-empty"]


def test_a_folder_that_cannot_be_read_is_found_and_the_other_objects_are_checked(
    filled: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, real = _folder(filled, "3aa") / "v1", os.scandir
    (_folder(filled, "3ac") / "v1/content/source/c.txt").unlink()

    def scandir(path: Path) -> object:
        if Path(path) == locked:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = [(f.rule, Path(f.file)) for f in check(filled)]
    assert [each for each in found if each[1].is_relative_to(locked)] == [("file-unreadable", locked)]
    assert "file-missing" in {rule for rule, _file in found}


def test_a_truncated_inventory_is_found(filled: Catalogue) -> None:
    inventory = _folder(filled, "3aa") / "v2" / "inventory.json"
    inventory.write_bytes(inventory.read_bytes()[:100])
    assert "inventory-unsound" in {f.rule for f in check(filled)}


def test_an_object_without_its_declaration_is_found_and_shown_and_mended_by_its_next_version(
    filled: Catalogue,
) -> None:
    declaration = _folder(filled, "3aa") / "0=ocfl_object_1.1"
    declaration.unlink()
    assert [(f.rule, f.file) for f in check(filled)] == [("file-missing", str(declaration))]
    assert filled.rebuild() == (3, (), ())
    put(filled, "a", 3)
    assert check(filled) == ()


def test_an_object_s_folder_without_an_object_is_found(filled: Catalogue) -> None:
    folder = _folder(filled, "3aa")
    shutil.rmtree(folder)
    folder.mkdir()
    assert {"object-damaged", "catalogue-orphan"} <= {f.rule for f in check(filled)}


def test_a_record_without_object_is_found(filled: Catalogue) -> None:
    shutil.rmtree(_folder(filled, "3ac").parents[2])
    found = {f.rule: f.file for f in check(filled)}
    assert found["catalogue-orphan"] == identifier("c")


def test_differences_between_root_and_catalogue_are_found(filled: Catalogue) -> None:
    from sqlalchemy import text

    with filled.database.writing() as connection:
        connection.execute(text("UPDATE record SET body = 'x' WHERE length(body) > 0"))
        connection.execute(text("UPDATE item SET version = 'v1' WHERE article = 'a'"))
        connection.execute(text("UPDATE item SET reason = 'other' WHERE article = 'b'"))
        connection.execute(text("UPDATE tally SET records = records + 1 WHERE spec = 0"))
        connection.execute(text("INSERT INTO spec (number, spec, name) VALUES (99, 'year:1900', 'None')"))
        connection.execute(text("DELETE FROM item_set WHERE item = (SELECT number FROM item WHERE article = 'c')"))
    found = check(filled)
    assert [f.rule for f in found if "oai_dc of " in f.message] == ["catalogue-stale"]
    assert any("stored as v2, and v1 in the catalogue" in f.message for f in found)
    assert any("withdrawn (other)" in f.message for f in found)
    assert any("a set year:1900, in which nothing is" in f.message for f in found)
    assert any(f"{identifier('c')} is in other sets" in f.message for f in found)
    assert "catalogue-tally" in {f.rule for f in found}
    filled.rebuild()
    assert check(filled) == ()


def test_a_check_that_is_stopped_goes_on_and_keeps_what_it_found(filled: Catalogue) -> None:
    (_folder(filled, "3aa") / "v1/content/source/a.txt").unlink()
    seen: list[str] = []

    def stop(name: str, done: int, _of: int) -> None:
        seen.append(name)
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(filled, progress=stop)
    assert (filled.path / FILE).is_file()
    resumed: list[tuple[str, int]] = []
    found = check(filled, resumed=lambda *at: resumed.append(at), progress=lambda name, _done, _of: seen.append(name))
    assert resumed == [(identifier("b"), 1)]
    assert seen == [identifier(name) for name in ("a", "b", "a", "c")], "what had faults is looked at again"
    assert [f.rule for f in found] == ["file-missing"]
    assert not (filled.path / FILE).exists()


def test_a_check_can_be_begun_anew_and_what_is_old_is_not_gone_on_with(filled: Catalogue) -> None:
    def stop(_name: str, _done: int, _of: int) -> None:
        raise KeyboardInterrupt

    def checked(*, resume: bool = True) -> list[str]:
        seen: list[str] = []
        check(filled, resume=resume, progress=lambda name, _done, _of: seen.append(name))
        return seen

    everything = [identifier(name) for name in ("a", "b", "c")]
    with pytest.raises(KeyboardInterrupt):
        check(filled, progress=stop)
    kept = (filled.path / FILE).read_bytes()
    assert checked(resume=False) == everything
    (filled.path / FILE).write_bytes(kept.replace(b'"at":1', b'"at":0'))
    assert checked() == everything
    (filled.path / FILE).write_bytes(kept)
    assert checked() == everything[1:]
