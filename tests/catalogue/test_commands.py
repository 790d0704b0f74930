"""Every command of the repository says what an interrupted one has left, and carries it on."""

import sys
from pathlib import Path

import pytest

from catalogue.articles import Clock, content, identifier, open_catalogue, put, withdraw
from titelei.cli.main import main
from titelei.model import User
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.checking import check

SETTINGS = '[repository]\nadmin_email = "admin@titelei.example.org"\n'
CARRIED_ON = f"A change of {identifier('a')} had been interrupted"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """Give a repository in which a second state of “a” is stored, and not in the catalogue yet."""
    (tmp_path / "titelei.toml").write_text(SETTINGS)
    catalogue = open_catalogue(tmp_path / "repository")
    clock = Clock()
    put(catalogue, "a", now=clock)
    withdraw(catalogue, "a", now=clock)
    put(catalogue, "b", now=clock)
    _leave(catalogue, "a", clock)
    return catalogue


def _leave(catalogue: Catalogue, name: str, clock: Clock) -> None:
    """Leave what a process does that is killed between the storage root and the catalogue."""
    with catalogue.marker.hold(wait_seconds=1) as held:
        held.begin(identifier(name), clock.seconds)
        files = content(name, 2) | {"withdrawn.json": b'{"reason": "By its author", "withdrawn": ""}'}
        catalogue.repository.put(
            identifier(name), files, message="m", user=User(name="x", address="mailto:x@example.org"), now=clock()
        )
    catalogue.close()


def _run(monkeypatch: pytest.MonkeyPatch, folder: Path, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["titelei", "repository", *arguments, "--project", str(folder)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list",), 0),
        (("log", "b"), 0),
        (("restore", "b"), 2),
        (("withdraw", "a", "--reason", "Another"), 2),
        (("withdraw", "nothing", "--reason", "Another"), 2),
        (("rebuild",), 0),
        (("migrate",), 0),
        (("check",), 0),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_every_command_says_what_was_left_and_carries_on(
    catalogue: Catalogue,
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _run(monkeypatch, tmp_path, *arguments) == code
    assert CARRIED_ON in capsys.readouterr().err
    assert catalogue.marker.note() is None
    assert check(catalogue) == ()
    _run(monkeypatch, tmp_path, "list")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["withdraw", "restore"])
def test_the_same_command_again_finishes_what_was_stored_and_not_shown(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    from titelei.repository.catalogue import database as databases

    monkeypatch.setattr(databases, "_WAIT_SECONDS", 0)
    (tmp_path / "titelei.toml").write_text(SETTINGS)
    catalogue = open_catalogue(tmp_path / "repository")
    put(catalogue, "a")
    arguments = [command, "a"]
    if command == "withdraw":
        arguments += ["--reason", "Printed twice"]
    else:
        withdraw(catalogue, "a", now=Clock())
    catalogue.close()
    other = sqlite3.connect(tmp_path / "repository" / "catalogue.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert _run(monkeypatch, tmp_path, *arguments) == 2
    assert "and not shown yet" in capsys.readouterr().err
    other.execute("ROLLBACK")
    other.close()
    assert _run(monkeypatch, tmp_path, *arguments) == 0
    said = capsys.readouterr()
    assert CARRIED_ON in said.err
    assert said.out.split() == [identifier("a"), "v2" if command == "withdraw" else "v3"]
    assert check(catalogue) == ()


def test_identifiers_are_listed_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "titelei.toml").write_text(SETTINGS)
    catalogue = open_catalogue(tmp_path / "repository")
    names = ("a", "ambartsumyan-and-many-others-2021", "b")
    for name in names:
        put(catalogue, name)
    catalogue.close()
    _run(monkeypatch, tmp_path, "list")
    listed = capsys.readouterr().out.split()
    assert {identifier(name) for name in names} <= set(listed)
