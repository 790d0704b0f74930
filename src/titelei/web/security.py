"""Headers that keep a browser from doing what no page of ours asks: run, fetch, frame, submit elsewhere."""

import base64
import hashlib
import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "X-Frame-Options": "DENY",
}
_NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_REST: Final = "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
OWN_STYLES: Final = f"default-src 'none'; style-src 'unsafe-inline'; {_REST}"
"""The policy of a page whose styles are all its own."""

_STYLE: Final = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)
_PICTURE: Final = b'src="data:image/'
_ATTRIBUTE: Final = re.compile(rb'\sstyle="([^"]*)"')


class SecurityHeaders:
    """Adds to each answer what it does not say itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers added."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _EVERYWHERE.items():
                    headers.setdefault(name, value)
                # What says that nothing has changed must not change the headers that a browser has kept.
                if message["status"] != 304:
                    is_page = headers.get("content-type", "").startswith("text/html")
                    headers.setdefault("Content-Security-Policy", OWN_STYLES if is_page else _NOTHING)
                    if not is_page:
                        # Data is for everybody's programs, those that run in a browser among them.
                        headers.setdefault("Access-Control-Allow-Origin", "*")
                        headers.setdefault("Access-Control-Expose-Headers", "ETag, Link, Retry-After")
            await send(message)

        await self._app(scope, receive, with_headers)


def policy_for(page: bytes) -> str:
    """Give the policy under which just the styles that stand in a page hold (Content Security Policy 3)."""
    elements = " ".join(dict.fromkeys(_hash(style) for style in _STYLE.findall(page)))
    attributes = " ".join(dict.fromkeys(_hash(style) for style in _ATTRIBUTE.findall(page)))
    parts = ["default-src 'none'", f"style-src {elements or "'none'"}"]
    if attributes:
        parts = ["default-src 'none'", f"style-src 'unsafe-hashes' {elements} {attributes}"]
    if _PICTURE in page:
        parts.append("img-src data:")
    return "; ".join([*parts, _REST])


def _hash(style: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode('ascii')}'"
