"""Names and dates in prose, as the recogniser finds them, made into marks of the front that point at entries."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from titelei.encode import people
from titelei.encode.entries import Entries, Entry
from titelei.encode.languages import guess
from titelei.encode.prose import Known, Span, annotate
from titelei.encode.recorder import ENCODER
from titelei.encode.transcription import Annotate, Found

_ELEMENTS: Final = {
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "event": "rs",
    "document": "rs",
}
_KINDS: Final = {"organisation": "org"}


def annotator(known: Known) -> Callable[[Entries], Annotate]:
    """Give what makes, for the entries of one draft, the function that annotates a stretch of its prose."""

    def of(entries: Entries) -> Annotate:
        def found(text: str, lang: str) -> Sequence[Found]:
            return tuple(_found(text, annotate(text, lang, known), entries))

        return found

    return of


def _found(text: str, spans: Sequence[Span], entries: Entries) -> Iterator[Found]:
    for span in spans:
        says = (("cert", span.cert), ("resp", f"#{ENCODER}"))
        if span.kind == "date":
            dates = tuple((name, value) for name, value in span.attributes if name != "edtf")
            yield Found(span.start, span.end, "date", (*dates, *says))
            continue
        entry = _entry(text[span.start : span.end], span, entries)
        kind: tuple[tuple[str, str], ...] = ()
        if span.kind in ("event", "document"):
            kind = (("type", span.kind),)
        elif span.kind == "organisation" and span.type == "state":
            kind = (("type", "state"),)
        yield Found(span.start, span.end, _ELEMENTS[span.kind], (*kind, ("ref", f"#{entry.id}"), *says))


def _entry(printed: str, span: Span, entries: Entries) -> Entry:
    """Give the entry that a name points at: the edition's, or one proposed for this draft."""
    lang = guess(printed) or "en"
    if span.ref and (known := entries.of_id(span.ref, printed, lang)) is not None:
        return known
    main = span.name or printed
    if span.kind == "person" and (name := people.parse(main)) is not None and name.surname:
        entry = entries.person(name, guess(main) or lang)
    else:
        entry = entries.thing(
            _KINDS.get(span.kind, span.kind), main, guess(main) or lang, type=span.type if span.type == "state" else ""
        )
    entry.add(printed, lang)
    return entry
