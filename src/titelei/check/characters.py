"""Characters of outputs that no reader was meant to see: what is faulty in an output and not so in the edition."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from titelei.characters import faults
from titelei.check.report import STYLESHEET, fault
from titelei.check.trees import Trees
from titelei.model import Finding, Severity

_KINDS: Final = frozenset({"invisible", "leaked-code", "mixed-script", "mojibake"})
"""Kinds of faults that a rendering can bring in; what else there is, the edition has, and its rules tell."""

_BRACED: Final = (".bib",)
"""Ends of names of files in which braces are no code."""

_DOUBTFUL: Final = re.compile(r"[^\x20-\x7e]|[{<>$#\[&]")
"""What a fault of these kinds has in it: a character beyond printable ASCII, or one that code begins with."""

_BRACKET: Final = re.compile("[<>]")
_TEXTS: Final = etree.XPath(
    "descendant-or-self::*[not(self::script or self::style or self::pre or self::code)]/text()", smart_strings=False
)
_EDITION: Final = "edition.xml"
_MOST: Final = 20


def check(outputs: Mapping[str, bytes], edition: bytes | None, trees: Trees) -> tuple[Finding, ...]:
    """Look for faulty characters in the outputs' text; those that the edition has were judged there."""
    judged = ""
    if edition is not None:
        copy = next((name for name, data in outputs.items() if data == edition), None)
        of_edition = trees if copy is not None else Trees({_EDITION: edition})
        judged = _squeezed("\n".join(_texts(copy or _EDITION, edition, of_edition)))
    known = _Known(judged)
    return tuple(finding for name in sorted(outputs) for finding in _of_one(name, outputs[name], known, trees))


class _Known:
    """Lines in which there is nothing to find: those of the edition, and those of outputs that were looked at."""

    def __init__(self, judged: str) -> None:
        self.judged = judged
        self._clean: set[str] = set()

    def has_new_faults(self, text: str, kinds: frozenset[str]) -> bool:
        """Tell whether lines of a text that are not known yet may hold a fault; where they do not, they are known.

        No fault but a tag left in the text goes over the end of a line, so lines with its brackets are never known.
        """
        lines = [line.strip(" \t") for line in text.split("\n")]
        new = [line for line in lines if line not in self._clean and _DOUBTFUL.search(line) and self._is_new(line)]
        if any(fault.kind in kinds for fault in faults("\n".join(new))):
            return True
        self._clean.update(line for line in new if not _BRACKET.search(line))
        return False

    def _is_new(self, line: str) -> bool:
        if _BRACKET.search(line) or _squeezed(line) not in self.judged:
            return True
        self._clean.add(line)
        return False


def _of_one(name: str, data: bytes, known: _Known, trees: Trees) -> tuple[Finding, ...]:
    found: dict[tuple[str, int, int], Finding] = {}
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError:
        return ()  # the check of encodings says so
    kinds = _KINDS - {"leaked-code"} if name.endswith(_BRACED) else _KINDS
    text, at = "\n".join(_texts(name, data, trees)).removeprefix("\ufeff"), 0
    for one in faults(text) if known.has_new_faults(text, kinds) else ():
        piece = text[one.start : one.end]
        if one.kind not in kinds or _squeezed(_around(text, one.start, one.end)) in known.judged:
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


def _texts(name: str, data: bytes, trees: Trees) -> Iterator[str]:
    """Give what a reader of the file sees, piece by piece."""
    if data.lstrip()[:1] != b"<":
        yield data.decode("utf-8", "replace")
        return
    try:
        yield from _TEXTS(trees.of(name))
    except etree.LxmlError:
        return  # its own check says what is wrong with it


def _around(text: str, start: int, end: int) -> str:
    """Give a stretch with the words that it touches."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end].strip()


def _squeezed(text: str) -> str:
    return "".join(text.split())
