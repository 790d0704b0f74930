"""A proxy on loopback that cuts the connection at a chosen request: before, during, after it, or within its reply."""

import socket
import struct
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

FAULTS: Final = ("before", "during", "after", "half reply")
"""Cut before the server saw anything; with half of the request passed on; when the server has done it and not
answered; with half of the answer passed back."""


class CuttingProxy:
    """Passes requests on to a port, one a connection, and cuts request number ``at`` (from 1; 0 cuts none)."""

    def __init__(self, port: int, *, own_port: int = 0) -> None:
        self._target = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", own_port))
        self.port = int(self._listener.getsockname()[1])
        self.public = f"http://127.0.0.1:{self.port}"
        self.fault, self.at, self.count = "", 0, 0
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def cut(self, fault: str, at: int) -> None:
        """Cut the ``at``-th request from now on."""
        self.fault, self.at, self.count = fault, at, 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # shutdown() wakes accept() where close() alone would not.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.count += 1
            with client, suppress(ConnectionError):
                self._pass(client, self.fault if self.count == self.at else "")

    def _pass(self, client: socket.socket, fault: str) -> None:
        request, is_whole = read_message(client)
        if fault == "before":
            reset(client)
            return
        with socket.create_connection(self._target) as server:
            if fault == "during":
                server.sendall(request[: max(1, len(request) // 2)])
                reset(server)
                reset(client)
                return
            server.sendall(request)
            if not is_whole:
                # The client died while it sent; the server sees that, too.
                return
            reply, _ = read_message(server, is_reply=True)
            if fault == "after":
                reset(client)
                return
            with suppress(ConnectionError):
                client.sendall(reply[: len(reply) // 2] if fault == "half reply" else reply)


def read_message(connection: socket.socket, *, is_reply: bool = False) -> tuple[bytes, bool]:
    """Read one request or reply, and tell whether it is whole; a reply without length ends with its connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = received(connection)
        if not piece:
            return data, False
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    missing = int(lengths[0]) - len(body) if lengths else (sys.maxsize if is_reply else 0)
    while missing > 0:
        piece = received(connection)
        if not piece:
            break
        data += piece
        missing -= len(piece)
    return data, missing <= 0 or not lengths


def received(connection: socket.socket) -> bytes:
    """Give what comes next; nothing where the other side is gone."""
    try:
        return connection.recv(65536)
    except ConnectionError:
        return b""


def reset(connection: socket.socket) -> None:
    """Close a connection the hard way: the other side sees a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
