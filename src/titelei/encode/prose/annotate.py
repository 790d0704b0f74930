"""All recognisers on one block, and the choice among what they propose: the longest, known names before patterns."""

import re
from collections import defaultdict
from dataclasses import replace
from typing import Final

from titelei.encode.prose import (
    context,
    dates,
    lookup,
    organisations,
    organisations_ru,
    persons,
    places,
)
from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.inflect import is_cyrillic
from titelei.encode.prose.known import Known
from titelei.encode.prose.span import Span
from titelei.encode.prose.tokens import Tokens, tokenize

_MACHINE: Final = re.compile(
    r"://|[@_]|www\.|doi\.org|\b10\.\d{4,9}/|(?<=\w)\.(?:pdf|docx?|html?|ru|com|org|net|edu|xml|txt)\b(?!\.\w)"
)
_BLANK: Final = re.compile(r"\s")
_BLANKS: Final = " \n\t\xa0"
_AROUND: Final = ("event", "document")


def annotate(text: str, lang: str, known: Known) -> tuple[Span, ...]:
    """Find names and dates in the text of one block.

    ``text`` is exactly what stands on the page and ``lang`` its BCP 47 tag. Spans come in the order of the text and
    do not overlap, but for events and documents, which may stand around names and dates.
    """
    tokens = tokenize(text)
    if not len(tokens):
        return ()
    has_cyrillic = is_cyrillic(text) or (lang.startswith("ru") and lang != "ru-Latn")
    when = dates.find(tokens)
    candidates = [*lookup.find(tokens, known), *persons.find(tokens), *places.find(tokens)]
    candidates += organisations.find(tokens)
    if has_cyrillic:
        candidates += organisations_ru.find(tokens)
    machine = _machine_words(text)
    when = [date for date in when if not _is_in(date.start, machine)]
    candidates = [c for c in candidates if not _is_in(tokens.starts[c.first], machine)]
    names = _settled(tokens, _chosen([c for c in candidates if c.kind not in _AROUND], known))
    around = _chosen([c for c in candidates if c.kind in _AROUND], known)
    spans = [_span(tokens, candidate) for candidate in _with_distinct_keys(names)]
    spans += _free_dates(when, spans)
    spans += [span for span in (_span(tokens, c) for c in around) if _nests(span, spans)]
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def _machine_words(text: str) -> list[tuple[int, int]]:
    """Give the addresses and file names of a text: what they spell is no name."""
    stretches: list[tuple[int, int]] = []
    for sign in _MACHINE.finditer(text):
        if stretches and sign.start() < stretches[-1][1]:
            continue
        start = max(text.rfind(blank, 0, sign.start()) for blank in _BLANKS) + 1
        end = _BLANK.search(text, sign.end())
        stretches.append((start, end.start() if end else len(text)))
    return stretches


def _is_in(place: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in stretches)


def _chosen(candidates: list[Candidate], known: Known) -> list[Candidate]:
    """Keep the longest of what overlaps; of one length the heavier."""
    candidates.sort(key=lambda c: (-c.length, -c.weight, c.first))
    taken: set[int] = set()
    kept: list[Candidate] = []
    for candidate in candidates:
        places_taken = range(candidate.first, candidate.end)
        if not taken.isdisjoint(places_taken):
            continue
        taken.update(places_taken)
        kept.append(_identified(candidate, known))
    return sorted(kept, key=lambda c: c.first)


def _identified(candidate: Candidate, known: Known) -> Candidate:
    """Give a person found by pattern the id of the known one that it can be."""
    if candidate.kind != "person" or candidate.ref or not candidate.surname:
        return candidate
    person = known.person(candidate)
    if person is None:
        return candidate
    return replace(candidate, ref=person.id, name=person.main, key=person.id, rule=f"known+{candidate.rule}")


def _settled(tokens: Tokens, names: list[Candidate]) -> list[Candidate]:
    """Turn a country into the state where it is joined by “and” with one, and a state into a place where it locates."""
    settled: list[Candidate] = []
    for index, name in enumerate(names):
        if (
            name.type == "state"
            and name.ref is None
            and name.rule == "organisation-state"
            and context.is_location(tokens, name.first)
        ):
            name = replace(name, kind="place", type="", rule="place-state-locates", cert="medium")
        neighbours = (names[index - 1] if index else None, names[index + 1] if index + 1 < len(names) else None)
        if name.otherwise is not None and any(
            n is not None and n.type == "state" and _are_joined(tokens, n, name) for n in neighbours
        ):
            name = name.otherwise
        settled.append(name)
    return settled


def _are_joined(tokens: Tokens, one: Candidate, other: Candidate) -> bool:
    first, last = (one, other) if one.first < other.first else (other, one)
    between = [low for low in tokens.lows[first.end : last.first] if low not in ("the", "с")]
    return between in (["and"], ["и"])


def _with_distinct_keys(names: list[Candidate]) -> list[Candidate]:
    """Add the first initial to the key of persons who share a surname in this block."""
    initials: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.kind == "person" and name.ref is None and name.initials:
            initials[name.key].add(name.initials)
    return [
        replace(n, key=f"{n.key} {n.initials.upper()}")
        if n.ref is None and len(initials[n.key]) > 1 and n.initials
        else n
        for n in names
    ]


def _span(tokens: Tokens, candidate: Candidate) -> Span:
    return Span(
        start=tokens.starts[candidate.first],
        end=tokens.ends[candidate.end - 1],
        kind=candidate.kind,
        type=candidate.type,
        ref=candidate.ref,
        name=candidate.name,
        key=candidate.key,
        cert=candidate.cert,
        rule=candidate.rule,
    )


def _free_dates(when: list[Span], names: list[Span]) -> list[Span]:
    """Give the dates that no name holds."""
    return [date for date in when if not any(date.start < name.end and name.start < date.end for name in names)]


def _nests(around: Span, spans: list[Span]) -> bool:
    """Tell whether an event or document holds every span that it touches."""
    for span in spans:
        touches = around.start < span.end and span.start < around.end
        if touches and not (around.start <= span.start and span.end <= around.end and around.length > span.length):
            return False
    return True
