"""Is every value that one grammar allows a value that the other allows? Sound: what is not sure counts as no.

Datatypes are compared by the derivation tree of XML Schema Part 2, their facets one by one, their patterns as regular
languages; enumerated values are tried one by one.
"""

from collections import deque
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from titelei.validate.relaxng.content_model import ContentModels
from titelei.validate.relaxng.datatypes import XSD
from titelei.validate.relaxng.patterns import Data, Empty, ListOf, Pattern, Text, Value
from titelei.validate.relaxng.sample_values import sample
from titelei.validate.relaxng.xsd_regex import VOID, Undecided, derive, letters, nullable, parse, sets

_MAX_STATES: Final = 20_000

# Every literal of the first is a literal of the second: the derivation tree, and decimals as doubles.
_WIDER: Final = {
    "byte": ("short",),
    "short": ("int",),
    "int": ("long",),
    "long": ("integer",),
    "unsignedByte": ("unsignedShort",),
    "unsignedShort": ("unsignedInt",),
    "unsignedInt": ("unsignedLong",),
    "unsignedLong": ("nonNegativeInteger",),
    "positiveInteger": ("nonNegativeInteger",),
    "nonNegativeInteger": ("integer",),
    "negativeInteger": ("nonPositiveInteger",),
    "nonPositiveInteger": ("integer",),
    "integer": ("decimal",),
    "decimal": ("double", "float"),
    "ID": ("NCName",),
    "IDREF": ("NCName",),
    "ENTITY": ("NCName",),
    "NCName": ("Name", "NMTOKEN"),
    "Name": ("token",),
    "NMTOKEN": ("token",),
    "language": ("token",),
    "token": ("normalizedString",),
    "normalizedString": ("string",),
}
_STRINGS: Final = frozenset(("string", "normalizedString", "token"))
_ZONE: Final = r"(Z|[+\-][0-9]{2}:[0-9]{2})?"
_INTEGER: Final = r"[+\-]?[0-9]+"
_DECIMAL: Final = r"[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
_DOUBLE: Final = rf"({_DECIMAL}([eE]{_INTEGER})?|-?INF|NaN)"
_TIME: Final = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
# Names are letters of XML 1.0 (second edition), all of them assigned: neither of class C nor of class Z.
_WORD: Final = r"[^\p{C}\p{Z}]+"
# What each type's literals look like at most, after white space is collapsed.
_SHAPES: Final = {
    "boolean": r"true|false|0|1",
    "decimal": _DECIMAL,
    "double": _DOUBLE,
    "float": _DOUBLE,
    "language": r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "Name": _WORD,
    "NCName": _WORD,
    "NMTOKEN": _WORD,
    "ID": _WORD,
    "IDREF": _WORD,
    "ENTITY": _WORD,
    "date": rf"-?[0-9]{{4}}[0-9]*-[0-9]{{2}}-[0-9]{{2}}{_ZONE}",
    "dateTime": rf"-?[0-9]{{4}}[0-9]*-[0-9]{{2}}-[0-9]{{2}}T{_TIME}{_ZONE}",
    "time": rf"{_TIME}{_ZONE}",
    "gYear": rf"-?[0-9]{{4}}[0-9]*{_ZONE}",
    "gYearMonth": rf"-?[0-9]{{4}}[0-9]*-[0-9]{{2}}{_ZONE}",
    "gMonth": rf"--[0-9]{{2}}{_ZONE}",
    "gMonthDay": rf"--[0-9]{{2}}-[0-9]{{2}}{_ZONE}",
    "gDay": rf"---[0-9]{{2}}{_ZONE}",
    "duration": r"-?P[0-9YMDTHS.]+",
}
_BLANKS: Final = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Outside:
    """A value of ours that theirs does not allow; ``value`` is None where it only cannot be shown to be allowed."""

    value: str | None
    reason: str


