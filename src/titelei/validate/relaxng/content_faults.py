"""The children and the text of one element held to its content model; after a fault the likeliest repair is assumed."""

from collections import deque
from itertools import chain, islice
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.validate.relaxng import faults
from titelei.validate.relaxng.datatype_words import allowed_words, enumerated
from titelei.validate.relaxng.datatypes import is_blank
from titelei.validate.relaxng.faults import Expected, Fault
from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.matching import Matching, pieces
from titelei.validate.relaxng.name_classes import is_finite, listed, split
from titelei.validate.relaxng.patterns import (
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Text,
    Value,
)
from titelei.validate.relaxng.words import nearest, tag
from titelei.xml.positions import Positions

_MAX_FAULTS: Final = 100
"""Faults after which the rest of one element's children is not looked at."""

_NEARBY: Final = 200
"""How many siblings before and after are searched for the place that an element should have."""

_MAX_MISSING: Final = 3
"""How many missing elements in a row are guessed before an element that stands too early."""


class _Walk:
    """One element's children, walked from first to last."""

    def __init__(self, element: "etree._Element", pattern: Element, state: Pattern) -> None:
        self.element = element
        self.pattern = pattern
        self.name = str(element.tag)
        self.state = state
        self.past: list[tuple[Pattern, etree._Element]] = []
        self.misplaced: set[str] = set()
        self.before: etree._Element | None = None


