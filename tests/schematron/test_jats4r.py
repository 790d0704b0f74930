"""A published schema of others: 38 included files, functions, ``document()``, two phases."""

from collections.abc import Callable
from pathlib import Path

import pytest

from titelei.validate.schematron import Hit, compile_schema, run
from titelei.xml.read import read

ARTICLE = Path(__file__).parent / "jats" / "article.xml"


def _hits(schema: Path, phase: str) -> tuple[Hit, ...]:
    return run(compile_schema(schema, phase=phase), read(ARTICLE, edition=False)).hits


@pytest.mark.parametrize(
    ("phase", "patterns"),
    [
        ("errors", {"abstract-errors", "accessibility-errors", "permissions-errors"}),
        ("warnings", {"permissions-warnings"}),
        ("#ALL", {"abstract-errors", "accessibility-errors", "permissions-errors", "permissions-warnings"}),
    ],
)
def test_jats4r_finds_what_is_wrong_in_each_phase(
    reference: Callable[[str], Path], phase: str, patterns: set[str]
) -> None:
    assert {hit.pattern for hit in _hits(reference("jats4r/jats4r.sch"), phase)} == patterns


def test_jats4r_says_where(reference: Callable[[str], Path]) -> None:
    hits = _hits(reference("jats4r/jats4r.sch"), "errors")
    places = {hit.location.rsplit("/", 1)[1] for hit in hits}
    assert places == {
        "Q{}abstract[1]",
        "Q{}sec[1]",
        "Q{}trans-abstract[1]",
        "Q{}permissions[1]",
        "Q{}copyright-year[1]",
    }
    assert {hit.role for hit in hits} == {"error"}
