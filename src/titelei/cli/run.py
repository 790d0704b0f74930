"""``titelei run``: every article through all stages, and one table at the end."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from titelei.cli import options
from titelei.cli.engines import EngineOption, with_engine
from titelei.cli.screen import Screen, as_json, size
from titelei.messages import joined, say, say_n
from titelei.model import Finding, Severity, reaches
from titelei.pipeline import out as out_folder
from titelei.pipeline.article import Row
from titelei.pipeline.drafts import Drafts
from titelei.pipeline.run import run_rows
from titelei.xml.read import find, shown

Message = Annotated[
    str | None, typer.Option("--message", "-m", help="What changed; default: the newest change of the article.")
]


_MOST_ROWS: Final = 40
"""Articles that are all shown in the table."""

_MOST_NOTES: Final = 10
"""Kinds of notes that are told."""

DraftsOption = Annotated[
    bool,
    typer.Option("--drafts", help="Store drafts, too, as such: neither harvesters nor readers are shown them."),
]


@options.command
def run(
    call: options.Call,
    paths: options.Paths = None,
    message: Message = None,
    with_drafts: DraftsOption = False,
    engine: EngineOption = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Look at the bytes of all files, also of those that seem unchanged.")
    ] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Show every finding, not three of a kind.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Show each note at its place, each output, and every article.")
    ] = False,
) -> None:
    """Validate, render, check and deposit articles: the whole edition, or those named."""
    settings, screen = with_engine(call.settings, engine), call.screen
    files = find(call.paths(paths))
    if not files:
        screen.note(say("The edition has no article yet. “titelei encode PAGE” makes a draft of a page."))
    articles: list[Row] = []
    with screen.progress("run", len(files)) as progress:
        drafts = Drafts.STORE if with_drafts else Drafts.LEAVE
        now = datetime.now(UTC)
        done = run_rows(files, settings, now=now, jobs=call.jobs, message=message, drafts=drafts, verify=verify)
        for article in done:
            articles.append(article)
            progress.step(article.file)
            screen.notes(article.stored.notes if article.stored else ())
    if not paths:
        for folder in out_folder.forgotten(settings, [name for a in articles for name in (a.id, Path(a.file).stem)]):
            screen.note(say("{folder} is removed: its article is no longer in the edition.", folder=shown(folder)))
            out_folder.remove(folder)
    findings = [f for a in articles for f in a.findings]
    screen.findings(findings if verbose else [f for f in findings if _is_wrong(f)], show_all=show_all or verbose)
    if not verbose:
        _notes(screen, findings)
    table(screen, articles, verbose=verbose)
    _what_to_open(screen, settings.out, settings.repository_path, articles)
    screen.document([_as_json(a) for a in articles])
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


def _is_wrong(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO and not finding.excused


def _notes(screen: Screen, findings: list[Finding]) -> None:
    """Say once what holds for many articles, as that a format needs what the settings or the journal do not give."""
    counts = Counter(f.message for f in findings if f.severity is Severity.INFO and not f.excused)
    for message, count in counts.most_common(_MOST_NOTES):
        screen.line(joined("", (say_n("{n} article: ", "{n} articles: ", count), message)))
    if len(counts) > _MOST_NOTES:
        screen.line(say("And {more} notes of other kinds.", more=len(counts) - _MOST_NOTES))
    if counts:
        screen.line(say("“titelei run --verbose” shows each note at its place, with its repair."))


def table(screen: Screen, articles: list[Row], *, verbose: bool) -> None:
    """Print a line an article; of very many, those where something is wrong, was changed, or is not stored."""
    shown_ones = articles
    if len(articles) > _MOST_ROWS and not verbose:
        wrong = [a for a in articles if a.stopped or any(_is_wrong(f) for f in a.findings)]
        names = {a.file for a in wrong}
        new = [a for a in articles if a.written and a.file not in names]
        shown_ones = (wrong + new)[:_MOST_ROWS]
    if shown_ones:
        rows = [
            (a.id or a.file, _found(screen, a), _outputs(screen, a, verbose), _deposit(screen, a)) for a in shown_ones
        ]
        screen.table([screen.word(k) for k in ("article", "findings", "outputs", "deposit")], rows)
    if len(articles) > 1:
        stopped, written = sum(a.stopped for a in articles), sum(bool(a.written) for a in articles)
        counted = screen.counted("articles", len(articles))
        screen.line(
            say(
                "{counted}: {written} with new outputs, {stopped} stopped.",
                counted=counted,
                written=written,
                stopped=stopped,
            )
        )


def _found(screen: Screen, article: Row) -> str:
    """Say what was found; where something is wrong, also what, by the names of the rules."""
    wrong = sorted({f.rule for f in article.findings if _is_wrong(f)})
    return ": ".join([screen.severities(article.findings), *([", ".join(wrong)] if wrong else [])])


def _outputs(screen: Screen, article: Row, verbose: bool) -> str:
    if not article.sizes:
        return screen.word("none")
    if verbose:
        return "\n".join(f"{name}  {size(count)}" for name, count in article.sizes)
    return f"{screen.counted('files', len(article.sizes))}, {size(sum(count for _, count in article.sizes))}"


def _deposit(screen: Screen, article: Row) -> str:
    if article.stored is None:
        is_left = article.is_draft and not article.stopped
        return screen.word("draft_left") if is_left else screen.word("stopped", stage=article.stage)
    words = [article.stored.version, *([screen.word("stored_draft")] if article.is_draft else ())]
    return ", ".join([*words, *(() if article.stored.changed else [screen.word("unchanged")])])


def _what_to_open(screen: Screen, out: Path, repository: Path, articles: list[Row]) -> None:
    made = [a for a in articles if a.outputs and not a.stopped]
    if len(made) == 1:
        screen.line(screen.word("open", path=shown(out / made[0].id / "index.html")))
    elif made:
        screen.line(screen.word("open_folder", path=shown(out)))
    if any(a.stored for a in articles):
        screen.line(screen.word("repository", path=shown(repository)))


def _as_json(article: Row) -> dict[str, object]:
    stored = article.stored
    return {
        "article": article.id,
        "file": article.file,
        "stage": article.stage,
        "stopped": article.stopped,
        "draft": article.is_draft,
        "findings": [as_json(f) for f in article.findings],
        "outputs": [
            {"format": o.format, "file": o.file_name, "media_type": o.media_type, "bytes": o.size}
            for o in article.outputs
        ],
        "written": list(article.written),
        "deposit": None
        if stored is None
        else {"object": stored.object_id, "version": stored.version, "changed": stored.changed},
    }
