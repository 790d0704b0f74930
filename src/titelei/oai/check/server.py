"""The server that is checked: asks it, and reads what it answers, safely."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import httpx
from lxml import etree

from titelei.errors import UsageError
from titelei.messages import say
from titelei.names import OAI
from titelei.version import __version__
from titelei.xml.foreign import parsed

_NS: Final = {"o": OAI}
_MOST_BYTES: Final = 50_000_000
_MOST_TRIES: Final = 3
_PATIENCE_SECONDS: Final = 90
"""How long all waiting together may last: what a server asks for, and for answers that do not come."""
_WHOLE: Final = 4
"""An answer comes whole within so many times what is waited for its parts."""


class Failure(Exception):  # noqa: N818  # it is no error of ours: the server fails a check
    """What is checked does not hold; the text says what was found instead."""


class NotApplicable(Exception):  # noqa: N818
    """What is checked cannot be, on this server; the text says why."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: status, headers, and the XML in it."""

    url: str
    status: int
    headers: httpx.Headers
    data: bytes
    root: "etree._Element"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its errors."""
        return tuple(e.get("code", "") for e in self.root.findall("o:error", _NS))

    @property
    def request(self) -> "etree._Element":
        """Its ``request`` element."""
        found = self.root.find("o:request", _NS)
        if found is None:
            raise Failure(say("The answer has no request element."))
        return found

    def find(self, path: str) -> "list[etree._Element]":
        """Find elements by a path whose steps are in the protocol's namespace, as ``ListSets/set``."""
        return self.root.findall("/".join(f"o:{step}" for step in path.split("/")), _NS)

    def text(self, path: str) -> str:
        """Give the text of the first such element; empty where there is none."""
        found = self.find(path)
        return "" if not found or found[0].text is None else found[0].text.strip()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it came, decompressed."""

    url: str
    status: int
    headers: httpx.Headers
    data: bytes


class Server:
    """A data provider at its base URL."""

    def __init__(self, base_url: str, *, timeout_seconds: float = 30) -> None:
        self.base_url = base_url
        agent = {"User-Agent": say("titelei/{version} (oai check)", version=__version__)}
        self._client = httpx.Client(timeout=timeout_seconds, headers=agent, follow_redirects=False)
        self._whole_seconds = timeout_seconds * _WHOLE
        self._known: dict[tuple[tuple[str, str], ...], Reply | Failure] = {}
        self._is_reached = False
        self._patience: float = _PATIENCE_SECONDS

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def raw(
        self,
        query: str = "",
        *,
        body: Sequence[tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask, and wait where the server asks to wait (503 with Retry-After), but not for ever.

        Raises:
            UsageError: it cannot be reached at all.
            Failure: it gives no answer, or none that ends.
        """
        url = f"{self.base_url}?{query}" if query else self.base_url
        for _ in range(_MOST_TRIES):
            answer = self._send(url, body, headers or {})
            pause = answer.headers.get("Retry-After", "") if answer.status == 503 else ""
            if not pause.isdigit() or int(pause) > self._patience:
                break
            self._patience -= int(pause)
            time.sleep(int(pause))
        return answer

    def _send(self, url: str, body: Sequence[tuple[str, str]] | None, headers: Mapping[str, str]) -> Answer:
        if self._patience <= 0:
            raise Failure(
                say(
                    "{url} was not asked: {patience_seconds} seconds were spent waiting for answers already.",
                    url=url,
                    patience_seconds=_PATIENCE_SECONDS,
                )
            )
        content = None if body is None else urlencode(list(body)).encode()
        form = {} if body is None else {"Content-Type": "application/x-www-form-urlencoded"}
        begun = time.monotonic()
        try:
            request = self._client.build_request(
                "GET" if body is None else "POST", url, content=content, headers={**form, **headers}
            )
            response = self._client.send(request, stream=True)
            try:
                data = self._read(url, response)
            finally:
                response.close()
        except Failure:
            self._patience -= time.monotonic() - begun
            raise
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._patience -= time.monotonic() - begun
            said = (str(error) or type(error).__name__).rstrip(".")
            if not self._is_reached:
                raise UsageError(
                    say("{url} cannot be asked: {said}. Check the address.", url=url, said=said)
                ) from error
            raise Failure(say("{url} is not answered: {said}.", url=url, said=said)) from error
        self._is_reached = True
        return Answer(str(request.url), response.status_code, response.headers, data)

    def _read(self, url: str, response: httpx.Response) -> bytes:
        end = time.monotonic() + self._whole_seconds
        data = bytearray()
        self._is_reached = True
        for part in response.iter_bytes():
            data += part
            if len(data) > _MOST_BYTES:
                raise Failure(
                    say(
                        "{url} is answered with more than {most_bytes} bytes; no more was read.",
                        url=url,
                        most_bytes=_MOST_BYTES,
                    )
                )
            if time.monotonic() > end:
                raise Failure(
                    say(
                        "{url} is not answered whole within {whole_seconds:g} seconds.",
                        url=url,
                        whole_seconds=self._whole_seconds,
                    )
                )
        return bytes(data)

    def ask(self, *arguments: tuple[str, str], verb: str = "", post: bool = False, **named: str) -> Reply:
        """Ask with arguments, those of the same name as often as they are given; ``from_`` is written for ``from``.

        Raises:
            Failure: the answer is no OAI-PMH.
        """
        pairs = [("verb", verb)] if verb else []
        pairs += [(name.rstrip("_"), value) for name, value in named.items()]
        pairs += arguments
        key = (*pairs, ("", "post")) if post else tuple(pairs)
        if key not in self._known:
            try:
                self._known[key] = reply(self.raw(body=pairs) if post else self.raw(urlencode(pairs)))
            except Failure as failure:
                self._known[key] = failure
        known = self._known[key]
        if isinstance(known, Failure):
            raise known
        return known

    def walk(self, first: Reply, verb: str, *, most: int) -> Iterator[Reply]:
        """Follow a list's resumption tokens, ``most`` pages of it."""
        page = first
        for _ in range(most):
            yield page
            token = page.text(f"{verb}/resumptionToken")
            if not token:
                return
            page = self.ask(verb=verb, resumptionToken=token)


def reply(answer: Answer) -> Reply:
    """Read an answer.

    Raises:
        Failure: it is no OAI-PMH.
    """
    url = answer.url
    if answer.status != 200:
        raise Failure(say("{url} answers with HTTP status {status}, not 200.", url=url, status=answer.status))
    try:
        root = parsed(answer.data, is_huge=True)
    except etree.XMLSyntaxError as error:
        raise Failure(say("{url} answers with XML that is not well-formed: {error}.", url=url, error=error)) from error
    if root.tag != f"{{{OAI}}}OAI-PMH":
        raise Failure(
            say(
                "{url} answers with the element {tag!r}, not OAI-PMH in the namespace {oai}.",
                url=url,
                tag=root.tag,
                oai=OAI,
            )
        )
    return Reply(url, answer.status, answer.headers, answer.data, root)
