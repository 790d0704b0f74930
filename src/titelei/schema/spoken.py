"""The sentences of Schematron rules in other languages: diagnostics with ``xml:lang`` beside the English ones.

A sentence is known to the catalogue of messages as a template in which ``{…}`` holds the XPath of a ``value-of``. What
is made of its translation is a diagnostic named after the assertion or diagnostic, with the language behind a full stop
(ISO/IEC 19757-3, 5.4.2, 6.3: what a schema says in several languages).
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from titelei.messages import LANGUAGES, say, translated
from titelei.names import SCH, XML_LANG, tei

CONTEXT: Final = "rule"
"""The context under which the catalogue has the sentences of rules."""

_FOLDED: Final = re.compile(r"[ \t\r\n]+")
_PIECE: Final = re.compile(r"""[^{}]+|\{\{|\}\}|\{((?:[^{}'"]|'[^']*'|"[^"]*"|\{[^{}]*\})*)\}""")


def templates(schema: "etree._Element") -> Iterator[str]:
    """Give the template of every assertion and diagnostic of a schema that is in English."""
    yield from (template_of(each) for each in _said(schema))


def template_of(element: "etree._Element") -> str:
    """Write what an assertion or a diagnostic says as a template, on one line."""
    parts = [_doubled(element.text)]
    for child in element:
        if child.tag == f"{{{SCH}}}value-of":
            parts.append(f"{{{_FOLDED.sub(' ', child.get('select', '')).strip()}}}")
        parts.append(_doubled(child.tail))
    return _FOLDED.sub(" ", "".join(parts)).strip()


def with_languages(odd: bytes) -> str:
    """Add to an ODD what the catalogue has of its rules in other languages; sentences it lacks stay English."""
    root = etree.fromstring(odd)
    for lang in LANGUAGES[1:]:
        for element in list(_said(root)):
            template = template_of(element)
            words = translated(template, lang, context=CONTEXT)
            if words != template:
                home = next(element.iterancestors(tei("constraint")))
                name = f"{_name(element, home)}.{lang}"
                home.append(_diagnostic(name, lang, words))
                _point(home, element, name)
    return etree.tostring(root, encoding="unicode")


def _said(root: "etree._Element") -> Iterator["etree._Element"]:
    for element in root.iter(f"{{{SCH}}}assert", f"{{{SCH}}}report", f"{{{SCH}}}diagnostic"):
        if element.get(XML_LANG, "en") == "en":
            yield element


def _name(element: "etree._Element", home: "etree._Element") -> str:
    """Name what says something: by its id, or by its rule and its number there."""
    if name := element.get("id"):
        return name
    rule = next(home.iterancestors(tei("constraintSpec")))
    return f"{rule.get('ident')}.{[*home.iter(f'{{{SCH}}}assert', f'{{{SCH}}}report')].index(element) + 1}"


def _point(home: "etree._Element", element: "etree._Element", name: str) -> None:
    """Let the assertion, or those that point at the diagnostic, point at its translation, too."""
    of_diagnostic = element.tag == f"{{{SCH}}}diagnostic"
    for each in home.iter(f"{{{SCH}}}assert", f"{{{SCH}}}report"):
        named = each.get("diagnostics", "").split()
        if element.get("id") in named if of_diagnostic else each is element:
            each.set("diagnostics", " ".join([*named, name]))


def _diagnostic(name: str, lang: str, words: str) -> "etree._Element":
    """Make a diagnostic of a translated template.

    Raises:
        ValueError: its braces are not in pairs.
    """
    made = etree.Element(f"{{{SCH}}}diagnostic", {"id": name, XML_LANG: lang})
    at = 0
    while at < len(words):
        piece = _PIECE.match(words, at)
        if piece is None:
            raise ValueError(say("{name}: {words!r} has a brace without the other.", name=name, words=words[at:]))
        if piece[1] is None:
            _add_text(made, {"{{": "{", "}}": "}"}.get(piece[0], piece[0]))
        else:
            etree.SubElement(made, f"{{{SCH}}}value-of", select=piece[1])
        at = piece.end()
    return made


def _add_text(element: "etree._Element", text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _doubled(text: str | None) -> str:
    return (text or "").replace("{", "{{").replace("}", "}}")
