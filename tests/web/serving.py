"""A real server of site and provider for the tests: on a socket of its own, in a thread."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import uvicorn

from oai.server import provider
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.presence import Presence
from titelei.settings import Settings
from titelei.site import Edition
from titelei.web.app import create_app
from titelei.web.gate import Gate
from titelei.web.pages import Reading
from titelei.web.server import configuration, listen
from titelei.web.trouble import Trouble


@contextmanager
def serving(
    catalogue: Catalogue, settings: Settings, *, base_url: str = "", say: Callable[[str], None] = lambda _text: None
) -> Iterator[str]:
    """Run a server; give its address, ending in a slash."""
    gate, trouble = Gate(presence=Presence(catalogue, say)), Trouble(say)
    reading = Reading(catalogue, Edition.of(settings), base_url=base_url, gate=gate, trouble=trouble)
    app = create_app(
        catalogue, provider(catalogue), base_url=base_url, routes=[reading.route], gate=gate, say=say, trouble=trouble
    )
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(configuration(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


def asked_as_it_is(url: str, target: str) -> bytes:
    """Ask for an address through a socket, since clients tidy addresses first; give the whole answer."""
    place = urlsplit(url)
    with socket.create_connection((str(place.hostname), int(place.port or 80)), timeout=10) as connection:
        line = target.replace(" ", "%20").encode()
        connection.sendall(b"GET " + line + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return b"".join(iter(lambda: connection.recv(65536), b""))


def alone(page: bytes) -> bytes:
    """Take out of an article's page what the site put into it of others."""
    return re.sub(rb'<nav class="around".*?</nav>', b'<nav class="around" hidden></nav>', page, flags=re.DOTALL)
