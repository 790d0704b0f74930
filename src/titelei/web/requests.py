"""What a request must be before anybody looks at it: of one meaning, and of this server (RFC 9112, 3.2 and 6.1)."""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_ALLOWED: Final = "GET, HEAD, POST, OPTIONS"
_READABLE: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": _ALLOWED,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
    "Allow": _ALLOWED,
}
"""What a browser is told that asks whether pages from elsewhere may read data here: they may, there is no log-in."""


HOST: Final = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
"""What a Host may be: a name or an address, with or without a port."""


class Requests:
    """Refuses what could be read in two ways, takes an address written out as one, and answers OPTIONS."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, where the request is one."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        names = [name for name, _ in scope["headers"]]
        if b"transfer-encoding" in names and b"content-length" in names:
            # Whoever stands between us and the client may have read another length (RFC 9112, 6.1 and 6.3).
            text = "The request gives its length by Content-Length and by Transfer-Encoding. Send one of them.\n"
            await PlainTextResponse(text, 400, {"Connection": "close"})(scope, receive, send)
            return
        target = scope["raw_path"].decode("latin-1") if scope.get("raw_path") else scope["path"]
        if not target.startswith("/") and target != "*":
            whole = _origin_form(scope, target)
            if whole is None:
                text = "The address of the request is none that begins with http:// or https://.\n"
                await PlainTextResponse(text, 400)(scope, receive, send)
                return
            scope = whole
        if scope["method"] == "OPTIONS":
            await PlainTextResponse("", 204, _READABLE)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _origin_form(scope: Scope, target: str) -> Scope | None:
    """Give a request whose target is a whole address as one of path and Host; None where it is no address.

    The host of the target counts, not that of the header (RFC 9112, section 3.2.2).
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc or "@" in parts.netloc:
        return None
    path = parts.path or "/"
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {
        **scope,
        "path": unquote(path),
        "raw_path": path.encode("latin-1"),
        "headers": [(b"host", parts.netloc.encode("latin-1")), *others],
    }


def client_of(request: Request) -> str:
    """Give the address of a client: what a web server on this machine says of it, else that of the connection."""
    return request.client.host if request.client else ""


def accepts_gzip(accept_encoding: str) -> bool:
    """Tell whether a client takes gzip."""
    for part in accept_encoding.lower().split(","):
        name, _, quality = part.strip().partition(";")
        if name.strip() in ("gzip", "x-gzip", "*"):
            return not re.fullmatch(r"q=0(\.0*)?", quality.replace(" ", ""))
    return False
