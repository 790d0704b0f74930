"""Findings about a page: each with the line that it is of, as the page has it."""

from titelei.encode.claims import Place
from titelei.encode.page import Page
from titelei.model import About, Finding, Severity


def told(
    page: Page,
    rule: str,
    message: str,
    repair: str,
    *,
    place: Place | None = None,
    number: int = 0,
    severity: Severity = Severity.WARNING,
    values: tuple[str, ...] = (),
) -> Finding:
    """Make a finding about characters of a page, ``place``, else about a line of the file, ``number``."""
    line = page.lines[place.line] if place else None
    return Finding(
        rule=rule,
        severity=severity,
        phase="draft",
        file=page.name,
        line=line.number if line else number,
        column=place.start + 1 if place else 0,
        source_line=line.text if line else "",
        message=message,
        repair=repair,
        about=About(values=values),
    )
