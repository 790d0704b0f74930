"""``titelei encode``: from the pages of articles to TEI drafts, with the evidence of every value."""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from titelei.cli import options, review
from titelei.cli.screen import Screen, as_json
from titelei.encode import many, wording
from titelei.encode.evidence import id_of
from titelei.encode.keeping import Decision
from titelei.encode.many import Item
from titelei.errors import DocumentError, UsageError, of_system
from titelei.messages import joined, say
from titelei.model import Finding, reaches
from titelei.pipeline import answers, asking
from titelei.pipeline import encode as encoding
from titelei.pipeline import review as reviewing
from titelei.pipeline.answers import Instruction
from titelei.pipeline.encode import Done
from titelei.pipeline.review import Editor
from titelei.xml.read import shown

Pages = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…",
        help="Pages, records, documents; folders or lists of them; - for standard input.",
        show_default=False,
    ),
]


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
    answers_file: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Answers to what is open, as JSON (- for standard input); what is open then is in --json.",
            show_default=False,
        ),
    ] = None,
    as_name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Who answers in review.", show_default="repository.user_name")
    ] = "",
    show_all: Annotated[bool, typer.Option("--all", help="Show every finding, not three of a kind.")] = False,
) -> None:
    """Encode the pages of articles as TEI drafts."""
    _refuse_addresses(pages)
    items = tuple(_with_input(item) for item in many.items(tuple(pages), url))
    if url and len(items) != 1:
        raise UsageError(
            say(
                "--url is the address of one page, and {items_count} were named. Give a list with addresses.",
                items_count=len(items),
            )
        )
    if not items:
        raise UsageError(say("No file was found. Name a page or a record, or a folder that holds some."))
    if review_drafts and call.screen.json:
        raise UsageError(
            say("--review asks on standard output, where --json prints its document. Leave out one of them.")
        )
    given = _answers(answers_file)
    # What ends like a file is one, unless a folder of that name is there.
    is_file = output is not None and not output.is_dir() and bool(output.suffix)
    if is_file and len(items) > 1:
        raise UsageError(
            say(
                "-o {output} is one file, and {items_count} files were named. Name a folder.",
                output=output,
                items_count=len(items),
            )
        )
    if given:  # nothing is written before it is known who answers
        as_name = review.name_of(
            as_name, call.settings, review.Dialogue(call.screen.lang), is_asked=not call.screen.json
        )
    place = encoding.Place(settings=call.settings, output=output, is_file=is_file)
    when = datetime.now(UTC).date().isoformat()
    done: list[Done] = []
    with call.screen.progress("encode", len(items)) as progress:
        for one in encoding.encode_all(items, place, when=when, jobs=call.jobs):
            done.append(one if review_drafts or given is not None else encoding.without_text(one))
            progress.step(one.outcome.item.path.name)
    if review_drafts or given is not None:
        done = _reviewed(done, call, as_name, given)
    findings = [f for d in done for f in d.findings]
    call.screen.findings([f for d in done if not d.is_reviewed for f in d.findings], show_all=show_all)
    _diffs(call.screen, done)
    _table(call.screen, done)
    call.screen.document([_as_json(d) for d in done])
    raise typer.Exit(1 if reaches(findings, call.fail_on) else 0)


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
            say(
                " Or save the record at https://api.crossref.org/works/{doi} and encode that, which is surer.",
                doi=doi[0],
            )
            if doi
            else ""
        )
        raise UsageError(
            say(
                "{scheme}://{rest} is an address, and nothing is fetched. Save the page in a browser "
                "(“Web page, HTML only”) and encode the file with --url {scheme}://{rest}.{record}",
                scheme=scheme,
                rest=rest,
                record=record,
            )
        )


