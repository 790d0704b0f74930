"""Dates in prose (TEI P5, att.datable.w3c): single ones, ranges, and those with an open end, in English and Russian.

A number is a date only where its neighbours allow it; dates that only refer back (“at that date”) are not found.
"""

from dataclasses import replace
from functools import cache
from typing import Final

from titelei.encode.prose import moments
from titelei.encode.prose.atoms import read, skip_article
from titelei.encode.prose.moments import Attributes, Moment
from titelei.encode.prose.span import Cert, Span
from titelei.encode.prose.tokens import Tokens
from titelei.encode.prose.words import data, table, words
from titelei.encode.prose.years import Atom, roman

_DASHES: Final = frozenset("-–—−‑")
_OPEN: Final = ("before", "by", "after", "since", "until")
_PLAIN_UNITS: Final = frozenset(("day", "month", "year"))


def find(tokens: Tokens) -> list[Span]:
    """Find the dates of a block, in order."""
    found: list[Span] = []
    starters = _starters()
    behind = 0
    for at, low in enumerate(tokens.lows):
        if at < behind or not (low in starters or low.isdecimal() or _may_begin(tokens, at)):
            continue
        result = _expression(tokens, at)
        if result is not None:
            span, behind = result
            found.append(span)
    return found


def _may_begin(tokens: Tokens, at: int) -> bool:
    """Tell whether a word may be a century's number."""
    word = tokens.words[at].rstrip("eèm")
    return (tokens.caps[at] and word.isupper() and roman(word) > 0) or tokens.lows[at].endswith(_RUSSIAN_ORDINALS)


_RUSSIAN_ORDINALS: Final = ("дцатого", "дцатом", "дцатый", "ятого", "ятом", "ятый", "сятого", "сятом", "сятый")


@cache
def _starters() -> frozenset[str]:
    tables = ("months", "seasons", "part_words", "fraction_ordinals")
    known = frozenset().union(*(table(f"dates/{name}") for name in tables), ("ad",))
    ordinals = frozenset(word for word in table("dates/ordinals") if word.isascii() and len(word) > 1)
    return (
        known
        | ordinals
        | frozenset().union(
            *(words(f"dates/words/{name}") for name in (*_OPEN, "from", "between", "about", "century_first"))
        )
    )


def _expression(tokens: Tokens, at: int) -> tuple[Span, int] | None:
    relation = _relation(tokens.lows[at])
    is_page = tokens.lows[at] == "с" or tokens.words[at] == "C"  # «С. 12», also typed with a Latin letter
    if relation and (at == 0 or not is_page or tokens.low(at + 1) != "."):
        inner = at + 1
        if relation == "about":
            inner = inner + 1 if tokens.low(inner) == "." and len(tokens.lows[at]) <= 2 else inner
            found = _about(tokens, at, inner)
        else:
            found = _related(tokens, at, inner, relation)
        if found is not None:
            return found
        if tokens.lows[at] not in _starters_of_dates():
            return None
    return _bare(tokens, at)


@cache
def _starters_of_dates() -> frozenset[str]:
    return frozenset(table("dates/months")) | frozenset(table("dates/part_words"))


def _relation(low: str) -> str:
    for name in ("between", "before", "after", "by", "until", "since", "from", "about"):
        if low in words(f"dates/words/{name}"):
            return name
    return ""


def _about(tokens: Tokens, first: int, at: int) -> tuple[Span, int] | None:
    atom = read(tokens, at)
    if atom is None or atom.moment is None or not _is_allowed(tokens, atom, is_led=True):
        return None
    last = _pair(tokens, atom, ranged=False)
    if last is not None:
        pair = _both(atom, last)
        if pair is not None:
            return _span(tokens, first, last.end, moments.span(*pair), "medium", "date-about")
    if atom.unit not in ("year", "month", "day"):
        return None
    return _span(tokens, first, atom.end, moments.single(atom.moment, is_about=True), "medium", "date-about")


def _related(tokens: Tokens, first: int, at: int, relation: str) -> tuple[Span, int] | None:
    """Read “from … to …”, “between … and …”, “before …”, “since …”."""
    atom = read(tokens, at)
    if atom is None or not _is_allowed(tokens, atom, is_led=True):
        return None
    has_two_ends = relation in ("from", "between") or tokens.lows[first] in ("с", "со", "от")
    last = _pair(tokens, atom, ranged=has_two_ends)
    if last is not None:
        pair = _both(atom, last)
        if pair is None:
            return None
        if has_two_ends and tokens.low(atom.end) not in _DASHES:
            attributes = moments.between(*pair) if relation == "between" else moments.span(*pair)
            return _span(tokens, first, last.end, attributes, "high", f"date-{relation}")
        return None
    is_noun_before_noun = at < skip_article(tokens, at) and atom.unit in _PLAIN_UNITS
    if relation not in _OPEN or tokens.lows[first] in ("to", "up", "по", "к", "ко", "по") or is_noun_before_noun:
        if tokens.lows[first] not in ("к", "ко") or atom.moment is None:
            return None
        relation = "by"
    moment = _complete(atom, None)
    if moment is None:
        return None
    return _span(tokens, first, atom.end, moments.open_ended(relation, moment), "high", f"date-{relation}")


