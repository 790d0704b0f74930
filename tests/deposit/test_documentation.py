"""What docs/deposit.md shows can be written, run and seen."""

import re
from pathlib import Path
from typing import get_args, get_type_hints

from deposit.articles import NOON
from titelei import settings
from titelei.deposit.opening import open_target
from titelei.deposit.values import State
from titelei.repository.ocfl import Repository


def text(root: Path) -> str:
    return (root / "docs" / "deposit.md").read_text("utf-8")


def test_the_targets_shown_are_settings_and_show_every_kind(root: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", text(root), re.DOTALL)
    found = settings.parse(shown)
    assert {t.kind for t in found.targets.values()} == set(get_args(get_type_hints(settings.Target)["kind"]))
    for name in found.targets:
        open_target(name, found, storage_root=Repository, now=lambda: NOON, environment={})


def test_every_state_is_explained(root: Path) -> None:
    listed = re.findall(r"^\| ([a-z ]+?)(?: at step \*n\*)? \| .+ \|$", text(root), re.MULTILINE)
    assert [state.value for state in State if state.value not in listed] == []


def test_every_file_named_exists(root: Path) -> None:
    named = re.findall(r"`((?:src|tests|tools)/[\w/.]+)`", text(root))
    assert named
    assert [name for name in named if not (root / name).exists()] == []
