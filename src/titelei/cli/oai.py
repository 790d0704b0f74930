"""``titelei oai check``: does a server hold to OAI-PMH 2.0?"""

from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlsplit

import typer

from titelei.cli import options
from titelei.cli.screen import as_json
from titelei.errors import UsageError
from titelei.messages import say
from titelei.model import reaches

app = typer.Typer(rich_markup_mode=None, help="OAI-PMH: check a data provider.", no_args_is_help=True)


@app.callback()
def _top() -> None:
    pass


@app.command()
@options.command
def check(
    call: options.Call,
    url: Annotated[str, typer.Argument(metavar="URL", help="The server's base URL.", show_default=False)],
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds to wait for an answer.")] = 30,
    show_all: Annotated[bool, typer.Option("--all", help="List the checks that passed, too.")] = False,
) -> None:
    """Check any OAI-PMH 2.0 data provider against the protocol's requirements."""
    from titelei.oai.check import Outcome, check_server, checks, findings

    screen = call.screen
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise UsageError(say("{url} is no base URL. Write it as https://repository.university.edu/oai.", url=url))
    results = []
    with screen.progress("check", len(checks())) as progress:
        for result in check_server(url, timeout_seconds=timeout):
            results.append(result)
            progress.step(result.name)
    found = findings(results)
    screen.findings(found)
    listed = [r for r in results if show_all or r.outcome is Outcome.SKIPPED]
    if listed:
        headings = [screen.word(k) for k in ("check", "outcome", "clause", "reason")]
        rows = [
            (r.name, screen.word(r.outcome.value), r.clause, r.said or (r.asks if show_all else "")) for r in listed
        ]
        screen.table(headings, rows)
    counts = ", ".join(f"{sum(r.outcome is each for r in results)} {screen.word(each.value)}" for each in Outcome)
    screen.line(f"{url}: {screen.counted('checks', len(results))}: {counts}.")
    screen.document({"url": url, "checks": [asdict(r) for r in results], "findings": [as_json(f) for f in found]})
    raise typer.Exit(1 if reaches(found, call.fail_on) else 0)
