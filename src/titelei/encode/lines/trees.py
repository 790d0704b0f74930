"""The trained model of lines: trees as data, walked without any library; docs/model-card.md tells its making."""

import json
import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from titelei.encode.lines.features import NAMES

_IDLE: Final = 0.015
"""Below this probability of being anything, a line is not looked at further."""


Scorer = Callable[[Sequence[float]], float]


@dataclass(frozen=True, slots=True)
class Step:
    """Boosted trees of one question: for each class a function that adds up the leaves of its trees."""

    columns: tuple[Scorer, ...]

    def scores(self, row: Sequence[float]) -> list[float]:
        """Give the score of each class."""
        return [column(row) for column in self.columns]


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
    columns = zip(data["baseline"], zip(*data["trees"], strict=True), strict=True)
    return Step(columns=tuple(_scorer(float(base), trees) for base, trees in columns))


def _scorer(baseline: float, trees: Sequence[Any]) -> Scorer:
    """Make one function of the trees of a class: as conditions they are four times as fast as when they are walked."""
    terms = " + ".join(_condition(tree) for tree in trees)
    function: Scorer = eval(compile(f"lambda r: {baseline!r} + {terms}", "<model of lines>", "eval"), {})
    return function


def _condition(node: Any) -> str:
    if not isinstance(node, list):
        return repr(float(node))
    feature, threshold, left, right = node
    return f"({_condition(left)} if r[{int(feature)}] <= {float(threshold)!r} else {_condition(right)})"
