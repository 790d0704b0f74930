"""The option ``--version``, which the program and each of its commands take."""

from typing import Final

import typer

from titelei.version import __version__


def _show(asked: bool) -> None:
    if asked:
        typer.echo(f"titelei {__version__}")
        raise typer.Exit


VERSION: Final = typer.Option("--version", callback=_show, is_eager=True, help="Show the version.")
