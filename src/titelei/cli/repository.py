"""``titelei repository``: what the embedded repository holds, its history, and any version back."""

from pathlib import Path
from typing import Annotated

import typer

from titelei.cli import options
from titelei.cli.screen import size
from titelei.read import shown
from titelei.repository.store import Repository

app = typer.Typer(help="The embedded repository: list, log, get.", no_args_is_help=True)

Identifier = Annotated[str, typer.Argument(metavar="ID", help="Identifier, whole (oai:…) or the article's id.")]


def _open(call: options.Call) -> Repository:
    """Open the repository, and say what an interrupted command had left in it."""
    repository = Repository(call.settings.repository_path)
    for note in repository.recover():
        call.screen.note(note)
    return repository


@app.command("list")
def list_objects(
    json: options.Json = False,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """List the objects: identifier, newest version, when and by whom."""
    call = options.call(project=project, json=json, quiet=quiet, fail_on=None, jobs=None, lang=lang)
    repository = _open(call)
    if not repository.exists:
        call.screen.note(f"There is no repository in {shown(repository.path)} yet. “titelei deposit” makes it.")
    newest = [(identifier, repository.log(identifier)[-1]) for identifier in repository.ids()]
    headings = [call.screen.word(k) for k in ("identifier", "version", "created", "message")]
    rows = [(i, v.number, f"{v.created:%Y-%m-%d %H:%M:%S}", v.message) for i, v in newest]
    call.screen.table(headings, rows)
    call.screen.document(
        [{"object": i, "version": v.number, "created": v.created.isoformat(), "message": v.message} for i, v in newest]
    )


@app.command()
def log(
    identifier: Identifier,
    json: options.Json = False,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Show an object's versions: when, by whom, why, and what changed."""
    call = options.call(project=project, json=json, quiet=quiet, fail_on=None, jobs=None, lang=lang)
    repository = _open(call)
    versions = repository.log(repository.resolve(identifier))
    headings = [call.screen.word(k) for k in ("version", "created", "user", "message", "changed")]
    rows = [
        (v.number, f"{v.created:%Y-%m-%d %H:%M:%S}", v.user_name, v.message, _changes(call, v.changed))
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
def get(
    identifier: Identifier,
    output: Annotated[Path, typer.Option("-o", help="New folder to write the version's files to.")],
    version: Annotated[str | None, typer.Option("--version", help="Version, as v2.", show_default="the newest")] = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Give a version back as it was, every file checked against its digest."""
    call = options.call(project=project, json=json, quiet=quiet, fail_on=None, jobs=None, lang=lang)
    repository = _open(call)
    written = repository.export(repository.resolve(identifier), version, output)
    rows = [(shown(path), size(path.stat().st_size)) for path in written]
    call.screen.table([call.screen.word("file"), call.screen.word("size")], rows, right=[1])
    call.screen.document([shown(path) for path in written])
