"""The smallest documents of a grammar: to show a counterexample whole, and to test a grammar on every element."""

from collections import deque
from dataclasses import dataclass, field

from lxml import etree

from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.name_classes import contains, listed
from titelei.validate.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
)
from titelei.validate.relaxng.sample_values import sample

_NO_HEIGHT = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an element of the document is to have: attributes, attributes it must not have, first children."""

    attributes: tuple[tuple[Attribute, str, Pattern | str], ...] = ()
    absent: tuple[str, ...] = ()
    children: tuple[tuple[Pattern, str | None], ...] = ()


@dataclass(slots=True)
class _Made:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[_Made | str]" = field(default_factory=list)


class SampleDocuments:
    """Builds small valid documents of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._models = grammar.models
        self._heights: dict[Element, int] = {}
        self._identifiers = 0
        self._ways: dict[Element, Element] = {}
        self._explore()

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements that a document can hold, from the root down."""
        return tuple(self._heights)

    def document(self, element: Element, wish: Wish | None = None) -> "etree._Element | None":
        """Build a document that holds ``element`` with what is wished for; None where no document can be built."""
        self._identifiers = 0
        made = self._instance(element, wish or Wish())
        while made is not None and element in self._ways:
            parent = self._ways[element]
            word = self._word_with(parent, element)
            if word is None:
                return None
            inner = {element: made}
            made = self._instance(parent, Wish(children=tuple((letter, None) for letter in word)), inner)
            element = parent
        return None if made is None else _as_tree(made)

    def _explore(self) -> None:
        """Find for each element a way to the root and how deep its smallest instance is."""
        found = self._grammar.parents
        for element, parents in found.items():
            if parents and element not in self._models.all_elements(self._grammar.start):
                self._ways[element] = parents[0]
        self._heights = dict.fromkeys(found, _NO_HEIGHT)
        changed = True
        while changed:
            changed = False
            for element in found:
                height = 1 + self._height(self._grammar.content(element))
                if height < self._heights[element]:
                    self._heights[element] = height
                    changed = True

    def _height(self, pattern: Pattern) -> int:
        if pattern.nullable:
            return 0
        match pattern:
            case Element():
                return self._heights[pattern]
            case Choice():
                return min(self._height(item) for item in pattern.items)
            case Group() | Interleave():
                return max(self._height(item) for item in pattern.items)
            case OneOrMore():
                return self._height(pattern.item)
        return 0 if pattern is not self._grammar.patterns.not_allowed else _NO_HEIGHT

    def _word_with(self, parent: Element, wanted: Element) -> list[Pattern] | None:
        """Give a shortest beginning of the parent's children that ends in the wanted one."""
        items: list[Pattern] = []
        self._smallest(self._grammar.content(parent), items)
        start = self._grammar.content(parent)
        for item in items:
            if isinstance(item, Attribute):
                start = self._models.after_one(start, item)
        start = self._models.closed(start)
        seen = {start}
        pending: deque[tuple[Pattern, list[Pattern]]] = deque([(start, [])])
        while pending:
            state, word = pending.popleft()
            for letter in self._models.firsts(state):
                after = self._models.after_one(state, letter)
                if letter is wanted and self._height(after) < _NO_HEIGHT:
                    return [*word, letter]
                is_buildable = not isinstance(letter, Element) or self._heights[letter] < _NO_HEIGHT
                if after not in seen and is_buildable:
                    seen.add(after)
                    pending.append((after, [*word, letter]))
        return None

    def _instance(self, element: Element, wish: Wish, inner: dict[Element, _Made] | None = None) -> _Made | None:
        name = next(iter(listed(element.name)), None)
        if name is None or self._heights[element] >= _NO_HEIGHT:
            return None
        made = _Made(name)
        state = self._grammar.content(element)
        for attribute, attribute_name, value in wish.attributes:
            made.attributes[attribute_name] = value if isinstance(value, str) else self._value(value)
            state = self._models.after_one(state, attribute)
        absent = [a for a in self._models.attributes(state) if any(contains(a.name, n) for n in wish.absent)]
        state = self._models.without(state, frozenset(absent))
        items: list[Pattern] = []
        self._smallest(state, items)
        for item in items:
            if isinstance(item, Attribute):
                made.attributes[next(iter(listed(item.name)), "a")] = self._value(item.value)
                state = self._models.after_one(state, item)
        state = self._models.closed(state)
        for letter, text in wish.children:
            self._add(made, letter, text, inner or {})
            state = self._models.after_one(state, letter)
        items = []
        self._smallest(state, items)
        for item in items:
            self._add(made, item, None, {})
        return made

    def _value(self, pattern: Pattern) -> str:
        """Give a value; of identifiers a new one each time."""
        text = sample(pattern, self._models) or ""
        if isinstance(pattern, Data) and pattern.type == "ID":
            self._identifiers += 1
            numbered = f"{text}{self._identifiers}"
            return numbered if self._models.matches(pattern, numbered) else text
        return text

    def _add(self, made: _Made, letter: Pattern, text: str | None, inner: dict[Element, _Made]) -> None:
        if not isinstance(letter, Element):
            made.children.append(text if text is not None else sample(letter, self._models) or "")
            return
        child = inner.get(letter) or self._instance(letter, Wish())
        if child is not None:
            made.children.append(child)

    def _smallest(self, pattern: Pattern, items: list[Pattern]) -> None:
        """List the leaves of a smallest instance of a pattern, in order."""
        if pattern.nullable:
            return
        match pattern:
            case Choice():
                self._smallest(
                    min(pattern.items, key=lambda p: (self._height(p), len(self._models.all_elements(p)))), items
                )
            case Group() | Interleave():
                for item in pattern.items:
                    self._smallest(item, items)
            case OneOrMore():
                self._smallest(pattern.item, items)
            case _:
                items.append(pattern)


def _as_tree(made: _Made) -> "etree._Element":
    element = etree.Element(made.name)
    for name, value in made.attributes.items():
        element.set(name, value)
    last: etree._Element | None = None
    for child in made.children:
        if isinstance(child, str):
            if last is None:
                element.text = (element.text or "") + child
            else:
                last.tail = (last.tail or "") + child
        else:
            last = _as_tree(child)
            element.append(last)
    return element
