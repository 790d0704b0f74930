"""What the manual forbids is refused, by libxml2 and by jing, where the processing instruction ``refused`` stands."""

from pathlib import Path

import pytest
from lxml import etree

from grammar.documents import REFUSED, jing_faults


@pytest.fixture(scope="module")
def relaxng(root: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(root / "schemas" / "frontmatter.rng"))


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_libxml2_refuses_it(path: Path, relaxng: etree.RelaxNG) -> None:
    assert not relaxng.validate(etree.parse(path))


def test_jing_refuses_each_where_the_fault_is(root: Path, jing: Path) -> None:
    faults = jing_faults(jing, root / "schemas" / "frontmatter.rng", REFUSED)
    marked = {path.stem: path.read_text().split("<?refused?>")[0].count("\n") + 1 for path in REFUSED}
    assert {name: found[0][0] for name, found in faults.items() if found} == marked
