"""Findings made whole: whatever a stage could not know of a finding's place is looked up in the file it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from titelei.formats import Registry
from titelei.model import Finding
from titelei.xml.positions import Positions, html_path_at, path_at


def of_document(findings: Iterable[Finding], data: bytes, *, phase: str) -> tuple[Finding, ...]:
    """Complete findings about a TEI file: every one has a place, a path, a quoted line, and what it would break."""
    positions = Positions(data)
    return tuple(_complete(f, data, positions, phase, ("every output",)) for f in findings)


def of_outputs(
    findings: Iterable[Finding], outputs: Mapping[str, bytes], *, article_id: str, phase: str, formats: Registry
) -> tuple[Finding, ...]:
    """Complete findings about rendered files, ``outputs`` by file name; a finding about no such file stays as it is."""
    known = {name: Positions(data) for name, data in outputs.items()}
    done = []
    for finding in findings:
        if finding.file not in outputs:
            done.append(replace(finding, phase=finding.phase or phase))
            continue
        kind = formats.of_file(finding.file, article_id)
        breaks = (kind.name,) if kind is not None else ("every output",)
        done.append(_complete(finding, outputs[finding.file], known[finding.file], phase, breaks))
    return tuple(done)


def _complete(finding: Finding, data: bytes, positions: Positions, phase: str, breaks: tuple[str, ...]) -> Finding:
    line = finding.line or 1
    text = finding.source_line or positions.line_text(line)
    column = finding.column or len(text) - len(text.lstrip()) + 1
    return replace(
        finding,
        line=line,
        column=column,
        source_line=text,
        path=finding.path or _path(finding.file, data, line, column),
        phase=finding.phase or phase,
        breaks=finding.breaks or breaks,
    )


def _path(file_name: str, data: bytes, line: int, column: int) -> str:
    """Give the path of a place in markup; a text has none."""
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1] != b"<":
        return ""
    if file_name.endswith(".html"):
        return html_path_at(data.decode("utf-8", "replace"), line, column)
    return path_at(data, line, column)
