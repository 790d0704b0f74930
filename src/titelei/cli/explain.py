"""``titelei explain``: why a value stands in the header, and which were set by hand."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from titelei.cli import options
from titelei.cli.screen import Screen
from titelei.encode import evidence, wording
from titelei.encode.evidence import Entry, Evidence, PageEvidence
from titelei.errors import DocumentError, UsageError
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.nearest import did_you_mean
from titelei.xml.read import Document, read, shown


@options.command
def explain(
    call: options.Call,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TEI file that was encoded from a page.")],
    field: Annotated[str, typer.Option("--field", help="Only this field, as doi or title.")] = "",
) -> None:
    """Say of every value of the header where on the page it was read, by which rule and how surely."""
    document = read(file)
    proof = _evidence(file, document)
    pages: tuple[PageEvidence, ...] = (proof, *proof.copies)
    names = sorted({e.field for page in pages for e in page.values})
    wanted = field.lower()
    chosen = [
        (page, [e for e in page.values if not wanted or e.field == wanted or e.field.startswith(f"{wanted} ")])
        for page in pages
    ]
    if field and not any(entries for _, entries in chosen):
        raise UsageError(
            say(
                "{file} has no value of the field “{field}”.{hint}",
                file=shown(file),
                field=field,
                hint=did_you_mean(field, names),
            )
        )
    for page, entries in chosen:
        if entries or not field:
            _print(call.screen, document, page, entries)
    call.screen.document([_as_json(e, document, page) for page, entries in chosen for e in entries])


def _evidence(file: Path, document: Document) -> Evidence:
    """Find the evidence beside the project's articles, or beside the file itself."""
    places = (
        file.resolve().parent.parent / "evidence" / f"{document.id or file.stem}.json",
        file.with_name(f"{file.stem}.evidence.json"),
    )
    for place in places:
        try:
            return evidence.load(place.read_bytes())
        except FileNotFoundError:
            continue
        except ValueError as error:
            raise DocumentError(
                Finding(
                    rule="explain-evidence-damaged",
                    severity=Severity.ERROR,
                    file=shown(place),
                    message=say("{place} is no evidence that can be read: {error}.", place=shown(place), error=error),
                    repair=say("Restore it from version control, or encode the page again."),
                )
            ) from error
    raise DocumentError(
        Finding(
            rule="explain-no-evidence",
            severity=Severity.ERROR,
            file=shown(file),
            message=say(
                "There is no evidence for {file}: neither {places} nor {places2}.",
                file=shown(file),
                places=shown(places[0]),
                places2=shown(places[1]),
            ),
            repair=say("Only files made by “titelei encode” have evidence; a file encoded by hand has none."),
        )
    )


def _print(screen: Screen, document: Document, proof: PageEvidence, entries: list[Entry]) -> None:
    screen.line(
        screen.word("explain_page", page=proof.page, encoding=proof.encoding) + (f", {proof.url}" if proof.url else "")
    )
    for entry in entries:
        now, name = evidence.current(entry, document.root), evidence.responsible(entry, document.root)
        screen.line()
        shown_value = entry.value if now is None or now == entry.value else now
        last = evidence.last_page(entry, document.root)
        screen.line(
            f"{wording.named(entry.field, screen.lang)}: {_cut(shown_value, 400)}"
            + (f"–{last}" if last and last != shown_value else "")
        )
        if now is None:
            screen.line("  " + screen.word("explain_gone", value=entry.value))
        elif now != entry.value:
            key = "explain_hand_by" if name else "explain_hand"
            screen.line("  " + screen.word(key, value=entry.value, name=name))
        elif name:
            screen.line("  " + screen.word("explain_accepted", name=name))
        screen.line(
            f"  {_where(entry, screen)} ({screen.told(wording.source(entry.source))})"
            + (f": {_quoted(entry.printed, screen)}" if entry.printed else "")
        )
        screen.line(
            f"  {screen.word('explain_rule')}: {screen.told(wording.rule(entry.rule))}; "
            f"{screen.word('explain_confidence')} {entry.confidence:.2f}"
        )
        for other in entry.alternatives:
            if other.value != entry.value:
                screen.line(
                    f"  {screen.word('explain_instead')}: {_quoted(other.value, screen)}, {_where(other, screen)} "
                    f"({screen.told(wording.source(other.source))}, {other.confidence:.2f})"
                )


def _where(entry: "Entry | evidence.Alternative", screen: Screen) -> str:
    if entry.line and entry.end:
        return screen.word("explain_line", line=entry.line, start=entry.start, end=entry.end)
    return screen.word("explain_file_line", line=entry.line) if entry.line else screen.word("explain_no_place")


def _quoted(text: str, screen: Screen) -> str:
    return screen.word("quoted", text=_cut(text))


def _cut(text: str, most: int = 100) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}…"


def _as_json(entry: Entry, document: Document, page: PageEvidence) -> dict[str, object]:
    now = evidence.current(entry, document.root)
    return {
        **msgspec.to_builtins(entry),
        "page": page.page,
        "current": now,
        "set_by_hand": now != entry.value,
        "by": evidence.responsible(entry, document.root),
    }
