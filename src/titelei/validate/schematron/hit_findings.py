"""Schematron hits as findings: rule, severity, place, repair, and what the hit's diagnostics and properties say.

A schema made from our ODD gives each rule a pattern of the same name, the diagnostic ``<id>.repair`` and the properties
``<id>.breaks`` and ``<id>.clause``; any other schema's ids are taken as they come.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from titelei.errors import DocumentError
from titelei.model import Finding, Severity
from titelei.validate.schematron.svrl import Hit
from titelei.xml.read import Document, read

_SEVERITIES: Final = {
    "error": Severity.ERROR,
    "fatal": Severity.ERROR,
    "critical": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "caution": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
    "hint": Severity.INFO,
    "note": Severity.INFO,
    "debug": Severity.INFO,
}
"""Words in @role, @severity or @flag, in lower case. An assertion without one is an error, a report a warning."""

_LONG: Final = 1_000
"""Characters above which values in a message are cut, and twice as many above which all of it is."""

_QUOTED: Final = re.compile(r"“([^”]{80})[^”]{20,}”")
_NAMESPACE: Final = re.compile(r"Q\{[^}]*\}")
_ROOT_NUMBER: Final = re.compile(r"^(/[\w.-]+)\[1\](?=/|$)")


def findings(hits: Iterable[Hit], document: Document, *, phase: str = "") -> tuple[Finding, ...]:
    """Turn hits into findings, with line, column and source line from the document each was found in."""
    documents: dict[str, Document | None] = {"": document}
    return tuple(_finding(hit, _document(hit.document, documents), document, phase) for hit in hits)


def rule_of(hit: Hit) -> str:
    """Name the rule: the pattern's id where the assertion's begins with it or is missing, else the assertion's."""
    if hit.pattern and (not hit.id or hit.id == hit.pattern or hit.id.startswith(f"{hit.pattern}.")):
        return hit.pattern
    return hit.id or "schematron"


def severity_of(hit: Hit) -> Severity:
    """Take the first word known of ``role``, ``severity``, ``flag``; else error for an assert, warning for a report."""
    for word in (hit.role, hit.severity, hit.flag):
        found = _SEVERITIES.get(word.strip().lower())
        if found is not None:
            return found
    return Severity.ERROR if hit.kind == "assert" else Severity.WARNING


def readable(location: str) -> str:
    """Write a location as people read it: ``/TEI/text[1]/front[1]/div[2]``, without namespaces."""
    return _ROOT_NUMBER.sub(r"\1", _NAMESPACE.sub("", location)) or "/"


def _finding(hit: Hit, found_in: Document | None, primary: Document, phase: str) -> Finding:
    rule = rule_of(hit)
    document = found_in or primary
    line, column = _position(document, hit.location) if found_in else (0, 0)
    diagnostics, properties = dict(hit.diagnostics), {name: text for name, _role, text in hit.properties}
    repair = diagnostics.get(f"{rule}.repair") or " ".join(text for _name, text in hit.diagnostics if text)
    if found_in is primary and any(not fix.failure for fix in hit.fixes):
        repair = f"{repair} “titelei fix --rule {rule}” does it.".strip()
    return Finding(
        rule=rule,
        severity=severity_of(hit),
        message=_cut(hit.text) or _untold(hit),
        repair=_cut(repair),
        phase="" if phase.startswith("#") else phase,
        file=document.name,
        line=line,
        column=column,
        path=readable(hit.location),
        source_line=document.positions.line_text(line),
        breaks=tuple(properties.get(f"{rule}.breaks", "").split()),
        clause=properties.get(f"{rule}.clause", "") or hit.see,
    )


def _cut(text: str) -> str:
    """Cut values that nobody would read to their end."""
    if len(text) <= _LONG:
        return text
    short = _QUOTED.sub(r"“\1…”", text)
    return short if len(short) <= 2 * _LONG else f"{short[: 2 * _LONG]}…"


def _position(document: Document, location: str) -> tuple[int, int]:
    """Find line and column; a hit at the document as a whole is shown at its root element."""
    line, column = document.positions.of_path(document.root, location)
    return (line, column) if line else document.positions.of(document.root)


def _untold(hit: Hit) -> str:
    verb = "does not hold" if hit.kind == "assert" else "holds"
    return f"The schema's test “{hit.test}” {verb} here; it gives no message of its own."


def _document(address: str, known: dict[str, Document | None]) -> Document | None:
    if address not in known:
        try:
            known[address] = read(Path(unquote(urlsplit(address).path)), edition=False)
        except DocumentError:
            known[address] = None
    return known[address]
