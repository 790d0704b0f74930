"""Who may work at the desk: whoever has the address with its token, from this machine, by the desk's own forms.

The token comes once in the address, then in a cookie that no other site's page can send. Requests under another host's
name (which a page elsewhere could make a browser send here) and forms of other pages are refused.
"""

import hashlib
import hmac
import secrets
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from titelei.messages import say, told

COOKIE: Final = "titelei_desk"
FIELD: Final = "form_token"
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "frame-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Gate:
    """Lets in what carries the token, and sets the policy of the desk's pages."""

    def __init__(self, app: ASGIApp, *, token: str, lang: str) -> None:
        self._app, self._token, self._lang = app, token, lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._refusal(request)
        await (answer or self._app)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        if urlsplit(f"//{request.headers.get('host', '')}").hostname not in _LOOPBACK:
            return self._no(say("The desk answers this machine only."))
        given = request.query_params.get("token", "")
        if given and hmac.compare_digest(given.encode(), self._token.encode()):
            answer = RedirectResponse(request.url.path, 303)
            answer.set_cookie(COOKIE, self._token, httponly=True, samesite="strict", path="/")
            return answer
        cookie = request.cookies.get(COOKIE, "")
        if not hmac.compare_digest(cookie.encode(), self._token.encode()):
            return self._no(say("Open the desk by the address that “titelei desk” has printed; it holds a token."))
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD") and origin and urlsplit(origin).netloc != request.headers["host"]:
            return self._no(say("This form is none of the desk's."))
        return None

    def _no(self, text: str) -> Response:
        return PlainTextResponse(f"{told(text, self._lang)}\n", 403)


def new_token() -> str:
    """Make a token."""
    return secrets.token_urlsafe(24)


def form_token(token: str) -> str:
    """Give what each form carries, made from the token, which no page shows."""
    return hashlib.sha256(f"form {token}".encode()).hexdigest()[:32]


def policy() -> dict[str, str]:
    """Give the headers of the desk's own pages."""
    return {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
