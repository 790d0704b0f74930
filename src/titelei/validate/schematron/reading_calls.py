"""Expressions and instructions of a schema that would reach files past us, found in compiled or imported stylesheets.

The compiler puts our own functions in place of those that read (``xslt/schematron/expressions.xsl``). This is the check
that none was left: it looks at names, not at how an expression is built, so nothing slips through by disguise.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from titelei.messages import say
from titelei.names import XSL

_READING: Final = "doc|doc-available|document|json-doc|unparsed-text|unparsed-text-available|unparsed-text-lines"
_OTHER: Final = (
    "collection|uri-collection|transform|load-xquery-module|function-lookup|environment-variable"
    "|available-environment-variables"
)
_FUNCTIONS: Final = "http://www.w3.org/2005/xpath-functions"

_NAME: Final = r"[^\W\d][\w.-]*"
_CALL: Final = re.compile(
    rf"\$\s*{_NAME}(?::{_NAME})?|(?:(?P<prefix>{_NAME}):|Q\{{(?P<uri>[^{{}}]*)\}})?(?P<name>{_NAME})\s*(?P<called>[(#])?"
)
"""Names one after the other, so that a minus or a colon before one, which is no part of it, hides nothing."""

_FORBIDDEN: Final = re.compile(rf"{_READING}|{_OTHER}")
_TOKEN: Final = re.compile(r"""(?P<string>"[^"]*"|'[^']*')|(?P<comment>\(:)|Q\{[^{}]*\}|.""", re.S)
_INSTRUCTIONS: Final = {
    f"{{{XSL}}}result-document": say("writes files; a schema writes none"),
    f"{{{XSL}}}source-document": say("reads files by itself; read them by doc() instead"),
    f"{{{XSL}}}evaluate": say("runs expressions that nobody has seen; write the expression out"),
}
_EXPANDING: Final = ("expand-text", f"{{{XSL}}}expand-text")


def found(root: "etree._Element") -> "Iterator[tuple[etree._Element, str]]":
    """Give each element that reaches for files, and what it does in words."""
    for element in root.iter(etree.Element):
        if element.tag in _INSTRUCTIONS:
            yield element, f"xsl:{etree.QName(element).localname} {_INSTRUCTIONS[str(element.tag)]}"
        for name, value in element.attrib.items():
            if reason := _attribute(element, str(name), str(value)):
                yield element, reason
        for text in _texts(element):
            if reason := _calls(_within_braces(text), element):
                yield element, reason


def _attribute(element: "etree._Element", name: str, value: str) -> str:
    is_xslt = etree.QName(element).namespace == XSL
    if is_xslt and (name.startswith("_") or name in ("parameter-document", "for-each-source")):
        return say("@{name} is not followed by this engine; write it without", name=name)
    if is_xslt and _FORBIDDEN.search(value):
        return _calls(_without_literals(value), element)
    return _calls(_within_braces(value), element)


def _calls(text: str, element: "etree._Element") -> str:
    for call in _CALL.finditer(text):
        if not call["called"] or not _FORBIDDEN.fullmatch(call["name"]):
            continue
        prefix, uri = call["prefix"], call["uri"]
        namespace = element.nsmap.get(prefix, "") if prefix else uri.strip() if uri is not None else _FUNCTIONS
        if namespace == _FUNCTIONS:
            if re.fullmatch(_READING, call["name"]):
                return say(
                    "{name}() reads a file in a way that is not followed; write {name}(ADDRESS)", name=call["name"]
                )
            return say(
                "{name}() is not offered to schemas; read single files by doc() or unparsed-text()", name=call["name"]
            )
    return ""


def _texts(element: "etree._Element") -> Iterator[str]:
    """Give the text in an element where braces in it are expressions."""
    said = next((a.get(n) for a in (element, *element.iterancestors()) for n in _EXPANDING if a.get(n)), "no")
    if said not in ("no", "false", "0"):
        yield from (text for text in (element.text, *(child.tail for child in element)) if text)


def _without_literals(expression: str) -> str:
    """Blank out the string literals and comments of an expression, which is taken apart from its beginning."""
    kept, at = [], 0
    while token := _TOKEN.match(expression, at):
        at = _end_of_comment(expression, token.end()) if token["comment"] else token.end()
        kept.append(" " if token["comment"] or token["string"] else token[0])
    return "".join(kept)


def _end_of_comment(expression: str, at: int) -> int:
    """Find where a comment ends; comments nest. One without an end leaves the rest to be looked at."""
    depth, start = 1, at
    while depth:
        mark = re.compile(r"\(:|:\)").search(expression, at)
        if mark is None:
            return start
        depth += 1 if mark[0] == "(:" else -1
        at = mark.end()
    return at


def _within_braces(template: str) -> str:
    """Give what may be an expression in an attribute value template: from its first single brace on."""
    _before, brace, rest = template.replace("{{", "").replace("}}", "").partition("{")
    return rest if brace else ""
