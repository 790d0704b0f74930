"""``titelei deposit``: articles into the embedded repository, or with ``--to`` into somebody else's."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from titelei import pipeline
from titelei.cli import options
from titelei.cli.run import Message
from titelei.cli.screen import as_json
from titelei.model import Finding, reaches
from titelei.read import find

if TYPE_CHECKING:
    from titelei.delivery import Delivery, Standing, Verified
    from titelei.deposit.desk import Plan, Sent

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


app = typer.Typer(cls=_Words, help="Put articles into the embedded repository, or into another one.")

To = Annotated[str | None, typer.Option("--to", metavar="NAME", help="Send to this target of titelei.toml.")]


@app.command(_INTO)
def deposit(
    paths: options.Paths = None,
    message: Message = None,
    to: To = None,
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
    json: options.Json = False,
    fail_on: options.FailOn = None,
    jobs: options.Jobs = None,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Put articles into the embedded repository, rendered and checked first; with --to, send them to a target.

    “titelei deposit status” lists every article at every target; “titelei deposit verify” asks the targets again.
    """
    call = options.call(project=project, json=json, quiet=quiet, fail_on=fail_on, jobs=jobs, lang=lang)
    if to is not None:
        _send(call, paths, to, message=message, dry_run=dry_run, found=found)
        return
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


def _send(
    call: options.Call, paths: list[Path] | None, to: str, *, message: str | None, dry_run: bool, found: str
) -> None:
    from titelei import delivery
    from titelei.deposit.values import State

    screen, settings = call.screen, call.settings
    now = datetime.now(UTC)
    with delivery.office(to, settings, now=now, read_only=dry_run) as office:
        files = find(call.paths(paths))
        screen.notes(office.warnings)
        if dry_run:
            made = delivery.plan(files, settings, office, jobs=call.jobs)
        else:
            made = delivery.deliver(files, settings, office, now=now, jobs=call.jobs, message=message, found=found)
        done: list[Delivery] = []
        with screen.progress(f"deposit --to {to}", len(files)) as progress:
            for each in made:
                done.append(each)
                progress.step(each.article.file)
                screen.notes(each.article.stored.notes if each.article.stored else ())
        taken: list[Sent] = [each.sent for each in done if each.sent is not None]
        if not dry_run and not paths:
            known = frozenset(each.article.id for each in done)
            taken += delivery.withdrawn(settings, office, known=known)
    findings = [f for each in done for f in each.article.findings]
    screen.findings(findings)
    if dry_run:
        plans = [each.plan for each in done if each.plan is not None]
        _print_plans(call, plans, office.address)
        screen.document({"dry_run": True, "plans": [_plan_json(p) for p in plans], "findings": _all_json(findings)})
        is_bad = any(plan.faults for plan in plans)
    else:
        headings = [screen.word(k) for k in ("article", "target", "state")]
        screen.table(headings, [(s.article, s.target, _sent_words(call, s)) for s in taken])
        for sent in taken:
            _explain(call, sent)
        screen.document({"dry_run": False, "sent": [_sent_json(s) for s in taken], "findings": _all_json(findings)})
        is_bad = any(s.state in (State.REFUSED, State.IN_PROGRESS) for s in taken)
    waiting = [s for s in taken if s.is_waiting]
    if waiting:
        screen.note(f"titelei: {to} could not be reached. {waiting[0].message}")
        raise typer.Exit(2)
    raise typer.Exit(1 if is_bad or reaches(findings, call.fail_on) else 0)


