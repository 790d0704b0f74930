"""One date as prose writes it, without what stands before and after it: “12 May 1920”, «конец XIX в.», “1920s”."""

from dataclasses import replace
from typing import Final

from titelei.encode.prose import moments
from titelei.encode.prose.moments import Moment
from titelei.encode.prose.tokens import Tokens
from titelei.encode.prose.words import data, table, words
from titelei.encode.prose.years import (
    DASHES,
    LATEST_YEAR,
    Atom,
    century_at,
    century_number,
    decade_of_century,
    era,
    ordinal_number,
    roman,
    stop_after,
    year_at,
    year_word,
)

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


def skip_article(tokens: Tokens, at: int) -> int:
    """Give the token after “the”, if it stands here."""
    return at + 1 if tokens.low(at) == "the" else at


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
        end = stop_after(tokens, at + 1) if len(low) <= 3 and low != "end" else at + 1
        if tokens.low(end) in DASHES:
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
    if tokens.low(end) in DASHES and tokens.low(end + 1) in ("я", "й"):
        end += 2
    fraction = table("dates/fractions").get(tokens.low(end))
    if fraction is None:
        return None
    name = _FRACTION_NAMES.get((ordinal, fraction))
    if name is None:
        return None
    end = stop_after(tokens, end + 1) if tokens.low(end) in ("пол", "четв") else end + 1
    end = end + 1 if tokens.low(end) == "of" else end
    return tuple(parts[name]), end


def _plain(tokens: Tokens, at: int) -> Atom | None:
    if at >= len(tokens):
        return None
    low = tokens.lows[at]
    if low.isdecimal():
        return (
            _numeric(tokens, at)
            or decade_of_century(tokens, at, int(low))
            or _day_first(tokens, at)
            or ordinal_number(tokens, at)
            or year_at(tokens, at)
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
    return century_at(tokens, at, century_number(tokens, at), at + 1)


def _era_first(tokens: Tokens, at: int) -> Atom | None:
    end, is_before = era(tokens, at)
    if is_before is not False or not tokens.low(end).isdecimal():
        return None
    found = year_at(tokens, end)
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
    end = year_word(tokens, at + 5)
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
    end = stop_after(tokens, end + 1) if len(tokens.lows[end]) <= 4 and tokens.low(end) != "june" else end + 1
    end = end + 1 if tokens.low(end) in (",", "de") else end
    if (other := _other_calendar(tokens, end)) is not None:
        day, month, end = other
    year = year_at(tokens, end)
    if year is None or year.unit != "year":
        return Atom(first=at, end=end, unit="half-day-month", number=day, month=month)
    return _dated("day", at, year, month, moments.on(year.number, month, day))


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
        end = stop_after(tokens, end)
    low = tokens.low(end)
    if low.isdecimal() and len(low) <= 2 and 1 <= int(low) <= 31:
        day, end = int(low), end + 1
        if tokens.low(end) in ("st", "nd", "rd", "th") and tokens.glued[end]:
            end += 1
        after = end + 1 if tokens.low(end) == "," else end
        year = year_at(tokens, after)
        if year is None or year.unit != "year":
            return Atom(first=at, end=end, unit="half-day-month", number=day, month=month)
        return _dated("day", at, year, month, moments.on(year.number, month, day))
    after = end + 1 if low in ("of", ",", "de") else end
    year = year_at(tokens, after)
    if year is None or year.unit != "year":
        return Atom(first=at, end=end, unit="half-month", month=month)
    return _dated("month", at, year, month, moments.on(year.number, month))


def _dated(unit: str, first: int, year: Atom, month: int, moment: Moment | None) -> Atom | None:
    if moment is None:
        return None
    return Atom(first=first, end=year.end, unit=unit, number=year.number, month=month, moment=moment)


def _season(tokens: Tokens, at: int) -> Atom | None:
    name = table("dates/seasons")[tokens.lows[at]]
    after = at + 2 if tokens.low(at + 1) == "of" else at + 1
    year = year_at(tokens, skip_article(tokens, after))
    if year is None or year.unit != "year":
        return Atom(first=at, end=at + 1, unit="half-season", season=name)
    end, next_year = year.end, (year.number + 1) % 100
    if (
        name == "winter"
        and tokens.low(end) in ("/", *DASHES)
        and tokens.low(end + 1) in (f"{next_year:02d}", str(year.number + 1))
    ):
        # “winter of 1891/92” begins in the one year and ends in the other.
        moment = moments.winter(year.number)
        return Atom(first=at, end=year_word(tokens, end + 2), unit="season", number=year.number, moment=moment)
    moment = moments.season(name, year.number)
    return Atom(first=at, end=year.end, unit="season", number=year.number, season=name, moment=moment)
