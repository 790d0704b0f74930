"""Findings for people who read a terminal: place, severity, message, quoted line with a mark, repair."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from titelei.messages import say, told
from titelei.model import Finding, Severity
from titelei.report.report import LONG, Report, quote

SHOWN_ALIKE: Final = 3
"""How many findings of one rule in one file are shown before the rest are only counted."""

_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

LEVELS: Final = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.INFO: say("info")}
"""How grave a finding is, in a word."""

Paint = Callable[[str, Severity], str]
"""Gives a text the colour of a severity."""


def plain(text: str, _severity: Severity) -> str:
    """Leave a text without colour."""
    return text


def write(report: Report, *, show_all: bool = False, width: int = 100) -> str:
    """Write the report, findings of one kind grouped after three unless ``show_all``."""
    return "".join(blocks(tuple(report.findings), report.lang, show_all=show_all, width=width))


def blocks(
    findings: tuple[Finding, ...], lang: str, *, show_all: bool = False, width: int = 100, paint: Paint = plain
) -> Iterator[str]:
    """Give each finding as lines of text; after three of one rule in one file a line that counts the rest."""
    totals = Counter((f.file, f.rule, f.severity, bool(f.excused)) for f in findings)
    seen: Counter[tuple[str, str, Severity, bool]] = Counter()
    for finding in findings:
        key = (finding.file, finding.rule, finding.severity, bool(finding.excused))
        seen[key] += 1
        if show_all or seen[key] <= SHOWN_ALIKE:
            yield one(finding, lang, width=width, paint=paint, show_path=show_all)
        elif seen[key] == totals[key]:
            more = say("and {n} more like this; --all shows them", n=totals[key] - SHOWN_ALIKE)
            yield f"{harmless(finding.file)}: [{finding.rule}] {told(more, lang)}\n\n"


def one(finding: Finding, lang: str, *, width: int = 100, paint: Paint = plain, show_path: bool = False) -> str:
    """Write one finding; with ``show_path`` its XPath and its phase, too."""
    place = ":".join([harmless(finding.file), *(str(n) for n in (finding.line, finding.column) if n)])
    word = told(LEVELS[finding.severity], lang)
    severity = (
        told(say("{severity}, excused", severity=word), lang) if finding.excused else paint(word, finding.severity)
    )
    lines = [f"{place}: {severity}: {harmless(finding.message)} [{finding.rule}]"]
    if finding.source_line and finding.line:
        lines += quoted(finding, width)
    said: Iterable[tuple[str, str]] = (
        (say("Repair"), finding.repair),
        (say("Breaks"), ", ".join(finding.breaks)),
        (say("Excused"), finding.excused),
        ("XPath", finding.path if show_path else ""),
        (say("Phase"), finding.phase if show_path else ""),
    )
    lines += [f"  {told(key, lang)}: {harmless(text)}" for key, text in said if text]
    return "\n".join(lines) + "\n\n"


def harmless(text: str) -> str:
    """Put a visible sign for each character that would steer a terminal or turn its text; the columns stay."""
    return _STEERING.sub(_sign, text)


def _sign(found: "re.Match[str]") -> str:
    code = ord(found[0])
    return " " if code == 9 else chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def quoted(finding: Finding, width: int) -> list[str]:
    """Quote the source line, cut around the column where it is long, with a mark under the place."""
    number = f"  {finding.line} | "
    room = min(LONG, max(20, width - len(number) - 2))
    text = harmless(finding.source_line)
    column = max(1, finding.column - finding.source_offset)
    start = 0
    if len(text) > room:
        start = max(0, min(column - 1 - room // 3, len(text) - room))
        if not finding.source_offset and start < (indentation := len(text) - len(text.lstrip())):
            start = min(indentation, column - 1)
    cut = quote(finding, room, start)
    mark = " " * (len(number) - 2) + "| " + " " * (len(cut.before) + column - 1 - start) + "^"
    line = f"{number}{cut.before}{text[start : start + len(cut.text)]}{cut.after}"
    return [line, mark if finding.column else mark.rstrip("^").rstrip()]
