"""Disks that refuse and files that are damaged: a clear error, a way out, nothing lost."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from repository.looks import check_each_version, check_with_ocfl_py, object_folders, snapshot, without_links
from repository.samples import Fault, QuickDisk, StepDisk, no_fault, object_id, put
from titelei.errors import StorageError
from titelei.repository.ocfl import Repository


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "repository"
    put(Repository(path, disk=QuickDisk()), "a", 1)
    put(Repository(path, disk=QuickDisk()), "a", 2)
    return path


def _folder(path: Path) -> Path:
    (folder,) = object_folders(path)
    return folder


def _refusal(path: Path, disk: StepDisk) -> str:
    try:
        put(Repository(path, disk=disk), "a", 3)
    except StorageError as error:
        return str(error)
    return ""


def _refuses(number: int, first: int, kinds: tuple[str, ...]) -> Fault:
    def fault(step: int, kind: str, half: Callable[[], None]) -> None:
        if step >= first and kind in kinds:
            half()
            raise OSError(number, os.strerror(number), "some file")

    return fault


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "no exchange"])
@pytest.mark.parametrize(
    ("number", "kinds", "words"),
    [
        (errno.ENOSPC, ("make", "write", "link"), "the disk is full"),
        (errno.EROFS, ("make", "write", "link", "rename", "exchange", "remove"), "the disk is read-only"),
        (errno.EIO, ("sync",), "the disk reports a fault"),
        (errno.EACCES, ("rename", "exchange"), "no permission"),
    ],
)
def test_a_disk_that_refuses_from_some_step_on_loses_nothing(
    path: Path, tmp_path: Path, number: int, kinds: tuple[str, ...], words: str, exchanges: bool
) -> None:
    counted = tmp_path / "counted"
    shutil.copytree(path, counted)
    disk = StepDisk(no_fault, exchanges=exchanges)
    put(Repository(counted, disk=disk), "a", 3)
    refused = 0
    for first in disk.telling_steps():
        here = tmp_path / str(first)
        shutil.copytree(path, here)
        refusal = _refusal(here, StepDisk(_refuses(number, first, kinds), exchanges=exchanges))
        states = check_each_version(Repository(here), "a")
        if refusal:
            refused += 1
            assert words in refusal
            assert states == ([1, 2, 3] if "is deposited as v3" in refusal else [1, 2])
        else:
            assert states == [1, 2, 3]
        put(Repository(here, disk=QuickDisk()), "a", 3)
        assert check_each_version(Repository(here), "a") == [1, 2, 3]
        assert not (here / "staging").exists()
        check_with_ocfl_py(here, objects=1)
    assert refused


def test_after_a_full_disk_nothing_is_left_behind(path: Path) -> None:
    before = without_links(snapshot(path / "ocfl"))
    with pytest.raises(StorageError, match=r"was not deposited, because the disk is full .* Free some space"):
        put(Repository(path, disk=StepDisk(_refuses(errno.ENOSPC, 10, ("write",)))), "a", 3)
    assert without_links(snapshot(path / "ocfl")) == before
    assert sorted(p.name for p in path.iterdir()) == ["lock", "ocfl"]


def test_ctrl_c_leaves_the_repository_as_it_was(path: Path) -> None:
    def interrupt(step: int, kind: str, half: Callable[[], None]) -> None:
        if step == 12:
            raise KeyboardInterrupt

    before = without_links(snapshot(path / "ocfl"))
    with pytest.raises(KeyboardInterrupt):
        put(Repository(path, disk=StepDisk(interrupt)), "a", 3)
    assert without_links(snapshot(path / "ocfl")) == before
    assert not (path / "staging").exists()


def test_a_limit_on_the_size_of_files_is_an_error_in_words(path: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path\n"
        f"sys.path.insert(0, {str(Path(__file__).parent.parent)!r})\n"
        "from repository.samples import put; from titelei.repository.ocfl import Repository\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
        f"put(Repository(Path({str(path)!r})), 'a', 3)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert "StorageError" in done.stderr
    assert "the file is larger than this disk or your limit" in done.stderr
    assert check_each_version(Repository(path), "a") == [1, 2]
    check_with_ocfl_py(path, objects=1)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted: mount (Debian: mount) needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_real_disk_that_is_full_and_then_read_only(small_disk: Path) -> None:
    path = small_disk / "repository"
    put(Repository(path), "a", 1)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    with pytest.raises(StorageError, match="the disk is full"):
        put(Repository(path), "a", 2)
    assert check_each_version(Repository(path), "a") == [1]
    check_with_ocfl_py(path, objects=1)

    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StorageError, match="the disk is read-only"):
        put(Repository(path), "a", 2)
    assert not put(Repository(path), "a", 1).changed
    assert check_each_version(Repository(path), "a") == [1]

    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    filler.unlink()
    assert put(Repository(path), "a", 2).version == "v2"
    check_with_ocfl_py(path, objects=1)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-40]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"5", b"6")),
        lambda file: file.unlink(),
    ],
    ids=["zero bytes", "truncated", "altered", "missing"],
)
@pytest.mark.parametrize("name", ["inventory.json", "inventory.json.sha512"])
def test_a_damaged_root_inventory_is_read_from_its_copy_and_mended(
    path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    whole = (_folder(path) / name).read_bytes()
    damage(_folder(path) / name)
    assert check_each_version(Repository(path), "a") == [1, 2]
    stored = put(Repository(path, disk=QuickDisk()), "a", 2)
    assert not stored.changed
    assert "was restored from its copy in v2" in stored.notes[0]
    assert (_folder(path) / name).read_bytes() == whole
    assert not (path / "staging").exists()
    check_with_ocfl_py(path, objects=1)


def test_an_inventory_damaged_beside_its_copy_is_an_error_that_names_both(path: Path) -> None:
    for inventory in (_folder(path) / "inventory.json", _folder(path) / "v2" / "inventory.json"):
        inventory.write_bytes(inventory.read_bytes()[:100])
    before = snapshot(path / "ocfl")
    for action in (
        lambda: Repository(path).log(object_id("a")),
        lambda: put(Repository(path), "a", 2),
        lambda: put(Repository(path), "a", 3),
    ):
        with pytest.raises(StorageError, match=r"is damaged: in inventory.json, .* in its copy in v2, .* backup"):
            action()
    assert snapshot(path / "ocfl") == before
    assert Repository(path).ids() == (object_id("a"),)
    assert put(Repository(path), "b", 1).version == "v1", "other articles are not touched by it"


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("damage", [_flip, Path.unlink], ids=["flipped bit", "missing"])
def test_a_damaged_content_file_is_neither_given_out_nor_built_upon(
    path: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    file = _folder(path) / "v1" / "content" / "source" / "a.txt"
    whole = file.read_bytes()
    damage(file)
    with pytest.raises(StorageError, match=r"v1/content/source/a\.txt is (damaged|missing).*backup"):
        dict(Repository(path).get(object_id("a")))
    with pytest.raises(StorageError, match=r"v1/content/source/a\.txt"):
        Repository(path).export(object_id("a"), None, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert not (path / "staging").exists()
    (note,) = put(Repository(path), "a", 3).notes
    assert note == f"{file} was damaged or missing; it was written anew, with the bytes it had."
    assert file.read_bytes() == whole
    check_with_ocfl_py(path, objects=1)


def test_a_version_folder_that_nobody_knows_is_not_overwritten(path: Path) -> None:
    stray = _folder(path) / "v3"
    stray.mkdir()
    (stray / "notes.txt").write_text("mine")
    assert check_each_version(Repository(path), "a") == [1, 2]
    with pytest.raises(StorageError, match=r"v3 is a version that .* does not know.* Move this folder"):
        put(Repository(path), "a", 3)
    assert (stray / "notes.txt").read_text() == "mine"


def test_an_object_in_another_s_place_is_an_error(path: Path) -> None:
    put(Repository(path, disk=QuickDisk()), "b", 1)
    one, other = object_folders(path)
    shutil.rmtree(other)
    shutil.copytree(one, other)
    with pytest.raises(StorageError, match="its inventory says"):
        [Repository(path).log(object_id(name)) for name in ("a", "b")]


def _set_back(path: Path) -> None:
    """Leave the object as a disk without exchange does between two renames: v2 is there, the root still says v1."""
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copyfile(_folder(path) / "v1" / name, _folder(path) / name)


def test_a_whole_version_that_the_root_does_not_name_yet_is_taken_in(path: Path) -> None:
    _set_back(path)
    assert check_each_version(Repository(path), "a") == [1]
    stored = put(Repository(path), "a", 2)
    assert (stored.version, stored.changed) == ("v2", False)
    assert "was restored from its copy in v2" in stored.notes[0]
    assert check_each_version(Repository(path), "a") == [1, 2]
    check_with_ocfl_py(path, objects=1)


def test_a_version_that_the_root_does_not_name_and_that_lacks_a_file_is_not_taken_in(path: Path) -> None:
    _set_back(path)
    (_folder(path) / "v2" / "content" / "tei" / "a.xml").unlink()
    before = without_links(snapshot(path / "ocfl"))
    with pytest.raises(StorageError, match=r"v2/content/tei/a\.xml is missing"):
        put(Repository(path), "a", 2)
    assert without_links(snapshot(path / "ocfl")) == before
    assert check_each_version(Repository(path), "a") == [1]


def test_a_damaged_object_with_a_long_name_does_not_hide_the_others(path: Path) -> None:
    long = "x" * 120
    put(Repository(path, disk=QuickDisk()), long, 1)
    (folder,) = (f for f in object_folders(path) if "xxx" in f.name)
    for inventory in (folder / "inventory.json", folder / "v1" / "inventory.json"):
        inventory.write_bytes(b"{")
    repository = Repository(path)
    assert repository.ids() == (object_id("a"),)
    (finding,) = repository.check_root()
    assert (finding.rule, finding.file) == ("object-damaged", str(folder))
    with pytest.raises(StorageError, match="is damaged"):
        repository.log(object_id(long))
