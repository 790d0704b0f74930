"""``titelei repository``: what the embedded repository holds, its history, any version back; and its upkeep."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from titelei.cli import options
from titelei.cli.screen import as_json, size
from titelei.errors import StorageError, UsageError
from titelei.messages import joined, say
from titelei.model import Finding, reaches
from titelei.pipeline.run import open_catalogue
from titelei.repository.catalogue import Catalogue, drafts, is_withdrawn, message_of
from titelei.repository.catalogue.catalogue import clock
from titelei.repository.ocfl import Repository, Stored, Version
from titelei.xml.read import shown

app = typer.Typer(
    rich_markup_mode=None, help="The embedded repository: what it holds, and its upkeep.", no_args_is_help=True
)

Identifier = Annotated[str, typer.Argument(metavar="ID", help="Identifier, whole (oai:…) or the article's id.")]


def _open(call: options.Call) -> Repository:
    """Open the repository; say what an interrupted command had left in it, and carry that on."""
    catalogue = open_catalogue(call.settings)
    call.screen.notes(catalogue.repository.recover())
    try:
        if catalogue.marker.note() is not None:
            call.screen.notes(catalogue.ready())
    except StorageError as error:
        # What is asked here needs no catalogue.
        call.screen.note(str(error))
    finally:
        catalogue.close()
    return catalogue.repository


@app.command("list")
@options.command
def list_objects(
    call: options.Call,
) -> None:
    """List the objects: identifier, newest version, whether withdrawn, when and why."""
    repository = _open(call)
    if not repository.exists:
        call.screen.note(
            say("There is no repository in {path} yet. “titelei deposit” makes it.", path=shown(repository.path))
        )
    newest: list[tuple[str, Version, str]] = []
    damaged: list[tuple[str, str]] = []
    for identifier in repository.ids():
        try:
            versions, notes = repository.look(identifier)
        except StorageError as error:
            damaged.append((identifier, str(error)))
            continue
        newest.append((identifier, versions[-1], _state(versions)))
        call.screen.notes(notes)
    headings = [call.screen.word(k) for k in ("identifier", "version", "created", "message")]
    rows = [[i, v.number, f"{v.created:%Y-%m-%d %H:%M}", message_of(v)] for i, v, _ in newest]
    if any(state for _, _, state in newest):
        headings.insert(2, call.screen.word("state"))
        words = {"withdrawn": call.screen.word("state_withdrawn"), "draft": call.screen.word("stored_draft"), "": ""}
        for row, (_, _, state) in zip(rows, newest, strict=True):
            row.insert(2, words[state])
    if rows:
        call.screen.table(headings, rows, whole=(0, 1))
    listed = [
        {
            "object": i,
            "version": v.number,
            "withdrawn": state == "withdrawn",
            "draft": state == "draft",
            "created": v.created.isoformat(),
            "message": v.message,
        }
        for i, v, state in newest
    ]
    call.screen.document([*listed, *({"object": i, "error": fault} for i, fault in damaged)])
    for identifier, fault in damaged:
        typer.echo(joined(": ", (identifier, call.screen.told(fault))), err=True)
    raise typer.Exit(1 if damaged else 0)


def _state(versions: tuple[Version, ...]) -> str:
    if is_withdrawn(versions):
        return "withdrawn"
    return "draft" if versions[-1].number in drafts(versions) else ""


@app.command()
@options.command
def log(
    call: options.Call,
    identifier: Identifier,
) -> None:
    """Show an object's versions: when, by whom, why, and what changed."""
    repository = _open(call)
    versions, notes = repository.look(repository.resolve(identifier))
    call.screen.notes(notes)
    headings = [call.screen.word(k) for k in ("version", "created", "user", "message", "changed")]
    rows = [
        (v.number, f"{v.created:%Y-%m-%d %H:%M:%S}", v.user_name, message_of(v), _changes(call, v.changed))
        for v in versions
    ]
    call.screen.table(headings, rows)
    call.screen.document(
        [
            {
                "version": v.number,
                "created": v.created.isoformat(),
                "message": v.message,
                "user": v.user_name,
                "address": v.user_address,
                "files": v.files,
                "added": list(v.added),
                "modified": list(v.modified),
                "removed": list(v.removed),
            }
            for v in versions
        ]
    )


def _changes(call: options.Call, changed: tuple[str, ...]) -> str:
    if len(changed) > 4:
        return call.screen.counted("files", len(changed))
    return "\n".join(changed)


@app.command()
@options.command
def get(
    call: options.Call,
    identifier: Identifier,
    output: Annotated[Path, typer.Option("-o", help="New folder to write the version's files to.")],
    version: Annotated[str | None, typer.Option("--version", help="Version, as v2.", show_default="the newest")] = None,
) -> None:
    """Give a version back as it was, every file checked against its digest."""
    repository = _open(call)
    object_id = repository.resolve(identifier)
    call.screen.notes(repository.look(object_id)[1])
    written = repository.export(object_id, version, output)
    rows = [(shown(path), size(path.stat().st_size)) for path in written]
    call.screen.table([call.screen.word("file"), call.screen.word("size")], rows, right=[1])
    call.screen.document([shown(path) for path in written])


