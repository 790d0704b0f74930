"""``titelei encode``: from the pages of articles to TEI drafts, with the evidence of every value."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from titelei import batch, files
from titelei.cli import options, review
from titelei.cli.screen import Screen, as_json
from titelei.encode import agreeing, evidence, keeping, many, records, same
from titelei.encode.encoder import Draft
from titelei.encode.keeping import Decision
from titelei.encode.many import How, Item, Outcome
from titelei.encode.review import id_of
from titelei.errors import DocumentError, UsageError
from titelei.model import Finding, Severity, reaches
from titelei.pipeline import review as reviewing
from titelei.pipeline.review import Editor
from titelei.version import __version__
from titelei.xml.read import shown

Pages = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…",
        help="Pages, records, documents; folders or lists of them; - for standard input.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """Where a draft's three files go; without a source file the page is not copied."""

    tei: Path
    evidence: Path
    source: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """One page with what was done."""

    outcome: Outcome
    target: _Target | None
    decision: Decision | None
    findings: tuple[Finding, ...]
    is_reviewed: bool = False


@options.command
def encode(
    call: options.Call,
    pages: Pages,
    url: Annotated[str, typer.Option("--url", help="The address of the page; with one page only.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", help="File or folder for the TEI alone.", show_default="the project's folders")
    ] = None,
    review_drafts: Annotated[
        bool, typer.Option("--review", help="Ask of each draft what is open in it; the answers go into the file.")
    ] = False,
    as_name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Who answers in review.", show_default="repository.user_name")
    ] = "",
    show_all: Annotated[bool, typer.Option("--all", help="Show every finding, not three of a kind.")] = False,
) -> None:
    """Encode the pages of articles as TEI drafts."""
    _refuse_addresses(pages)
    items = tuple(_with_input(item) for item in many.items(tuple(pages), url))
    if url and len(items) != 1:
        raise UsageError(f"--url is the address of one page, and {len(items)} were named. Give a list with addresses.")
    if not items:
        raise UsageError("No file was found. Name a page or a record, or a folder that holds some.")
    if review_drafts and call.screen.json:
        raise UsageError("--review asks on standard output, where --json prints its document. Leave out one of them.")
    # What ends like a file is one, unless a folder of that name is there.
    is_file = output is not None and not output.is_dir() and bool(output.suffix)
    if is_file and len(items) > 1:
        raise UsageError(f"-o {output} is one file, and {len(items)} files were named. Name a folder.")
    articles = call.settings.articles if output is None else None
    done: list[_Done] = []
    with call.screen.progress("encode", len(items)) as progress:
        for one in _encoded(items, call, articles, output, is_file):
            done.append(one if review_drafts else _without_text(one))
            progress.step(one.outcome.item.path.name)
    if review_drafts:
        done = _reviewed(done, call, as_name, call.screen.lang)
    findings = [f for d in done for f in d.findings]
    call.screen.findings([f for d in done if not d.is_reviewed for f in d.findings], show_all=show_all)
    _diffs(call.screen, done)
    _table(call.screen, done)
    call.screen.document([_as_json(d) for d in done])
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


