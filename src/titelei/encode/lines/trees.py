"""The trained model of lines: trees as data, walked without any library; docs/model-card.md tells its making."""

import json
import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from titelei.encode.lines.features import NAMES

_IDLE: Final = 0.015
"""Below this probability of being anything, a line is not looked at further."""


@dataclass(frozen=True, slots=True)
class Step:
    """Boosted trees of one question: a baseline and a tree a round for each class; one column for yes or no."""

    baseline: tuple[float, ...]
    columns: tuple[tuple[Any, ...], ...]

    def scores(self, row: Sequence[float]) -> list[float]:
        out = []
        for total, trees in zip(self.baseline, self.columns, strict=True):
            for tree in trees:
                node = tree
                while node.__class__ is tuple:
                    node = node[2] if row[node[0]] <= node[1] else node[3]
                total += node
            out.append(total)
        return out


@dataclass(frozen=True, slots=True)
class Model:
    """Both questions for one kind of page: whether a line is anything, and what it is."""

    kinds: tuple[str, ...]
    classes: tuple[int, ...]
    anything: Step
    kind: Step

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[dict[str, float]]:
        """Give for each line the probability of every kind; only ``none`` where the line is surely nothing."""
        return [self._of(row) for row in rows]

    def _of(self, row: Sequence[float]) -> dict[str, float]:
        something = 1 / (1 + math.exp(-self.anything.scores(row)[0]))
        if something < _IDLE:
            return {"none": 1.0 - something}
        scores = self.kind.scores(row)
        highest = max(scores)
        weights = [math.exp(s - highest) for s in scores]
        total = sum(weights)
        return {self.kinds[c]: w / total for c, w in zip(self.classes, weights, strict=True)}


@cache
def model(page_kind: str) -> Model:
    """Give the model for ``html`` or ``text``."""
    data = json.loads(zlib.decompress(resources.files(__package__).joinpath("model.bin").read_bytes()))
    assert data["features"] == list(NAMES), "model.bin was trained with other features: run make model."
    steps = data[page_kind]
    return Model(
        kinds=tuple(data["kinds"]),
        classes=tuple(steps["kind"]["classes"]),
        anything=_step(steps["anything"]),
        kind=_step(steps["kind"]),
    )


def _step(data: dict[str, Any]) -> Step:
    columns = zip(*data["trees"], strict=True)
    return Step(baseline=tuple(data["baseline"]), columns=tuple(tuple(_frozen(t) for t in c) for c in columns))


def _frozen(node: Any) -> Any:
    if isinstance(node, list):
        return (node[0], node[1], _frozen(node[2]), _frozen(node[3]))
    return node
