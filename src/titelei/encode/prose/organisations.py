"""Organisations and states by English patterns: a head noun, what stands before it, and its “of …” and “for …”."""

from functools import cache
from typing import Final

from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.gazetteer import adjectives, countries, is_function, is_stop, organisation_heads, place_words
from titelei.encode.prose.span import Cert
from titelei.encode.prose.tokens import Tokens, fold
from titelei.encode.prose.words import words

_ORDINALS: Final = frozenset(("st", "nd", "rd", "th"))
_AFTER_STATE: Final = frozenset(
    """and or in was is has had as at to which that who were are on of for with by from into did could would should will
    against between during after before but became""".split()
)


def find(tokens: Tokens) -> list[Candidate]:
    """Find organisations whose name is English; candidates may overlap."""
    found: list[Candidate] = []
    for at, low in enumerate(tokens.lows):
        if not low.isascii():
            continue
        candidate: Candidate | None = None
        if tokens.caps[at]:
            if low in _heads():
                candidate = _headed(tokens, at)
            elif low in _regimes() and at + 1 < len(tokens):
                candidate = _regime(tokens, at)
        elif low in _small():
            candidate = _small_headed(tokens, at)
        elif low in words("organisations/english/founded"):
            candidate = _founded(tokens, at)
        elif low == "branch" and tokens.low(at + 1) == "of":
            candidate = _headed(tokens, at)
        if low in _regimes() and candidate is None and at + 1 < len(tokens):
            candidate = _regime(tokens, at)
        if candidate is not None:
            found.append(candidate)
    return found


@cache
def _heads() -> frozenset[str]:
    return words("organisations/english/heads", "organisations/english/states")


@cache
def _small() -> frozenset[str]:
    return words("organisations/english/small")


@cache
def _regimes() -> frozenset[str]:
    return frozenset(word for word in words("organisations/both/regimes") if word.isascii())


def _regime(tokens: Tokens, at: int) -> Candidate | None:
    """Read “Kemalist Turkey”, “Soviet Russia”."""
    if tokens.low(at + 1) not in countries() or not tokens.caps[at + 1] or not tokens.joined[at + 1]:
        return None
    if tokens.low(at + 2) in _heads() and tokens.caps[at + 2]:
        return None
    return _organisation(tokens, at, at + 2, "organisation-regime", "high", "state")


def _headed(tokens: Tokens, head: int) -> Candidate | None:
    """Read “Volgograd State University”, “People’s Commissariat for Foreign Affairs”."""
    low = tokens.lows[head]
    if low == "bank" and tokens.low(head - 1) in ("right", "left", "west", "east"):
        return None
    first = _left(tokens, head)
    end, has_right = _right(tokens, head)
    has_left = first < head
    if not has_left and not (has_right and (low in words("organisations/english/bare") or low == "branch")):
        return _republic_of(tokens, head, end) if has_right and low in words("organisations/english/states") else None
    if low in words("organisations/english/states"):
        return _state(tokens, first, head, end)
    cert: Cert = "high" if has_left and (has_right or end - first > 1) else "medium"
    return _organisation(tokens, first, end, "organisation-head", cert)


def _state(tokens: Tokens, first: int, head: int, end: int) -> Candidate | None:
    if tokens.low(head) == "federation" and not all(tokens.low(at) in adjectives() for at in range(first, first + 1)):
        return _organisation(tokens, first, end, "organisation-head", "medium")
    return _organisation(tokens, first, end, "organisation-state", "high", "state")


def _republic_of(tokens: Tokens, head: int, end: int) -> Candidate | None:
    """Read “Republic of Poland”: a state where it names a country, else a region."""
    name = tokens.lows[end - 1]
    if name in countries() or tokens.lows[head] != "republic":
        return _organisation(tokens, head, end, "organisation-state", "medium", "state")
    if not tokens.caps[end - 1]:
        return None
    text = tokens.slice(head, end)
    return Candidate(
        first=head, end=end, kind="place", rule="place-republic", name=text, key=text, cert="medium", weight=1
    )


