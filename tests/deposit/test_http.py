"""The one door to the network: no other host, no plain http, no untrusted certificate, no environment's proxy."""

import socket
import ssl
import subprocess
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from deposit.articles import QUICK
from servers.http_server import Answer, Asked, HttpServer
from titelei.deposit.errors import RefusedError, UnansweredError, UnreachableError
from titelei.deposit.network.http import Client, Timeouts, is_loopback, origin
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.values import Request

TOKEN = Secrets(token="token-0123456789")


class Sending(HttpServer):
    """Answers with what it is told to, by path."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        super().__init__()
        self.answers = answers

    def answer(self, asked: Asked) -> Answer:
        return self.answers.get(asked.path, Answer(status=200, body=b"here"))


def get(address: str, method: str = "GET") -> Request:
    return Request(purpose="look", method=method, address=address)


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with Sending({"/a": Answer(status=302, headers={"Location": "/b"})}) as server:
        assert Client(server.public, TOKEN, timeouts=QUICK).exchange(get(f"{server.public}/a")).body == b"here"


def test_a_redirect_to_another_host_is_refused_and_gets_nothing() -> None:
    with Sending({}) as other:
        elsewhere = other.public.replace("127.0.0.1", "localhost")
        with Sending({"/a": Answer(status=307, headers={"Location": f"{elsewhere}/b"})}) as server:
            client = Client(server.public, TOKEN, timeouts=QUICK)
            for method in ("GET", "POST"):
                with pytest.raises(RefusedError, match="another host"):
                    client.exchange(get(f"{server.public}/a", method))
        assert other.asked == []


def test_an_address_at_another_host_gets_no_credentials() -> None:
    with Sending({}) as other, Sending({}) as server:
        with pytest.raises(RefusedError, match="only http"):
            Client(server.public, TOKEN, timeouts=QUICK).exchange(get(f"{other.public}/b"))
        assert other.asked == []


def test_a_post_is_not_made_a_get_by_a_redirect() -> None:
    with Sending({"/a": Answer(status=302, headers={"Location": "/b"})}) as server:
        assert Client(server.public, TOKEN, timeouts=QUICK).exchange(get(f"{server.public}/a", "POST")).status == 302
        assert [asked.path for asked in server.asked] == ["/a"]


def test_redirects_without_end_are_refused() -> None:
    answer = Answer(status=302, headers={"Location": "/a"})
    with Sending({"/a": answer}) as server, pytest.raises(RefusedError, match="without end"):
        Client(server.public, TOKEN, timeouts=QUICK).exchange(get(f"{server.public}/a"))


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sending({}) as proxy, Sending({}) as server:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.public)
        Client(server.public, TOKEN, timeouts=QUICK).exchange(get(f"{server.public}/a"))
        assert (len(proxy.asked), len(server.asked)) == (0, 1)


def test_nobody_there_is_told_apart_from_no_answer() -> None:
    with Sending({}) as server:
        gone = server.public
    with pytest.raises(UnreachableError):
        Client(gone, TOKEN, timeouts=QUICK).exchange(get(gone))


def test_a_slow_answer_is_told_apart_from_a_lost_one() -> None:
    event = threading.Event()

    class Slow(HttpServer):
        def answer(self, asked: Asked) -> Answer:
            event.wait(5)
            return Answer(status=200)

    with Slow() as server:
        client = Client(server.public, TOKEN, timeouts=Timeouts(connect_seconds=1.0, read_seconds=0.2))
        with pytest.raises(UnansweredError) as caught:
            client.exchange(get(server.public))
        assert caught.value.is_slow
        event.set()


@pytest.mark.parametrize("begun", [b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_reply_that_drips_comes_to_an_end(begun: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65536)
                connection.sendall(begun)
                while not done.wait(0.02):
                    connection.sendall(b"x")

        done = threading.Event()
        threading.Thread(target=drip, daemon=True).start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        client = Client(address, TOKEN, timeouts=Timeouts(connect_seconds=1.0, read_seconds=5.0, whole_seconds=0.2))
        with pytest.raises(UnansweredError) as caught:
            client.exchange(get(address))
        done.set()
    assert caught.value.is_slow


def test_a_certificate_that_nobody_signed_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = subprocess.run(
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 "
        f"-keyout {key} -out {certificate}".split(),
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("the program openssl is not there, or too old, to make a certificate")
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.handle_request, daemon=True).start()
    address = f"https://127.0.0.1:{server.server_address[1]}"
    with pytest.raises(UnreachableError, match="certificate") as caught:
        Client(address, TOKEN, timeouts=QUICK).exchange(get(address))
    assert caught.value.is_lasting
    server.server_close()


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("localhost", True), ("127.0.0.9", True), ("::1", True), ("10.0.0.1", False), ("localhost.example.org", False)],
)
def test_only_this_machine_is_loopback(host: str, is_here: bool) -> None:
    assert is_loopback(host) is is_here


def test_the_port_is_part_of_an_origin() -> None:
    assert origin("https://Example.org/a") == origin("https://example.org:443/b")
    assert origin("https://example.org") != origin("http://example.org")
    assert origin("http://localhost:1") != origin("http://localhost:2")
    with pytest.raises(RefusedError):
        origin("file:///etc/passwd")
