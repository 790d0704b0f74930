"""A real server for the tests: the application on a socket of its own, in a thread."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from titelei.oai import Identity, Provider
from titelei.oai.tokens import Signer
from titelei.repository.catalogue import Catalogue
from titelei.web.app import create_app
from titelei.web.gate import Gate
from titelei.web.server import configuration, listen

IDENTITY = Identity(
    name="Test & repository",
    admin_email="admin@titelei.example.org",
    domain="titelei.example.org",
    rights="https://creativecommons.org/licenses/by/4.0/",
)


def provider(catalogue: Catalogue, page_size: int = 3) -> Provider:
    return Provider(catalogue, identity=IDENTITY, signer=Signer(b"k" * 32), page_size=page_size)


@contextmanager
def serving(catalogue: Catalogue, *, page_size: int = 3, base_url: str = "", gate: Gate | None = None) -> Iterator[str]:
    """Run a server; give its base URL."""
    app = create_app(catalogue, provider(catalogue, page_size), base_url=base_url, gate=gate)
    listening: socket.socket = listen("127.0.0.1", 0)
    server = uvicorn.Server(configuration(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/oai"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
