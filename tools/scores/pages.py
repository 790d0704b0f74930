"""Scores drafts of pages by models that have not seen their makes: ``pages.py LEFT_OUT [--docs] [--out DIR]``.

``LEFT_OUT`` is what ``tools/lines/train.py --left-out`` kept. Facts are compared as ``score.py`` beside the pages does;
``--docs`` writes the tables of ``docs/reading.md`` anew.
"""

import argparse
import importlib.util
import json
import pickle
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from lxml import etree

from lines import corpus
from lines.calibrate import is_right, odds
from titelei.encode import encoder
from titelei.errors import TiteleiError

DOCS: Final = corpus.ROOT / "docs" / "reading.md"
SETS: Final = {
    "unseen and train, saved HTML": (("unseen", "train"), "html"),
    "unseen and train, text": (("unseen", "train"), "text"),
    "one page in 13 languages": (("languages",), "text"),
    "more (three makes, gold from the head alone)": (("train/more",), "html"),
    "like journals (rules were written on them)": (("like",), "text"),
}
OLD: Final = {
    "unseen and train, saved HTML": "0.77 (with organisations)",
    "unseen and train, text": "0.46 (with organisations)",
    "one page in 13 languages": "0.828",
    "like journals (rules were written on them)": "0.997",
}
"""Soft F1 of the chain of rules before, measured in the same way where nothing is said."""
_ALWAYS: Final = ("author", "title", "journal", "volume", "issue", "pages", "doi", "year")


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", corpus.SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(slots=True)
class Tally:
    """Counts of one group of pages: hits, stated, wanted; with and without organisations."""

    pages: int = 0
    refused: int = 0
    false: int = 0
    whole: int = 0
    fields: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def total(self, *, organisations: bool) -> list[int]:
        kept = [v for f, v in self.fields.items() if organisations or f != "organisation"]
        return [sum(column) for column in zip(*kept, strict=True)] or [0, 0, 0]

    def f1(self, *, organisations: bool = False) -> float:
        hit, got, want = self.total(organisations=organisations)
        return 2 * hit / max(1, got + want)

    def precision(self) -> float:
        hit, got, _ = self.total(organisations=False)
        return hit / max(1, got)


def drafted(example: corpus.Example, left: dict[str, Any]) -> encoder.Draft | None:
    """Encode a page with the probabilities of a model that has not seen its make; None where it is refused."""
    found = odds(left, example.path) if str(example.path) in left else None
    data, name = example.path.read_bytes(), example.path.name
    try:
        return encoder.encode(data, name=name, when="2024-01-01", version="0", prose=False, odds=found)
    except TiteleiError:
        return None


def count(tallies: list[Tally], example: corpus.Example, got: dict[str, list[str]], scorer: Any) -> None:
    """Add what one page states and what its gold wants."""
    want = scorer.gold_facts(example.facts)
    fields = scorer.scored_fields(example.facts, want)
    is_whole = True
    for tally in tallies:
        tally.pages += 1
    for name in sorted(fields):
        hit = scorer.match(got.get(name, []), want[name], scorer.soft)
        is_whole &= hit == len(got.get(name, [])) == len(want[name])
        for tally in tallies:
            for i, number in enumerate((hit, len(got.get(name, [])), len(want[name]))):
                tally.fields[name][i] += number
    false = sum(
        len(values) - scorer.match(values, want[name], scorer.soft)
        for name, values in got.items()
        if name != "organisation" and (name in fields or name in _ALWAYS)
    )
    for tally in tallies:
        tally.false += false
        tally.whole += is_whole


def embedded(examples: list[corpus.Example], scorer: Any) -> Tally:
    """Score the reader of declared metadata alone on the same saved pages."""
    tally = Tally()
    for folder in {e.path.parent for e in examples}:
        with tempfile.TemporaryDirectory() as out:
            subprocess.run([sys.executable, corpus.SHARED / "embed.py", folder, out], check=True)
            for example in examples:
                path = Path(out) / f"{example.name}.json"
                if example.path.parent == folder and path.exists():
                    count([tally], example, json.loads(path.read_text("utf-8")), scorer)
    return tally


