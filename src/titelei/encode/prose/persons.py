"""Persons: initials and surname in either order, given names, patronymics, rulers, names after a title."""

from functools import cache
from typing import Final

from titelei.encode import people
from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.gazetteer import adjectives, is_stop, organisation_heads, place_words
from titelei.encode.prose.inflect import forms, is_cyrillic
from titelei.encode.prose.span import Cert
from titelei.encode.prose.surnames import REGNAL, again, given_names, person
from titelei.encode.prose.tokens import Tokens
from titelei.encode.prose.words import endings, words

_INITIALS: Final = frozenset(
    "yu ya ye yo zh kh ch sh ts eu dzh th ph ju ja je ks iu ia ив дж дз ю я ж х ч ш щ ц".split()
)
_PLACE_ADJECTIVE: Final = ("ian", "ский", "ская", "ского", "скому", "ским", "ском", "ской")


def find(tokens: Tokens) -> list[Candidate]:
    """Find persons; candidates may overlap, the longest is the right one."""
    found: list[Candidate] = []
    at = 0
    while at < len(tokens):
        if tokens.caps[at]:
            candidate = _at(tokens, at)
            if candidate is not None:
                found.append(candidate)
                at = candidate.end
                continue
        at += 1
    return found + again(tokens, found)


def _at(tokens: Tokens, at: int) -> Candidate | None:
    if _is_initial(tokens, at):
        return _initials_first(tokens, at)
    if len(tokens.words[at]) < 2:
        return _bare_initials(tokens, at)
    return (
        _patronymic(tokens, at)
        or _surname_first(tokens, at)
        or _given_first(tokens, at)
        or _titled(tokens, at)
        or _two_words(tokens, at)
        or _passive(tokens, at)
    )


def _is_initial(tokens: Tokens, at: int) -> bool:
    """Tell whether a capital (or “Yu”, “Zh”, «Дж») with a full stop stands here."""
    if at + 1 >= len(tokens) or tokens.words[at + 1] != "." or not tokens.glued[at + 1] or not tokens.caps[at]:
        return False
    word = tokens.words[at]
    if len(word) == 3 and word[1] == "-" and word[2].isupper():
        return True
    return len(word) == 1 or (len(word) <= 3 and tokens.lows[at] in _INITIALS and word[1:].islower())


def _bare_initials(tokens: Tokens, at: int) -> Candidate | None:
    """Read “S N Sen”: two capitals without full stops, and a surname."""
    if not all(len(tokens.words[i]) == 1 and tokens.words[i].isupper() for i in range(at, min(at + 2, len(tokens)))):
        return None
    end = at + 2
    if end >= len(tokens) or not tokens.joined[at + 1] or not _is_surname(tokens, end) or tokens.words[end].isupper():
        return None
    return person(tokens, at, end + 1, range(end, end + 1), "person-initials-surname", "medium", at)


def _initials(tokens: Tokens, at: int) -> int:
    """Give the token after up to three initials."""
    end = at
    while end < at + 6 and end < len(tokens) and (end == at or tokens.joined[end]) and _is_initial(tokens, end):
        end += 2
    return end


def _is_surname(tokens: Tokens, at: int) -> bool:
    """Tell whether the word may be a surname: a capital, several letters, no word of another kind."""
    if at >= len(tokens) or not tokens.caps[at] or not tokens.joined[at] or len(tokens.words[at]) < 2:
        return False
    low = tokens.lows[at]
    return not is_stop(low) and low not in organisation_heads() and not (tokens.words[at].isupper() and len(low) <= 3)


def _looks_like_surname(low: str) -> bool:
    return low.endswith(endings("persons/endings/surname"))


def _surname_end(tokens: Tokens, at: int) -> int:
    """Give the token after a surname, with a particle before it; 0 where there is none."""
    start = at
    while at < start + 2 and tokens.low(at) in words("persons/particles/words") and tokens.joined[at]:
        at += 1
    if not _is_surname(tokens, at):
        return 0
    return at + 1


