"""What a report is made of, whatever its form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from titelei.messages import told
from titelei.model import WINDOW, Finding, Severity
from titelei.validate.rules import Rule

_TAG: Final = re.compile(r"</?[^\s<>/]+(?:[^<>]*>)?")
_ATTRIBUTE: Final = re.compile(r"""[\w:.-]+\s*=\s*(?:"[^"]*"?|'[^']*'?)""")
_WORD: Final = re.compile(r"[^\s<>]+")
LONG: Final = 240
"""Characters of a line that are shown; a longer one is cut around the place."""

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Text that takes the place of what stands from ``start`` to before ``end``, each line and column, from 1."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One way to repair a finding: all of its replacements, or none."""

    title: str
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One document that was validated: its phase, what was found, its lines where anything was found.

    ``svrl`` is the Schematron engine's own report, where one was asked for. ``proposals`` are, by rule and path, what
    would repair the findings there, one after the other.
    """

    file: str
    phase: str = ""
    findings: tuple[Finding, ...] = ()
    lines: tuple[str, ...] = ()
    svrl: str = ""
    proposals: Mapping[tuple[str, str], tuple[tuple[Proposal, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All documents of one call. ``rules`` describe what could be found; ``reference_url`` is where their pages are.

    A finding at or above ``fail_on`` fails its document. Excused findings are shown, and never counted. The
    findings are in the language ``lang`` already.
    """

    documents: tuple[Checked, ...]
    version: str = ""
    fail_on: Severity = Severity.ERROR
    rules: Mapping[str, Rule] = field(default_factory=dict)
    reference_url: str = ""
    lang: str = "en"

    def told(self, message: str) -> str:
        """Give a message in the language of the report's reader."""
        return told(message, self.lang)

    @property
    def findings(self) -> Iterator[Finding]:
        """Every finding, excused ones too, document by document."""
        for document in self.documents:
            yield from document.findings

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding counts against its document."""
        return not finding.excused and finding.severity.rank >= self.fail_on.rank

    def page_of(self, rule: str) -> str:
        """Give the address of the reference page that describes a rule; empty where none does."""
        known = self.rules.get(rule)
        if not self.reference_url or known is None:
            return ""
        if known.has_page:
            return f"{self.reference_url}rules.html#{rule}"
        return f"{self.reference_url}index.html" if rule.startswith("grammar-") else ""


def counts(findings: Iterator[Finding] | tuple[Finding, ...]) -> dict[str, int]:
    """Count findings by severity, and ``excused`` ones apart; every key is there."""
    found = {**{s.value: 0 for s in Severity}, "excused": 0}
    for finding in findings:
        found["excused" if finding.excused else finding.severity.value] += finding.count
    return found


def extent(finding: Finding) -> tuple[int, int]:
    """Give the tag, attribute or word that a finding is about: where it begins and ends in its ``source_line``, from 0.

    A tag that goes on beyond the window of a long line ends with it.
    """
    text = finding.source_line
    start = min(max(0, finding.column - 1 - finding.source_offset), len(text))
    for pattern in (_TAG, _ATTRIBUTE, _WORD):
        found = pattern.match(text, start)
        if found is not None and found.end() > start:
            is_open = pattern is _TAG and not found[0].endswith(">") and len(text) == WINDOW
            return (start, len(text) if is_open else found.end())
    return (start, min(start + 1, len(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A line cut around the place: ``text`` begins ``start`` characters into the finding's ``source_line``.

    ``before`` and ``after`` stand for what was cut off.
    """

    text: str
    start: int
    before: str
    after: str


def quote(finding: Finding, room: int, start: int, end: int = 0) -> Quote:
    """Cut a finding's line to ``room`` characters, or so many as reach to ``end``, from ``start`` on."""
    stop = min(len(finding.source_line), max(end, start + room))
    return Quote(
        text=finding.source_line[start:stop],
        start=start,
        before="…" if finding.source_offset + start else "",
        after="…" if stop < len(finding.source_line) else "",
    )


def xml_text(text: str) -> str:
    """Put U+FFFD for characters that XML does not allow."""
    return _NOT_XML.sub("\ufffd", text)
