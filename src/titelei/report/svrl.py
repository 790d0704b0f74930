"""SVRL (ISO/IEC 19757-3, Annex D) of one or many documents in one ``schematron-output``.

Each ``active-pattern`` says which document it was tried on. What the grammar and other checks found stands in a pattern
``titelei``; why a place is excused, in a property ``titelei.excused``.
"""

from copy import deepcopy
from typing import Final

from lxml import etree

from titelei.model import Finding
from titelei.names import SVRL
from titelei.report.report import Checked, Report, xml_text
from titelei.xml import paths

_PATTERN: Final = f"{{{SVRL}}}active-pattern"
_PATTERNS: Final = (_PATTERN, f"{{{SVRL}}}active-group")
_PARSER: Final = etree.XMLParser(collect_ids=False)  # the same xml:id may stand in several messages
_HITS: Final = (f"{{{SVRL}}}failed-assert", f"{{{SVRL}}}successful-report")


def write(report: Report) -> str:
    """Write the report."""
    first = next((d.svrl for d in report.documents if d.svrl), "")
    root = etree.Element(f"{{{SVRL}}}schematron-output", nsmap={"svrl": SVRL})
    if first:
        root = etree.fromstring(first.encode(), _PARSER)
        body = [e for e in root if e.tag in (*_PATTERNS, f"{{{SVRL}}}fired-rule", *_HITS)]
        for element in body:
            root.remove(element)
    if len({d.phase for d in report.documents}) > 1:
        root.attrib.pop("phase", None)
    for document in report.documents:
        root.extend(_body(document))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode", doctype='<?xml version="1.0" encoding="UTF-8"?>') + "\n"


def _body(document: Checked) -> "list[etree._Element]":
    """Give what the engine reported on one document, and after it whatever else was found."""
    elements: list[etree._Element] = []
    said: set[tuple[str, str]] = set()
    if document.svrl:
        pattern = ""
        for element in etree.fromstring(document.svrl.encode(), _PARSER):
            if element.tag in _PATTERNS:
                pattern = element.get("id", "")
                if not element.get("documents"):
                    element.set("documents", xml_text(document.file))
            elif element.tag in _HITS:
                where, rule = paths.key(element.get("location", "")), _rule(pattern, element.get("id", ""))
                said.add((rule, where))
                _excuse(element, document, rule, where)
            elif element.tag != f"{{{SVRL}}}fired-rule":
                continue
            elements.append(deepcopy(element))
    others = [f for f in document.findings if (f.rule, paths.key(f.path)) not in said]
    if others:
        elements.append(etree.Element(_PATTERN, id="titelei", documents=xml_text(document.file)))
        elements.append(etree.Element(f"{{{SVRL}}}fired-rule", context="/"))
        elements += map(_hit, others)
    return elements


def _rule(pattern: str, name: str) -> str:
    """Name the rule of a hit as its finding does: by its pattern where its own id begins so, or is missing."""
    if pattern and (not name or name == pattern or name.startswith(f"{pattern}.")):
        return pattern
    return name or "schematron"


def _excuse(element: "etree._Element", document: Checked, rule: str, where: str) -> None:
    for finding in document.findings:
        if finding.excused and finding.rule == rule and paths.key(finding.path) == where:
            element.insert(len(element) - 1, _property("titelei.excused", finding.excused))
            return


def _hit(finding: Finding) -> "etree._Element":
    hit = etree.Element(
        f"{{{SVRL}}}failed-assert",
        id=finding.rule,
        location=paths.in_any_namespace(finding.path),
        role=finding.severity.value,
        test="false()",
    )
    if finding.repair:
        hit.append(
            _text(etree.Element(f"{{{SVRL}}}diagnostic-reference", diagnostic=f"{finding.rule}.repair"), finding.repair)
        )
    if finding.breaks:
        hit.append(_property(f"{finding.rule}.breaks", " ".join(finding.breaks)))
    if finding.excused:
        hit.append(_property("titelei.excused", finding.excused))
    place = f"{finding.file}:{finding.line}:{finding.column}: " if finding.line else f"{finding.file}: "
    return _text(hit, place + finding.message)


def _property(name: str, text: str) -> "etree._Element":
    return _text(etree.Element(f"{{{SVRL}}}property-reference", property=name), text)


def _text(parent: "etree._Element", text: str) -> "etree._Element":
    etree.SubElement(parent, f"{{{SVRL}}}text").text = xml_text(text)
    return parent
