"""Every code of OCFL 1.1, and how an object or a root is spoiled so that its rule is broken; or why it cannot be.

https://ocfl.io/1.1/spec/validation-codes.html
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

Spoil = Callable[[Path], object]
"""Spoils the object in a folder."""

OF_OBJECTS: Final[dict[str, Spoil]] = {}
OF_ROOTS: Final[dict[str, Spoil]] = {}


def write(folder: Path, read: Any, algorithm: str = "sha512") -> None:
    """Write an inventory and its sidecar."""
    data = read if isinstance(read, bytes) else json.dumps(read, indent=2).encode()
    (folder / "inventory.json").write_bytes(data)
    digest = hashlib.new(algorithm, data).hexdigest()
    for old in folder.glob("inventory.json.*"):
        old.unlink()
    (folder / f"inventory.json.{algorithm}").write_text(f"{digest} inventory.json\n")


def edit(folder: Path, change: Callable[[dict[str, Any]], object], *, only: str = "") -> None:
    """Change the newest inventory in both its places, or that of one version, with fitting sidecars."""
    read = json.loads((folder / only / "inventory.json").read_bytes())
    change(read)
    algorithm = read.get("digestAlgorithm", "sha512")
    for place in [only] if only else ["", "v2"]:
        write(folder / place, read, algorithm if algorithm in ("sha256", "sha512") else "sha512")


def newest(change: Callable[[dict[str, Any]], object]) -> Spoil:
    return lambda folder: edit(folder, change)


def setting(key: str, value: object) -> Spoil:
    return newest(lambda read: read.__setitem__(key, value))


def without(key: str) -> Spoil:
    return newest(lambda read: read.pop(key))


def in_v2(change: Callable[[dict[str, Any]], object]) -> Spoil:
    return newest(lambda read: change(read["versions"]["v2"]))


def first_digest(read: dict[str, Any]) -> str:
    return str(next(iter(read["manifest"])))


def path_of_content(path: str) -> Spoil:
    return newest(lambda read: read["manifest"][first_digest(read)].append(path))


def logical_path(path: str) -> Spoil:
    return in_v2(lambda version: next(iter(version["state"].values())).append(path))


def renumbered(**names: str) -> Spoil:
    def change(read: dict[str, Any]) -> None:
        read["versions"] = {names.get(name, name): version for name, version in read["versions"].items()}
        read["head"] = names.get(read["head"], read["head"])

    return newest(change)


def file(name: str, text: str = "x") -> Spoil:
    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

    return make


def folder(name: str) -> Spoil:
    return lambda within: (within / name).mkdir(parents=True)


def renamed(old: str, new: str) -> Spoil:
    return lambda within: (within / old).rename(within / new)


def fixity(block: object) -> Spoil:
    return setting("fixity", block)


def both(*spoils: Spoil) -> Spoil:
    return lambda folder: [spoil(folder) for spoil in spoils]


def recased(read: dict[str, Any]) -> None:
    digest = first_digest(read)
    read["manifest"][digest.upper()] = read["manifest"][digest]


def bad_digest(algorithm: str) -> Spoil:
    def change(read: dict[str, Any]) -> None:
        read["digestAlgorithm"] = algorithm
        read["manifest"]["xyz"] = read["manifest"].pop(first_digest(read))

    return newest(change)


def _declaration(name: str) -> Spoil:
    return both(renamed("0=ocfl_object_1.1", name), lambda folder: (folder / name).write_text(f"{name[2:]}\n"))


def _of_first(change: Callable[[dict[str, Any]], object]) -> Spoil:
    return lambda folder: edit(folder, change, only="v1")


def _without_files(folder: Path) -> None:
    """Empty the second version's content, whose files no version then has."""
    shutil.rmtree(folder / "v2" / "content")


def _without_inventory(place: str) -> Spoil:
    def remove(folder: Path) -> None:
        for each in (folder / place).glob("inventory.json*"):
            each.unlink()

    return remove


def _unused(read: dict[str, Any]) -> None:
    for version in read["versions"].values():
        version["state"] = {d: paths for d, paths in version["state"].items() if d != first_digest(read)}


DECLARED: Final = "0=ocfl_object_1.1"