def _left(tokens: Tokens, head: int) -> int:
    """Give the first token of the words with capitals that lead to a head noun."""
    first = head
    while first > 0 and tokens.joined[first]:
        earlier = _one_left(tokens, first, head)
        if earlier == first:
            break
        first = earlier
    while first < head and tokens.words[first] == ".":
        first += 1
    return first


def _one_left(tokens: Tokens, first: int, head: int) -> int:
    """Give where the name begins if the word, ordinal, initial or possessive before ``first`` belongs to it."""
    at = first - 1
    low = tokens.lows[at]
    if tokens.caps[at]:
        return first if _stops(tokens, at) or (tokens.opens[at] and low in _OPENING) else at
    if at == 0:
        return first
    owner = at - 1
    if low == "'s" and tokens.caps[owner]:
        is_owner = tokens.lows[owner] in place_words() or tokens.lows[owner] in organisation_heads()
        return first if is_owner or is_stop(tokens.lows[owner]) else owner
    belongs = (
        (low == "'" and tokens.glued[at] and tokens.caps[owner])
        or (low in _ORDINALS and tokens.glued[at] and tokens.lows[owner].isdecimal())
        or (low == "." and first < head and tokens.caps[owner] and len(tokens.words[owner]) == 1)
        or (low == "state" and tokens.caps[owner] and tokens.lows[owner] in adjectives())
    )
    return owner if belongs else first


def _stops(tokens: Tokens, at: int) -> bool:
    """Tell whether a word with a capital is no part of a name: an article, a preposition, a sentence's first."""
    low = tokens.lows[at]
    if is_function(low):
        return True
    return is_stop(low) and tokens.opens[at] and not _is_field(low)


_OPENING: Final = frozenset("modern today contemporary current former both unlike".split())


def _right(tokens: Tokens, head: int) -> tuple[int, bool]:
    """Give the token after “of …”, “for …”, “under the …” that belong to a head noun."""
    end, has_right = head + 1, False
    while end < len(tokens) and tokens.joined[end]:
        low = tokens.lows[end]
        after = 0
        if (
            low == "of"
            and tokens.lows[head] in words("organisations/english/parts")
            and _names_institution(tokens, end + 1)
        ):
            break
        if low in ("of", "for", "on"):
            if low != "of" and tokens.lows[head] in words("organisations/english/states"):
                break
            if low == "on" and tokens.lows[head] not in ("committee", "commission", "council", "commissariat"):
                break
            after = _complement(tokens, end + 1)
        elif low == "under" and tokens.low(end + 1) == "the":
            after = _complement(tokens, end + 1) if tokens.low(end + 2) in words("organisations/english/under") else 0
        elif low == "named" and tokens.low(end + 1) == "after":
            after = _capitals(tokens, end + 2)
            after = after if after > end + 2 else 0
        elif tokens.caps[end] and low in ("press", "library", "committee", "council") and end == head + 1:
            after = end + 1
        if not after:
            break
        end, has_right = after, True
    return end, has_right


def _names_institution(tokens: Tokens, at: int) -> bool:
    start = at + 1 if tokens.low(at) == "the" else at
    end = _capitals(tokens, start)
    return any(tokens.lows[index] in words("organisations/english/institutions") for index in range(start, end))


def _complement(tokens: Tokens, at: int) -> int:
    """Read what follows “of”: words with capitals and their lists, or small ones that end in a field of work."""
    start = at + 1 if tokens.low(at) == "the" else at
    if start >= len(tokens) or not tokens.joined[start]:
        return 0
    if not tokens.caps[start]:
        return _small_field(tokens, start)
    end = _capitals(tokens, start)
    if end == start:
        return 0
    if tokens.low(end) in ("region", "oblast", "krai", "territory", "province", "district") and tokens.joined[end]:
        return end + 1
    return _listed(tokens, end)


def _capitals(tokens: Tokens, at: int) -> int:
    """Give the token after words with capitals, initials and possessives among them."""
    end = at
    while end < len(tokens) and tokens.joined[end]:
        low = tokens.lows[end]
        is_name = tokens.caps[end] and not _stops(tokens, end)
        has_next = end + 1 < len(tokens) and tokens.caps[end + 1]
        if is_name:
            is_initial = len(low) == 1 and tokens.low(end + 1) == "." and end + 2 < len(tokens) and tokens.caps[end + 2]
            end += 2 if is_initial else 1
        elif end > at and (low == "'s" or (low == "'" and tokens.glued[end] and has_next)):
            end += 1
        else:
            break
    return end


