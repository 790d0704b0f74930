"""The commands of ``titelei``, each imported when it is called, and the exit codes of the contract.

0 done; 1 done, with findings at or above ``--fail-on``; 2 could not work at all; 130 interrupted.
"""

import errno
import os
import sys
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from titelei.cli.overview import COMMANDS, overview
from titelei.cli.version import VERSION
from titelei.errors import AssetError, DocumentError, TiteleiError
from titelei.model import Finding

_CONTEXT: Final = {"help_option_names": ["-h", "--help"]}


class _Commands(TyperGroup):
    """The commands, each imported when it is called: that is most of a short command's time."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names of all commands, as the pipeline runs."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command by its name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"titelei.cli.{cmd_name}")
        found = getattr(module, "app", None)
        if found is None:
            found = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=_CONTEXT)
            found.command(cmd_name)(getattr(module, cmd_name))
        command = typer.main.get_command(found)
        command.name = cmd_name
        return command

    def get_help(self, ctx: Any) -> str:
        """Give the options and the list of commands, none of which is imported for it."""
        return overview().rstrip()


def _top(version: Annotated[bool, VERSION] = False) -> None:
    pass


def application() -> typer.Typer:
    """Give the command line."""
    app = typer.Typer(
        name="titelei",
        cls=_Commands,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings=_CONTEXT,
    )
    app.callback()(_top)
    return app


def run() -> int:
    """Run the command that was called and give the contract's exit code."""
    try:
        code = application()(standalone_mode=False)
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
            sys.stderr.write(f"titelei: {_of_system(error)}\n")
            return 2
        # What was printed so far is in the stream's buffer, which cannot be emptied any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write("titelei: Standard output cannot be written: the disk is full. Free some space there.\n")
        code = 2
    return code if isinstance(code, int) else 0


def _of_system(error: OSError) -> str:
    """Say what the system refused, which no command expected there."""
    try:
        os.getcwd()
    except OSError:
        return "The folder that you are in is gone. Change into one that is there (cd)."
    what = f"{str(error.filename)[:200]} cannot be used" if error.filename else "The system refuses"
    return f"{what}: {error.strerror or error}. Check that it is there, and its permissions."


def _print_findings(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        place = ":".join([finding.file, *(str(n) for n in (finding.line, finding.column) if n)])
        sys.stderr.write(f"{place}: {finding.severity.value}: {finding.message} {finding.repair}".rstrip() + "\n")
