"""Organisations and states by Russian patterns: agreeing adjectives, a head noun, genitives and «имени …»."""

from functools import cache
from typing import Final

from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.gazetteer import is_stop, listed
from titelei.encode.prose.inflect import forms, gender, is_cyrillic, nominative
from titelei.encode.prose.span import Cert
from titelei.encode.prose.tokens import Tokens, fold
from titelei.encode.prose.words import words

_ADJECTIVE: Final = tuple("ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ых их ыми ими ою ей".split())
_GENITIVE: Final = ("ого", "его", "ой", "ей", "ых", "их", "ому", "ему", "ым", "им")
_QUOTES: Final = {"«": "»", "“": "”", '"': '"', "„": "“"}


def find(tokens: Tokens) -> list[Candidate]:
    """Find organisations whose name is Russian; candidates may overlap."""
    found: list[Candidate] = []
    heads = _heads()
    for at, low in enumerate(tokens.lows):
        if low in heads:
            candidate = _headed(tokens, at)
            if candidate is not None:
                found.append(candidate)
        elif tokens.caps[at] and at + 1 < len(tokens) and is_cyrillic(low):
            candidate = _regime(tokens, at)
            if candidate is not None:
                found.append(candidate)
    return found


@cache
def _heads() -> dict[str, str]:
    """Give the forms of head nouns, each with its nominative."""
    nouns = sorted(words("organisations/russian/heads", "organisations/russian/states"))
    return {form: noun for noun in nouns for form in forms(noun)}


@cache
def _fields() -> frozenset[str]:
    listed_fields = words("organisations/russian/fields")
    plural = {
        "делам",
        "делами",
        "наукам",
        "вопросам",
        "политике",
        "истории",
        "культуре",
        "образованию",
        "труду",
        "хозяйству",
    }
    return listed_fields | plural | {form for word in listed_fields for form in forms(word)}


@cache
def _regimes() -> dict[str, str]:
    """Give the stems of adjectives of regimes («кемалистск»)."""
    return {word[:-2]: word for word in words("organisations/both/regimes") if is_cyrillic(word)}


def _regime(tokens: Tokens, at: int) -> Candidate | None:
    low = tokens.lows[at]
    if not any(low.startswith(stem) and low.endswith(_ADJECTIVE) for stem in _regimes()):
        return None
    for end, phrase in listed().at(tokens, at + 1):
        if phrase.entry.group == "countries" and end == at + 2:
            adjective = nominative(tokens.words[at], gender(phrase.name))
            name = f"{adjective} {phrase.name}"
            return _organisation(at, end, name, "organisation-regime", "high", "state")
    return None


def _is_adjective(tokens: Tokens, at: int) -> bool:
    low = tokens.lows[at]
    return len(low) > 3 and low.endswith(_ADJECTIVE) and is_cyrillic(low)


def _headed(tokens: Tokens, head: int) -> Candidate | None:
    noun = _heads()[tokens.lows[head]]
    first = _left(tokens, head)
    end = _right(tokens, head)
    is_state = noun in words("organisations/russian/states")
    if first < head:
        if not tokens.caps[first] or (first + 1 == head and tokens.lows[first] in words("words/stop/russian")):
            return None
        cert: Cert = "high" if end > head + 1 or head - first > 1 or tokens.caps[head] or is_state else "medium"
    elif (
        tokens.caps[head]
        and end > head + 1
        and noun in words("organisations/russian/bare", "organisations/russian/states")
    ):
        cert = "medium" if tokens.opens[head] else "high"
    else:
        return None
    if is_state and first == head:
        return _republic(tokens, head, end)
    adjectives = [nominative(tokens.words[at], gender(noun)) for at in range(first, head)]
    head_word = noun.capitalize() if tokens.caps[head] else noun
    rest = tokens.slice(head + 1, end) if end > head + 1 else ""
    name = " ".join(" ".join((*adjectives, head_word, rest)).split())
    return _organisation(
        first, end, name, "organisation-state" if is_state else "organisation-head", cert, "state" if is_state else ""
    )


def _republic(tokens: Tokens, head: int, end: int) -> Candidate | None:
    """Read «Республика Калмыкия»: a region, or the state where it names a country."""
    name = tokens.slice(head + 1, end)
    group = next((phrase.entry.group for stop, phrase in listed().at(tokens, head + 1) if stop == end), "")
    whole = f"Республика {name}" if tokens.lows[head].startswith("республик") else tokens.slice(head, end)
    if group == "countries":
        return _organisation(head, end, whole, "organisation-state", "medium", "state")
    if not group:
        return None
    return Candidate(
        first=head, end=end, kind="place", rule="place-republic", name=whole, key=fold(whole), cert="medium", weight=1
    )


