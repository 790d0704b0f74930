"""A planned request as a librarian reads it: what for, to where, with which headers, what is in it."""

import re
from collections.abc import Iterator
from typing import Final

from titelei.cli.screen import size
from titelei.deposit.desk import Plan
from titelei.deposit.values import Request
from titelei.version import __version__

_SHOWN_LINES: Final = 400
_TEXT: Final = ("application/json", "text/xml", "application/vnd.eprints.data+xml")
_ENCODED: Final = re.compile(rb"(?<=>)[A-Za-z0-9+/=]{400,}(?=<)")
_MANIFEST: Final = "mets.xml"
_PURPOSES: Final = {
    "look": "look what the target has",
    "create": "create the record",
    "replace": "replace what is there",
    "withdraw": "withdraw the record",
    "describe": "describe the draft",
    "publish": "publish the draft",
}
"""Our words for the steps, where one word does not explain itself."""


def lines(plan: Plan, address: str) -> Iterator[str]:
    """Write a plan: the target's rules first, then every request in its order."""
    if plan.is_unchanged:
        yield f"{plan.article} → {plan.target}: unchanged, nothing would be sent."
        return
    counted = "1 request" if len(plan.requests) == 1 else f"{len(plan.requests)} requests"
    yield f"{plan.article} → {plan.target} ({address}): {counted}. Nothing has been sent."
    if any("{" in request.address for request in plan.requests):
        yield "  Words in {…} stand for what the target's answers will give."
    if any(request.address.startswith(("http", "{")) for request in plan.requests):
        yield f"  Each request also bears User-Agent: titelei/{__version__}, Accept: */* where it names none, Host,"
        yield "  Accept-Encoding, Connection and Content-Length, and our credentials, which are never shown."
    for fault in plan.faults:
        yield f"  refused by the target's rules: {fault}"
    for number, request in enumerate(plan.requests, 1):
        yield from _request(number, request)
    yield ""


def text_of(request: Request) -> str | None:
    """Give a body that is text, as it is sent; None of any other."""
    kind = request.headers.get("Content-Type", "").partition(";")[0]
    return request.body.decode("utf-8", "replace") if request.body and kind in _TEXT else None


def _request(number: int, request: Request) -> Iterator[str]:
    yield f"{number:>4}. {_PURPOSES.get(request.purpose, request.purpose)}"
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
        yield "      as text, with line breaks added between the tags:"
    yield from (f"      | {line}" for line in text[:_SHOWN_LINES])
    if len(text) > _SHOWN_LINES:
        yield f"      | … {len(text) - _SHOWN_LINES} more lines"
