"""How long validating takes: one file from a cold start, and a batch with all rules in Saxon.

    .venv/bin/python bench/validate.py [documents]

CPU time is that of the process and its children, so that other work on the machine counts little.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
ARTICLE: Final = ROOT / "tei" / "articles" / "ambartsumyan-2021.xml"
COLD_GOAL_SECONDS: Final = 0.5
BATCH_GOAL_MILLISECONDS: Final = 15.0


def main() -> None:
    """Measure and print a table."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "titelei.toml").write_bytes((ROOT / "titelei.toml").read_bytes())
        _copies(project, documents)
        one = project / "tei" / "articles" / "a-0000.xml"
        first, _ = _run(project, one)
        cold = sorted(_run(project, one) for _ in range(5))[2]
        few = _run(project, *sorted((project / "tei" / "articles").iterdir())[:100], jobs=1)
        batch = _run(project, jobs=1)
        parallel = _run(project, jobs=os.cpu_count() or 1)
    each = (batch[0] - few[0]) / (documents - 100) * 1000
    cores = os.cpu_count() or 1
    rows = (
        ("one document, nothing compiled yet", f"{first:7.2f} s CPU", ""),
        ("one document, cold", f"{cold[0]:7.2f} s CPU", f"{cold[0] / COLD_GOAL_SECONDS:.2f} of {COLD_GOAL_SECONDS} s"),
        (f"{documents} documents, one process", f"{batch[0]:7.2f} s CPU", f"{batch[1]:.1f} s"),
        (
            "  one of them",
            f"{each:7.2f} ms CPU",
            f"{each / BATCH_GOAL_MILLISECONDS:.2f} of {BATCH_GOAL_MILLISECONDS} ms",
        ),
        (
            f"{documents} documents, {cores} processes",
            f"{parallel[0]:7.2f} s CPU",
            f"{documents / parallel[1]:.0f} a second",
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


def _run(project: Path, *paths: Path, jobs: int = 1) -> tuple[float, float]:
    """Validate, and give CPU and wall seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "titelei.cli.main", "validate", "--quiet", "--jobs", str(jobs), *map(str, paths)]
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


if __name__ == "__main__":
    main()
