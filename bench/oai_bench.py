"""How fast the provider answers: makes records, harvests them over HTTP, prints a table, with offset paging beside it.

    python bench/oai_bench.py --records 1000000 [--database postgresql://…] [--folder DIR] [--json]

One server process answers one client. ``page`` times are the server's own (request to last byte, at the application);
``harvest`` is a whole sequential harvest over a socket, through a client that reads and parses nothing but the token.
"""

import argparse
import asyncio
import http.client
import json
import multiprocessing
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from titelei.catalogue import Catalogue, Item, Set
from titelei.catalogue.reading import Selection, snapshot
from titelei.oai import Identity, Provider
from titelei.oai.tokens import Signer, Token
from titelei.repository import Repository

_FIRST = 1_577_836_800
_SPAN = 6 * 365 * 86_400
_WORDS = "history war peace trade region policy church archive steppe river fair guild reform law school press".split()
_SIGNER = Signer(b"bench" * 7)


def items(records: int) -> Iterator[Item]:
    """Make items whose oai_dc looks like that of an article: title, author, abstract, key words, about 2 kB."""
    chance = random.Random(1)
    for n in range(records):
        title = " ".join(chance.choices(_WORDS, k=9)).capitalize()
        abstract = " ".join(chance.choices(_WORDS, k=190))
        year = 1990 + n % 35
        subjects = "".join(f"<dc:subject>{word}</dc:subject>" for word in chance.sample(_WORDS, 6))
        dc = (
            '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ '
            'http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
            f"<dc:title>{title}</dc:title><dc:creator>Author, A. {n}</dc:creator>{subjects}"
            f"<dc:description>{abstract}</dc:description><dc:date>{year}</dc:date>"
            f"<dc:identifier>https://titelei.example.org/articles/a{n}</dc:identifier><dc:language>rus</dc:language>"
            "<dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights></oai_dc:dc>"
        )
        yield Item(
            identifier=f"oai:titelei.example.org:a{n}",
            article=f"a{n}",
            version="v1",
            datestamp=_FIRST + n * _SPAN // records,
            title=title,
            rights="https://creativecommons.org/licenses/by/4.0/",
            sets=(Set(spec=f"journal:j{n % 10}", name=f"Journal {n % 10}"), Set(spec=f"year:{year}", name=str(year))),
            metadata={"oai_dc": dc.encode()},
        )


def make(folder: Path, database: str, records: int) -> Catalogue:
    """Make a catalogue of so many records, in the tables that a repository has."""
    from titelei.catalogue.writing import Writer

    folder.mkdir(parents=True, exist_ok=True)
    catalogue = Catalogue(Repository(folder), database=database)
    catalogue.database.migrate()
    with catalogue.database.writing() as connection:
        Writer(connection).load(items(records))
    if catalogue.database.file is None:
        _vacuum(catalogue)
    return catalogue


def _vacuum(catalogue: Catalogue) -> None:
    with catalogue.database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")


def provider(catalogue: Catalogue, page_size: int = 100) -> Provider:
    """Give the provider as it is served."""
    identity = Identity(name="bench", admin_email="admin@titelei.example.org", domain="titelei.example.org")
    return Provider(catalogue, identity=identity, signer=_SIGNER, page_size=page_size)


def page_times(catalogue: Catalogue, records: int, repeats: int) -> dict[str, float]:
    """Time warm pages of 100 at both ends and in the middle, through the whole application (ASGI), in ms at p95."""
    import httpx

    from titelei.web.app import create_app

    app = create_app(catalogue, provider(catalogue))

    async def ask(client: httpx.AsyncClient, query: dict[str, str]) -> float:
        begun = time.perf_counter()
        answer = await client.get("http://localhost/oai", params=query)
        took = time.perf_counter() - begun
        assert answer.text.count("<record>") == 100, answer.text[:500]
        return took * 1000

    async def run() -> dict[str, float]:
        pages = _pages(catalogue, records)
        taken: dict[str, list[float]] = {name: [] for name in pages}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            for turn in range(repeats + 5):
                # By turns, so that whatever else the machine does meets all of them alike.
                for name, query in pages.items():
                    took = await ask(client, query)
                    if turn >= 5:
                        taken[name].append(took)
        return {name: sorted(times)[int(len(times) * 0.95)] for name, times in taken.items()}

    return asyncio.run(run())


