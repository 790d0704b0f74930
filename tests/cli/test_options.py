"""The options that every command has, the list of commands, and the completion of a shell."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from cli.calls import Titelei
from titelei.cli.commands import application
from titelei.cli.overview import COMMANDS, overview

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


def test_the_list_of_commands_names_each_option() -> None:
    shown = overview()
    group = typer.main.get_command(application())
    context = group.make_context("titelei", [], resilient_parsing=True, help_option_names=["-h", "--help"])
    options = [", ".join(sorted(p.opts, key=len)) for p in group.get_params(context)]
    assert len(options) == 5
    assert [o for o in options if f"  {o} " not in shown] == []


@pytest.mark.parametrize("columns", ["20", "52", "61", "80", "200", "0", "many"])
def test_the_list_of_commands_is_as_wide_as_the_terminal(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    widest = max(map(len, overview().splitlines()))
    assert widest <= (int(columns) - 2 if columns in ("52", "61") else 50 if columns == "20" else 78)
    assert widest > 40


@pytest.mark.parametrize("asked", ["--help", "-h", "--version"])
def test_help_and_version_are_said_before_any_library_is_imported(asked: str) -> None:
    code = (
        "import atexit, sys\nfrom titelei.cli.main import main\n"
        "atexit.register(lambda: print([m for m in ('typer', 'lxml', 'rich', 'inspect') if m in sys.modules]))\n"
        f"sys.argv = ['titelei', '{asked}']\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *said, imported = done.stdout.splitlines()
    assert said[0].startswith(("Usage: titelei", "titelei "))
    assert imported == "[]"


def test_help_is_said_in_russian(titelei: Titelei) -> None:
    shown = titelei("--lang", "ru", "--help").out
    assert shown.startswith("Вызов: titelei")
    assert "\nКоманды:\n" in shown
    own = titelei("validate", "--help", "--lang=ru").out
    assert "\nПараметры:\n" in own
    assert "-h, --help" in own
    assert "Вывести один документ JSON." in own


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("valdate", "Команды valdate нет."),
        ("validate --foo", "Параметра --foo нет."),
        ("validate --jobs x", "--jobs принимает целое неотрицательное число."),
        ("validate --fail-on x", "--fail-on принимает одно из значений: error, warning, info."),
        ("repository log", "Не указано обязательное: identifier."),
        ("validate --jobs", "Параметру --jobs нужно значение"),
        ("formats more", "Лишние слова в команде: more."),
    ],
)
def test_a_wrong_call_is_answered_in_russian(titelei: Titelei, call: str, said: str) -> None:
    result = titelei("--lang", "ru", *call.split())
    assert result.code == 2
    assert said in result.err
    assert result.err.startswith(("Вызов: ", "Ошибка: "))


def test_help_beside_other_options_says_the_same(titelei: Titelei) -> None:
    assert titelei("--help", "run").out == titelei("--help").out


@pytest.mark.parametrize("command", ["--version", "validate --version", "repository log --version"])
def test_every_command_tells_the_version(titelei: Titelei, command: str) -> None:
    result = titelei(*command.split())
    assert result.code == 0
    assert result.out.startswith("titelei ")


@pytest.mark.parametrize(("words", "wanted"), [("titelei val", {"validate"}), ("titelei repository wi", {"withdraw"})])
def test_a_shell_completes_the_names_of_commands(words: str, wanted: set[str]) -> None:
    asked = {"_TITELEI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run(
        [sys.executable, "-c", "from titelei.cli.commands import application; application()(prog_name='titelei')"],
        capture_output=True,
        text=True,
        env={**os.environ, **asked},
        check=False,
    )
    assert set(done.stdout.split()) == wanted
