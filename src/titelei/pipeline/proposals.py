"""What would repair a finding, as replacements in the text of a file, for editors and code hosts that show them.

Only what ``titelei fix`` could make is proposed: the file stays well-formed, and the page keeps its text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from titelei.errors import DocumentError
from titelei.fix import page
from titelei.fix.changes import Change, applied, changes_of
from titelei.pipeline.offer import Offered
from titelei.report.report import Proposal, Replacement
from titelei.xml.edits import Fix
from titelei.xml.read import Document, parse
from titelei.xml.source import NotEditable, Source

Place = tuple[str, str]
"""Rule and path of a finding."""


def proposals(
    document: Document, offered: Iterable[Offered], received: str = ""
) -> Mapping[Place, tuple[tuple[Proposal, ...], ...]]:
    """Give for each rule and path what is proposed to its findings there, in their order; excused ones have none.

    ``received`` is the text of the page that was encoded.
    """
    try:
        work = _Work(document, Source(document.data), received)
    except NotEditable:
        return {}
    found: dict[Place, tuple[tuple[Proposal, ...], ...]] = {}
    for finding, fixes in offered:
        if fixes and not finding.excused:
            place = (finding.rule, finding.path)
            found[place] = (*found.get(place, ()), tuple(work.proposed(fixes)))
    return found


@dataclass(frozen=True)
class _Work:
    document: Document
    source: Source
    received: str

    def proposed(self, fixes: Iterable[Fix]) -> Iterator[Proposal]:
        for fix in fixes:
            try:
                changes = changes_of(fix, self.source)
            except NotEditable:
                continue
            if changes and self._is_allowed(changes):
                yield Proposal(title=fix.title or fix.id, replacements=tuple(map(self._replacement, changes)))

    @cached_property
    def _page(self) -> str:
        return page.text(self.document)

    def _is_allowed(self, changes: tuple[Change, ...]) -> bool:
        data = self.source.encoded(applied(self.source.data, changes))
        try:
            after = parse(data, name=self.document.name, path=self.document.path, edition=False)
        except DocumentError:
            return False
        return page.is_kept(self._page, page.text(after), self.received)

    def _replacement(self, change: Change) -> Replacement:
        return Replacement(start=self._place(change.start), end=self._place(change.end), text=change.new.decode())

    def _place(self, at: int) -> tuple[int, int]:
        """Give line and column, from 1, of a byte."""
        before = self.source.data[:at]
        line_start = before.rfind(b"\n") + 1
        return (before.count(b"\n") + 1, len(before[line_start:].decode()) + 1)
