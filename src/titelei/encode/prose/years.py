"""Years, decades and centuries as prose writes them, with their eras: “800 BC”, «1920-е гг.», “XVIIIe siècle”."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from titelei.characters.look_alikes import in_latin
from titelei.encode.prose import moments
from titelei.encode.prose.moments import Moment
from titelei.encode.prose.tokens import Tokens, fold
from titelei.encode.prose.words import data, table, words

LATEST_YEAR: Final = 2049
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "M": 1000}
DASHES: Final = frozenset("-–—−‑")
_DECADE_ENDINGS: Final = frozenset(("е", "х", "м", "ми", "ые", "ых", "ым", "ыми"))
_ADJECTIVE_ENDINGS: Final = frozenset(("ый", "ий", "ой", "ого", "его", "ьего", "ому", "ьем", "ом", "ым", "ем"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A date from token ``first`` to before ``end``, or the half of one that its other half completes.

    ``unit`` and ``number`` say what is printed (a century's number, a year, a month); ``moment`` is missing while
    the unit's year or noun is. ``part`` are hundredths of it, or (0, 0) for its turn. ``is_marked`` tells that a
    word makes it a date (“г.”, a month, an era), so that a bare number is not mistaken for one.
    """

    first: int
    end: int
    unit: str
    number: int = 0
    month: int = 0
    season: str = ""
    moment: Moment | None = None
    part: tuple[int, int] | None = None
    is_marked: bool = True
    before_christ: bool | None = None


def roman(word: str) -> int:
    """Give the value of a Roman number, also one typed with Cyrillic letters; 0 where it is none."""
    letters = "".join(in_latin(letter) or letter for letter in word)
    if not letters or any(letter not in _ROMAN_DIGITS for letter in letters):
        return 0
    total, previous = 0, 0
    for letter in reversed(letters):
        value = _ROMAN_DIGITS[letter]
        total += value if value >= previous else -value
        previous = max(previous, value)
    return total if total <= 30 else 0


@cache
def _eras() -> tuple[tuple[tuple[str, ...], bool], ...]:
    listed = data("dates")["era"]
    found = [(_signs(sign), key == "bc") for key in ("bc", "ad") for sign in listed[key]]
    return tuple(sorted(found, key=lambda era: -len(era[0])))


def _signs(sign: str) -> tuple[str, ...]:
    return tuple(fold(sign).replace(".", " . ").split())


def era(tokens: Tokens, at: int) -> tuple[int, bool | None]:
    """Read “BC”, “AD”, «до н.э.» and give the token after it."""
    for signs, is_before in _eras():
        if tuple(tokens.lows[at : at + len(signs)]) == signs and (len(signs) > 1 or _is_era(tokens.words[at])):
            return at + len(signs), is_before
    return at, None


def _is_era(word: str) -> bool:
    """“BC”, “bc”, “ad”: small letters do for what is no other word, as “ce” is in French."""
    return word.isupper() or word in ("bc", "bce", "ad")


def stop_after(tokens: Tokens, at: int) -> int:
    """Take the full stop of an abbreviation at ``at - 1``."""
    return at + 1 if tokens.low(at) == "." and tokens.glued[at] else at


def year_at(tokens: Tokens, at: int) -> Atom | None:
    """Read a year or decade: 1920, «1920 г.», 800 BC, 1920s, «1920-е гг.»."""
    low = tokens.low(at)
    if not low.isdecimal() or not 1 <= len(low) <= 4 or low[0] == "0":
        return None
    number, end = int(low), at + 1
    follower = tokens.low(end)
    if number % 10 == 0 and len(low) >= 3 and number <= LATEST_YEAR:
        is_english = follower in ("s", "'s") and tokens.glued[end]
        is_apostrophe = follower in ("'", "’") and tokens.low(end + 1) == "s" and tokens.glued[end + 1]
        is_russian = follower in DASHES and tokens.low(end + 1) in _DECADE_ENDINGS
        if is_english or is_russian or is_apostrophe:
            end = year_word(tokens, end + (1 if is_english else 2))
            return Atom(first=at, end=end, unit="decade", number=number, moment=moments.decade(number))
    if follower in DASHES and tokens.low(end + 1) in ("й", "го", "м") and tokens.glued[end + 1] and len(low) == 4:
        end += 2
    after = year_word(tokens, end)
    is_marked = after > end
    end, is_before = era(tokens, after + 1 if tokens.low(after) == "cal" else after)
    end = after if is_before is None else end
    is_marked = is_marked or is_before is not None
    if not is_marked and (len(low) != 4 or not 1000 <= number <= LATEST_YEAR):
        return Atom(first=at, end=at + 1, unit="half-year", number=number) if len(low) <= 3 else None
    if len(low) == 4 and number > LATEST_YEAR and not is_before:
        return None
    moment = moments.on(-number if is_before else number)
    return Atom(
        first=at, end=end, unit="year", number=number, moment=moment, is_marked=is_marked, before_christ=is_before
    )


