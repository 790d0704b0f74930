"""The process that answers: uvicorn on one socket, firm against clients that send or read too slowly."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from titelei.errors import UsageError, of_system
from titelei.messages import say

_REQUEST_SECONDS: Final = 20
_SEND_SECONDS: Final = 60
_MOST_CONNECTIONS: Final = 500
_TOO_SLOW: Final = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class _Protocol(H11Protocol):
    """Closes a connection on which no whole request head has come in time."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        # The library sets the cycle, the request that is being answered, and does not say so in its types.
        cycle: Any = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._stop()
        elif self._timer is None:
            self._timer = self.loop.call_later(_REQUEST_SECONDS, self._give_up)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        if self.transport.is_closing():
            return
        if self.conn.trailing_data[0]:
            # Half a request: its sender may read why nothing more comes of it.
            self.transport.write(_TOO_SLOW)
        self.transport.close()


class _SlowReaders:
    """Gives up on a client that does not take its answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(_SEND_SECONDS):
                await send(message)

        await self._app(scope, receive, send_in_time if scope["type"] == "http" else send)


def listen(host: str, port: int) -> socket.socket:
    """Take an address; port 0 is any that is free.

    Raises:
        UsageError: it is in use, or not ours.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(
            say(
                "There is no address {host} here: {strerror}. Correct --host.",
                host=host,
                strerror=of_system(error),
            )
        ) from error
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        # From here on clients wait in the queue, however long the rest of the start takes.
        listening.listen(256)
    except OSError as error:
        listening.close()
        raise UsageError(
            say(
                "{host} port {port} cannot be listened on: {strerror}. Choose another with --port.",
                host=host,
                port=port,
                strerror=of_system(error),
            )
        ) from error
    return listening


def configuration(app: ASGIApp) -> uvicorn.Config:
    """Give the server's settings: bounds for connections, request heads, and clients that read too slowly."""
    return uvicorn.Config(
        _SlowReaders(app),
        http=_Protocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="error",
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=32_768,
    )


def run(app: ASGIApp, listening: socket.socket, *, started: Callable[[], None] = lambda: None) -> None:
    """Answer on a socket until the process is asked to end (SIGINT, SIGTERM); then finish what is being answered."""
    server = uvicorn.Server(configuration(app))
    started()
    server.run(sockets=[listening])
