"""The server that is checked: asks it, and reads what it answers, safely."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import httpx
from lxml import etree

from titelei import __version__
from titelei.errors import UsageError
from titelei.names import OAI

_NS: Final = {"o": OAI}
_MOST_BYTES: Final = 50_000_000
_MOST_PATIENCE: Final = 3
_LONGEST_PAUSE: Final = 30


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
            raise Failure("The answer has no request element.")
        return found

    def find(self, path: str) -> "list[etree._Element]":
        """Find elements by a path whose steps are in the protocol's namespace, as ``ListSets/set``."""
        return self.root.findall("/".join(f"o:{step}" for step in path.split("/")), _NS)

    def text(self, path: str) -> str:
        """Give the text of the first such element; empty where there is none."""
        found = self.find(path)
        return "" if not found or found[0].text is None else found[0].text.strip()


class Server:
    """A data provider at its base URL."""

    def __init__(self, base_url: str, *, timeout_seconds: float = 30) -> None:
        self.base_url = base_url
        agent = {"User-Agent": f"titelei/{__version__} (oai check)"}
        self._client = httpx.Client(timeout=timeout_seconds, headers=agent, follow_redirects=False)
        self._known: dict[tuple[tuple[str, str], ...], Reply] = {}

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def raw(
        self,
        query: str = "",
        *,
        body: Sequence[tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Ask, and wait where the server asks to wait (503 with Retry-After).

        Raises:
            UsageError: it cannot be reached.
            Failure: its answer is too large, or it only ever asks to wait.
        """
        url = f"{self.base_url}?{query}" if query else self.base_url
        for _ in range(_MOST_PATIENCE):
            try:
                if body is None:
                    response = self._client.get(url, headers=headers)
                else:
                    form = {"Content-Type": "application/x-www-form-urlencoded"}
                    content = urlencode(list(body)).encode()
                    response = self._client.post(self.base_url, content=content, headers={**form, **(headers or {})})
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise UsageError(
                    f"{url} cannot be asked: {str(error) or type(error).__name__}. Check the address."
                ) from error
            if response.status_code != 503:
                break
            pause = response.headers.get("Retry-After", "")
            time.sleep(min(int(pause), _LONGEST_PAUSE) if pause.isdigit() else 1)
        if len(response.content) > _MOST_BYTES:
            raise Failure(f"{url} answers with {len(response.content)} bytes; nothing more was read.")
        return response

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
            self._known[key] = reply(self.raw(body=pairs) if post else self.raw(urlencode(pairs)))
        return self._known[key]

    def walk(self, first: Reply, verb: str, *, most: int) -> Iterator[Reply]:
        """Follow a list's resumption tokens, ``most`` pages of it."""
        page = first
        for _ in range(most):
            yield page
            token = page.text(f"{verb}/resumptionToken")
            if not token:
                return
            page = self.ask(verb=verb, resumptionToken=token)


def reply(response: httpx.Response) -> Reply:
    """Read an answer.

    Raises:
        Failure: it is no OAI-PMH.
    """
    url = str(response.request.url)
    if response.status_code != 200:
        raise Failure(f"{url} answers with HTTP status {response.status_code}, not 200.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=True)
    try:
        root = etree.fromstring(response.content, parser)
    except etree.XMLSyntaxError as error:
        raise Failure(f"{url} answers with XML that is not well-formed: {error}.") from error
    if root.tag != f"{{{OAI}}}OAI-PMH":
        raise Failure(f"{url} answers with the element {root.tag!r}, not OAI-PMH in the namespace {OAI}.")
    return Reply(url, response.status_code, response.headers, response.content, root)
