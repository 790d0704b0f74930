"""Is every document of one grammar a document of the other?

Element by element, both content models are walked in step by derivatives over the children that ours allows; attributes
that do not depend on each other are compared one by one. Sound: what cannot be shown counts as a counterexample.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from conformance.sample_documents import SampleDocuments, Wish
from conformance.value_inclusion import Values
from titelei.validate.relaxng.content_model import ContentModels
from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.name_classes import (
    AnyName,
    Name,
    NameChoice,
    NameClass,
    NsName,
    contains,
    is_finite,
    listed,
    split,
)
from titelei.validate.relaxng.patterns import Attribute, Element, Group, Interleave, Pattern, Text, alternatives
from titelei.validate.relaxng.sample_values import sample
from titelei.validate.relaxng.words import tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterexample:
    """Something that our grammar allows and theirs does not.

    ``is_certain`` is False where it only cannot be shown that theirs allows it. ``document`` is a whole
    document that ours accepts and theirs should refuse; None where none could be built.
    """

    element: str
    message: str
    is_certain: bool = True
    document: "etree._Element | None" = None

    def __str__(self) -> str:
        return f"{self.element}: {self.message}"


def inclusion(ours: Grammar, theirs: Grammar) -> Counterexample | None:
    """Give one counterexample to “every document of ours is one of theirs”; None where that is proved."""
    return next(iter(counterexamples(ours, theirs)), None)


def counterexamples(ours: Grammar, theirs: Grammar) -> Iterator[Counterexample]:
    """Give all counterexamples, at most one for each element and child, attribute or value."""
    yield from _Inclusion(ours, theirs).run()


_Given = tuple[tuple[Attribute, str, Pattern | str], ...]
_Component = tuple[list[str], Pattern, Pattern, bool]


class _Inclusion:
    def __init__(self, ours: Grammar, theirs: Grammar) -> None:
        self._ours, self._theirs = ours, theirs
        self._our, self._their = ours.models, theirs.models
        self._values = Values(ours.models, theirs.models)
        self._documents = SampleDocuments(ours)
        self._pending: deque[tuple[Element, Element]] = deque()
        self._seen: set[tuple[Element, Element]] = set()

    def run(self) -> Iterator[Counterexample]:
        for letter in self._our.firsts(self._ours.start):
            found = self._fitting(self._theirs.start, letter)
            if not found:
                yield self._example(letter, f"as root, {_shown(letter)} is not allowed there", Wish())
        while self._pending:
            ours, theirs = self._pending.popleft()
            yield from self._element(ours, theirs)

    def _fitting(self, theirs: Pattern, ours: Pattern) -> list[Pattern]:
        """Give their letters that surely allow all of ours; elements are then compared in their turn."""
        if not isinstance(ours, Element):
            return [leaf for leaf in self._their.firsts(theirs) if self._values.covers(leaf, ours)]
        found: list[Element]
        if isinstance(ours.name, Name):
            found = list(self._their.elements(theirs, ours.name.clark))
        else:
            every = [leaf for leaf in self._their.firsts(theirs) if isinstance(leaf, Element)]
            found = [leaf for leaf in every if covers(leaf.name, ours.name)]
        for leaf in found:
            if (ours, leaf) not in self._seen:
                self._seen.add((ours, leaf))
                self._pending.append((ours, leaf))
        return list(found)

    # One element

    def _element(self, ours: Element, theirs: Element) -> Iterator[Counterexample]:
        our, their = self._ours.content(ours), self._theirs.content(theirs)
        if not all(is_finite(a.name) for a in self._our.attributes(our)):
            yield self._example(ours, "its attributes of any name cannot be shown to be allowed there", None)
            return
        told: set[tuple[str, str]] = set()
        for component in self._components(our, their):
            yield from self._attributes(ours, component, told)

    def _components(self, our: Pattern, their: Pattern) -> list[_Component]:
        """Split both contents into parts that share no attribute; the last part holds the children."""
        our_factors, our_rest = _factors(our, self._our)
        their_factors, their_rest = _factors(their, self._their)
        names = sorted({name for a in self._our.attributes(our) for name in listed(a.name)})
        groups: list[tuple[set[str], list[Pattern], list[Pattern], bool]] = []

        def add(factor: Pattern, models: ContentModels, *, is_ours: bool, is_rest: bool) -> None:
            mine = {n for a in models.attributes(factor) for n in listed(a.name)}
            mine |= {n for n in names if any(contains(a.name, n) for a in models.attributes(factor))}
            joined = (mine, [factor] if is_ours else [], [] if is_ours else [factor], is_rest)
            for group in [g for g in groups if g[0] & mine or (is_rest and g[3])]:
                groups.remove(group)
                joined = (joined[0] | group[0], joined[1] + group[1], joined[2] + group[2], joined[3] or group[3])
            groups.append(joined)

        add(our_rest, self._our, is_ours=True, is_rest=True)
        add(their_rest, self._their, is_ours=False, is_rest=True)
        for factor in our_factors:
            add(factor, self._our, is_ours=True, is_rest=False)
        for factor in their_factors:
            add(factor, self._their, is_ours=False, is_rest=False)
        return [
            (
                [n for n in names if n in group],
                self._ours.patterns.group(one),
                self._theirs.patterns.group(other),
                is_rest,
            )
            for group, one, other, is_rest in groups
        ]

    # Attributes

    def _attributes(
        self, element: Element, component: _Component, told: set[tuple[str, str]]
    ) -> Iterator[Counterexample]:
        """Try every way in which ours gives the component's attributes, in step with theirs."""
        names, our, their, has_children = component
        seen: set[tuple[int, Pattern, Pattern]] = set()
        pending: list[tuple[int, Pattern, Pattern, _Given]] = [(0, our, their, ())]
        while pending:
            at, one, other, given = pending.pop()
            all_given = [g[1] for g in given]
            if (at, one, other) in seen or one is self._ours.patterns.not_allowed:
                continue
            seen.add((at, one, other))
            absent = tuple(n for n in names[:at] if n not in all_given)
            if at == len(names):
                wish = Wish(attributes=given, absent=absent)
                our_content, their_content = self._our.closed(one), self._their.closed(other)
                if our_content is self._ours.patterns.not_allowed:
                    continue
                if their_content is self._theirs.patterns.not_allowed:
                    yield from self._left_out(element, self._lacking(their, all_given), wish, told)
                elif has_children:
                    yield from self._children(element, our_content, their_content, wish, told)
                continue
            name = names[at]
            gone = frozenset(a for a in self._our.attributes(one) if listed(a.name) == (name,))
            their_gone = frozenset(a for a in self._their.attributes(other) if listed(a.name) == (name,))
            pending.append((at + 1, self._our.without(one, gone), self._their.without(other, their_gone), given))
            for attribute in self._our.attributes(one):
                if contains(attribute.name, name):
                    after = self._our.after_one(one, attribute)
                    for value in alternatives(attribute.value):
                        more = (*given, (attribute, name, value))
                        problem, rest = self._given(name, value, other)
                        if not problem:
                            pending.append((at + 1, after, rest, more))
                            continue
                        what, certain, witness = problem
                        if given and any(contains(a.name, name) for a in self._their.attributes(their)):
                            what += _beside(all_given)
                        if ("@" + name, what) not in told:
                            told.add(("@" + name, what))
                            more = (*given, (attribute, name, value if witness is None else witness))
                            yield self._example(element, what, Wish(attributes=more, absent=absent), certain)

    def _given(self, name: str, value: Pattern, theirs: Pattern) -> tuple[tuple[str, bool, str | None] | None, Pattern]:
        """Give their pattern after an attribute of ours, or what they object to (sentence, is it sure, the value)."""
        named = [a for a in self._their.attributes(theirs) if contains(a.name, name)]
        if not named:
            return (f"@{_short(name)} is not allowed there", True, None), theirs
        problems = [(a, self._values.outside(value, a.value)) for a in named]
        fitting = [a for a, problem in problems if problem is None]
        if not fitting:
            first = next(p for _, p in problems if p is not None)
            certain = next((p for _, p in problems if p is not None and p.value is not None), None)
            if certain is not None and all(not self._their.matches(a.value, certain.value or "") for a, _ in problems):
                return (
                    (f'@{_short(name)}="{certain.value}": {certain.reason}', True, certain.value),
                    theirs,
                )
            return (f"@{_short(name)} ({described(value)}): {first.reason}", False, None), theirs
        return None, self._their.after(theirs, fitting)

    def _lacking(self, theirs: Pattern, given: list[str]) -> list[str]:
        """Give the attributes of which theirs would take one beside those given, to be content."""
        named = [a for a in self._their.attributes(theirs) if set(listed(a.name)) & set(given)]
        state = self._their.without(theirs, frozenset(), frozenset(named))
        not_allowed = self._theirs.patterns.not_allowed
        each = [a for a in self._their.attributes(state) if self._their.after_one(state, a) is not not_allowed]
        enough = [a for a in each if self._their.closed(self._their.after_one(state, a)) is not not_allowed]
        return list(dict.fromkeys(name for a in enough or each for name in listed(a.name)))

    def _left_out(
        self, element: Element, lacking: list[str], wish: Wish, told: set[tuple[str, str]]
    ) -> Iterator[Counterexample]:
        names = " or ".join(f"@{_short(name)}" for name in lacking) or "another attribute"
        what = f"{names} may be left out here{_beside([g[1] for g in wish.attributes])}, but is required there"
        if ("@", what) not in told:
            told.add(("@", what))
            yield self._example(element, what, wish)

    # Children

    def _children(
        self, element: Element, our: Pattern, their: Pattern, wish: Wish, told: set[tuple[str, str]]
    ) -> Iterator[Counterexample]:
        seen = {(our, their)}
        pending: deque[tuple[Pattern, Pattern, tuple[Pattern, ...]]] = deque([(our, their, ())])
        while pending:
            one, other, word = pending.popleft()
            if one.nullable and not self._may_end(other, word) and ("end", "") not in told:
                told.add(("end", ""))
                expected = ", ".join(dict.fromkeys(_shown(leaf) for leaf in self._their.firsts(other)))
                yield self._example(
                    element,
                    f"its children may end after {_word(word)}, but there {expected or 'nothing valid'} must follow",
                    _with_children(wish, word),
                )
            for letter in self._our.firsts(one):
                for alternative in alternatives(letter):
                    after, rest = self._our.after_one(one, letter), self._after(other, alternative)
                    key = ("child", _shown(letter))
                    if rest is self._theirs.patterns.not_allowed:
                        if key not in told:
                            told.add(key)
                            yield self._refused(element, other, letter, word, wish)
                    elif (after, rest) not in seen:
                        seen.add((after, rest))
                        pending.append((after, rest, (*word, letter)))

    def _after(self, theirs: Pattern, letter: Pattern) -> Pattern:
        return self._their.after(theirs, self._fitting(theirs, letter))

    def _may_end(self, theirs: Pattern, word: tuple[Pattern, ...]) -> bool:
        return theirs.nullable or (not word and all(self._their.matches(theirs, text) for text in ("", " ")))

    def _refused(
        self, element: Element, other: Pattern, letter: Pattern, word: tuple[Pattern, ...], wish: Wish
    ) -> Counterexample:
        is_certain, text = True, None
        if not isinstance(letter, Element):
            text = sample(letter, self._our)
            is_certain = text is not None and self._their.after_text(other, text) is self._theirs.patterns.not_allowed
        expected = ", ".join(list(dict.fromkeys(_shown(leaf) for leaf in self._their.firsts(other)))[:8])
        may_end = "or the end" if other.nullable else ""
        allowed = " ".join(part for part in (expected, may_end) if part)
        what = f"{_shown(letter)} may stand here after {_word(word)}"
        not_there = "is not allowed there" if is_certain else "cannot be shown to be allowed there"
        return self._example(
            element,
            f"{what}, but {not_there} (there: {allowed or 'nothing'})",
            _with_children(wish, (*word, letter), text),
            is_certain,
        )

    def _example(self, element: Pattern, what: str, wish: Wish | None, is_certain: bool = True) -> Counterexample:
        name = _shown(element)
        document = None
        if wish is not None and isinstance(element, Element):
            document = self._documents.document(element, wish)
        return Counterexample(element=name, message=what + ".", is_certain=is_certain, document=document)


