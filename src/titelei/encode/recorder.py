"""Elements of the header with the evidence of their values: every value made is remembered with its claim."""

import re
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from titelei.encode.claims import Claim, Place
from titelei.encode.entries import Entries
from titelei.encode.facts import Facts
from titelei.encode.fields.authors import Author, Value
from titelei.encode.found import Reading
from titelei.encode.languages import guess
from titelei.names import XML_LANG, tei

CYRILLIC: Final = ("ru", "uk", "be", "kk", "bg", "sr", "mk", "ky", "tg", "mn")
CYRILLIC_RUN: Final = re.compile(r"[^\WA-Za-zÀ-ɏ_]*[Ѐ-ӿ][Ѐ-ӿ\w’'.-]*(?:[\s\u00a0«»,;:()–—-]+[Ѐ-ӿ][Ѐ-ӿ\w’'.-]*)*")
"""Cyrillic words side by side."""
ENCODER: Final = "resp.encoder"


@dataclass(slots=True)
class Record:
    """One value of the header and why: the element, the attribute (empty: its text), the claim and its rivals."""

    field: str
    element: Any
    attribute: str
    value: str
    source: str
    rule: str
    confidence: float
    place: Place | None
    number: int
    others: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The copy of the page: its file in ``tei/sources``, and the day of the draft."""

    file: str
    when: str
    version: str


class Recorder:
    """Makes elements and remembers where each value came from."""

    def __init__(self, reading: Reading, facts: Facts, entries: Entries, copy: Copy) -> None:
        self.reading, self.facts, self.entries, self.copy = reading, facts, entries, copy
        self.records: list[Record] = []
        self.languages: set[str] = {"en"}

    def sub(self, parent: Any, name: str, text: str = "", **attributes: str) -> Any:
        """Make an element in ``parent``; attributes without a value are left out, a last ``_`` of a name too."""
        element = etree.SubElement(parent, tei(name), {k.rstrip("_"): v for k, v in attributes.items() if v})
        if text:
            element.text = text
        return element

    def lang(self, element: Any, lang: str) -> Any:
        """Say in which language an element is, and that the file uses it."""
        element.set(XML_LANG, lang)
        self.languages.add(lang)
        return element

    def foreign(self, element: Any, lang: str) -> None:
        """Mark the Cyrillic words of a title in another language as foreign."""
        text = element.text or ""
        if lang in CYRILLIC or not re.search(r"[Ѐ-ӿ]", text):
            return
        at, element.text = 0, ""
        for found in CYRILLIC_RUN.finditer(text):
            before = text[at : found.start()]
            if len(element):
                element[-1].tail = before
            else:
                element.text = before
            self.cyrillic(self.sub(element, "foreign", found[0]))
            at = found.end()
        if len(element):
            element[-1].tail = text[at:]
        else:
            element.text = text

    def cyrillic(self, element: Any) -> None:
        """Say the language of words in Cyrillic letters."""
        if re.search(r"[Ѐ-ӿ]", element.text or ""):
            lang = guess(element.text)
            self.lang(element, lang if lang in CYRILLIC else "ru")

    def record(
        self, name: str, element: Any, claim: Claim, others: tuple[Claim, ...] = (), attribute: str = ""
    ) -> None:
        """Remember the claim that a value rests on, and the claims that it was preferred to."""
        value = element.get(attribute) if attribute else " ".join("".join(element.itertext()).split())
        self.records.append(
            Record(
                name,
                element,
                attribute,
                value,
                claim.source,
                claim.rule,
                claim.confidence,
                claim.place,
                claim.number,
                tuple(c for c in others if c.value.casefold() != claim.value.casefold()),
            )
        )

    def record_value(self, name: str, element: Any, value: Value) -> None:
        """Remember the place of a fact of an author."""
        text = " ".join("".join(element.itertext()).split())
        self.records.append(
            Record(name, element, "", text, value.source, value.rule, value.confidence, value.place, value.number)
        )

    def ref(self, parent: Any, author: Author, identifier: str) -> Any:
        """Write an author's name that points at their entry."""
        name = "orgName" if author.is_group else "persName"
        element = self.sub(parent, name, author.name.text, ref=f"#{identifier}")
        self.cyrillic(element)
        return element


def folded_space(text: str) -> str:
    """Fold white space to single spaces, no-break spaces among it: the header holds words, the front the page."""
    return " ".join(text.split())
