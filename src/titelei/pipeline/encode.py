"""Files to drafts of the edition: encoded in parallel, given ids, joined where they are of one article, and written.

What an editor has changed by hand stays. A page of an article that stands in the edition makes no second draft.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import msgspec

from titelei import batch, files
from titelei.encode import agreeing, evidence, keeping, many, records, same, telling
from titelei.encode.encoder import Draft
from titelei.encode.entries import suffixes
from titelei.encode.keeping import Decision
from titelei.encode.many import How, Item, Outcome
from titelei.errors import UsageError
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.settings import Settings
from titelei.version import __version__
from titelei.xml.read import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a draft's three files go; without a source file the page is not copied."""

    tei: Path
    evidence: Path
    source: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One page or record with what was done; ``joined`` tells that it became part of the draft of another page."""

    outcome: Outcome
    target: Target | None = None
    decision: Decision | None = None
    findings: tuple[Finding, ...] = ()
    joined: bool = False
    is_reviewed: bool = False
    open: tuple[dict[str, object], ...] = ()

    @property
    def action(self) -> "keeping.Action | Literal['joined', 'refused']":
        """What became of it, in one word."""
        if self.joined:
            return "joined"
        return self.decision.action if self.decision else "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where drafts go: into the edition, or as TEI alone into a folder or, with ``is_file``, one file."""

    settings: Settings
    output: Path | None = None
    is_file: bool = False

    @property
    def articles(self) -> Path | None:
        """The folder of the edition's articles; None outside an edition."""
        return self.settings.articles if self.output is None else None


@dataclass(slots=True)
class _Made:
    """A draft of this run, without its text, which is in its files; more pages of the article may come."""

    done: Done
    draft: Draft