def _initials_first(tokens: Tokens, at: int) -> Candidate | None:
    """Read “N.L. Meshcheryakov”."""
    middle = _initials(tokens, at)
    count = (middle - at) // 2
    if tokens.low(at - 1) in words("words/no_initial/words") or (
        at and tokens.glued[at] and tokens.words[at - 1] in "-.@/"
    ):
        return None
    end = _surname_end(tokens, middle)
    if not end:
        return None
    surname = tokens.lows[end - 1]
    if count == 1 and not _looks_like_surname(surname) and (surname in place_words() or tokens.opens[end - 1]):
        return None
    if _is_followed_by_initials(tokens, end - 1) and tokens.low(at - 1) in (",", ";"):
        return None
    cert: Cert = "high" if count > 1 or _looks_like_surname(surname) else "medium"
    return person(tokens, at, end, range(end - 1, end), "person-initials-surname", cert, at)


def _is_followed_by_initials(tokens: Tokens, at: int) -> bool:
    return at + 1 < len(tokens) and tokens.joined[at + 1] and _is_initial(tokens, at + 1)


def _surname_first(tokens: Tokens, at: int) -> Candidate | None:
    """Read “Ambartsumyan K.R.”, “Abakumova, O.B.”."""
    if not _is_surname(tokens, at) or tokens.lows[at] in words("persons/titles/english", "persons/titles/russian"):
        return None
    if tokens.lows[at] in words("words/no_initial/words"):
        return None
    start = at + 2 if tokens.low(at + 1) == "," else at + 1
    if start >= len(tokens) or not tokens.joined[start] or not _is_initial(tokens, start):
        return None
    end = _initials(tokens, start)
    count = (end - start) // 2
    low = tokens.lows[at]
    with_comma = start == at + 2
    if (low in place_words() or low in words("organisations/both/adjectives")) and (
        with_comma or _is_surname(tokens, end)
    ):
        return None
    if with_comma and (
        count < 2 or (not tokens.opens[at] and tokens.low(at - 1) not in (";", ".", ")", "&", "and", ""))
    ):
        return None
    if with_comma and _looks_like_surname(tokens.low(end)) and _is_surname(tokens, end):
        return None
    if count == 1 and low in given_names() and tokens.words[start] in REGNAL:
        return None
    if not with_comma and _is_surname(tokens, end) and (not _looks_like_surname(low) or low in given_names()):
        return None  # «Роман Ф. М. Достоевского», “Critic T. S. Eliot”: the initials are those of the name after them
    if count == 1 and _is_surname(tokens, end) and (low in given_names() or _looks_like_surname(tokens.lows[end])):
        return None  # “Karine R. Ambartsumyan”
    return person(tokens, at, end, range(at, at + 1), "person-surname-initials", "high", start)


def _given_first(tokens: Tokens, at: int) -> Candidate | None:
    """Read “Karine R. Ambartsumyan”, “Joseph Stalin”, “Nicholas II”, “Peter the Great”."""
    low, end = tokens.lows[at], at + 1
    is_given = low in given_names()
    if is_given and _is_regnal(tokens, end):
        return person(tokens, at, end + 1, range(at, end + 1), "person-ruler", "high", at)
    middle = _initials(tokens, end) if end < len(tokens) and tokens.joined[end] else end
    if middle - end > 2 and _is_surname(tokens, middle):
        return None  # «Роман Ф. М. Достоевского»: a noun before a name with two initials
    if middle > end:
        return _middle_initial(tokens, at, middle)
    if not is_given:
        return None
    bynames = words("persons/by_names/english", "persons/by_names/russian")
    if tokens.low(end) == "the" and tokens.low(end + 1) in bynames and tokens.caps[end + 1]:
        return person(tokens, at, end + 2, range(at, end + 2), "person-ruler", "high", at)
    second = end + 1 if _is_given_again(tokens, end) else end
    last = _surname_end(tokens, second) or (_surname_end(tokens, end) if second > end else 0)
    if not last or (tokens.lows[last - 1] in place_words() and not _looks_like_surname(tokens.lows[last - 1])):
        return None
    surname = tokens.lows[last - 1]
    if (low in _weak() or low in place_words()) and not (_looks_like_surname(surname) or surname[1:2] == "'"):
        return None
    if is_cyrillic(low) != is_cyrillic(tokens.lows[last - 1]):
        return None
    last = _with_particles(tokens, last)
    return person(tokens, at, last, range(last - 1, last), "person-given-surname", "high", at)


