"""``titelei parity``: does every output say what the edition says, and where it does not, why not?"""

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import Annotated, Final

import typer

from titelei import parity as held
from titelei.cli import options
from titelei.cli.screen import Screen, as_json
from titelei.errors import UsageError
from titelei.messages import joined, say
from titelei.nearest import did_you_mean
from titelei.parity import State, Table
from titelei.pipeline import parity as comparing
from titelei.pipeline.parity import Compared, Row
from titelei.xml.read import find

_NARROWEST: Final = 6
"""Characters of the longest cell, “no: aa”."""


@options.command
def parity(
    call: options.Call,
    paths: options.Paths = None,
    formats: Annotated[
        str | None, typer.Option("--format", help="Columns, with commas between them; default: all.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Render now, in memory, instead of reading out/.")] = False,
) -> None:
    """Compare what every output says, fact by fact, with the edition."""
    table = held.load(call.settings.own_xslt)
    columns = _columns(formats, table)
    articles: list[Compared] = []
    files: tuple[Path, ...] = find(call.paths(paths))
    with call.screen.progress("parity", len(files)) as progress:
        for article in comparing.compare_all(files, call.settings, jobs=call.jobs, fresh=fresh):
            articles.append(article)
            progress.step(article.file)
    rows = tuple(row for row in comparing.rows(articles, table) if row.column in columns)
    findings = comparing.findings(articles, call.settings)
    call.screen.findings(findings)
    compared = sum(bool(article.cells) for article in articles)
    if compared:
        _show(call.screen, table, rows, columns, compared)
    call.screen.document([_object(column, table, rows) for column in columns] if compared else [])
    for finding in findings if call.screen.json else ():
        call.screen.note(joined(": ", (str(as_json(finding)["file"]), finding.message)))
    raise typer.Exit(1 if findings or any(row.red for row in rows) else 0)


def _columns(given: str | None, table: Table) -> tuple[str, ...]:
    known = tuple(table.columns)
    chosen = tuple(part.strip() for part in (given or "").split(",") if part.strip())
    for name in chosen:
        if name not in known:
            raise UsageError(say("There is no column “{name}”.{hint}", name=name, hint=did_you_mean(name, known)))
    return tuple(name for name in known if not chosen or name in chosen)


def _show(screen: Screen, table: Table, rows: Sequence[Row], columns: Sequence[str], articles: int) -> None:
    letters: dict[str, str] = {}
    by_place = {(row.fact, row.column): row for row in rows}
    width = shutil.get_terminal_size((100, 24)).columns
    for part in _parts(columns, width - max(map(len, table.facts)) - 2):
        told = len(letters)
        screen.table(
            [screen.word("fact"), *part],
            ([fact, *(_word(screen, by_place[fact, column], letters) for column in part)] for fact in table.facts),
        )
        for reason, letter in [*letters.items()][told:]:
            screen.line(
                textwrap.fill(screen.told(reason), width, initial_indent=f"{letter:>3}  ", subsequent_indent=" " * 5)
            )
        screen.line()
    # What is wrong is said even where nothing else is wanted.
    for line in () if screen.json else _reds(screen, rows):
        typer.echo(screen.told(line))
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


def _parts(columns: Sequence[str], width: int) -> Iterator[list[str]]:
    """Part the columns into tables that are no wider than ``width``."""
    room = start = width
    part: list[str] = []
    for column in columns:
        needed = max(len(column), _NARROWEST) + 3
        if part and needed > room:
            yield part
            room, part = start, []
        part.append(column)
        room -= needed
    if part:
        yield part


def _reds(screen: Screen, rows: Sequence[Row]) -> Iterator[str]:
    """Say what is red: a line a cell, and one for all cells of a column that are red for the same reason."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        for cell in row.red:
            alike.setdefault((cell.article, row.column, cell.why), []).append(row.fact)
    for (article, column, why), facts in alike.items():
        place = f"{facts[0]} × {column}" if len(facts) == 1 else f"{column} ({len(facts)})"
        yield joined(": ", (screen.word("red"), f"{article}, {place}", why))


def _word(screen: Screen, row: Row, letters: dict[str, str]) -> str:
    if row.state is not State.REASON:
        return screen.word({State.CARRIED: "carried", State.RED: "red"}.get(row.state, "not_there"))
    letter = letters.setdefault(row.why, _letter(len(letters)))
    return f"{screen.word('cannot')} {letter}"


def _letter(number: int) -> str:
    """Count a, b, … z, aa, ab, …"""
    over, rest = divmod(number, len(ascii_lowercase))
    return (_letter(over - 1) if over else "") + ascii_lowercase[rest]


def _object(column: str, table: Table, rows: Iterable[Row]) -> dict[str, object]:
    own = [row for row in rows if row.column == column]
    return {
        "column": column,
        "format": table.columns[column].format,
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
