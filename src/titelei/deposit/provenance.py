"""What an article's outputs were made with: versions of the programs, digests of schemas and stylesheets."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from titelei import resources

_SCHEMAS: Final = (".odd", ".rng", ".sch")
_STYLESHEETS: Final = (".xsl", ".xml", ".css", ".rng", ".toml")


def programs() -> dict[str, str]:
    """Give name and version of titelei and of what parses and transforms for it."""
    return {"titelei": _version("titelei"), "saxonche": _version("saxonche"), "lxml": _version("lxml")}


def schemas() -> dict[str, str]:
    """Give path → SHA-512 of the shipped schemas, as they were when first asked for in this process."""
    return digests(resources.schemas(), _SCHEMAS)


def stylesheets() -> dict[str, str]:
    """Give path → SHA-512 of what makes the shipped formats, as when first asked for in this process."""
    return digests(resources.xslt(), _STYLESHEETS)


def digests(folder: Path, suffixes: tuple[str, ...] = _SCHEMAS + _STYLESHEETS) -> dict[str, str]:
    """Give path → SHA-512 of the files with such suffixes in a folder, as when first asked for in this process."""
    return dict(_digests(folder, suffixes))


@cache
def _version(distribution: str) -> str:
    from importlib import metadata  # only here: few calls need it

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "unknown"


@cache
def _digests(folder: Path, suffixes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (path.relative_to(folder).as_posix(), hashlib.sha512(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.suffix in suffixes and path.is_file()
    )
