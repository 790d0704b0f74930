"""The patterns of a RELAX NG grammar after simplification (RELAX NG, 4 and 5), each made only once.

Equal patterns of one :class:`Patterns` are the same object, so that they serve as keys of the memo tables that
make derivatives fast (J. Clark, “An algorithm for RELAX NG validation”). Sequences, interleaves and choices
are flat.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Final

from titelei.validate.relaxng.name_classes import NameClass


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """What every pattern knows: its number in its :class:`Patterns`, and whether it matches nothing at all."""

    number: int
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class Empty(Pattern):
    """Matches no content."""


@dataclass(frozen=True, slots=True, eq=False)
class NotAllowed(Pattern):
    """Matches nothing, not even no content."""


@dataclass(frozen=True, slots=True, eq=False)
class Text(Pattern):
    """Matches any text, in any number of pieces."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice(Pattern):
    """Matches what any of its items matches."""

    items: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Group(Pattern):
    """Matches its items one after the other."""

    items: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Interleave(Pattern):
    """Matches its items woven into each other in any way."""

    items: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OneOrMore(Pattern):
    """Matches its item once or several times."""

    item: Pattern


@dataclass(frozen=True, slots=True, eq=False)
class ListOf(Pattern):
    """Matches text whose parts between white space match the item in turn."""

    item: Pattern


@dataclass(frozen=True, slots=True, eq=False)
class Data(Pattern):
    """Matches text of a datatype; ``params`` are its facets."""

    library: str
    type: str
    params: tuple[tuple[str, str], ...]
    excluded: Pattern | None


@dataclass(frozen=True, slots=True, eq=False)
class Value(Pattern):
    """Matches one value, compared as its datatype compares."""

    library: str
    type: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Attribute(Pattern):
    """Matches an attribute."""

    name: NameClass
    value: Pattern


@dataclass(frozen=True, slots=True, eq=False)
class Element(Pattern):
    """Matches an element. Its content is read on demand: :meth:`Patterns.content`."""

    name: NameClass


def alternatives(pattern: Pattern) -> tuple[Pattern, ...]:
    """Take a value pattern apart: values, datatypes and lists one by one."""
    if isinstance(pattern, Choice):
        return tuple(part for item in pattern.items for part in alternatives(item))
    return (pattern,)


class Patterns:
    """Makes patterns in normal form, each only once, and keeps the contents of elements."""

    def __init__(self) -> None:
        self._table: dict[Hashable, Pattern] = {}
        self._contents: dict[Element, Pattern] = {}
        self._readers: dict[Element, Callable[[], Pattern]] = {}
        self._count = 0
        self.empty: Final = Empty(self._next(), True)
        self.not_allowed: Final = NotAllowed(self._next(), False)
        self.text: Final = Text(self._next(), True)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def choice(self, items: Iterable[Pattern]) -> Pattern:
        """Join alternatives: flat, without doubles and without what never matches."""
        parts: dict[Pattern, None] = {}
        for item in items:
            if isinstance(item, Choice):
                parts.update(dict.fromkeys(item.items))
            elif item is not self.not_allowed:
                parts[item] = None
        if self.empty in parts and any(p.nullable for p in parts if p is not self.empty):
            del parts[self.empty]
        if len(parts) < 2:
            return next(iter(parts), self.not_allowed)
        key = ("choice", *sorted(p.number for p in parts))
        found = self._table.get(key)
        if found is None:
            nullable = any(p.nullable for p in parts)
            found = self._table[key] = Choice(self._next(), nullable, tuple(parts))
        return found

    def group(self, items: Iterable[Pattern]) -> Pattern:
        """Join a sequence: flat, without what is empty."""
        return self._joined(Group, items)

    def interleave(self, items: Iterable[Pattern]) -> Pattern:
        """Join what may be woven into each other."""
        return self._joined(Interleave, items)

    def _joined(self, kind: type[Group] | type[Interleave], items: Iterable[Pattern]) -> Pattern:
        parts: list[Pattern] = []
        for item in items:
            if item is self.not_allowed:
                return item
            if isinstance(item, kind):
                parts.extend(item.items)
            elif item is not self.empty:
                parts.append(item)
        if len(parts) < 2:
            return parts[0] if parts else self.empty
        if kind is Interleave:
            parts.sort(key=lambda p: p.number)
        key = (kind.__name__, *(p.number for p in parts))
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = kind(self._next(), all(p.nullable for p in parts), tuple(parts))
        return found

    def one_or_more(self, item: Pattern) -> Pattern:
        """Repeat a pattern at least once."""
        if isinstance(item, Empty | NotAllowed | Text | OneOrMore):
            return item
        key = ("+", item.number)
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = OneOrMore(self._next(), item.nullable, item)
        return found

    def optional(self, item: Pattern) -> Pattern:
        """Allow a pattern to be left out."""
        return self.choice((item, self.empty))

    def list_of(self, item: Pattern) -> Pattern:
        """Match white-space separated parts. Never nullable itself: an empty text is matched by its parts."""
        if item is self.not_allowed:
            return item
        key = ("list", item.number)
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = ListOf(self._next(), False, item)
        return found

    def data(
        self, library: str, type_: str, params: tuple[tuple[str, str], ...], excluded: Pattern | None = None
    ) -> Pattern:
        """Match a datatype with facets, less what ``excluded`` matches."""
        key = ("data", library, type_, params, excluded.number if excluded else 0)
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = Data(self._next(), False, library, type_, params, excluded)
        return found

    def value(self, library: str, type_: str, text: str) -> Pattern:
        """Match one value of a datatype."""
        key = ("value", library, type_, text)
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = Value(self._next(), False, library, type_, text)
        return found

    def attribute(self, name: NameClass, value: Pattern) -> Pattern:
        """Match an attribute."""
        if value is self.not_allowed:
            return value
        key = ("attribute", name, value.number)
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = Attribute(self._next(), False, name, value)
        return found

    def element(self, name: NameClass, content: Callable[[], Pattern]) -> Element:
        """Make a new element pattern whose content is read when it is asked for."""
        made = Element(self._next(), False, name)
        self._readers[made] = content
        return made

    def content(self, element: Element) -> Pattern:
        """Give an element's content: attributes and children."""
        found = self._contents.get(element)
        if found is None:
            found = self._contents[element] = self._readers.pop(element)()
        return found
