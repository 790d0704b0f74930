"""What is committed in schemas/ is what the ODD compiles to, and the ODD is itself TEI."""

import subprocess
from pathlib import Path

import pytest
from lxml import etree

from titelei.schema.compile import compiled


@pytest.fixture(scope="module")
def odd(root: Path) -> Path:
    return root / "schemas" / "frontmatter.odd"


def test_the_compiled_schemas_are_current(odd: Path) -> None:
    files = compiled(odd)
    stale = [n for n, data in files.items() if not (odd.parent / n).is_file() or (odd.parent / n).read_bytes() != data]
    assert stale == [], "Run “make schemas” and commit what it changes."
    pages = {f"reference/{p.name}" for p in (odd.parent / "reference").iterdir()}
    assert pages - set(files) == set()


def test_the_odd_is_tei(odd: Path, jing: Path, tei_all: Path) -> None:
    done = subprocess.run([str(jing), str(tei_all), str(odd)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_jing_and_libxml2_take_the_grammar(odd: Path, jing: Path, root: Path) -> None:
    grammar = odd.with_suffix(".rng")
    etree.RelaxNG(etree.parse(grammar))
    articles = sorted(str(p) for p in (root / "tei" / "articles").glob("*.xml"))
    done = subprocess.run([str(jing), str(grammar), *articles], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
