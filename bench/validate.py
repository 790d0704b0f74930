"""How long validating takes: one file from a cold start, and a batch with all rules in Saxon.

    .venv/bin/python bench/validate.py [documents]

CPU time is that of the process and its children, so that other work on the machine counts little.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

ROOT: Final = Path(__file__).resolve().parent.parent
ARTICLE: Final = ROOT / "tei" / "articles" / "ambartsumyan-2021.xml"
COLD_GOAL_SECONDS: Final = 0.5
BATCH_GOAL_MILLISECONDS: Final = 15.0
FEW: Final = 100
"""What a batch of so many costs is taken off: starting costs the same whatever follows."""

_FLOOR_ROUNDS: Final = 300


def main() -> None:
    """Measure and print a table."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "titelei.toml").write_bytes((ROOT / "titelei.toml").read_bytes())
        _copies(project, documents)
        one = project / "tei" / "articles" / "a-0000.xml"
        first = _run(project, one)
        loud, cold = (sorted(_run(project, one, quiet=q).cpu for _ in range(5))[2] for q in (False, True))
        floors = [_floor(one.read_bytes())]
        few = _run(project, *sorted((project / "tei" / "articles").iterdir())[:FEW])
        batch = _run(project)
        floors.append(_floor(one.read_bytes()))
        parallel = _run(project, jobs=os.cpu_count() or 1)
    each = (batch.cpu - few.cpu) / (documents - FEW) * 1000
    cores = os.cpu_count() or 1
    floor = sum(floors) / len(floors)
    rows = (
        ("one document, nothing compiled yet", f"{first.cpu:7.2f} s CPU", ""),
        ("one document, cold", f"{loud:7.2f} s CPU", f"{loud / COLD_GOAL_SECONDS:.2f} of {COLD_GOAL_SECONDS} s"),
        ("  the same, --quiet", f"{cold:7.2f} s CPU", f"{cold / COLD_GOAL_SECONDS:.2f} of {COLD_GOAL_SECONDS} s"),
        (f"{documents} documents, one process", f"{batch.cpu:7.2f} s CPU", f"{batch.wall:.1f} s"),
        (
            "  one of them",
            f"{each:7.2f} ms CPU",
            f"{each / BATCH_GOAL_MILLISECONDS:.2f} of {BATCH_GOAL_MILLISECONDS} ms, "
            f"{each / floor:.0f} times what libxml2 takes to read and write it ({floor:.2f} ms)",
        ),
        ("  memory", f"{batch.memory:7.0f} MB", f"{few.memory:.0f} MB with {FEW} documents"),
        (
            f"{documents} documents, {cores} processes",
            f"{parallel.cpu:7.2f} s CPU",
            f"{documents / parallel.wall:.0f} a second",
        ),
    )
    for what, measured, beside in rows:
        print(f"{what:36} {measured:>15}  {beside}")


def _copies(project: Path, count: int) -> None:
    """Write the first edition under many ids."""
    articles = project / "tei" / "articles"
    articles.mkdir(parents=True)
    sources = project / "tei" / "sources"
    sources.mkdir()
    for page in (ROOT / "tei" / "sources").iterdir():
        (sources / page.name).write_bytes(page.read_bytes())
    text = ARTICLE.read_text("utf-8")
    for number in range(count):
        name = f"a-{number:04}"
        (articles / f"{name}.xml").write_text(text.replace(f'"{ARTICLE.stem}"', f'"{name}"', 1), "utf-8")


@dataclass(frozen=True, kw_only=True)
class _Cost:
    """CPU and wall seconds, and the memory that a process had at most, in megabytes."""

    cpu: float
    wall: float
    memory: float


def _run(project: Path, *paths: Path, jobs: int = 1, quiet: bool = True) -> _Cost:
    """Validate in a process of its own."""
    command = [sys.executable, "-m", "titelei.cli.main", "validate", "--jobs", str(jobs), *map(str, paths)]
    start = time.perf_counter()
    process = subprocess.Popen([*command, *(["--quiet"] if quiet else [])], cwd=project, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"validate gave {process.returncode}")
    return _Cost(cpu=used.ru_utime + used.ru_stime, wall=wall, memory=used.ru_maxrss / 1024)


def _floor(data: bytes) -> float:
    """Give the milliseconds of CPU that libxml2 takes to read and write one document: how fast this machine is now."""
    start = time.process_time()
    for _ in range(_FLOOR_ROUNDS):
        etree.tostring(etree.fromstring(data))
    return (time.process_time() - start) / _FLOOR_ROUNDS * 1000


if __name__ == "__main__":
    main()
