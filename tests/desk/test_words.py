"""The desk's words: each that a template asks for is there, and each that is there is asked for."""

import re
import tomllib
from pathlib import Path

import pytest

from titelei.desk.pages import FOLDER

CALL = re.compile(r"""\bt\(\s*["'](\w+)["'](\s*\+)?""")


@pytest.fixture
def asked() -> tuple[set[str], set[str]]:
    """Give the keys that templates ask for, and the beginnings of those that are put together."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in sorted((FOLDER / "templates").glob("*.html")):
        for key, more in CALL.findall(path.read_text("utf-8")):
            (begun if more else whole).add(key)
    return whole, begun


def test_no_word_is_missing_and_none_is_idle(asked: tuple[set[str], set[str]]) -> None:
    whole, begun = asked
    known = set(tomllib.loads(Path(FOLDER / "desk.toml").read_text("utf-8"))["en"])
    by_value = {"draft", "published", "broken", "error", "warning", "info"}
    assert whole - known == set()
    assert {k for k in known if k not in whole | by_value and not k.startswith(tuple(begun))} == set()
