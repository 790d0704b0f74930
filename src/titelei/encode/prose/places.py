"""Places by pattern: “Rostov Region”, “Lake Ladoga”, “Kuban River”, «Астраханская губерния», «город Елец»."""

from dataclasses import replace
from functools import cache

from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.gazetteer import adjectives, is_stop, organisation_heads
from titelei.encode.prose.inflect import forms, gender, nominative
from titelei.encode.prose.span import Cert
from titelei.encode.prose.tokens import Tokens, fold
from titelei.encode.prose.words import words


def find(tokens: Tokens) -> list[Candidate]:
    """Find places by their common nouns; names that are listed are found by the gazetteer."""
    found: list[Candidate] = []
    for at, low in enumerate(tokens.lows):
        candidate: Candidate | None = None
        if low in _after():
            candidate = _before_noun(tokens, at)
        if candidate is None and low in words("places_patterns/english/before") and tokens.caps[at]:
            candidate = _after_noun(tokens, at)
        elif candidate is None and low in _russian_nouns():
            candidate = _russian(tokens, at)
        if candidate is None and low in _russian_before():
            candidate = _named(tokens, at)
        if candidate is None and low in words("places_patterns/english/near", "places_patterns/russian/near"):
            candidate = _near(tokens, at + 1)
        if candidate is not None:
            found.append(candidate)
    return found


@cache
def _after() -> frozenset[str]:
    return words("places_patterns/english/after")


@cache
def _russian_nouns() -> dict[str, str]:
    return {form: noun for noun in words("places_patterns/russian/after") for form in forms(noun)}


@cache
def _russian_before() -> frozenset[str]:
    found = set(words("places_patterns/russian/abbreviations"))
    for noun in words("places_patterns/russian/before"):
        found |= forms(noun)
    return frozenset(found)


def _is_name(tokens: Tokens, at: int) -> bool:
    return (
        0 <= at < len(tokens)
        and tokens.caps[at]
        and len(tokens.words[at]) > 2
        and not is_stop(tokens.lows[at])
        and tokens.lows[at] not in organisation_heads()
    )


def _before_noun(tokens: Tokens, noun: int) -> Candidate | None:
    """Read “Nizhny Novgorod region”, “Kuban River”, “Vakurovsky hillock”."""
    first = noun
    while first > 0 and tokens.joined[first] and _is_name(tokens, first - 1):
        if (
            tokens.opens[first - 1]
            and first < noun
            and tokens.lows[first - 1] not in words("places_patterns/english/directions")
        ):
            break
        first -= 1
    if first == noun or (
        noun - first == 1
        and tokens.lows[first] in adjectives()
        and tokens.lows[first] not in ("crimean", "baltic", "balkan", "caucasian")
    ):
        return None
    if tokens.lows[noun] in words("places_patterns/english/weak") and not tokens.caps[noun] and tokens.opens[first]:
        return None
    if _is_site_of_name(tokens, noun):
        return _place(tokens, first, noun, "place-site", "low")
    is_site = tokens.lows[noun] in words("places_patterns/english/weak")
    return _place(tokens, first, noun + 1, "place-noun-after", "low" if is_site else "medium")


def _is_site_of_name(tokens: Tokens, noun: int) -> bool:
    """Tell whether the noun is no part of the name: “Zhutovo cemetery”, but “Vakurovsky hillock”."""
    if tokens.caps[noun] or tokens.lows[noun] not in words("places_patterns/english/weak"):
        return False
    return not tokens.lows[noun - 1].endswith(("y", "ii", "ij", "aya", "oe", "oye", "ian"))


def _after_noun(tokens: Tokens, noun: int) -> Candidate | None:
    """Read “Lake Ladoga”, “Mount Athos”, “Gulf of Finland”."""
    at = noun + 1
    if tokens.low(at) == "of":
        at += 1
        at = at + 1 if tokens.low(at) == "the" else at
    elif tokens.lows[noun] in ("gulf", "sea", "bay", "strait", "isle", "river"):
        return None
    end = at
    while end < at + 2 and _is_name(tokens, end) and tokens.joined[end]:
        end += 1
    return _place(tokens, noun, end, "place-noun-before", "medium") if end > at else None


def _russian(tokens: Tokens, noun: int) -> Candidate | None:
    """Read «Ростовская область», «Астраханской губернии», «Крымский полуостров»."""
    first = noun - 1
    if first < 0 or not _is_name(tokens, first) or not tokens.joined[noun] or not _is_adjective(tokens.lows[first]):
        return None
    if first > 0 and _is_name(tokens, first - 1) and _is_adjective(tokens.lows[first - 1]) and tokens.joined[first]:
        first -= 1
    lemma = _russian_nouns()[tokens.lows[noun]]
    of = gender(lemma)
    adjective_words = [nominative(tokens.words[at], of) for at in range(first, noun)]
    name = " ".join((*adjective_words, lemma))
    return Candidate(
        first=first,
        end=noun + 1,
        kind="place",
        rule="place-noun-after",
        name=name,
        key=fold(name),
        cert="medium",
        weight=1,
    )


def _near(tokens: Tokens, at: int) -> Candidate | None:
    """Read “buried at Pokrovka”, «близ Покровки»: one unknown word with a capital."""
    if (
        not _is_name(tokens, at)
        or not tokens.joined[at]
        or tokens.words[at].isupper()
        or tokens.lows[at] in adjectives()
    ):
        return None
    goes_on = at + 1 < len(tokens) and tokens.joined[at + 1] and (tokens.caps[at + 1] or tokens.low(at + 1) == "'s")
    if goes_on or tokens.lows[at] in adjectives() or _is_adjective(tokens.lows[at]):
        return None
    return replace(_place(tokens, at, at + 1, "place-near", "low"), weight=0)


def _is_adjective(low: str) -> bool:
    return low.endswith(("ий", "ый", "ой", "ая", "ое", "ого", "ому", "ым", "им", "ом", "ую", "ых", "яя", "ей"))


def _named(tokens: Tokens, noun: int) -> Candidate | None:
    """Read «г. Севастополь», «станица Вёшенская»: the name alone is tagged."""
    at = noun + 1
    if tokens.lows[noun] in words("places_patterns/russian/abbreviations"):
        if tokens.low(at) != "." or (noun and tokens.low(noun - 1).isdecimal()):
            return None
        at += 1
    if not _is_name(tokens, at) or not tokens.joined[at] or len(tokens.words[at]) < 3:
        return None
    if at + 1 < len(tokens) and tokens.words[at + 1] == "." and len(tokens.words[at]) < 3:
        return None
    end = at + 1
    if end < len(tokens) and _is_name(tokens, end) and tokens.joined[end] and _is_adjective(tokens.lows[at]):
        end += 1
    name = tokens.slice(at, end)
    return Candidate(
        first=at, end=end, kind="place", rule="place-named", name=name, key=fold(name), cert="medium", weight=1
    )


def _place(tokens: Tokens, first: int, end: int, rule: str, cert: Cert) -> Candidate:
    name = " ".join(tokens.slice(first, end).split())
    return Candidate(first=first, end=end, kind="place", rule=rule, name=name, key=fold(name), cert=cert, weight=1)
