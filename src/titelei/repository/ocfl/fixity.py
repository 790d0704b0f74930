"""Looking whether an object is still what was deposited: every file against its digest, none missing, none too many.

Follows OCFL 1.1, sections 3.5 to 3.7 and 4, as far as they concern what this repository writes.
"""

import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from titelei.errors import ObjectError, of_system
from titelei.messages import joined, known, say
from titelei.model import Finding, Severity
from titelei.repository.ocfl import folder_rules
from titelei.repository.ocfl import inventory as inventories
from titelei.repository.ocfl import layout as layouts
from titelei.repository.ocfl import root as roots
from titelei.repository.ocfl.inventory import Inventory
from titelei.repository.ocfl.inventory_rules import Breach
from titelei.repository.ocfl.objects import BACKUP, MEND, read_object, sound_inventory

_CHUNK: Final = 1 << 20
_CLAUSE: Final = "OCFL 1.1"
_DECLARE: Final = say("Write it anew: it holds the line ocfl_object_1.1. The article's next version does so, too.")
_CONTENT: Final = re.compile(r"v\d+/content/")
_CODES: Final = Path(__file__).with_name("codes.toml")
_UNSOUND: Final = ("object-damaged", "inventory-unsound", "version-unfinished")
_OF_UNSOUND: Final = frozenset({"E016", "E024", "E033", "E046", "E058", "E059", "E060", "E061", "E063", "E064", "W010"})
"""What says of an inventory, or of versions that are there in part, no more than that."""
_IN_ROOT: Final = (roots.DECLARATION, "ocfl_layout.json")


def check_object(folder: Path, object_id: str) -> tuple[Finding, ...]:
    """Check one object; each finding names the file, and its clause the code under which OCFL lists the rule."""
    found = _damage(folder, object_id)
    if not folder.is_dir():
        return found
    told: list[Finding] = []
    left: dict[Breach, None] = {}
    try:
        for breach in folder_rules.of_object(folder):
            left[breach] = None
    except OSError as error:
        file = Path(error.filename or folder)
        shut = tuple(f for f in found if f.rule == "file-unreadable")
        if not any(file.is_relative_to(f.file) for f in shut):
            told.append(_unreadable(file, error))
            found = tuple(f for f in found if f not in shut or not Path(f.file).is_relative_to(file))
    for finding in found:
        same = [b for b in left if str(folder / b.file) == finding.file or _emptied(folder, b, finding)]
        if finding.rule in _UNSOUND:
            same += [b for b in left if b.code in _OF_UNSOUND and b not in same]
        for breach in same:
            left.pop(breach)
        codes = dict.fromkeys(breach.code for breach in same)
        told.append(replace(finding, clause=", ".join((finding.clause, *codes))))
    return (*told, *(_breach(folder, breach) for breach in left))


def _emptied(folder: Path, breach: Breach, finding: Finding) -> bool:
    """Tell whether a folder is empty for want of a file that is missing."""
    is_empty = breach.code in ("E016", "E024", "W003")
    return is_empty and finding.rule == "file-missing" and Path(finding.file).is_relative_to(folder / breach.file)


def _breach(folder: Path, breach: Breach) -> Finding:
    what = say(" ({what})", what=breach.what) if breach.what else ""
    return Finding(
        rule="ocfl-nonconformant",
        severity=Severity.WARNING if breach.is_warning else Severity.ERROR,
        file=str(folder / breach.file),
        message=say("{file}: {rule}{what}.", file=folder / breach.file, rule=meanings()[breach.code], what=what),
        repair=BACKUP,
        clause=f"{_CLAUSE}, {breach.code}",
    )


@cache
def meanings() -> Mapping[str, str]:
    """Give what each code of OCFL stands for."""
    codes: dict[str, str] = tomllib.loads(_CODES.read_text("utf-8"))["codes"]
    return {code: known(text) for code, text in codes.items()}


def _damage(folder: Path, object_id: str) -> tuple[Finding, ...]:
    """Find what is damaged or missing, by the digests."""
    try:
        found = read_object(folder)
    except ObjectError as error:
        if isinstance(error.__cause__, OSError):
            return (_unreadable(Path(error.__cause__.filename or folder), error.__cause__),)
        return (_finding("object-damaged", folder, error.message, error.repair, "3.5"),)
    if found is None:
        return (
            _finding(
                "object-missing",
                folder,
                say("{object_id} is not in {folder}.", object_id=object_id, folder=folder),
                BACKUP,
                "4.1",
            ),
        )
    if found.inventory.object_id != object_id:
        text = say(
            "{folder} should hold {object_id}, and its inventory says {object_id2}.",
            folder=folder,
            object_id=object_id,
            object_id2=found.inventory.object_id,
        )
        return (_finding("object-misplaced", folder, text, say("Move the folder to where it belongs."), "4.1, E083"),)
    findings = []
    if found.is_partial:
        text = joined(" ", found.notes)
        repair = say(
            "Deposit the article again, which goes on from {head}; or bring the later versions over "
            "from the repository that was copied.",
            head=found.inventory.head,
        )
        findings.append(_finding("version-unfinished", folder, text, repair, "3.5"))
    elif not found.is_settled:
        text = say("The inventory of {object_id} does not agree with its newest version.", object_id=object_id)
        repair = say("Deposit the article again, which restores the inventory from its copy.")
        findings.append(_finding("inventory-unsound", folder / inventories.FILE, text, repair, "3.5"))
    later = range(len(found.inventory.versions) + 1, found.newest_named + 1) if found.is_partial else ()
    return (*findings, *_files(folder, found.inventory, tuple(f"v{number}/" for number in later)))


