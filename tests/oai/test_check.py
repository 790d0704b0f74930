"""The self-test passes on our server, and finds what is wrong with others."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

import pytest

from catalogue.articles import Clock, open_catalogue, put
from oai.server import serving
from titelei.errors import UsageError
from titelei.model import Severity
from titelei.oai.check import Outcome, check_server, findings


def test_our_server_passes_every_check(url: str) -> None:
    results = list(check_server(url))
    assert [r for r in results if r.outcome is not Outcome.PASSED] == []
    assert len(results) >= 40
    assert len({r.name for r in results}) == len(results)
    assert all(r.asks.endswith(".") and r.clause for r in results)


@contextmanager
def distorted(
    url: str, distort: Callable[[str, bytes], bytes], status: int = 200, hang_up: type[Exception] = TimeoutError
) -> Iterator[str]:
    """Run a server that hands on what ours answers, distorted; where that raises ``hang_up`` it does so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = self.path.partition("?")[2]
            with urlopen(f"{url}?{query}") as answer:
                data = answer.read()
            try:
                data = distort(query, data.replace(url.encode(), here.encode()))
            except hang_up:
                return
            self.send_response(status)
            if status == 503:
                self.send_header("Retry-After", "20")
            self.send_header("Content-Type", "text/xml")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = f"http://127.0.0.1:{server.server_port}/oai"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (b"admin@", b"a@", "identify-admin-email"),
        (b"<protocolVersion>2.0", b"<protocolVersion>1.1", "identify-version"),
        (b'code="badVerb"', b'code="badArgument"', "error-unknown-verb"),
        (b'code="noRecordsMatch"', b'code="badArgument"', "error-nothing-fits"),
        (b"<metadataPrefix>oai_dc<", b"<metadataPrefix>dc<", "formats-oai-dc"),
        (b"<setSpec>lang</setSpec>", b"<setSpec>lang uage</setSpec>", "sets-specs"),
        (b"<setSpec>lang</setSpec><setSpec>", b"<setSpec>", "list-sets-named"),
        (b'cursor="3"', b'cursor="4"', "token-size-and-cursor"),
        (b'encoding="UTF-8"', b'encoding="ISO-8859-1"', "xml-encoding"),
        (b"Z</datestamp>", b"</datestamp>", "record-datestamps"),
        (b"<repositoryName>", b"<repositoryNames>", "identify-complete"),
    ],
)
def test_a_fault_of_a_server_is_found(url: str, old: bytes, new: bytes, rule: str) -> None:
    def distort(_query: str, data: bytes) -> bytes:
        return data.replace(old, new).replace(
            b"</repositoryName>", b"</repositoryNames>" if b"Names" in new else b"</repositoryName>"
        )

    with distorted(url, distort) as there:
        found = {f.rule: f for f in findings(check_server(there))}
    assert rule in found
    assert found[rule].clause.startswith("OAI-PMH 2.0, ")
    assert found[rule].severity in (Severity.ERROR, Severity.WARNING)


def test_a_server_that_answers_something_else_has_one_fault(url: str) -> None:
    asked: list[str] = []

    def distort(query: str, _data: bytes) -> bytes:
        asked.append(query)
        return b"<html>"

    with distorted(url, distort) as there:
        results = list(check_server(there))
    assert len(results) >= 40
    assert [r.name for r in results if r.outcome is Outcome.FAILED] == ["identify-complete"]
    assert {r.outcome for r in results if r.name != "identify-complete"} == {Outcome.SKIPPED}
    assert asked == ["verb=Identify"]


@pytest.mark.long
def test_a_day_of_many_pages_without_order_is_no_fault(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "repository")
    clock = Clock()
    for n in range(7):
        clock.seconds += 60
        put(catalogue, f"a{n}", now=clock)

    def backwards(query: str, data: bytes) -> bytes:
        # The day's list comes with its earliest record last.
        if f"from={clock():%Y-%m-%d}" not in query or "T" in query:
            return data
        first = re.search(rb"<header>.*?</header>", data, re.DOTALL)
        other = data.replace(b"<ListIdentifiers>\n" + first[0], b"<ListIdentifiers>\n") if first else data
        return other

    with serving(catalogue, page_size=3) as own, distorted(own, backwards) as there:
        results = {r.name: r for r in check_server(there)}
    assert results["list-by-day"].outcome is Outcome.FAILED
    assert "does not give a record" in results["list-by-day"].said

    def without_order(query: str, data: bytes) -> bytes:
        if "from=" not in query and "resumptionToken" not in query and "ListIdentifiers" in query:
            # The list of all begins with another record than the list of the day.
            last = f"{clock():%Y-%m-%dT%H:%M:%SZ}".encode()
            return re.sub(rb"<datestamp>.*?</datestamp>", b"<datestamp>" + last + b"</datestamp>", data, count=1)
        return data

    with serving(catalogue, page_size=3) as own, distorted(own, without_order) as there:
        results = {r.name: r for r in check_server(there)}
    assert results["list-by-day"].outcome is Outcome.PASSED


def test_a_server_that_hangs_up_on_what_is_wrong_fails_just_those_checks(url: str) -> None:
    class HangsUp(Exception):  # noqa: N818
        pass

    def distort(_query: str, data: bytes) -> bytes:
        if b"<error" in data:
            raise HangsUp
        return data

    with distorted(url, distort, hang_up=HangsUp) as there:
        results = {r.name: r for r in check_server(there)}
    assert results["error-no-verb"].outcome is Outcome.FAILED
    assert "is not answered" in results["error-no-verb"].said
    assert results["identify-complete"].outcome is Outcome.PASSED


def test_an_answer_without_end_is_not_read_to_its_end(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("titelei.oai.check.server._MOST_BYTES", 20_000)
    with distorted(url, lambda _query, data: data + b" " * 1_000_000) as there:
        results = list(check_server(there))
    (failed,) = (r for r in results if r.outcome is Outcome.FAILED)
    assert "more than 20000 bytes" in failed.said


def test_a_server_that_only_asks_to_wait_is_given_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    paused: list[float] = []
    monkeypatch.setattr("titelei.oai.check.server.time.sleep", paused.append)
    with distorted(url, lambda _query, data: data, 503) as there:
        results = list(check_server(there))
    assert sum(paused) <= 90
    (failed,) = (r for r in results if r.outcome is Outcome.FAILED)
    assert "503" in failed.said


def test_what_answers_lack_is_a_failure_of_the_check(url: str) -> None:
    def distort(_query: str, data: bytes) -> bytes:
        return re.sub(rb"<(datestamp|identifier|metadata)>.*?</\1>", b"", data, flags=re.DOTALL)

    with distorted(url, distort) as there:
        results = list(check_server(there))
    assert sum(r.outcome is Outcome.FAILED for r in results) > 5


def test_no_server_is_said() -> None:
    with pytest.raises(UsageError, match="cannot be asked"):
        list(check_server("http://127.0.0.1:9/oai"))
