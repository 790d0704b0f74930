"""One date as prose writes it, without what stands before and after it: “12 May 1920”, «конец XIX в.», “1920s”."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from titelei.characters.look_alikes import in_latin
from titelei.encode.prose import moments
from titelei.encode.prose.moments import Moment
from titelei.encode.prose.tokens import Tokens, fold
from titelei.encode.prose.words import data, table, words

LATEST_YEAR: Final = 2049
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "M": 1000}
_DASHES: Final = frozenset("-–—−‑")


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


def skip_article(tokens: Tokens, at: int) -> int:
    return at + 1 if tokens.low(at) == "the" else at


def _stop_after(tokens: Tokens, at: int) -> int:
    """Take the full stop of an abbreviation at ``at - 1``."""
    return at + 1 if tokens.low(at) == "." and tokens.glued[at] else at


def read(tokens: Tokens, at: int) -> Atom | None:
    """Read one date, or the half of one, at a token."""
    at = skip_article(tokens, at)
    if at >= len(tokens):
        return None
    part = _part(tokens, at)
    if part is not None:
        hundredths, inner_at = part
        inner = _plain(tokens, skip_article(tokens, inner_at))
        if (
            inner is None
            or inner.part is not None
            or inner.unit not in ("year", "decade", "century", "month", "half-century")
        ):
            return None
        return replace(inner, first=at, part=hundredths, is_marked=True)
    return _plain(tokens, at)


def _part(tokens: Tokens, at: int) -> tuple[tuple[int, int], int] | None:
    """Read “early”, “first half of”, «конец», “turn of” and give the token after."""
    parts = data("dates")["parts"]
    low = tokens.lows[at]
    word = table("dates/part_words").get(low)
    if word is not None:
        end = _stop_after(tokens, at + 1) if len(low) <= 3 and low != "end" else at + 1
        if tokens.low(end) in _DASHES:
            end += 1
        # “end” and “turn” say nothing of time without what they are the end of.
        if low in ("end", "turn", "start", "beginning", "middle") and tokens.low(end) != "of":
            return None
        end = end + 1 if tokens.low(end) == "of" else end
        return ((0, 0) if word == "turn" else tuple(parts["middle" if word == "middle" else word])), end
    ordinal = table("dates/fraction_ordinals").get(low)
    end = at + 1
    if ordinal is None and low.isdecimal() and tokens.low(at + 1) in ("st", "nd", "rd", "th") and tokens.glued[at + 1]:
        ordinal, end = low, at + 2
    if ordinal is None:
        return None
    if tokens.low(end) in _DASHES and tokens.low(end + 1) in ("я", "й"):
        end += 2
    fraction = table("dates/fractions").get(tokens.low(end))
    if fraction is None:
        return None
    name = _FRACTION_NAMES.get((ordinal, fraction))
    if name is None:
        return None
    end = _stop_after(tokens, end + 1) if tokens.low(end) in ("пол", "четв") else end + 1
    end = end + 1 if tokens.low(end) == "of" else end
    return tuple(parts[name]), end


_FRACTION_NAMES: Final = {
    ("1", "half"): "first_half",
    ("2", "half"): "second_half",
    ("1", "third"): "first_third",
    ("2", "third"): "second_third",
    ("3", "third"): "last_third",
    ("4", "third"): "last_third",
    ("1", "quarter"): "first_quarter",
    ("2", "quarter"): "second_quarter",
    ("3", "quarter"): "third_quarter",
    ("4", "quarter"): "last_quarter",
}


def _plain(tokens: Tokens, at: int) -> Atom | None:
    if at >= len(tokens):
        return None
    low = tokens.lows[at]
    if low.isdecimal():
        return (
            _numeric(tokens, at)
            or _decade_of_century(tokens, at, int(low))
            or _day_first(tokens, at)
            or _ordinal_number(tokens, at)
            or _year(tokens, at)
        )
    if low in table("dates/months") and (tokens.caps[at] or low not in ("may", "march", "mar")):
        return _month_first(tokens, at)
    if low in table("dates/seasons"):
        return _season(tokens, at)
    if low in words("dates/words/century_first") and (
        number := roman(tokens.words[at + 1]) if at + 1 < len(tokens) else 0
    ):
        moment = moments.century(number)  # “siglo XVI”
        return Atom(first=at, end=at + 2, unit="century", number=number, moment=moment)
    if low in ("ad", "a") and (led := _era_first(tokens, at)) is not None:
        return led
    return _century(tokens, at, _century_number(tokens, at), at + 1)


def _era_first(tokens: Tokens, at: int) -> Atom | None:
    end, is_before = era(tokens, at)
    if is_before is not False or not tokens.low(end).isdecimal():
        return None
    found = _year(tokens, end)
    if found is None or found.unit not in ("year", "half-year"):
        return None
    return replace(found, first=at, unit="year", moment=moments.on(found.number), is_marked=True, before_christ=False)


def _numeric(tokens: Tokens, at: int) -> Atom | None:
    """Read 12.05.1920, 05-04-2022, 2022-04-25."""
    if at + 4 >= len(tokens) or not all(tokens.glued[at + 1 : at + 5]):
        return None
    one, sign, two, again, three = tokens.lows[at : at + 5]
    month = int(two) if two.isdecimal() and len(two) <= 2 else roman(tokens.words[at + 2])  # 17.IV.2020
    if sign != again or sign not in (".", "-", "/") or not (month and three.isdecimal()):
        return None
    if _is_inside_number(tokens, at, at + 5):
        return None
    if len(one) == 4 and sign == "-" and len(three) == 2:
        year, day = int(one), int(three)
    elif len(three) == 4 and len(one) <= 2:
        year, day = int(three), int(one)
    else:
        return None
    moment = moments.on(year, month, day)
    if moment is None or not 1000 <= year <= LATEST_YEAR:
        return None
    end = _year_word(tokens, at + 5)
    return Atom(first=at, end=end, unit="day", number=year, month=month, moment=moment)


def _is_inside_number(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether signs and digits without a blank go on before or after: a DOI, an ISSN, a telephone number."""
    before = (
        first > 0
        and tokens.glued[first]
        and (
            tokens.words[first - 1] not in "(«“\"[„'–—,;"
            and not (tokens.words[first - 1] == "." and not tokens.low(first - 2).isdecimal())
        )
    )
    after = (
        end + 1 < len(tokens)
        and tokens.glued[end]
        and tokens.words[end] in "./-:_"
        and tokens.glued[end + 1]
        and tokens.words[end + 1][0].isalnum()
    )
    return before or after