def _answers(file: Path | None) -> tuple[Instruction, ...] | None:
    """Read the answers that were given as data; None where none were."""
    if file is None:
        return None
    try:
        data = sys.stdin.buffer.read() if file == many.STANDARD_INPUT else file.read_bytes()
    except OSError as error:
        told = say("The answers {file} cannot be read: {why}.", file=file, why=of_system(error))
        raise UsageError(told) from error
    return answers.read(data, say("standard input") if file == many.STANDARD_INPUT else shown(file))


def _reviewed(done: list[Done], call: options.Call, name: str, given: tuple[Instruction, ...] | None) -> list[Done]:
    """Ask what is open in each draft, one after the other; what was answered is no finding any more."""
    dialogue = review.Dialogue(call.screen.lang)
    answering: list[Editor] = []

    def who() -> Editor:
        if not answering:
            when = datetime.now(UTC).date().isoformat()
            answering.append(review.editor(name, call.settings, dialogue, when))
        return answering[0]

    out, going = [], True
    for one in done:
        if one.target is not None and not one.joined and going:
            pages = [other for other in done if other.target == one.target]
            one, going = _asked(one, pages, who, call, dialogue, given)
        out.append(one)
    return out


def _asked(
    one: Done,
    pages: list[Done],
    who: Callable[[], Editor],
    call: options.Call,
    dialogue: review.Dialogue,
    given: tuple[Instruction, ...] | None,
) -> tuple[Done, bool]:
    """Ask what is open in a draft, which may be of several pages."""
    assert one.target is not None
    target = one.target
    try:
        read = [encoding.page_of(page) for page in pages]
        # A copy of a page under another name is no further page.
        read = [page for i, page in enumerate(read) if not page[1] or page[1] not in [data for _, data in read[:i]]]
        draft = reviewing.opened(target.tei, target.evidence, read)
        before = draft.document.data
        refused: tuple[Finding, ...] = ()
        if given is None:
            after, going = review.session(draft, target.tei, target.evidence, who, call.settings, dialogue)
        else:
            going = True
            mine = tuple(i for i in given if i.article in ("", draft.document.id))
            after = draft
            if mine:
                after, refused = review.carried(draft, target.tei, target.evidence, mine, who(), call.settings)
    except DocumentError as error:
        return replace(one, findings=(*one.findings, *error.findings)), True
    still = asking.open_ones(after, call.settings)
    known = {q["question"] for q in still}
    findings = (*(f for f in one.outcome.findings if id_of(f) in known), *refused)
    decision = Decision(action="kept") if after.document.data != before else one.decision
    return replace(one, findings=findings, decision=decision, is_reviewed=given is None, open=tuple(still)), going


def _diffs(screen: Screen, done: list[Done]) -> None:
    for one in done:
        if one.decision is not None and one.decision.diff and not one.joined and not screen.json:
            sys.stdout.write(one.decision.diff + "\n")


def _table(screen: Screen, done: list[Done]) -> None:
    rows = []
    for one in done:
        draft = one.outcome.draft
        rows.append(
            (
                joined("\n", (p for p in (one.outcome.item.path.name, one.outcome.kind) if p)),
                draft.id if draft else "–",
                ", ".join(screen.told(wording.field(f)) for f in draft.fields) if draft else "–",
                screen.severities(one.findings),
                screen.word(f"draft_{one.action}"),
            )
        )
    screen.table([screen.word(k) for k in ("page", "article", "fields", "findings", "draft")], rows)


def _as_json(one: Done) -> dict[str, object]:
    draft = one.outcome.draft
    return {
        "page": shown(one.outcome.item.path),
        "kind": one.outcome.kind,
        "record": one.outcome.record,
        "article": draft.id if draft else None,
        "file": shown(one.target.tei) if one.target else None,
        "evidence": shown(one.target.evidence) if one.target else None,
        "action": one.action,
        "diff": one.decision.diff if one.decision else "",
        "fields": list(draft.fields) if draft else [],
        "unclassified": draft.unclassified if draft else 0,
        "findings": [as_json(f) for f in one.findings],
        "open": list(one.open),
    }
