"""pyschematron, an independent Schematron engine in Python: the only file that imports it, and only when asked.

It is slow, and wrong on mixed content, so it gives a second opinion and is never alone. It knows XPath, not XSLT:
keys, functions and other declarations of XSLT in a schema are unknown to it.
"""

import locale
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from titelei.errors import AssetError
from titelei.messages import say
from titelei.names import SCH, SVRL

_PATTERN: Final = f"{{{SCH}}}pattern"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What pyschematron reports (SVRL), and the patterns that it did not run, each with the reason."""

    svrl: str
    skipped: tuple[tuple[str, str], ...] = ()


def run(
    schema: "etree._Element",
    document: "etree._ElementTree",
    *,
    base: Path,
    phase: str,
    skip: frozenset[str] = frozenset(),
) -> Opinion:
    """Validate a document. Neither tree is changed; ``base`` is the folder that includes start from.

    Patterns whose id is in ``skip`` are left out. Where an expression is beyond pyschematron, its pattern is left
    out too, and the others are run.

    Raises:
        AssetError: pyschematron cannot use the schema at all.
    """
    wanted = _without(schema, skip)
    said = tuple((name, say("it is marked as not portable")) for name in sorted(skip & set(_ids(schema))))
    try:
        return Opinion(svrl=_svrl(wanted, document, base, phase), skipped=said)
    except _faults() as error:
        whole = error
    broken = dict(_beyond(wanted, document, base, phase))
    if not broken:
        raise AssetError(say("pyschematron cannot use this schema: {words}.", words=_words(whole))) from whole
    try:
        report = _svrl(_without(wanted, frozenset(broken)), document, base, phase)
    except _faults() as error:
        raise AssetError(say("pyschematron cannot use this schema: {words}.", words=_words(error))) from error
    return Opinion(svrl=report, skipped=(*said, *broken.items()))


def _beyond(
    schema: "etree._Element", document: "etree._ElementTree", base: Path, phase: str
) -> Iterator[tuple[str, str]]:
    """Try each pattern alone and give those that fail, with the reason."""
    names = tuple(_ids(schema))
    for name in names:
        try:
            _svrl(_without(schema, frozenset(n for n in names if n != name)), document, base, phase)
        except _faults() as error:
            yield name, _words(error)


def _svrl(schema: "etree._Element", document: "etree._ElementTree", base: Path, phase: str) -> str:
    from pyschematron import DirectModeSchematronValidatorFactory

    factory: Any = DirectModeSchematronValidatorFactory(schema.getroottree(), phase, base)
    with _collation_by_code_point():
        validator = factory.build()
    with _each_thing_once(validator):
        report = validator.validate(document).get_svrl()
    root = report.getroot()
    for metadata in root.findall(f"{{{SVRL}}}metadata"):  # holds the time of day
        root.remove(metadata)
    for element in root.iter(f"{{{SVRL}}}failed-assert", f"{{{SVRL}}}successful-report"):
        element.set("location", element.get("location", "").strip() or "/")
    return etree.tostring(root, encoding="unicode")


@contextmanager
def _collation_by_code_point() -> Iterator[None]:
    """Let elementpath compare by code point, as XPath does by default.

    It takes its collation from the locale of the process when it builds a parser. Another than C makes functions such
    as ``contains`` follow that language, and hangs where one string function is called inside another's sequence.
    """
    before = locale.setlocale(locale.LC_COLLATE)
    locale.setlocale(locale.LC_COLLATE, "C")
    try:
        yield
    finally:
        locale.setlocale(locale.LC_COLLATE, before)


@contextmanager
def _each_thing_once(validator: Any) -> Iterator[None]:
    """Let pyschematron find each node's path once, and each rule's nodes once, not anew for every rule and ancestor.

    What it finds stays the same; one article of 20 KB under 98 rules takes 10 s in place of 87 s.
    """
    from pyschematron.direct_mode.xml_validation import validators

    whole: Any = validators
    original = whole._to_result_node
    whole._to_result_node = lru_cache(maxsize=None)(original)
    for pattern in validator._validator._pattern_validators:
        for rule in pattern._rule_validators:
            rule._node_matches_context = _Matches(rule._context_query)
    try:
        yield
    finally:
        whole._to_result_node = original


class _Matches:
    """The nodes of a document that a rule's context selects from some node in it, as pyschematron defines a match."""

    def __init__(self, query: Any) -> None:
        self._query = query
        self._found: dict[int, frozenset[Any]] = {}

    def __call__(self, node: Any, context: Any) -> bool:
        root = context.get_xml_root()
        if id(root) not in self._found:
            found: set[Any] = set()
            for start in (None, *root.iter_lazy()):
                if start is None or start.node_kind in ("element", "document"):
                    selected = self._query.evaluate(context.with_context_item(start))
                    found.update(selected if isinstance(selected, list) else [selected] if selected else [])
            self._found[id(root)] = frozenset(found)
        return node in self._found[id(root)]


def _faults() -> tuple[type[Exception], ...]:
    """What pyschematron and elementpath raise on expressions that are beyond them; it has no common root."""
    from elementpath import ElementPathError

    return (ElementPathError, ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, OSError)


def _ids(schema: "etree._Element") -> Iterator[str]:
    return (str(p.get("id")) for p in schema.iter(_PATTERN) if p.get("id") and p.get("abstract") != "true")


def _without(schema: "etree._Element", skip: frozenset[str]) -> "etree._Element":
    """Copy a schema without some patterns, and as pyschematron wants it: no comments, the binding in lower case."""
    copy = deepcopy(schema)
    for pattern in tuple(copy.iter(_PATTERN)):
        parent = pattern.getparent()
        if pattern.get("id") in skip and parent is not None:
            parent.remove(pattern)
    for active in tuple(copy.iter(f"{{{SCH}}}active")):
        parent = active.getparent()
        if active.get("pattern") in skip and parent is not None:
            parent.remove(active)
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)
    if (binding := copy.get("queryBinding")) is not None:
        copy.set("queryBinding", binding.strip().lower())
    return etree.ElementTree(copy).getroot()


def _words(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
