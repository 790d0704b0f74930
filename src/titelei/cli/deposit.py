"""``titelei deposit``: articles into the embedded repository, or with ``--to`` into somebody else's."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from titelei.cli import deposit_words as words
from titelei.cli import options
from titelei.cli.run import DraftsOption, Message
from titelei.errors import UsageError
from titelei.messages import joined, say
from titelei.model import Finding, reaches
from titelei.pipeline.drafts import Drafts
from titelei.pipeline.run import plan_all, run_all
from titelei.xml.read import find

if TYPE_CHECKING:
    from titelei.deposit.desk import Plan, Sent
    from titelei.pipeline.delivery import Delivery, Verified

_INTO: Final = "into"


class _Words(TyperGroup):
    """``status`` and ``verify`` are words of their own; anything else is a path (``./status`` is such a file)."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Choose the command by the first argument that is neither an option nor an option's value."""
        into = self.commands[_INTO]
        taking = {name for p in into.params if not getattr(p, "is_flag", False) for name in getattr(p, "opts", ())}
        for n, argument in enumerate(args):
            if argument in self.commands and argument != _INTO and (n == 0 or args[n - 1] not in taking):
                rest = [*args[:n], *args[n + 1 :]]
                return self.commands[argument].make_context(f"{info_name} {argument}", rest, parent=parent, **extra)
            if not argument.startswith("-") and (n == 0 or args[n - 1] not in taking):
                break
        return into.make_context(info_name, args, parent=parent, **extra)


app = typer.Typer(
    rich_markup_mode=None, cls=_Words, help="Put articles into the embedded repository, or into another one."
)

To = Annotated[str | None, typer.Option("--to", metavar="NAME", help="Send to this target of titelei.toml.")]


@app.command(_INTO)
@options.command
def deposit(
    call: options.Call,
    paths: options.Paths = None,
    message: Message = None,
    to: To = None,
    with_drafts: DraftsOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be deposited or sent; write and send nothing.")
    ] = False,
    found: Annotated[
        str,
        typer.Option(
            "--found",
            metavar="ADDRESS",
            help="With --to: what became of a request without reply, found by hand: the item's address, or none.",
        ),
    ] = "",
) -> None:
    """Put articles into the embedded repository, rendered and checked first; with --to, send them to a target.

    “titelei deposit status” lists every article at every target; “titelei deposit verify” asks the targets again.
    """
    if to is not None:
        if with_drafts:
            raise UsageError(
                say("--drafts stores drafts in the embedded repository; others are sent what is published.")
            )
        _send(call, paths, to, message=message, dry_run=dry_run, found=found)
        return
    if found:
        raise UsageError(say("--found goes with --to, which names the target that was looked at."))
    screen, settings = call.screen, call.settings
    files = find(call.paths(paths))
    findings: list[Finding] = []
    rows: list[dict[str, object]] = []
    drafts, now = Drafts.STORE if with_drafts else Drafts.REFUSE, datetime.now(UTC)
    if dry_run:
        done = plan_all(files, settings, jobs=call.jobs, drafts=drafts)
    else:
        done = run_all(files, settings, now=now, jobs=call.jobs, message=message, beside=True, drafts=drafts)
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
                    "draft": article.is_draft,
                }
            )
    screen.findings(findings)
    headings = [screen.word(k) for k in ("article", "identifier", "deposit")]
    screen.table(headings, [words.stored_row(screen, row) for row in rows])
    screen.document({"dry_run": dry_run, "deposits": rows, "findings": words.findings_json(findings)})
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


def _send(
    call: options.Call, paths: list[Path] | None, to: str, *, message: str | None, dry_run: bool, found: str
) -> None:
    from titelei.pipeline import delivery

    settings, now = call.settings, datetime.now(UTC)
    files = find(call.paths(paths))
    if found and (not paths or len(files) != 1):
        raise UsageError(
            say(
                "--found says what became of one article. Name that one: titelei deposit {name}/ID.xml "
                "--to {to} --found {found}. Nothing was sent.",
                name=settings.articles.name,
                to=to,
                found=found,
            )
        )
    with delivery.office(to, settings, now=now, read_only=dry_run) as office:
        call.screen.notes(office.warnings)
        if dry_run:
            made = delivery.plan(files, settings, office, jobs=call.jobs)
        else:
            made = delivery.deliver(files, settings, office, now=now, jobs=call.jobs, message=message, found=found)
        done: list[Delivery] = []
        with call.screen.progress(f"deposit --to {to}", len(files)) as progress:
            for each in made:
                done.append(each)
                progress.step(each.article.file)
                call.screen.notes(each.article.stored.notes if each.article.stored else ())
        # An article that is withdrawn here and has no file any more is withdrawn there, unless files were named.
        known = None if paths else frozenset(each.article.id for each in done)
        if dry_run:
            plans = [each.plan for each in done if each.plan is not None]
            plans += delivery.plan_withdrawals(settings, office, known=known) if known is not None else ()
        else:
            taken = [each.sent for each in done if each.sent is not None]
            taken += delivery.withdraw(settings, office, known=known) if known is not None else ()
    findings = [f for each in done for f in each.article.findings]
    call.screen.findings(findings)
    if dry_run:
        _show_plans(call, plans, findings, office.address)
    else:
        _show_sent(call, taken, findings, to)


