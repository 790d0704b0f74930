"""What a check came to, and its failures as findings like those of every validator here."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from titelei.messages import say
from titelei.model import Finding, Severity


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One check: its name, what it asks, its clause, how it ended; ``said`` tells what failed or why it was skipped."""

    name: str
    asks: str
    clause: str
    severity: Severity
    outcome: Outcome
    said: str = ""
    url: str = ""


def findings(results: Iterable[Result]) -> tuple[Finding, ...]:
    """Give a finding for each check that failed."""
    return tuple(
        Finding(
            rule=result.name,
            severity=result.severity,
            file=result.url,
            message=result.said,
            repair=say("The protocol asks: {asks}", asks=result.asks),
            clause=f"OAI-PMH 2.0, {result.clause}",
        )
        for result in results
        if result.outcome is Outcome.FAILED
    )
