"""One document held to grammar, rules and identifiers, in the phase that fits it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from titelei.errors import DocumentError
from titelei.messages import say
from titelei.model import About, Finding, Severity
from titelei.names import TEI
from titelei.validate import consequences, excuses, hygiene, identifiers, relaxng
from titelei.validate.rules import hint, standing
from titelei.validate.schematron import engines
from titelei.validate.schematron.engines import Engine
from titelei.xml.read import Document

_NS: Final = {"t": TEI}
_STATUS: Final = "t:teiHeader/t:revisionDesc"


def phase_of(document: Document) -> str:
    """Give the phase that a document's own status asks for: ``publish`` where published, else ``draft``."""
    return "publish" if status_of(document) == "published" else "draft"


def status_of(document: Document) -> str:
    """Give a document's own status; ``draft`` where it names none."""
    revisions = document.root.find(_STATUS, _NS)
    return (revisions.get("status") if revisions is not None else None) or "draft"


def validate(
    document: Document,
    *,
    grammar: Path | None,
    rules: Path | None,
    phase: str | None = None,
    severity: Mapping[str, str] | None = None,
    edition: bool = True,
    engine: Engine = "saxon",
    cache: Path | None = None,
    besides: Iterable[Finding] = (),
    own: frozenset[str] = frozenset(),
    allow: tuple[Path, ...] = (),
) -> tuple[Finding, ...]:
    """Hold a document to a RELAX NG grammar and a Schematron schema, either of which may be left out.

    ``phase`` is a phase of the schema; None takes the one the document's status asks for. ``severity`` raises
    or lowers rules by id. With ``edition`` the document is one of ours: its identifiers and characters are checked,
    and a published one may carry no warning. ``engine`` runs the rules. ``cache`` is a folder for compiled schemas.
    ``allow`` are further folders that the schema may read files from. ``besides`` are findings that others made of the
    document; excuses and severities hold for them, too; ``own`` are ids of a project's own
    rules. Findings come in the order of their places.

    Raises:
        AssetError: the grammar or the schema is broken, or has no such phase.
    """
    chosen = phase or (phase_of(document) if edition else "#DEFAULT")

    def look(candidate: Document) -> tuple[Finding, ...]:
        found = identifiers.validate(candidate) if edition else ()
        if grammar is not None:
            found += relaxng.validate(candidate, relaxng.grammar(grammar), with_ids=not edition)
        return found if rules is None else found + _by_rules(candidate, rules, chosen, engine, cache, allow)

    def finished(found: Iterable[Finding]) -> tuple[Finding, ...]:
        adjusted = (_adjusted(f, chosen if edition else "", severity or {}) for f in found)
        return excuses.marked(document, adjusted)

    held = look(document)
    held = finished(hygiene.moved(hygiene.named(held, document), document) if edition else held)
    others = finished((*besides, *(hygiene.findings(document) if edition else ()))) + excuses.faulty(document)
    findings = [*held, *others]
    if edition:
        caused = consequences.of(document, held, look, others)
        findings = [f for f, is_caused in zip(findings, caused, strict=True) if not is_caused]
    if edition and rules is not None:
        idle = excuses.idle(
            document,
            findings,
            lambda rule: "held" if rule in own else standing(rule, chosen, rules),
            lambda rule: hint(rule, rules),
        )
        findings += (_adjusted(f, chosen, severity or {}) for f in idle)
    if edition and chosen != "draft":
        published = _published_with_warnings(document, findings, chosen)
        findings += (_adjusted(f, chosen, severity or {}) for f in published)
    return tuple(sorted(findings, key=lambda f: (f.line, f.column, f.rule)))


def _by_rules(
    document: Document, rules: Path, phase: str, engine: Engine, cache: Path | None, allow: tuple[Path, ...]
) -> tuple[Finding, ...]:
    try:
        return engines.findings(document, rules, phase, engine=engine, cache=cache, allow=allow)
    except DocumentError as error:
        return error.findings  # Saxon's parser refuses names that libxml2 takes


def _adjusted(finding: Finding, phase: str, severity: Mapping[str, str]) -> Finding:
    level = severity.get(finding.rule)
    return replace(
        finding,
        phase=finding.phase or phase,
        severity=Severity(level) if level else finding.severity,
    )


def _published_with_warnings(document: Document, findings: list[Finding], phase: str) -> list[Finding]:
    """Published documents carry no warnings: each is repaired, or excused with its reason.

    The finding counts for nothing beside those that it names, which are counted.
    """
    revisions = document.root.find(_STATUS, _NS)
    if revisions is None or revisions.get("status") != "published":
        return []
    warned = sorted({f.rule for f in findings if f.severity is Severity.WARNING and not f.excused})
    if not warned:
        return []
    finding = document.finding(
        "published-without-warnings",
        revisions,
        say("The document is published but carries warnings: {warned}.", warned=", ".join(warned)),
        say(
            'Repair what they name, excuse a place with <?titelei excuse rule="…" reason="…"?>, or set status="draft".'
        ),
        attribute="status",
        phase=phase,
        about=About(attributes=("status",), values=tuple(warned)),
    )
    return [replace(finding, count=0)]
