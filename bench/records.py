"""Records for the benchmarks, made from those of the tests: so many articles, each with a title and DOI of its own."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

KINDS: Final = Path(__file__).resolve().parent.parent / "tests" / "sources" / "kinds"
_DOI: Final = re.compile(r"10\.5555/[^<\"\s}]+")
_TITLE: Final = "Ice roads"


def of(kind: str, count: int) -> Iterator[str]:
    """Give so many records of a kind, as ``jats.xml`` or ``ris``."""
    whole = (KINDS / f"article.{kind}").read_text("utf-8")
    for number in range(count):
        yield _DOI.sub(f"10.5555/bench.{number}", whole, count=1).replace(_TITLE, f"{_TITLE} {number}")


def write(kind: str, count: int, folder: Path) -> Path:
    """Write so many records of a kind into a folder: of XML a file each, of other kinds one file; give its path."""
    made = folder / "records"
    made.mkdir()
    if kind.endswith(".xml"):
        for number, record in enumerate(of(kind, count)):
            (made / f"{number:05}.xml").write_text(record, "utf-8")
    else:
        with (made / f"all.{kind}").open("w", encoding="utf-8") as file:
            file.writelines(record if record.endswith("\n") else f"{record}\n" for record in of(kind, count))
    return made
