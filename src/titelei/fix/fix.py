"""Fixes made round by round, each held to what it may do: the file stays readable and no worse, the page as it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from titelei.errors import DocumentError
from titelei.fix import page
from titelei.fix.changes import Change, Taken, applied, changes_of
from titelei.messages import known, say
from titelei.model import Finding, Severity
from titelei.xml.edits import Fix
from titelei.xml.read import Document, parse
from titelei.xml.source import NotEditable, Source

ROUNDS: Final = 12
"""How often a file is looked at again: a fix may make way for another that overlapped it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What validation says of a document: the fixes on offer, and how many errors there are of each rule."""

    fixes: tuple[Fix, ...]
    errors: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What became of a file: its bytes now, the fixes made, and a finding for each that was refused."""

    data: bytes
    made: tuple[Fix, ...] = ()
    refused: tuple[Finding, ...] = ()


def fix(document: Document, look: Callable[[Document], Look], *, received: str = "") -> Fixed:
    """Make all fixes that ``look`` offers, and those that it then offers, until none is left.

    A fix is refused, and nothing of it made, where the file would not be well-formed any more, have more errors of
    any rule, or show another text on the page, unless that is nearer to the page as it was ``received``.
    """
    made: list[Fix] = []
    refused: dict[tuple[str, str], tuple[Fix, str]] = {}
    now, seen = look(document), {document.data}
    for _ in range(ROUNDS):
        step = _round(document, now, look, refused, received)
        if step is None or step.document.data in seen:
            break
        document, now = step.document, step.look
        made += step.made
        seen.add(document.data)
    findings = tuple(_finding(f, reason, document) for f, reason in refused.values())
    return Fixed(data=document.data, made=tuple(made), refused=findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    document: Document
    look: Look
    made: tuple[Fix, ...]


_Wanted = Mapping[Fix, tuple[Change, ...]]
"""Fixes that do not touch each other, with the changes of each."""


def _round(
    document: Document,
    now: Look,
    look: Callable[[Document], Look],
    refused: dict[tuple[str, str], tuple[Fix, str]],
    received: str,
) -> _Step | None:
    """Make at once what does not overlap; where that is refused, find out which fix it is, and make the rest."""
    try:
        source = Source(document.data)
    except NotEditable as error:
        refused.update({(f.id, f.location): (f, str(error)) for f in now.fixes})
        return None
    wanted: dict[Fix, tuple[Change, ...]] = {}
    taken = Taken()
    for candidate in now.fixes:
        if (candidate.id, candidate.location) in refused:
            continue
        try:
            changes = changes_of(candidate, source)
        except NotEditable as error:
            refused[candidate.id, candidate.location] = (candidate, str(error))
            continue
        if changes and taken.take(changes):
            wanted[candidate] = changes
    while wanted:
        step = _tried(document, source, wanted, now, look, received)
        if isinstance(step, _Step):
            return step
        if len(wanted) == 1:
            (single,) = wanted
            refused[single.id, single.location] = (single, step)
            return _round(document, now, look, refused, received)
        bad = {
            f: reason for half in _halves(wanted) for f, reason in _refused(document, source, half, now, look, received)
        }
        refused.update({(f.id, f.location): (f, reason) for f, reason in bad.items()})
        good = {f: c for f, c in wanted.items() if f not in bad}
        wanted = good if bad else dict(list(good.items())[:1])
    return None


def _halves(wanted: _Wanted) -> tuple[_Wanted, _Wanted]:
    items = list(wanted.items())
    return dict(items[: len(items) // 2]), dict(items[len(items) // 2 :])


def _refused(
    document: Document, source: Source, wanted: _Wanted, now: Look, look: Callable[[Document], Look], received: str
) -> Iterator[tuple[Fix, str]]:
    """Find the fixes that may not be made, by halves: most may, and each trial takes a validation."""
    result = _tried(document, source, wanted, now, look, received)
    if isinstance(result, str) and len(wanted) == 1:
        yield next(iter(wanted)), result
    elif isinstance(result, str):
        for half in _halves(wanted):
            yield from _refused(document, source, half, now, look, received)


def _tried(
    document: Document,
    source: Source,
    wanted: _Wanted,
    now: Look,
    look: Callable[[Document], Look],
    received: str,
) -> _Step | str:
    """Make fixes and look at the result: the next step, or why it may not be taken."""
    changes = tuple(dict.fromkeys(change for found in wanted.values() for change in found))
    data = source.encoded(applied(source.data, changes))
    try:
        after = parse(data, name=document.name, path=document.path, edition=False)
    except DocumentError as error:
        return say("the file would no longer be well-formed ({error})", error=error)
    if not page.is_kept(page.text(document), page.text(after), received):
        return say("the page's own text would change")
    then = look(after)
    worse = sorted(rule for rule, count in then.errors.items() if count > now.errors.get(rule, 0))
    if worse:
        return say("it would bring in an error of {worse}", worse=", ".join(worse))
    return _Step(document=after, look=then, made=tuple(wanted))


def _finding(fix: Fix, reason: str, document: Document) -> Finding:
    element, attribute = document.paths.resolve(document.root, fix.location)
    return document.finding(
        fix.rule,
        document.root if element is None else element,
        say("The fix “{title}” was not made: {reason}.", title=known(fix.title or fix.id), reason=reason),
        say("Give the answer, or repair the place by hand.") if fix.asks else say("Repair the place by hand."),
        attribute=attribute,
        place=document.positions.of_path(document.root, fix.location),
        path="/" if element is None else None,
        severity=Severity.WARNING if fix.asks else Severity.ERROR,
    )
