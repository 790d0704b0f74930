"""The parity of articles: their outputs, finished under ``out/`` or rendered now, held against their TEI."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from titelei import batch, facts, formats, parity
from titelei.deposit.targets.documents import documents
from titelei.messages import say, say_n
from titelei.model import Finding, Severity, reaches
from titelei.parity import Cell, State, Table
from titelei.pipeline.render import accept, render_settings
from titelei.render.render import render
from titelei.settings import Settings
from titelei.xml.read import Document

NOT_RENDERED: Final = "parity-not-rendered"

_RANK: Final = (State.RED, State.CARRIED, State.REASON, State.NOT_MADE, State.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One article: its cells, or the findings why it could not be compared."""

    file: str
    id: str
    cells: tuple[Cell, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact in one column over several articles: the gravest state, why, and the cells that are red."""

    fact: str
    column: str
    state: State
    why: str = ""
    red: tuple[Cell, ...] = ()


def compare(path: Path, settings: Settings, *, fresh: bool = False) -> Compared:
    """Compare the outputs of one TEI file with it: those under ``out/<id>/``, or with ``fresh`` rendered now."""
    article = accept(path, settings)
    if article.document is None or article.stopped:
        return Compared(file=article.file, id=article.id, findings=article.findings)
    document = article.document
    outputs = {} if fresh else _finished(settings.out / document.id, document.id, settings)
    if not outputs and not fresh:
        return Compared(file=article.file, id=document.id, findings=(_not_rendered(article.file, document, settings),))
    registered = formats.registry(settings.own_xslt)
    names = registered.file_names(document.id, render_settings(settings))
    not_made: Mapping[str, str] = {}
    if fresh or any(name not in outputs for name in names):
        made, found = render(document, settings=render_settings(settings))
        if reaches(found, Severity.ERROR):
            return Compared(file=article.file, id=article.id, findings=found)
        not_made = {name: f.message for f in found for name in f.breaks}
        outputs = {o.file_name: o.data for o in made} if fresh else outputs
    known, found = render(document, settings=render_settings(settings), formats=("facts",))
    if reaches(found, Severity.ERROR):
        return Compared(file=article.file, id=article.id, findings=found)
    page = f"{settings.edition.base_url}articles/{document.id}"
    told = documents(
        known[0].data,
        document.id,
        domain=settings.domain,
        page=page,
        publisher=settings.publisher.name,
    )
    cells = parity.compare(
        document.root,
        facts.read(known[0].data, is_strict=False),
        {**outputs, **told},
        article_id=document.id,
        not_made={**_not_offered(settings), **not_made},
        page_url=page,
        publisher=settings.publisher.name,
        table=parity.load(settings.own_xslt),
    )
    return Compared(file=article.file, id=document.id, cells=(*cells, *_stale(document, outputs)))


def compare_all(paths: Iterable[Path], settings: Settings, *, jobs: int = 1, fresh: bool = False) -> Iterator[Compared]:
    """Compare every file; give each article as it is done, in order."""
    yield from batch.over(compare, list(paths), settings, jobs=jobs, fresh=fresh)


def rows(articles: Iterable[Compared], table: Table) -> tuple[Row, ...]:
    """Sum the cells of all articles up: one row for each fact and column, in the table's order."""
    cells: dict[tuple[str, str], list[Cell]] = {(f, c): [] for c in table.columns for f in table.facts}
    for article in articles:
        for cell in article.cells:
            cells[cell.fact, cell.column].append(cell)
    return tuple(_row(fact, column, found) for (fact, column), found in cells.items())


def _row(fact: str, column: str, cells: list[Cell]) -> Row:
    gravest = min(cells, key=lambda cell: _RANK.index(cell.state), default=None)
    if gravest is None:
        return Row(fact=fact, column=column, state=State.NOTHING)
    red = tuple(cell for cell in cells if cell.state is State.RED)
    return Row(fact=fact, column=column, state=gravest.state, why=gravest.why, red=red)


def _finished(folder: Path, article_id: str, settings: Settings) -> dict[str, bytes]:
    """Read the outputs that lie in a folder."""
    found = {}
    for name in formats.registry(settings.own_xslt).file_names(article_id, render_settings(settings)):
        try:
            found[name] = (folder / name).read_bytes()
        except OSError:
            continue  # what is missing shows in the table
    return found


def _not_offered(settings: Settings) -> dict[str, str]:
    known = formats.registry(settings.own_xslt)
    offered = {kind.name for kind in known.chosen(settings.render.formats)}
    return {
        kind.name: say("It is not among the formats of titelei.toml.") for kind in known if kind.name not in offered
    }


def _not_rendered(file: str, document: Document, settings: Settings) -> Finding:
    return Finding(
        rule=NOT_RENDERED,
        severity=Severity.ERROR,
        message=say("{id} has no outputs in {name}/ to be compared.", id=document.id, name=settings.out.name),
        file=file,
        repair=say("Run “titelei render” first, or add --fresh, which renders in memory."),
    )


def findings(articles: Sequence[Compared], settings: Settings) -> tuple[Finding, ...]:
    """Give all findings, those of articles that are not rendered as one."""
    found = [finding for article in articles for finding in article.findings]
    bare = [a for a in articles if any(f.rule == NOT_RENDERED for f in a.findings)]
    if len(bare) < 2:
        return tuple(found)
    first = next(f for f in found if f.rule == NOT_RENDERED)
    others = say_n("{n} other article", "{n} other articles", len(bare) - 1)
    message = say(
        "{id} and {others} have no outputs in {name}/ to be compared.",
        id=bare[0].id,
        others=others,
        name=settings.out.name,
    )
    return (*(f for f in found if f.rule != NOT_RENDERED), replace(first, message=message, count=len(bare)))


def _stale(document: Document, outputs: Mapping[str, bytes]) -> Iterator[Cell]:
    """Say that the outputs were made from an earlier state of the edition, where they were."""
    copy = outputs.get(f"{document.id}.tei.xml")
    if copy is not None and copy != document.data:
        yield Cell(
            article=document.id,
            fact="id",
            column="tei",
            state=State.RED,
            why=say(
                "The outputs were rendered from an earlier state of {name}. Run “titelei render”.", name=document.name
            ),
        )
