"""A RELAX NG grammar, ready to validate and to explain (ISO/IEC 19757-2)."""

from functools import lru_cache
from pathlib import Path

from titelei.validate.content_model import ContentModels
from titelei.validate.grammar_reader import GrammarReader
from titelei.validate.patterns import Element, Pattern, Patterns


class Grammar:
    """One grammar as it was read; made by :func:`grammar`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.patterns = Patterns()
        self._reader = GrammarReader(path, self.patterns)
        self.start = self._reader.start()
        self.models = ContentModels(self.patterns)

    def content(self, element: Element) -> Pattern:
        """Give an element's content: attributes and children."""
        return self.patterns.content(element)


@lru_cache(maxsize=8)
def grammar(path: Path) -> Grammar:
    """Read a RELAX NG grammar in XML syntax; the same path gives the same object.

    Raises:
        AssetError: the schema is missing or broken; the text names file and line.
    """
    return Grammar(path)
