"""What several areas of the tests share: where things are, and the tools that a test may need.

A test that asks for a folder or tool which is not there is skipped, and the reason says what is missing and how to
get it. Set ``TITELEI_NO_SKIP=1`` to turn such skips into failures, as a complete machine should.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent

TOGETHER = {
    "tests/laws/": "laws",
    "tests/parity/": "parity",
    "tests/render/": "render",
    "tests/second_reading/": "parity",
    "tests/web/": "web",
}
"""Folders whose tests share more than those of one file do, by a name for what they share."""


class _ByWhatTheyShare(LoadScopeScheduling):  # type: ignore[misc]
    """Gives one process all tests of a file, of a folder of :data:`TOGETHER`, or of PostgreSQL.

    What they share is made once so. (``xdist_group`` is without effect: xdist 3.8 writes it where pytest 9.2 does not
    look for it.)
    """

    def _split_scope(self, nodeid: str) -> str:
        if re.search(r"[\[-]postgresql[\]-]", nodeid):
            return "postgresql"
        shared = (name for folder, name in TOGETHER.items() if nodeid.startswith(folder))
        return next(shared, nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "_ByWhatTheyShare | None":
    """Share tests out by :class:`_ByWhatTheyShare` where they are shared out by files."""
    return _ByWhatTheyShare(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a long test twenty minutes, where it does not say how long it may take."""
    for item in items:
        if item.get_closest_marker("long") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(1200))


def _missing(reason: str) -> NoReturn:
    if os.environ.get("TITELEI_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the root of the checkout."""
    return ROOT


@pytest.fixture
def second_edition(tmp_path: Path) -> Path:
    """Give a copy of the second edition's project, an invented journal, which a test may write into."""
    return Path(shutil.copytree(ROOT / "tests" / "editions" / "waterways", tmp_path / "waterways"))


@pytest.fixture(scope="session")
def reference() -> Callable[[str], Path]:
    """Give a function from a path inside the folder of official schemas to the file; skip where it is not there.

    The folder is ``TITELEI_REFERENCE``, else ``../shared/reference`` beside the checkout.
    """
    folder = Path(os.environ.get("TITELEI_REFERENCE") or ROOT.parent / "shared" / "reference")

    def find(name: str) -> Path:
        if not (folder / name).exists():
            _missing(f"official schema {name} is not in {folder}; set TITELEI_REFERENCE to the folder that holds it")
        return folder / name

    return find


@pytest.fixture(scope="session")
def packaged_schema() -> Callable[[str], Path]:
    """Give a function from a path to an official schema that comes in a package; skip where it is not there.

    The folder is ``TITELEI_SCHEMAS``, else where ``tools/schemas.sh`` puts them.
    """
    folder = Path(os.environ.get("TITELEI_SCHEMAS") or ROOT / ".venv" / "share" / "schemas")

    def find(name: str) -> Path:
        if not (folder / name).exists():
            _missing(f"official schema {name} is not in {folder}; run tools/schemas.sh, or set TITELEI_SCHEMAS")
        return folder / name

    return find


@pytest.fixture(scope="session")
def tei_all(reference: Callable[[str], Path]) -> Path:
    """Give TEI's own grammar of all modules: ``TEI_ALL_RNG``, else ``tei/tei_all.rng`` of the reference folder."""
    named = os.environ.get("TEI_ALL_RNG")
    if named is None:
        return reference("tei/tei_all.rng")
    if not Path(named).is_file():
        _missing(f"TEI_ALL_RNG names {named}, which is no file")
    return Path(named)


@pytest.fixture(scope="session")
def pages() -> Path:
    """Give the folder of source pages: ``TITELEI_PAGES``, else ``../shared/pages`` beside the checkout."""
    folder = Path(os.environ.get("TITELEI_PAGES") or ROOT.parent / "shared" / "pages")
    if not folder.is_dir():
        _missing(f"the source pages are not in {folder}; set TITELEI_PAGES to the folder that holds them")
    return folder


@pytest.fixture(scope="session")
def jing() -> Path:
    """Give the RELAX NG validator jing (Debian: jing)."""
    return _program("jing", "JING")


@pytest.fixture(scope="session")
def java() -> Path:
    """Give a Java runtime (Debian: default-jre-headless)."""
    return _program("java", "JAVA")


@pytest.fixture(scope="session")
def biber() -> Path:
    """Give biber, which reads BibTeX for BibLaTeX (Debian: biber)."""
    return _program("biber", "BIBER")


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Give the folder of npm packages with citation-js in it, where the program node is there, too."""
    _program("node", "NODE")
    core = _node("@citation-js/core/package.json")
    if core is None:
        _missing("citation-js is not there; install npm's packages (tools/npm.sh) or set NODE_MODULES to their folder")
    return core.parents[2]


@pytest.fixture(scope="session")
def pandoc() -> Path:
    """Give the document converter pandoc (Debian: pandoc)."""
    return _program("pandoc", "PANDOC")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Give the browser chromium (Debian: chromium)."""
    return _program("chromium", "CHROMIUM")


@pytest.fixture(scope="session")
def vnu(java: Path) -> list[str]:
    """Give the command of the Nu HTML checker (npm: vnu-jar), to which options and files are added."""
    jar = Path(os.environ["VNU_JAR"]) if os.environ.get("VNU_JAR") else _node("vnu-jar/build/dist/vnu.jar")
    if jar is None or not jar.is_file():
        _missing("the HTML checker vnu is not there; install npm's vnu-jar (tools/npm.sh) or set VNU_JAR to its jar")
    return [str(java), "-jar", str(jar)]


@pytest.fixture(scope="session")
def pa11y(chromium: Path) -> Path:
    """Give the accessibility checker pa11y (npm: pa11y), which drives chromium."""
    named = os.environ.get("PA11Y")
    program = Path(named) if named else _node("pa11y/bin/pa11y.js")
    if program is None or not program.is_file():
        _missing("the accessibility checker pa11y is not there; install npm's pa11y (tools/npm.sh) or set PA11Y")
    return program


def _program(name: str, variable: str) -> Path:
    found = shutil.which(os.environ.get(variable) or name)
    if found is None:
        _missing(f"the program {name} is not there; install Debian's package, or set {variable} to the program")
    return Path(found)


def _node(inside: str) -> Path | None:
    """Look in the folders of npm packages: ``NODE_MODULES``, else ``tools/npm/node_modules`` of the checkout."""
    folder = Path(os.environ.get("NODE_MODULES") or ROOT / "tools" / "npm" / "node_modules")
    return folder / inside if (folder / inside).is_file() else None