def _day_first(tokens: Tokens, at: int) -> Atom | None:
    """Read 12 May 1920, «12 мая 1920 г.»; “12 May” waits for its year."""
    day, end = int(tokens.lows[at]), at + 1
    if not 1 <= day <= 31 or len(tokens.lows[at]) > 2:
        return None
    if tokens.low(end) in ("st", "nd", "rd", "th", "er", "º", "°") and tokens.glued[end]:
        end += 1
    elif tokens.low(end) == "." and tokens.glued[end] and tokens.low(end + 1) in table("dates/months"):
        end += 1  # “12. März 1509”
    end = end + 1 if tokens.low(end) in ("of", "de") else end
    in_brackets = tokens.low(end + 1) if tokens.low(end) == "(" and tokens.low(end + 2) == ")" else ""
    if in_brackets.isdecimal() and 1 <= int(in_brackets) <= 31 and tokens.low(end + 3) in table("dates/months"):
        day, end = int(in_brackets), end + 3  # “7 (20) March 1917”: the second is the Gregorian day
    month = int(table("dates/months").get(tokens.low(end), "0"))
    if not month or not (tokens.caps[end] or tokens.lows[end] not in ("may", "march")):
        return Atom(first=at, end=at + 1, unit="half-day", number=day) if end == at + 1 else None
    end = _stop_after(tokens, end + 1) if len(tokens.lows[end]) <= 4 and tokens.low(end) != "june" else end + 1
    end = end + 1 if tokens.low(end) in (",", "de") else end
    if (other := _other_calendar(tokens, end)) is not None:
        day, month, end = other
    year = _year(tokens, end)
    if year is None or year.unit != "year":
        return Atom(first=at, end=end, unit="half-day-month", number=day, month=month)
    moment = moments.on(year.number, month, day)
    return (
        Atom(first=at, end=year.end, unit="day", number=year.number, month=month, moment=moment)
        if moment is not None
        else None
    )


