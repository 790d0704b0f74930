"""One self-contained HTML page: every document, every finding with its source lines and a mark at the place."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources
from typing import Final

from titelei.model import Finding, Severity
from titelei.report.report import LONG, Checked, Report, counts, extent, quote, xml_text
from titelei.report.text import SHOWN_ALIKE

_NOUNS: Final = {"error": "error", "warning": "warning", "info": "note"}

_AROUND: Final = 2
"""Lines shown before and after the one a finding is about."""


def write(report: Report) -> str:
    """Write the report."""
    total = counts(tuple(report.findings))
    documents = report.documents
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(_verdict(total))} – validation by titelei</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#main">Skip to the findings</a>',
            "<header>",
            f"<h1>{escape(_verdict(total))}</h1>",
            f"<p>{_number(len(documents), 'document')} validated by titelei {escape(report.version)}.</p>",
            "</header>",
            '<main id="main">',
            *_table(documents),
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


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _verdict(count: dict[str, int]) -> str:
    parts = [_number(count[key], noun) for key, noun in _NOUNS.items() if count[key]]
    if count["excused"]:
        parts.append(f"{count['excused']} excused")
    return ", ".join(parts) or "No finding"


def _table(documents: tuple[Checked, ...]) -> Iterator[str]:
    columns = (("error", "Errors"), ("warning", "Warnings"), ("info", "Notes"), ("excused", "Excused"))
    yield '<div class="table" role="region" aria-label="Documents" tabindex="0">'
    yield "<table>"
    yield "<caption>Findings of each document</caption>"
    heads = "".join(f'<th scope="col" class="n">{head}</th>' for _key, head in columns)
    yield f'<thead><tr><th scope="col">Document</th><th scope="col">Phase</th>{heads}</tr></thead>'
    yield "<tbody>"
    for number, document in enumerate(documents, start=1):
        found = counts(document.findings)
        cells = "".join(
            f'<td class="{"n" if found[key] else "n none"}" data-of="{_of(key, found[key])}">{found[key]}</td>'
            for key, _head in columns
        )
        name = f'<a href="#d{number}">{_text(document.file)}</a>'
        yield f'<tr><th scope="row">{name}</th><td>{_text(document.phase)}</td>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _of(key: str, count: int) -> str:
    """Name what is counted, for screens too narrow for columns."""
    noun = _NOUNS.get(key, key)
    return noun if count == 1 or key == "excused" else f"{noun}s"


def _document(document: Checked, number: int, report: Report) -> Iterator[str]:
    yield f'<section id="d{number}" aria-labelledby="d{number}-name">'
    yield f'<h2 id="d{number}-name">{_text(document.file)}</h2>'
    standing = [f for f in document.findings if not f.excused]
    excused = [f for f in document.findings if f.excused]
    if not standing:
        yield '<p class="good">No finding.</p>'
    yield from _grouped(standing, document, report)
    if excused:
        do = "does" if len(excused) == 1 else "do"
        yield f"<p>{_number(len(excused), 'finding')} excused in the file, which {do} not count:</p>"
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
            yield f"<details><summary>{len(rest)} more like this (<code>{_text(finding.rule)}</code>)</summary>"
            for other in rest:
                yield from _finding(other, document, report)
            yield "</details>"


def _finding(finding: Finding, document: Checked, report: Report) -> Iterator[str]:
    kind = "excused" if finding.excused else finding.severity.value
    level = {Severity.INFO: "note"}.get(finding.severity, finding.severity.value)
    level = f"{level}, excused" if finding.excused else level
    yield f'<article class="finding {kind}">'
    yield f'<h3><span class="level">{level}</span>{_text(finding.message)}</h3>'
    if finding.line:
        yield f'<p class="where">Line {finding.line}, column {finding.column}</p>'
        yield _source(finding, document.lines)
    yield "<dl>"
    page = report.page_of(finding.rule)
    rule = f"<code>{_text(finding.rule)}</code>"
    said = (
        ("Excused", _text(finding.excused)),
        ("Repair", _text(finding.repair)),
        ("Breaks", _text(", ".join(finding.breaks))),
        ("Where", f"<code>{_text(finding.path)}</code>" if finding.path else ""),
        ("Rule", f'<a href="{escape(page)}">{rule}</a>' if page else rule),
        ("Phase", _text(finding.phase)),
        ("Source", _text(finding.clause)),
        ("Count", str(finding.count) if finding.count > 1 else ""),
    )
    for term, value in said:
        if value:
            yield f"<dt>{term}</dt><dd>{value}</dd>"
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
