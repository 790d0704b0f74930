"""Identifiers in one document: each ``xml:id`` once (xml:id 1.0, 4), the article's id fit for a file name."""

import re
from typing import Final

from lxml import etree

from titelei.model import Finding, Severity
from titelei.names import XML_ID
from titelei.xml.positions import path_of
from titelei.xml.read import Document

ARTICLE_ID: Final = re.compile(r"[a-z][a-z0-9._-]{0,79}")
"""Form of an article's id: it becomes a file name, a part of addresses and of ``oai:`` identifiers."""

_IDS: Final = etree.XPath("//@xml:id", smart_strings=False)


def validate(document: Document) -> tuple[Finding, ...]:
    """Give a finding for every ``xml:id`` used twice, and for an article id that is missing or of a wrong form."""
    return (*_article_id(document), *_duplicates(document))


def _article_id(document: Document) -> list[Finding]:
    root = document.root
    identifier = root.get(XML_ID)
    if identifier is not None and ARTICLE_ID.fullmatch(identifier) and ".." not in identifier:
        return []
    if identifier is None:
        message = "The root <TEI> has no xml:id, so the article has no identifier."
        line, column = document.positions.of(root)
    else:
        message = f"The article's identifier “{identifier}” cannot be a file name and part of an address."
        line, column = document.positions.of_attribute(root, "xml:id")
    return [
        Finding(
            rule="article-id",
            severity=Severity.ERROR,
            file=document.name,
            line=line,
            column=column,
            path="/TEI/@xml:id",
            source_line=document.positions.line_text(line),
            message=message,
            repair='Write xml:id="surname-year" on <TEI>: a small Latin letter first, then small letters, digits, '
            "full stops, hyphens or underscores, no “..”, 80 characters at most.",
            breaks=("every output",),
        )
    ]


def _duplicates(document: Document) -> list[Finding]:
    given = _IDS(document.root)
    if not isinstance(given, list) or len(set(given)) == len(given):
        return []
    first: dict[str, etree._Element] = {}
    findings = []
    for element in document.root.iter(etree.Element):
        identifier = element.get(XML_ID)
        if identifier is None:
            continue
        if identifier not in first:
            first[identifier] = element
            continue
        line, column = document.positions.of_attribute(element, "xml:id")
        earlier = first[identifier]
        earlier_line, _ = document.positions.of(earlier)
        findings.append(
            Finding(
                rule="xml-id-unique",
                severity=Severity.ERROR,
                file=document.name,
                line=line,
                column=column,
                path=f"{document.positions.path(element)}/@xml:id",
                source_line=document.positions.line_text(line),
                message=f"The xml:id “{identifier}” of <{etree.QName(element).localname}> stands already on "
                f"<{etree.QName(earlier).localname}> in line {earlier_line}; pointers to it are ambiguous.",
                repair="Give one of the two another xml:id, and correct the pointers that mean it.",
                breaks=("html", "facts"),
                clause="xml:id 1.0, 4",
            )
        )
    return findings


def readable_path(element: "etree._Element") -> str:
    """Write where an element is as people read it: ``/TEI/text[1]/front[1]/div[2]``."""
    return path_of(element)
