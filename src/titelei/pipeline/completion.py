"""Findings made whole: whatever a stage could not know of a finding's place is looked up in the file it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from titelei.formats import Registry
from titelei.messages import say
from titelei.model import Finding
from titelei.xml import outline
from titelei.xml.positions import Positions


def of_document(findings: Iterable[Finding], data: bytes, *, phase: str) -> tuple[Finding, ...]:
    """Complete findings about a TEI file: every one has a place, a path, a quoted line, and what it would break."""
    file = _File("", data)
    return tuple(_complete(f, file, phase, (say("every output"),)) for f in findings)


def of_outputs(
    findings: Iterable[Finding], outputs: Mapping[str, bytes], *, article_id: str, phase: str, formats: Registry
) -> tuple[Finding, ...]:
    """Complete findings about rendered files, ``outputs`` by file name; a finding about no such file stays as it is."""
    files = {name: _File(name, data) for name, data in outputs.items()}
    done = []
    for finding in findings:
        if finding.file not in outputs:
            done.append(replace(finding, phase=finding.phase or phase))
            continue
        kind = formats.of_file(finding.file, article_id)
        breaks = (kind.name,) if kind is not None else (say("every output"),)
        done.append(_complete(finding, files[finding.file], phase, breaks))
    return tuple(done)


class _File:
    """One file's lines, and which element is open where."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        self.positions = Positions(data)

    @cached_property
    def _outline(self) -> outline.Outline | None:
        """The elements of markup; a text has none."""
        if self._data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1] != b"<":
            return None
        if self._name.endswith(".html"):
            return outline.of_html(self._data.decode("utf-8", "replace"))
        return outline.of_xml(self._data)

    def path(self, line: int, column: int) -> str:
        """Give the path of a place in markup, empty in a text."""
        return "" if self._outline is None else self._outline.at(line, column)


def _complete(finding: Finding, file: _File, phase: str, breaks: tuple[str, ...]) -> Finding:
    line = finding.line or 1
    text = finding.source_line or file.positions.line_text(line)
    column = finding.column or len(text) - len(text.lstrip()) + 1
    return replace(
        finding,
        line=line,
        column=column,
        source_line=text,
        path=finding.path or file.path(line, column),
        phase=finding.phase or phase,
        breaks=finding.breaks or breaks,
    )