def _catalogue(call: options.Call) -> Catalogue:
    """Open the repository with its catalogue, and say what an interrupted command had left in the former.

    Raises:
        UsageError: there is no repository.
    """
    catalogue = open_catalogue(call.settings)
    if not catalogue.repository.exists:
        raise UsageError(
            say("There is no repository in {path} yet. “titelei deposit” makes it.", path=shown(catalogue.path))
        )
    call.screen.notes(catalogue.repository.recover())
    return catalogue


def _resolved(call: options.Call, catalogue: Catalogue, identifier: str) -> str:
    """Give the identifier that is meant; where there is none, what was left is carried on all the same."""
    try:
        return catalogue.repository.resolve(identifier)
    except UsageError:
        call.screen.notes(catalogue.ready())
        raise


def _tell(call: options.Call, stored: Stored) -> None:
    call.screen.notes(stored.notes)
    call.screen.line(f"{stored.object_id}  {stored.version}")
    call.screen.document({"object": stored.object_id, "version": stored.version, "changed": stored.changed})


@app.command()
@options.command
def withdraw(
    call: options.Call,
    identifier: Identifier,
    reason: Annotated[str, typer.Option("--reason", help="Why; readers see it.")],
) -> None:
    """Withdraw an article: harvesters see it deleted, its versions stay."""
    catalogue = _catalogue(call)
    settings = call.settings.repository
    stored = catalogue.withdraw(
        _resolved(call, catalogue, identifier),
        reason=reason,
        user=settings.user,
        now=clock(datetime.now(UTC)),
    )
    catalogue.close()
    _tell(call, stored)


@app.command()
@options.command
def restore(
    call: options.Call,
    identifier: Identifier,
) -> None:
    """Undo a withdrawal."""
    catalogue = _catalogue(call)
    settings = call.settings.repository
    stored = catalogue.restore(
        _resolved(call, catalogue, identifier),
        user=settings.user,
        now=clock(datetime.now(UTC)),
    )
    catalogue.close()
    _tell(call, stored)


@app.command()
@options.command
def rebuild(
    call: options.Call,
) -> None:
    """Make the catalogue anew from the storage root alone."""
    catalogue = _catalogue(call)
    with call.screen.progress("rebuild", len(catalogue.repository.ids())) as progress:
        loaded = catalogue.rebuild(lambda _done, _of: progress.step())
    catalogue.close()
    call.screen.notes(loaded.notes)
    for damage in loaded.damaged:
        typer.echo(call.screen.told(damage), err=True)
    call.screen.line(f"{catalogue.database.name}  {call.screen.counted('articles', loaded.articles)}")
    call.screen.document(
        {"catalogue": catalogue.database.name, "articles": loaded.articles, "damaged": list(loaded.damaged)}
    )
    raise typer.Exit(1 if loaded.damaged else 0)


@app.command()
@options.command
def check(
    call: options.Call,
    resume: Annotated[
        bool,
        typer.Option("--resume/--anew", help="Go on where a check was interrupted, or begin anew."),
    ] = True,
) -> None:
    """Check every file against its digest, and the catalogue against the storage root."""
    from titelei.repository.catalogue.checking import check as check_all

    catalogue = _catalogue(call)
    screen = call.screen
    total = len(catalogue.repository.ids())
    with screen.progress("check", total) as progress:

        def resumed(last: str, done: int) -> None:
            screen.note(
                say(
                    "A check had been interrupted; it goes on after {last}, {done} of {total} done. --anew "
                    "begins again.",
                    last=last,
                    done=done,
                    total=total,
                )
            )
            for _ in range(done):
                progress.step()

        def checked() -> tuple[Finding, ...]:
            return check_all(
                catalogue, resume=resume, resumed=resumed, progress=lambda name, _done, _of: progress.step(name)
            )

        findings, notes = catalogue.reading(checked, fits=False)
    catalogue.close()
    screen.notes(notes)
    screen.findings(findings)
    counted = screen.severities(findings) if findings else screen.word("valid")
    screen.line(screen.word("total", documents=screen.counted("articles", total), findings=counted))
    screen.document([as_json(f) for f in findings])
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


@app.command()
@options.command
def migrate(
    call: options.Call,
) -> None:
    """Make the catalogue anew where its tables are of an earlier release."""
    catalogue = _catalogue(call)
    before, after, notes = catalogue.migrate()
    catalogue.close()
    call.screen.notes(notes)
    call.screen.line(f"{catalogue.database.name}  {call.screen.word('none') if before is None else before} → {after}")
    call.screen.document({"catalogue": catalogue.database.name, "before": before, "after": after})
