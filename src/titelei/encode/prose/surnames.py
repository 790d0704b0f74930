"""What prose says of a person once the words of the name are told: its surname in the nominative, and again alone."""

from dataclasses import replace
from functools import cache
from typing import Final

from titelei.encode import people
from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.gazetteer import is_stop, place_words
from titelei.encode.prose.inflect import forms, is_cyrillic
from titelei.encode.prose.span import Cert
from titelei.encode.prose.tokens import Tokens, fold

REGNAL: Final = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XXIII".split())
_CASES: Final = frozenset(" а у ом ым е ой ого ому им ем ю я и ы ей ою".split(" "))


def person(tokens: Tokens, first: int, end: int, surname: range, rule: str, cert: Cert, given: int) -> Candidate:
    """Make a candidate of tokens: ``surname`` are those of the surname, ``given`` is the first of the other names."""
    family = " ".join(_written(tokens.words[index]) for index in surname)
    is_inflected = not (rule == "person-surname-initials" or (rule == "person-patronymic" and surname.start == first))
    name = " ".join(tokens.slice(first, end).split())
    if tokens.words[surname.start].isupper() and len(tokens.words[surname.start]) > 1:
        name = name.replace(tokens.words[surname.start], family)
    if is_inflected and is_cyrillic(family):
        base = _nominative(tokens, first, surname, given)
        name, family = name.replace(family, base) if base else name, base or family
    return Candidate(
        first=first,
        end=end,
        kind="person",
        rule=rule,
        name=name,
        key=family,
        cert=cert,
        weight=3,
        surname=fold(family),
        initials=fold(tokens.words[given][:1]) if given not in surname else "",
    )


def _written(word: str) -> str:
    """Reduce a word in capitals to one capital; a ruler's number stays."""
    return word.title() if word.isupper() and len(word) > 1 and word not in REGNAL else word


def _nominative(tokens: Tokens, first: int, surname: range, given: int) -> str:
    """Give the nominative of a Russian surname in a clear oblique case; a woman's stays as it is."""
    word = tokens.words[surname.stop - 1]
    low = fold(word)
    before = tokens.low(first - 1)
    for ending, kept in (("ым", 2), ("им", 2), ("у", 1), ("е", 1), ("а", 1)):
        stem = low[: len(low) - kept]
        if low.endswith(ending) and stem.endswith(("ов", "ев", "ин", "ын")) and len(stem) > 3:
            nominative_given = (
                given not in surname
                and tokens.lows[given] in given_names()
                and given_names()[tokens.lows[given]] == tokens.lows[given]
            )
            if ending == "а" and (not before.isalpha() or nominative_given):
                return ""
            return word[: len(word) - kept]
    for ending, base in (
        ("ского", "ский"),
        ("скому", "ский"),
        ("ским", "ский"),
        ("ском", "ский"),
        ("цкого", "цкий"),
        ("цким", "цкий"),
    ):
        if low.endswith(ending):
            return word[: len(word) - len(ending)] + base
    return ""


@cache
def given_names() -> dict[str, str]:
    """Give all forms of given names, each with its nominative."""
    found: dict[str, str] = {}
    for name in sorted({fold(name) for name in people.forenames() | people.forenames_of_prose()}):
        for form in forms(name):
            if form not in found or form == name:
                found[form] = name
    return found


def again(tokens: Tokens, named: list[Candidate]) -> list[Candidate]:
    """Find the surname alone after (or before) the full name, in any case of Russian."""
    whole = [c for c in named if c.initials and c.cert != "low" and len(c.surname) > 2 and " " not in c.surname]
    taken = {at for c in named for at in range(c.first, c.end)}
    found: list[Candidate] = []
    if not whole:
        return found
    for at, low in enumerate(tokens.lows):
        if at in taken or not tokens.caps[at] or low in place_words() or is_stop(low):
            continue
        known = next((c for c in whole if _is_form(low, c.surname)), None)
        if known is not None:
            found.append(replace(known, first=at, end=at + 1, rule="person-surname-again", weight=2))
    return found


def _is_form(low: str, surname: str) -> bool:
    if low == surname:
        return True
    if not is_cyrillic(surname) or len(surname) < 4:
        return False
    stem = (
        surname[:-2]
        if surname.endswith(("ий", "ый", "ой", "ая"))
        else surname[:-1]
        if surname[-1] in "аяйьео"
        else surname
    )
    return low.startswith(stem) and low[len(stem) :] in _CASES