def _left(tokens: Tokens, head: int) -> int:
    """Give the first of the adjectives before a head noun: a capital begins the name, small ones may follow it."""
    first = head
    while first > 0 and tokens.joined[first]:
        before = first - 1
        if (
            tokens.lows[before] == "и"
            and before > 1
            and tokens.caps[before - 1]
            and _is_adjective(tokens, before - 1)
            and first < head
        ):
            first = before - 1
            continue
        if not _is_adjective(tokens, before) or is_stop(tokens.lows[before]):
            break
        first = before
    while first < head and not tokens.caps[first]:
        first += 1
    return first


def _right(tokens: Tokens, head: int) -> int:
    """Give the token after the genitives, names, acronyms and quoted names that belong to a head noun."""
    end = head + 1
    while end < len(tokens) and tokens.joined[end]:
        low = tokens.lows[end]
        if low in ("и", ",") and end > head + 1:
            after = _group(tokens, end + 1, fields_only=True)
            if not after or (low == "," and not _list_ends(tokens, after)):
                break
        elif low in ("по", "при"):
            after = _group(tokens, end + 1)
        elif low in ("имени", "им"):
            after = _dedication(tokens, end + 2 if tokens.low(end + 1) == "." else end + 1)
        elif tokens.words[end] in _QUOTES and tokens.lows[head] in _quoted_heads():
            after = _quoted(tokens, end)
        else:
            after = _group(tokens, end)
        if not after:
            break
        end = after
    return end


@cache
def _quoted_heads() -> frozenset[str]:
    return frozenset().union(
        *(forms(w) for w in ("общество", "фонд", "компания", "партия", "организация", "союз", "издательство", "центр"))
    )


def _quoted(tokens: Tokens, at: int) -> int:
    closing = _QUOTES[tokens.words[at]]
    for end in range(at + 1, min(at + 8, len(tokens))):
        if tokens.words[end] == closing:
            return end + 1
    return 0


def _list_ends(tokens: Tokens, at: int) -> bool:
    return tokens.low(at) in ("и", ",")


def _group(tokens: Tokens, at: int, *, fields_only: bool = False) -> int:
    """Read adjectives in an oblique case and the field of work, place, state or body they belong to."""
    end = at
    while end < len(tokens) and tokens.joined[end] and end < at + 4:
        low = tokens.lows[end]
        if low in _fields():
            return 0 if fields_only and tokens.caps[end] and low in _heads() else end + 1
        if fields_only and tokens.caps[end] and low in _heads():
            return 0
        if not fields_only:
            stop = _named(tokens, end)
            if stop:
                return stop
        if low in _place_nouns() and end > at and tokens.caps[end - 1]:
            return end + 1
        if not (low.endswith(_GENITIVE) and len(low) > 4):
            break
        end += 1
    return 0


def _named(tokens: Tokens, at: int) -> int:
    """Give the token after a listed place or body, an acronym, or the head noun of the body above."""
    low = tokens.lows[at]
    kinds = ("place", "organisation")
    ends = [stop for stop, phrase in listed().at(tokens, at) if phrase.entry.kind in kinds]
    if ends:
        return max(ends)
    is_acronym = tokens.words[at].isupper() and len(low) > 2 and is_cyrillic(low)
    is_head = tokens.caps[at] and low in _heads() and low.endswith(("а", "и", "ы", "я"))
    return at + 1 if is_acronym or is_head else 0


@cache
def _place_nouns() -> frozenset[str]:
    return frozenset(form for noun in words("places_patterns/russian/after") for form in forms(noun))


def _dedication(tokens: Tokens, at: int) -> int:
    """Read «имени В.И. Вернадского», «им. адмирала Ушакова»."""
    end = at
    while end < len(tokens) and end < at + 8:
        if tokens.caps[end] and len(tokens.words[end]) == 1 and tokens.low(end + 1) == ".":
            end += 2
        elif tokens.caps[end] and len(tokens.words[end]) > 1:
            return end + 1
        elif tokens.lows[end] in ("адмирала", "академика", "профессора", "маршала"):
            end += 1
        else:
            break
    return 0


def _organisation(first: int, end: int, name: str, rule: str, cert: Cert, type_: str) -> Candidate:
    return Candidate(
        first=first, end=end, kind="organisation", type=type_, rule=rule, name=name, key=fold(name), cert=cert, weight=2
    )
