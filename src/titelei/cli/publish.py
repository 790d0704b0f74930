"""``titelei publish``: articles held to all that publication asks, and their status set, with who and when."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Final

import typer

from titelei.cli import options
from titelei.cli.screen import as_json
from titelei.errors import UsageError
from titelei.messages import say
from titelei.model import Severity
from titelei.pipeline import publish as publishing
from titelei.pipeline.publish import Standing
from titelei.settings import RepositorySettings

Articles = Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of articles, or paths of TEI files.")]
As = Annotated[str, typer.Option("--as", metavar="NAME", help="Who says so.", show_default="repository.user_name")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would change, and write nothing.")]
Excuses = Annotated[
    list[str] | None,
    typer.Option("--excuse", metavar="RULE=REASON", help="Excuse what this rule warns of; you have looked at it."),
]
_NEXT: Final = say("“titelei run” renders and deposits it.")


@options.command
def publish(
    call: options.Call, articles: Articles, as_name: As = "", excuse: Excuses = None, dry_run: DryRun = False
) -> None:
    """Publish articles: check all that publication asks, set their status, say who and when; or say what is left."""
    by, when, reasons = who(call, as_name), today(), _reasons(excuse or [])
    done = [
        publishing.publish(path, call.settings, by=by, when=when, excuses=reasons)
        for path in publishing.named(articles, call.settings)
    ]
    finish(call, done, dry_run, lambda s: f"{s.id}: published. {_NEXT}", say("published already"))


def _reasons(given: list[str]) -> dict[str, str]:
    """Give the reasons by rule.

    Raises:
        UsageError: a reason, or its rule, is missing.
    """
    reasons = {}
    for said in given:
        rule, _, reason = (part.strip() for part in said.partition("="))
        if not rule or not reason:
            raise UsageError(
                say(
                    "--excuse takes a rule and a reason: --excuse abstract-length='As printed.', not “{said}”.",
                    said=said,
                )
            )
        reasons[rule] = reason
    return reasons


def who(call: options.Call, given: str) -> str:
    """Give the name of who says so.

    Raises:
        UsageError: neither the call nor the settings name anybody.
    """
    name = given.strip() or call.settings.repository.user_name
    if not name or (name == RepositorySettings().user_name and not call.settings.edition.publisher):
        raise UsageError(say("Nobody says so. Name yourself with --as NAME, or set user_name in [repository]."))
    return name


def today() -> str:
    """Give the day, as YYYY-MM-DD, in UTC."""
    return datetime.now(UTC).date().isoformat()


def finish(
    call: options.Call, done: list[Standing], dry_run: bool, said: Callable[[Standing], str], already: str
) -> None:
    """Write what was changed, say what became of each article, and leave with the contract's exit code."""
    findings = [finding for standing in done for finding in standing.findings]
    call.screen.findings(findings)
    for standing in done:
        if not dry_run:
            publishing.write(standing)
        elif standing.is_changed and not call.screen.json:
            typer.echo(standing.difference, nl=False)
        if standing.is_refused:
            left = call.screen.severities(
                [f for f in standing.findings if f.severity in (Severity.ERROR, Severity.WARNING)]
            )
            call.screen.line(say("{id}: not published; {left} left.", id=standing.id, left=left))
            _tell_of_excuses(call, standing)
        elif standing.is_changed:
            call.screen.line(said(standing))
        else:
            call.screen.line(f"{standing.id}: {already}.")
    call.screen.document([_as_json(standing, dry_run) for standing in done])
    raise typer.Exit(1 if any(standing.is_refused for standing in done) else 0)


def _tell_of_excuses(call: options.Call, standing: Standing) -> None:
    """Where nothing but warnings is left, say how they are let stand."""
    warned = sorted({f.rule for f in standing.findings if f.severity is Severity.WARNING and not f.excused})
    errors = {f.rule for f in standing.findings if f.severity is Severity.ERROR} - {"published-without-warnings"}
    if warned and not errors:
        given = " ".join(f'--excuse {rule}="…"' for rule in warned)
        call.screen.line(
            say("Where that is as it must be, say why: titelei publish {id} {given}", id=standing.id, given=given)
        )


def _as_json(standing: Standing, dry_run: bool) -> dict[str, object]:
    return {
        "article": standing.id,
        "file": standing.file,
        "changed": standing.is_changed and not standing.is_refused and not dry_run,
        "diff": standing.difference,
        "findings": [as_json(finding) for finding in standing.findings],
    }