class Values:
    """Compares values of our grammar with values of theirs."""

    def __init__(self, ours: ContentModels, theirs: ContentModels) -> None:
        self._ours = ours
        self._theirs = theirs
        self._known: dict[tuple[Pattern, Pattern], Outside | None] = {}

    def outside(self, ours: Pattern, theirs: Pattern) -> Outside | None:
        """Say which value of one of our :func:`alternatives` theirs does not allow; None where it allows all."""
        key = (ours, theirs)
        if key not in self._known:
            self._known[key] = self._find(ours, theirs)
        return self._known[key]

    def _find(self, ours: Pattern, theirs: Pattern) -> Outside | None:
        if any(self.covers(leaf, ours) for leaf in self._theirs.firsts(theirs) if self._completes(theirs, leaf)):
            return None
        match ours:
            case Value():
                return self._tried(_spellings(ours), theirs)
            case Empty():
                return self._tried(("",), theirs)
            case ListOf():
                text = self._list_outside(ours.item, theirs)
            case _:
                text = sample(ours, self._ours)
        if text is not None and self._ours.matches(ours, text) and not self._theirs.matches(theirs, text):
            return Outside(text, "this value is not allowed there")
        witness = self._differing(ours, theirs)
        if witness is not None:
            return Outside(witness, "this value is not allowed there")
        return Outside(None, "it cannot be shown that all its values are allowed there")

    def _completes(self, theirs: Pattern, leaf: Pattern) -> bool:
        return self._theirs.after_one(theirs, leaf).nullable

    def _tried(self, texts: tuple[str, ...], theirs: Pattern) -> Outside | None:
        for text in texts:
            if not self._theirs.matches(theirs, text):
                return Outside(text, "this value is not allowed there")
        return None

    def _differing(self, ours: Pattern, theirs: Pattern) -> str | None:
        """Look for a value that tells two patterns of a datatype apart."""
        if not isinstance(ours, Data):
            return None
        for leaf in self._theirs.firsts(theirs):
            for wanted in _facets(leaf, "pattern"):
                for given in _facets(ours, "pattern") or [".*"]:
                    try:
                        text = find_outside(given, wanted)
                    except Undecided:
                        continue
                    if text is not None and self._ours.matches(ours, text) and not self._theirs.matches(theirs, text):
                        return text
        return None

    # One leaf of theirs against one alternative of ours

    def covers(self, theirs: Pattern, ours: Pattern) -> bool:
        """Tell whether one leaf of theirs surely allows all values of an alternative of ours."""
        if isinstance(theirs, Text) or (isinstance(theirs, Data) and _takes_all(theirs)):
            return True
        match ours, theirs:
            case Value(), _:
                return all(self._theirs.matches_leaf(theirs, text) for text in _spellings(ours))
            case ListOf(), ListOf():
                return self._list_outside(ours.item, self._theirs.patterns.list_of(theirs.item)) is None
            case Data(), ListOf():
                if not _is_one_token(ours):
                    return False
                fitting = [leaf for leaf in self._theirs.firsts(theirs.item) if self.covers(leaf, ours)]
                return self._theirs.after(theirs.item, fitting).nullable
            case Data(), Data():
                return _data_covers(theirs, ours)
        return False

    def _list_outside(self, ours: Pattern, theirs: Pattern) -> str | None:
        """Walk two lists in step; give a text of ours that theirs does not allow, "" where it is not known."""
        start = self._theirs.patterns.choice(
            [leaf.item for leaf in self._theirs.firsts(theirs) if isinstance(leaf, ListOf)]
        )
        seen = {(ours, start)}
        pending: deque[tuple[Pattern, Pattern, str]] = deque([(ours, start, "")])
        while pending:
            one, other, text = pending.popleft()
            if one.nullable and not other.nullable:
                return text
            for letter in self._ours.firsts(one):
                fitting = [leaf for leaf in self._theirs.firsts(other) if self.covers(leaf, letter)]
                pair = (self._ours.after_one(one, letter), self._theirs.after(other, fitting))
                if pair not in seen:
                    seen.add(pair)
                    pending.append((*pair, f"{text} {sample(letter, self._ours) or ''}".strip()))
        return None


