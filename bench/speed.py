"""How long single things take that must not grow with the square of their size, beside what they may take.

    .venv/bin/python bench/speed.py [NAME…] [--pages 1000]

CPU time is that of this process and its children, so that other work on the machine counts little. The exit code is 1
where something took longer than it may.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import records  # noqa: E402
from encode.scoring import OWN, page_files  # noqa: E402
from fuzz.strange import COSTLY, COSTLY_SECONDS  # noqa: E402
from laws.article import SETTINGS  # noqa: E402
from laws.collaboration import collaboration  # noqa: E402
from prose.measure import sentences  # noqa: E402
from titelei import batch, resources  # noqa: E402
from titelei.encode import encode, many  # noqa: E402
from titelei.encode.prose import Known, annotate  # noqa: E402
from titelei.errors import DocumentError  # noqa: E402
from titelei.render.render import render  # noqa: E402
from titelei.validate import hygiene  # noqa: E402
from titelei.validate.document import validate  # noqa: E402
from titelei.validate.schematron import compile_schema, run  # noqa: E402
from titelei.xml.read import parse  # noqa: E402

ARTICLE: Final = ROOT / "tei" / "articles" / "ambartsumyan-2021.xml"
GOLD: Final = ROOT / "tests" / "prose" / "gold" / "fresh.txt"
VALIDATE: Final = ROOT / "tests" / "fuzz" / "validate_one.py"

_PAGE: Final = "A Title of Many Words\n\nIvan Petrov\nSalt University\n\nAbstract. Here is one, and here the rest.\n\n"
_UNITS: Final = ("a", "a ", "A. ", "1,", "a@", "1 ", "(")
_RULE: Final = (
    '<sch:pattern id="p{0}"><sch:rule context="e{1}"><sch:let name="v" value="string(@k)"/><sch:assert id="p{0}" '
    'test="$v != \'x\'" diagnostics="d{0}">m <sch:value-of select="$v"/></sch:assert></sch:rule></sch:pattern>'
)


def seconds_of(work: Callable[[], object]) -> float:
    """Give the CPU time of this process and its children that something takes."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def long_lines() -> float:
    """Encode the slowest of pages with one line of 20,000 characters, which is all that is read of a line."""

    def one(unit: str) -> None:
        encode(f"{_PAGE}{(unit * 20_000)[:20_000]}\n".encode(), name="x.txt", when="2026-11-22", version="0.1.0")

    one("a")
    return max(seconds_of(partial(one, unit)) for unit in _UNITS)


def refused_lines() -> float:
    """Refuse the slowest of pages with one line of 200,000 characters."""

    def one(unit: str) -> None:
        data = f"{_PAGE}{(unit * 200_000)[:200_000]}\n".encode()
        try:
            encode(data, name="x.txt", when="2026-11-22", version="0.1.0")
        except DocumentError:
            return
        raise AssertionError("a line of 200,000 characters was read")

    return max(seconds_of(partial(one, unit)) for unit in _UNITS)


def abstract_of(lang: str) -> float:
    """Annotate 1,500 characters that are denser with names than any abstract; give milliseconds."""
    text = " ".join(s.text for s in sentences(GOLD) if s.lang == lang)[:1500]

    def work() -> None:
        annotate(text, lang, Known())

    work()
    return min(seconds_of(work) for _ in range(60)) * 1000


def ten_times_the_findings() -> float:
    """Tell how many times as long 4,000 findings in one line take as 400."""

    def one(count: int) -> float:
        document = parse(_with_findings(count), name="d.xml")
        return seconds_of(lambda: hygiene.findings(document))

    one(400)
    return one(4000) / max(one(400), 0.01)


def _with_findings(count: int) -> bytes:
    text = ARTICLE.read_text("utf-8")
    at = text.index("</p>", text.index('type="abstract"'))
    return (text[:at] + "word\u200b " * count + text[at:]).encode()


