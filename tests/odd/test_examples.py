"""Every element of our ODD is described and shown, and what is shown is valid."""

from pathlib import Path

import pytest
from lxml import etree

from conformance.examples import any_start, examples, undescribed
from titelei.names import tei
from titelei.schema.compile import compiled

SMALL = Path(__file__).parent / "cases" / "small" / "small.odd"


@pytest.fixture(scope="module")
def odd(root: Path) -> Path:
    return root / "schemas" / "frontmatter.odd"


def _faults(odd: Path) -> list[str]:
    grammar = etree.RelaxNG(etree.fromstring(any_start(compiled(odd)[f"{odd.stem}.rng"])))
    faults = []
    for example in examples(odd):
        tree = etree.fromstring(example.xml)
        if not grammar.validate(tree):
            faults += [f"line {example.line}, {example.spec}: {entry.message}" for entry in grammar.error_log]
    return faults


def test_every_example_is_valid(odd: Path) -> None:
    assert _faults(odd) == []


def test_every_example_shows_its_element(odd: Path) -> None:
    shown = {e.spec for e in examples(odd) if next(etree.fromstring(e.xml).iter(tei(e.spec)), None) is not None}
    assert {e.spec for e in examples(odd)} - shown == set()


def test_everything_is_described_and_every_element_has_an_example(odd: Path) -> None:
    assert undescribed(odd) == ()


def test_a_wrong_example_is_found_with_its_line(tmp_path: Path) -> None:
    text = SMALL.read_text()
    wrong = tmp_path / "small.odd"
    wrong.write_text(text.replace("<num>7</num>", "<num>seven</num>"))
    line = text[: text.index("<num>7</num>")].count("\n") + 1
    faults = _faults(wrong)
    assert faults
    assert faults[0].startswith(f"line {line}, num: ")
    assert _faults(SMALL) == []


def test_what_is_not_described_is_named(tmp_path: Path) -> None:
    poor = tmp_path / "small.odd"
    text = SMALL.read_text().replace('<desc xml:lang="en">Last.</desc>', "")
    poor.write_text(text.replace("<num>7</num>", ""))
    named = [line.split(": ", 1)[1] for line in undescribed(poor)]
    assert "elementSpec last has no desc" in named
    assert "elementSpec num has no example" in named