def _other_calendar(tokens: Tokens, at: int) -> tuple[int, int, int] | None:
    """Read the “(7 November)” of “25 October (7 November) 1917”: the Gregorian day, month, and the token after."""
    day, month = tokens.low(at + 1), tokens.low(at + 2)
    if tokens.low(at) != "(" or not day.isdecimal() or month not in table("dates/months"):
        return None
    if tokens.low(at + 3) != ")" or not 1 <= int(day) <= 31:
        return None
    return int(day), int(table("dates/months")[month]), at + 4


def _month_first(tokens: Tokens, at: int) -> Atom | None:
    """Read May 12, 1920, May 1920, «мае 1920 года»; “May” and “May 12” wait for their year."""
    month, end = int(table("dates/months")[tokens.lows[at]]), at + 1
    if len(tokens.lows[at]) <= 4:
        end = _stop_after(tokens, end)
    low = tokens.low(end)
    if low.isdecimal() and len(low) <= 2 and 1 <= int(low) <= 31:
        day, end = int(low), end + 1
        if tokens.low(end) in ("st", "nd", "rd", "th") and tokens.glued[end]:
            end += 1
        after = end + 1 if tokens.low(end) == "," else end
        year = _year(tokens, after)
        if year is None or year.unit != "year":
            return Atom(first=at, end=end, unit="half-day-month", number=day, month=month)
        moment = moments.on(year.number, month, day)
        return (
            Atom(first=at, end=year.end, unit="day", number=year.number, month=month, moment=moment)
            if moment is not None
            else None
        )
    after = end + 1 if low in ("of", ",", "de") else end
    year = _year(tokens, after)
    if year is None or year.unit != "year":
        return Atom(first=at, end=end, unit="half-month", month=month)
    moment = moments.on(year.number, month)
    return (
        Atom(first=at, end=year.end, unit="month", number=year.number, month=month, moment=moment)
        if moment is not None
        else None
    )


def _dated(unit: str, first: int, year: Atom, month: int, moment: Moment | None) -> Atom | None:
    if moment is None:
        return None
    return Atom(first=first, end=year.end, unit=unit, number=year.number, month=month, moment=moment)


def _season(tokens: Tokens, at: int) -> Atom | None:
    name = table("dates/seasons")[tokens.lows[at]]
    after = at + 2 if tokens.low(at + 1) == "of" else at + 1
    year = _year(tokens, skip_article(tokens, after))
    if year is None or year.unit != "year":
        return Atom(first=at, end=at + 1, unit="half-season", season=name)
    end, next_year = year.end, (year.number + 1) % 100
    if (
        name == "winter"
        and tokens.low(end) in ("/", *_DASHES)
        and tokens.low(end + 1) in (f"{next_year:02d}", str(year.number + 1))
    ):
        # “winter of 1891/92” begins in the one year and ends in the other.
        moment = moments.winter(year.number)
        return Atom(first=at, end=_year_word(tokens, end + 2), unit="season", number=year.number, moment=moment)
    moment = moments.season(name, year.number)
    return Atom(first=at, end=year.end, unit="season", number=year.number, season=name, moment=moment)


def _ordinal_number(tokens: Tokens, at: int) -> Atom | None:
    """Read 13th century, «20 век», «20-го века»."""
    number, end = int(tokens.lows[at]), at + 1
    if not 1 <= number <= 30:
        return None
    has_ordinal = tokens.low(end) in ("st", "nd", "rd", "th") and tokens.glued[end]
    if has_ordinal:
        end += 1
    elif tokens.low(end) in _DASHES and tokens.low(end + 1) in ("го", "й", "м", "е", "х", "ом") and tokens.glued[end]:
        has_ordinal, end = True, end + 2
    if tokens.low(end) == "." and tokens.glued[end] and tokens.low(end + 1) in words("dates/words/century"):
        end += 1  # “16. Jahrhundert”
    found = _century(tokens, at, number, end)
    return found if found is not None and (has_ordinal or found.unit == "century") else None


