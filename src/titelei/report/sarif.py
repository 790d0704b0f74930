"""SARIF 2.1.0 (OASIS), which code hosts show as annotations at the lines of a change."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from titelei.model import WINDOW, Finding, Severity
from titelei.report.report import Checked, Proposal, Report, extent

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> str:
    """Write the report: one run, its rules with help, and each finding at its region; excused ones are suppressed."""
    findings = tuple(report.findings)
    names = tuple(dict.fromkeys(f.rule for f in findings))
    index = {name: number for number, name in enumerate(names)}
    seen: Counter[str] = Counter()
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "titelei",
                        "semanticVersion": report.version or "0.0.0",
                        "rules": [_rule(name, findings, report) for name in names],
                    }
                },
                "invocations": [{"executionSuccessful": True}],
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder titelei was called in."}}},
                "artifacts": [
                    {"location": _location(document.file), "mimeType": "application/tei+xml"}
                    for document in report.documents
                ],
                "results": [r for document in report.documents for r in _results(document, index, seen)],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, separators=(",", ":")) + "\n"


def _rule(name: str, findings: tuple[Finding, ...], report: Report) -> dict[str, Any]:
    known = report.rules.get(name)
    example = next(f for f in findings if f.rule == name)
    description = known.description if known is not None else name
    is_told = known is not None and known.repair and "…" not in known.repair  # there a value is to be put in
    repair = known.repair if known is not None and is_told else example.repair
    text = f"{description} Repair: {repair}" if repair else description
    level = known.severity if known is not None else example.severity
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": description},
        "fullDescription": {"text": description},
        "help": {"text": text, "markdown": f"{description}\n\n**Repair:** {repair}" if repair else description},
        "defaultConfiguration": {"level": _LEVELS[level]},
        "properties": {"tags": [tag for tag in ("tei", known.phase if known is not None else "") if tag]},
    }
    page = report.page_of(name)
    return {**rule, "helpUri": page} if page else rule


def _results(document: Checked, index: Mapping[str, int], seen: Counter[str]) -> Iterator[dict[str, Any]]:
    ways = {place: iter(found) for place, found in document.proposals.items()}
    for finding in document.findings:
        result = _result(finding, index[finding.rule], seen)
        proposed = () if finding.excused else next(ways.get((finding.rule, finding.path), iter(())), ())
        if proposed:
            result["fixes"] = [_fix(proposal, document.file) for proposal in proposed]
        yield result


def _fix(proposal: Proposal, file: str) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": {
                "startLine": replacement.start[0],
                "startColumn": replacement.start[1],
                "endLine": replacement.end[0],
                "endColumn": replacement.end[1],
            },
            "insertedContent": {"text": replacement.text},
        }
        for replacement in proposal.replacements
    ]
    change = {"artifactLocation": _location(file), "replacements": replacements}
    return {"description": {"text": proposal.title}, "artifactChanges": [change]}


def _result(finding: Finding, index: int, seen: Counter[str]) -> dict[str, Any]:
    place: dict[str, Any] = {"physicalLocation": _physical(finding)}
    if finding.path:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": "element"}]
    said = f"{finding.message} {finding.repair}".strip()
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "kind": "fail",
        "message": {"text": said},
        "locations": [place],
        "partialFingerprints": {"titeleiFinding/v2": _fingerprint(finding, seen)},
        "properties": {
            "phase": finding.phase,
            "breaks": list(finding.breaks),
            "clause": finding.clause,
            "repair": finding.repair,
        },
    }
    if finding.count > 1:
        result["occurrenceCount"] = finding.count
    if finding.excused:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": finding.excused}]
    return result


def _physical(finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(finding.file)}
    if finding.line:
        start, end = extent(finding)
        physical["region"] = {
            "startLine": finding.line,
            "startColumn": finding.source_offset + start + 1,
            "endLine": finding.line,
            "endColumn": finding.source_offset + end + 1,
            "snippet": {"text": finding.source_line[start:end]},
        }
        context: dict[str, Any] = {"startLine": finding.line, "endLine": finding.line}
        if len(finding.source_line) == WINDOW:  # not the whole line, as it seems
            context["startColumn"] = finding.source_offset + 1
            context["endColumn"] = finding.source_offset + WINDOW + 1
        physical["contextRegion"] = {**context, "snippet": {"text": finding.source_line}}
    return physical


def _location(file: str) -> dict[str, Any]:
    """Name a file relative to the working folder, or by an address of its own where it lies elsewhere."""
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    if file.startswith(".."):
        return {"uri": quote(path.as_posix())}
    return {"uri": quote(path.as_posix()), "uriBaseId": "SRCROOT"}


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Name a finding so that it is known again when lines above it change; like ones in a file are numbered."""
    text = "\n".join((finding.rule, finding.file, str(finding.about.given), finding.source_line.strip()))
    seen[text] += 1
    return hashlib.sha256(f"{text}\n{seen[text]}".encode("utf-8", "surrogatepass")).hexdigest()
