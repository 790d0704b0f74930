"""The commands of ``titelei``, each imported when it is called, and the exit codes of the contract.

0 done; 1 done, with findings at or above ``--fail-on``; 2 could not work at all; 130 interrupted.
"""

import errno
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from titelei.cli import overview, speech
from titelei.cli.overview import COMMANDS
from titelei.cli.speech import LANGUAGE, Language
from titelei.cli.version import VERSION
from titelei.errors import AssetError, DocumentError, TiteleiError, of_system
from titelei.messages import say, told
from titelei.model import Finding, told_finding

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
        speech.put(command, _language(ctx))
        return command

    def get_help(self, ctx: Any) -> str:
        """Give the options and the list of commands, none of which is imported for it."""
        return overview.overview(_language(ctx)).rstrip()


def _language(ctx: Any) -> str:
    return ctx.obj if ctx and ctx.obj else "en"


def _top(
    lang: Annotated[Language | None, LANGUAGE] = None,
    version: Annotated[bool, VERSION] = False,
) -> None:
    pass


def application(lang: str = "en") -> typer.Typer:
    """Give the command line in a language."""
    app = typer.Typer(
        name="titelei",
        cls=_Commands,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={**_CONTEXT, "obj": lang},
    )
    app.callback()(_top)
    return app


_INTERRUPTED: Final = 130


def run() -> int:
    """Run the command that was called and give the contract's exit code."""
    lang = speech.language(sys.argv[1:])
    try:
        code = _run(lang)
    except BrokenPipeError:
        # The reader of our output has gone away (“| head”): that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            _tell(lang, _refusal(error))
            return 2
        # What was printed so far is in the stream's buffer, which cannot be emptied any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _tell(lang, say("Standard output cannot be written: the disk is full. Free some space there."))
        code = 2
    return code if isinstance(code, int) else 0


def _run(lang: str) -> object:
    """Run the command line in a language; give the exit code, having said what went wrong."""
    speech.begin(lang)
    try:
        code = application(lang)(standalone_mode=False)
        return _interrupted(lang) if code == _INTERRUPTED else code
    except typer.TyperException as error:
        speech.show(error, lang)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted(lang)
    except DocumentError as error:
        _print_findings(error.findings, lang)
        return 1
    except AssetError as error:
        _print_findings(error.findings, lang)
        if not error.findings:
            _tell(lang, error.sentence)
        return 2
    except TiteleiError as error:
        # What had been found and done before the error came.
        for note in getattr(error, "__notes__", ()):
            sys.stderr.write(f"{told(note, lang)}\n")
        _tell(lang, error.sentence)
        return 2


def _interrupted(lang: str) -> int:
    """Say after Ctrl-C that nothing is lost. Typer tells of it by its exit code alone."""
    sys.stderr.write(f"{told(say('Interrupted. The same command goes on from here.'), lang)}\n")
    return _INTERRUPTED


def _tell(lang: str, sentence: str) -> None:
    sys.stderr.write(f"titelei: {told(sentence, lang)}\n")


def _refusal(error: OSError) -> str:
    """Say what the system refused, which no command expected there."""
    try:
        os.getcwd()
    except OSError:
        return say("The folder that you are in is gone. Change into one that is there (cd).")
    name, reason = str(error.filename or "")[:200], of_system(error)
    if name:
        return say(
            "{name} cannot be used: {reason}. Check that it is there, and its permissions.", name=name, reason=reason
        )
    return say("The system refuses: {reason}. Check that it is there, and its permissions.", reason=reason)


def _print_findings(findings: tuple[Finding, ...], lang: str) -> None:
    from titelei.report.text import LEVELS  # for a fault alone

    for finding in (told_finding(f, lang) for f in findings):
        place = ":".join([finding.file, *(str(n) for n in (finding.line, finding.column) if n)])
        severity = told(LEVELS[finding.severity], lang)
        sys.stderr.write(f"{place}: {severity}: {finding.message} {finding.repair}".rstrip() + "\n")


def texts() -> Iterator[str]:
    """Give every text of the help, of all commands: what the catalogue needs a translation of."""
    yield from (
        *speech.FRAME,
        *speech.PLACES,
        *overview.HEADINGS,
        overview.ABOUT,
        *overview.OPTIONS.values(),
        *COMMANDS.values(),
    )
    group: Any = typer.main.get_command(application())
    for name in COMMANDS:
        yield from speech.of_command(group.get_command(None, name))
