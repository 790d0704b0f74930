"""Every command as its own ``--help`` tells it."""

from collections.abc import Iterator
from typing import Any, Final

import typer
from typer.testing import CliRunner

from titelei.cli.commands import application
from titelei.cli.overview import COMMANDS

_INTRODUCTION: Final = """# Commands

What each command says of itself with `--help`. All take `--json`, `--fail-on`, `--jobs`, `--quiet`, `--lang` and
`--project` where these mean something; [exit codes and errors](errors.md) are the same for all.
"""


def page() -> str:
    """Give the page: the list of commands, then each with its options."""
    parts = [_INTRODUCTION, _fenced(_help())]
    for names in _all():
        parts += [f"## titelei {' '.join(names)}\n", _fenced(_help(*names))]
    return "\n".join(parts)


def _all() -> Iterator[tuple[str, ...]]:
    group: Any = typer.main.get_command(application())
    for name in COMMANDS:
        yield (name,)
        yield from ((name, inner) for inner in getattr(group.get_command(None, name), "commands", ()))


def _help(*names: str) -> str:
    done = CliRunner().invoke(application(), [*names, "--help"], env={"COLUMNS": "100", "TERM": "dumb"})
    if done.exit_code:
        raise RuntimeError(f"titelei {' '.join(names)} --help: {done.output}")
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines()).replace(
        "Usage: root ", "Usage: titelei "
    )


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"
