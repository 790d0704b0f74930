"""The values that pass between the stages: findings, documents' outputs, deposits.

Values are frozen; a stage takes some and returns new ones.
"""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

from titelei.messages import say, told

WINDOW: Final = 241
"""Characters of its line that a finding keeps at most."""

_BEFORE: Final = 80
"""So many of them stand before the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who makes a version (OCFL 1.1, 3.5.3.1): a name, and an address as a URI."""

    name: str
    address: str = ""


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
class About:
    """What a finding is about, as names and values; no code reads its message for them.

    ``attributes`` are those at fault, as they are written; ``meant`` is the name or the id that should stand there;
    ``missing`` are elements or attributes that are not there; ``values`` what is refused, compared or misplaced.
    ``needs`` are values looked for in the whole document and not found, as ``attribute=value``: ``xml:id=per.kirov``.
    """

    attributes: tuple[str, ...] = ()
    meant: str = ""
    missing: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def given(self) -> dict[str, Any]:
        """What there is of it, by name."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name))}


NOTHING: Final = About()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that somebody should look at: what is wrong, where, and how to repair it.

    ``line`` and ``column`` count from 1 and are 0 where no place is known; ``path`` is an XPath that
    selects the place; ``source_line`` is the line as it stands in the file, without its end: of a long line the
    :data:`WINDOW` around the place, which begins ``source_offset`` characters after the line does.
    ``breaks`` names the outputs that would be wrong; ``clause`` the rule's source in a standard;
    ``excused`` the reason given in the file, empty when not excused; ``count`` how many like findings
    this one stands for, 0 where it only sums up others. ``about`` says in names and values what ``message`` says
    in words.
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
    source_offset: int = 0
    about: About = NOTHING

    def __post_init__(self) -> None:
        if len(self.source_line) > WINDOW:
            start = max(0, min(self.column - 1 - _BEFORE, len(self.source_line) - WINDOW))
            object.__setattr__(self, "source_line", self.source_line[start : start + WINDOW])
            object.__setattr__(self, "source_offset", start)

    @property
    def with_place(self) -> str:
        """The message after its place, where that is known."""
        if not self.line:
            return self.message
        return say("{file} line {line}: {message}", file=self.file, line=self.line, message=self.message)

    def moved(self, line: int, column: int, source_line: str) -> "Finding":
        """Give the finding at another place of its file; ``source_line`` is the whole line there."""
        return replace(self, line=line, column=column, source_line=source_line, source_offset=0)


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


def told_finding(finding: Finding, lang: str) -> Finding:
    """Give a finding with its sentences in the reader's language."""
    if lang == "en":
        return finding
    return replace(
        finding,
        message=told(finding.message, lang),
        repair=told(finding.repair, lang),
        breaks=tuple(told(each, lang) for each in finding.breaks),
        excused=told(finding.excused, lang),
    )
