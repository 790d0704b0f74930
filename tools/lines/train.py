"""Trains the line model: ``python tools/lines/train.py OUT [--left-out FILE]``.

Learns from the pages of ``corpus.py``, at most eight of a make. With ``--left-out`` each page is also judged by a
model that has seen no page of its make, and the probabilities are kept for ``tools/lines/score.py``.
"""

import argparse
import pickle
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from lines import corpus, invented
from lines.labelling import KINDS, label

FOLDS: Final = 5
INVENTED: Final = 320


def fit(rows: Any, kinds: Any, weights: Any) -> dict[str, HistGradientBoostingClassifier]:
    """Train both steps of the model: whether a line is anything, and what it is."""
    common: dict[str, Any] = dict(learning_rate=0.16, min_samples_leaf=6, l2_regularization=2.0, random_state=7)
    anything = HistGradientBoostingClassifier(max_iter=45, max_leaf_nodes=12, **common)
    anything.fit(rows, kinds != 0, sample_weight=weights)
    kind = HistGradientBoostingClassifier(max_iter=40, max_leaf_nodes=10, **common)
    kind.fit(rows, kinds, sample_weight=weights)
    return {"anything": anything, "kind": kind}


def load(cache: Path | None = None) -> list[tuple[corpus.Example, Any, Any]]:
    """Measure and label every page; kept in ``cache`` where one is named."""
    if cache and cache.exists():
        return list(pickle.loads(cache.read_bytes()))
    out = []
    for example in [*corpus.examples(), *invented.examples(INVENTED)]:
        _, lines, rows = corpus.measured(example)
        kinds = [KINDS.index(k) for k in label(lines, example.facts)]
        if rows:
            out.append((example, np.array(rows, dtype=np.float32), np.array(kinds)))
    if cache:
        cache.write_bytes(pickle.dumps(out))
    return out


def capped(data: list[tuple[corpus.Example, Any, Any]]) -> list[tuple[corpus.Example, Any, Any]]:
    """Keep at most eight pages of a make, chosen by a fixed draw; invented pages all."""
    by_make: dict[tuple[str, str], list[tuple[corpus.Example, Any, Any]]] = defaultdict(list)
    for item in data:
        by_make[item[0].make, item[0].kind].append(item)
    out = []
    for (make, _), items in sorted(by_make.items()):
        chosen = items if make == "invented" else random.Random(7).sample(items, min(len(items), corpus.MOST_OF_A_MAKE))
        out += sorted(chosen, key=lambda i: i[0].name)
    return out


def stacked(data: list[tuple[corpus.Example, Any, Any]]) -> tuple[Any, Any, Any]:
    """Put the lines of all pages together; a page weighs by the root of its lines, an invented one a third."""
    weights = [np.full(len(k), 0.35 if e.make == "invented" else 1.0) for e, _, k in data]
    return np.vstack([r for _, r, _ in data]), np.concatenate([k for _, _, k in data]), np.concatenate(weights)


def folds(data: list[tuple[corpus.Example, Any, Any]]) -> list[set[str]]:
    """Deal the makes of pages that are to be judged into folds."""
    makes = sorted({e.make for e, _, _ in data if not e.is_own and e.make != "invented"})
    random.Random(3).shuffle(makes)
    return [set(makes[i::FOLDS]) for i in range(FOLDS)]


KIN: Final = {"own-cyber": "cyberleninka", "own-taylor": "tandf", "own-silverchair": "oup-silverchair",
              "own-sciup": "like-sciup", "own-ecovector": "like-rudn", "own-journal": "like-jurvestnik"}  # fmt: skip


def _is_kin(make: str, group: set[str]) -> bool:
    """Tell whether a page is of a judged make, or invented after one."""
    return make in group or KIN.get(make, make.removeprefix("own-")) in group


def left_out(data: list[tuple[corpus.Example, Any, Any]]) -> dict[str, Any]:
    """Give the probabilities of each page's lines by a model that has not seen its make."""
    out: dict[str, Any] = {}
    for group in folds(data):
        for page_kind in ("html", "text"):
            judged = [d for d in data if d[0].make in group and d[0].kind == page_kind]
            learnt = capped([d for d in data if not _is_kin(d[0].make, group) and d[0].kind == page_kind])
            if not judged:
                continue
            print(f"{page_kind}: {len(judged)} pages judged by {len(learnt)}", flush=True)
            model = fit(*stacked(learnt))
            for example, rows, _ in judged:
                out[str(example.path)] = (
                    model["anything"].predict_proba(rows)[:, 1],
                    _all_kinds(model["kind"], rows),
                )
    return out


def _all_kinds(model: HistGradientBoostingClassifier, rows: Any) -> Any:
    found = model.predict_proba(rows)
    out = np.zeros((len(rows), len(KINDS)))
    out[:, model.classes_] = found
    return out


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--left-out", type=Path)
    arguments.add_argument("--cache", type=Path)
    given = arguments.parse_args()
    data = load(given.cache)
    if given.left_out:
        given.left_out.write_bytes(pickle.dumps(left_out(data)))
    from lines import export

    models = {k: fit(*stacked(capped([d for d in data if d[0].kind == k]))) for k in ("html", "text")}
    given.out.write_bytes(export.packed(models))


if __name__ == "__main__":
    main()