def _with_children(wish: Wish, word: tuple[Pattern, ...], text: str | None = None) -> Wish:
    letters: list[tuple[Pattern, str | None]] = [(letter, None) for letter in word]
    if letters and text is not None:
        letters[-1] = (letters[-1][0], text)
    return Wish(attributes=wish.attributes, absent=wish.absent, children=tuple(letters))


def _factors(pattern: Pattern, models: ContentModels) -> tuple[list[Pattern], Pattern]:
    """Take the attribute-only parts out of a content: they bind no order. Give them and the rest."""
    if not models.attributes(pattern):
        return [], pattern
    if _only_attributes(pattern):
        return [pattern], models.patterns.empty
    if not isinstance(pattern, Group | Interleave):
        return [], pattern
    factors: list[Pattern] = []
    rests: list[Pattern] = []
    for item in pattern.items:
        more, rest = _factors(item, models)
        factors += more
        rests.append(rest)
    join = models.patterns.group if isinstance(pattern, Group) else models.patterns.interleave
    return factors, join(rests)


def _only_attributes(pattern: Pattern) -> bool:
    match pattern:
        case Attribute():
            return True
        case Element() | Text():
            return False
    items = getattr(pattern, "items", None) or ((pattern.item,) if hasattr(pattern, "item") else ())
    if not items:
        return pattern.nullable
    return all(_only_attributes(item) for item in items)


