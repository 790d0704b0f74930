"""What OCFL 1.1 demands of an object's folder (sections 3.1 to 3.9), by the codes under which it lists its rules.

What the digests of files tell is looked at elsewhere (``fixity.py``).
"""

import hashlib
import os
import re
import stat
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from titelei.repository.ocfl import inventory as inventories
from titelei.repository.ocfl import inventory_rules
from titelei.repository.ocfl.inventory_rules import Breach

_VERSION: Final = re.compile(r"v\d+")
_DECLARED: Final = re.compile(r"0=ocfl_object_(\d+\.\d+)")
_SIDECAR: Final = re.compile(r"inventory\.json\.(?P<algorithm>[a-z0-9]+)")
_EXTENSIONS: Final = frozenset(
    {
        "0001-digest-algorithms",
        "0002-flat-direct-storage-layout",
        "0003-hash-and-id-n-tuple-storage-layout",
        "0004-hashed-n-tuple-storage-layout",
        "0005-mutable-head",
        "0006-flat-omit-prefix-storage-layout",
        "0007-n-tuple-omit-prefix-storage-layout",
        "0008-schema-registry",
        "0009-digest-algorithms",
        "0010-differential-n-tuple-omit-prefix-storage-layout",
        "initial",
    }
)
"""The names of registered extensions (github.com/OCFL/extensions)."""


def of_object(folder: Path) -> Iterator[Breach]:
    """Hold an object's folder to the rules, without reading the files that are kept in it."""
    entries = {entry.name: entry for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)}
    yield from _links(folder)
    yield from _declarations(folder, entries)
    root = _bytes(folder / inventories.FILE)
    read = inventory_rules.as_read(root)
    names = read.get("versions")
    versions = list(names) if isinstance(names, dict) else []
    yield from _around(folder, entries, versions)
    if inventories.FILE not in entries:
        yield Breach(code="E063", file=inventories.FILE)
    else:
        yield from _inventory(folder, "", root)
    before: dict[str, Any] = {}
    for name in versions:
        if (folder / name).is_dir():
            yield from _version_folder(folder, name, read)
            before = yield from _copy(folder, name, read, before)
    newest = folder / str(read.get("head")) / inventories.FILE
    if newest.is_file() and newest.read_bytes() != root:
        yield Breach(code="E064", file=f"{read['head']}/{inventories.FILE}")
    yield from _fixity(folder, read)


def of_root(root: Path) -> Iterator[Breach]:
    """Hold the storage root's own files to the rules (section 4), and find links between its folders."""
    declared = [entry.name for entry in sorted(os.scandir(root), key=lambda each: each.name) if "=" in entry.name]
    if len(declared) > 1:
        yield Breach(code="E076", file=declared[-1])
    for name in declared:
        if re.fullmatch(r"0=ocfl_\d+\.\d+", name) and _bytes(root / name) != f"{name[2:]}\n".encode():
            yield Breach(code="E080", file=name)
    if (root / "extensions").is_dir():
        yield from _extensions(root / "extensions", "W016")
    for base, folders, files in os.walk(root):
        if any(name.startswith("0=ocfl_object_") for name in files):
            folders[:] = []  # what is in an object is looked at with that
            continue
        for name in sorted((*folders, *files)):
            path = Path(base, name)
            if path.is_symlink():
                yield Breach(code="E090", file=str(path.relative_to(root)), what=os.readlink(path))


def _extensions(folder: Path, warning: str) -> Iterator[Breach]:
    """Hold a folder of extensions to hold nothing but folders of extensions that are registered."""
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if not entry.is_dir(follow_symlinks=False):
            yield Breach(code="E067", file=f"extensions/{entry.name}")
            yield Breach(code="E112", file=f"extensions/{entry.name}")
        elif entry.name not in _EXTENSIONS:
            yield Breach(code=warning, file=f"extensions/{entry.name}")


def _links(folder: Path) -> Iterator[Breach]:
    """Find symbolic links, files that are no files, and files that have two names in the object."""
    names: dict[tuple[int, int], str] = {}
    for base, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            path = Path(base, name)
            state, file = path.lstat(), str(path.relative_to(folder))
            if stat.S_ISLNK(state.st_mode):
                yield Breach(code="E090", file=file, what=os.readlink(path))
            elif not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
                yield Breach(code="E001", file=file)
            elif stat.S_ISREG(state.st_mode) and state.st_nlink > 1:
                other = names.setdefault((state.st_dev, state.st_ino), file)
                if other != file:
                    yield Breach(code="E090", file=file, what=other)


def _declarations(folder: Path, entries: Mapping[str, "os.DirEntry[str]"]) -> Iterator[Breach]:
    found = [name for name in entries if re.match(r".?=", name) or "ocfl_object_" in name]
    named = [name for name in found if _DECLARED.fullmatch(name)]
    if len(found) > 1:
        yield Breach(code="E003", file=found[-1])
    for name in found:
        left, _, right = name.partition("=")
        if not right:
            yield Breach(code="E004", file=name)
        elif left != "0":
            yield Breach(code="E005", file=name)
        elif name not in named:
            yield Breach(code="E006", file=name)
        if name not in named:
            yield Breach(code="E002", file=name)
    for name in named:
        if _bytes(folder / name) != f"{name[2:]}\n".encode():
            yield Breach(code="E007", file=name)
    read = inventory_rules.as_read(_bytes(folder / inventories.FILE))
    if len(named) == 1 and read and f"{'.'.join(map(str, inventory_rules.release(read)))}" != named[0][14:]:
        yield Breach(code="E038", file=inventories.FILE, what=str(read.get("type")))
    if len(named) == 1 and tuple(map(int, named[0][14:].split("."))) > (1, 1):
        yield Breach(code="E081", file=named[0])


