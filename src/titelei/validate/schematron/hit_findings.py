"""Schematron hits as findings: rule, severity, place, repair, and what the hit's diagnostics and properties say.

A schema made from our ODD gives each rule a pattern of the same name, the diagnostic ``<id>.repair`` and the properties
``<id>.breaks``, ``<id>.clause`` and, for what the finding is about, ``<id>.attributes``, ``<id>.meant``,
``<id>.missing`` and ``<id>.needs``, each a list of words; any other schema's ids are taken as they come.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from titelei.errors import DocumentError
from titelei.messages import Message, joined, say
from titelei.model import About, Finding, Severity
from titelei.validate.schematron.svrl import Hit
from titelei.xml import paths
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


def _finding(hit: Hit, found_in: Document | None, primary: Document, phase: str) -> Finding:
    rule = rule_of(hit)
    document = found_in or primary
    diagnostics, properties = dict(hit.diagnostics), {name: text for name, _role, text in hit.properties}
    repair = _cut(diagnostics.get(f"{rule}.repair") or " ".join(text for _name, text in hit.diagnostics if text))
    known = {lang: _cut(text) for lang, name, text in hit.translations if not name.endswith(f".repair.{lang}")}
    if repairs := {lang: _cut(text) for lang, name, text in hit.translations if name.endswith(f".repair.{lang}")}:
        repair = Message(repair, known=repairs)
    if found_in is primary and any(not fix.failure for fix in hit.fixes):
        does = say("“titelei fix --rule {rule}” does it.", rule=rule)
        repair = joined(" ", (repair, does)) if repair else does
    return document.finding(
        rule,
        document.root,
        Message(_cut(hit.text), known=known) if hit.text else _untold(hit),
        repair,
        place=_position(document, hit.location) if found_in else (0, 0),
        path=paths.told(hit.location),
        severity=severity_of(hit),
        phase="" if phase.startswith("#") else phase,
        breaks=tuple(properties.get(f"{rule}.breaks", "").split()),
        clause=properties.get(f"{rule}.clause", "") or hit.see,
        about=_about(rule, properties),
    )


def _about(rule: str, properties: Mapping[str, str]) -> About:
    """Take what a rule says of its finding in words that are names."""
    attributes, missing, needs, meant = (
        tuple(dict.fromkeys(properties.get(f"{rule}.{key}", "").split()))
        for key in ("attributes", "missing", "needs", "meant")
    )
    return About(attributes=attributes, missing=missing, needs=needs, meant=meant[0] if len(meant) == 1 else "")


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
    verb = say("does not hold") if hit.kind == "assert" else "holds"
    return say("The schema's test “{test}” {verb} here; it gives no message of its own.", test=hit.test, verb=verb)


def _document(address: str, known: dict[str, Document | None]) -> Document | None:
    if address not in known:
        try:
            known[address] = read(Path(unquote(urlsplit(address).path)), edition=False)
        except DocumentError:
            known[address] = None
    return known[address]
