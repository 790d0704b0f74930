"""What OCFL 1.1 demands of an inventory (section 3.5), by the codes under which it lists its rules.

An inventory is looked at as it lies there: also one that :func:`titelei.repository.ocfl.inventory.parse` refuses.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Final
from urllib.parse import urlsplit

SPEC: Final = "https://ocfl.io/1.1/spec/#inventory"
_SPECS: Final = re.compile(r"https://ocfl\.io/(\d+)\.(\d+)/spec/#inventory")
_KEYS: Final = ("id", "type", "digestAlgorithm", "head")
_KNOWN: Final = frozenset({*_KEYS, "contentDirectory", "fixity", "manifest", "versions"})
_OF_VERSION: Final = frozenset({"created", "state", "message", "user"})
_LENGTHS: Final = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128, "blake2b-512": 128}
_LENGTHS.update({"blake2b-160": 40, "blake2b-256": 64, "blake2b-384": 96, "sha512/256": 64, "size": 0})
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that is broken: its code, the file (relative to the object's folder), and what in it, if that is known."""

    code: str
    file: str
    what: str = ""

    @property
    def is_warning(self) -> bool:
        return self.code.startswith("W")


def of_inventory(data: bytes, file: str) -> Iterator[Breach]:
    """Hold an inventory to the rules; each breach names what breaks it."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield Breach(code="E033", file=file, what=str(error))
        return
    if not isinstance(read, dict):
        yield Breach(code="E033", file=file)
        return
    for code, what in _faults(read):
        yield Breach(code=code, file=file, what=what)


def as_read(data: bytes) -> dict[str, Any]:
    """Give an inventory's JSON object; empty where it is none."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def release(read: Mapping[str, Any]) -> tuple[int, int]:
    """Give the release of OCFL that an inventory says it follows; (0, 0) where it says none."""
    found = _SPECS.fullmatch(str(read.get("type", "")))
    return (int(found[1]), int(found[2])) if found else (0, 0)


_Faults = Iterator[tuple[str, str]]


def _faults(read: dict[str, Any]) -> _Faults:
    yield from (("E036", key) for key in _KEYS if key not in read)
    yield from (("E102", key) for key in read if key not in _KNOWN)
    yield from _head(read)
    manifest, versions = read.get("manifest"), read.get("versions")
    yield from (("E041", key) for key in ("manifest", "versions") if key not in read)
    if "versions" not in read:
        yield "E043", "versions"
    if "manifest" in read and not isinstance(manifest, dict):
        yield "E106", type(manifest).__name__
    if "versions" in read and not isinstance(versions, dict):
        yield "E044", type(versions).__name__
    manifest = manifest if isinstance(manifest, dict) else {}
    versions = versions if isinstance(versions, dict) else {}
    yield from _numbers(read, list(versions))
    yield from _manifest(read, manifest, list(versions))
    used: set[str] = set()
    for number, version in versions.items():
        yield from _version(number, version, {str(d).lower() for d in manifest}, used)
    yield from (("E107", digest) for digest in manifest if str(digest).lower() not in used)
    yield from _fixity(read, manifest)


def _head(read: dict[str, Any]) -> _Faults:
    identifier, kind, algorithm = read.get("id", "x:"), read.get("type", SPEC), read.get("digestAlgorithm", "sha512")
    if not isinstance(identifier, str) or not identifier:
        yield "E037", str(identifier)
    elif not urlsplit(identifier).scheme:
        yield "W005", identifier
    if not isinstance(kind, str) or not _SPECS.fullmatch(kind):
        yield "E038", str(kind)
    if algorithm not in ("sha512", "sha256"):
        yield "E025", str(algorithm)
    elif algorithm == "sha256":
        yield "W004", "sha256"
    folder = read.get("contentDirectory", "content")
    if not isinstance(folder, str) or "/" in folder:
        yield "E017", str(folder)
        yield "E108", str(folder)
    elif folder in (".", "..", ""):
        yield "E018", folder
        yield "E108", folder


def _numbers(read: dict[str, Any], names: list[str]) -> _Faults:
    if not names:
        if isinstance(read.get("versions"), dict):
            yield "E008", ""
        return
    bad = [name for name in names if not re.fullmatch(r"v\d+", name)]
    yield from (("E104", name) for name in bad)
    numbered = {name: int(name[1:]) for name in names if name not in bad}
    padded = [name for name in numbered if name.startswith("v0")]
    yield from (("E105", name) for name, number in numbered.items() if number == 0)
    if padded:
        yield "W001", padded[0]
        if len({len(name) for name in numbered}) > 1:
            yield "E012", ", ".join(names)
    found = sorted(numbered.values())
    if numbered and found[0] != 1:
        yield "E009", ", ".join(names)
    if any(later - before != 1 for before, later in pairwise(found)):
        yield "E010", ", ".join(names)
    newest = max(numbered, key=lambda name: numbered[name], default="")
    if "head" in read and read["head"] != newest:
        yield "E040", str(read["head"])


