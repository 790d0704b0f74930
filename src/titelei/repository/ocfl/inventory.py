"""The inventory of an OCFL object (OCFL 1.1, section 3.5) and its sidecar: built, read, and checked for soundness."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from titelei.messages import say

FILE: Final = "inventory.json"
SIDECAR: Final = "inventory.json.sha512"
DECLARATION: Final = "0=ocfl_object_1.1"
_TYPE: Final = "https://ocfl.io/1.1/spec/#inventory"
_ALGORITHM: Final = "sha512"
_NOT_IN_NAMES: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and what stands for bytes of a file name that are not UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionState:
    """One version: when, why and by whom, and its ``state`` as logical path → digest."""

    created: datetime
    message: str
    user_name: str
    user_address: str
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """One object: its versions from v1 on, and ``manifest`` as digest → content paths."""

    object_id: str
    versions: tuple[VersionState, ...]
    manifest: Mapping[str, tuple[str, ...]]

    @property
    def head(self) -> str:
        """The name of the newest version, as ``v3``."""
        return f"v{len(self.versions)}"

    @property
    def newest(self) -> VersionState:
        return self.versions[-1]


class _User(msgspec.Struct, omit_defaults=True):
    name: str
    address: str = ""


class _Version(msgspec.Struct, omit_defaults=True):
    created: str
    state: dict[str, list[str]]
    message: str = ""
    user: _User | None = None


class _Inventory(msgspec.Struct, omit_defaults=True, rename="camel"):
    id: str
    type: str
    digest_algorithm: str
    head: str
    manifest: dict[str, list[str]]
    versions: dict[str, _Version]
    content_directory: str = "content"


def digest(data: bytes) -> str:
    """Give the SHA-512 of some bytes in lower-case hexadecimal digits."""
    return hashlib.sha512(data).hexdigest()


def sidecar(inventory: bytes) -> bytes:
    """Write the sidecar of an inventory: its digest and its name."""
    return f"{digest(inventory)}  {FILE}\n".encode()


def fits(inventory: bytes, its_sidecar: bytes) -> bool:
    """Tell whether a sidecar is the one of an inventory."""
    return its_sidecar.lower().split() == [digest(inventory).encode(), FILE.encode()]


def utc(moment: datetime) -> str:
    """Write a moment as OCFL wants it (RFC 3339)."""
    return moment.isoformat().replace("+00:00", "Z")


def next_version(
    previous: Inventory | None, object_id: str, version: VersionState
) -> tuple[Inventory, Mapping[str, str]]:
    """Add a version; give the new inventory, and content path → logical path of what has to be stored.

    A file whose digest the object holds already is not stored again, whatever version holds it.
    """
    versions = (*(previous.versions if previous else ()), version)
    manifest = dict(previous.manifest) if previous else {}
    stored: dict[str, str] = {}
    for path, its_digest in sorted(version.state.items()):
        if its_digest not in manifest:
            content_path = f"v{len(versions)}/content/{path}"
            manifest[its_digest] = (content_path,)
            stored[content_path] = path
    return Inventory(object_id=object_id, versions=versions, manifest=manifest), stored


def build(inventory: Inventory) -> bytes:
    """Write an inventory as JSON, the same bytes for the same values."""
    whole = _Inventory(
        id=inventory.object_id,
        type=_TYPE,
        digest_algorithm=_ALGORITHM,
        head=inventory.head,
        manifest={d: list(paths) for d, paths in sorted(inventory.manifest.items(), key=lambda item: item[1])},
        versions={f"v{n}": _version(version) for n, version in enumerate(inventory.versions, 1)},
    )
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _version(version: VersionState) -> _Version:
    state: dict[str, list[str]] = {}
    for path, its_digest in sorted(version.state.items()):
        state.setdefault(its_digest, []).append(path)
    user = _User(name=version.user_name, address=version.user_address) if version.user_name else None
    return _Version(created=utc(version.created), state=state, message=version.message, user=user)


def parse(data: bytes) -> Inventory:
    """Read an inventory.

    Raises:
        ValueError: it is not one of OCFL 1.1 with sha512, or contradicts itself; the text is half a sentence.
    """
    try:
        read = msgspec.json.decode(data, type=_Inventory)
    except (ValueError, RecursionError) as error:
        raise ValueError(say("it is no OCFL inventory ({error})", error=error)) from error
    if read.digest_algorithm != _ALGORITHM or read.content_directory != "content":
        raise ValueError(
            say(
                "it uses {digest_algorithm} and the folder name {content_directory}, not sha512 and content",
                digest_algorithm=read.digest_algorithm,
                content_directory=read.content_directory,
            )
        )
    if read.type != _TYPE:
        raise ValueError(say("its type is {type}, not {type2}", type=read.type, type2=_TYPE))
    names = [f"v{n}" for n in range(1, len(read.versions) + 1)]
    if not names or sorted(read.versions, key=_number) != names or read.head != names[-1]:
        raise ValueError(
            say(
                "its versions ({versions}) do not run from v1 to its head {head}",
                versions=", ".join(read.versions),
                head=read.head,
            )
        )
    manifest = {d.lower(): tuple(paths) for d, paths in read.manifest.items()}
    for path in (path for paths in manifest.values() for path in paths):
        if not is_safe(path):
            raise ValueError(say("its content path {path!r} leaves the object's folder", path=path))
    versions = tuple(_state(name, read.versions[name], manifest) for name in names)
    return Inventory(object_id=read.id, versions=versions, manifest=manifest)


def _number(name: str) -> int:
    return int(name[1:]) if re.fullmatch(r"v[1-9]\d{0,8}", name) else 0


def _state(name: str, version: _Version, manifest: Mapping[str, tuple[str, ...]]) -> VersionState:
    state: dict[str, str] = {}
    for its_digest, paths in version.state.items():
        if not manifest.get(its_digest.lower()):
            raise ValueError(
                say(
                    "its {name} names a file that the manifest does not hold ({paths})",
                    name=name,
                    paths=", ".join(paths),
                )
            )
        state.update(dict.fromkeys(paths, its_digest.lower()))
    created = datetime.fromisoformat(version.created)
    if created.tzinfo is None:
        raise ValueError(
            say("its {name} was created at {created}, a time without a zone", name=name, created=version.created)
        )
    user = version.user or _User(name="")
    return VersionState(
        created=created, message=version.message, user_name=user.name, user_address=user.address, state=state
    )


def is_safe(path: str) -> bool:
    """Tell whether a path with slashes stays in the folder that it is relative to and can be a file's name."""
    return not _NOT_IN_NAMES.search(path) and not any(step in ("", ".", "..") for step in path.split("/"))


def conflicts(paths: Iterable[str]) -> tuple[str, ...]:
    """List paths that are a file's and a folder's at once (OCFL 1.1: logical paths must not conflict)."""
    files = set(paths)
    folders = {path[:n] for path in files for n, letter in enumerate(path) if letter == "/"}
    return tuple(sorted(files & folders))
