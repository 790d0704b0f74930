"""The values that pass between the stages: findings, documents' outputs, deposits.

Values are frozen; a stage takes some and returns new ones.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error: larger is graver."""
        return {"info": 0, "warning": 1, "error": 2}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that somebody should look at: what is wrong, where, and how to repair it.

    ``line`` and ``column`` count from 1 and are 0 where no place is known; ``path`` is an XPath that
    selects the place; ``source_line`` is the line as it stands in the file, without its end.
    ``breaks`` names the outputs that would be wrong; ``clause`` the rule's source in a standard;
    ``excused`` the reason given in the file, empty when not excused; ``count`` how many like findings
    this one stands for.
    """

    rule: str
    severity: Severity
    message: str
    repair: str = ""
    phase: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    source_line: str = ""
    breaks: tuple[str, ...] = ()
    clause: str = ""
    excused: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One rendered file of an article, still in memory.

    ``file_name`` is relative to ``out/<id>/``; ``data`` are the exact bytes to be written.
    """

    format: str
    file_name: str
    media_type: str
    data: bytes


def worst(findings: "tuple[Finding, ...] | list[Finding]") -> Severity | None:
    """Give the gravest severity among findings that are not excused; None where there is none."""
    return max((f.severity for f in findings if not f.excused), key=lambda s: s.rank, default=None)


def reaches(findings: "tuple[Finding, ...] | list[Finding]", level: Severity) -> bool:
    """Tell whether any finding that is not excused is at or above ``level``."""
    gravest = worst(findings)
    return gravest is not None and gravest.rank >= level.rank
