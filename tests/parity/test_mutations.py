"""Each fact changed in each finished output: the cell of that fact in that column turns red."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Final

import pytest

from parity.conftest import Rendered
from titelei import parity
from titelei.parity import Cell, State

ARTICLES: Final = ("orlova-2020", "fenn-2021", "reed-archive-2018")

# Languages are compared by ISO 639-3, and written by shorter tags in most formats.
TAGS: Final = {"rus": "ru", "eng": "en", "deu": "de"}


def _other(value: str) -> str:
    """Give a value of the same shape that is another."""
    if re.search(r"\d$", value):
        return value[:-1] + str((int(value[-1]) + 1) % 10)
    return value[:-1] + ("щ" if value[-1:] != "щ" else "ш") if re.search(r"[а-я]$", value) else f"{value[:-1]}q"


def _written(value: str) -> Iterator[str]:
    """Give the ways in which formats write a value, the whole of it first, then its longest words."""
    yield from dict.fromkeys((value, escape(value, quote=False), escape(value), json.dumps(value)[1:-1]))
    if value.partition("-")[0] in TAGS:
        yield value.replace(value[:3], TAGS[value[:3]])
    yield from sorted(re.findall(r"\w{4,}", value), key=len, reverse=True)[:3]


def _changed(data: str, cell: Cell) -> Iterator[str]:
    """Give the output with one of the cell's values changed wherever it stands, in each way to write it."""
    for found in cell.expected[:1] + cell.expected[-1:]:
        value = re.sub(r"^\d+: ", "", found)
        for written in _written(value):
            # A short value is one only between marks; a letter more or less, and it would be a name of the format.
            pattern = (
                re.escape(written) if len(written) > 4 else rf"(?<=[\">{{ :(-]){re.escape(written)}(?=[\"<}}\n/)-])"
            )
            changed = re.sub(pattern, lambda m: _other(m[0]), data)
            if changed != data:
                yield changed


def _compared(article: Rendered, column: str, fact: str, file: str, data: str) -> Cell:
    """Compare one fact in one column of an article whose output is changed."""
    table = parity.load()
    small = replace(table, columns={column: table.columns[column]}, facts={fact: table.facts[fact]})
    (cell, *_) = parity.compare(
        article.root,
        article.edition.facts,
        {**article.outputs, file: data.encode("utf-8")},
        article_id=article.id,
        not_made=article.not_made,
        page_url=f"{article.settings.edition.base_url}articles/{article.id}",
        publisher=article.settings.publisher.name,
        table=small,
    )
    return cell


@pytest.mark.parametrize(
    ("names", "cells"), [(ARTICLES[:1], 500), pytest.param(ARTICLES, 800, marks=pytest.mark.long)], ids=["one", "all"]
)
def test_a_changed_value_turns_its_cell_red(names: tuple[str, ...], cells: int, articles: dict[str, Rendered]) -> None:
    """The few left are kinds and roles, for which each format has its own words, and short numbers of the page."""
    table = parity.load()
    carried: set[tuple[str, str]] = set()
    red: set[tuple[str, str]] = set()
    for name in names:
        article = articles[name]
        for cell in article.compare():
            if cell.state is not State.CARRIED or (cell.fact, cell.column) in red:
                continue
            carried.add((cell.fact, cell.column))
            file = table.file(cell.column, article.id)
            for data in _changed(article.outputs[file].decode("utf-8"), cell):
                if _compared(article, cell.column, cell.fact, file, data).state is State.RED:
                    red.add((cell.fact, cell.column))
                    break
    left = sorted(carried - red)
    assert len(carried) > cells
    assert len(left) < 0.05 * len(carried), left