def _show_plans(call: options.Call, plans: "list[Plan]", findings: list[Finding], address: str) -> None:
    from titelei.cli.requests import lines

    for plan in plans:
        for line in lines(plan, address):
            call.screen.line(line)
    document = [words.plan_json(p) for p in plans]
    call.screen.document({"dry_run": True, "plans": document, "findings": words.findings_json(findings)})
    is_bad = any(plan.faults for plan in plans)
    raise typer.Exit(1 if is_bad or reaches(findings, call.fail_on) else 0)


def _show_sent(call: options.Call, taken: "list[Sent]", findings: list[Finding], to: str) -> None:
    from titelei.deposit.values import State

    screen = call.screen
    headings = [screen.word(k) for k in ("article", "target", "state")]
    screen.table(headings, [words.sent_row(screen, sent) for sent in taken])
    for sent in taken:
        for line in words.sent_lines(screen, sent):
            screen.line(line)
    document = [words.sent_json(sent) for sent in taken]
    screen.document({"dry_run": False, "sent": document, "findings": words.findings_json(findings)})
    waiting = [sent for sent in taken if sent.is_waiting]
    if waiting:
        # Also with --quiet: nothing else tells why the command ends with 2.
        why = say("titelei: {to} could not be reached. {message}", to=to, message=waiting[0].message)
        typer.echo(screen.told(why), err=True)
        raise typer.Exit(2)
    is_bad = any(sent.state in (State.REFUSED, State.IN_PROGRESS) for sent in taken)
    raise typer.Exit(1 if is_bad or reaches(findings, call.fail_on) else 0)


@app.command()
@options.command
def status(
    call: options.Call,
) -> None:
    """Show every article at every target: not sent, queued, in progress, accepted, in review, published, refused."""
    from titelei.pipeline import delivery

    screen, settings = call.screen, call.settings
    files = find((settings.articles,)) if settings.articles.is_dir() else ()
    rows = delivery.standings(settings, [file.stem for file in files])
    if not rows:
        screen.note(say("There is no target. Add one to titelei.toml as [targets.NAME], with kind and url or path."))
    else:
        headings = [screen.word(k) for k in ("article", "target", "state", "since", "address")]
        screen.table(headings, [words.standing_row(screen, row) for row in rows])
    for each in rows:
        if each.row is not None:
            for line in words.standing_lines(screen, each.row):
                screen.line(line)
    screen.document([words.standing_json(row) for row in rows])


@app.command()
@options.command
def verify(
    call: options.Call,
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE…]", help="Ids of articles; none means all that were sent.")
    ] = None,
    to: To = None,
) -> None:
    """Ask the targets what they have, and compare metadata and files with what they were sent."""
    from titelei.pipeline import delivery

    screen, settings = call.screen, call.settings
    wanted = frozenset(Path(name).stem if name.endswith(".xml") else name for name in articles or ())
    found: list[Verified] = []
    for name in [to] if to else list(settings.targets):
        with delivery.office(name, settings, now=datetime.now(UTC)) as office:
            found += delivery.verify(settings, office, articles=wanted)
    if not found:
        screen.note(say("There is nothing to verify: no target has taken an article that is asked about."))
    else:
        headings = [screen.word(k) for k in ("article", "target", "state", "differences")]
        screen.table(headings, [words.verified_row(screen, each) for each in found])
    screen.document([words.verified_json(each) for each in found])
    for each in found:
        if each.problem:
            screen.note(joined("", (f"{each.article}, {each.target}: ", each.problem)))
    if any(each.is_down for each in found):
        raise typer.Exit(2)
    raise typer.Exit(1 if any(each.differences or each.problem for each in found) else 0)
