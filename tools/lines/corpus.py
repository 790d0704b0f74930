"""The pages that the line model learns from, by make: gold pages of ../shared/pages and own test pages."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from titelei.encode import page
from titelei.encode.lines import features
from titelei.encode.lines.declared import declared

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED: Final = ROOT.parent / "shared" / "pages"
MOST_OF_A_MAKE: Final = 8


@dataclass(frozen=True, slots=True)
class Example:
    """One page with its facts; ``make`` is the system or journal that made it, ``is_own`` an invented test page."""

    name: str
    make: str
    kind: str
    folder: str
    path: Path
    facts: dict[str, Any]
    text: str = ""

    @property
    def is_own(self) -> bool:
        return self.folder == "own"

    def read(self) -> page.Page:
        """Read the page; an invented one is no file."""
        return page.read(self.text.encode() if self.text else self.path.read_bytes(), name=self.path.name)


def examples(shared: Path = SHARED) -> list[Example]:
    """Give every page that has facts, in a fixed order."""
    out: list[Example] = []
    for folder in ("", "unseen", "train", "train/more", "languages", "other"):
        out += _of_folder(shared / folder, folder or "like", _makes(shared / folder / "index.tsv"))
    own = ROOT / "tests" / "encode" / "pages"
    out += _of_folder(own, "own", {})
    return out


def _makes(index: Path) -> dict[str, str]:
    if not index.exists():
        return {}
    with index.open(encoding="utf-8") as file:
        return {row["file"].rsplit(".", 1)[0]: row.get("make") or "" for row in csv.DictReader(file, delimiter="\t")}


def _of_folder(folder: Path, name: str, makes: dict[str, str]) -> Iterator[Example]:
    for gold in sorted(folder.glob("*.gold.json")):
        stem = gold.name.removesuffix(".gold.json")
        path = next((p for s in (".html", ".txt") if (p := folder / f"{stem}{s}").exists()), None)
        if path is None:
            continue
        make = makes.get(stem) or _make_of(name, stem)
        facts = json.loads(gold.read_text("utf-8"))
        yield Example(stem, make, "html" if path.suffix == ".html" else "text", name, path, facts)


def _make_of(folder: str, stem: str) -> str:
    parts = stem.split("-")
    if folder == "like":
        return f"like-{parts[1]}"
    if folder == "languages":
        return "ojs3"
    if folder == "unseen":
        return {"ojs3": "ojs3", "springer": "springer"}.get(parts[1], parts[1])
    return f"{folder}-{stem}" if folder == "other" else f"own-{parts[0]}"


def measured(example: Example) -> tuple[page.Page, list[features.Measured], list[tuple[float, ...]]]:
    """Read a page and measure its lines."""
    seen = example.read()
    lines, rows = features.measure(seen, declared(seen))
    return seen, lines, rows
