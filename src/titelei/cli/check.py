"""``titelei check``: are the outputs under ``out/`` what they must be?"""

from pathlib import Path

import typer

from titelei.cli import options
from titelei.cli.screen import as_json
from titelei.model import Finding, reaches
from titelei.pipeline import out as out_folder
from titelei.xml.read import find


@options.command
def check(
    call: options.Call,
    paths: options.Paths = None,
) -> None:
    """Check the outputs of TEI files: complete, current, and each valid by its own grammar."""
    files: tuple[Path, ...] = find(call.paths(paths))
    findings: list[Finding] = []
    with call.screen.progress("check", len(files)) as progress:
        for file in files:
            findings += out_folder.check(file, call.settings)
            progress.step(str(file))
    call.screen.findings(findings)
    counted = call.screen.severities(findings) if findings else call.screen.word("valid")
    call.screen.line(
        call.screen.word("total", documents=call.screen.counted("documents", len(files)), findings=counted)
    )
    call.screen.document([as_json(f) for f in findings])
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)
