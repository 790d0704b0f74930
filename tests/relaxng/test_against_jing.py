"""jing's answer to the same document is the measure: what it names, we name, at the same line."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from relaxng.damages import CASES, NS, Case
from titelei.model import Finding
from titelei.validate.relaxng import grammar, validate
from titelei.xml.read import read

_LINE = re.compile(r"^(?P<file>.+?\.xml):(?P<line>\d+):\d+: error: (?P<text>.*)$")
_NAMED = re.compile(r'(?:element|attribute) "(?:\w+:)?([\w.-]+)"|^(text)')


@dataclass(frozen=True, slots=True)
class Answers:
    """Both answers to one damaged document: jing's lines with their texts, and our findings."""

    jing: tuple[tuple[int, str], ...]
    ours: tuple[Finding, ...]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, root: Path, jing: Path) -> dict[str, Answers]:
    """Damage the edition in every way, and ask jing once about all of it."""
    folder = tmp_path_factory.mktemp("damaged")
    schema = root / "schemas" / "frontmatter.rng"
    files: dict[str, Path] = {}
    for number, case in enumerate(CASES):
        tree = etree.parse(root / "tei" / "articles" / "ambartsumyan-2021.xml")
        found = tree.xpath(case.path, namespaces=NS)
        assert isinstance(found, list)
        assert found, f"{case.name}: nothing in the edition is {case.path}"
        assert isinstance(found[0], etree._Element)
        case.damage(found[0])
        files[case.name] = folder / f"{number:02}.xml"
        files[case.name].write_bytes(etree.tostring(tree))
    told = subprocess.run([jing, schema, *files.values()], capture_output=True, text=True, check=False).stdout
    lines = [found for line in told.splitlines() if (found := _LINE.match(line))]
    return {
        name: Answers(
            tuple((int(line["line"]), line["text"]) for line in lines if line["file"] == str(path)),
            validate(read(path, edition=False), grammar(schema)),
        )
        for name, path in files.items()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_we_name_what_jing_names_at_the_same_line(case: Case, answers: dict[str, Answers]) -> None:
    answer = answers[case.name]
    line, text = answer.jing[0]
    named = _NAMED.search(text)
    assert named is not None, text
    word = named[1] or named[2]
    assert any(f.line == line and word in f.message for f in answer.ours), (text, answer.ours)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_damage_is_found_as_what_it_is(case: Case, answers: dict[str, Answers]) -> None:
    assert case.rule in {finding.rule for finding in answers[case.name].ours}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_damage_gives_no_more_findings_than_jing_has(case: Case, answers: dict[str, Answers]) -> None:
    assert len(answers[case.name].ours) <= len(answers[case.name].jing)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_finding_has_its_place_and_a_repair(case: Case, answers: dict[str, Answers]) -> None:
    for finding in answers[case.name].ours:
        assert finding.line > 0
        assert finding.column > 0
        assert finding.path.startswith("/")
        assert finding.source_line
        assert finding.repair
        assert finding.breaks == ("every output",)
        assert finding.message[-1] in ".?"
