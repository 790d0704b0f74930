"""Identifiers in one document: each ``xml:id`` once (xml:id 1.0, 4), the article's id fit for a file name."""

import re
from typing import Final

from lxml import etree

from titelei.messages import say
from titelei.model import About, Finding
from titelei.names import XML_ID
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
        message = say("The root <TEI> has no xml:id, so the article has no identifier.")
    else:
        message = say(
            "The article's identifier “{identifier}” cannot be a file name and part of an address.",
            identifier=identifier,
        )
    place = document.positions.of(root) if identifier is None else None
    return [
        document.finding(
            "article-id",
            root,
            message,
            say(
                'Write xml:id="surname-year" on <TEI>: a small Latin letter first, then small letters, '
                "digits, full stops, hyphens or underscores, no “..”, 80 characters at most."
            ),
            attribute="xml:id",
            place=place,
            breaks=(say("every output"),),
            about=About(attributes=("xml:id",), values=(identifier,) if identifier else ()),
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
        earlier = first[identifier]
        earlier_line, _ = document.positions.of(earlier)
        findings.append(
            document.finding(
                "xml-id-unique",
                element,
                say(
                    "The xml:id “{identifier}” of <{localname}> stands already on <{localname2}> in line "
                    "{earlier_line}; pointers to it are ambiguous.",
                    identifier=identifier,
                    localname=etree.QName(element).localname,
                    localname2=etree.QName(earlier).localname,
                    earlier_line=earlier_line,
                ),
                say("Give one of the two another xml:id, and correct the pointers that mean it."),
                attribute="xml:id",
                breaks=("html", "facts"),
                clause="xml:id 1.0, 4",
                about=About(attributes=("xml:id",), values=(identifier,)),
            )
        )
    return findings