class ContentFaults:
    """Looks at contents against one grammar."""

    def __init__(self, grammar: Grammar, matching: Matching, positions: Positions) -> None:
        self._grammar = grammar
        self._models = grammar.models
        self._patterns = grammar.patterns
        self._matching = matching
        self._positions = positions
        self._schema = Path(grammar.name).name

    def check(
        self,
        element: "etree._Element",
        pattern: Element,
        state: Pattern,
        found: list[Fault],
        children: "list[tuple[etree._Element, tuple[Element, ...]]]",
    ) -> None:
        """Add the faults of an element's content, and its children with the patterns that they are held to."""
        parts = list(pieces(element))
        walk = _Walk(element, pattern, state)
        texts = [part for part in parts if isinstance(part, str)]
        if len(texts) == len(parts):
            text = "".join(texts)
            if self._models.matches(state, text):
                return
            if self._is_text_value(walk, text, found):
                return
        most = len(found) + _MAX_FAULTS
        for part in parts:
            if len(found) >= most:
                found.append(faults.children_unread(element))
                return
            if isinstance(part, str):
                self._text(walk, part, found)
            else:
                self._child(walk, part, found, children)
                walk.before = part
        self._end(walk, found)

    # Text

    def _values(self, state: Pattern) -> list[Pattern]:
        return [leaf for leaf in self._models.firsts(state) if isinstance(leaf, Data | Value | ListOf)]

    def _is_text_value(self, walk: _Walk, text: str, found: list[Fault]) -> bool:
        """Tell of a text that is not of its datatype; False where no datatype is in question."""
        values = self._values(walk.state)
        if not values or any(isinstance(leaf, Text) for leaf in self._models.firsts(walk.state)):
            return False
        if is_blank(text) and self._expects_elements(walk.state):
            return False
        allowed = self._patterns.choice(values)
        near = nearest(text.strip(), enumerated(allowed))
        found.append(faults.text_value(walk.element, text, allowed_words(allowed, self._models), near))
        return True

    def _expects_elements(self, state: Pattern) -> bool:
        return any(isinstance(leaf, Element) for leaf in self._models.firsts(state))

    def _text(self, walk: _Walk, text: str, found: list[Fault]) -> None:
        if is_blank(text):
            return
        after = self._models.after_text(walk.state, text)
        if after is not self._patterns.not_allowed:
            walk.state = after
            return
        expected = self.expected(walk.state, walk.name, "")
        wrapper = next((name for name in expected.names if self._takes_text(walk.state, name)), None)
        found.append(faults.text_not_allowed(walk.element, text, expected, walk.before, wrapper))

    def _takes_text(self, state: Pattern, name: str) -> bool:
        return any(
            isinstance(leaf, Text)
            for element in self._models.elements(state, name)
            for leaf in self._models.firsts(self._models.closed(self._grammar.content(element)))
        )

    # Elements

    def _child(
        self,
        walk: _Walk,
        child: "etree._Element",
        found: list[Fault],
        children: "list[tuple[etree._Element, tuple[Element, ...]]]",
    ) -> None:
        name = str(child.tag)
        candidates = self._models.elements(walk.state, name)
        if not candidates:
            name = self._recover(walk, child, found)
            candidates = self._models.elements(walk.state, name)
        if candidates:
            letters = candidates
            if len(candidates) > 1:
                letters = tuple(c for c in candidates if self._matching.matches(child, c)) or candidates
            walk.past.append((walk.state, child))
            walk.state = self._models.after(walk.state, letters)
        else:
            candidates = self._grammar.by_name.get(name, ())
        children.append((child, candidates))

    def _recover(self, walk: _Walk, child: "etree._Element", found: list[Fault]) -> str:
        """Tell of a child that may not stand where it does; give the name it is taken for from here on."""
        name = str(child.tag)
        namespace, local = split(name)
        if name not in self._grammar.by_name:
            right = self._other_namespace(walk, local)
            if right is None:
                return self._unknown(walk, child, found)
            is_told = split(walk.name)[0] == namespace and walk.name not in self._grammar.by_name
            if not is_told:
                found.append(faults.wrong_namespace(child, right))
            elif not self._models.elements(walk.state, right):
                self._misplaced(walk, child, right, found)
            return right
        self._misplaced(walk, child, name, found)
        return name

    def _other_namespace(self, walk: _Walk, local: str) -> str | None:
        known = [name for name in self._grammar.by_name if split(name)[1] == local]
        fitting = [name for name in known if self._models.elements(walk.state, name)]
        return next(iter(fitting or known), None)

    def _unknown(self, walk: _Walk, child: "etree._Element", found: list[Fault]) -> str:
        local = split(str(child.tag))[1]
        expected = self.expected(walk.state, walk.name, local)
        known = [split(name)[1] for name in self._grammar.by_name]
        found.append(faults.element_unknown(child, walk.name, expected, known, self._schema))
        near = nearest(local, [split(name)[1] for name in expected.names])
        return next((name for name in expected.names if split(name)[1] == near), str(child.tag))

    def _misplaced(self, walk: _Walk, child: "etree._Element", name: str, found: list[Fault]) -> None:
        local = split(name)[1]
        expected = self.expected(walk.state, walk.name, local, child=name)
        content = self._grammar.content(walk.pattern)
        if not any(name in listed(e.name) for e in self._models.all_elements(content)):
            parents = [p for e in self._grammar.by_name[name] for p in self._grammar.parents[e]]
            elsewhere = [n for parent in parents for n in listed(parent.name)]
            beside = self._beside(child, name)
            wrapper = next((n for n in expected.names if self._holds(walk.state, n, name)), None)
            found.append(
                faults.element_not_allowed(
                    child, walk.name, expected, elsewhere=elsewhere, wrapper=wrapper, beside=beside
                )
            )
            return
        missing = self._missing_before(walk.state, name)
        following = list(islice(child.itersiblings(etree.Element), _NEARBY))
        later = {str(sibling.tag): sibling for sibling in reversed(following)}
        if missing and not any(n in later for n in missing):
            told = [n for n in missing if n not in walk.misplaced]
            if told:
                found.append(faults.element_missing_before(child, walk.name, told))
            for one in missing:
                walk.state = self._models.after(walk.state, self._models.elements(walk.state, one))
            return
        walk.misplaced.add(name)
        precede = None if missing else self._must_precede(walk, name)
        follow = next((later[n] for n in reversed(missing) if n in later), None)
        same = next((s for _, s in reversed(walk.past[-_NEARBY:]) if str(s.tag) == name), None)
        found.append(
            faults.element_misplaced(
                child,
                walk.name,
                expected,
                must_precede=None if precede is None else (str(precede.tag), self._positions.of(precede)[0]),
                must_follow=None if follow is None else (str(follow.tag), self._positions.of(follow)[0]),
                only_one=0 if same is None else self._positions.of(same)[0],
            )
        )

    def _beside(self, child: "etree._Element", name: str) -> str | None:
        """Name the nearest sibling that an element could be moved into; one that holds text is none."""
        siblings = chain(child.itersiblings(etree.Element), child.itersiblings(etree.Element, preceding=True))
        for sibling in islice(siblings, _NEARBY):
            for pattern in self._grammar.by_name.get(str(sibling.tag), ()):
                content = self._models.closed(self._grammar.content(pattern))
                is_mixed = any(isinstance(leaf, Text) for leaf in self._models.firsts(content))
                if not is_mixed and any(name in listed(e.name) for e in self._models.all_elements(content)):
                    return str(sibling.tag)
        return None

    def _holds(self, state: Pattern, wrapper: str, name: str) -> bool:
        """Tell whether an element that may stand here could hold ``name`` as its first child."""
        return any(
            self._models.elements(self._models.closed(self._grammar.content(element)), name)
            for element in self._models.elements(state, wrapper)
        )

    def _missing_before(self, state: Pattern, name: str) -> tuple[str, ...]:
        """Give the fewest elements that, put here, would make ``name`` allowed; empty where none would."""
        seen = {state}
        pending: deque[tuple[Pattern, tuple[str, ...]]] = deque([(state, ())])
        while pending:
            current, word = pending.popleft()
            if word and self._models.elements(current, name):
                return word
            if len(word) == _MAX_MISSING:
                continue
            for leaf in self._models.firsts(current):
                if not isinstance(leaf, Element) or not is_finite(leaf.name):
                    continue
                after = self._models.after_one(current, leaf)
                if after not in seen:
                    seen.add(after)
                    pending.append((after, (*word, listed(leaf.name)[0])))
        return ()

    def _must_precede(self, walk: _Walk, name: str) -> "etree._Element | None":
        """Find the latest earlier sibling before which an element of this name could stand."""
        for state, sibling in reversed(walk.past[-_NEARBY:]):
            if str(sibling.tag) == name:
                continue
            here = self._models.elements(state, name)
            if here and self._models.elements(self._models.after(state, here), str(sibling.tag)):
                return sibling
        return None

    # The end

    def _end(self, walk: _Walk, found: list[Fault]) -> None:
        if walk.state.nullable or self._models.after_text(walk.state, "").nullable:
            return
        required = [name for name in self._required(walk.state) if name not in walk.misplaced]
        expected = self.expected(walk.state, walk.name, "")
        if not required and (walk.misplaced & set(self._required(walk.state)) or walk.misplaced & set(expected.names)):
            return
        values = self._values(walk.state)
        if values and not expected.names:
            allowed = allowed_words(self._patterns.choice(values), self._models)
            found.append(faults.text_value(walk.element, "", allowed, None))
            return
        start_line = self._positions.of(walk.element)[0]
        line = 0 if self._positions.of_end(walk.element)[0] == start_line else start_line
        found.append(faults.element_missing_at_end(walk.element, required, expected, line))

    def _required(self, pattern: Pattern) -> dict[str, None]:
        """Give the names of elements without which a pattern cannot be met, in order."""
        if pattern.nullable:
            return {}
        match pattern:
            case Element() if is_finite(pattern.name):
                return {listed(pattern.name)[0]: None}
            case Group() | Interleave():
                return {name: None for item in pattern.items for name in self._required(item)}
            case OneOrMore():
                return self._required(pattern.item)
            case Choice():
                ways = [self._required(item) for item in pattern.items]
                return {name: None for name in ways[0] if all(name in way for way in ways)}
        return {}

    # What may stand at a place

    def expected(self, state: Pattern, parent: str, like: str, child: str = "") -> Expected:
        """List what may stand at a place.

        First what is required, then a name like ``like``, then what ``child``, or else the end, may follow.
        """
        firsts = self._models.firsts(state)
        names = list(dict.fromkeys(n for leaf in firsts if isinstance(leaf, Element) for n in listed(leaf.name)))
        required = self._required(state)
        near = nearest(like, [split(n)[1] for n in names]) if like else None

        def rank(name: str) -> tuple[bool, bool, bool]:
            after = [self._models.after_one(state, e) for e in self._models.elements(state, name)]
            leads = any(self._models.elements(rest, child) if child else rest.nullable for rest in after)
            return (name not in required, split(name)[1] != near, state.nullable or not leads)

        values = self._values(state)
        return Expected(
            names=tuple(sorted(names, key=rank)),
            wildcards=tuple(
                tag(leaf.name) for leaf in firsts if isinstance(leaf, Element) and not is_finite(leaf.name)
            ),
            takes_text=any(isinstance(leaf, Text) for leaf in firsts),
            values=allowed_words(self._patterns.choice(values), self._models) if values else "",
            parent=parent,
            may_end=state.nullable and bool(parent),
        )