def _encoded(
    items: tuple[Item, ...], call: options.Call, articles: Path | None, output: Path | None, is_file: bool
) -> Iterator[_Done]:
    """Encode pages in parallel; give ids, decide and write one after the other, in order."""
    when = datetime.now(UTC).date().isoformat()
    standing = many.standing_in(articles) if articles is not None else {}
    by_page = {s.sha256: s.id for s in standing.values() if s.sha256}
    taken = set(standing)
    articles_so_far = same.Articles()
    for one in standing.values():
        articles_so_far.add(one.identity, one.id)
    register = agreeing.Register()
    for one in standing.values():
        register.add(one.id, one.entries)
    how = How(
        when=when,
        version=__version__,
        articles=articles,
        is_copied=output is None,
        own=call.settings.paths.xslt and call.settings.root / call.settings.paths.xslt / "sources",
    )
    for outcome in _outcomes(items, how, call.jobs):
        draft = outcome.draft
        if draft is None:
            yield _Done(outcome=outcome, target=None, decision=None, findings=outcome.findings)
            continue
        this = same.of_bytes(draft.tei) if articles is not None else None
        known = by_page.get(draft.evidence.page_sha256, "")
        if this is not None and not known and (other := articles_so_far.of(this)):
            yield _Done(
                outcome=replace(outcome, draft=None), target=None, decision=None, findings=(_same(outcome, other),)
            )
            continue
        wanted = known or _free(draft.id, taken)
        if this is not None:
            articles_so_far.add(this, wanted)
        if wanted != draft.id and outcome.record:
            draft = records.renamed(draft, wanted)
        elif wanted != draft.id:
            outcome = many.every(replace(outcome.item, identifier=wanted), how)[0]
            assert outcome.draft is not None
            draft = outcome.draft
        draft = register.agree(draft)
        outcome = replace(outcome, draft=draft)
        taken.add(wanted)
        by_page[draft.evidence.page_sha256] = wanted
        if is_file and outcome.record > 1:
            raise UsageError(f"-o {output} is one file, and {outcome.item.name} holds several records. Name a folder.")
        target = _target(draft, outcome, call, output, is_file, standing.get(wanted))
        decision = keeping.decide(draft.tei, _bytes(target.tei), _bytes(target.evidence), name=shown(target.tei))
        if decision.writes:
            _write(draft, target, outcome.item)
        yield _Done(
            outcome=outcome, target=target, decision=decision, findings=(*outcome.findings, *_kept(decision, target))
        )


