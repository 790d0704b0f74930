"""``titelei doctor``: the set-up examined, and for each thing that is wrong its repair."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from titelei.cli import options
from titelei.cli.screen import as_json
from titelei.model import reaches
from titelei.pipeline import doctor as examination


@options.command
def doctor(
    call: options.Call,
    targets: Annotated[
        bool, typer.Option("--targets", help="Ask each target on the network whether it is there; nothing is sent.")
    ] = False,
) -> None:
    """Say what is stale, missing, changed by an upgrade or wrong in the set-up, each with its repair."""
    examined = list(examination.examine(call.settings, now=datetime.now(UTC), asks_targets=targets))
    findings = [finding for part in examined for finding in part.findings]
    call.screen.findings(findings, show_all=True)
    for part in examined:
        counted = call.screen.severities(part.findings) if part.findings else call.screen.word("valid")
        call.screen.line(f"{call.screen.told(part.what)}: {counted}")
    call.screen.document([{"part": p.name, "findings": [as_json(f) for f in p.findings]} for p in examined])
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)
