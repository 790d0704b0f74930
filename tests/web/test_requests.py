"""Requests as RFC 9112 and the Fetch standard have them: whole addresses, lengths given twice, other origins."""

import socket
import threading
from urllib.parse import urlsplit

import anyio
import httpx
import pytest

from titelei.web.gate import BusyError, Gate
from web.serving import asked_as_it_is


def raw(url: str, request: bytes) -> bytes:
    """Send bytes and give all that comes until the server closes the connection."""
    place = urlsplit(url)
    with socket.create_connection((str(place.hostname), int(place.port or 80)), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_whole_address_as_target_is_answered_as_its_path(url: str) -> None:
    answer = asked_as_it_is(url, f"{url}oai?verb=Identify")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert f"<baseURL>{url}oai</baseURL>".encode() in answer  # its host counts, not that of the header
    assert asked_as_it_is(url, url).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("target", ["ftp://localhost/oai", "urn:x", "//"])
def test_a_target_that_is_no_address_here_is_refused(url: str, target: str) -> None:
    assert asked_as_it_is(url, target).split()[1] in (b"400", b"404", b"307", b"308")


def test_a_length_given_twice_is_refused_and_the_connection_closed(url: str) -> None:
    head = b"POST /oai HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    lengths = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = raw(url, head + lengths + b"d\r\nverb=Identify\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in answer.lower()


def test_data_may_be_read_from_pages_of_other_origins(url: str) -> None:
    origin = {"Origin": "https://elsewhere.example.org"}
    for path in ("oai?verb=Identify", "feed.atom", "sitemap.xml"):
        answer = httpx.get(f"{url}{path}", headers=origin)
        assert (path, answer.headers.get("access-control-allow-origin")) == (path, "*")
    asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "accept"}
    answer = httpx.options(f"{url}oai", headers=asked)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")
    assert "POST" in answer.headers["access-control-allow-methods"]


def test_one_client_cannot_take_every_place() -> None:
    held = threading.Event()

    async def ask() -> tuple[list[str], bool]:
        gate, refused = Gate(at_once=2, waiting=10, each=3), []

        async def one(client: str) -> None:
            try:
                await gate.run(lambda: held.wait(10), client=client)
            except BusyError:
                refused.append(client)

        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(one, "a")
            group.start_soon(one, "b")
            await anyio.sleep(0.05)
            held.set()
        await gate.run(lambda: None, client="a")
        return refused, True

    assert anyio.run(ask) == (["a", "a"], True)


def test_the_sample_identifier_names_an_item(url: str) -> None:
    text = httpx.get(f"{url}oai?verb=Identify").text
    sample = text.partition("<sampleIdentifier>")[2].partition("<")[0]
    record = httpx.get(f"{url}oai", params={"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": sample}).text
    assert f"<identifier>{sample}</identifier>" in record
    assert "idDoesNotExist" not in record
