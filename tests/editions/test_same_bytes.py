"""Outputs are the same byte for byte in every process, whatever its hash seed, clock zone, locale, folder and order."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from titelei.names import TEI

pytestmark = pytest.mark.long

MAIN: Final = "from titelei.cli.main import main; main()"

_DAY: Final = re.compile(rb"(?<![\d-])(?:19|20)\d\d-[01]\d-[0-3]\d(?![\d-])")
_MOMENT: Final = re.compile(rb"(?<!\d)20\d{12}(?!\d)")


def _rendered(
    paths: list[Path], out: Path, *options: str, cwd: Path, environment: Mapping[str, str]
) -> dict[str, bytes]:
    """Render in a new process and give all files by their path under ``out``."""
    command = [sys.executable, "-c", MAIN, "render", *map(str, paths), "-o", str(out), "--quiet", *options]
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


@pytest.fixture(scope="module")
def twice(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Render all articles of both editions twice, in processes that differ in all they should not depend on."""
    project = root / "tests" / "editions" / "waterways"
    paths = sorted((project / "tei" / "articles").glob("*.xml")) + sorted((root / "tei" / "articles").glob("*.xml"))
    settings = ("--project", str(project))
    folder = tmp_path_factory.mktemp("same bytes — те же")
    first = _rendered(
        paths,
        folder / "first",
        *settings,
        "--jobs=1",
        cwd=root,
        environment={"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    )
    second = _rendered(
        paths[::-1],
        folder / "second",
        *settings,
        "--jobs=2",
        cwd=folder,
        environment={"PYTHONHASHSEED": "4711", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
    )
    return first, second


def test_two_processes_that_differ_in_everything_write_the_same_bytes(
    twice: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    first, second = twice
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert len(first) > 100


def test_no_output_holds_a_day_that_the_edition_does_not(
    twice: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    """The time of rendering is in no file: every day in an output stands in the article's TEI."""
    first, _ = twice
    strange = []
    for name, data in first.items():
        article = name.partition("/")[0]
        source = first[f"{article}/{article}.tei.xml"]
        known = set(_DAY.findall(source)) | {day.replace(b"-", b"") for day in _DAY.findall(source)}
        strange += [(name, day) for day in _DAY.findall(data) if day not in known]
        strange += [(name, moment) for moment in _MOMENT.findall(data) if moment[:8] not in known]
    assert strange == []


def test_times_in_outputs_are_those_of_the_newest_change(twice: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    first, _ = twice
    tei = etree.fromstring(first["orlova-2020/orlova-2020.tei.xml"])
    newest = max(str(change.get("when")) for change in tei.iter(f"{{{TEI}}}change"))
    assert newest == "2026-03-02T16:20:00Z"
    assert b"<datestamp>2026-03-02T16:20:00Z</datestamp>" in first["orlova-2020/orlova-2020.oai-record.xml"]
    assert b'"dateModified": "2026-03-02T16:20:00Z"' in first["orlova-2020/orlova-2020.jsonld"]
