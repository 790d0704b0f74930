"""``titelei parity``: does every output say what the edition says, and where it does not, why not?"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import Annotated, Final

import typer

from titelei import comparing
from titelei import parity as held
from titelei.cli import options
from titelei.cli.screen import Screen, as_json
from titelei.comparing import Compared, Row
from titelei.errors import UsageError
from titelei.nearest import did_you_mean
from titelei.parity import State
from titelei.read import find

_ACROSS: Final = 5
"""Columns of one table: what a page of a hundred characters holds beside the facts."""


def parity(
    paths: options.Paths = None,
    formats: Annotated[
        str | None, typer.Option("--format", help="Columns, with commas between them; default: all.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Render now, in memory, instead of reading out/.")] = False,
    json: options.Json = False,
    jobs: options.Jobs = None,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Compare what every output says, fact by fact, with the edition."""
    call = options.call(project=project, json=json, quiet=quiet, fail_on=None, jobs=jobs, lang=lang)
    columns = _columns(formats)
    articles: list[Compared] = []
    files: tuple[Path, ...] = find(call.paths(paths))
    with call.screen.progress("parity", len(files)) as progress:
        for article in comparing.compare_all(files, call.settings, jobs=call.jobs, fresh=fresh):
            articles.append(article)
            progress.step(article.file)
    rows = tuple(row for row in comparing.rows(articles) if row.column in columns)
    findings = [finding for article in articles for finding in article.findings]
    call.screen.findings(findings)
    _show(call.screen, rows, columns, len(articles))
    call.screen.document([_object(column, rows) for column in columns])
    for finding in findings if json else ():
        call.screen.note(f"{as_json(finding)['file']}: {finding.message}")
    raise typer.Exit(1 if findings or any(row.red for row in rows) else 0)


def _columns(given: str | None) -> tuple[str, ...]:
    known = tuple(held.load().columns)
    chosen = tuple(part.strip() for part in (given or "").split(",") if part.strip())
    for name in chosen:
        if name not in known:
            raise UsageError(f"There is no column “{name}”.{did_you_mean(name, known)}")
    return tuple(name for name in known if not chosen or name in chosen)


def _show(screen: Screen, rows: Sequence[Row], columns: Sequence[str], articles: int) -> None:
    letters: dict[str, str] = {}
    by_place = {(row.fact, row.column): row for row in rows}
    for start in range(0, len(columns), _ACROSS):
        part = columns[start : start + _ACROSS]
        screen.table(
            [screen.word("fact"), *part],
            (
                [fact, *(_word(screen, by_place[fact, column], letters) for column in part)]
                for fact in held.load().facts
            ),
        )
    for reason, letter in letters.items():
        screen.line(f"{letter:>3}  {reason}")
    if letters:
        screen.line()
    for row in rows:
        for cell in row.red:
            # What is wrong is said even where nothing else is wanted.
            if not screen.json:
                typer.echo(f"{screen.word('red')}: {cell.article}, {row.fact} × {row.column}: {cell.why}")
    counts = {state: sum(row.state is state for row in rows) for state in State}
    screen.line(
        screen.word(
            "parity_total",
            articles=screen.counted("articles", articles),
            carried=counts[State.CARRIED],
            reason=counts[State.REASON],
            nothing=counts[State.NOTHING] + counts[State.NOT_MADE],
            red=counts[State.RED],
        )
    )


def _word(screen: Screen, row: Row, letters: dict[str, str]) -> str:
    if row.state is not State.REASON:
        return screen.word({State.CARRIED: "carried", State.RED: "red"}.get(row.state, "not_there"))
    letter = letters.setdefault(row.why, _letter(len(letters)))
    return f"{screen.word('cannot')} {letter}"


def _letter(number: int) -> str:
    """Count a, b, … z, aa, ab, …"""
    over, rest = divmod(number, len(ascii_lowercase))
    return (_letter(over - 1) if over else "") + ascii_lowercase[rest]


def _object(column: str, rows: Iterable[Row]) -> dict[str, object]:
    table = held.load()
    own = [row for row in rows if row.column == column]
    return {
        "column": column,
        "format": table.columns[column].format or column,
        "red": sum(bool(row.red) for row in own),
        "facts": [
            {
                "fact": row.fact,
                "is": table.facts[row.fact].is_,
                "state": row.state.value,
                "why": row.why,
                "red": [
                    {"article": c.article, "why": c.why, "expected": c.expected, "found": c.found} for c in row.red
                ],
            }
            for row in own
        ],
    }
