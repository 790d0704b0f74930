"""Single pages: at the application from request to last byte, and the query alone by key and by offset."""

import asyncio
import time
from statistics import median
from typing import Any, Final
from urllib.parse import urlencode

from sqlalchemy import select

from oai_records import FIRST, SIGNER, SPAN, provider
from titelei.oai.tokens import Token
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.reading import Selection, snapshot
from titelei.repository.catalogue.tables import record
from titelei.web.app import create_app

_WARMING: Final = 5


def page_times(catalogue: Catalogue, records: int, repeats: int, *, encoding: str) -> dict[str, dict[str, float]]:
    """Time warm pages of 100 at both ends and in the middle: p50 and p95 in ms, and CPU in ms on the average."""
    app: Any = create_app(catalogue, provider(catalogue))

    async def run() -> dict[str, dict[str, float]]:
        pages = {name: urlencode(query).encode() for name, query in _pages(catalogue, records).items()}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
        for turn in range(repeats + _WARMING):
            # By turns, so that whatever else the machine does meets all of them alike.
            for name, query in pages.items():
                took = await _ask(app, query, encoding)
                if turn >= _WARMING:
                    taken[name].append(took)
        return {
            name: {
                "p50": median(wall for wall, _ in times),
                "p95": _p95([wall for wall, _ in times]),
                "cpu": sum(cpu for _, cpu in times) / len(times),
            }
            for name, times in taken.items()
        }

    return asyncio.run(run())


async def _ask(app: Any, query: bytes, encoding: str) -> tuple[float, float]:
    """Ask the application as a server does; give wall and CPU time in ms."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/oai",
        "raw_path": b"/oai",
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", encoding.encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    sent = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    begun, used = time.perf_counter(), time.process_time()
    await app(scope, receive, send)
    took = (time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000
    assert sent[0]["status"] == 200, sent
    if encoding == "identity":
        assert sum(each.get("body", b"").count(b"<record>") for each in sent) == 100, sent
    return took


def _pages(catalogue: Catalogue, records: int) -> dict[str, dict[str, str]]:
    with snapshot(catalogue.database) as shown:
        epoch = shown.epoch
    stamps = {name: FIRST + n * SPAN // records for name, n in _depths(records).items()}

    def token(stamp: int, cursor: int) -> str:
        return SIGNER.write(
            Token(verb="ListRecords", prefix="oai_dc", place=stamp << 20, cursor=cursor, size=records, epoch=epoch)
        )

    pages = {"first": {"verb": "ListRecords", "metadataPrefix": "oai_dc"}}
    for name, n in _depths(records).items():
        pages[name] = {"verb": "ListRecords", "resumptionToken": token(stamps[name], n)}
    pages["first of a set"] = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "journal:j3"}
    day = time.strftime("%Y-%m-%d", time.gmtime(FIRST + SPAN // 3))
    pages["first from a date"] = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": day}
    return pages


def _depths(records: int) -> dict[str, int]:
    return {"middle": records // 2, "last": records - 150}


def offset_times(catalogue: Catalogue, records: int, repeats: int) -> dict[str, float]:
    """Time the same pages by OFFSET, the way that grows with depth; the query alone, in ms at p95."""
    times = {}
    for name, n in {"first": 0, **_depths(records)}.items():
        taken = []
        for _ in range(repeats):
            with catalogue.database.reading() as connection:
                begun = time.perf_counter()
                columns = (record.c.key, record.c.header, record.c.body)
                connection.execute(select(*columns).order_by(record.c.key).limit(100).offset(n)).all()
                taken.append((time.perf_counter() - begun) * 1000)
        times[name] = _p95(taken)
    return times


def keyset_times(catalogue: Catalogue, records: int, repeats: int) -> dict[str, float]:
    """Time the query alone by key, in ms at p95."""
    times = {}
    for name, n in {"first": 0, **_depths(records)}.items():
        place = (FIRST + n * SPAN // records) << 20
        taken = []
        for _ in range(repeats):
            with snapshot(catalogue.database) as shown:
                begun = time.perf_counter()
                shown.page(Selection(prefix="oai_dc"), place, 100)
                taken.append((time.perf_counter() - begun) * 1000)
        times[name] = _p95(taken)
    return times


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
