"""A whole sequential harvest over a socket: one server process, and a client that parses nothing but the token."""

import http.client
import multiprocessing
import re
import resource
import statistics
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

import uvicorn

from oai_records import provider
from titelei.repository.catalogue import Catalogue
from titelei.repository.ocfl import Repository
from titelei.web.app import create_app
from titelei.web.server import configuration, listen


def _serve(folder: Path, database: str, port: Connection, stop: Connection) -> None:
    catalogue = Catalogue(Repository(folder), database=database)
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(configuration(create_app(catalogue, provider(catalogue))))

    def wait() -> None:
        stop.recv()
        server.should_exit = True

    threading.Thread(target=wait, daemon=True).start()
    port.send(listening.getsockname()[1])
    server.run(sockets=[listening])
    used = resource.getrusage(resource.RUSAGE_SELF)
    port.send(used.ru_utime + used.ru_stime)


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
    cpu = port_here.recv() if port_here.poll(30) else float("nan")
    server.join(30)
    return {
        "records": got,
        "seconds": seconds,
        "records a second": got / seconds,
        "server's CPU seconds": cpu,
        "page p50 ms": statistics.median(took),
        "page p95 ms": sorted(took)[int(len(took) * 0.95)],
        "memory MB after a tenth": early / 1000,
        "memory MB at the end": late / 1000,
    }


def _resident(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0
