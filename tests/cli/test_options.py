"""The options that every command has, the list of commands, and the completion of a shell."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from cli.calls import Titelei
from titelei.cli.main import COMMANDS, application

EVERYWHERE = {"--json", "--fail-on", "--jobs", "--quiet", "--lang", "--project", "--help", "--version"}


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Give every command that does something, by its whole name."""
    for name in group.list_commands(None):
        found = group.get_command(None, name)
        if hasattr(found, "list_commands"):
            yield from commands(found, (*path, name))
        else:
            yield " ".join((*path, name)), found


ALL = dict(commands(typer.main.get_command(application())))


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_what_the_contract_gives_to_all(name: str) -> None:
    context = ALL[name].make_context(name, [], resilient_parsing=True, help_option_names=["-h", "--help"])
    given = {option for parameter in ALL[name].get_params(context) for option in parameter.opts}
    assert given >= EVERYWHERE


@pytest.mark.parametrize("name", ALL)
def test_every_command_says_what_it_does_in_sentences(name: str) -> None:
    assert (ALL[name].help or "").strip().endswith((".", ".\n"))


def test_the_list_of_commands_names_each_with_what_it_does(titelei: Titelei) -> None:
    shown = " ".join(titelei("--help").out.split())
    for name, said in COMMANDS.items():
        assert f"{name} {said}" in shown


def test_the_list_of_commands_imports_none_of_them() -> None:
    code = (
        "import sys\nfrom titelei.cli.main import application\n"
        "application()(['--help'], standalone_mode=False)\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('lxml', 'saxonche', 'rich', 'sqlalchemy')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["--version", "validate --version", "repository log --version"])
def test_every_command_tells_the_version(titelei: Titelei, command: str) -> None:
    result = titelei(*command.split())
    assert result.code == 0
    assert result.out.startswith("titelei ")


@pytest.mark.parametrize(("words", "wanted"), [("titelei val", {"validate"}), ("titelei repository wi", {"withdraw"})])
def test_a_shell_completes_the_names_of_commands(words: str, wanted: set[str]) -> None:
    asked = {"_TITELEI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run(
        [sys.executable, "-c", "from titelei.cli.main import application; application()(prog_name='titelei')"],
        capture_output=True,
        text=True,
        env={**os.environ, **asked},
        check=False,
    )
    assert set(done.stdout.split()) == wanted
