"""``titelei fix``: repair what can be repaired by rote, and nothing else."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from titelei.cli import options
from titelei.cli.screen import as_json
from titelei.errors import UsageError
from titelei.messages import known, say, say_n
from titelei.model import Finding, reaches
from titelei.nearest import did_you_mean
from titelei.pipeline import fix as fixing
from titelei.pipeline.article import schema_paths
from titelei.pipeline.fix import Repaired
from titelei.validate.rules import all_rules
from titelei.xml.read import find


@options.command
def fix(
    call: options.Call,
    paths: options.Paths = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would change, and write nothing.")] = False,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="Only this rule, whatever the document's status; repeatable.")
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="The answer to what a fix asks for; repeatable."),
    ] = None,
) -> None:
    """Repair what has one mechanical repair, touching nothing else in the file."""
    _grammar, schema = schema_paths(call.settings)
    _known(rule or [], schema)
    given = _answers(answers or [])
    found = find(call.paths(paths))
    done: list[Repaired] = []
    findings: list[Finding] = []
    with call.screen.progress("fix", len(found)) as progress:
        for file in found:
            repaired = fixing.fix_file(file, call.settings, rules=rule or (), answers=given)
            if not dry_run:
                fixing.write(repaired)
            done.append(repaired)
            findings += repaired.findings
            progress.step(repaired.file)
    for repaired in done:
        if dry_run and repaired.is_changed and not call.screen.json:
            typer.echo(repaired.difference, nl=False)
        call.screen.note(_summary(repaired, dry_run)) if dry_run else call.screen.line(_summary(repaired, dry_run))
    call.screen.findings(findings)
    call.screen.document([_as_json(repaired) for repaired in done])
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


def _answers(given: list[str]) -> dict[str, str]:
    answers = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise UsageError(
                say(
                    "--set {pair} is no answer. Write --set NAME=VALUE, with the name that the message tells.",
                    pair=pair,
                )
            )
        answers[name] = value
    return answers


def _known(names: list[str], schema: Path) -> None:
    known = all_rules(schema)
    for name in names:
        if name not in known:
            raise UsageError(say("There is no rule “{name}”.{hint}", name=name, hint=did_you_mean(name, known)))


def _summary(repaired: Repaired, dry_run: bool) -> str:
    """Say of one file what was done: “a.xml: 3 repairs (doi-bare, date-order 2)”."""
    if not repaired.made:
        return say("{file}: nothing to repair by rote.", file=repaired.file)
    counts = Counter(f.rule for f in repaired.made)
    what = ", ".join(name if times == 1 else f"{name} {times}" for name, times in sorted(counts.items()))
    number = len(repaired.made)
    made = (
        say_n("{n} repair to make", "{n} repairs to make", number)
        if dry_run
        else say_n("{n} repair", "{n} repairs", number)
    )
    return say("{file}: {made} ({what}).", file=repaired.file, made=made, what=what)


def _as_json(repaired: Repaired) -> dict[str, object]:
    return {
        "file": repaired.file,
        "changed": repaired.is_changed,
        "fixes": [{"rule": f.rule, "fix": f.id, "title": known(f.title), "path": f.location} for f in repaired.made],
        "findings": [as_json(f) for f in repaired.findings],
        "diff": repaired.difference,
    }
