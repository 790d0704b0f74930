"""What may follow: derivatives of patterns (J. Clark, “An algorithm for RELAX NG validation”, after Brzozowski).

A letter is a leaf of the grammar: an element, attribute, datatype, value or text. The derivative by a letter is the
pattern of what may follow it. Every answer is kept, so that a second document costs look-ups only.
"""

from collections.abc import Callable, Iterable

from titelei.validate.relaxng.datatypes import Datatypes, is_blank, tokens
from titelei.validate.relaxng.name_classes import contains
from titelei.validate.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
)


class ContentModels:
    """Derivatives over the patterns of one grammar."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self.datatypes = Datatypes()
        self._after: dict[tuple[Pattern, Pattern], Pattern] = {}
        self._firsts: dict[Pattern, tuple[Pattern, ...]] = {}
        self._attributes: dict[Pattern, tuple[Attribute, ...]] = {}
        self._all_elements: dict[Pattern, tuple[Element, ...]] = {}
        self._closed: dict[Pattern, Pattern] = {}
        self._by_name: dict[tuple[Pattern, str], tuple[Element, ...]] = {}

    # Letters

    def firsts(self, pattern: Pattern) -> tuple[Pattern, ...]:
        """Give the leaves, attributes aside, with which content may begin, in the grammar's order."""
        found = self._firsts.get(pattern)
        if found is None:
            found = self._firsts[pattern] = tuple(dict.fromkeys(self._find_firsts(pattern)))
        return found

    def _find_firsts(self, pattern: Pattern) -> list[Pattern]:
        match pattern:
            case Text() | Data() | Value() | ListOf() | Element():
                return [pattern]
            case Choice() | Interleave():
                return [leaf for item in pattern.items for leaf in self.firsts(item)]
            case OneOrMore():
                return list(self.firsts(pattern.item))
            case Group():
                leaves: list[Pattern] = []
                for item in pattern.items:
                    leaves += self.firsts(item)
                    if not self.closed(item).nullable:
                        break
                return leaves
        return []

    def elements(self, pattern: Pattern, clark: str) -> tuple[Element, ...]:
        """Give the elements of this name with which content may begin."""
        key = (pattern, clark)
        found = self._by_name.get(key)
        if found is None:
            found = self._by_name[key] = tuple(
                leaf for leaf in self.firsts(pattern) if isinstance(leaf, Element) and contains(leaf.name, clark)
            )
        return found

    def all_elements(self, pattern: Pattern) -> tuple[Element, ...]:
        """Give the elements that content may hold anywhere, in the grammar's order."""
        found = self._all_elements.get(pattern)
        if found is None:
            leaves: list[Element] = []
            match pattern:
                case Element():
                    leaves = [pattern]
                case Choice() | Group() | Interleave():
                    leaves = [leaf for item in pattern.items for leaf in self.all_elements(item)]
                case OneOrMore():
                    leaves = list(self.all_elements(pattern.item))
            found = self._all_elements[pattern] = tuple(dict.fromkeys(leaves))
        return found

    def attributes(self, pattern: Pattern) -> tuple[Attribute, ...]:
        """Give the attributes that a pattern allows at all, in the grammar's order."""
        found = self._attributes.get(pattern)
        if found is None:
            leaves: list[Attribute] = []
            match pattern:
                case Attribute():
                    leaves = [pattern]
                case Choice() | Group() | Interleave():
                    leaves = [leaf for item in pattern.items for leaf in self.attributes(item)]
                case OneOrMore():
                    leaves = list(self.attributes(pattern.item))
            found = self._attributes[pattern] = tuple(dict.fromkeys(leaves))
        return found

    # Derivatives

    def after(self, pattern: Pattern, letters: Iterable[Pattern]) -> Pattern:
        """Give what may follow one occurrence that counts as any of these letters."""
        return self.patterns.choice([self.after_one(pattern, letter) for letter in letters])

    def after_one(self, pattern: Pattern, letter: Pattern) -> Pattern:
        """Give what may follow one letter; ``not_allowed`` where it may not stand first."""
        key = (pattern, letter)
        found = self._after.get(key)
        if found is None:
            found = self._after[key] = self._derive(pattern, letter)
        return found

    def _derive(self, pattern: Pattern, letter: Pattern) -> Pattern:
        make = self.patterns
        match pattern:
            case Text():
                return pattern if letter is pattern else make.not_allowed
            case Data() | Value() | ListOf() | Element() | Attribute():
                return make.empty if letter is pattern else make.not_allowed
            case Choice():
                return make.choice([self.after_one(item, letter) for item in pattern.items])
            case OneOrMore():
                rest = self.after_one(pattern.item, letter)
                return make.group((rest, make.optional(pattern)))
            case Interleave():
                return make.choice(self._woven(pattern.items, letter, make.interleave))
            case Group() if isinstance(letter, Attribute):
                return make.choice(self._woven(pattern.items, letter, make.group))
            case Group():
                ways: list[Pattern] = []
                for number, item in enumerate(pattern.items):
                    rest = self.after_one(item, letter)
                    if rest is not make.not_allowed:
                        ways.append(make.group((rest, *pattern.items[number + 1 :])))
                    if not item.nullable:
                        break
                return make.choice(ways)
        return make.not_allowed

    def _woven(
        self, items: tuple[Pattern, ...], letter: Pattern, join: Callable[[Iterable[Pattern]], Pattern]
    ) -> list[Pattern]:
        ways: list[Pattern] = []
        for number, item in enumerate(items):
            rest = self.after_one(item, letter)
            if rest is not self.patterns.not_allowed:
                ways.append(join((*items[:number], rest, *items[number + 1 :])))
        return ways

    def closed(self, pattern: Pattern) -> Pattern:
        """Give what the content must be when no further attribute comes."""
        found = self._closed.get(pattern)
        if found is None:
            found = self._closed[pattern] = self.without(pattern, frozenset(self.attributes(pattern)))
        return found

    def without(
        self, pattern: Pattern, absent: frozenset[Attribute], present: frozenset[Attribute] = frozenset()
    ) -> Pattern:
        """Give a pattern in which some attributes are known to be absent, and some known to have been given."""
        make = self.patterns
        match pattern:
            case Attribute():
                if pattern in absent:
                    return make.not_allowed
                return make.empty if pattern in present else pattern
            case Choice() | Group() | Interleave() | OneOrMore() if not self.attributes(pattern):
                return pattern
            case Choice():
                return make.choice([self.without(item, absent, present) for item in pattern.items])
            case Group():
                return make.group([self.without(item, absent, present) for item in pattern.items])
            case Interleave():
                return make.interleave([self.without(item, absent, present) for item in pattern.items])
            case OneOrMore():
                return make.one_or_more(self.without(pattern.item, absent, present))
        return pattern

    # Text

    def after_text(self, pattern: Pattern, text: str) -> Pattern:
        """Give what may follow a piece of text."""
        return self.after(pattern, [leaf for leaf in self.firsts(pattern) if self.matches_leaf(leaf, text)])

    def matches_leaf(self, leaf: Pattern, text: str) -> bool:
        """Tell whether a piece of text counts as this leaf."""
        match leaf:
            case Text():
                return True
            case Value():
                return self.datatypes.allows(leaf, text)
            case Data():
                if not self.datatypes.allows(leaf, text):
                    return False
                return leaf.excluded is None or not self.matches(leaf.excluded, text)
            case ListOf():
                rest = leaf.item
                for token in tokens(text):
                    rest = self.after_text(rest, token)
                return rest.nullable
        return False

    def matches(self, pattern: Pattern, text: str) -> bool:
        """Tell whether a whole text, of an attribute or element, matches a pattern (Clark's ``valueMatch``)."""
        return (pattern.nullable and is_blank(text)) or self.after_text(pattern, text).nullable
