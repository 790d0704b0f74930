"""One self-contained HTML page: every document, every finding with its source lines and a mark at the place."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources
from typing import Final

from titelei.messages import joined, say, say_n
from titelei.model import Finding, Severity
from titelei.report.report import LONG, Checked, Report, counts, extent, quote, xml_text
from titelei.report.text import SHOWN_ALIKE

_LEVELS: Final = {"error": say("error"), "warning": say("warning"), "info": say("note"), "excused": say("excused")}
_COLUMNS: Final = (
    ("error", say("Errors")),
    ("warning", say("Warnings")),
    ("info", say("Notes")),
    ("excused", say("Excused")),
)

_AROUND: Final = 2
"""Lines shown before and after the one a finding is about."""


def write(report: Report) -> str:
    """Write the report."""
    total = counts(tuple(report.findings))
    documents, verdict = report.documents, report.told(_verdict(total))
    title = report.told(say("{verdict} – validation by titelei", verdict=verdict))
    by = say_n(
        "{n} document validated by titelei {version}.",
        "{n} documents validated by titelei {version}.",
        len(documents),
        version=report.version,
    )
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{report.lang}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            f'<a class="skip" href="#main">{report.told(say("Skip to the findings"))}</a>',
            "<header>",
            f"<h1>{escape(verdict)}</h1>",
            f"<p>{escape(report.told(by))}</p>",
            "</header>",
            '<main id="main">',
            *_table(report),
            *(line for number, d in enumerate(documents, start=1) for line in _document(d, number, report)),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("html.css").read_text("utf-8")


def _verdict(count: dict[str, int]) -> str:
    said = (
        say_n("{n} error", "{n} errors", count["error"]),
        say_n("{n} warning", "{n} warnings", count["warning"]),
        say_n("{n} note", "{n} notes", count["info"]),
        say("{n} excused", n=count["excused"]),
    )
    parts = [words for words, n in zip(said, count.values(), strict=True) if n]
    return joined(", ", parts) if parts else say("No finding")


def _table(report: Report) -> Iterator[str]:
    label, caption = report.told(say("Documents")), report.told(say("Findings of each document"))
    first, second = report.told(say("Document")), report.told(say("Phase"))
    yield f'<div class="table" role="region" aria-label="{label}" tabindex="0">'
    yield "<table>"
    yield f"<caption>{caption}</caption>"
    heads = "".join(f'<th scope="col" class="n">{report.told(head)}</th>' for _key, head in _COLUMNS)
    yield f'<thead><tr><th scope="col">{first}</th><th scope="col">{second}</th>{heads}</tr></thead>'
    yield "<tbody>"
    for number, document in enumerate(report.documents, start=1):
        found = counts(document.findings)
        cells = "".join(_cell(found[key], report.told(head)) for key, head in _COLUMNS)
        name = f'<a href="#d{number}">{_text(document.file)}</a>'
        yield f'<tr><th scope="row">{name}</th><td>{_text(document.phase)}</td>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _cell(count: int, head: str) -> str:
    """Write a number, and what is counted for screens too narrow for columns."""
    return f'<td class="{"n" if count else "n none"}" data-of="{head}">{count}</td>'


def _document(document: Checked, number: int, report: Report) -> Iterator[str]:
    yield f'<section id="d{number}" aria-labelledby="d{number}-name">'
    yield f'<h2 id="d{number}-name">{_text(document.file)}</h2>'
    standing = [f for f in document.findings if not f.excused]
    excused = [f for f in document.findings if f.excused]
    if not standing:
        yield f'<p class="good">{report.told(say("No finding."))}</p>'
    yield from _grouped(standing, document, report)
    if excused:
        words = say_n(
            "{n} finding excused in the file, which does not count:",
            "{n} findings excused in the file, which do not count:",
            len(excused),
        )
        yield f"<p>{report.told(words)}</p>"
        yield from _grouped(excused, document, report)
    yield "</section>"


def _grouped(findings: list[Finding], document: Checked, report: Report) -> Iterator[str]:
    """Show findings in order; of many of one rule the first ones, the others folded up behind them."""
    alike: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.rule, finding.severity), []).append(finding)
    seen: Counter[tuple[str, Severity]] = Counter()
    for finding in findings:
        key = (finding.rule, finding.severity)
        seen[key] += 1
        group = alike[key]
        if seen[key] <= SHOWN_ALIKE:
            yield from _finding(finding, document, report)
        if seen[key] == SHOWN_ALIKE < len(group):
            rest = group[SHOWN_ALIKE:]
            more = report.told(say("{n} more like this", n=len(rest)))
            yield f"<details><summary>{more} (<code>{_text(finding.rule)}</code>)</summary>"
            for other in rest:
                yield from _finding(other, document, report)
            yield "</details>"


def _finding(finding: Finding, document: Checked, report: Report) -> Iterator[str]:
    kind = "excused" if finding.excused else finding.severity.value
    level = report.told(_LEVELS[finding.severity.value])
    level = report.told(say("{severity}, excused", severity=level)) if finding.excused else level
    yield f'<article class="finding {kind}">'
    yield f'<h3><span class="level">{level}</span>{_text(finding.message)}</h3>'
    if finding.line:
        where = say("Line {line}, column {column}", line=finding.line, column=finding.column)
        yield f'<p class="where">{report.told(where)}</p>'
        yield _source(finding, document.lines)
    yield "<dl>"
    page = report.page_of(finding.rule)
    rule = f"<code>{_text(finding.rule)}</code>"
    said = (
        (say("Excused"), _text(finding.excused)),
        (say("Repair"), _text(finding.repair)),
        (say("Breaks"), _text(", ".join(finding.breaks))),
        (say("Where"), f"<code>{_text(finding.path)}</code>" if finding.path else ""),
        (say("Rule"), f'<a href="{escape(page)}">{rule}</a>' if page else rule),
        (say("Phase"), _text(finding.phase)),
        (say("Source"), _text(finding.clause)),
        (say("Count"), str(finding.count) if finding.count > 1 else ""),
    )
    for term, value in said:
        if value:
            yield f"<dt>{report.told(term)}</dt><dd>{value}</dd>"
    yield "</dl>"
    yield "</article>"


def _source(finding: Finding, lines: tuple[str, ...]) -> str:
    """Quote the line with its neighbours, the place marked."""
    first = max(1, finding.line - _AROUND)
    around = lines[first - 1 : finding.line + _AROUND] if finding.line <= len(lines) else ()
    if not around or not lines[finding.line - 1].startswith(finding.source_line, finding.source_offset):
        first, around = finding.line, (finding.source_line,)
    shown = [
        _line(number, _marked(finding), "line there")
        if number == finding.line
        else _line(number, _text(_cut(text)), "line")
        for number, text in enumerate(around, start=first)
    ]
    return f"<pre>{''.join(shown)}</pre>"


def _line(number: int, content: str, kind: str) -> str:
    return f'<span class="{kind}"><span class="number">{number}</span>{content}</span>'


def _marked(finding: Finding) -> str:
    start, end = extent(finding)
    is_long = finding.source_offset or len(finding.source_line) > LONG
    cut = quote(finding, LONG, max(0, start - LONG // 3) if is_long else 0, end)
    before, after = cut.text[: start - cut.start], cut.text[end - cut.start :]
    marked = _text(finding.source_line[start:end])
    return f"{_text(cut.before + before)}<mark>{marked}</mark>{_text(after + cut.after)}"


def _cut(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def _text(text: str) -> str:
    return escape(xml_text(text), quote=False)
