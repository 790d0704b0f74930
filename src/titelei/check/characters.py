"""Characters of outputs that no reader was meant to see: what is faulty in an output and not so in the edition."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from titelei.characters import faults
from titelei.check.report import STYLESHEET, fault
from titelei.model import Finding, Severity

_KINDS: Final = frozenset({"invisible", "leaked-code", "mixed-script", "mojibake"})
"""Kinds of faults that a rendering can bring in; what else there is, the edition has, and its rules tell."""

_BRACED: Final = (".bib",)
"""Ends of names of files in which braces are no code."""

_HTML: Final = etree.HTMLParser(encoding="utf-8")
_MOST: Final = 20


def check(outputs: Mapping[str, bytes], edition: bytes | None) -> tuple[Finding, ...]:
    """Look for faulty characters in the outputs' text; those that the edition has were judged there."""
    judged = "" if edition is None else _squeezed("\n".join(_texts("edition.xml", edition)))
    return tuple(finding for name in sorted(outputs) for finding in _of_one(name, outputs[name], judged))


def _of_one(name: str, data: bytes, judged: str) -> tuple[Finding, ...]:
    found: dict[tuple[str, int, int], Finding] = {}
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError:
        return ()  # the check of encodings says so
    text, at = "\n".join(_texts(name, data)).removeprefix("\ufeff"), 0
    for one in faults(text):
        piece = text[one.start : one.end]
        is_code = one.kind == "leaked-code" and name.endswith(_BRACED)
        if one.kind not in _KINDS or is_code or _squeezed(_around(text, one.start, one.end)) in judged:
            continue
        at = raw.find(piece, max(at, 0))
        at = at if at >= 0 else raw.find(piece)
        line, column = (raw.count("\n", 0, at) + 1, at - raw.rfind("\n", 0, at)) if at >= 0 else (0, 0)
        found.setdefault(
            (one.kind, line, column),
            fault(
                "output-characters",
                name,
                f"{name}: {one.message}",
                line=line,
                column=column,
                repair=STYLESHEET,
                severity=Severity.WARNING,
            ),
        )
        at = max(at, 0) + 1
        if len(found) == _MOST:
            break
    return tuple(found.values())


def _texts(name: str, data: bytes) -> Iterator[str]:
    """Give what a reader of the file sees, piece by piece."""
    if data.lstrip()[:1] != b"<":
        yield data.decode("utf-8", "replace")
        return
    try:
        root = etree.fromstring(data, _HTML if name.endswith(".html") else None)
    except etree.LxmlError:
        return  # its own check says what is wrong with it
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "pre", "code") and node.text:
            yield str(node.text)
        if node.tail:  # after comments and instructions, too, such as an excuse
            yield str(node.tail)


def _around(text: str, start: int, end: int) -> str:
    """Give a stretch with the words that it touches."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end].strip()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
