"""Names and dates in prose, as the recogniser finds them, made into marks of the front that point at entries."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from titelei.encode import people
from titelei.encode.entries import Entries, Entry
from titelei.encode.languages import guess
from titelei.encode.prose import Known, Span, annotate
from titelei.encode.tei.builder import ENCODER
from titelei.encode.transcription import Annotate, Found

_ELEMENTS: Final = {
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "event": "rs",
    "document": "rs",
}
_KINDS: Final = {"organisation": "org"}

Keys = dict[tuple[str, str], str]
"""The id of the entry that the forms of one name share, by kind and key."""


def annotator(known: Known) -> Callable[[Entries], Annotate]:
    """Give what makes, for the entries of one draft, the function that annotates a stretch of its prose."""

    def of(entries: Entries) -> Annotate:
        by_key: Keys = {}

        def found(text: str, lang: str) -> Sequence[Found]:
            return tuple(_found(text, annotate(text, lang, known), entries, by_key))

        return found

    return of


def _found(text: str, spans: Sequence[Span], entries: Entries, by_key: Keys) -> Iterator[Found]:
    for span in spans:
        says = (("cert", span.cert), ("resp", f"#{ENCODER}"))
        if span.kind == "date":
            dates = tuple((name, value) for name, value in span.attributes if name != "edtf")
            yield Found(span.start, span.end, "date", (*dates, *says))
            continue
        entry = _entry(text[span.start : span.end], span, entries, by_key)
        kind: tuple[tuple[str, str], ...] = ()
        if span.kind in ("event", "document"):
            kind = (("type", span.kind),)
        elif span.kind == "organisation" and span.type == "state":
            kind = (("type", "state"),)
        yield Found(span.start, span.end, _ELEMENTS[span.kind], (*kind, ("ref", f"#{entry.id}"), *says))


def _entry(printed: str, span: Span, entries: Entries, by_key: Keys) -> Entry:
    """Give the entry that a name points at: the edition's, or one proposed for this draft, one for all its forms."""
    lang = guess(printed) or "en"
    if span.ref and (known := entries.of_id(span.ref, printed, lang)) is not None:
        return known
    same = entries.made.get(by_key.get((span.kind, span.key), "")) if span.key and span.kind != "person" else None
    if same is not None:
        same.add(span.name or printed, guess(span.name or printed) or lang)
        same.add(printed, lang)
        return same
    main = span.name or printed
    if span.kind == "person" and (name := people.parse(main)) is not None and name.surname:
        entry = entries.person(name, guess(main) or lang)
    else:
        entry = entries.thing(
            _KINDS.get(span.kind, span.kind), main, guess(main) or lang, type=span.type if span.type == "state" else ""
        )
    entry.add(printed, lang)
    if span.key:
        by_key[span.kind, span.key] = entry.id
    return entry