def _word(word: tuple[Pattern, ...]) -> str:
    return " ".join(_shown(letter) for letter in word) if word else "the start"


def _beside(given: list[str]) -> str:
    return f" beside {', '.join('@' + _short(name) for name in given)}" if given else ""


def _short(name: str) -> str:
    namespace, local = split(name)
    return f"xml:{local}" if namespace.endswith("/namespace") else local


def _shown(letter: Pattern) -> str:
    if isinstance(letter, Element):
        return tag(letter.name)
    return described(letter)


def covers(wider: NameClass, narrower: NameClass) -> bool:
    """Tell whether every name of ``narrower`` is surely one of ``wider``; False also where that is not clear."""
    if wider == narrower or wider == AnyName():
        return True
    match narrower:
        case Name():
            return contains(wider, narrower.clark)
        case NameChoice():
            return all(covers(wider, part) for part in narrower.parts)
        case NsName():
            return wider == NsName(narrower.namespace)
    return False


def described(pattern: Pattern) -> str:
    """Name a value pattern shortly: text, a type with its patterns, or a value."""
    match pattern:
        case Text():
            return "text"
    kind = type(pattern).__name__
    name = getattr(pattern, "type", "")
    if kind == "Value":
        return f'"{getattr(pattern, "text", "")}"'
    facets = "".join(f" {facet} {value}" for facet, value in getattr(pattern, "params", ()))
    return f"{name}{facets}" if name else {"ListOf": "list"}.get(kind, kind.lower())
