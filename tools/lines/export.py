"""Writes trained models as the data file that ``titelei.encode.lines.trees`` walks."""

import json
import zlib
from typing import Any

from lines.labelling import KINDS
from titelei.encode.lines.features import NAMES


def packed(models: dict[str, dict[str, Any]]) -> bytes:
    """Give the compressed bytes of both models: for each step the baselines and the trees as nested lists."""
    content: dict[str, Any] = {"features": list(NAMES), "kinds": list(KINDS)}
    for kind, steps in models.items():
        content[kind] = {name: _step(model) for name, model in steps.items()}
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)


def _step(model: Any) -> dict[str, Any]:
    return {
        "classes": [int(c) for c in model.classes_],
        "baseline": [round(float(b), 5) for b in model._baseline_prediction.ravel()],
        "trees": [[_node(tree.nodes, 0) for tree in row] for row in model._predictors],
    }


def _node(nodes: Any, at: int) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    threshold = round(float(node["num_threshold"]), 5)
    left, right = (_node(nodes, int(node[side])) for side in ("left", "right"))
    return [int(node["feature_idx"]), threshold, left, right]