def _takes_all(data: Data) -> bool:
    return not data.params and data.excluded is None and data.type in _STRINGS


def _spellings(value: Value) -> tuple[str, ...]:
    """Give the literals that stand for a value, as far as a datatype could tell them apart."""
    if value.type == "string":
        return (value.text,)
    text = value.text.strip(_BLANKS)
    return (text, f" {text} ", f"\n{text}\t", text.replace(" ", "  "))


def _facets(pattern: Pattern, name: str) -> list[str]:
    return [value for facet, value in pattern.params if facet == name] if isinstance(pattern, Data) else []


def _all_wider(name: str) -> set[str]:
    found = {name}
    for wider in _WIDER.get(name, ()):
        found |= _all_wider(wider)
    return found


def _collapses(data: Data) -> bool:
    return data.library == XSD and data.type not in ("string", "normalizedString")


def _shapes(data: Data) -> list[str]:
    """Give expressions each of which matches every literal of a datatype, white space collapsed where it is."""
    shapes = _facets(data, "pattern")
    for name in _all_wider(data.type):
        if name in _SHAPES:
            shapes.append(_SHAPES[name])
    if "integer" in _all_wider(data.type):
        shapes.append(_INTEGER)
    return shapes


def _surely(narrower: list[str], wider: str) -> bool:
    for one in narrower:
        try:
            if find_outside(one, wider) is None:
                return True
        except Undecided:
            continue
    return False


def _is_one_token(data: Data) -> bool:
    return _surely(_shapes(data), r"\S+")


def _data_covers(theirs: Data, ours: Data) -> bool:
    if theirs.excluded is not None:
        return False
    same = (theirs.library, theirs.type) == (ours.library, ours.type)
    if not same:
        either_string = theirs.type in _STRINGS
        if not either_string and not (theirs.library == ours.library == XSD and theirs.type in _all_wider(ours.type)):
            return False
    return all(_facet_holds(name, value, theirs, ours) for name, value in theirs.params)


def _facet_holds(name: str, value: str, theirs: Data, ours: Data) -> bool:
    """Tell whether a facet of theirs holds for every value of ours."""
    if theirs.type == ours.type and (name, value) in ours.params:
        return True
    if name == "pattern":
        # A literal with blanks around it reaches a pattern trimmed in a type that collapses, else as it is.
        same_literal = _collapses(theirs) == _collapses(ours) or (_collapses(theirs) and _is_one_token(ours))
        return same_literal and _surely(_shapes(ours), value)
    limits = {"minInclusive": 1, "minLength": 1, "maxInclusive": -1, "maxLength": -1}
    if name not in limits:
        return False
    if name.startswith("m") and name.endswith("Length") and _collapses(theirs) != _collapses(ours):
        return False
    own = _facets(ours, name)
    if name == "minInclusive" and not own and "nonNegativeInteger" in _all_wider(ours.type):
        own = ["0"]
    return any(_at_least(given, value, limits[name]) for given in own)


def _at_least(given: str, wanted: str, sign: int) -> bool:
    try:
        return (Decimal(given) - Decimal(wanted)) * sign >= 0
    except InvalidOperation:
        return False


def find_outside(narrower: str, wider: str) -> str | None:
    """Give a shortest string that matches ``narrower`` and not ``wider``; None where there is none.

    Raises:
        Undecided: one of them cannot be read here, or is too large to be compared.
    """
    if narrower == wider:
        return None
    left, right = parse(narrower), parse(wider)
    told_apart = letters(sets(left) | sets(right))
    seen = {(left, right)}
    pending = deque([(left, right, "")])
    while pending:
        one, other, text = pending.popleft()
        if nullable(one) and not nullable(other):
            return text
        for letter in told_apart:
            after = derive(one, letter)
            if after == VOID:
                continue
            pair = (after, derive(other, letter))
            if pair not in seen:
                seen.add(pair)
                pending.append((*pair, text + chr(letter)))
        if len(seen) > _MAX_STATES:
            raise Undecided(f"{narrower} and {wider} are too large to be compared")
    return None
