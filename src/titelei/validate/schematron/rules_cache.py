"""Compiled Schematron schemas kept on disk: half of a cold start. A lost or damaged cache costs time, nothing else."""

import hashlib
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from titelei import files, resources
from titelei.engine import saxon
from titelei.errors import AssetError, StorageError
from titelei.validate.schematron import Compiled, compile_schema
from titelei.validate.schematron.verdict import Verdict, lean

_KEPT: Final = 24
"""How many compiled schemas are kept; older ones go."""

_LEAN: Final = 1
"""Number of the lean form; one more makes those kept useless."""


def compiled(schema: Path, *, phase: str, folder: Path | None, allow: tuple[Path, ...] = ()) -> Compiled:
    """Give a schema compiled for a phase: from ``folder`` where it is there, else compiled now and kept there.

    Only schemas of a single file are kept, which may read from no further folder (``allow``). ``folder`` None keeps
    nothing.

    Raises:
        AssetError: the schema is faulty.
    """
    if folder is None or allow:
        return compile_schema(schema, phase=phase, allow_includes_from=allow)
    try:
        source = schema.read_bytes()
    except OSError:
        return compile_schema(schema, phase=phase)
    return _kept(schema.resolve(), hashlib.sha256(source).hexdigest(), phase, folder)


@cache
def _kept(schema: Path, digest: str, phase: str, folder: Path) -> Compiled:
    key = hashlib.sha256(f"{schema}\n{digest}\n{phase}\n{_engine()}".encode()).hexdigest()
    file = folder / f"{key[:32]}.xsl"
    with suppress(AssetError):  # damaged: compile anew
        if body := _read(file):
            return Compiled.from_xslt(body, schema.parent)
    fresh = compile_schema(schema, phase=phase)
    if [p.resolve() for p in fresh.files] == [schema] and not fresh.brings_in_stylesheets:
        _keep(file, fresh.xslt)
    return fresh


def verdict(schema: Path, *, phase: str, folder: Path | None, allow: tuple[Path, ...] = ()) -> Verdict:
    """Give a schema compiled for a phase with its lean form, both from ``folder`` where they are there.

    Raises:
        AssetError: the schema is faulty.
    """
    whole = compiled(schema, phase=phase, folder=folder, allow=allow)
    if folder is None or allow:
        return Verdict(compiled=whole, lean="")
    return _kept_verdict(whole.xslt, whole, folder)


@lru_cache(maxsize=16)
def _kept_verdict(xslt: str, whole: Compiled, folder: Path) -> Verdict:
    key = hashlib.sha256(f"{xslt}\n{_LEAN}".encode()).hexdigest()
    file = folder / f"{key[:32]}.lean.xsl"
    text = _read(file)
    if not text:
        text = lean(xslt)
        _keep(file, text)
    return Verdict(compiled=whole, lean=text)


def _read(file: Path) -> str:
    """Give what is kept in a file; empty where there is none, or it is damaged."""
    try:
        body, _, check = file.read_text("utf-8").rpartition("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    return body if check == hashlib.sha256(body.encode()).hexdigest() else ""


def _keep(file: Path, text: str) -> None:
    try:
        files.write(file, f"{text}\n{hashlib.sha256(text.encode()).hexdigest()}".encode(), is_lasting=False)
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
