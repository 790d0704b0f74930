"""``titelei site``: the repository's articles as a site of static files."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from titelei.cli import options
from titelei.messages import say
from titelei.pipeline.run import open_catalogue
from titelei.xml.read import shown


@options.command
def site(
    call: options.Call,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder to write into.", show_default="site")
    ] = None,
) -> None:
    """Write the site of the embedded repository as static files: what serve shows, without OAI-PMH."""
    settings, screen = call.settings, call.screen
    folder = output if output is not None else settings.root / "site"
    catalogue = open_catalogue(settings)
    from titelei.site import Edition, static

    try:
        with screen.progress("site", 2) as progress:
            made = partial(static.write, catalogue, Edition.of(settings), folder, progress=progress.step)
            done, notes = catalogue.reading(made)
    finally:
        catalogue.close()
    screen.notes(notes)
    for fault in done.faults:
        typer.echo(screen.told(fault), err=True)
    screen.line(
        say(
            "{folder}: {written_count} files written, {unchanged} unchanged, {removed_count} removed.",
            folder=shown(folder),
            written_count=len(done.written),
            unchanged=done.unchanged,
            removed_count=len(done.removed),
        )
    )
    screen.document(
        {
            "folder": str(folder),
            "written": list(done.written),
            "unchanged": done.unchanged,
            "removed": list(done.removed),
            "faults": list(done.faults),
        }
    )
    raise typer.Exit(1 if done.faults else 0)
