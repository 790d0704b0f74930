"""``titelei render``: the outputs of articles, checked before they are written."""

from pathlib import Path
from typing import Annotated

import typer

from titelei.cli import options
from titelei.cli.screen import as_json, size
from titelei.formats import registry
from titelei.model import Finding, reaches
from titelei.pipeline.render import render_all, write
from titelei.xml.read import find, shown


@options.command
def render(
    call: options.Call,
    paths: options.Paths = None,
    formats: Annotated[
        str | None, typer.Option("--format", help="Formats, with commas between them; default: all.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", help="Folder for the outputs.", show_default="out/<id>/")] = None,
) -> None:
    """Render TEI files that the grammar accepts."""
    names = tuple(part.strip() for part in (formats or "").split(",") if part.strip())
    chosen = tuple(kind.name for kind in registry(call.settings.own_xslt).chosen(names)) if names else ()
    findings: list[Finding] = []
    made: list[dict[str, object]] = []
    files = find(call.paths(paths))
    with call.screen.progress("render", len(files)) as progress:
        for article in render_all(files, call.settings, names=chosen, jobs=call.jobs):
            folder = (output if len(files) == 1 else output / article.id) if output else call.settings.out / article.id
            article = write(article, folder, call.settings, only=bool(chosen) or output is not None)
            findings += article.findings
            progress.step(article.file)
            if article.stopped:
                continue
            for item in article.outputs:
                path = shown(folder / item.file_name)
                made.append({"article": article.id, "format": item.format, "file": path, "bytes": len(item.data)})
                state = "" if item.file_name in article.written else f", {call.screen.word('unchanged')}"
                call.screen.line(f"{path}  {size(len(item.data))}{state}")
    call.screen.findings(findings)
    call.screen.document({"outputs": made, "findings": [as_json(f) for f in findings]})
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)
