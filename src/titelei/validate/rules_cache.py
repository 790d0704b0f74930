"""Compiled Schematron schemas kept on disk: half of a cold start. A lost or damaged cache costs time, nothing else."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from titelei import files, resources
from titelei.engine import saxon
from titelei.errors import AssetError, StorageError
from titelei.validate.schematron import Compiled, compile_schema

_KEPT: Final = 12
"""How many compiled schemas are kept; older ones go."""


def compiled(schema: Path, *, phase: str, folder: Path | None) -> Compiled:
    """Give a schema compiled for a phase: from ``folder`` where it is there, else compiled now and kept there.

    Only schemas of a single file are kept. ``folder`` None keeps nothing.

    Raises:
        AssetError: the schema is faulty.
    """
    if folder is None:
        return compile_schema(schema, phase=phase)
    try:
        source = schema.read_bytes()
    except OSError:
        return compile_schema(schema, phase=phase)
    return _kept(schema.resolve(), hashlib.sha256(source).hexdigest(), phase, folder)


@cache
def _kept(schema: Path, digest: str, phase: str, folder: Path) -> Compiled:
    key = hashlib.sha256(f"{schema}\n{digest}\n{phase}\n{_engine()}".encode()).hexdigest()
    file = folder / f"{key[:32]}.xsl"
    try:
        body, _, check = file.read_text("utf-8").rpartition("\n")
        if check == hashlib.sha256(body.encode()).hexdigest():
            return Compiled.from_xslt(body, schema.parent)
    except (OSError, UnicodeDecodeError, AssetError):
        body = ""  # not kept yet, or damaged: compile anew
    fresh = compile_schema(schema, phase=phase)
    if [p.resolve() for p in fresh.files] == [schema]:
        _keep(file, fresh.xslt)
    return fresh


def _keep(file: Path, text: str) -> None:
    try:
        files.write(file, f"{text}\n{hashlib.sha256(text.encode()).hexdigest()}".encode())
        for old in sorted(file.parent.glob("*.xsl"), key=lambda p: p.stat().st_mtime_ns)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except (StorageError, OSError):
        return  # a cache that cannot be written is no reason to stop


@cache
def _engine() -> str:
    """Digest of what compiles: our stylesheets and Saxon's version."""
    digest = hashlib.sha256(saxon.version().encode())
    for path in sorted((resources.xslt() / "schematron").glob("*.xsl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