OF_OBJECTS.update(
    {
        "E001": folder("more"),
        "E002": _declaration("1=ocfl_object_1.1"),
        "E003": file("0=ocfl_object_1.0", "ocfl_object_1.0\n"),
        "E004": renamed(DECLARED, "ocfl_object_1.1"),
        "E005": _declaration("1=ocfl_object_1.1"),
        "E006": _declaration("0=ocfl_thing_1.1"),
        "E007": file(DECLARED, "ocfl_object_1.1"),
        "E008": setting("versions", {}),
        "E009": newest(lambda read: read["versions"].pop("v1")),
        "E010": renumbered(v2="v3"),
        "E012": renumbered(v1="v001"),
        "E014": path_of_content("v7/content/a"),
        "E015": file("v1/more.txt"),
        "E016": _without_files,
        "E017": setting("contentDirectory", "a/b"),
        "E018": setting("contentDirectory", ".."),
        "E019": setting("contentDirectory", "content"),
        "E020": _of_first(lambda read: read.__setitem__("contentDirectory", "other")),
        "E023": file("v2/content/unlisted.txt"),
        "E024": folder("v2/content/empty"),
        "E025": setting("digestAlgorithm", "md5"),
        "E026": fixity({"crc32": {}}),
        "E029": fixity({"sha1": {"xyz": []}}),
        "E030": bad_digest("sha256"),
        "E031": bad_digest("sha512"),
        "E032": fixity({"blake2b-512": {"xyz": []}}),
        "E033": both(lambda folder: write(folder, b"[]"), lambda folder: write(folder / "v2", b"[]")),
        "E036": without("head"),
        "E037": setting("id", ""),
        "E038": setting("type", "https://ocfl.io/1.0/spec/#inventory"),
        "E040": setting("head", "v1"),
        "E041": without("manifest"),
        "E042": path_of_content("elsewhere/a"),
        "E043": without("versions"),
        "E044": setting("versions", []),
        "E046": folder("v3"),
        "E047": newest(lambda read: read["versions"].__setitem__("v2", [])),
        "E048": in_v2(lambda version: version.pop("created")),
        "E049": in_v2(lambda version: version.__setitem__("created", "2026-03-01")),
        "E050": in_v2(lambda version: version["state"].__setitem__("0" * 128, ["b"])),
        "E052": logical_path("a/../b"),
        "E053": logical_path("/b"),
        "E054": in_v2(lambda version: version.__setitem__("user", {"address": "mailto:a@b.example"})),
        "E056": fixity({"crc32": {}}),
        "E057": fixity({"md5": []}),
        "E058": lambda folder: (folder / "inventory.json.sha512").unlink(),
        "E059": renamed("inventory.json.sha512", "inventory.json.sha256"),
        "E060": file("inventory.json.sha512", f"{'0' * 128} inventory.json\n"),
        "E061": file("inventory.json.sha512", "nothing of the kind"),
        "E063": _without_inventory(""),
        "E064": lambda folder: edit(folder, lambda read: read["versions"]["v2"].pop("message"), only="v2"),
        "E066": _of_first(lambda read: next(iter(read["versions"]["v1"]["state"].values())).append("b")),
        "E067": file("extensions/more.txt"),
        "E081": _declaration("0=ocfl_object_1.9"),
        "E083": setting("id", "oai:titelei.example.org:another"),
        "E090": lambda folder: (folder / "link").symlink_to("v1"),
        "E092": file("v1/content/a.txt", "other bytes"),
        "E093": newest(
            lambda read: read.__setitem__("fixity", {"md5": {"0" * 32: read["manifest"][first_digest(read)]}})
        ),
        "E094": in_v2(lambda version: version.__setitem__("message", 7)),
        "E095": logical_path("a.txt/b"),
        "E096": newest(recased),
        "E097": fixity({"md5": {"ab" * 16: [], "AB" * 16: []}}),
        "E099": path_of_content("v1/content/../a"),
        "E100": path_of_content("/v1/content/a"),
        "E101": path_of_content("v1/content/a.txt/b"),
        "E102": setting("more", 1),
        "E103": _of_first(lambda read: read.__setitem__("type", "https://ocfl.io/1.2/spec/#inventory")),
        "E104": renumbered(v2="2"),
        "E105": renumbered(v1="v0"),
        "E106": setting("manifest", []),
        "E107": newest(_unused),
        "E108": setting("contentDirectory", "a/b"),
        "E110": _of_first(lambda read: read.__setitem__("id", "oai:titelei.example.org:before")),
        "E111": fixity([]),
        "E112": file("extensions/more.txt"),
        "W001": renumbered(v1="v01", v2="v02"),
        "W002": file("v1/logs/a.txt"),
        "W003": both(_without_files, folder("v2/content")),
        "W004": setting("digestAlgorithm", "sha256"),
        "W005": setting("id", "smith-2020"),
        "W007": in_v2(lambda version: version.pop("message")),
        "W008": in_v2(lambda version: version["user"].pop("address")),
        "W009": in_v2(lambda version: version["user"].__setitem__("address", "nowhere")),
        "W010": _without_inventory("v1"),
        "W011": _of_first(lambda read: read["versions"]["v1"].__setitem__("message", "Another")),
        "W013": folder("extensions/more"),
    }
)


