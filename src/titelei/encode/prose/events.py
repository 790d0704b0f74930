"""Events and documents by pattern: “Russo-Turkish War”, “Treaty of Versailles”, “treaty signed in May 1920”."""

from functools import cache

from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.gazetteer import is_stop
from titelei.encode.prose.inflect import forms, gender, is_cyrillic, nominative
from titelei.encode.prose.span import Kind
from titelei.encode.prose.tokens import Tokens, fold
from titelei.encode.prose.words import words


def find(tokens: Tokens) -> list[Candidate]:
    """Find events and documents by their head nouns; names inside them are found beside them."""
    found: list[Candidate] = []
    for at, low in enumerate(tokens.lows):
        candidate: Candidate | None = None
        if tokens.caps[at]:
            if low in words("events/english/event_heads"):
                candidate = _before(tokens, at, "event")
            elif low in words("events/english/document_heads"):
                candidate = _before(tokens, at, "document")
            if candidate is None and low in words("events/english/event_of"):
                candidate = _of(tokens, at, "event")
            elif candidate is None and low in words("events/english/document_of"):
                candidate = _of(tokens, at, "document")
        elif low in words("events/english/signed"):
            candidate = _signed(tokens, at)
        if candidate is None and low in _russian():
            candidate = _before_russian(tokens, at)
        if candidate is not None:
            found.append(candidate)
    return found


@cache
def _russian() -> dict[str, tuple[str, Kind]]:
    events = {form: (noun, "event") for noun in words("events/russian/event_heads") for form in forms(noun)}
    documents = {form: (noun, "document") for noun in words("events/russian/document_heads") for form in forms(noun)}
    return {**documents, **events}  # type: ignore[dict-item]


def _before(tokens: Tokens, head: int, kind: Kind) -> Candidate | None:
    """Read the words with capitals before a head noun."""
    first = head
    while first > 0 and tokens.joined[first] and tokens.caps[first - 1] and not is_stop(tokens.lows[first - 1]):
        first -= 1
    return _candidate(tokens, first, head + 1, kind, f"{kind}-head") if first < head else None


def _of(tokens: Tokens, head: int, kind: Kind) -> Candidate | None:
    """Read “Battle of Stalingrad”, “Treaty of Versailles”."""
    end = head + 2
    if tokens.low(head + 1) != "of":
        return None
    end = end + 1 if tokens.low(end) == "the" else end
    start = end
    while end < len(tokens) and tokens.joined[end] and tokens.caps[end] and not is_stop(tokens.lows[end]):
        end += 1
    return _candidate(tokens, head, end, kind, f"{kind}-of") if end > start else None


def _signed(tokens: Tokens, head: int) -> Candidate | None:
    """Read “Soviet-Georgian treaty”: an adjective of two parties before the noun."""
    first = head - 1
    if first < 0 or not tokens.caps[first] or "-" not in tokens.words[first] or not tokens.joined[head]:
        return None
    return _candidate(tokens, first, head + 1, "document", "document-parties")


def _before_russian(tokens: Tokens, head: int) -> Candidate | None:
    """Read «Русско-турецкая война», «Версальский договор»."""
    noun, kind = _russian()[tokens.lows[head]]
    first = head
    while (
        first > 0
        and tokens.joined[first]
        and is_cyrillic(tokens.lows[first - 1])
        and _is_adjective(tokens.lows[first - 1])
    ):
        first -= 1
    while first < head and (not tokens.caps[first] or is_stop(tokens.lows[first])):
        first += 1
    if first == head:
        return None
    adjectives = [nominative(tokens.words[at], gender(noun)) for at in range(first, head)]
    name = " ".join((*adjectives, noun))
    return Candidate(first=first, end=head + 1, kind=kind, rule=f"{kind}-head", name=name, key=fold(name), cert="low")


def _is_adjective(low: str) -> bool:
    return low.endswith(("ий", "ый", "ой", "ая", "ое", "ого", "ому", "ым", "им", "ом", "ую", "ых", "ые", "ие"))


def _candidate(tokens: Tokens, first: int, end: int, kind: Kind, rule: str) -> Candidate:
    name = " ".join(tokens.slice(first, end).split())
    return Candidate(first=first, end=end, kind=kind, rule=rule, name=name, key=fold(name), cert="low")
