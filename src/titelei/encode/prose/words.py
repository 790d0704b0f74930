"""Gazetteers, word lists and tables from ``data/*.toml``, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from titelei.encode.prose.tokens import fold


@cache
def data(name: str) -> dict[str, Any]:
    """Give a data file as tables."""
    text = (files("titelei.encode.prose") / "data" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _entry(path: str) -> Any:
    name, *keys = path.split("/")
    value: Any = data(name)
    for key in keys:
        value = value[key]
    return value


@cache
def words(*paths: str) -> frozenset[str]:
    """Give the words that stand, separated by blanks, at the paths ``file/table/key``, folded for comparison."""
    return frozenset(fold(word) for path in paths for word in str(_entry(path)).split())


@cache
def table(path: str) -> dict[str, str]:
    """Give a table ``key = "word word"`` as a map from each folded word to its key."""
    return {fold(word): key for key, listed in _entry(path).items() for word in str(listed).split()}


@cache
def names(path: str) -> tuple[tuple[str, ...], ...]:
    """Give a list of names, each with its variants after ``|``, the main one first."""
    return tuple(tuple(entry.split("|")) for entry in _entry(path))


@cache
def endings(path: str) -> tuple[str, ...]:
    """Give endings, longest first, for ``str.endswith``."""
    return tuple(sorted(words(path), key=len, reverse=True))