@dataclass(slots=True)
class _Shelf:
    """What stands in the edition and what was made so far."""

    standing: dict[str, many.Standing]
    taken: set[str] = field(default_factory=set)
    by_page: dict[str, str] = field(default_factory=dict)
    articles: same.Articles = field(default_factory=same.Articles)
    register: agreeing.Register = field(default_factory=agreeing.Register)
    made: dict[str, _Made] = field(default_factory=dict)
    waiting: dict[str, list[Outcome]] = field(default_factory=dict)
    several: dict[str, Done] = field(default_factory=dict)
    names: dict[str, Path] = field(default_factory=dict)
    _suffixes: dict[str, Iterator[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.standing.values():
            self.taken.add(one.id)
            self.by_page.update(dict.fromkeys(filter(None, one.digests), one.id))
            self.articles.add(one.identity, one.id)
            self.register.add(one.id, one.entries)

    def is_beside(self, outcome: Outcome, other: str) -> bool:
        """Tell whether a record stands in the file from which another draft was made."""
        made = self.made.get(other)
        return bool(outcome.record) and made is not None and made.done.outcome.item == outcome.item

    def free(self, identifier: str) -> str:
        """Give an id that is not taken; of one that thousands have, the letters are not tried from the first again."""
        if identifier not in self.taken:
            return identifier
        letters = self._suffixes.setdefault(identifier, suffixes())
        return next(name for s in letters if (name := f"{identifier}-{s}") not in self.taken)


def encode_all(items: tuple[Item, ...], place: Place, *, when: str, jobs: int) -> Iterator[Done]:
    """Encode files in parallel; give ids, join, decide and write one after the other, in order.

    Raises:
        UsageError: one file was named for several drafts.
    """
    shelf = _Shelf(standing=many.standing_in(place.articles) if place.articles is not None else {})
    settings = place.settings
    how = How(
        when=when,
        version=__version__,
        articles=place.articles,
        is_copied=place.output is None,
        own=settings.paths.xslt and settings.root / settings.paths.xslt / "sources",
    )
    for outcome in _outcomes(items, how, jobs):
        draft = outcome.draft
        if draft is None:
            yield Done(outcome=outcome, findings=outcome.findings)
            continue
        known = shelf.by_page.get(draft.evidence.page_sha256, "")
        made = shelf.made.get(known) if place.articles is not None else None
        again = shelf.several.get(known) or (made.done if made is not None else None)
        if again is not None:
            yield _copied(outcome, again)
            continue
        if known in shelf.standing and len(shelf.standing[known].digests) > 1:
            yield from _of_several(outcome, shelf, known, place, how)
            continue
        identity = same.of_bytes(draft.tei)
        # Outside of an edition each page has a file of its own, called after it.
        other = shelf.articles.of(identity) if not known and place.articles is not None else ""
        if other:
            yield _joined(outcome, draft, shelf, other, place)
            continue
        wanted = known or shelf.free(draft.id)
        shelf.articles.add(identity, wanted)
        yield _written(_with_id(outcome, wanted, how), shelf, place)
    for identifier, outcomes in shelf.waiting.items():
        for outcome in outcomes:
            yield Done(
                outcome=replace(outcome, draft=None), findings=(telling.one_of_several(outcome.item.name, identifier),)
            )


def _outcomes(items: tuple[Item, ...], how: How, jobs: int) -> Iterator[Outcome]:
    """Encode files in parallel, and then, one by one, the records of long ones: there may be thousands in one."""
    long = [item for item in items if _size(item) > many.STREAMED_BYTES]
    for found in batch.over(many.every, [item for item in items if item not in long], jobs=jobs, how=how):
        yield from found
    for item in long:
        yield from many.outcomes(item, how)


def _size(item: Item) -> int:
    try:
        return len(item.data) if item.data is not None else item.path.stat().st_size
    except OSError:
        return 0


def _with_id(outcome: Outcome, wanted: str, how: How) -> Outcome:
    """Give a draft its id; a page is encoded again for it, since names of its entries may hang on the id."""
    assert outcome.draft is not None
    if wanted == outcome.draft.id:
        return outcome
    if outcome.record:
        return replace(outcome, draft=records.renamed(outcome.draft, wanted))
    return many.every(replace(outcome.item, identifier=wanted), how)[0]


def _written(outcome: Outcome, shelf: _Shelf, place: Place) -> Done:
    """Write a draft, unless an editor has changed what stands there."""
    assert outcome.draft is not None
    draft = shelf.register.agree(outcome.draft)
    outcome = replace(outcome, draft=draft)
    shelf.taken.add(draft.id)
    shelf.by_page[draft.evidence.page_sha256] = draft.id
    if place.is_file and outcome.record > 1:
        raise UsageError(
            say(
                "-o {output} is one file, and {name} holds several records. Name a folder.",
                output=place.output,
                name=outcome.item.name,
            )
        )
    target = _target(draft, outcome, place, shelf)
    decision = keeping.decide(draft.tei, _bytes(target.tei), _bytes(target.evidence), name=shown(target.tei))
    if decision.writes:
        _write(draft, target, outcome.item)
    done = Done(
        outcome=outcome, target=target, decision=decision, findings=(*outcome.findings, *_kept(decision, target))
    )
    if decision.action != "kept":
        shelf.made[draft.id] = _Made(done=without_text(done), draft=_light(draft))
    return done


def _joined(outcome: Outcome, draft: Draft, shelf: _Shelf, other: str, place: Place) -> Done:
    """Make one draft of a page and the page before it that is of the same article, or say that it stands already."""
    made = shelf.made.get(other)
    if made is None or made.done.target is None or shelf.is_beside(outcome, other):
        doi = next((v.value for v in draft.evidence.values if v.field == "doi"), "")
        found = telling.same_article(outcome.item.name, other, doi)
        return Done(outcome=replace(outcome, draft=None), findings=(found,))
    target = made.done.target
    first = replace(made.draft, tei=target.tei.read_bytes(), evidence=evidence.load(target.evidence.read_bytes()))
    both = shelf.register.agree(same.join(first, draft))
    _keep_page(draft, outcome.item, place, both.evidence.copies[-1].page)
    files.write(target.tei, both.tei)
    files.write(target.evidence, evidence.dump(both.evidence))
    shelf.articles.add(same.of_bytes(both.tei), other)
    shelf.by_page[draft.evidence.page_sha256] = other
    made.draft = _light(both)
    doubts = _disagreements(outcome, draft, both.evidence.copies[-1])
    return Done(
        outcome=replace(outcome, draft=both),
        target=target,
        decision=made.done.decision,
        findings=(*outcome.findings, *doubts),
        joined=True,
    )


def _of_several(outcome: Outcome, shelf: _Shelf, known: str, place: Place, how: How) -> Iterator[Done]:
    """Encode again what was made of several pages, once all of them are there."""
    waiting = shelf.waiting.setdefault(known, [])
    waiting.append(outcome)
    wanted = shelf.standing[known].digests
    of: dict[str, Outcome] = {}
    copies = [o for o in waiting if o.draft and of.setdefault(o.draft.evidence.page_sha256, o) is not o]
    if set(of) != set(wanted):
        return
    del shelf.waiting[known]
    first, *rest = (of[digest] for digest in wanted)
    first = _with_id(first, known, how)
    draft = first.draft
    assert draft is not None
    for other in rest:
        assert other.draft is not None
        draft = same.join(draft, other.draft)
    done = _written(replace(first, draft=draft), shelf, place)
    yield done
    for other, copy in zip(rest, draft.evidence.copies, strict=True):
        assert other.draft is not None
        if done.decision is not None and done.decision.writes:
            _keep_page(other.draft, other.item, place, copy.page)
        yield Done(
            outcome=replace(other, draft=draft),
            target=done.target,
            decision=done.decision,
            findings=(*other.findings, *_disagreements(other, other.draft, copy)),
            joined=True,
        )
    shelf.several[known] = without_text(done)
    for again in copies:
        yield _copied(again, done)


def _copied(outcome: Outcome, done: Done) -> Done:
    """Tell what became of a page whose bytes came before under another name."""
    return Done(outcome=outcome, target=done.target, decision=done.decision, findings=outcome.findings, joined=True)


def _disagreements(outcome: Outcome, draft: Draft, copy: evidence.PageEvidence) -> tuple[Finding, ...]:
    """Tell in what a page says otherwise than the pages before it."""
    return tuple(
        telling.pages_disagree(outcome.item.name, doubt.message, doubt.repair)
        for doubt in copy.open
        if doubt not in draft.evidence.open
    )


def _target(draft: Draft, outcome: Outcome, place: Place, shelf: _Shelf) -> Target:
    output = place.output
    if output is not None:
        # Outside the edition a draft is called after its page, so that the two lie side by side in any list, with its
        # ending where another page has this name; the records of one file are called by their ids.
        item = outcome.item.path
        name = draft.id if outcome.record else item.stem
        if not outcome.record and shelf.names.setdefault(name, item) != item:
            name = item.name
        tei = output if place.is_file else output / f"{name}.xml"
        return Target(tei=tei, evidence=tei.with_name(f"{tei.stem}.evidence.json"), source=None)
    settings, old = place.settings, shelf.standing.get(draft.id)
    return Target(
        tei=old.path if old else settings.articles / f"{draft.id}.xml",
        evidence=settings.articles.parent / "evidence" / f"{draft.id}.json",
        source=settings.sources / draft.source_name,
    )


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(draft: Draft, target: Target, item: Item) -> None:
    if target.source is not None:
        _keep(draft, item, target.source)
    files.write(target.tei, draft.tei)
    files.write(target.evidence, evidence.dump(draft.evidence))


def _keep_page(draft: Draft, item: Item, place: Place, name: str) -> None:
    if place.output is None:
        _keep(draft, item, place.settings.sources / name)


def _keep(draft: Draft, item: Item, source: Path) -> None:
    """Keep the page or record that a draft was made from."""
    if draft.source:
        files.write(source, draft.source)
    elif source.resolve() != item.path.resolve():
        files.write(source, item.data if item.data is not None else item.path.read_bytes())


def _kept(decision: Decision, target: Target) -> tuple[Finding, ...]:
    if decision.action != "kept":
        return ()
    name = shown(target.tei)
    return (
        Finding(
            rule="encode-kept",
            severity=Severity.WARNING,
            phase="draft",
            file=name,
            message=say(
                "{file} was changed by hand since it was encoded, so it stays as it is; the diff shows what a new "
                "draft would be.",
                file=name,
            ),
            repair=say("Take over by hand what you want of the diff, or move the file away and encode again."),
        ),
    )


def page_of(done: Done) -> tuple[str, bytes]:
    """Give the name and the bytes of the page that a draft was made from; of a record, which is no page, no bytes."""
    draft, item = done.outcome.draft, done.outcome.item
    if draft is None or done.outcome.record:
        return item.path.name, b""
    if draft.source:
        return f"{item.path.stem}.html", draft.source
    return item.path.name, item.data if item.data is not None else item.path.read_bytes()


def _light(draft: Draft) -> Draft:
    """Give a draft without what its files hold."""
    proof = msgspec.structs.replace(draft.evidence, values=(), copies=())
    return replace(draft, tei=b"", evidence=proof, findings=(), entries=(), source=b"")


def without_text(one: Done) -> Done:
    """Let go of a draft's text and evidence, which are written: of many pages only what the table tells is kept."""
    draft = one.outcome.draft
    return one if draft is None else replace(one, outcome=replace(one.outcome, draft=_light(draft)))
