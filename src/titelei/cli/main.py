"""The command ``titelei``: its commands, and the exit codes of the contract.

0 done; 1 done, with findings at or above ``--fail-on``; 2 could not work at all; 130 interrupted.
"""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Final

import typer

from titelei.errors import AssetError, DocumentError, TiteleiError
from titelei.model import Finding
from titelei.version import __version__

# Every command: its module in this folder, and the function there; a module's ``app`` is a group of commands.
COMMANDS: Final = {
    "run": ("run", "run"),
    "encode": ("encode", "encode"),
    "explain": ("explain", "explain"),
    "validate": ("validate", "validate"),
    "fix": ("fix", "fix"),
    "render": ("render", "render"),
    "check": ("check", "check"),
    "formats": ("formats", "formats"),
    "parity": ("parity", "parity"),
    "deposit": ("deposit", "app"),
    "repository": ("repository", "app"),
    "serve": ("serve", "serve"),
    "site": ("site", "site"),
    "oai": ("oai", "app"),
    "schema": ("schema", "app"),
    "watch": ("watch", "watch"),
}


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"titelei {__version__}")
        raise typer.Exit


def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    pass


def application(arguments: Sequence[str]) -> typer.Typer:
    """Give the command line with the one command that ``arguments`` call, or with all where they name none.

    Only the modules of commands that are there are imported: that is half of a short command's time.
    """
    app = typer.Typer(
        name="titelei",
        help="The front matter of journal articles: TEI, validated, rendered, deposited and harvested.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_top)
    called = arguments[0] if arguments and arguments[0] in COMMANDS else None
    for name, (module, attribute) in COMMANDS.items():
        if called in (None, name):
            found = getattr(import_module(f"titelei.cli.{module}"), attribute)
            if isinstance(found, typer.Typer):
                app.add_typer(found, name=name)
            else:
                app.command(name)(found)
    return app


def main() -> None:
    """Run the command line and leave with the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its number: no message is lost to a locale.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = application(sys.argv[1:])(standalone_mode=False)
    except typer.TyperException as error:
        show = getattr(error, "show", None)
        if show is not None:
            show()
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("Interrupted. The same command goes on from here.\n")
        code = 130
    except DocumentError as error:
        _print_findings(error.findings)
        code = 1
    except AssetError as error:
        _print_findings(error.findings)
        if not error.findings:
            sys.stderr.write(f"titelei: {error}\n")
        code = 2
    except TiteleiError as error:
        # What had been found and done before the error came.
        for note in getattr(error, "__notes__", ()):
            sys.stderr.write(f"{note}\n")
        sys.stderr.write(f"titelei: {error}\n")
        code = 2
    except BrokenPipeError:
        # The reader of our output has gone away (“| head”): that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        # What was printed so far is in the stream's buffer, which cannot be emptied any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write("titelei: Standard output cannot be written: the disk is full. Free some space there.\n")
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _print_findings(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        place = ":".join([finding.file, *(str(n) for n in (finding.line, finding.column) if n)])
        said = finding.message.removeprefix(f"{finding.file} line {finding.line}: ")
        sys.stderr.write(f"{place}: {finding.severity.value}: {said} {finding.repair}".rstrip() + "\n")


if __name__ == "__main__":
    main()