def _refused(name: str, text: str) -> Spoil:
    return lambda root: (root / name).write_text(text)


OF_ROOTS.update(
    {
        "E072": file("abc/more.txt"),
        "E073": folder("abc/def"),
        "E076": file("0=ocfl_1.0", "ocfl_1.0\n"),
        "E080": file("0=ocfl_1.1", "ocfl_1.1"),
        "E084": file("abc/more.txt"),
        "E085": folder("abc/def/fed/oai%3ax%3aa"),
        "E088": file("abc/more.txt"),
        "E090": lambda root: (root / "link").symlink_to("extensions"),
        "E112": file("extensions/more.txt"),
        "W016": folder("extensions/more"),
    }
)

OF_UNREADABLE_ROOTS: Final[dict[str, Spoil]] = {
    "E069": lambda root: (root / "0=ocfl_1.1").unlink(),
    "E070": _refused("ocfl_layout.json", '{"extension": "0003-hash-and-id-n-tuple-storage-layout"}'),
    "E071": _refused("ocfl_layout.json", '{"extension": "of-nobody", "description": ""}'),
    "E075": renamed("0=ocfl_1.1", "0-ocfl_1.1"),
    "E077": renamed("0=ocfl_1.1", "ocfl_1.1"),
    "E078": renamed("0=ocfl_1.1", "1=ocfl_1.1"),
    "E079": renamed("0=ocfl_1.1", "0=thing_1.1"),
}
"""Where no command goes on: what the root is cannot be told."""

NEVER: Final = {
    "E011": "a name of a version that begins with zeros, and not with v and a zero, is E104",
    "E013": "what an operation may do; a later look sees E012",
    "E021": "what the folder of content is called where nothing is said; other names are E042",
    "E022": "what tools have to pass over; W002 tells of the folders",
    "E027": "what clients have to be able to do",
    "E028": "what clients have to pass over",
    "E034": "an inventory of another name is none: E063",
    "E035": "a path with another separator is one step, and so no path into a version: E042",
    "E039": "which digests stand in the manifest can be told by their length alone: E030, E031",
    "E045": "the same as E044",
    "E051": "how a path is to be read",
    "E055": "a block of another name is E102",
    "E062": "in which order is written; nothing of it remains",
    "E074": "a root that needs another cannot be told by looking at it",
    "E082": "an object within another is E001 of that one",
    "E087": "what validators have to pass over",
    "E089": "what those who deposit have to do",
    "E098": "how a path is to be read",
    "W012": "what is in logs is nobody's but its writer's",
    "W014": "a root of another layout is not read at all: E071",
    "W015": "the layout 0003 has no objects at the top",
    **{code: "no such code in OCFL 1.1" for code in ("E005b", "E065", "E068", "E086", "E091", "E109", "W006")},
}
"""Codes that no object or root can be made to break, or that are another's by then."""

ALL: Final = (*(f"E{n:03}" for n in range(1, 113)), *(f"W{n:03}" for n in range(1, 17)))


def remake_links(folder: Path) -> None:
    """Give a file of an object a second name in it."""
    os.link(folder / "v1" / "content" / "a.txt", folder / "v1" / "content" / "again.txt")
