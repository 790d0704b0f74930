"""Whatever comes in, only findings and our own exceptions come out, within bounded time and memory."""

import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fuzz.strange import ARTICLE, COSTLY, mutants
from titelei import resources
from titelei.errors import DocumentError
from titelei.model import Finding
from titelei.validate import document as one
from titelei.xml.read import parse

GRAMMAR = resources.schemas() / "frontmatter.rng"
RULES = resources.schemas() / "frontmatter.sch"
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def look(data: bytes, *, edition: bool = True) -> tuple[Finding, ...]:
    """Read and validate, as the command does; anything but a DocumentError would be a fault of ours."""
    try:
        document = parse(data, name="fuzz.xml", edition=edition)
    except DocumentError as error:
        return error.findings
    return one.validate(document, grammar=GRAMMAR, rules=RULES, phase="deposit")


def is_sound(findings: tuple[Finding, ...]) -> None:
    """Hold findings to what every one has."""
    for finding in findings:
        assert finding.message
        assert finding.line >= 0
        assert finding.column >= 0
        assert "Traceback" not in finding.message


@SLOW
@given(st.binary(max_size=400))
@example(b"\xff\xfe<\x00a\x00/\x00>\x00")
@example(b"<a b='\xed\xa0\x80'/>")
@example(b"<?xml version='1.0' encoding='\xff'?><a/>")
def test_any_bytes(data: bytes) -> None:
    is_sound(look(data))
    is_sound(look(data, edition=False))


NAMES = st.sampled_from(["TEI", "p", "div", "persName", "date", "front", "choice", "title", "q:x", "a.b-c", "Ж"])
ATTRIBUTES = st.sampled_from(["xml:id", "ref", "when", "from", "to", "type", "xml:lang", "n", "resp", "xmlns", "q:a"])
VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(NAMES)
    given_to = draw(st.dictionaries(ATTRIBUTES, VALUES, max_size=3))
    escaped = {k: v.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") for k, v in given_to.items()}
    start = "".join(f' {key}="{value}"' for key, value in escaped.items())
    inside = draw(VALUES).replace("&", "&amp;").replace("<", "&lt;")
    if depth < 4:
        inside += "".join(draw(st.lists(elements(depth=depth + 1), max_size=3)))
    return f"<{name}{start}>{inside}</{name}>"


@SLOW
@given(elements())
def test_any_xml(text: str) -> None:
    is_sound(look(text.encode("utf-8"), edition=False))


@SLOW
@given(elements(), st.sampled_from([b"<front>", b"<standOff>", b"<analytic>", b"<revisionDesc ", b"</abstract>"]))
def test_any_element_anywhere_in_tei(text: str, place: bytes) -> None:
    if place in ARTICLE:
        is_sound(look(ARTICLE.replace(place, place + text.encode("utf-8"), 1)))


@pytest.mark.parametrize("seed", range(4))
def test_mutants_of_the_edition(seed: int) -> None:
    for data in islice(mutants(seed), 25):
        is_sound(look(data))


@pytest.mark.long
@pytest.mark.timeout(0)
def test_many_mutants_of_the_edition() -> None:
    end = time.monotonic() + float(os.environ.get("TITELEI_FUZZ_SECONDS", "60"))
    for data in mutants(2021):
        is_sound(look(data))
        if time.monotonic() > end:
            break


@pytest.mark.long
@pytest.mark.parametrize("name", COSTLY)
def test_memory_stays_bounded(name: str, tmp_path: Path) -> None:
    path = tmp_path / "costly.xml"
    path.write_bytes(COSTLY[name]())
    result = subprocess.run(
        [sys.executable, Path(__file__).parent / "validate_one.py", path],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert "Traceback" not in result.stderr, result.stderr[-2000:]
    assert result.returncode in (0, 1), result.stderr[-2000:]
    megabytes = int(result.stdout.splitlines()[-1])
    print(f"\n{name}: {megabytes} MB")
    assert megabytes < 2500


@pytest.mark.long
def test_a_coverage_guided_fuzzer_finds_nothing(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="the Python package atheris is not installed")
    seconds = os.environ.get("TITELEI_FUZZ_SECONDS", "60")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "article.xml").write_bytes(ARTICLE)
    result = subprocess.run(
        [sys.executable, Path(__file__).parent / "guided.py", f"-max_total_time={seconds}", "-max_len=40000",
         "-rss_limit_mb=4000", "-timeout=30", f"-artifact_prefix={tmp_path}/", corpus],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-3000:]
