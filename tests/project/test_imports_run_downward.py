"""The arrows between modules run down only, stages do not know each other, each engine has one importer."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

# Lowest first. Parts of one layer may import each other, unless the layer is in CLOSED.
LAYERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("messages", frozenset({"messages"})),
    (
        "values",
        frozenset(
            {"version", "names", "model", "errors", "resources", "files", "settings", "formats", "nearest", "locks"}
        ),
    ),
    ("characters", frozenset({"characters"})),
    ("xml", frozenset({"xml"})),
    ("facts", frozenset({"facts"})),
    ("engines", frozenset({"engine"})),
    ("sources", frozenset({"sources"})),
    (
        "stages",
        frozenset({"schema", "encode", "validate", "fix", "render", "check", "parity", "deposit", "repository"}),
    ),
    ("work", frozenset({"batch"})),
    ("serving", frozenset({"oai", "site", "web"})),
    ("order", frozenset({"pipeline", "report"})),
    ("desk", frozenset({"desk"})),
    ("public", frozenset({"titelei"})),
    ("command line", frozenset({"cli", "__main__"})),
)
CLOSED = frozenset({"stages"})
RANK = {part: rank for rank, (_, parts) in enumerate(LAYERS) for part in parts}

SOLE_IMPORTER = {
    "saxonche": "engine/saxon.py",
    "pyschematron": "engine/pyschematron.py",
    "citeproc": "engine/citeproc.py",
}

Arrow = tuple[str, int, str]
"""File inside the package, line, full name of the module or value that is imported."""


@cache
def arrows(package: Path) -> tuple[Arrow, ...]:
    return tuple(_arrows(package))


def _arrows(package: Path) -> Iterator[Arrow]:
    for file in sorted(package.rglob("*.py")):
        name = file.relative_to(package).as_posix()
        folder = ["titelei", *file.relative_to(package).parts[:-1]]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file))):
            if isinstance(node, ast.Import):
                yield from ((name, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = folder[: len(folder) + 1 - node.level] if node.level else []
                base = ".".join([*above, *([node.module] if node.module else [])])
                yield from ((name, node.lineno, f"{base}.{alias.name}") for alias in node.names)


def part_of(name: str) -> str:
    """Give the part of the package that a file or an imported name belongs to: ``read``, ``validate``, ``titelei``."""
    if name.endswith(".py"):
        part = name.split("/")[0].removesuffix(".py")
        return "titelei" if part == "__init__" else part
    parts = name.split(".")
    if len(parts) > 1 and parts[1] in RANK:
        return parts[1]
    return "titelei"


def faults(package: Path) -> list[str]:
    found = []
    for file, line, target in arrows(package):
        root = target.split(".")[0]
        if root in SOLE_IMPORTER and file != SOLE_IMPORTER[root]:
            found.append(f"{file}:{line} imports {root}; only {SOLE_IMPORTER[root]} may")
        if root != "titelei":
            continue
        here, there = part_of(file), part_of(target)
        if here not in RANK:
            found.append(f"{file}:{line} belongs to no layer; add {here} to LAYERS in {Path(__file__).name}")
        elif RANK[there] > RANK[here]:
            found.append(f"{file}:{line} imports {target}, which stands above it")
        elif RANK[there] == RANK[here] and here != there and LAYERS[RANK[here]][0] in CLOSED:
            found.append(f"{file}:{line} imports {target}: stages do not import each other")
    return found


def test_imports_run_downward(root: Path) -> None:
    assert faults(root / "src" / "titelei") == []


def test_no_file_imports_itself_by_way_of_others(root: Path) -> None:
    package = root / "src" / "titelei"
    files = {".".join(("titelei", *f.relative_to(package).with_suffix("").parts)) for f in package.rglob("*.py")}
    graph: dict[str, set[str]] = {}
    for file, _line, target in arrows(package):
        here = ".".join(("titelei", *Path(file).with_suffix("").parts))
        homes = (target, target.rpartition(".")[0], f"{target}.__init__", f"{target.rpartition('.')[0]}.__init__")
        there = next((home for home in homes if home in files), here)
        if there != here:
            graph.setdefault(here, set()).add(there)
    assert len(graph) > 200
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the files


def test_every_module_belongs_to_a_layer(root: Path) -> None:
    package = root / "src" / "titelei"
    parts = {part_of(file.relative_to(package).as_posix()) for file in package.rglob("*.py")}
    assert parts - set(RANK) == set()


@pytest.mark.parametrize(
    ("file", "code", "said"),
    [
        ("xml/read.py", "from titelei.validate import run", "stands above"),
        ("engine/x.py", "import titelei.pipeline", "stands above"),
        ("render/html.py", "from titelei.validate.rng import validate", "do not import each other"),
        ("render/html.py", "from ..check import check", "do not import each other"),
        ("render/html.py", "from titelei import cli", "stands above"),
        ("render/html.py", "from titelei.xml import read", ""),
        ("render/html.py", "from titelei.version import __version__", ""),
        ("render/html.py", "from titelei import Finding", "stands above"),
        ("render/html.py", "from . import formats", ""),
        ("render/html.py", "def f() -> None:\n    import saxonche", "only engine/saxon.py may"),
        ("engine/saxon.py", "import saxonche", ""),
        ("engine/saxon.py", "from pyschematron import x", "only engine/pyschematron.py may"),
        ("helpers.py", "from titelei import model", "belongs to no layer"),
        ("cli/main.py", "from titelei import files, pipeline", ""),
    ],
)
def test_an_arrow_that_runs_up_is_found(tmp_path: Path, file: str, code: str, said: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(code, encoding="utf-8")
    found = faults(tmp_path)
    assert len(found) == bool(said)
    assert said in "".join(found)