def _manifest(read: dict[str, Any], manifest: dict[str, Any], versions: list[str]) -> _Faults:
    algorithm, folder = str(read.get("digestAlgorithm", "sha512")), str(read.get("contentDirectory", "content"))
    yield from (("E096", digest) for digest in _twice(manifest))
    paths: list[str] = []
    for digest, value in manifest.items():
        if not _is_digest(digest, algorithm):
            yield "E031" if algorithm == "sha512" else "E030", digest
        if not isinstance(value, list) or not value or not all(isinstance(path, str) for path in value):
            yield "E092", digest
            continue
        paths += value
    for path in paths:
        steps = path.split("/")
        if path.startswith("/") or path.endswith("/"):
            yield "E100", path
        elif any(step in ("", ".", "..") for step in steps):
            yield "E099", path
        elif len(steps) < 3 or steps[1] != folder:
            yield "E042", path
        elif steps[0] not in versions:
            yield "E014", path
    yield from (("E101", path) for path in _conflicting(paths))


def _version(number: str, version: object, digests: set[str], used: set[str]) -> _Faults:
    if not isinstance(version, dict):
        yield "E047", number
        return
    yield from (("E048", f"{number}: {key}") for key in ("created", "state") if key not in version)
    yield from (("E102", f"{number}: {key}") for key in version if key not in _OF_VERSION)
    if "created" in version and not _is_moment(version["created"]):
        yield "E049", f"{number}: {version['created']}"
    if "message" in version and not isinstance(version["message"], str):
        yield "E094", number
    yield from (("W007", f"{number}: {key}") for key in ("message", "user") if key not in version)
    yield from _user(number, version)
    state = version.get("state", {})
    if not isinstance(state, dict) or not all(isinstance(paths, list) for paths in state.values()):
        yield "E050", number
        return
    used |= {digest.lower() for digest in state}
    yield from (("E050", f"{number}: {digest}") for digest in state if digest.lower() not in digests)
    paths = [str(path) for listed in state.values() for path in listed]
    for path in paths:
        if path.startswith("/") or path.endswith("/"):
            yield "E053", f"{number}: {path}"
        elif any(step in ("", ".", "..") for step in path.split("/")):
            yield "E052", f"{number}: {path}"
    yield from (("E095", f"{number}: {path}") for path in _conflicting(paths))


def _user(number: str, version: dict[str, Any]) -> _Faults:
    if "user" not in version:
        return
    user = version["user"]
    if not isinstance(user, dict) or not isinstance(user.get("name"), str) or not user["name"]:
        yield "E054", number
    elif "address" not in user:
        yield "W008", number
    elif not isinstance(user["address"], str) or not urlsplit(user["address"]).scheme:
        yield "W009", f"{number}: {user['address']}"


def _fixity(read: dict[str, Any], manifest: dict[str, Any]) -> _Faults:
    if "fixity" not in read:
        return
    fixity = read["fixity"]
    if not isinstance(fixity, dict):
        yield "E111", type(fixity).__name__
        return
    known = {path for paths in manifest.values() if isinstance(paths, list) for path in paths}
    for algorithm, block in fixity.items():
        if algorithm not in _LENGTHS:
            yield "E056", algorithm
            yield "E026", algorithm
        if not isinstance(block, dict) or not all(isinstance(paths, list) for paths in block.values()):
            yield "E057", algorithm
            continue
        yield from (("E097", digest) for digest in _twice(block))
        for digest, paths in block.items():
            if algorithm in ("sha1", "blake2b-512") and not _is_digest(digest, algorithm):
                yield "E029" if algorithm == "sha1" else "E032", digest
            yield from (("E057", path) for path in paths if path not in known)


def _is_digest(digest: str, algorithm: str) -> bool:
    length = _LENGTHS.get(algorithm, 0)
    return re.fullmatch("[0-9a-fA-F]+", digest) is not None and length in (0, len(digest))


def _is_moment(value: object) -> bool:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True


def _twice(digests: Mapping[str, object]) -> list[str]:
    return [digest for digest, times in Counter(digest.lower() for digest in digests).items() if times > 1]


def _conflicting(paths: list[str]) -> list[str]:
    """Give paths that stand twice, or are a file's and a folder's at once."""
    folders = {path[:n] for path in set(paths) for n, letter in enumerate(path) if letter == "/" and n}
    return sorted({path for path, times in Counter(paths).items() if times > 1 or path in folders})