def _files(folder: Path, inventory: Inventory, unfinished: tuple[str, ...]) -> Iterator[Finding]:
    expected = {path: digest for digest, paths in inventory.manifest.items() for path in paths}
    declaration = folder / inventories.DECLARATION
    if not declaration.is_file():
        yield _finding(
            "file-missing",
            declaration,
            say("{declaration} is missing.", declaration=declaration),
            _DECLARE,
            "3.3, E003",
        )
    shut: dict[Path, OSError] = {}
    present = set()
    for base, _folders, names in os.walk(folder, onerror=lambda error: shut.setdefault(Path(error.filename), error)):
        present |= {str(Path(base, name).relative_to(folder)) for name in names}
    yield from (_unreadable(file, error) for file, error in shut.items())
    for path, digest in sorted(expected.items()):
        file = folder / path
        if path not in present:
            if not shut.keys().isdisjoint(file.parents):
                continue  # nobody can tell whether it is there
            yield _finding("file-missing", file, say("{file} is missing.", file=file), MEND, "3.5.2, E092")
            continue
        try:
            is_sound = _digest(file) == digest
        except OSError as error:
            yield _unreadable(file, error)
            continue
        if not is_sound:
            text = say("{file} is damaged: its bytes are no longer those that were deposited.", file=file)
            yield _finding("file-damaged", file, text, MEND, "3.5.2, E092")
    ours = {inventories.FILE, inventories.SIDECAR, inventories.DECLARATION}
    for number in range(1, len(inventory.versions) + 1):
        copy = folder / f"v{number}" / inventories.FILE
        if copy.parent in shut:
            continue
        ours |= {f"v{number}/{inventories.FILE}", f"v{number}/{inventories.SIDECAR}"}
        try:
            sound_inventory(copy.parent)
        except (ValueError, ObjectError) as error:
            if isinstance(error, ObjectError) and isinstance(error.__cause__, OSError):
                yield _unreadable(Path(error.__cause__.filename or copy), error.__cause__)
                continue
            text = say("{copy} is unsound: {error}.", copy=copy, error=error)
            yield _finding("inventory-unsound", copy, text, BACKUP, "3.7")
    for path in sorted(present - expected.keys() - ours):
        if path.startswith((*unfinished, "logs/", "extensions/")):
            continue
        file = folder / path
        text = say("{file} belongs to no version of {object_id}.", file=file, object_id=inventory.object_id)
        clause = "3.5.2, E023" if _CONTENT.match(path) else "3.3"
        yield _finding("file-orphan", file, text, say("Move it out of the repository."), clause)


def check_root(root: Path) -> Iterator[Finding]:
    """Find what lies in a storage root outside all objects, and what is wrong with the root itself."""
    yield from (_breach(root, breach) for breach in folder_rules.of_root(root))
    for base, folders, names in os.walk(root):
        here = Path(base)
        if here == root / "extensions":
            folders[:] = []
            continue
        if roots.holds_object(here, (*folders, *names)):
            folders[:] = []
            yield from _nameless(here)
            continue
        folders.sort()
        if here != root and layouts.identifier(here.name) and "%3a" in here.name.lower():
            # An object's folder by its name, and nothing of an object in it: the check of objects does not find it.
            folders[:] = []
            text = say("{here} is an object's folder and holds no object.", here=here)
            yield _finding("object-damaged", here, text, BACKUP, "3.3, E085")
            continue
        if not folders and not names:
            yield _finding(
                "folder-empty",
                here,
                say("{here} is empty.", here=here),
                say("Remove the folder."),
                "4.1, E073",
            )
        for name in sorted(names):
            if here == root and name in _IN_ROOT:
                continue
            text = say("{here} lies outside all objects.", here=here / name)
            clause = "4.1, E072, E084, E088" if here != root else "4.1"
            yield _finding("file-orphan", here / name, text, say("Move it out of the repository."), clause)


def _nameless(folder: Path) -> Iterator[Finding]:
    """Find an object that is damaged and whose identifier is too long for its folder's name: no list has it."""
    if layouts.identifier(folder.name) is None:
        try:
            read_object(folder)
        except ObjectError as error:
            yield _finding("object-damaged", folder, error.message, error.repair, "3.5")


def _unreadable(file: Path, error: OSError) -> Finding:
    text = say("{file} cannot be read: {strerror}.", file=file, strerror=of_system(error))
    return _finding("file-unreadable", file, text, say("Check its permissions and the disk."), "3.5.2")


def _digest(file: Path) -> str:
    digest = hashlib.sha512()
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _finding(
    rule: str, file: Path, message: str, repair: str, clause: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        file=str(file),
        message=message,
        repair=repair,
        clause=f"{_CLAUSE}, section {clause}",
    )
