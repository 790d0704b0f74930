"""The XML around every answer (OAI-PMH 2.0, section 3.2), written as text: it is most of the work of a fast answer."""

from collections.abc import Iterable, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from titelei.names import OAI, XSI
from titelei.oai.dates import write
from titelei.oai.errors import Fault

_XSD: Final = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
_START: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{OAI}" xmlns:xsi="{XSI}" '
    f'xsi:schemaLocation="{OAI} {_XSD}">\n<responseDate>'
)
_TOP_ONLY: Final = ("badVerb", "badArgument")


def answer(base_url: str, second: int, arguments: Mapping[str, str], verb: str, parts: Iterable[bytes]) -> bytes:
    """Write an answer; ``parts`` are the children of the verb's element."""
    start = f"{_head(base_url, second, arguments)}<{verb}>\n".encode()
    return b"".join((start, *parts, f"</{verb}>\n</OAI-PMH>\n".encode()))


def refusal(base_url: str, second: int, arguments: Mapping[str, str], faults: Iterable[Fault]) -> bytes:
    """Write an answer that bears errors. After badVerb and badArgument the arguments are not repeated."""
    faults = tuple(faults)
    shown = {} if any(f.code in _TOP_ONLY for f in faults) else arguments
    errors = "".join(f'<error code="{f.code}">{escape(f.text)}</error>\n' for f in faults)
    return f"{_head(base_url, second, shown)}{errors}</OAI-PMH>\n".encode()


def element(name: str, text: str) -> bytes:
    """Write an element that holds text."""
    return f"<{name}>{escape(text)}</{name}>\n".encode()


def _head(base_url: str, second: int, arguments: Mapping[str, str]) -> str:
    given = "".join(f" {name}={quoteattr(value)}" for name, value in arguments.items())
    return f"{_START}{write(second)}</responseDate>\n<request{given}>{escape(base_url)}</request>\n"
