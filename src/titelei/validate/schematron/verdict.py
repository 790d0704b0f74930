"""A schema without its messages, which compiles in a third of the time: it tells only which patterns are broken.

Most documents break none. For one that does, the messages of those patterns are compiled then.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from lxml import etree

from titelei.engine import saxon
from titelei.errors import AssetError
from titelei.names import SVRL, XSL
from titelei.validate import schematron
from titelei.validate.schematron import Compiled, Hit
from titelei.validate.schematron.schema_source import ENGINE, parsed
from titelei.xml.read import Document

_HITS: Final = (f"{{{SVRL}}}failed-assert", f"{{{SVRL}}}successful-report")
_NUMBER: Final = re.compile(r"titelei\.p(\d+)(?:\.\d+)?$")
_BROKEN: Final = re.compile(r'broken="(\d+)"')


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A compiled schema, and its lean form as :func:`lean` makes it."""

    compiled: Compiled
    lean: str
    _asked: set[frozenset[int]] = field(default_factory=set)

    @cached_property
    def _stylesheet(self) -> saxon.Stylesheet:
        return self.compiled.engine.stylesheet(self.lean, "verdict")

    @cached_property
    def is_usable(self) -> bool:
        """Tell whether the lean form says all: not where documents name others, or choose their phase.

        Nor is it used where a stylesheet is imported, since such a schema has a processor to itself.
        """
        compiled = self.compiled
        if not self.lean or compiled.has_subordinate_documents or compiled.phase == "#ANY":
            return False
        if compiled.brings_in_stylesheets:
            return False
        try:
            _ = self._stylesheet
        except AssetError:
            return False  # the whole schema says what is wrong, and where
        return True

    def hits(self, document: Document) -> tuple[Hit, ...]:
        """Give the hits on a document, as :func:`titelei.validate.schematron.run` does.

        Raises:
            AssetError: an expression of the schema fails on this document.
        """
        if "stylesheet" in vars(self.compiled) or not self.is_usable:
            return schematron.run(self.compiled, document).hits
        node = schematron.parsed(document, self.compiled.engine)
        try:
            broken = frozenset(map(int, _BROKEN.findall(self._stylesheet.transform(node))))
        except saxon.TransformError:
            return schematron.run(self.compiled, document, node).hits
        return schematron.run(self._telling(broken), document, node).hits if broken else ()

    def _telling(self, broken: frozenset[int]) -> Compiled:
        """Give the schema with the messages of some patterns; all of it when asked for a second time."""
        self._asked.add(broken)
        if len(self._asked) > 1:
            return self.compiled
        return replace(self.compiled, xslt=_only(self.compiled.xslt, broken))


def lean(xslt: str) -> str:
    """Take out of a compiled schema all that a hit says, and leave the number of its pattern."""
    root = parsed(xslt)
    for element in list(root.iter(f"{{{XSL}}}if")):
        if element.get("test") in ("$titelei-fired", "$titelei-fixes"):
            _remove(element)
    for template in root.iterfind(f"{{{XSL}}}template"):
        number = _number(template.get("mode", "").split(" ")[0])
        for hit in [e for e in template.iter(*_HITS) if number]:
            parent = hit.getparent()
            if parent is not None:
                parent.replace(hit, etree.Element(f"{{{ENGINE}}}hit", broken=str(number)))
    for element in list(root.iter(f"{{{SVRL}}}active-pattern", f"{{{SVRL}}}active-group")):
        _remove(element)
    return etree.tostring(root, encoding="unicode")


def _only(xslt: str, numbers: frozenset[int]) -> str:
    """Leave of a compiled schema some patterns, with their messages."""
    root = parsed(xslt)
    for element in list(root.iter(f"{{{XSL}}}template", f"{{{XSL}}}mode", f"{{{XSL}}}call-template")):
        number = _number((element.get("mode") or element.get("name") or "").split(" ")[0])
        if number and number not in numbers:
            _remove(element)
    return etree.tostring(root, encoding="unicode")


def _number(name: str) -> int:
    found = _NUMBER.match(name)
    return int(found[1]) if found else 0


def _remove(element: "etree._Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