def run(left: dict[str, Any], out: Path | None) -> tuple[dict[str, str], dict[str, float]]:
    """Give the tables of the documentation by name, and the scores of the sets."""
    scorer = _scorer()
    by_set: dict[str, Tally] = {name: Tally() for name in SETS}
    by_make: dict[str, Tally] = defaultdict(Tally)
    by_language: dict[str, Tally] = defaultdict(Tally)
    stated: dict[str, list[bool]] = defaultdict(list)
    others = [0, 0]
    examples = [e for e in corpus.examples() if not e.is_own]
    for example in examples:
        draft = drafted(example, left)
        if example.facts.get("kind") == "other":
            others[0] += draft is None
            others[1] += 1
            continue
        name = next(n for n, (folders, kind) in SETS.items() if example.folder in folders and example.kind == kind)
        tallies = [by_set[name]]
        if example.folder in ("unseen", "train"):
            tallies += [by_make[f"{example.make}, {example.kind}"]]
        if example.folder == "languages":
            tallies += [by_language[example.name.removeprefix("ojs3-")]]
        if draft is None:
            for tally in tallies:
                tally.refused += 1
            count(tallies, example, {}, scorer)
            continue
        if out:
            (out / f"{example.name}.xml").write_bytes(draft.tei)
        count(tallies, example, scorer.facts(etree.fromstring(draft.tei)), scorer)
        if example.folder in ("unseen", "train"):
            for entry in draft.evidence.values:
                right = is_right(entry.field, entry.value, example.facts)
                if right is not None:
                    stated[_band(entry.confidence)].append(right)
    html = [e for e in examples if e.folder in ("unseen", "train") and e.kind == "html"]
    tables = {
        "sets": _sets(by_set, embedded(html, scorer), others),
        "makes": _groups(by_make, "make"),
        "languages": _groups(by_language, "language"),
        "calibration": _calibration(stated),
    }
    return tables, {name: tally.f1() for name, tally in by_set.items()}


def _band(probability: float) -> str:
    return "0.9 and above" if probability >= 0.9 else "0.8–0.9" if probability >= 0.8 else "below 0.8"


def _sets(by_set: dict[str, Tally], embed: Tally, others: list[int]) -> str:
    lines = ["| pages | number | soft F1 | precision | false values a draft | with organisations | refused | before |",
             "|---|---|---|---|---|---|---|---|"]  # fmt: skip
    rows = [(n, t, OLD.get(n, "–")) for n, t in by_set.items()]
    rows.insert(1, ("the same saved HTML, `embed.py`", embed, "–"))
    for name, t, old in rows:
        drafts = max(1, t.pages - t.refused)
        lines.append(f"| {name} | {t.pages} | {t.f1():.3f} | {t.precision():.3f} | {t.false / drafts:.2f} | "
                     f"{t.f1(organisations=True):.3f} | {t.refused} | {old} |")  # fmt: skip
    lines.append(f"\nPages that are no article, refused: {others[0]} of {others[1]}.")
    return "\n".join(lines)


def _groups(tallies: dict[str, Tally], head: str) -> str:
    lines = [f"| {head} | pages | soft F1 | precision |", "|---|---|---|---|"]
    for name, t in sorted(tallies.items()):
        lines.append(f"| {name} | {t.pages} | {t.f1():.3f} | {t.precision():.3f} |")
    return "\n".join(lines)


def _calibration(stated: dict[str, list[bool]]) -> str:
    lines = ["| stated probability | values | right |", "|---|---|---|"]
    for band in ("0.9 and above", "0.8–0.9", "below 0.8"):
        right = stated.get(band, [])
        lines.append(f"| {band} | {len(right)} | {sum(right) / max(1, len(right)):.3f} |")
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("left_out", type=Path)
    arguments.add_argument("--docs", action="store_true")
    arguments.add_argument("--out", type=Path, help="keep the drafts here")
    given = arguments.parse_args()
    tables, _ = run(pickle.loads(given.left_out.read_bytes()), given.out)
    text = DOCS.read_text("utf-8") if given.docs else ""
    for name, table in tables.items():
        print(f"\n{table}")
        text = re.sub(rf"(<!-- {name} -->\n).*?(?=\n<!-- end -->)", rf"\g<1>\n{table}\n", text, flags=re.S)
    if given.docs:
        DOCS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