def _bare(tokens: Tokens, at: int) -> tuple[Span, int] | None:
    if tokens.lows[at] == "the":
        return None
    atom = read(tokens, at)
    if atom is None:
        return None
    last = _pair(tokens, atom, ranged=False)
    if last is not None:
        pair = _both(atom, last)
        if pair is not None and _is_allowed(
            tokens, replace(atom, end=last.end, is_marked=last.is_marked), is_led=False
        ):
            cert: Cert = "medium" if _is_vague(atom) or _is_vague(last) else "high"
            if atom.part == (0, 0):
                return _span(tokens, at, last.end, moments.single(pair[0]), cert, "date-part")
            return _span(tokens, at, last.end, moments.span(*pair), cert, "date-range")
    moment = _complete(atom, None)
    if moment is None or not _is_allowed(tokens, atom, is_led=False):
        return _short_year(tokens, atom)
    is_sure = atom.is_marked or _has_context(tokens, at) or tokens.low(at - 1) == "."
    cert = "high" if is_sure and not _is_vague(atom) else "medium"
    rule = "date-part" if atom.part else f"date-{atom.unit}"
    return _span(tokens, at, atom.end, moments.single(moment), cert, rule)


def _is_vague(atom: Atom) -> bool:
    """Tell whether a part has bounds only by convention: “early”, «начало», “turn”; a half has its own."""
    parts = data("dates")["parts"]
    if atom.unit == "season" and atom.season == "winter":
        return True  # “winter of 1786” may be the one that ended in it
    return atom.part in ((0, 0), *(tuple(parts[name]) for name in ("early", "middle", "late")))


def _short_year(tokens: Tokens, atom: Atom) -> tuple[Span, int] | None:
    """Read “in 862,” where nothing follows that the number could count."""
    if atom.unit != "half-year" or atom.number < 300 or tokens.low(atom.first - 1) != "in":
        return None
    follower = tokens.low(atom.end)
    if (
        follower
        and (follower[0].isalnum() or follower in ("%", "-", "/"))
        and follower not in ("when", "the", "and", "as")
    ):
        return None
    if atom.end + 1 < len(tokens) and tokens.glued[atom.end + 1] and tokens.words[atom.end + 1][0].isdecimal():
        return None
    moment = moments.on(atom.number)
    if moment is None:
        return None
    return _span(tokens, atom.first, atom.end, moments.single(moment), "low", "date-short-year")


def _pair(tokens: Tokens, left: Atom, *, ranged: bool) -> Atom | None:
    """Read the second date of a range; ``ranged`` says that a word before the first announces one."""
    sign = tokens.low(left.end)
    at = left.end + 1
    if sign in _DASHES:
        short = _shortened(tokens, left, at)
        if short is not None:
            return short
    elif sign == "/" and left.unit == "year" and tokens.glued[left.end]:
        short = _shortened(tokens, left, at)
        if short is not None:
            return short if short.number == left.number + 1 else None  # 1853/54
    elif sign in ("to", "по", "до", "till", "until", "and", "и"):
        is_list = sign in ("and", "и")
        if is_list and not (ranged or left.unit in ("half-century",) or left.part == (0, 0)):
            return None
        if not is_list and not ranged and not (left.unit.startswith("half-") and sign == "to"):
            return None
    elif sign != "/" or left.unit != "half-century":
        return None
    right = read(tokens, at)
    if right is None or right.moment is None or (right.part == (0, 0)):
        return None
    return right


def _shortened(tokens: Tokens, left: Atom, at: int) -> Atom | None:
    """Read the 45 of 1941–45."""
    low = tokens.low(at)
    if left.unit != "year" or left.is_marked or len(low) != 2 or not low.isdecimal() or not tokens.glued[at]:
        return None
    year = left.number // 100 * 100 + int(low)
    follower = tokens.low(at + 1)
    if year <= left.number or (
        follower in ("-", "–", "/", ".") and tokens.glued[at + 1] and tokens.low(at + 2).isdecimal()
    ):
        return None
    end = at + 1
    if tokens.low(end) in ("г", "гг") and tokens.low(end + 1) == ".":
        end += 2
    return Atom(first=at, end=end, unit="year", number=year, moment=moments.on(year), is_marked=end > at + 1)


def _both(left: Atom, right: Atom) -> tuple[Moment, Moment] | None:
    first, last = _complete(left, right), _complete(right, None)
    if first is None or last is None:
        return None
    if left.part == (0, 0):
        turned = moments.turn(replace(right).moment or last)
        return turned, turned
    return (first, last) if moments.is_ordered(first, last) else None