def _with_particles(tokens: Tokens, end: int) -> int:
    """Take “de Contreras” behind “Pedro Moya”."""
    at = end
    while tokens.low(at) in words("persons/particles/words") and tokens.joined[at] and not tokens.caps[at]:
        at += 1
    return at + 1 if at > end and _is_surname(tokens, at) and tokens.lows[at] not in place_words() else end


def _is_regnal(tokens: Tokens, at: int) -> bool:
    """Tell whether a ruler's number stands here, and neither an initial nor a century's number."""
    if at >= len(tokens) or tokens.words[at] not in REGNAL or not tokens.joined[at]:
        return False
    if _is_initial(tokens, at) and (_is_surname(tokens, at + 2) or _is_initial(tokens, at + 2)):
        return len(tokens.words[at]) > 1
    return tokens.low(at + 1) not in ("в", "вв", "century", "centuries", "века", "веке")


def _middle_initial(tokens: Tokens, at: int, middle: int) -> Candidate | None:
    """Read “Karine R. Ambartsumyan”; a first word that is no known given name must stand in a list or byline."""
    low = tokens.lows[at]
    if not _is_surname(tokens, middle) or is_stop(low) or low in organisation_heads() or low in place_words():
        return None
    is_given = low in given_names()
    if not is_given:
        follower = tokens.low(middle + 1)
        is_listed = not follower or follower in (",", ";", "(") or not tokens.joined[middle + 1]
        if middle > at + 3 or is_cyrillic(low) or (tokens.opens[at] and not is_listed):
            return None
        if not _looks_like_surname(tokens.lows[middle]) and low in adjectives():
            return None
    cert: Cert = "high" if is_given else "medium"
    return person(tokens, at, middle + 1, range(middle, middle + 1), "person-given-initial-surname", cert, at)


