"""A RELAX NG grammar as it was read, with the questions that its readers ask (ISO/IEC 19757-2)."""

from collections import deque
from functools import cached_property
from pathlib import Path

from titelei.validate.relaxng.content_model import ContentModels
from titelei.validate.relaxng.grammar_reader import GrammarReader
from titelei.validate.relaxng.name_classes import contains, listed
from titelei.validate.relaxng.patterns import Element, Pattern, Patterns
from titelei.xml.read import shown


class Grammar:
    """One grammar; made by :func:`titelei.validate.relaxng.grammar`."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        self.path = path
        self.name = shown(path)
        self.patterns = Patterns()
        self._reader = GrammarReader(path, self.patterns, folder)
        self.start = self._reader.start()
        self.models = ContentModels(self.patterns)
        self._named: dict[str, tuple[Element, ...]] = {}

    @property
    def size(self) -> int:
        """Size in bytes of the grammar's files."""
        return self._reader.size

    @property
    def is_plain(self) -> bool:
        """Tell whether each name stands for one element and nothing is interleaved: there libxml2 can be trusted."""
        return self._reader.is_plain

    def content(self, element: Element) -> Pattern:
        """Give an element's content: attributes and children."""
        return self.patterns.content(element)

    @cached_property
    def parents(self) -> dict[Element, tuple[Element, ...]]:
        """All elements that a document can hold, from the root down, each with those that may hold it."""
        found: dict[Element, dict[Element, None]] = {e: {} for e in self.models.all_elements(self.start)}
        pending = deque(found)
        while pending:
            parent = pending.popleft()
            for child in self.models.all_elements(self.content(parent)):
                if child not in found:
                    found[child] = {}
                    pending.append(child)
                found[child][parent] = None
        return {element: tuple(parents) for element, parents in found.items()}

    def named(self, clark: str) -> tuple[Element, ...]:
        """Give all elements of the grammar that may have this name, wildcards included."""
        found = self._named.get(clark)
        if found is None:
            found = self._named[clark] = tuple(e for e in self.parents if contains(e.name, clark))
        return found

    @cached_property
    def by_name(self) -> dict[str, tuple[Element, ...]]:
        """The elements of each listed name."""
        found: dict[str, list[Element]] = {}
        for element in self.parents:
            for name in listed(element.name):
                found.setdefault(name, []).append(element)
        return {name: tuple(elements) for name, elements in found.items()}
