"""Compiled schemas kept as files between runs, named by a digest of everything they were made from."""

import hashlib
from pathlib import Path

from titelei import files, resources
from titelei.validate.schematron.schema_source import Source


def find(folder: Path, source: Source, phase: str) -> str | None:
    """Give the compiled schema that was kept for these files and this phase; None where there is none."""
    try:
        return _path(folder, source, phase).read_text("utf-8")
    except OSError:
        return None


def keep(folder: Path, source: Source, phase: str, xslt: str) -> None:
    """Keep a compiled schema.

    Raises:
        StorageError: the folder cannot be written to.
    """
    files.write(_path(folder, source, phase), xslt.encode())


def _path(folder: Path, source: Source, phase: str) -> Path:
    digest = hashlib.sha256(phase.encode())
    for path in (*sorted((resources.xslt() / "schematron").glob("*.xsl")), *source.files):
        digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return folder / f"{source.files[0].stem}-{digest.hexdigest()[:32]}.xslt"
