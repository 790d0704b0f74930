"""What README and CONTRIBUTING tell a reader to type, and the places they point at, exist."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from titelei.cli.commands import application

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:make|titelei|\.venv/bin/titelei) [^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PLACE = re.compile(r"(?<![\w/])(?:(?:src|xslt|schemas|tests|tools)/[\w./-]+|\.ci/run)")
TREE = re.compile(r"^([\w./*<>-]+)  +\S", re.MULTILINE)


def commands(text: str) -> set[str]:
    """Give every command line of fenced ``sh`` blocks, and every one within a sentence."""
    lines = {
        line.partition("#")[0].strip().removeprefix("$ ")
        for block in FENCE.findall(text)
        for line in block.splitlines()
    }
    return {line for line in lines | set(INLINE.findall(text)) if line}


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def make_targets(root: Path) -> set[str]:
    return set(re.findall(r"^([a-z-]+):", read(root, "Makefile"), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_told_exists(root: Path, document: str) -> None:
    told = {word for line in commands(read(root, document)) if line.startswith("make ") for word in line.split()[1:]}
    told = {word for word in told if "=" not in word and word != "&&" and word != "make"}
    assert told
    assert told - make_targets(root) == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_told_exists_with_its_options(root: Path, document: str) -> None:
    told = [line for line in sorted(commands(read(root, document))) if "titelei " in line]
    assert told
    for line in told:
        words = line.partition("titelei ")[2].split()
        names = [word for word in words if re.fullmatch(r"[a-z]+", word)][:2]
        known = help_of(*names) or help_of(*names[:1])
        assert known, f"{document} tells to run “{line}”, which the command line does not know"
        for option in (word.partition("=")[0] for word in words if word.startswith("-")):
            assert option in known, f"{document} gives “{line}” the option {option}, which its --help does not know"


@cache
def help_of(*names: str) -> str:
    done = CliRunner().invoke(application(), [*names, "--help"], env={"COLUMNS": "200"})
    return done.stdout if done.exit_code == 0 else ""


@pytest.mark.parametrize("document", [*DOCUMENTS, "CHANGELOG.md", "LICENSE.md"])
def test_every_link_into_the_project_leads_somewhere(root: Path, document: str) -> None:
    links = LINK.findall(read(root, document))
    assert [link for link in links if not (root / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_folder_named_exists(root: Path, document: str) -> None:
    named = {place.rstrip(".") for place in PLACE.findall(read(root, document))}
    assert named
    assert [place for place in sorted(named) if not (root / place).exists()] == []


def test_every_place_in_the_tree_of_readme_exists(root: Path) -> None:
    tree = re.search(r"^```text\n(.*?)^```$", read(root, "README.md"), re.MULTILINE | re.DOTALL)
    assert tree
    places = TREE.findall(tree.group(1))
    assert len(places) > 8
    made_when_run = {"repository/"}
    assert [place for place in places if place not in made_when_run and not list(root.glob(place))] == []


def test_make_help_lists_every_target_that_a_reader_may_use(root: Path) -> None:
    shown = subprocess.run(["make", "--silent", "help"], cwd=root, capture_output=True, text=True, check=True).stdout
    inner = {"setup", "setup-dev", "help"}
    assert {line.split()[1] for line in shown.splitlines()} >= make_targets(root) - inner