def _report(form: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / ARTICLE.name
        file.write_bytes(_with_findings(18_000))
        command = [sys.executable, "-m", "titelei.cli.main", "validate", ARTICLE.name, "--report", form, "-o", "report"]
        taken = seconds_of(lambda: subprocess.run(command, cwd=folder, check=False, capture_output=True))
        print(f"  {form}: {(Path(folder) / 'report').stat().st_size / 1e6:.1f} MB")
        return taken


def _schema(folder: Path) -> Path:
    schema = folder / "s.sch"
    rules = "".join(_RULE.format(n, n % 20) for n in range(60))
    diagnostics = "".join(f'<sch:diagnostic id="d{n}">r</sch:diagnostic>' for n in range(60))
    start = '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
    schema.write_text(f"{start}{rules}<sch:diagnostics>{diagnostics}</sch:diagnostics></sch:schema>", "utf-8")
    return schema


def compiling_sixty_rules() -> float:
    """Compile a Schematron schema of sixty rules."""
    with tempfile.TemporaryDirectory() as folder:
        schema = _schema(Path(folder))
        return seconds_of(lambda: compile_schema(schema))


def running_sixty_rules() -> float:
    """Run them on a document of 600 elements."""
    text = "<r>" + "".join(f'<e{n % 20} k="{n}">{"text " * 4}</e{n % 20}>' for n in range(600)) + "</r>"
    document = parse(text.encode(), name="d.xml", edition=False)
    with tempfile.TemporaryDirectory() as folder:
        compiled = compile_schema(_schema(Path(folder)))
        run(compiled, document)
        return min(seconds_of(lambda: run(compiled, document)) for _ in range(10))


def pages(count: int, suffix: str = "", jobs: int = 2, of: tuple[Path, ...] = ()) -> float:
    """Encode so many pages, of one kind of file where ``suffix`` says which; give what a thousand would take.

    ``of`` are pages to encode instead of our own.
    """
    own = [p for p in page_files(OWN) if not p.name.startswith("not-") and p.name.endswith(suffix)]
    files = of or own
    with tempfile.TemporaryDirectory() as folder:
        items = []
        for number in range(count):
            page = files[number % len(files)]
            copy = Path(folder) / f"{number:04}{page.suffix}"
            copy.write_bytes(page.read_bytes())
            items.append(many.Item(path=copy))

        def work() -> None:
            for _ in batch.over(many.every, items, jobs=jobs, how=many.How(when="2026-11-22", version="0.1.0")):
                pass

        return seconds_of(work) / count * 1000


def saved_pages() -> tuple[Path, ...]:
    """Give the pages of real journals as browsers saved them; none where they are not beside the project."""
    return tuple(sorted((ROOT.parent / "shared" / "pages").rglob("*.html")))


def of_records(kind: str, count: int) -> float:
    """Encode so many records into an edition, in one process; give what a thousand take, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        command = _command(records.write(kind, count, Path(folder)))
        return seconds_of(lambda: subprocess.run(command, cwd=folder, check=False, capture_output=True)) / count * 1000


def growth_of_memory(kind: str, count: int) -> float:
    """Tell how many times the memory of the same command a file of ten times as many records takes."""

    def one(number: int) -> int:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-c", _MEASURED, *_command(records.write(kind, number, Path(folder)))]
            told = subprocess.run(command, cwd=folder, check=True, capture_output=True)
            return int(told.stdout)

    return one(count) / one(count // 10)


_MEASURED: Final = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def _command(made: Path) -> list[str]:
    (made.parent / "titelei.toml").write_text("", "utf-8")
    return [sys.executable, "-m", "titelei.cli.main", "encode", str(made), "--quiet", "--jobs", "1"]


def of_authors(count: int, form: str = "") -> float:
    """Validate the article of so many authors, or render it in a format."""
    document = parse(collaboration(count), name="brook-2020.xml")
    schemas = resources.schemas()
    if form:
        return seconds_of(lambda: render(document, settings=SETTINGS, formats=(form,)))
    return seconds_of(
        lambda: validate(document, grammar=schemas / "frontmatter.rng", rules=schemas / "frontmatter.sch")
    )


def growth_with_authors(form: str = "") -> float:
    """Tell how many times as long 3,000 authors take as 750."""
    of_authors(10, form)
    return of_authors(3000, form) / of_authors(750, form)


def costly(name: str) -> float:
    """Validate a document made to cost much, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "costly.xml"
        path.write_bytes(COSTLY[name]())
        command = [sys.executable, str(VALIDATE), str(path)]
        return seconds_of(lambda: subprocess.run(command, check=False, capture_output=True))


def measures(count: int) -> Mapping[str, tuple[Callable[[], float], float, str]]:
    """Give by name what is measured, what it may be, and in which unit."""
    saved = saved_pages()
    of_journals = partial(pages, len(saved), jobs=1, of=saved)
    return {
        "encode a line of 20,000 characters": (long_lines, 1, "s"),
        "refuse a line of 200,000 characters": (refused_lines, 1, "s"),
        **{f"names and dates of an abstract in {n}": (partial(abstract_of, n), 6, "ms") for n in ("en", "ru")},
        "ten times the findings": (ten_times_the_findings, 20, "times"),
        "18,000 findings as JSON": (partial(_report, "json"), 10, "s"),
        "18,000 findings as SARIF": (partial(_report, "sarif"), 12, "s"),
        "compile sixty rules": (compiling_sixty_rules, 1, "s"),
        "run sixty rules": (running_sixty_rules, 0.05, "s"),
        "encode a thousand pages": (partial(pages, count), 20, "s"),
        "encode a thousand pages of HTML": (partial(pages, count, ".html", 1), 25, "s"),
        **({"encode a thousand saved pages of journals": (of_journals, 25, "s")} if saved else {}),
        "encode a thousand records of JATS": (partial(of_records, "jats.xml", count), 15, "s"),
        "encode a thousand records of RIS": (partial(of_records, "ris", count), 10, "s"),
        "memory of ten times as many records of RIS": (partial(growth_of_memory, "ris", 10 * count), 1.5, "times"),
        "validate an article of 3,000 authors": (partial(of_authors, 3000), 10, "s"),
        "the page of an article of 3,000 authors": (partial(of_authors, 3000, "html"), 15, "s"),
        "validate four times the authors": (growth_with_authors, 6, "times"),
        "the page of four times the authors": (partial(growth_with_authors, "html"), 6, "times"),
        **{f"costly: {name}": (partial(costly, name), COSTLY_SECONDS.get(name, 60), "s") for name in COSTLY},
    }


def main() -> int:
    """Measure what was asked for, else everything, and print a line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="parts of names of what is measured; everything by default")
    parser.add_argument("--pages", type=int, default=1000, help="pages that are encoded")
    asked = parser.parse_args()
    too_long = 0
    for name, (measure, most, unit) in measures(asked.pages).items():
        if asked.names and not any(part in name for part in asked.names):
            continue
        found = measure()
        too_long += found > most
        print(f"{name:45} {found:8.2f} {unit:5} of {most:g}{'  TOO LONG' if found > most else ''}", flush=True)
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
