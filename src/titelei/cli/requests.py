"""A planned request as a librarian reads it: what for, to where, with which headers, what is in it."""

import re
from collections.abc import Iterator
from typing import Final

from titelei.cli.screen import size
from titelei.deposit.desk import Plan
from titelei.deposit.values import Request
from titelei.messages import joined, known, say, say_n
from titelei.version import __version__

_SHOWN_LINES: Final = 400
_TEXT: Final = ("application/json", "text/xml", "application/vnd.eprints.data+xml")
_ENCODED: Final = re.compile(rb"(?<=>)[A-Za-z0-9+/=]{400,}(?=<)")
_MANIFEST: Final = "mets.xml"
_PURPOSES: Final = {
    "look": say("look what the target has"),
    "create": say("create the record"),
    "replace": say("replace what is there"),
    "withdraw": say("withdraw the record"),
    "describe": say("describe the draft"),
    "publish": say("publish the draft"),
}
"""Our words for the steps, where one word does not explain itself."""


def lines(plan: Plan, address: str) -> Iterator[str]:
    """Write a plan: the target's rules first, then every request in its order."""
    if plan.is_unchanged:
        yield say("{article} → {target}: unchanged, nothing would be sent.", article=plan.article, target=plan.target)
        return
    counted = say_n("{n} request", "{n} requests", len(plan.requests))
    yield say(
        "{article} → {target} ({address}): {counted}. Nothing has been sent.",
        article=plan.article,
        target=plan.target,
        address=address,
        counted=counted,
    )
    if any("{" in request.address for request in plan.requests):
        yield say("  Words in {{…}} stand for what the target's answers will give.")
    if any(request.address.startswith(("http", "{")) for request in plan.requests):
        yield say(
            "  Each request also bears User-Agent: titelei/{version}, Accept: */* where it names none, Host,",
            version=__version__,
        )
        yield say("  Accept-Encoding, Connection and Content-Length, and our credentials, which are never shown.")
    for fault in plan.faults:
        yield say("  refused by the target's rules: {fault}", fault=fault)
    for number, request in enumerate(plan.requests, 1):
        yield from _request(number, request)
    yield ""


def text_of(request: Request) -> str | None:
    """Give a body that is text, as it is sent; None of any other."""
    kind = request.headers.get("Content-Type", "").partition(";")[0]
    return request.body.decode("utf-8", "replace") if request.body and kind in _TEXT else None


def _request(number: int, request: Request) -> Iterator[str]:
    yield joined("", (f"{number:>4}. ", _PURPOSES.get(request.purpose, known(request.purpose))))
    yield f"      {request.method} {request.address}"
    for name, value in request.headers.items():
        yield f"      {name}: {value}"
    if request.body:
        yield f"      body: {size(len(request.body))}, sha256 {request.sha256}"
    for file in request.files:
        yield f"        {file.name}  {size(len(file.data))}  {file.media_type}  sha256 {file.sha256}"
    yield from _body(request)


def _body(request: Request) -> Iterator[str]:
    """Show a body that is text; of a package its entry, or its METS manifest."""
    kind = request.headers.get("Content-Type", "").partition(";")[0]
    data = request.body
    manifest = next((file.data for file in request.files if file.name == _MANIFEST), None)
    if kind == "multipart/related":
        data = data.split(b"\r\n\r\n", 1)[-1].split(b"\r\n--", 1)[0]
    elif manifest is not None:
        data = manifest
    elif kind not in _TEXT:
        return
    data = _ENCODED.sub(b"{the package, in Base64}", data)
    text = data.decode("utf-8", "replace").replace("><", ">\n<").splitlines()
    if b"><" in data:
        yield say("      as text, with line breaks added between the tags:")
    yield from (f"      | {line}" for line in text[:_SHOWN_LINES])
    if len(text) > _SHOWN_LINES:
        yield say("      | … {text_count} more lines", text_count=len(text) - _SHOWN_LINES)
