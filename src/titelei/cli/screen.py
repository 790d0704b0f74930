"""What commands print: findings with their source line, tables, progress; or one JSON document."""

import json as json_module
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from titelei.cli.words import counted, word
from titelei.messages import told
from titelei.model import Finding, Severity, told_finding
from titelei.report import text as text_report
from titelei.report.json import as_json

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["Progress", "Screen", "as_json", "size"]

_COLOURS: Final = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36"}


class Screen:
    """Standard output for results, standard error for progress and messages."""

    def __init__(self, *, json: bool, quiet: bool, lang: str = "en") -> None:
        self.json = json
        self.quiet = quiet
        self.lang = lang
        self._colour = sys.stdout.isatty()

    def beside(self, json: bool) -> "Screen":
        """Give a screen like this one, for results that go elsewhere where ``json`` is set."""
        return Screen(json=json, quiet=self.quiet, lang=self.lang)

    def word(self, key: str, **values: object) -> str:
        """Give a word in the language of this call."""
        return word(self.lang, key, **values)

    def counted(self, key: str, n: int) -> str:
        """Give a number with its noun in the language of this call."""
        return counted(self.lang, key, n)

    def told(self, text: str) -> str:
        """Give a message in the language of this call."""
        return told(text, self.lang)

    def line(self, text: str = "") -> None:
        """Print a line of the result; nothing with ``--quiet`` or ``--json``."""
        if not (self.quiet or self.json):
            sys.stdout.write(f"{self.told(text)}\n")

    def note(self, text: str) -> None:
        """Print a message beside the result, on standard error; nothing with ``--quiet``."""
        if not self.quiet:
            sys.stderr.write(f"{self.told(text)}\n")

    def notes(self, texts: Iterable[str]) -> None:
        """Print several messages beside the result."""
        for text in texts:
            self.note(text)

    def document(self, value: object) -> None:
        """Print the one JSON document of ``--json``."""
        if self.json:
            json_module.dump(in_language(value, self.lang), sys.stdout, ensure_ascii=False, indent=2, default=str)
            sys.stdout.write("\n")
            sys.stdout.flush()

    def table(
        self,
        headings: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        right: Sequence[int] = (),
        whole: Sequence[int] = (),
    ) -> None:
        """Print a table; columns numbered in ``right`` are flush right, those in ``whole`` are not broken."""
        if self.quiet or self.json:
            return
        from rich.console import Console

        table = _table([self.told(h) for h in headings], right, whole)
        for row in rows:
            table.add_row(*map(self.told, row))
        width = None if sys.stdout.isatty() else 100
        Console(file=sys.stdout, width=width, highlight=False, markup=False, soft_wrap=False).print(table)

    @contextmanager
    def progress(self, what: str, total: int) -> "Iterator[Progress]":
        """Show progress on standard error where there are many items and somebody looks."""
        shown = total > 1 and not self.quiet and sys.stderr.isatty()
        progress = Progress(what, total, shown)
        try:
            yield progress
        finally:
            progress.close()

    def findings(self, findings: Sequence[Finding], *, show_all: bool = False) -> None:
        """Print findings for people, like ones of a file grouped after three."""
        if self.json:
            return
        width = shutil.get_terminal_size((100, 24)).columns
        spoken = tuple(told_finding(f, self.lang) for f in findings)
        for block in text_report.blocks(spoken, self.lang, show_all=show_all, width=width, paint=self._paint):
            sys.stdout.write(block)

    def _paint(self, text: str, severity: Severity) -> str:
        return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if self._colour else text

    def severities(self, findings: Sequence[Finding]) -> str:
        """Give findings counted by severity: “2 errors, 1 note, 1 excused”; a word for none."""
        counts: dict[Severity, int] = {}
        for finding in findings:
            if not finding.excused:
                counts[finding.severity] = counts.get(finding.severity, 0) + finding.count
        parts = [self.counted(s.value, counts[s]) for s in Severity if counts.get(s)]
        excused = sum(bool(f.excused) for f in findings)
        if excused:
            parts.append(self.word("excused_count", n=excused))
        return ", ".join(parts) or self.word("none")


class Progress:
    """A counter on one line of standard error."""

    def __init__(self, what: str, total: int, shown: bool) -> None:
        self._what, self._total, self._shown, self._done = what, total, shown, 0
        self._begun = time.monotonic()

    def step(self, name: str = "") -> None:
        """Count one item as done."""
        self._done += 1
        if self._shown:
            width = shutil.get_terminal_size((100, 24)).columns - 1
            sys.stderr.write(f"\r\x1b[K{self._what} {self._done}/{self._total}{self._pace()} {name}"[: width + 4])
            sys.stderr.flush()

    def _pace(self) -> str:
        """Write how many a second are done, and how long the others take: `` 4.1/s 0:12:30``; nothing too soon."""
        seconds = time.monotonic() - self._begun
        if seconds < 1 or self._done == self._total:
            return ""
        rate = self._done / seconds
        return f" {rate:.1f}/s {timedelta(seconds=round((self._total - self._done) / rate))}"

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")


def _table(headings: Sequence[str], right: Sequence[int], whole: Sequence[int]) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        justify: Literal["left", "right"] = "right" if number in right else "left"
        table.add_column(heading, justify=justify, overflow="fold", no_wrap=number in whole)
    return table


def in_language(value: Any, lang: str) -> Any:
    """Give what is to be JSON with every message in a language."""
    if isinstance(value, str):
        return told(value, lang)
    if isinstance(value, Mapping):
        return {key: in_language(each, lang) for key, each in value.items()}
    return [in_language(each, lang) for each in value] if isinstance(value, list | tuple) else value


def size(count: int) -> str:
    """Write a number of bytes for people."""
    return f"{count} B" if count < 1000 else f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"
