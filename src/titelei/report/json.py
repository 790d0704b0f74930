"""Findings as JSON: one array, one object a finding with the contract's keys, each on a line of its own."""

import json
from dataclasses import fields
from typing import Any, Final

from titelei.model import Finding
from titelei.report.report import Report

_FIELDS: Final = tuple(field.name for field in fields(Finding))


def as_json(finding: Finding) -> dict[str, Any]:
    """Give a finding as the object that is printed."""
    return {**{name: getattr(finding, name) for name in _FIELDS}, "about": finding.about.given}


def write(report: Report) -> str:
    """Write the report."""
    write_one = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = ",\n".join(write_one(as_json(finding)) for finding in report.findings)
    return f"[\n{lines}\n]\n" if lines else "[]\n"