def _is_given_again(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.caps[at] and tokens.joined[at] and tokens.lows[at] in given_names()


@cache
def _weak() -> frozenset[str]:
    return words("persons/weak/words")


@cache
def _patronymics() -> tuple[str, ...]:
    return endings("persons/endings/patronymic") + endings("persons/endings/patronymic_cases")


def _is_patronymic(tokens: Tokens, at: int) -> bool:
    return (
        at < len(tokens)
        and tokens.caps[at]
        and tokens.joined[at]
        and len(tokens.lows[at]) > 5
        and tokens.lows[at].endswith(_patronymics())
    )


def _patronymic(tokens: Tokens, at: int) -> Candidate | None:
    """Read “Pererva Eugeny Vladimirovich”, “Larisa Viktorovna Ratsiburskaya”, «Алексеенко Николай Александрович»."""
    if is_stop(tokens.lows[at]) or tokens.lows[at] in organisation_heads():
        return None
    if _is_patronymic(tokens, at + 2) and _is_surname(tokens, at + 1) and _is_surname(tokens, at):
        if tokens.lows[at] not in given_names() or tokens.lows[at + 1] in given_names():
            return person(tokens, at, at + 3, range(at, at + 1), "person-patronymic", "high", at + 1)
    elif (
        _is_initial(tokens, at + 2)
        and _is_surname(tokens, at + 1)
        and tokens.lows[at + 1] in given_names()
        and tokens.joined[at + 2]
        and not _is_surname(tokens, at + 4)
        and _is_surname(tokens, at)
        and tokens.lows[at] not in given_names()
    ):
        return person(tokens, at, at + 4, range(at, at + 1), "person-surname-given-initial", "high", at + 1)
    if not _is_patronymic(tokens, at + 1):
        return None
    if tokens.lows[at] not in given_names() and not _is_surname(tokens, at):
        return None
    if _is_surname(tokens, at + 2) and not _is_patronymic(tokens, at + 2) and not tokens.opens[at + 2]:
        return person(tokens, at, at + 3, range(at + 2, at + 3), "person-patronymic", "high", at)
    if tokens.lows[at] in given_names():
        return person(tokens, at, at + 2, range(at, at + 2), "person-patronymic", "medium", at)
    return None


def _titled(tokens: Tokens, at: int) -> Candidate | None:
    """Read “General Denikin”: the capitalised word after a title."""
    title = tokens.low(at - 1)
    if not title or not tokens.joined[at] or tokens.opens[at] or not _is_surname(tokens, at):
        return None
    if title not in _titles() or tokens.lows[at] in place_words() or tokens.words[at].isupper():
        return None
    low = tokens.lows[at]
    if low in _titles() or low in words("organisations/both/adjectives") or low.endswith(_PLACE_ADJECTIVE):
        return None
    is_weak = title in words("persons/titles/weak") or tokens.lows[at - 1] == tokens.words[at - 1]
    if is_weak and not _looks_like_surname(low) and low not in given_names():
        return None
    end = at + 1
    if (
        end < len(tokens)
        and _is_surname(tokens, end)
        and _looks_like_surname(tokens.lows[end])
        and tokens.lows[end] not in place_words()
    ):
        end += 1
    return person(tokens, at, end, range(end - 1, end), "person-title", "medium" if is_weak else "high", at)


def _two_words(tokens: Tokens, at: int) -> Candidate | None:
    """Read “Mao Zedong”, “Maryna Mniszech”: two unknown words with capitals, one of them a surname by list or form."""
    if not (_is_surname(tokens, at) and _is_surname(tokens, at + 1)):
        return None
    low, after = tokens.lows[at], tokens.lows[at + 1]
    if not (low in people.eastern_surnames() or after.endswith(endings("persons/endings/telling"))):
        return None
    if (
        any(tokens.words[i].isupper() for i in (at, at + 1))
        or {low, after} & place_words()
        or {low, after} & adjectives()
    ):
        return None
    if low in words("organisations/both/adjectives") or (at and tokens.caps[at - 1] and tokens.joined[at]):
        return None
    if _is_surname(tokens, at + 2) and tokens.joined[at + 2]:
        return None
    if low in people.eastern_surnames() and len(after) > 2 and after not in words("persons/after_eastern/words"):
        return person(tokens, at, at + 2, range(at, at + 1), "person-eastern", "medium", at + 1)
    if (
        not tokens.opens[at]
        and after.endswith(endings("persons/endings/telling"))
        and len(after) > 5
        and not low.endswith(("ic", "al"))
    ):
        return person(tokens, at, at + 2, range(at + 1, at + 2), "person-two-words", "medium", at)
    return None


def _passive(tokens: Tokens, at: int) -> Candidate | None:
    """Read “headed by Bekir Sami”: two unknown words with capitals after a participle."""
    if tokens.low(at - 1) != "by" or tokens.low(at - 2) not in words("persons/passive/participles"):
        return None
    if not (_is_surname(tokens, at) and _is_surname(tokens, at + 1)) or _is_surname(tokens, at + 2):
        return None
    if any(tokens.lows[i] in place_words() or tokens.lows[i] in adjectives() for i in (at, at + 1)):
        return None
    return person(tokens, at, at + 2, range(at + 1, at + 2), "person-passive", "low", at)


@cache
def _titles() -> frozenset[str]:
    found = set(words("persons/titles/english"))
    for title in words("persons/titles/russian"):
        found |= forms(title)
    return frozenset(found)