def _complete(atom: Atom, right: Atom | None) -> Moment | None:
    """Give the moment of a date, its missing half taken from the one it is joined with."""
    moment = _whole(atom, right)
    if moment is None or atom.part is None:
        return moment
    return moments.turn(moment) if atom.part == (0, 0) else moments.part(moment, atom.part)


def _whole(atom: Atom, right: Atom | None) -> Moment | None:
    if right is None:
        return atom.moment
    match atom.unit, right.unit:
        case ("year", "year") if right.before_christ and atom.before_christ is None:
            return moments.on(-atom.number)
        case ("year", "decade") if atom.number % 10 == 0 and not atom.is_marked:
            return moments.decade(atom.number)
        case ("half-century" | "century", "century") if atom.before_christ is None:
            return moments.century(atom.number, before_christ=bool(right.before_christ), width=_width(right))
        case ("half-month", "month" | "day"):
            return moments.on(right.number, atom.month)
        case ("half-day-month", "month" | "day"):
            return moments.on(right.number, atom.month, atom.number)
        case ("half-day", "day"):
            return moments.on(right.number, right.month, atom.number)
        case ("half-season", "season"):
            return moments.season(atom.season, right.number)
        case ("half-year", "year") if right.is_marked:
            return moments.on(-atom.number if right.before_christ else atom.number)
    return atom.moment


def _width(atom: Atom) -> int:
    return 1000 if atom.moment is not None and atom.moment.precision == "millennium" else 100


def _is_allowed(tokens: Tokens, atom: Atom, *, is_led: bool) -> bool:
    """Tell whether a number may be a year here: not a page, not a quantity, not part of a longer number."""
    if atom.unit not in ("year", "half-year"):
        return True
    first, end = skip_article(tokens, atom.first), atom.end
    if atom.is_marked and atom.before_christ is None and atom.number < 300:
        return False
    if _goes_on(tokens, first, end):
        return False
    before = tokens.low(first - 1)
    if before == "." and len(tokens.low(first - 2)) <= 5 and tokens.low(first - 2) in words("dates/words/not_before"):
        return False
    if before in ("№", "#", "$", "€", "§"):
        return False
    if not is_led and len(before) > 1 and before in words("dates/words/not_before"):
        return False
    if atom.is_marked:
        return True
    follower = tokens.low(end)
    if _is_counted(follower):
        return False
    if follower in words("dates/words/units") or follower in ("%", "$", "°"):
        return False
    has_context = is_led or _has_context(tokens, first)
    if follower.isascii() and follower.endswith("s") and len(follower) > 3 and not has_context:
        return False
    return has_context or atom.number >= 1500


_NO_PLURAL: Final = ("ss", "us", "is", "ous")
_VERBS: Final = frozenset("was has does always perhaps towards besides sees marks shows".split())


def _is_counted(low: str) -> bool:
    """Tell whether a word is a plural that the number before it counts: “in 1500 villages”, «в 1500 селах»."""
    if low.isascii():
        return len(low) > 4 and low.endswith("s") and not low.endswith(_NO_PLURAL) and low not in _VERBS
    return len(low) > 4 and low.endswith(("ах", "ях")) and low not in ("годах", "веках")


def _has_context(tokens: Tokens, at: int) -> bool:
    before = tokens.low(at - 1)
    return before in words("dates/words/year_before") or before in ("(", "[", ",", ";", "the", "")


def _goes_on(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether the number is part of a longer sign: 10.1234/1920, 1998-9938, A1920."""
    if (
        first > 0
        and tokens.glued[first]
        and tokens.words[first - 1] in "-/.:_+@#–="
        and first > 1
        and tokens.glued[first - 1]
    ):
        sign = tokens.words[first - 1]
        if sign != "–" and not (sign == "." and tokens.words[first - 2].isalpha()):
            return True
        if sign == "–" and tokens.words[first - 2][-1].isdecimal():
            return True
    if first > 0 and tokens.glued[first] and tokens.words[first - 1][-1].isalnum():
        return True
    if end >= len(tokens) or not tokens.glued[end]:
        return False
    sign = tokens.words[end]
    if sign[0].isalnum():
        return True
    return (
        sign in "-/–:._"
        and end + 1 < len(tokens)
        and tokens.glued[end + 1]
        and (
            tokens.words[end + 1][0].isdecimal()
            or (sign in "_-" and tokens.words[end + 1].isascii() and len(tokens.words[end + 1]) == 1)
        )
    )


def _span(tokens: Tokens, first: int, end: int, attributes: Attributes, cert: Cert, rule: str) -> tuple[Span, int]:
    first = skip_article(tokens, first)
    text = Span(
        start=tokens.starts[first],
        end=tokens.ends[end - 1],
        kind="date",
        cert=cert,
        attributes=attributes,
        rule=rule,
    )
    return text, end
