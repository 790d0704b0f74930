"""All faults of one document against a grammar, each told once and at its place.

Elements are looked at one by one: attributes, then children in order. After a fault the walk goes on as if
the likeliest repair had been made, so that one fault hides no other and causes none. No fault is found
exactly where the document is valid (ISO/IEC 19757-2, 9).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.messages import say
from titelei.model import Finding
from titelei.names import TEI
from titelei.validate.relaxng import faults
from titelei.validate.relaxng.attribute_faults import AttributeFaults, repeated_ids
from titelei.validate.relaxng.content_faults import ContentFaults
from titelei.validate.relaxng.faults import Fault
from titelei.validate.relaxng.grammar import Grammar
from titelei.validate.relaxng.matching import Matching
from titelei.validate.relaxng.name_classes import split
from titelei.validate.relaxng.patterns import Element
from titelei.xml.read import Document

_MAX_FAULTS: Final = 500
"""Faults after which the rest of a document is not looked at."""


@dataclass(slots=True)
class _Level:
    """What is found of one element, its children's own insides aside."""

    faults: list[Fault] = field(default_factory=list)
    children: "list[tuple[etree._Element, tuple[Element, ...]]]" = field(default_factory=list)


class Explainer:
    """Holds one document to one grammar."""

    def __init__(self, grammar: Grammar, document: Document) -> None:
        self._grammar = grammar
        self._document = document

        self._matching = Matching(grammar)
        self._attributes = AttributeFaults(grammar)
        self._content = ContentFaults(grammar, self._matching, self._document.positions)

    def repeated_ids(self) -> tuple[Finding, ...]:
        """Give a finding for each identifier that is used a second time."""
        found = repeated_ids(self._grammar, self._document.root, self._document.positions)
        return tuple(map(self._finding, found))

    def findings(self) -> tuple[Finding, ...]:
        """Give a finding for each fault, in document order; identifiers used twice aside."""
        found = [self._finding(fault) for fault in self._faults()]
        return tuple(sorted(found, key=lambda f: (f.line, f.column)))

    def _faults(self) -> Iterator[Fault]:
        root = self._document.root
        first, candidates = self._root(root)
        yield from first
        pending = [(root, candidates)]
        count = 0
        while pending:
            element, candidates = pending.pop()
            level = self._level(element, candidates)
            if level is None:
                continue
            yield from level.faults
            count += len(level.faults)
            if count > _MAX_FAULTS:
                yield faults.document_unread(root, count - 1)
                return
            pending.extend(reversed(level.children))

    def _root(self, root: "etree._Element") -> tuple[list[Fault], tuple[Element, ...]]:
        name = str(root.tag)
        candidates = self._grammar.models.elements(self._grammar.start, name)
        if candidates:
            return [], candidates
        local = split(name)[1]
        expected = self._content.expected(self._grammar.start, "", local)
        renamed = next((known for known in expected.names if split(known)[1] == local), None)
        if renamed is not None:
            fault = faults.wrong_namespace(root, renamed)
            return [fault], self._grammar.models.elements(self._grammar.start, renamed)
        known = self._grammar.by_name.get(name, ())
        fault = faults.wrong_root(root, expected, Path(self._grammar.name).name, is_known=bool(known))
        return [fault], known

    def _level(self, element: "etree._Element", candidates: tuple[Element, ...]) -> _Level | None:
        """Look at one element as the best of its candidates; None where it is valid or nothing is known of it."""
        if len(candidates) > 1:
            if any(self._matching.matches(element, candidate) for candidate in candidates):
                return None
            levels = [self._look(element, candidate) for candidate in candidates]
            return min(levels, key=lambda level: len(level.faults))
        return self._look(element, candidates[0]) if candidates else None

    def _look(self, element: "etree._Element", candidate: Element) -> _Level:
        level = _Level()
        state = self._attributes.check(element, self._grammar.content(candidate), level.faults)
        self._content.check(element, candidate, state, level.faults, level.children)
        return level

    def _finding(self, fault: Fault) -> Finding:
        element, positions = fault.element, self._document.positions
        place = None
        if fault.spot == "text":
            place = positions.of_text(element, fault.before)
        elif fault.spot == "end":
            place = positions.of_end(element)
        return self._document.finding(
            fault.rule,
            element,
            fault.message,
            fault.repair,
            attribute=fault.detail if fault.spot == "attribute" else "",
            place=place,
            breaks=(say("every output"),) if split(str(self._document.root.tag))[0] == TEI else (),
            clause=Path(self._grammar.name).name,
            about=fault.about,
        )
