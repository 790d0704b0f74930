"""The folder ``out/``: is what lies there complete and current, and what in it is no longer of the edition?"""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from titelei import files, formats
from titelei.errors import DocumentError
from titelei.messages import joined, say
from titelei.model import Finding, Severity
from titelei.pipeline import completion
from titelei.pipeline.article import received
from titelei.pipeline.render import render_settings
from titelei.settings import Settings
from titelei.validate import document as one
from titelei.validate import relaxng
from titelei.xml.read import Document, read, shown


def check(path: Path, settings: Settings) -> tuple[Finding, ...]:
    """Check what lies under ``out/<id>/`` for one TEI file: complete, current, each output valid."""
    from titelei.check import check_outputs

    try:
        document = read(path)
    except DocumentError as error:
        return error.findings
    known = formats.registry(settings.own_xslt)
    folder = settings.out / document.id
    found: list[Finding] = []
    outputs: dict[str, bytes] = {}
    missing: list[str] = []
    for name in known.file_names(document.id, render_settings(settings)):
        try:
            outputs[name] = (folder / name).read_bytes()
        except OSError:
            missing.append(name)
    found += _missing(document, folder, missing, settings)
    copy = outputs.get(f"{document.id}.tei.xml")
    if copy is not None and copy != document.data:
        found.append(
            _output_finding(
                "output-stale", folder, say("was rendered from an earlier state of {name}", name=document.name)
            )
        )
    page = received(document, settings)
    found += check_outputs(outputs, article_id=document.id, page=page, explain=relaxng.explained, formats=known)
    found = list(
        completion.of_outputs(found, outputs, article_id=document.id, phase=one.phase_of(document), formats=known)
    )
    return tuple(replace(f, file=shown(folder / f.file) if f.file in outputs else f.file) for f in found)


def _missing(document: Document, folder: Path, names: list[str], settings: Settings) -> list[Finding]:
    """Report files that are not there; those of formats impossible for this document are not expected."""
    from titelei.render.render import render

    known = formats.registry(settings.own_xslt)
    kinds = {name: kind for name in names if (kind := known.of_file(name, document.id)) is not None}
    conditional = tuple({kind.name for kind in kinds.values() if kind.is_conditional})
    made: set[str] = set()
    if conditional:
        outputs, _ = render(document, settings=replace(render_settings(settings), formats=conditional))
        made = {o.file_name for o in outputs}
    return [
        _output_finding("output-missing", folder / name, say("is not there"))
        for name, kind in kinds.items()
        if not kind.is_conditional or name in made
    ]


def _output_finding(rule: str, path: Path, what: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        file=shown(path),
        message=joined("", (shown(path), " ", what, ".")),
        repair=say("Run “titelei render”, or “titelei run”."),
    )


def forgotten(settings: Settings, known: Iterable[str]) -> tuple[Path, ...]:
    """List folders under ``out/`` whose article is no longer in the edition: ours, with a TEI copy inside."""
    keep = set(known)
    if not settings.out.is_dir():
        return ()
    return tuple(
        folder
        for folder in sorted(settings.out.iterdir())
        if folder.is_dir() and folder.name not in keep and (folder / f"{folder.name}.tei.xml").is_file()
    )


def remove(folder: Path) -> None:
    """Remove one article's folder under ``out/``.

    Raises:
        StorageError: the disk is read-only or refuses.
    """
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise files.storage_error(error, folder) from error
