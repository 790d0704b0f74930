"""Findings about outputs: they are faults of a stylesheet or of what it was given, never to be mended in ``out/``."""

from collections.abc import Iterable, Sequence
from typing import Final

from titelei.messages import say
from titelei.model import Finding, Severity

STYLESHEET: Final = say("Correct the stylesheet that makes this format, then render again; do not edit the output.")


def fault(
    rule: str,
    file_name: str,
    message: str,
    *,
    line: int = 0,
    column: int = 0,
    source_line: str = "",
    path: str = "",
    repair: str = STYLESHEET,
    clause: str = "",
    severity: Severity = Severity.ERROR,
) -> Finding:
    """Make a finding about one output; ``file`` is its name under ``out/<id>/``."""
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        repair=repair,
        file=file_name,
        line=line,
        column=column,
        path=path,
        source_line=source_line,
        clause=clause,
    )


def of_lines(
    rule: str, file_name: str, lines: Sequence[str], problems: Iterable[tuple[int, str]]
) -> tuple[Finding, ...]:
    """Make findings of problems in lines, each with the number of its line from 1."""
    return tuple(
        fault(
            rule,
            file_name,
            say("{name} line {line}: {what}.", name=file_name, line=line, what=what),
            line=line,
            source_line=lines[line - 1],
        )
        for line, what in problems
    )


def code_points(text: str) -> str:
    """Write characters with their numbers: ``“ab” (U+0061 U+0062)``; nothing as ``the end of the line``."""
    if not text:
        return say("the end of the line")
    return f"“{text}” ({' '.join(f'U+{ord(c):04X}' for c in text)})"
