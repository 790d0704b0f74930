"""What would repair a finding, as replacements in the text of a file, for editors and code hosts that show them.

Only what ``titelei fix`` could make is proposed: the file stays well-formed, and the page keeps its text.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from titelei.errors import DocumentError
from titelei.fix import page
from titelei.fix.changes import Change, Taken, applied, changes_of
from titelei.messages import known
from titelei.pipeline.offer import Offered
from titelei.report.report import Proposal, Replacement
from titelei.xml.edits import Fix
from titelei.xml.read import Document, parse
from titelei.xml.source import NotEditable, Source

Changes = tuple[Change, ...]

Place = tuple[str, str]
"""Rule and path of a finding."""

_MOST_OF_RULE: Final = 500
"""Beyond so many findings of one rule in one file, which “titelei fix --rule” is for, nothing is proposed."""

_MOST_TRIALS: Final = 60
"""Beyond so many trials of one file, what is left is not proposed."""


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
    told: Counter[str] = Counter()
    wanted: list[tuple[Place, list[tuple[Fix, Changes]]]] = []
    for finding, fixes in offered:
        if fixes and not finding.excused and told[finding.rule] < _MOST_OF_RULE:
            told[finding.rule] += 1
            ways = [(fix, changes) for fix in fixes if (changes := work.changes(fix))]
            wanted.append(((finding.rule, finding.path), ways))
    allowed = work.allowed(dict.fromkeys(changes for _place, ways in wanted for _fix, changes in ways))
    found: dict[Place, list[tuple[Proposal, ...]]] = {}
    for place, ways in wanted:
        proposed = (work.proposal(fix, changes) for fix, changes in ways if changes in allowed)
        found.setdefault(place, []).append(tuple(proposed))
    return {place: tuple(each) for place, each in found.items()}


class _Work:
    """Tries what a fix would make of a file; where there are many, many at once."""

    def __init__(self, document: Document, source: Source, received: str) -> None:
        self._document = document
        self._source = source
        self._received = received
        self._trials = 0

    def changes(self, fix: Fix) -> Changes:
        """Give what a fix comes to; nothing where it cannot be made."""
        try:
            return changes_of(fix, self._source)
        except NotEditable:
            return ()

    def proposal(self, fix: Fix, changes: Changes) -> Proposal:
        return Proposal(title=known(fix.title or fix.id), replacements=tuple(map(self._replacement, changes)))

    def allowed(self, wanted: Iterable[Changes]) -> frozenset[Changes]:
        """Give those that leave the file well-formed and the page as it is, trying at once what does not overlap."""
        found: list[Changes] = []
        rest = list(wanted)
        while rest and self._trials < _MOST_TRIALS:
            taken = Taken()
            later: list[Changes] = []
            group: list[Changes] = []
            for changes in rest:
                (group if taken.take(changes) else later).append(changes)
            found += self._allowed(group)
            rest = later
        return frozenset(found)

    def _allowed(self, group: list[Changes]) -> list[Changes]:
        if self._trials >= _MOST_TRIALS:
            return []
        self._trials += 1
        if self._is_allowed(tuple(dict.fromkeys(change for changes in group for change in changes))):
            return group
        half = len(group) // 2
        return [*self._allowed(group[:half]), *self._allowed(group[half:])] if half else []

    @cached_property
    def _page(self) -> str:
        return page.text(self._document)

    def _is_allowed(self, changes: Changes) -> bool:
        data = self._source.encoded(applied(self._source.data, changes))
        try:
            after = parse(data, name=self._document.name, path=self._document.path, edition=False)
        except DocumentError:
            return False
        return page.is_kept(self._page, page.text(after), self._received)

    def _replacement(self, change: Change) -> Replacement:
        start, end = self._source.place(change.start), self._source.place(change.end)
        return Replacement(start=start, end=end, text=change.new.decode())