def year_word(tokens: Tokens, at: int) -> int:
    """Take «г.», «гг.», «года» after a year."""
    low = tokens.low(at)
    if low not in words("dates/words/year") or low == "year":
        return at
    if low in ("г", "гг"):
        return stop_after(tokens, at + 1)
    if low in ("р", "рр", "r"):
        return at + 2 if tokens.low(at + 1) == "." and tokens.glued[at + 1] else at
    return at + 1


def decade_of_century(tokens: Tokens, at: int, number: int) -> Atom | None:
    """Read «70-х годов XVIII века»: the decade's two figures and its century."""
    if (
        not 10 <= number <= 90
        or number % 10
        or tokens.low(at + 1) not in DASHES
        or tokens.low(at + 2) not in _DECADE_ENDINGS
    ):
        return None
    end = year_word(tokens, at + 3)
    century = century_at(tokens, end, century_number(tokens, end), end + 1) if end < len(tokens) else None
    if century is None or century.unit != "century" or century.before_christ:
        return None
    year = (century.number - 1) * 100 + number
    return Atom(first=at, end=century.end, unit="decade", number=year, moment=moments.decade(year))


def ordinal_number(tokens: Tokens, at: int) -> Atom | None:
    """Read 13th century, «20 век», «20-го века»."""
    number, end = int(tokens.lows[at]), at + 1
    if not 1 <= number <= 30:
        return None
    has_ordinal = tokens.low(end) in ("st", "nd", "rd", "th") and tokens.glued[end]
    if has_ordinal:
        end += 1
    elif tokens.low(end) in DASHES and tokens.low(end + 1) in ("го", "й", "м", "е", "х", "ом") and tokens.glued[end]:
        has_ordinal, end = True, end + 2
    if tokens.low(end) == "." and tokens.glued[end] and tokens.low(end + 1) in words("dates/words/century"):
        end += 1  # “16. Jahrhundert”
    found = century_at(tokens, at, number, end)
    return found if found is not None and (has_ordinal or found.unit == "century") else None


def century_number(tokens: Tokens, at: int) -> int:
    """Read the number of a century, in Roman figures or in words; 0 where there is none."""
    word, low = tokens.words[at], tokens.lows[at]
    if word.isupper():
        return roman(word)
    french = word.rstrip("eèm")
    if french != word and french.isupper() and len(word) - len(french) <= 3:
        return roman(french)  # “XVIIIe siècle”
    ordinals = table("dates/ordinals")
    if low in ordinals and (len(low) > 1 or low.isascii()):
        return int(ordinals[low]) if low != "i" else 0
    for stem in endings_of_ordinals():
        if low.startswith(stem) and low[len(stem) :] in _ADJECTIVE_ENDINGS:
            return int(ordinals[stem])
    return 0


@cache
def endings_of_ordinals() -> tuple[str, ...]:
    """Give the stems of Russian ordinals, longest first."""
    return tuple(sorted((o for o in table("dates/ordinals") if not o.isascii()), key=len, reverse=True))


def century_at(tokens: Tokens, at: int, number: int, end: int) -> Atom | None:
    """Read what follows the ``number`` of a century, which ends at ``end``: its noun and its era."""
    if not number:
        return None
    if tokens.low(end) in DASHES and tokens.low(end + 1) == "го":
        end += 2
    if tokens.low(end) in DASHES and tokens.low(end + 1) in words("dates/words/century") and tokens.glued[end + 1]:
        end += 1
    low = tokens.low(end)
    is_abbreviated = low in words("dates/words/century_abbreviation")
    width = 1000 if low in words("dates/words/millennium") else 100
    if low in words("dates/words/century") or width == 1000:
        end += 1
        end = stop_after(tokens, end) if low == "тыс" else end
    elif is_abbreviated and tokens.low(end + 1) == "." and tokens.glued[end + 1]:
        end += 2
    elif is_abbreviated and low != "c" and (end + 1 >= len(tokens) or not tokens.words[end + 1][0].isalnum()):
        end += 1
    else:
        has_form = end > at + 1 or tokens.words[at].isupper() or len(tokens.lows[at]) > 4
        return Atom(first=at, end=end, unit="half-century", number=number) if has_form else None
    end, is_before = era(tokens, end)
    moment = moments.century(number, before_christ=bool(is_before), width=width)
    return Atom(first=at, end=end, unit="century", number=number, moment=moment, before_christ=is_before)