def _century_number(tokens: Tokens, at: int) -> int:
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


_ADJECTIVE_ENDINGS: Final = frozenset(("ый", "ий", "ой", "ого", "его", "ьего", "ому", "ьем", "ом", "ым", "ем"))


@cache
def endings_of_ordinals() -> tuple[str, ...]:
    """Give the stems of Russian ordinals, longest first."""
    return tuple(sorted((o for o in table("dates/ordinals") if not o.isascii()), key=len, reverse=True))


def _century(tokens: Tokens, at: int, number: int, end: int) -> Atom | None:
    if not number:
        return None
    if tokens.low(end) in _DASHES and tokens.low(end + 1) == "го":
        end += 2
    if tokens.low(end) in _DASHES and tokens.low(end + 1) in words("dates/words/century") and tokens.glued[end + 1]:
        end += 1
    low = tokens.low(end)
    is_abbreviated = low in words("dates/words/century_abbreviation")
    width = 1000 if low in words("dates/words/millennium") else 100
    if low in words("dates/words/century") or width == 1000:
        end += 1
        end = _stop_after(tokens, end) if low == "тыс" else end
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


def _year_word(tokens: Tokens, at: int) -> int:
    """Take «г.», «гг.», «года» after a year."""
    low = tokens.low(at)
    if low not in words("dates/words/year") or low == "year":
        return at
    if low in ("г", "гг"):
        return _stop_after(tokens, at + 1)
    if low in ("р", "рр", "r"):
        return at + 2 if tokens.low(at + 1) == "." and tokens.glued[at + 1] else at
    return at + 1


def _year(tokens: Tokens, at: int) -> Atom | None:
    """Read a year or decade: 1920, «1920 г.», 800 BC, 1920s, «1920-е гг.»."""
    low = tokens.low(at)
    if not low.isdecimal() or not 1 <= len(low) <= 4 or low[0] == "0":
        return None
    number, end = int(low), at + 1
    follower = tokens.low(end)
    if number % 10 == 0 and len(low) >= 3 and number <= LATEST_YEAR:
        is_english = follower in ("s", "'s") and tokens.glued[end]
        is_apostrophe = follower in ("'", "’") and tokens.low(end + 1) == "s" and tokens.glued[end + 1]
        is_russian = follower in _DASHES and tokens.low(end + 1) in _DECADE_ENDINGS
        if is_english or is_russian or is_apostrophe:
            end = _year_word(tokens, end + (1 if is_english else 2))
            return Atom(first=at, end=end, unit="decade", number=number, moment=moments.decade(number))
    if follower in _DASHES and tokens.low(end + 1) in ("й", "го", "м") and tokens.glued[end + 1] and len(low) == 4:
        end += 2
    after = _year_word(tokens, end)
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


def _decade_of_century(tokens: Tokens, at: int, number: int) -> Atom | None:
    """Read «70-х годов XVIII века»: the decade's two figures and its century."""
    if (
        not 10 <= number <= 90
        or number % 10
        or tokens.low(at + 1) not in _DASHES
        or tokens.low(at + 2) not in _DECADE_ENDINGS
    ):
        return None
    end = _year_word(tokens, at + 3)
    century = _century(tokens, end, _century_number(tokens, end), end + 1) if end < len(tokens) else None
    if century is None or century.unit != "century" or century.before_christ:
        return None
    year = (century.number - 1) * 100 + number
    return Atom(first=at, end=century.end, unit="decade", number=year, moment=moments.decade(year))


_DECADE_ENDINGS: Final = frozenset(("е", "х", "м", "ми", "ые", "ых", "ым", "ыми"))
