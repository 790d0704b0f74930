"""Findings about some words of a long text, moved from the element that holds them to the words themselves."""

import re
from dataclasses import replace
from typing import Final

from titelei.model import Finding
from titelei.read import Document
from titelei.validate.text_places import TextPlaces, texts

WORDS: Final = {
    "cyrillic-language": re.compile("[Ѐ-ӿ]"),
    "spambot-surplus": re.compile(r"[^\s.!?][^.!?]*(?:spambot|JavaScript|спам)"),
}
"""By rule, the words that it speaks of."""


def moved(found: tuple[Finding, ...], document: Document) -> tuple[Finding, ...]:
    """Give findings of these rules the place of their words."""
    if not any(f.rule in WORDS for f in found):
        return found
    places = TextPlaces(document)
    return tuple(_moved(f, WORDS[f.rule], document, places) if f.rule in WORDS else f for f in found)


def _moved(finding: Finding, words: "re.Pattern[str]", document: Document, places: TextPlaces) -> Finding:
    element, _attribute = document.positions.resolve(document.root, finding.path)
    if element is None:
        return finding
    for after, text in texts(element):
        if match := words.search(text):
            line, column = places.of(element, after, match.start())
            return replace(finding, line=line, column=column, source_line=document.positions.line_text(line))
    return finding