def _pages(catalogue: Catalogue, records: int) -> dict[str, dict[str, str]]:
    with snapshot(catalogue.database) as shown:
        epoch = shown.epoch
    stamps = {name: _FIRST + n * _SPAN // records for name, n in _depths(records).items()}

    def token(stamp: int, cursor: int) -> str:
        return _SIGNER.write(
            Token(verb="ListRecords", prefix="oai_dc", place=stamp << 20, cursor=cursor, size=records, epoch=epoch)
        )

    pages = {"first": {"verb": "ListRecords", "metadataPrefix": "oai_dc"}}
    for name, n in _depths(records).items():
        pages[name] = {"verb": "ListRecords", "resumptionToken": token(stamps[name], n)}
    pages["first of a set"] = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "journal:j3"}
    day = time.strftime("%Y-%m-%d", time.gmtime(_FIRST + _SPAN // 3))
    pages["first from a date"] = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": day}
    return pages


def _depths(records: int) -> dict[str, int]:
    return {"middle": records // 2, "last": records - 150}


def offset_times(catalogue: Catalogue, records: int, repeats: int) -> dict[str, float]:
    """Time the same pages by OFFSET, the way that grows with depth; the query alone, in ms at p95."""
    from sqlalchemy import select

    from titelei.catalogue.tables import record

    times = {}
    for name, n in {"first": 0, **_depths(records)}.items():
        taken = []
        for _ in range(repeats):
            with catalogue.database.reading() as connection:
                begun = time.perf_counter()
                columns = (record.c.key, record.c.header, record.c.body)
                connection.execute(select(*columns).order_by(record.c.key).limit(100).offset(n)).all()
                taken.append((time.perf_counter() - begun) * 1000)
        times[name] = sorted(taken)[int(len(taken) * 0.95)]
    return times


def keyset_times(catalogue: Catalogue, records: int, repeats: int) -> dict[str, float]:
    """Time the query alone by key, in ms at p95."""
    times = {}
    for name, n in {"first": 0, **_depths(records)}.items():
        place = (_FIRST + n * _SPAN // records) << 20
        taken = []
        for _ in range(repeats):
            with snapshot(catalogue.database) as shown:
                begun = time.perf_counter()
                shown.page(Selection(prefix="oai_dc"), place, 100)
                taken.append((time.perf_counter() - begun) * 1000)
        times[name] = sorted(taken)[int(len(taken) * 0.95)]
    return times


def _serve(folder: Path, database: str, port: Connection, stop: Connection) -> None:
    import threading

    import uvicorn

    from titelei.web.app import create_app
    from titelei.web.server import configuration, listen

    catalogue = Catalogue(Repository(folder), database=database)
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(configuration(create_app(catalogue, provider(catalogue))))

    def wait() -> None:
        stop.recv()
        server.should_exit = True

    threading.Thread(target=wait, daemon=True).start()
    port.send(listening.getsockname()[1])
    server.run(sockets=[listening])
    port.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def harvest(folder: Path, database: str) -> dict[str, float]:
    """Harvest all over one connection; give records a second, and the server's memory after a tenth and at the end."""
    context = multiprocessing.get_context("spawn")
    port_here, port_there = context.Pipe()
    stop_there, stop_here = context.Pipe(duplex=False)
    server = context.Process(target=_serve, args=(folder, database, port_there, stop_there))
    server.start()
    # The server's end is its own: where it dies, there is nothing more to wait for.
    port_there.close()
    if not port_here.poll(120):
        server.kill()
        raise RuntimeError("The server did not start within two minutes.")
    connection = http.client.HTTPConnection("127.0.0.1", port_here.recv(), timeout=60)
    query = "verb=ListRecords&metadataPrefix=oai_dc"
    got, pages, took, early = 0, 0, [], 0
    begun = time.perf_counter()
    while query:
        asked = time.perf_counter()
        connection.request("GET", f"/oai?{query}")
        data = connection.getresponse().read()
        took.append((time.perf_counter() - asked) * 1000)
        got += data.count(b"<record>")
        pages += 1
        found = re.search(rb'completeListSize="(\d+)"[^>]*>([^<]*)</resumptionToken>', data[-1000:])
        query = f"verb=ListRecords&resumptionToken={found[2].decode()}" if found and found[2] else ""
        if found and not early and got * 10 >= int(found[1]):
            early = _resident(server.pid or 0)
    seconds = time.perf_counter() - begun
    late = _resident(server.pid or 0)
    connection.close()
    stop_here.send(None)
    server.join(30)
    return {
        "records": got,
        "seconds": seconds,
        "records a second": got / seconds,
        "page p50 ms": statistics.median(took),
        "page p95 ms": sorted(took)[int(len(took) * 0.95)],
        "memory MB after a tenth": early / 1000,
        "memory MB at the end": late / 1000,
    }


def _resident(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def run(folder: Path, database: str, records: int, repeats: int) -> dict[str, Any]:
    """Make the records and measure."""
    begun = time.perf_counter()
    catalogue = make(folder, database, records)
    made = time.perf_counter() - begun
    result = {
        "database": catalogue.database.engine.dialect.name,
        "records": records,
        "made in seconds": made,
        "page p95 ms": page_times(catalogue, records, repeats),
        "query by key, p95 ms": keyset_times(catalogue, records, repeats),
        "query by offset, p95 ms": offset_times(catalogue, records, min(repeats, 20)),
        "harvest": harvest(folder, database),
    }
    catalogue.close()
    return result


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--database", default="", help="URL of an empty PostgreSQL database; default: SQLite")
    parser.add_argument("--folder", type=Path, help="where to make the repository (default: a temporary folder)")
    parser.add_argument("--repeats", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        result = run(given.folder or Path(temporary, "repository"), given.database, given.records, given.repeats)
    if given.json:
        print(json.dumps(result, indent=2))
        return 0
    print(f"{result['records']} records in {result['database']}, made in {result['made in seconds']:.0f} s\n")
    columns = ("page p95 ms", "query by key, p95 ms", "query by offset, p95 ms")
    print(f"{'page':<20}" + "".join(f"{name:>26}" for name in columns))
    for page in result["page p95 ms"]:
        print(f"{page:<20}" + "".join(f"{result[name].get(page, float('nan')):>26.2f}" for name in columns))
    print("\nwhole harvest")
    for name, value in result["harvest"].items():
        print(f"  {name:<26}{value:>12.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
