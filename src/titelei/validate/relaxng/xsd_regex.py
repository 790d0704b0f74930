"""Regular expressions of XML Schema (Part 2, appendix F): does one allow only what another allows?

Both are read into small interned expressions; their derivatives are walked in step over the classes of characters
that the two can tell apart.
"""

import unicodedata
from bisect import bisect_right
from collections import deque
from functools import cache
from typing import Any, Final

from titelei.messages import say

Ranges = tuple[tuple[int, int], ...]
Expression = tuple[Any, ...]

_XML: Final[Ranges] = ((9, 10), (13, 13), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
_BLANK: Final[Ranges] = ((9, 10), (13, 13), (32, 32))
_EMPTY: Final[Expression] = ("empty",)
VOID: Final[Expression] = ("void",)
_MAX_REPEAT: Final = 300
_SINGLE: Final = {"n": "\n", "r": "\r", "t": "\t"}


class Undecided(Exception):  # noqa: N818 - says that there is no answer, not that something is broken
    """An expression holds something that is not compared here."""


def shortest(expression: str) -> str:
    """Give a shortest string that matches, of readable characters where possible.

    Raises:
        Undecided: nothing matches, or the expression cannot be read here.
    """
    start = parse(expression)
    told_apart = letters(sets(start))
    seen = {start}
    pending = deque([(start, "")])
    while pending:
        one, text = pending.popleft()
        if nullable(one):
            return text
        for letter in told_apart:
            after = derive(one, letter)
            if after != VOID and after not in seen:
                seen.add(after)
                pending.append((after, text + chr(letter)))
    raise Undecided(say("nothing matches {expression}", expression=expression))


# Character sets: sorted ranges


def _join(*sets: Ranges) -> Ranges:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(pair for one in sets for pair in one):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def _less(one: Ranges, other: Ranges) -> Ranges:
    rest: list[tuple[int, int]] = []
    for low, high in one:
        for gone_low, gone_high in other:
            if gone_high < low or gone_low > high:
                continue
            if gone_low > low:
                rest.append((low, gone_low - 1))
            low = gone_high + 1
            if low > high:
                break
        if low <= high:
            rest.append((low, high))
    return tuple(rest)


def _within(ranges: Ranges, letter: int) -> bool:
    at = bisect_right(ranges, (letter, 0x110000)) - 1
    return at >= 0 and ranges[at][0] <= letter <= ranges[at][1]


@cache
def _categories() -> dict[str, Ranges]:
    """Sort all characters by Unicode's general category; about a tenth of a second, once."""
    found: dict[str, list[tuple[int, int]]] = {}
    for low, high in _XML:
        start, current = low, unicodedata.category(chr(low))
        for number in range(low + 1, high + 1):
            category = unicodedata.category(chr(number))
            if category != current:
                found.setdefault(current, []).append((start, number - 1))
                start, current = number, category
        found.setdefault(current, []).append((start, high))
    return {name: tuple(ranges) for name, ranges in found.items()}


@cache
def _category(name: str) -> Ranges:
    fitting = [ranges for known, ranges in _categories().items() if known.startswith(name)]
    if not fitting or not 1 <= len(name) <= 2:
        raise Undecided(say("\\p{{{name}}} is not compared here", name=name))
    return _join(*fitting)


def letters(sets: set[Ranges]) -> list[int]:
    """Give one character of each class that the sets tell apart, readable ones first."""
    edges = sorted({edge for ranges in sets for low, high in ranges for edge in (low, high + 1)} | {97, 48, 45})
    classes: dict[tuple[bool, ...], int] = {}
    ordered = sorted(sets)
    for edge in sorted(edges, key=lambda e: (not 97 <= e <= 122, not 48 <= e <= 57, not 32 < e < 127, e)):
        if _within(_XML, edge):
            classes.setdefault(tuple(_within(ranges, edge) for ranges in ordered), edge)
    return [letter for signature, letter in classes.items() if any(signature)]


# Expressions: ("empty",) ("void",) ("set", ranges) ("cat", a, b) ("alt", parts) ("star", a)


def _cat(one: Expression, other: Expression) -> Expression:
    if VOID in (one, other):
        return VOID
    if one == _EMPTY:
        return other
    if other == _EMPTY:
        return one
    if one[0] == "cat":
        return _cat(one[1], _cat(one[2], other))
    return ("cat", one, other)


def _alt(*parts: Expression) -> Expression:
    flat: set[Expression] = set()
    for part in parts:
        flat.update(part[1] if part[0] == "alt" else (part,))
    flat.discard(VOID)
    if len(flat) < 2:
        return next(iter(flat), VOID)
    return ("alt", frozenset(flat))


def _star(one: Expression) -> Expression:
    if one in (_EMPTY, VOID):
        return _EMPTY
    return one if one[0] == "star" else ("star", one)


@cache
def nullable(one: Expression) -> bool:
    """Tell whether an expression matches the empty string."""
    match one:
        case ("empty",) | ("star", _):
            return True
        case ("cat", left, right):
            return nullable(left) and nullable(right)
        case ("alt", parts):
            return any(nullable(part) for part in parts)
    return False


@cache
def derive(one: Expression, letter: int) -> Expression:
    """Give what remains to be matched after a character."""
    match one:
        case ("set", ranges):
            return _EMPTY if _within(ranges, letter) else VOID
        case ("cat", left, right):
            first = _cat(derive(left, letter), right)
            return _alt(first, derive(right, letter)) if nullable(left) else first
        case ("alt", parts):
            return _alt(*(derive(part, letter) for part in parts))
        case ("star", inner):
            return _cat(derive(inner, letter), one)
    return VOID


def sets(one: Expression) -> set[Ranges]:
    """Give the sets of characters that an expression asks for."""
    match one:
        case ("set", ranges):
            return {ranges}
        case ("cat", left, right):
            return sets(left) | sets(right)
        case ("alt", parts):
            return {ranges for part in parts for ranges in sets(part)}
        case ("star", inner):
            return sets(inner)
    return set()


# Reading


@cache
def parse(text: str) -> Expression:
    """Read an expression.

    Raises:
        Undecided: it is wrong, or uses blocks (``\\p{Is…}``) or name classes (``\\i``, ``\\c``).
    """
    reader = _Reader(text)
    found = reader.branches()
    if reader.at < len(text):
        raise Undecided(say("{text} cannot be read at character {at}", text=text, at=reader.at + 1))
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        if self.at >= len(self.text):
            raise Undecided(say("{text} ends too early", text=self.text))
        self.at += 1
        return self.text[self.at - 1]

    def branches(self) -> Expression:
        parts = [self.branch()]
        while self.peek() == "|":
            self.take()
            parts.append(self.branch())
        return _alt(*parts)

    def branch(self) -> Expression:
        pieces: list[Expression] = []
        while self.peek() not in ("", "|", ")"):
            pieces.append(self.piece())
        made = _EMPTY
        for piece in reversed(pieces):
            made = _cat(piece, made)
        return made

    def piece(self) -> Expression:
        atom = self.atom()
        match self.peek():
            case "?":
                self.take()
                return _alt(atom, _EMPTY)
            case "*":
                self.take()
                return _star(atom)
            case "+":
                self.take()
                return _cat(atom, _star(atom))
            case "{":
                return self.repeated(atom)
        return atom

    def repeated(self, atom: Expression) -> Expression:
        end = self.text.find("}", self.at)
        least, comma, most = self.text[self.at + 1 : end].partition(",")
        if end < 0 or not least.isdigit() or (most and not most.isdigit()) or int(most or least) > _MAX_REPEAT:
            raise Undecided(say("{text} has a repetition that is not compared here", text=self.text))
        self.at = end + 1
        made = _EMPTY if most or not comma else _star(atom)
        for _ in range(int(most) - int(least) if most else 0):
            made = _alt(_cat(atom, made), _EMPTY)
        for _ in range(int(least)):
            made = _cat(atom, made)
        return made

    def atom(self) -> Expression:
        letter = self.take()
        match letter:
            case "(":
                inner = self.branches()
                if self.take() != ")":
                    raise Undecided(say("{text} lacks a closing bracket", text=self.text))
                return inner
            case "[":
                return ("set", self.char_class())
            case "\\":
                return ("set", self.escape())
            case ".":
                return ("set", _less(_XML, ((10, 10), (13, 13))))
            case "?" | "*" | "+" | "{" | "}" | ")" | "]":
                raise Undecided(say("{text} cannot be read at character {at}", text=self.text, at=self.at))
        return ("set", ((ord(letter), ord(letter)),))

    def escape(self) -> Ranges:
        letter = self.take()
        if letter in "pP":
            if self.take() != "{":
                raise Undecided(f"{self.text} has \\p without a brace")
            end = self.text.find("}", self.at)
            name, self.at = self.text[self.at : end], end + 1
            return _category(name) if letter == "p" else _less(_XML, _category(name))
        if letter.lower() in "dsw":
            made = {"d": lambda: _category("Nd"), "s": lambda: _BLANK, "w": _word}[letter.lower()]()
            return made if letter.islower() else _less(_XML, made)
        if letter.isalnum() and letter not in _SINGLE:
            raise Undecided(say("\\{letter} is not compared here", letter=letter))
        number = ord(_SINGLE.get(letter, letter))
        return ((number, number),)

    def char_class(self) -> Ranges:
        negated = self.peek() == "^"
        if negated:
            self.take()
        parts: list[Ranges] = []
        less: Ranges = ()
        while self.peek() != "]":
            if self.peek() == "-" and self.text[self.at + 1 : self.at + 2] == "[":
                self.at += 2
                less = self.char_class()
                break
            low = self.member()
            is_range = self.peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", "[", "")
            if is_range and len(low) == 1 and low[0][0] == low[0][1]:
                self.take()
                high = self.member()
                low = ((low[0][0], high[0][1]),)
            parts.append(low)
        if self.take() != "]":
            raise Undecided(say("{text} lacks a closing bracket", text=self.text))
        made = _join(*parts)
        return _less(_less(_XML, made) if negated else made, less)

    def member(self) -> Ranges:
        letter = self.take()
        return self.escape() if letter == "\\" else ((ord(letter), ord(letter)),)


def _word() -> Ranges:
    return _less(_XML, _join(_category("P"), _category("Z"), _category("C")))