def _around(folder: Path, entries: Mapping[str, "os.DirEntry[str]"], versions: list[str]) -> Iterator[Breach]:
    sidecars = {name for name in entries if _SIDECAR.fullmatch(name)}
    for name, entry in entries.items():
        if entry.is_symlink():
            continue
        if entry.is_dir():
            if _VERSION.fullmatch(name):
                if versions and name not in versions:
                    yield Breach(code="E046", file=name)
            elif name == "extensions":
                yield from _extensions(folder / name, "W013")
            elif name != "logs":
                yield Breach(code="E001", file=name)
        elif name != inventories.FILE and name not in sidecars and "=" not in name and "ocfl_object_" not in name:
            yield Breach(code="E001", file=name)
    yield from (Breach(code="E046", file=name) for name in versions if name not in entries)


def _inventory(folder: Path, name: str, data: bytes) -> Iterator[Breach]:
    """Hold the inventory in a folder, and its sidecar."""
    at = f"{name}/" if name else ""
    yield from inventory_rules.of_inventory(data, f"{at}{inventories.FILE}")
    algorithm = str(inventory_rules.as_read(data).get("digestAlgorithm", "sha512"))
    sidecar = folder / name / f"{inventories.FILE}.{algorithm}"
    others = [each.name for each in (folder / name).glob(f"{inventories.FILE}.*")]
    if not sidecar.is_file():
        yield Breach(code="E059" if others else "E058", file=f"{at}{sidecar.name}")
        return
    told = _bytes(sidecar).decode("utf-8", "replace")
    fields = re.fullmatch(r"(\S+)[ \t]+inventory\.json\n?", told)
    if fields is None:
        yield Breach(code="E061", file=f"{at}{sidecar.name}")
    elif algorithm in ("sha512", "sha256") and fields[1].lower() != hashlib.new(algorithm, data).hexdigest():
        yield Breach(code="E060", file=f"{at}{inventories.FILE}")


def _version_folder(folder: Path, name: str, read: Mapping[str, Any]) -> Iterator[Breach]:
    content = str(read.get("contentDirectory", "content"))
    manifest = read.get("manifest")
    listed = [p for paths in manifest.values() for p in paths] if isinstance(manifest, dict) else []
    for entry in sorted(os.scandir(folder / name), key=lambda each: each.name):
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and entry.name != content:
            yield Breach(code="W002", file=f"{name}/{entry.name}")
        elif not is_folder and entry.name != inventories.FILE and not _SIDECAR.fullmatch(entry.name):
            yield Breach(code="E015", file=f"{name}/{entry.name}")
    within = folder / name / content
    if any(path.startswith(f"{name}/") for path in listed) and not within.is_dir():
        yield Breach(code="E016", file=f"{name}/{content}")
    for base, folders, files in os.walk(within):
        if not folders and not files:
            code = "W003" if Path(base) == within else "E024"
            yield Breach(code=code, file=str(Path(base).relative_to(folder)))


def _copy(
    folder: Path, name: str, root: Mapping[str, Any], before: dict[str, Any]
) -> Generator[Breach, None, dict[str, Any]]:
    """Hold a version's own inventory, and give it."""
    file = f"{name}/{inventories.FILE}"
    if not (folder / file).is_file():
        yield Breach(code="W010", file=file)
        return before
    data = _bytes(folder / file)
    if data != _bytes(folder / inventories.FILE):
        yield from _inventory(folder, name, data)
    copy = inventory_rules.as_read(data)
    yield from _agreement(file, copy, root)
    if before and inventory_rules.release(copy) < inventory_rules.release(before):
        yield Breach(code="E103", file=file, what=str(copy.get("type")))
    return copy


def _agreement(file: str, copy: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[Breach]:
    """Hold an earlier inventory against the newest."""
    if not copy:
        return
    if copy.get("id") != root.get("id"):
        yield Breach(code="E110", file=file, what=str(copy.get("id")))
    if copy.get("contentDirectory") != root.get("contentDirectory"):
        is_late = "contentDirectory" not in copy
        yield Breach(code="E019" if is_late else "E020", file=file, what=str(root.get("contentDirectory")))
    versions, now = copy.get("versions"), root.get("versions")
    for number, version in versions.items() if isinstance(versions, dict) else ():
        other = now.get(number) if isinstance(now, dict) else None
        if not isinstance(version, dict) or not isinstance(other, dict):
            yield Breach(code="E066", file=file, what=number)
            continue
        mine, theirs = _files(version), _files(other)
        is_same = mine == theirs if copy.get("digestAlgorithm") == root.get("digestAlgorithm") else {*mine} == {*theirs}
        if not is_same:
            yield Breach(code="E066", file=file, what=number)
        elif any(version.get(key) != other.get(key) for key in ("created", "message", "user")):
            yield Breach(code="W011", file=file, what=number)


def _files(version: Mapping[str, Any]) -> dict[str, str]:
    state = version.get("state")
    pairs = state.items() if isinstance(state, dict) else ()
    return {str(path): digest.lower() for digest, paths in pairs if isinstance(paths, list) for path in paths}


def _fixity(folder: Path, read: Mapping[str, Any]) -> Iterator[Breach]:
    blocks = read.get("fixity")
    for algorithm, block in blocks.items() if isinstance(blocks, dict) else ():
        if algorithm not in hashlib.algorithms_available or not isinstance(block, dict):
            continue
        for digest, paths in block.items():
            for path in paths if isinstance(paths, list) else ():
                file = folder / str(path)
                is_there = inventories.is_safe(str(path)) and file.is_file()
                if is_there and hashlib.new(algorithm, file.read_bytes()).hexdigest() != digest.lower():
                    yield Breach(code="E093", file=str(path), what=algorithm)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
