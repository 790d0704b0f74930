"""Scores drafts against gold facts with the scorer that came with the ten real pages."""

import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from titelei.encode import Draft, encode
from titelei.encode import page as pages
from titelei.errors import DocumentError

OWN = Path(__file__).parent / "pages"
WHEN = "2026-11-22"


def shared() -> Path:
    """Give the folder of the real pages, or skip."""
    reference = Path(os.environ.get("TITELEI_REFERENCE", Path(__file__).parents[3] / "shared" / "reference"))
    folder = reference.parent / "pages"
    if not (folder / "score.py").is_file():
        pytest.skip(f"the real pages and their scorer are not at {folder}")
    return folder


@cache
def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_pages", shared() / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page_files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".html"))


@cache
def draft(path: Path) -> Draft:
    return encode(path.read_bytes(), name=path.name, when=WHEN, version="0.1.0")


def try_draft(path: Path) -> Draft | None:
    try:
        return draft(path)
    except DocumentError:
        return None


def shown(path: Path) -> str:
    """Give the page's lines as a reader sees them, whatever the file's coding."""
    return "\n".join(line.text for line in pages.read(path.read_bytes(), name=path.name).lines)


def compare(path: Path) -> dict[str, tuple[int, int, int]]:
    """Give for each field of the gold: values right (soft), values given, values wanted; and ``lines``."""
    score = scorer()
    gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text("utf-8"))
    made = try_draft(path)
    if gold["kind"] == "other":
        return {"refused": (int(made is None), 1, 1)}
    assert made is not None, f"{path.name} was refused"
    root = etree.fromstring(made.tei)
    got, want = score.facts(root), score.gold_facts(gold)
    out = {
        f: (score.match(got[f], want[f], score.soft), len(got[f]), len(want[f]))
        for f in score.scored_fields(gold, want)
    }
    kept, lines = score.lossless(root, shown(path))
    out["lines"] = (kept, lines, lines)
    return out


def total(scores: list[dict[str, tuple[int, int, int]]]) -> dict[str, float]:
    """Give F1 by field over several pages, and over ``ALL`` fields."""
    sums: dict[str, list[int]] = {}
    for score in scores:
        for field, numbers in score.items():
            for key in (field, *(() if field in ("lines", "refused") else ("ALL",))):
                have = sums.setdefault(key, [0, 0, 0])
                for i, n in enumerate(numbers):
                    have[i] += n
    return {f: 2 * h / (g + w) if g + w else 1.0 for f, (h, g, w) in sorted(sums.items())}
