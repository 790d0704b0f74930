"""SARIF 2.1.0 (OASIS), which code hosts show as annotations at the lines of a change."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from titelei.messages import say
from titelei.model import WINDOW, Finding, Severity
from titelei.report.report import Checked, Proposal, Report, extent

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_FOLDER: Final = say("The folder titelei was called in.")

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> str:
    """Write the report: one run, its rules with help, and each finding at its region; excused ones are suppressed.

    What all findings of a rule share is told at the rule, places in the article and files by their number.
    """
    first: dict[str, Finding] = {}
    for finding in report.findings:
        first.setdefault(finding.rule, finding)
    rules = {name: _rule(finding, report) for name, finding in first.items()}
    results = _Results(rules)
    told = [result for number, document in enumerate(report.documents) for result in results.of(document, number)]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "titelei",
                        "semanticVersion": report.version or "0.0.0",
                        "rules": list(rules.values()),
                    }
                },
                "invocations": [{"executionSuccessful": True}],
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    "SRCROOT": {"description": {"text": report.told(say("The folder titelei was called in."))}}
                },
                "artifacts": [
                    {"location": _location(document.file), "mimeType": "application/tei+xml"}
                    for document in report.documents
                ],
                "logicalLocations": [{"fullyQualifiedName": path, "kind": "element"} for path in results.paths],
                "results": told,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, separators=(",", ":"), check_circular=False) + "\n"


def _rule(example: Finding, report: Report) -> dict[str, Any]:
    name = example.rule
    known = report.rules.get(name)
    description = report.told(known.description) if known is not None else name
    is_told = known is not None and known.repair and "…" not in known.repair  # there a value is to be put in
    repair = report.told(known.repair) if known is not None and is_told else example.repair
    label = report.told(say("Repair"))
    text = f"{description} {label}: {repair}" if repair else description
    level = known.severity if known is not None else example.severity
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": description},
        "fullDescription": {"text": description},
        "help": {"text": text, "markdown": f"{description}\n\n**{label}:** {repair}" if repair else description},
        "defaultConfiguration": {"level": _LEVELS[level]},
        "properties": {
            "tags": [tag for tag in ("tei", known.phase if known is not None else "") if tag],
            **_properties(example),
        },
    }
    page = report.page_of(name)
    return {**rule, "helpUri": page} if page else rule


def _properties(finding: Finding) -> dict[str, Any]:
    return {
        "phase": finding.phase,
        "breaks": list(finding.breaks),
        "clause": finding.clause,
        "repair": finding.repair,
    }


class _Results:
    """Writes findings as results; ``paths`` are the elements that these name by number, in their order."""

    def __init__(self, rules: Mapping[str, Mapping[str, Any]]) -> None:
        self._rules = rules
        self._index = {name: number for number, name in enumerate(rules)}
        self._seen: Counter[str] = Counter()
        self._shown: tuple[str, int, int, int] = ("", 0, 0, 0)
        self.paths: dict[str, int] = {}

    def of(self, document: Checked, artifact: int) -> Iterator[dict[str, Any]]:
        """Give the result of each finding of one document, with what would repair it."""
        ways = {place: iter(found) for place, found in document.proposals.items()}
        for finding in document.findings:
            result = self._result(finding)
            proposed = () if finding.excused else next(ways.get((finding.rule, finding.path), iter(())), ())
            if proposed:
                result["fixes"] = [_fix(proposal, artifact) for proposal in proposed]
            yield result

    def _result(self, finding: Finding) -> dict[str, Any]:
        place: dict[str, Any] = {"physicalLocation": self._physical(finding)}
        if finding.path:
            number = self.paths.setdefault(finding.path, len(self.paths))
            place["logicalLocations"] = [{"index": number}]
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._index[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message} {finding.repair}".strip()},
            "locations": [place],
            "partialFingerprints": {"titeleiFinding/v3": self._fingerprint(finding)},
        }
        common = self._rules[finding.rule]["properties"]
        if own := {name: value for name, value in _properties(finding).items() if value != common[name]}:
            result["properties"] = own
        if finding.count > 1:
            result["occurrenceCount"] = finding.count
        if finding.excused:
            result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": finding.excused}]
        return result

    def _physical(self, finding: Finding) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": _location(finding.file)}
        if finding.line:
            start, end = extent(finding)
            left = finding.source_offset
            region = _region((finding.line, left + start + 1), (finding.line, left + end + 1))
            physical["region"] = {**region, "snippet": {"text": finding.source_line[start:end]}}
            if not self._is_shown(finding, left + start, left + end):
                physical["contextRegion"] = _context(finding)
        return physical

    def _is_shown(self, finding: Finding, start: int, end: int) -> bool:
        """Tell whether the last context that was written shows this place of a long line, too."""
        if not _is_window(finding):
            return False
        file, line, shown_from, shown_to = self._shown
        if (file, line) == (finding.file, finding.line) and shown_from <= start and end <= shown_to:
            return True
        self._shown = (finding.file, finding.line, finding.source_offset, finding.source_offset + WINDOW)
        return False

    def _fingerprint(self, finding: Finding) -> str:
        """Name a finding so that it is known again when lines above it change; like ones in a file are numbered."""
        text = "\n".join((finding.rule, finding.file, str(finding.about.given), finding.source_line.strip()))
        self._seen[text] += 1
        return hashlib.sha256(f"{text}\n{self._seen[text]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _is_window(finding: Finding) -> bool:
    """Tell whether a finding keeps only a part of its line, as it seems."""
    return len(finding.source_line) == WINDOW


def _context(finding: Finding) -> dict[str, Any]:
    """Give the line that a finding stands in, or the part of it that it keeps."""
    context: dict[str, Any] = {"startLine": finding.line, "snippet": {"text": finding.source_line}}
    if _is_window(finding):
        context["startColumn"] = finding.source_offset + 1
        context["endColumn"] = finding.source_offset + WINDOW + 1
    return context


def _region(start: tuple[int, int], end: tuple[int, int]) -> dict[str, int]:
    """Write a stretch of a file; without a last line it ends in its first (SARIF 2.1.0, 3.30.7)."""
    region = {"startLine": start[0], "startColumn": start[1], "endColumn": end[1]}
    return region if start[0] == end[0] else {**region, "endLine": end[0]}


def _fix(proposal: Proposal, artifact: int) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(replacement.start, replacement.end),
            "insertedContent": {"text": replacement.text},
        }
        for replacement in proposal.replacements
    ]
    change = {"artifactLocation": {"index": artifact}, "replacements": replacements}
    return {"description": {"text": proposal.title}, "artifactChanges": [change]}


@cache
def _location(file: str) -> dict[str, Any]:
    """Name a file relative to the working folder, or by an address of its own where it lies elsewhere."""
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    if file.startswith(".."):
        return {"uri": quote(path.as_posix())}
    return {"uri": quote(path.as_posix()), "uriBaseId": "SRCROOT"}
