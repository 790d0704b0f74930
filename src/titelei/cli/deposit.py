"""``titelei deposit``: articles into the embedded repository."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from titelei import pipeline
from titelei.cli import options
from titelei.cli.run import Message
from titelei.cli.screen import as_json
from titelei.model import Finding, reaches
from titelei.read import find


def deposit(
    paths: options.Paths = None,
    message: Message = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be deposited, and write nothing.")] = False,
    json: options.Json = False,
    fail_on: options.FailOn = None,
    jobs: options.Jobs = None,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Put articles into the embedded repository, rendered and checked first."""
    call = options.call(project=project, json=json, quiet=quiet, fail_on=fail_on, jobs=jobs, lang=lang)
    screen, settings = call.screen, call.settings
    files = find(call.paths(paths))
    findings: list[Finding] = []
    rows: list[dict[str, object]] = []
    if dry_run:
        done = pipeline.plan(files, settings, jobs=call.jobs)
    else:
        done = pipeline.run(files, settings, now=datetime.now(UTC), jobs=call.jobs, message=message)
    with screen.progress("deposit", len(files)) as progress:
        for article in done:
            findings += article.findings
            progress.step(article.file)
            stored = article.stored
            screen.notes(stored.notes if stored else ())
            rows.append(
                {
                    "article": article.id,
                    "object": stored.object_id if stored else None,
                    "version": stored.version if stored else None,
                    "changed": stored.changed if stored else False,
                    "stage": article.stage,
                }
            )
    screen.findings(findings)
    headings = [screen.word(k) for k in ("article", "identifier", "deposit")]
    screen.table(headings, [_row(call, row) for row in rows])
    screen.document({"dry_run": dry_run, "deposits": rows, "findings": [as_json(f) for f in findings]})
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


def _row(call: options.Call, row: dict[str, object]) -> tuple[str, str, str]:
    if row["version"] is None:
        return (str(row["article"]), "", call.screen.word("stopped", stage=row["stage"]))
    state = "" if row["changed"] else f", {call.screen.word('unchanged')}"
    return (str(row["article"]), str(row["object"]), f"{row['version']}{state}")
