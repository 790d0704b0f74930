"""One file repaired: read, look, fix, look again, write. What validation finds and what a fix may do meet here."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Final

from titelei import files
from titelei.errors import DocumentError
from titelei.fix.fix import Look, fix
from titelei.model import Finding, Severity
from titelei.pipeline import offer as repairs
from titelei.pipeline.article import page_text, schema_paths
from titelei.settings import Settings
from titelei.validate import document as one
from titelei.validate.schematron import NO_ANSWERS
from titelei.xml.edits import Fix
from titelei.xml.read import Document, read, shown
from titelei.xml.source import Source

ALL_PHASES: Final = "#ALL"
"""The phase in which every rule holds: where a rule is asked for by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What became of one file: its bytes before and after, the fixes made, and findings for what was not done."""

    file: str
    path: Path
    before: bytes = b""
    after: bytes = b""
    made: tuple[Fix, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def difference(self) -> str:
        """The change as a unified diff; empty where nothing changed."""
        return difference(self.file, self.before, self.after)


def fix_file(
    path: Path,
    settings: Settings,
    *,
    rules: Iterable[str] = (),
    phase: str | None = None,
    answers: Mapping[str, str] = NO_ANSWERS,
) -> Repaired:
    """Repair one file in memory: what the rules of its phase have a fix for, or the rules named alone.

    ``answers`` are those to what fixes ask for, by name.

    Raises:
        AssetError: the grammar or the rules are broken.
    """
    try:
        document = read(path)
    except DocumentError as error:
        return Repaired(file=shown(path), path=path, findings=error.findings)
    wanted = frozenset(rules)
    chosen = phase or (ALL_PHASES if wanted else one.phase_of(document))
    grammar, schema = schema_paths(settings)

    received = page_text(document, settings)

    def look(candidate: Document) -> Look:
        offer = repairs.offer(
            candidate,
            grammar=grammar,
            rules=schema,
            phase=chosen,
            cache=settings.cache,
            answers=answers,
            received=received,
        )
        return Look(
            fixes=tuple(f for f in offer.fixes if not wanted or f.rule in wanted),
            errors=Counter(f.rule for f in offer.findings if f.severity is Severity.ERROR and not f.excused),
        )

    fixed = fix(document, look, received=received)
    return Repaired(
        file=document.name,
        path=path,
        before=document.data,
        after=fixed.data,
        made=fixed.made,
        findings=fixed.refused,
    )


def write(repaired: Repaired) -> bool:
    """Write what was repaired, whole or not at all; give False where nothing changed.

    Raises:
        StorageError: the disk is full, read-only, or refuses.
    """
    return repaired.is_changed and files.write(repaired.path, repaired.after)


def difference(file: str, before: bytes, after: bytes) -> str:
    """Give the change of a file as a unified diff; empty where nothing changed."""
    if before == after:
        return ""
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(_lines(before), _lines(after), fromfile=file, tofile=file)
    )


def _lines(data: bytes) -> list[str]:
    """Give a file's lines with their ends as they are."""
    return [line for line in re.split(r"(?<=\n)", Source(data).data.decode()) if line] if data else []
