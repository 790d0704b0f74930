"""Learns how probable values are from pages that did not train the line model: ``calibrate.py LEFT_OUT``.

Reads what ``train.py --left-out`` kept, and writes ``src/titelei/encode/calibration.toml``: for each source and field a
logistic curve over the odds of the line, drawn towards the curve of all values where there are few.
"""

import pickle
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Final

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from lines import corpus
from lines.labelling import KINDS
from titelei.encode import reading
from titelei.encode.calibrate import OTHERS, logit
from titelei.encode.lines.declared import declared
from titelei.encode.lines.parts import parts
from titelei.encode.segments import any_order, folded

_OF_A_PAGE: Final = 2
"""So many values of a kind count on one page, which else would speak for all."""
_PULL: Final = 3.0
OUT: Final = corpus.ROOT / "src" / "titelei" / "encode" / "calibration.toml"
_HEAD: Final = (
    "# Written by tools/lines/calibrate.py: by kind of page, source and field, "
    "intercept and slope over a line's odds.\n"
)


def odds(left: dict[str, Any], path: Path) -> list[dict[str, float]]:
    """Give the left-out probabilities of a page's lines as the reader wants them."""
    anything, kinds = left[str(path)]
    return [
        {"none": float(1 - a)} if a < 0.015 else dict(zip(KINDS, map(float, k), strict=True))
        for a, k in zip(anything, kinds, strict=True)
    ]


def is_right(field: str, value: str, facts: dict[str, Any]) -> bool | None:
    """Tell whether a value is a fact of the gold; None where the gold is silent."""
    match field:
        case "title":
            return folded(value) in {folded(t) for t in (facts.get("title") or {}).values()}
        case "author":
            return any_order(value) in {any_order(a["name"]) for a in facts.get("authors") or []}
        case "pages":
            return value in ("-".join(facts["pages"]), *facts["pages"]) if "pages" in facts else None
        case "journal" | "year" | "volume" | "issue" | "doi" | "licence":
            return folded(value) == folded(str(facts[field])) if facts.get(field) else None
    return None


def samples(left: dict[str, Any]) -> dict[tuple[str, str], list[tuple[float, bool]]]:
    """Give for each kind of page and kind of claim the probabilities of lines, and whether the value was right."""
    out: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    for example in corpus.examples():
        if str(example.path) not in left or example.facts.get("kind") == "other" or example.is_own:
            continue
        seen = example.read()
        segments = parts(seen, declared(seen), odds(left, example.path))
        sure = {t.line: s.sure for s in segments for t in s.texts}
        read = reading.read(seen, segments)
        counted: Counter[str] = Counter()
        for claim in read.claims:
            right = is_right(claim.field, claim.value, example.facts) if claim.place else None
            counted[f"{claim.source}.{claim.field}"] += 1
            if right is not None and claim.place and counted[f"{claim.source}.{claim.field}"] <= _OF_A_PAGE:
                out[example.kind, f"{claim.source}.{claim.field}"].append((sure.get(claim.place.line, 1.0), right))
        for author in read.authors:
            if author.place and "authors" in example.facts:
                form = "sure" if author.name.confidence >= 0.5 else "unsure"
                right = is_right("author", author.name.text, example.facts)
                out[example.kind, f"byline.author-{form}"].append((sure.get(author.place.line, 1.0), bool(right)))
    return out


def curve(points: list[tuple[float, bool]], prior: tuple[float, float]) -> tuple[float, float]:
    """Fit intercept and slope by Newton's steps, drawn towards ``prior``."""
    x = np.array([[1.0, logit(p)] for p, _ in points])
    y = np.array([float(r) for _, r in points])
    w = np.array(prior)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - _PULL * (w - np.array(prior))
        hessian = (x.T * (p * (1 - p))) @ x + _PULL * np.eye(2)
        w = w + np.linalg.solve(hessian, gradient)
    return round(float(w[0]), 3), round(min(2.0, max(0.0, float(w[1]))), 3)


def main() -> None:
    left = pickle.loads(Path(sys.argv[1]).read_bytes())
    found = samples(left)
    lines = [_HEAD]
    for kind in ("html", "text"):
        of_kind = {k[1]: v for k, v in found.items() if k[0] == kind}
        everything = [p for points in of_kind.values() for p in points]
        prior = curve(everything, (0.0, 1.0))
        lines.append(f"[{kind}]")
        of_labels = [p for key, points in of_kind.items() if key.startswith("label.") for p in points]
        for key, points in sorted([*of_kind.items(), (OTHERS, of_labels)]):
            a, b = curve(points, prior)
            right = sum(r for _, r in points)
            lines.append(f'"{key}" = [{a}, {b}]  # {right} of {len(points)} right')
        lines.append("")
    OUT.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