def _listed(tokens: Tokens, end: int) -> int:
    """Go on over “, Political Science and International Relations” as long as each part ends in a field of work."""
    at = end
    while at < len(tokens) and tokens.joined[at]:
        low = tokens.lows[at]
        if low in ("and", "&"):
            start = at + 1
        elif low == "," and tokens.low(at + 1) == "and":
            start = at + 2
        elif low == ",":
            start = at + 1
        else:
            break
        stop = _capitals(tokens, start)
        if stop == start or any(_is_body(tokens, index) for index in range(start, stop)):
            break
        last = tokens.lows[stop - 1]
        if not _is_field(last) or (low == "," and not _is_field(tokens.lows[end - 1]) and not _has_and(tokens, stop)):
            break
        at = end = stop
    return end


def _has_and(tokens: Tokens, at: int) -> bool:
    return tokens.low(at) in ("and", ",")


def _is_body(tokens: Tokens, at: int) -> bool:
    low = tokens.lows[at]
    return low in _heads() and not _is_field(low) and low != "international"


def _is_field(low: str) -> bool:
    return low in words("organisations/english/fields")


def _small_field(tokens: Tokens, at: int) -> int:
    """Read “foreign policy”, “social and political history”: at most five small words, the last a field of work."""
    found = 0
    for end in range(at, min(at + 6, len(tokens))):
        low = tokens.lows[end]
        if not tokens.joined[end] or not low[0].isalpha() or tokens.caps[end]:
            break
        if low in ("of", "in", "to", "was", "is", "are", "were", "the", "by", "for", "that", "which", "at"):
            break
        if _is_field(low):
            found = end + 1
    return found


def _small_headed(tokens: Tokens, head: int) -> Candidate | None:
    """Read “Soviet embassy”, “Georgian state”, “Russian state archive of social and political history”."""
    first = head - 1
    while (
        first > 0 and tokens.lows[first] in words("organisations/english/small_adjectives") and not tokens.caps[first]
    ):
        first -= 1
    if first < 0 or not tokens.caps[first] or tokens.lows[first] not in adjectives():
        return None
    if not all(tokens.joined[at] for at in range(first + 1, head + 1)):
        return None
    low = tokens.lows[head]
    end, has_right = _right(tokens, head)
    if low in ("archive", "archives", "academy", "commissariat") and not has_right and first == head - 1:
        return None
    is_state = low in words("organisations/english/small_states")
    if low == "state" and end < len(tokens) and tokens.words[end][0].isalpha() and tokens.low(end) not in _AFTER_STATE:
        return None
    if is_state and not has_right and low == "state":
        end = head + 1
    return _organisation(
        tokens,
        first,
        end,
        "organisation-small",
        "medium" if has_right or is_state else "low",
        "state" if is_state else "",
    )


def _founded(tokens: Tokens, head: int) -> Candidate | None:
    """Read “creation of an associated commission”."""
    first = head - 1
    while (
        first > 0 and first > head - 3 and tokens.lows[first] not in ("a", "an", "the") and tokens.lows[first].isalpha()
    ):
        first -= 1
    if first < 2 or head - first < 2 or tokens.lows[first] not in ("a", "an", "the"):
        return None
    if tokens.low(first - 1) != "of" or tokens.low(first - 2) not in words("organisations/english/founding"):
        return None
    if any(tokens.caps[at] for at in range(first + 1, head)):
        return None
    return _organisation(tokens, first + 1, head + 1, "organisation-founded", "low")


def _organisation(tokens: Tokens, first: int, end: int, rule: str, cert: Cert, type_: str = "") -> Candidate:
    name = " ".join(tokens.slice(first, end).split())
    return Candidate(
        first=first, end=end, kind="organisation", type=type_, rule=rule, name=name, key=fold(name), cert=cert, weight=2
    )
