"""Does an element match a pattern? For grammars in which a name alone does not say which pattern is meant."""

from collections.abc import Iterator

from lxml import etree

from titelei.validate.relaxng.datatypes import is_blank
from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.name_classes import contains
from titelei.validate.relaxng.patterns import Element, Pattern


def pieces(element: "etree._Element") -> "Iterator[etree._Element | str]":
    """Give child elements and the texts between them; comments and processing instructions do not part a text."""
    text = element.text or ""
    for child in element:
        if isinstance(child, etree._Entity):
            text += child.text or "&?;"
        elif isinstance(child.tag, str):
            if text:
                yield text
            yield child
            text = ""
        text += child.tail or ""
    if text:
        yield text


class Matching:
    """Verdicts on the elements of one document, each found once."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._models = grammar.models
        self._answers: dict[tuple[etree._Element, Element], bool] = {}

    def matches(self, element: "etree._Element", pattern: Element) -> bool:
        """Tell whether an element, with all that is in it, matches an element pattern whose name fits."""
        key = (element, pattern)
        if key not in self._answers:
            # From the innermost outwards: a document may be nested deeper than Python recurses.
            for inner in reversed(list(element.iter(etree.Element))):
                for candidate in self._grammar.named(str(inner.tag)):
                    if (inner, candidate) not in self._answers:
                        self._answers[inner, candidate] = self._find(inner, candidate)
        return self._answers[key]

    def _find(self, element: "etree._Element", pattern: Element) -> bool:
        models = self._models
        state = self._grammar.content(pattern)
        for name in map(str, element.attrib.keys()):
            value = element.get(name, "")
            named = [a for a in models.attributes(state) if contains(a.name, name)]
            state = models.after(state, [a for a in named if models.matches(a.value, value)])
            if state is self._grammar.patterns.not_allowed:
                return False
        state = models.closed(state)
        parts = list(pieces(element))
        if all(isinstance(part, str) for part in parts):
            return models.matches(state, "".join(part for part in parts if isinstance(part, str)))
        for part in parts:
            state = self._after(state, part)
            if state is self._grammar.patterns.not_allowed:
                return False
        return state.nullable

    def _after(self, state: Pattern, part: "etree._Element | str") -> Pattern:
        if isinstance(part, str):
            return state if is_blank(part) else self._models.after_text(state, part)
        candidates = self._models.elements(state, str(part.tag))
        return self._models.after(state, [c for c in candidates if self._answers[part, c]])
