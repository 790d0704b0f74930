"""The arrows between modules run down only, stages do not know each other, each engine has one importer."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

# Lowest first. Parts of one layer may import each other, unless the layer is in CLOSED.
LAYERS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "values",
        frozenset({"version", "names", "model", "errors", "resources", "files", "settings", "formats", "nearest"}),
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
    ("public", frozenset({"titelei"})),
    ("command line", frozenset({"cli", "__main__"})),
)
CLOSED = frozenset({"stages"})
RANK = {part: rank for rank, (_, parts) in enumerate(LAYERS) for part in parts}

INSIDE: dict[str, tuple[str, ...]] = {
    "repository": ("ocfl", "catalogue"),
    "deposit": ("network", "targets"),
    "validate": ("relaxng", "schematron"),
}
"""Rooms of a stage, lowest first: a lower one does not import a higher one."""

SOLE_IMPORTER = {
    "saxonche": "engine/saxon.py",
    "pyschematron": "engine/pyschematron.py",
    "citeproc": "engine/citeproc.py",
}

Arrow = tuple[str, int, str]
"""File inside the package, line, full name of the module or value that is imported."""


def arrows(package: Path) -> Iterator[Arrow]:
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
        elif here == there and room_of(file, here) >= 0 and room_of(target, here) > room_of(file, here):
            found.append(f"{file}:{line} imports {target}, whose room stands above")
    return found


def room_of(name: str, part: str) -> int:
    """Give the rank of the room of a part that a file or an imported name belongs to; -1 where it is in none."""
    steps = name.removesuffix(".py").split("/") if name.endswith(".py") else name.split(".")[1:]
    rooms = INSIDE.get(part, ())
    return rooms.index(steps[1]) if steps[0] == part and len(steps) > 1 and steps[1] in rooms else -1


def circles(package: Path) -> list[tuple[str, ...]]:
    """Give the groups of modules that import each other, directly or by way of others."""
    modules = {f.relative_to(package).as_posix() for f in package.rglob("*.py")}
    known = {"titelei." + m.removesuffix(".py").removesuffix("/__init__").replace("/", "."): m for m in modules}
    known["titelei"] = known.pop("titelei.__init__")
    to: dict[str, set[str]] = {m: set() for m in modules}
    for file, _, name in arrows(package):
        while name and name not in known:
            name = name.rpartition(".")[0]
        # The public names at the top are bound when they are asked for.
        if name and known[name] != file and "__init__.py" not in (file, known[name]):
            to[file].add(known[name])
    reached = {m: _reached(m, to) for m in modules}
    return sorted({tuple(sorted(o for o in reached[m] if m in reached[o])) for m in modules if m in reached[m]})


def _reached(start: str, to: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ways = list(to[start])
    while ways:
        each = ways.pop()
        if each not in seen:
            seen.add(each)
            ways += to[each]
    return seen


def test_no_modules_import_each_other_in_a_circle(root: Path) -> None:
    assert circles(root / "src" / "titelei") == []


def test_a_circle_is_found(tmp_path: Path) -> None:
    (tmp_path / "xml").mkdir()
    (tmp_path / "__init__.py").write_text("")
    for name, code in (
        ("a", "from titelei.xml.b import x"),
        ("b", "from titelei.xml import c"),
        ("c", "import titelei.xml.a"),
    ):
        (tmp_path / "xml" / f"{name}.py").write_text(code)
    assert circles(tmp_path) == [("xml/a.py", "xml/b.py", "xml/c.py")]


def test_imports_run_downward(root: Path) -> None:
    assert faults(root / "src" / "titelei") == []


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
        ("repository/ocfl/x.py", "from titelei.repository.catalogue import item", "room stands above"),
        ("repository/catalogue/x.py", "from titelei.repository.ocfl import store", ""),
        ("deposit/network/x.py", "from titelei.deposit.targets.hal import Hal", "room stands above"),
        ("helpers.py", "from titelei import model", "belongs to no layer"),
        ("cli/main.py", "from titelei import files, pipeline", ""),
    ],
)
def test_an_arrow_that_runs_up_is_found(tmp_path: Path, file: str, code: str, said: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True, parents=True)
    (tmp_path / file).write_text(code, encoding="utf-8")
    found = faults(tmp_path)
    assert len(found) == bool(said)
    assert said in "".join(found)
