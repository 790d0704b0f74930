"""The command ``titelei``: its commands, and the exit codes of the contract.

0 done; 1 done, with findings at or above ``--fail-on``; 2 could not work at all; 130 interrupted.
"""

import os
import sys
from typing import Annotated, Final

import typer

from titelei import __version__
from titelei.cli import check, deposit, fix, render, repository, run, schema, serve, validate
from titelei.errors import AssetError, DocumentError, TiteleiError
from titelei.model import Finding

app: Final = typer.Typer(
    name="titelei",
    help="The front matter of journal articles: TEI, validated, rendered, deposited and harvested.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"titelei {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    pass


app.command()(run.run)
app.command()(validate.validate)
app.command()(fix.fix)
app.command()(render.render)
app.command()(check.check)
app.command()(deposit.deposit)
app.command()(serve.serve)
app.add_typer(repository.app, name="repository")
app.add_typer(schema.app, name="schema")


def main() -> None:
    """Run the command line and leave with the contract's exit code."""
    try:
        code = app(standalone_mode=False)
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
        sys.stderr.write(f"titelei: {error}\n")
        code = 2
    except TiteleiError as error:
        sys.stderr.write(f"titelei: {error}\n")
        code = 2
    except BrokenPipeError:
        # The reader of our output has gone away (“| head”): that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _print_findings(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        place = ":".join([finding.file, *(str(n) for n in (finding.line, finding.column) if n)])
        sys.stderr.write(f"{place}: {finding.severity.value}: {finding.message} {finding.repair}\n")


if __name__ == "__main__":
    main()