def _same(outcome: Outcome, other: str) -> Finding:
    """Say that a page is of an article that is there already: of the edition, or of a page before it."""
    assert outcome.draft is not None
    doi = next((v.value for v in outcome.draft.evidence.values if v.field == "doi"), "")
    return Finding(
        rule="encode-same-article",
        severity=Severity.WARNING,
        phase="draft",
        file=outcome.item.name,
        message=f"{outcome.item.name} is a page of the article {other}, "
        f"{'whose DOI, ' + doi + ', it has' if doi else 'with its volume, issue, pages and authors'}; "
        "no second draft was made.",
        repair=f"Take over into {other} by hand what only this page has, such as a title in another language; to have "
        "the draft made from this page, move the article's file away and encode again.",
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


def _with_input(item: Item) -> Item:
    """Read standard input where it was named."""
    return replace(item, data=sys.stdin.buffer.read()) if item.path == many.STANDARD_INPUT else item


def _refuse_addresses(pages: list[Path]) -> None:
    """Answer an address with what to save: nothing is fetched."""
    for page in pages:
        scheme, _, rest = page.as_posix().partition(":/")
        if scheme.lower() not in ("http", "https"):
            continue
        rest = rest.lstrip("/")
        doi = re.search(r"10\.\d{4,9}/\S+", rest)
        record = (
            f" Or save the record at https://api.crossref.org/works/{doi[0]} and encode that, which is surer."
            if doi
            else ""
        )
        raise UsageError(
            f"{scheme}://{rest} is an address, and nothing is fetched. Save the page in a browser (“Web page, HTML "
            f"only”) and encode the file with --url {scheme}://{rest}.{record}"
        )


def _without_text(one: _Done) -> _Done:
    """Let go of a draft's text and evidence, which are written: of many pages only what the table tells is kept."""
    draft = one.outcome.draft
    if draft is None:
        return one
    proof = msgspec.structs.replace(draft.evidence, values=())
    return replace(
        one, outcome=replace(one.outcome, draft=replace(draft, tei=b"", evidence=proof, entries=(), source=b""))
    )


def _reviewed(done: list[_Done], call: options.Call, name: str, lang: str) -> list[_Done]:
    """Ask what is open in each draft, one after the other; what was answered is no finding any more."""
    dialogue = review.Dialogue(lang)
    answering: list[Editor] = []

    def who() -> Editor:
        if not answering:
            when = datetime.now(UTC).date().isoformat()
            answering.append(review.editor(name, call.settings, dialogue, when))
        return answering[0]

    out, going = [], True
    for one in done:
        if one.outcome.draft is not None and one.target is not None and going:
            one, going = _asked(one, one.outcome.draft, one.target, who, call, dialogue)
        out.append(one)
    return out


def _asked(
    one: _Done,
    made: Draft,
    target: _Target,
    who: Callable[[], Editor],
    call: options.Call,
    dialogue: review.Dialogue,
) -> tuple[_Done, bool]:
    page = one.outcome.item
    try:
        draft = review.open_draft(target.tei, target.evidence, page.path, page.url, made.findings)
        after, going = review.session(draft, target.tei, target.evidence, who, call.settings, dialogue)
    except DocumentError as error:
        return replace(one, findings=(*one.findings, *error.findings)), True
    still = {q.id for q in reviewing.questions(after, call.settings)}
    findings = tuple(f for f in one.outcome.findings if id_of(f) in still)
    decision = Decision(action="kept") if after.document.data != made.tei else one.decision
    return replace(one, findings=findings, decision=decision, is_reviewed=True), going


def _free(identifier: str, taken: set[str]) -> str:
    if identifier not in taken:
        return identifier
    letters = "bcdefghijklmnopqrstuvwxyz"
    suffixes = [*letters, *(a + b for a in letters for b in letters)]
    return next(f"{identifier}-{s}" for s in suffixes if f"{identifier}-{s}" not in taken)


def _target(
    draft: Draft, outcome: Outcome, call: options.Call, output: Path | None, is_file: bool, old: many.Standing | None
) -> _Target:
    if output is not None:
        # Outside the edition a draft is called after its page, so that the two lie side by side in any list; the
        # records of one file are called by their ids.
        stem = draft.id if outcome.record else outcome.item.path.stem
        tei = output if is_file else output / f"{stem}.xml"
        return _Target(tei=tei, evidence=tei.with_name(f"{tei.stem}.evidence.json"), source=None)
    settings = call.settings
    return _Target(
        tei=old.path if old else settings.articles / f"{draft.id}.xml",
        evidence=settings.articles.parent / "evidence" / f"{draft.id}.json",
        source=settings.sources / draft.source_name,
    )


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(draft: Draft, target: _Target, item: Item) -> None:
    if target.source is not None and draft.source:
        files.write(target.source, draft.source)
    elif target.source is not None and target.source.resolve() != item.path.resolve():
        files.write(target.source, item.data if item.data is not None else item.path.read_bytes())
    files.write(target.tei, draft.tei)
    files.write(target.evidence, evidence.dump(draft.evidence))


def _kept(decision: Decision, target: _Target) -> tuple[Finding, ...]:
    if decision.action != "kept":
        return ()
    name = shown(target.tei)
    return (
        Finding(
            rule="encode-kept",
            severity=Severity.WARNING,
            phase="draft",
            file=name,
            message=(
                f"{name} was changed by hand since it was encoded, so it stays as it is; the diff "
                f"shows what a new draft would be."
            ),
            repair="Take over by hand what you want of the diff, or move the file away and encode again.",
        ),
    )


def _diffs(screen: Screen, done: list[_Done]) -> None:
    for one in done:
        if one.decision is not None and one.decision.diff and not screen.json:
            sys.stdout.write(one.decision.diff + "\n")


def _table(screen: Screen, done: list[_Done]) -> None:
    rows = []
    for one in done:
        draft = one.outcome.draft
        rows.append(
            (
                "\n".join(p for p in (one.outcome.item.path.name, one.outcome.kind) if p),
                draft.id if draft else "–",
                ", ".join(draft.fields) if draft else "–",
                screen.severities(one.findings),
                screen.word(f"draft_{one.decision.action if one.decision else 'refused'}"),
            )
        )
    screen.table([screen.word(k) for k in ("page", "article", "fields", "findings", "draft")], rows)


def _as_json(one: _Done) -> dict[str, object]:
    draft = one.outcome.draft
    return {
        "page": shown(one.outcome.item.path),
        "kind": one.outcome.kind,
        "record": one.outcome.record,
        "article": draft.id if draft else None,
        "file": shown(one.target.tei) if one.target else None,
        "evidence": shown(one.target.evidence) if one.target else None,
        "action": one.decision.action if one.decision else "refused",
        "diff": one.decision.diff if one.decision else "",
        "fields": list(draft.fields) if draft else [],
        "unclassified": draft.unclassified if draft else 0,
        "findings": [as_json(f) for f in one.findings],
    }
