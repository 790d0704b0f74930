"""The one place where deposits touch the network: one connection a request, https only, no surprises.

Refused: addresses of another origin than the target's, plain http except to loopback, redirects to another host
(which never see our credentials). Proxies and .netrc of the environment are not used. A connection is never kept
for the next request: one that the server closes just then would leave us not knowing whether it arrived.
"""

import hashlib
import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urljoin, urlsplit

import certifi
import httpx

from titelei.deposit.errors import RefusedError, UnansweredError, UnreachableError
from titelei.deposit.network.deadline import Deadline
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.values import Reply, Request
from titelei.messages import known, say
from titelei.version import __version__

LONGEST_REPLY: Final = 64 << 20
_REDIRECTS: Final = 5
_SAFE: Final = ("GET", "HEAD")
_MOVED: Final = (301, 302, 303, 307, 308)
_ADDRESSES: Final = ("content-location", "link", "location")
"""Headers that programs read as addresses, in which a word of ours is no secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long to wait for a connection, for each piece of a request or reply, and for the whole of them."""

    connect_seconds: float = 10.0
    read_seconds: float = 120.0
    whole_seconds: float = 1800.0


class Client:
    """Speaks with one origin: scheme, host and port of the target's address."""

    def __init__(self, url: str, secrets: Secrets, *, timeouts: Timeouts | None = None) -> None:
        self._origin = origin(url)
        self._secrets = secrets
        times = timeouts or Timeouts()
        self._whole_seconds = times.whole_seconds
        self._timeout = httpx.Timeout(times.read_seconds, connect=times.connect_seconds)

    def exchange(self, request: Request) -> Reply:
        """Send a request, with our credentials; give the reply, with secrets masked.

        Raises:
            RefusedError: the address, or one that the server sends us to, is none that we speak with.
            UnreachableError: no connection could be made; nothing was sent.
            UnansweredError: the connection broke before the reply was whole.
        """
        address = request.address
        for _ in range(_REDIRECTS + 1):
            self._refuse(address, request)
            reply = self._send(request, address)
            target = reply.headers.get("location", "")
            if reply.status not in _MOVED or not target:
                return reply
            if request.method not in _SAFE and reply.status not in (307, 308):
                return reply
            address = urljoin(address, target)
        raise RefusedError(
            say("{address} sends us from one address to the next without end.", address=request.address),
            words=reply.text,
        )

    def _refuse(self, address: str, request: Request) -> None:
        if origin(address) == self._origin:
            refuse_plain_http(address)
            return
        if address == request.address:
            raise RefusedError(
                say(
                    "The target gives an address at another host, {mask_text}; only {origin} gets our "
                    "credentials. If that address is right, set url in titelei.toml to it.",
                    mask_text=self._secrets.mask_text(address),
                    origin=self._origin,
                ),
                reading=say("Nothing was sent to the other host."),
            )
        raise RefusedError(
            say(
                "{address} redirects to another host, {mask_text}. It was not followed, and got no "
                "credentials. If that address is right, set url in titelei.toml to it.",
                address=request.address,
                mask_text=self._secrets.mask_text(address),
            ),
            reading=say("The redirect was refused."),
        )

    def _send(self, request: Request, address: str) -> Reply:
        headers = {"User-Agent": f"titelei/{__version__}", "Accept": "*/*", **request.headers}
        authorization = self._secrets.authorization()
        if authorization:
            headers["Authorization"] = authorization
        deadline = Deadline(self._whole_seconds)
        try:
            with (
                deadline,
                httpx.Client(
                    verify=_trusted(),
                    trust_env=False,
                    follow_redirects=False,
                    timeout=self._timeout,
                    limits=httpx.Limits(max_keepalive_connections=0),
                ) as client,
                client.stream(
                    request.method,
                    address,
                    headers=headers,
                    content=request.body or None,
                    extensions={"trace": deadline.trace},
                ) as response,
            ):
                body = _read(response, request.method, address)
                if deadline.is_over:
                    # Without a length, a reply that was cut reads as whole.
                    raise httpx.ReadTimeout(say("it was not through in time"))
                return Reply(
                    status=response.status_code,
                    headers=self._headers(response.headers),
                    body=self._secrets.mask_handed_out(body),
                    shown=self._secrets.mask(body),
                    sha256=hashlib.sha256(body).hexdigest(),
                )
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise UnreachableError(
                say("{origin} cannot be reached: {said}.", origin=self._origin, said=known(self._said(error))),
                is_lasting="CERTIFICATE_VERIFY_FAILED" in str(error),
            ) from None
        except (httpx.LocalProtocolError, httpx.InvalidURL, UnicodeEncodeError):
            # What these say quotes headers in Python's own writing, in which a secret would not be found.
            raise RefusedError(
                say(
                    "{method} {mask_text} could not be written as a request: an address or a header has "
                    "characters that HTTP does not carry. See this target's settings, its token and "
                    "on_behalf_of above all.",
                    method=request.method,
                    mask_text=self._secrets.mask_text(address),
                ),
                reading=say("Nothing was sent."),
            ) from None
        except httpx.HTTPError as error:
            raise UnansweredError(
                say(
                    "{method} {address} got no whole reply: {said}.",
                    method=request.method,
                    address=address,
                    said=known(self._said(error)),
                ),
                is_slow=deadline.is_over or isinstance(error, httpx.ReadTimeout),
            ) from None

    def _headers(self, headers: httpx.Headers) -> Mapping[str, str]:
        secrets = self._secrets
        said = {k.lower(): v for k, v in headers.items() if k.lower() != "set-cookie"}
        return {
            name: secrets.mask_handed_out(value.encode()).decode() if name in _ADDRESSES else secrets.mask_text(value)
            for name, value in said.items()
        }

    def _said(self, error: Exception) -> str:
        return self._secrets.mask_text(str(error) or type(error).__name__).rstrip(".")


def origin(address: str) -> str:
    """Give scheme, host and port of an address, the port always written.

    Raises:
        RefusedError: it is none of http or https.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}[parts.scheme]
        host = (parts.hostname or "").lower()
    except (ValueError, KeyError) as error:
        raise RefusedError(say("{address!r} is no address that begins with https://.", address=address)) from error
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def same_origin(one: str, other: str) -> bool:
    """Tell whether two addresses are of one origin; one that is no address is of none."""
    try:
        return origin(one) == origin(other)
    except RefusedError:
        return False


def refuse_plain_http(address: str) -> None:
    """Raise ``RefusedError`` for plain http to another machine, which shows our credentials on the way."""
    parts = urlsplit(address)
    if parts.scheme == "https" or is_loopback(parts.hostname or ""):
        return
    raise RefusedError(
        say(
            "{address} is plain http, which shows credentials on the way. Write https:// in titelei.toml.",
            address=address,
        )
    )


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read(response: httpx.Response, method: str, address: str) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > LONGEST_REPLY:
            said = say(
                "The reply of {address} is longer than {longest_reply} megabytes.",
                address=address,
                longest_reply=LONGEST_REPLY >> 20,
            )
            # What was asked for was not read whole; what was to be done may have been done.
            raise RefusedError(said) if method in _SAFE else UnansweredError(said)
    return bytes(body)


@cache
def _trusted() -> ssl.SSLContext:
    """Trust the system's certificates (so that a university's own count) and those that come with certifi."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
