"""How fast the provider answers: makes records, asks for pages, harvests them over HTTP, prints a table a database.

    python bench/oai_bench.py --records 1000000 [--database sqlite|postgresql|URL] [--folder DIR] [--json]

PostgreSQL is started for it where it is installed, with a cluster of its own, as another user where this one is root.
``page`` times are the server's own, from request to last byte at the application; ``harvest`` goes over a socket, with
one server process and one client. Offset paging stands beside keyset paging: it is what grows with depth.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from catalogue.postgres import cluster, new_database, programs
from oai_harvest import harvest
from oai_pages import keyset_times, offset_times, page_times
from oai_records import make

_OFFSET_REPEATS: Final = 20


def run(folder: Path, database: str, records: int, repeats: int) -> dict[str, Any]:
    """Make the records and measure."""
    begun = time.perf_counter()
    catalogue = make(folder, database, records)
    made = time.perf_counter() - begun
    result = {
        "database": catalogue.database.engine.dialect.name,
        "records": records,
        "made in seconds": made,
        "load": os.getloadavg()[0],
        "page": page_times(catalogue, records, repeats, encoding="identity"),
        "page in gzip": page_times(catalogue, records, repeats, encoding="gzip"),
        "query by key": keyset_times(catalogue, records, repeats),
        "query by offset": offset_times(catalogue, records, min(repeats, _OFFSET_REPEATS)),
        "harvest": harvest(folder, database),
    }
    catalogue.close()
    return result


def show(result: dict[str, Any]) -> None:
    """Print one database's table."""
    print(
        f"\n{result['records']:,} records in {result['database']}, made in {result['made in seconds']:.0f} s; "
        f"load of the machine {result['load']:.1f} on {os.cpu_count()} cores\n"
    )
    columns = ("p50 ms", "p95 ms", "CPU ms", "gzip p95 ms", "gzip CPU ms", "by key p95", "by offset p95")
    print(f"{'warm page of 100':<18}" + "".join(f"{name:>15}" for name in columns))
    for name, plain in result["page"].items():
        packed = result["page in gzip"][name]
        numbers = [plain["p50"], plain["p95"], plain["cpu"], packed["p95"], packed["cpu"]]
        numbers += [result[each].get(name) for each in ("query by key", "query by offset")]
        print(f"{name:<18}" + "".join(f"{'':>15}" if n is None else f"{n:>15.2f}" for n in numbers))
    ratio = result["page"]["last"]["p95"] / result["page"]["first"]["p95"]
    print(f"last page : first page = {ratio:.2f}\n\nwhole harvest")
    for name, value in result["harvest"].items():
        print(f"  {name:<26}{value:>12,.1f}")


@contextmanager
def databases(wanted: str) -> Iterator[list[str]]:
    """Give the databases' URLs; the empty one is SQLite."""
    if wanted not in ("", "sqlite", "postgresql"):
        yield [wanted]
        return
    found = ["" for name in ("sqlite",) if wanted in ("", name)]
    folder = None if wanted == "sqlite" else programs()
    if folder is None:
        if wanted == "postgresql":
            sys.exit("PostgreSQL is not installed: apt-get install postgresql")
        yield found
        return
    with cluster(folder) as socket:
        yield [*found, new_database(socket, "bench")]


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--database", default="", help="sqlite, postgresql, or the URL of an empty database")
    parser.add_argument("--folder", type=Path, help="where to make the repositories (default: a temporary folder)")
    parser.add_argument("--repeats", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as temporary, databases(given.database) as urls:
        for number, url in enumerate(urls):
            result = run((given.folder or Path(temporary)) / f"repository{number}", url, given.records, given.repeats)
            results.append(result)
            if not given.json:
                show(result)
    if given.json:
        print(json.dumps(results, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
