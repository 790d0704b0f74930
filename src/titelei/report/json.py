"""Findings as JSON: one array, one object a finding, with the contract's keys."""

import json
from dataclasses import asdict
from typing import Any

from titelei.model import Finding
from titelei.report.report import Report


def as_json(finding: Finding) -> dict[str, Any]:
    """Give a finding as the object that is printed."""
    return {**asdict(finding), "about": finding.about.given}


def write(report: Report) -> str:
    """Write the report."""
    return json.dumps([as_json(f) for f in report.findings], ensure_ascii=False, indent=2, default=str) + "\n"