@app.command()
def status(
    json: options.Json = False,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Show every article at every target: not sent, queued, in progress, accepted, in review, published, refused."""
    from titelei import delivery

    call = options.call(project=project, json=json, quiet=quiet, fail_on=None, jobs=None, lang=lang)
    screen, settings = call.screen, call.settings
    files = find((settings.articles,)) if settings.articles.is_dir() else ()
    rows = delivery.standings(settings, [file.stem for file in files])
    if not rows:
        screen.note("There is no target. Add one to titelei.toml as [targets.NAME], with kind and url or path.")
    headings = [screen.word(k) for k in ("article", "target", "state", "since", "address")]
    screen.table(headings, [_standing_row(call, row) for row in rows])
    for row in rows:
        if row.row is not None:
            _said(call, row.article, row.target, row.row.words, row.row.reading, row.row.leftovers)
    screen.document([_standing_json(row) for row in rows])


@app.command()
def verify(
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE…]", help="Ids of articles; none means all that were sent.")
    ] = None,
    to: To = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Ask the targets what they have, and compare metadata and files with what they were sent."""
    from titelei import delivery

    call = options.call(project=project, json=json, quiet=quiet, fail_on=None, jobs=None, lang=lang)
    screen, settings = call.screen, call.settings
    wanted = frozenset(Path(name).stem if name.endswith(".xml") else name for name in articles or ())
    found: list[Verified] = []
    for name in [to] if to else list(settings.targets):
        with delivery.office(name, settings, now=datetime.now(UTC)) as office:
            found += delivery.verify(settings, office, articles=wanted)
    headings = [screen.word(k) for k in ("article", "target", "state", "differences")]
    screen.table(headings, [_verified_row(call, each) for each in found])
    screen.document([_verified_json(each) for each in found])
    for each in found:
        if each.problem:
            screen.note(f"{each.article}, {each.target}: {each.problem}")
    if any(each.is_down for each in found):
        raise typer.Exit(2)
    raise typer.Exit(1 if any(each.differences or each.problem for each in found) else 0)


def _print_plans(call: options.Call, plans: "list[Plan]", address: str) -> None:
    from titelei.cli.requests import lines

    for plan in plans:
        for line in lines(plan, address):
            call.screen.line(line)


def _state(call: options.Call, state: str) -> str:
    return call.screen.word("state_" + state.replace(" ", "_"))


def _sent_words(call: options.Call, sent: "Sent") -> str:
    words = _state(call, sent.state.value)
    return f"{words}, {call.screen.word('unchanged')}" if sent.message == "unchanged" else words


def _explain(call: options.Call, sent: "Sent") -> None:
    if sent.message and sent.message != "unchanged" and not sent.is_waiting:
        call.screen.line(f"{sent.article}, {sent.target}: {sent.message}")
    _said(call, sent.article, sent.target, sent.words, "", sent.leftovers)


def _said(call: options.Call, article: str, target: str, words: str, reading: str, leftovers: tuple[str, ...]) -> None:
    """Print the target's own words whole, and our reading of them."""
    if reading:
        call.screen.line(f"{article}, {target}: {reading}")
    if words:
        call.screen.line(f"{article}, {target}, {call.screen.word('own_words')}:")
        call.screen.line("\n".join(f"  | {line}" for line in words.splitlines()))
    for leftover in leftovers:
        call.screen.line(f"{article}, {target}: {leftover}")


def _standing_row(call: options.Call, row: "Standing") -> tuple[str, ...]:
    words = _state(call, row.state.value)
    if row.row is None:
        return (row.article, row.target, words, "", "")
    if row.state.value == "in progress":
        words += f", {call.screen.word('step', n=row.row.step, what=row.row.purpose)}"
    if row.row.version:
        words += f", {row.row.version}"
    if row.waits:
        words += f" ({call.screen.word('waits', version=row.waits)})"
    return (row.article, row.target, words, row.row.changed, _address(dict(row.row.links)))


def _address(links: dict[str, str]) -> str:
    names = ("self_html", "alternate", "edit", "bag", "root", "draft")
    return next((links[name] for name in names if links.get(name)), "")


def _verified_row(call: options.Call, each: "Verified") -> tuple[str, ...]:
    if each.sent is None:
        return (each.article, each.target, call.screen.word("not_asked"), each.problem)
    said = "\n".join(f"{d.what}: {d.here} / {d.there}" for d in each.differences)
    return (each.article, each.target, _state(call, each.sent.state.value), said or each.sent.message or "–")


def _all_json(findings: list[Finding]) -> list[dict[str, Any]]:
    return [as_json(f) for f in findings]


def _sent_json(sent: "Sent") -> dict[str, object]:
    return {
        "article": sent.article,
        "target": sent.target,
        "state": sent.state.value,
        "sent": sent.is_new,
        "message": sent.message,
        "words": sent.words,
        "reading": sent.reading,
        "leftovers": list(sent.leftovers),
        "identifiers": dict(sent.identifiers),
        "links": dict(sent.links),
    }


def _plan_json(plan: "Plan") -> dict[str, object]:
    return {
        "article": plan.article,
        "target": plan.target,
        "unchanged": plan.is_unchanged,
        "faults": list(plan.faults),
        "requests": [
            {
                "purpose": r.purpose,
                "method": r.method,
                "address": r.address,
                "headers": dict(r.headers),
                "body": {"size": len(r.body), "sha256": r.sha256} if r.body else None,
                "files": [{"name": f.name, "size": len(f.data), "sha256": f.sha256} for f in r.files],
            }
            for r in plan.requests
        ],
    }


def _standing_json(each: "Standing") -> dict[str, object]:
    row = each.row
    known: dict[str, object] = {"article": each.article, "target": each.target, "state": each.state.value}
    if row is None:
        return known
    return known | {
        "version": row.version,
        "waits": each.waits,
        "step": row.step,
        "purpose": row.purpose,
        "since": row.changed,
        "words": row.words,
        "reading": row.reading,
        "leftovers": list(row.leftovers),
        "identifiers": dict(row.identifiers),
        "links": dict(row.links),
        "receipt": row.receipt,
    }


def _verified_json(each: "Verified") -> dict[str, object]:
    return {
        "article": each.article,
        "target": each.target,
        "state": each.sent.state.value if each.sent else None,
        "differences": [{"what": d.what, "here": d.here, "there": d.there} for d in each.differences],
        "problem": each.problem,
    }
