"""The attributes of one element held to its pattern: unknown, missing, in conflict, or of a wrong value."""

from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml import etree

from titelei.validate.relaxng import attribute_sentences as sentences
from titelei.validate.relaxng.datatype_words import allowed_words, enumerated
from titelei.validate.relaxng.faults import Fault
from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.name_classes import contains, listed
from titelei.validate.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    alternatives,
)
from titelei.validate.relaxng.words import attribute_names, nearest, written_name
from titelei.xml.positions import Positions

_MAX_FAULTS: Final = 50
"""Faults after which the rest of one element's attributes is only counted."""


class AttributeFaults:
    """Looks at attributes against one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._models = grammar.models
        self._patterns = grammar.patterns

    def check(self, element: "etree._Element", content: Pattern, found: list[Fault]) -> Pattern:
        """Add the faults of an element's attributes; give what its children must be."""
        state = content
        guessed: set[str] = set()
        given = dict.fromkeys(map(str, element.attrib.keys()))  # values one by one: items() is quadratic in lxml
        for number, name in enumerate(given):
            if len(found) >= _MAX_FAULTS:
                found.append(sentences.attributes_unread(element, len(given) - number))
                break
            state = self._one(element, name, given, content, state, found, guessed)
        closed = self._models.closed(state)
        if closed is not self._patterns.not_allowed:
            return closed
        return self._missing(element, state, found, guessed)

    def _one(
        self,
        element: "etree._Element",
        name: str,
        given: dict[str, None],
        content: Pattern,
        state: Pattern,
        found: list[Fault],
        guessed: set[str],
    ) -> Pattern:
        models = self._models
        value = element.get(name, "")
        candidates = [a for a in models.attributes(state) if contains(a.name, name)]
        after = models.after(state, [a for a in candidates if models.matches(a.value, value)])
        if after is not self._patterns.not_allowed:
            return after
        written = written_name(element, name)
        if candidates:
            values = self._patterns.choice([a.value for a in candidates])
            near = nearest(value.strip(), enumerated(values))
            found.append(sentences.attribute_value(element, written, value, allowed_words(values, models), near))
            return models.after(state, candidates)
        if any(contains(a.name, name) for a in models.attributes(content)):
            others = [written_name(element, other) for other in islice(given, _MAX_FAULTS) if other != name]
            found.append(sentences.attribute_conflict(element, written, others))
            return state
        allowed = [attribute_names(a.name) for a in models.attributes(content)]
        free = [
            attribute_names(a.name) for a in models.attributes(content) if not any(n in given for n in listed(a.name))
        ]
        near = nearest(written, free) or _nearest_with_prefix(written, free)
        guessed |= {near} if near else set()
        twin = None if near else nearest(written, allowed)
        ordered = sorted(dict.fromkeys(allowed), key=lambda n: (n != near, n not in free, n.startswith("xml:")))
        found.append(sentences.attribute_unknown(element, name, written, ordered, near, twin))
        return state

    def _missing(self, element: "etree._Element", state: Pattern, found: list[Fault], guessed: set[str]) -> Pattern:
        models = self._models
        required = self._required(state)
        chosen = list(required)
        any_of = False
        rest = models.without(state, frozenset(models.attributes(state)) - set(chosen), frozenset(chosen))
        if rest is self._patterns.not_allowed:
            chosen = self._alternatives(state)
            any_of = True
            first = frozenset(chosen[:1]) | frozenset(required)
            rest = models.without(state, frozenset(models.attributes(state)) - first, first)
        told = [a for a in chosen if attribute_names(a.name) not in guessed]
        if told and (not any_of or len(told) == len(chosen)):
            names = list(dict.fromkeys(attribute_names(a.name) for a in told))
            words = [allowed_words(a.value, models) for a in told]
            found.append(sentences.attribute_missing(element, names, words, any_of=any_of and len(names) > 1))
        if rest is self._patterns.not_allowed:
            rest = models.without(state, frozenset(), frozenset(models.attributes(state)))
        if not found:
            names = [attribute_names(a.name) for a in models.attributes(state)]
            found.append(sentences.attribute_missing(element, names, [], any_of=True))
        return rest

    def _required(self, pattern: Pattern) -> dict[Attribute, None]:
        """Give the attributes without which a pattern cannot be met."""
        if self._models.closed(pattern) is not self._patterns.not_allowed:
            return {}
        match pattern:
            case Attribute():
                return {pattern: None}
            case Group() | Interleave():
                return {a: None for item in pattern.items for a in self._required(item)}
            case OneOrMore():
                return self._required(pattern.item)
            case Choice():
                ways = [self._required(item) for item in pattern.items]
                return {a: None for a in ways[0] if all(a in way for way in ways)}
        return {}

    def _alternatives(self, state: Pattern) -> list[Attribute]:
        """Give the attributes of which one alone, beside what is required, would do."""
        required = frozenset(self._required(state))
        every = frozenset(self._models.attributes(state))
        return [
            a
            for a in self._models.attributes(state)
            if a not in required
            and self._models.without(state, every - required - {a}, required | {a}) is not self._patterns.not_allowed
        ]


def _nearest_with_prefix(written: str, free: Sequence[str]) -> str | None:
    """Give the name whose part after the prefix is most like what is written: ``langx`` may mean ``xml:lang``."""
    by_local = {name.rpartition(":")[2]: name for name in free if ":" in name}
    near = nearest(written, tuple(by_local))
    return by_local[near] if near else None


def repeated_ids(grammar: Grammar, root: "etree._Element", positions: Positions) -> list[Fault]:
    """Give a fault for each identifier that stands earlier in the document already."""
    typed = _id_attributes(grammar)
    first: dict[str, etree._Element] = {}
    found: list[Fault] = []
    for element in root.iter(etree.Element):
        for name in typed.get(str(element.tag), ()):
            value = element.get(name, "").strip()
            if not value:
                continue
            earlier = first.setdefault(value, element)
            if earlier is not element:
                line = positions.of(earlier)[0]
                found.append(sentences.id_repeated(element, written_name(element, name), value, earlier, line))
    return found


def _id_attributes(grammar: Grammar) -> dict[str, tuple[str, ...]]:
    """Give for each element name the attributes that hold identifiers."""
    found: dict[str, tuple[str, ...]] = {}
    for name, elements in grammar.by_name.items():
        attributes = [a for e in elements for a in grammar.models.attributes(grammar.content(e))]
        ids = [a for a in attributes if any(isinstance(v, Data) and v.type == "ID" for v in alternatives(a.value))]
        if ids:
            found[name] = tuple(dict.fromkeys(n for a in ids for n in listed(a.name)))
    return found
