"""The machine: versions of what is installed, its clock, where it lets us write."""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Final

from titelei import resources
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.settings import Settings
from titelei.version import __version__
from titelei.xml.read import shown

PYTHONS: Final = ((3, 12), (3, 14))
"""The oldest and the newest Python that the tests run with."""

REQUIREMENTS: Final = "requirements.txt"
_NEEDED: Final = re.compile(r"^([A-Za-z0-9._-]+)[^;]*?>=\s*([0-9.]+)")
_PINNED: Final = re.compile(r"^titelei==(\S+)", re.MULTILINE)
_LEAST_BYTES: Final = 200 * 1024 * 1024


def versions(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Look at Python, at the packages, and at the version that the edition names."""
    here = sys.version_info[:2]
    if not PYTHONS[0] <= here <= PYTHONS[1]:
        yield Finding(
            rule="doctor-python",
            severity=Severity.WARNING,
            file=sys.prefix,
            message=say("This is Python {here}; titelei is tested with 3.12 to 3.14.", here=".".join(map(str, here))),
            repair=say("Install titelei for one of these."),
        )
    yield from _packages()
    file = settings.root / REQUIREMENTS
    if settings.root == Path() or not file.is_file():
        return
    text = file.read_text("utf-8", "replace")
    pinned = _PINNED.search(text)
    if pinned and pinned[1] != __version__:
        yield Finding(
            rule="doctor-version",
            severity=Severity.WARNING,
            file=shown(file),
            line=text.count("\n", 0, pinned.start()) + 1,
            column=1,
            message=say(
                "The edition names titelei {pinned}, and this is titelei {version}: workflows will use another one.",
                pinned=pinned[1],
                version=__version__,
            ),
            repair=say("Write titelei=={version} there, or install what the file names.", version=__version__),
        )


def _packages() -> Iterator[Finding]:
    try:
        needed = metadata.requires("titelei") or []
    except metadata.PackageNotFoundError:
        return  # run from a folder of sources
    for line in needed:
        wanted = _NEEDED.match(line)
        if wanted is None or "extra ==" in line:
            continue
        try:
            there = metadata.version(wanted[1])
        except metadata.PackageNotFoundError:
            there = ""
        if not there or _numbers(there) < _numbers(wanted[2]):
            yield Finding(
                rule="doctor-package",
                severity=Severity.ERROR,
                file=sys.prefix,
                message=say(
                    "{name} {least} or later is needed, and there is {there}.",
                    name=wanted[1],
                    least=wanted[2],
                    there=there or say("none"),
                ),
                repair=say("Install titelei again: pip install --upgrade titelei."),
            )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version.split("+")[0])[:4])


def clock(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Hold the clock to what is certainly past: the program's files, and those of the edition."""
    marks = [resources.schemas() / "frontmatter.rng"]
    if settings.articles.is_dir():
        marks += settings.articles.glob("*.xml")
    newest = max(marks, key=lambda path: path.stat().st_mtime)
    then = datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    if now < then - timedelta(hours=1):
        yield Finding(
            rule="doctor-clock",
            severity=Severity.ERROR,
            file=shown(newest),
            message=say(
                "The clock says {now}, and {file} was written later, on {then}: harvesters would miss changes.",
                now=f"{now:%Y-%m-%d %H:%M}",
                file=shown(newest),
                then=f"{then:%Y-%m-%d %H:%M}",
            ),
            repair=say("Set the clock right; where the file's time is wrong, touch the file."),
        )


def writing(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """See that the folders that commands write to can be written, and that there is space."""
    folders = {settings.articles, settings.sources, settings.out, settings.repository_path, settings.root / ".titelei"}
    for folder in sorted(folders if settings.root != Path() else ()):
        there = _nearest(folder)
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            yield Finding(
                rule="doctor-writing",
                severity=Severity.ERROR,
                file=shown(folder),
                message=say("Nothing can be written to {folder}.", folder=shown(folder)),
                repair=say(
                    "Correct the permissions of {there}, or set another folder in titelei.toml.", there=shown(there)
                ),
            )
    free = shutil.disk_usage(_nearest(settings.root)).free
    if free < _LEAST_BYTES:
        yield Finding(
            rule="doctor-space",
            severity=Severity.WARNING,
            file=shown(_nearest(settings.root)),
            message=say("There are only {free} MB free on the disk.", free=free // 1_000_000),
            repair=say("Free some space before the next titelei run."),
        )


def _nearest(folder: Path) -> Path:
    """Give the folder, or the nearest one above that is there."""
    candidates: Iterable[Path] = (folder.absolute(), *folder.absolute().parents)
    return next(path for path in candidates if path.exists())
