"""OAI-PMH over HTTP (OAI-PMH 2.0, section 3.1): GET and POST, compression, tags, and what is refused before parsing."""

import asyncio
import re
import zlib
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from lxml import etree
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from titelei import resources
from titelei.errors import TiteleiError
from titelei.oai import Provider
from titelei.web.gate import BusyError, Gate
from titelei.web.requests import HOST, accepts_gzip, client_of
from titelei.web.security import OWN_STYLES
from titelei.web.spoken import language_of
from titelei.web.trouble import Trouble, unavailable
from titelei.xml.foreign import parsed

_LONGEST_QUERY: Final = 8_000
_LONGEST_BODY: Final = 64_000
_BODY_SECONDS: Final = 10
_WORTH_COMPRESSING: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Made:
    """What the thread has made; no ``data`` where the client has it."""

    data: bytes
    tag: str
    is_compressed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What answers that people read have of the house: the edition's name, and the style it sets after ours."""

    edition: str = ""
    style: str = ""


class Harvesting:
    """The endpoint ``/oai``. ``base_url`` is the address it answers under; empty means the one asked for."""

    def __init__(
        self, provider: Provider, *, base_url: str, gate: Gate, trouble: Trouble, look: Look | None = None
    ) -> None:
        self._provider = provider
        self._base_url = base_url
        self._gate = gate
        self._trouble = trouble
        self._look = look or Look()

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        encoded = await _encoded(request)
        if isinstance(encoded, Response):
            return encoded
        base_url = self._base_url or _asked_for(request)
        if not base_url:
            return PlainTextResponse("The Host of this request is no host.\n", 400)
        is_page = _is_browser(request)
        form = "h" if is_page else "x"
        known = frozenset(re.findall(rf'"([0-9a-f]{{24}}){form}"', request.headers.get("if-none-match", "")))
        is_compressed = accepts_gzip(request.headers.get("accept-encoding", ""))
        make = partial(self._make, encoded, base_url, known, is_page=is_page, is_compressed=is_compressed)
        try:
            made = await self._gate.run(make, client=client_of(request))
        except BusyError:
            return unavailable(language_of(request))
        except TiteleiError as error:
            return self._trouble.answer(error, language_of(request))
        headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
        if is_page:
            headers["Content-Security-Policy"] = OWN_STYLES
        if made.tag:
            headers["ETag"] = f'W/"{made.tag}{form}"'
        if not made.data:
            return Response(status_code=304, headers=headers)
        if made.is_compressed:
            headers["Content-Encoding"] = "gzip"
        media_type = "text/html; charset=utf-8" if is_page else "text/xml; charset=utf-8"
        return Response(made.data, headers=headers, media_type=media_type)

    def _make(
        self, encoded: bytes, base_url: str, unless: frozenset[str], *, is_page: bool, is_compressed: bool
    ) -> _Made:
        answer = self._provider.answer(encoded, base_url=base_url, unless=unless)
        data = readable(answer.data, self._look) if is_page and answer.data else answer.data
        if is_compressed and len(data) > _WORTH_COMPRESSING:
            compressor = zlib.compressobj(1, zlib.DEFLATED, 31)
            return _Made(compressor.compress(data) + compressor.flush(), answer.tag, True)
        return _Made(data, answer.tag, False)


async def _encoded(request: Request) -> bytes | Response:
    """Give the arguments as they came, or why they are not looked at."""
    query: bytes = request.scope["query_string"]
    if len(query) > _LONGEST_QUERY:
        return PlainTextResponse("The address is too long.\n", 414)
    if request.method != "POST":
        return query
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", ""):
        return PlainTextResponse("A POST bears its arguments as application/x-www-form-urlencoded.\n", 415)
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > _LONGEST_BODY:
                    return PlainTextResponse("The request is too long.\n", 413, {"Connection": "close"})
    except TimeoutError:
        return PlainTextResponse("The request did not arrive in time.\n", 408, {"Connection": "close"})
    except ClientDisconnect:
        return PlainTextResponse("", 400)
    if body and not kind:
        return PlainTextResponse("A POST bears its arguments as application/x-www-form-urlencoded.\n", 415)
    return b"&".join(part for part in (query, bytes(body).strip()) if part)


def _asked_for(request: Request) -> str:
    """Give the address that the client asked, without its arguments; empty where its Host is none."""
    host = request.headers.get("host", "")
    if not HOST.fullmatch(host):
        return ""
    return f"{request.scope['scheme']}://{host}{request.scope['path']}"


def _is_browser(request: Request) -> bool:
    """Tell a person's browser from a harvester: only the former names XHTML among what it accepts.

    ``text/html`` alone is not enough: Java's own client asks for it by default.
    """
    accepted = request.headers.get("accept", "")
    return "text/html" in accepted and "application/xhtml+xml" in accepted


@cache
def _stylesheet() -> etree.XSLT:
    control = etree.XSLTAccessControl.DENY_ALL
    sheet = resources.xslt() / "oai" / "answer.xsl"
    return etree.XSLT(parsed(sheet.read_bytes(), base=str(sheet)), access_control=control)


def readable(answer: bytes, look: Look) -> bytes:
    """Write an answer of the provider as an HTML page."""
    quoted = etree.XSLT.strparam
    page = _stylesheet()(parsed(answer, is_huge=True), edition=quoted(look.edition), style=quoted(look.style))
    return str(page).encode("utf-8")
