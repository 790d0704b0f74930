"""Elements of a draft made of facts; of each value it is remembered which fact it is, and where that was read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.encode import tongue
from titelei.encode.claims import Claim, Place
from titelei.encode.languages import CYRILLIC, CYRILLIC_RUN, LANGUAGES, guess, is_cyrillic
from titelei.encode.words import languages
from titelei.names import FACTS, TEI, XML_ID, XML_LANG, tei

ENCODER: Final = "resp.encoder"
CLOAKED: Final = "The page hides the address from programs."
_OTHER_SCRIPT: Final = re.compile(r"[^\W\d_A-Za-zÀ-ɏḀ-ỿʰ-˿]")
_REND: Final = {
    "i": "italic",
    "b": "bold",
    "u": "underline",
    "sc": "smallcaps",
    "sup": "superscript",
    "sub": "subscript",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Why a fact stands: the source that says it, the rule that read it, how sure; where; and what else was said.

    ``place`` are characters of a page's line; without one ``number`` is the file's line, and ``rule`` the place there.
    ``printed`` is a number or date as the source shows it, where that differs from its value.
    """

    source: str
    rule: str
    confidence: float = 1.0
    place: Place | None = None
    number: int = 0
    others: tuple[Claim, ...] = ()
    printed: str = ""


@dataclass(slots=True)
class Shown:
    """The front of a page: its element, the languages it uses, heads that text follows directly, proofs of passages."""

    element: Any
    languages: set[str] = field(default_factory=set)
    glued: set[Any] = field(default_factory=set)
    passages: list[tuple[Any, Proof]] = field(default_factory=list)


@dataclass(slots=True)
class Made:
    """One value that was written: its field, element, attribute (empty: the text), value and proof."""

    field: str
    element: Any
    attribute: str
    value: str
    proof: Proof


@dataclass(slots=True)
class Builder:
    """Makes elements, remembers languages, ids and proofs."""

    proofs: Mapping[str, Proof]
    made: list[Made] = field(default_factory=list)
    languages: set[str] = field(default_factory=lambda: {"en"})
    ids: set[str] = field(default_factory=set)
    orphans: list[tuple[str, str, str]] = field(default_factory=list)
    """(what, value, place) of facts that no element of the grammar holds."""

    def sub(self, parent: Any, name: str, text: str = "", **attributes: str) -> Any:
        """Make an element in ``parent``; attributes without a value are left out, a last ``_`` of a name too."""
        element = etree.SubElement(parent, tei(name), {k.rstrip("_"): v for k, v in attributes.items() if v})
        if text:
            element.text = text
        return element

    def lang(self, element: Any, lang: str) -> Any:
        """Say in which language an element is; English, the edition's own, is said of what is read by language."""
        if lang:
            element.set(XML_LANG, lang)
            self.languages.add(lang)
        return element

    def script(self, element: Any, text: str, lang: str = "") -> Any:
        """Say the language of words in another script than that of the document's own language."""
        known = lang or (tongue.tell(text) if _OTHER_SCRIPT.search(text) else "")
        if is_cyrillic(text) and not known.startswith(CYRILLIC):
            known = next((one for one in sorted(self.languages) if one.startswith(CYRILLIC)), guess(text))
        if known and known != "en":
            self.lang(element, known)
        return element

    def foreign(self, element: Any) -> Any:
        """Mark the Cyrillic words of an element in another language as foreign."""
        for holder in [element, *element.iter(tei("hi"))]:
            for child in list(holder):
                child.tail = self._marked(child.tail or "", holder, holder.index(child) + 1)
            holder.text = self._marked(holder.text or "", holder, 0)
        return element

    def _marked(self, text: str, holder: Any, at: int) -> str:
        """Put the Cyrillic runs of a text into a holder, from that place on; give what stands before the first."""
        runs = list(CYRILLIC_RUN.finditer(text))
        for number, run in reversed(list(enumerate(runs))):
            made = etree.Element(tei("foreign"), nsmap={None: TEI})
            made.text = run[0]
            end = runs[number + 1].start() if number + 1 < len(runs) else len(text)
            made.tail = text[run.end() : end]
            holder.insert(at, self.script(made, run[0]))
        return text[: runs[0].start()] if runs else text

    def prove(self, name: str, element: Any, from_: str, attribute: str = "") -> Any:
        """Remember which fact an element, or its attribute, is."""
        proof = self.proofs.get(from_)
        if proof is not None:
            value = element.get(attribute, "") if attribute else " ".join("".join(element.itertext()).split())
            self.made.append(Made(name, element, attribute, value, proof))
        return element

    def shown(self, from_: str, text: str) -> str:
        """Give a value as its source shows it, else as it is."""
        proof = self.proofs.get(from_)
        return proof.printed if proof is not None and proof.printed else text

    def rich(self, element: Any, text: str, markup: str) -> Any:
        """Fill an element with words and their mark-up."""
        if not markup:
            element.text = text
            return element
        fragment = etree.fromstring(f'<x xmlns="{FACTS}">{markup}</x>')
        _copy(fragment, element)
        return element

    def id(self, element: Any, wanted: str) -> str:
        """Give an element an id that is free."""
        name, number = wanted, 1
        while name in self.ids:
            number += 1
            name = f"{wanted}-{number}"
        self.ids.add(name)
        element.set(XML_ID, name)
        return name


def _copy(source: Any, target: Any) -> None:
    target.text = source.text
    for child in source:
        name = etree.QName(child).localname
        if name == "formula":
            made = etree.SubElement(target, tei("formula"), {"notation": child.get("notation", "TeX")})
        else:
            made = etree.SubElement(target, tei("hi"), {"rend": _REND.get(name, "italic")})
        _copy(child, made)
        made.tail = child.tail


def language_name(tag: str) -> str:
    """Give the English name of a language, else its tag."""
    known = languages().get(tag.split("-")[0])
    return LANGUAGES.get(tag) or (known.english if known and "-" not in tag else tag)


def joined(builder: Builder, parent: Any, items: Iterable[Any], between: str = ", ") -> None:
    """Put text between the elements that were made in a parent."""
    elements = list(items)
    for element in elements[:-1]:
        element.tail = between
