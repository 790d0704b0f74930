"""Faults of characters in a document: each with its place, the characters' names, and a fix where one is safe.

In the header and in ``standOff`` a fix writes what was meant. On the page the characters stay: a fix only wraps them.
Words of mixed scripts are found by the rule of that name; here they get the names of their letters, and their fix.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from lxml import etree

from titelei.characters import KINDS, Fault, faults
from titelei.messages import joined, say
from titelei.model import About, Finding, Severity
from titelei.names import TEI, XML_ID, XML_LANG, tei
from titelei.xml import edits
from titelei.xml.edits import Edit, Fix
from titelei.xml.read import Document
from titelei.xml.text_places import TextPlaces, texts

_SETTLED: Final = frozenset(tei(name) for name in ("sic", "orig", "surplus", "gi", "att", "val"))
"""Elements whose characters somebody has judged already, or that speak of code."""

_WRITTEN: Final = etree.XPath("//text()[normalize-space()]", smart_strings=False)
_MIXED: Final = "mixed-script"
_BREAKS: Final = ("html", "oai_dc", "jats", "json-ld")
_LONGEST: Final = 200
"""Letters beyond so many, before or after a fault, are of no word that anybody reads."""

_NEAR: Final = 12
"""Characters beside a word by which its place on the page is known."""

_MINOR: Final = frozenset({"double-space"})

RULES: Final = {f"chars-{kind}": (text, kind in _MINOR) for kind, text in KINDS.items() if kind != _MIXED}
"""Each rule, what it asks for, and whether it is a mere hint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One text node: its parent, and the element that it follows in it (None: it comes first)."""

    parent: "etree._Element"
    after: "etree._Element | None"
    text: str
    lang: str
    is_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What fixes ask about: the transcription of the page, who corrects, and the page as it was received."""

    page: str
    corrector: str
    received: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A fault in a document: where it is, as ``path()`` writes it, the finding, and the fix if there is one."""

    path: str
    fault: Fault
    finding: Finding
    fix: Fix | None


def findings(document: Document) -> tuple[Finding, ...]:
    """Find the faults of characters in the text of a document."""
    return tuple(found.finding for found in look(document) if found.finding.rule != _MIXED)


def named(found: tuple[Finding, ...], document: Document) -> tuple[Finding, ...]:
    """Add to findings of words in mixed scripts the names of the letters, and whether there is a fix."""
    if not any(f.rule == _MIXED for f in found):
        return found
    known: dict[str, list[Found]] = {}
    for other in look(document):
        if other.finding.rule == _MIXED:
            known.setdefault(other.finding.path, []).append(other)
    return tuple(_with_names(f, known.get(f.path, [])) if f.rule == _MIXED else f for f in found)


def _with_names(finding: Finding, words: list[Found]) -> Finding:
    """Name the letters of the words in one element; the place is the first word's."""
    if not words:
        return finding
    first = words[0].finding
    names = "; ".join(dict.fromkeys(word.fault.names for word in words))
    repairs = joined(" ", dict.fromkeys(word.finding.repair for word in words))
    return replace(
        finding,
        message=say("{message} The letters that do not belong: {names}.", message=finding.message, names=names),
        repair=repairs,
        line=first.line,
        column=first.column,
        source_line=first.source_line,
        source_offset=first.source_offset,
        about=replace(finding.about, values=tuple(dict.fromkeys(v for w in words for v in w.finding.about.values))),
    )


def look(document: Document, received: str = "") -> tuple[Found, ...]:
    """Find the faults of characters with their fixes, in the order of their places.

    ``received`` is the text of the page that was encoded, where it is at hand: a slip that it does not have was made
    in transcribing, and is no fact of the page.
    """
    written = _WRITTEN(document.root)
    if isinstance(written, list) and not faults("\n".join(map(str, written))):
        return ()  # as nearly always: then nobody need know what stands where
    texts = tuple(_texts(document.root, "", is_page=False))
    found: list[tuple[_Text, Fault]] = []
    for lang in dict.fromkeys(t.lang for t in texts):
        found += _in_language(tuple(t for t in texts if t.lang == lang), lang)
    if not found:
        return ()
    places = TextPlaces(document)
    page = "\n".join(t.text for t in texts if t.is_page)
    responsible = [e.get(XML_ID, "") for e in document.root.iter(tei("respStmt")) if e.get(XML_ID)]
    corrector = responsible[0] if len(responsible) == 1 else ""
    known = _Known(page=page, corrector=corrector, received=" ".join(received.split()))
    return tuple(_found(text, fault, document, places, known) for text, fault in found)


def _texts(element: "etree._Element", lang: str, *, is_page: bool) -> Iterator[_Text]:
    """Give every text that somebody wrote, with its language and whether it stands on the page."""
    if not isinstance(element.tag, str) or element.tag in _SETTLED:
        return
    lang = element.get(XML_LANG) or lang
    is_page = is_page or element.tag == tei("front")
    if element.text and not element.text.isspace():
        yield _Text(parent=element, after=None, text=element.text, lang=lang, is_page=is_page)
    for child in element:
        yield from _texts(child, lang, is_page=is_page)
        if child.tail and not child.tail.isspace():
            yield _Text(parent=element, after=child, text=child.tail, lang=lang, is_page=is_page)


def _in_language(texts: tuple[_Text, ...], lang: str) -> Iterator[tuple[_Text, Fault]]:
    """Look at all texts of one language at once, which is quicker than one by one."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text.text) + 1
    for fault in faults("\n".join(t.text for t in texts), lang):
        number = bisect_right(starts, fault.start) - 1
        shift = starts[number]
        yield texts[number], replace(fault, start=fault.start - shift, end=fault.end - shift)


def _found(text: _Text, fault: Fault, document: Document, places: TextPlaces, known: _Known) -> Found:
    path = places.path(text.parent, text.after)
    rule = _MIXED if fault.kind == _MIXED else f"chars-{fault.kind}"
    place = places.of(text.parent, text.after, fault.start)
    is_editable = not places.is_in_cdata(text.parent, text.after, fault.start)
    fix = _fix(text, fault, path, rule, known) if is_editable else None
    repair = (
        fault.repair
        if fix is None
        else say("{repair} “titelei fix --rule {rule}” does it.", repair=fault.repair, rule=rule)
    )
    return Found(
        path=path,
        fault=fault,
        fix=fix,
        finding=document.finding(
            rule,
            text.parent,
            fault.message,
            repair,
            place=place,
            severity=Severity.INFO if fault.kind in _MINOR else Severity.WARNING,
            breaks=_BREAKS,
            about=About(values=(text.text[fault.start : fault.end],)),
        ),
    )


def _fix(text: _Text, fault: Fault, path: str, rule: str, known: _Known) -> Fix | None:
    edit = _on_page(text, fault, path, known) if text.is_page else _elsewhere(text, fault, path, known.page)
    if edit is None:
        return None
    title = say("Correct it beside what the page shows") if "<choice" in edit.content else say("Write what was meant")
    if fault.remedy == "furniture":
        title = say("Tag it as the page’s furniture")
    return Fix(id=f"{rule}.fix", rule=rule, title=title, location=path, edits=(edit,))


def _elsewhere(text: _Text, fault: Fault, path: str, page: str) -> Edit | None:
    """Write what was meant, unless the page shows the same, which header and entries repeat as it stands."""
    if fault.replacement is None or (fault.kind == "cloaked-email" and text.parent.tag != tei("email")):
        return None
    start, end = _whole_words(text.text, fault.start, fault.end)
    if text.text[start:end].strip() in page and fault.kind != "cloaked-email":
        return None
    return Edit(
        op="string",
        path=path,
        start=fault.start,
        length=fault.end - fault.start,
        content=edits.text(fault.replacement),
    )


def _on_page(text: _Text, fault: Fault, path: str, known: _Known) -> Edit | None:
    if text.parent.tag in (tei("corr"), tei("reg"), tei("desc"), tei("expan"), tei("note")):
        return None
    if fault.remedy == "furniture":
        content = edits.wrapped("surplus", TEI, text.text[fault.start : fault.end], reason=say("furniture"))
        return Edit(op="string", path=path, start=fault.start, length=fault.end - fault.start, content=content)
    if fault.remedy != "correct" or fault.replacement is None:
        return None
    start, end = _whole_words(text.text, fault.start, fault.end)
    printed = text.text[start:end]
    meant = _corrected(text.text[start : fault.start]) + fault.replacement + _corrected(text.text[fault.end : end])
    if not meant.strip() or meant == printed:
        return None
    if known.received and not _is_received(text.text, start, end, printed, known.received):
        if not _is_received(text.text, start, end, meant, known.received):
            return None
        return Edit(op="string", path=path, start=start, length=end - start, content=edits.text(meant))
    if not known.corrector:
        return None
    certainty = "medium" if fault.kind == "lost-dash" else "high"
    return Edit(
        op="string",
        path=path,
        start=start,
        length=end - start,
        content=edits.choice(TEI, printed, meant, cert=certainty, resp=f"#{known.corrector}"),
    )


def _is_received(text: str, start: int, end: int, words: str, received: str) -> bool:
    """Tell whether the page has words where ``text[start:end]`` is: between the same neighbours, in the same text."""
    around = text[max(0, start - _NEAR) : start] + words + text[end : end + _NEAR]
    return " ".join(around.split(" ")).strip() in received


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to the words that it touches, with what nobody sees in them, so that one fix mends it all."""
    first, last = start - _LONGEST, end + _LONGEST
    while start > max(0, first) and _is_of_word(text[start - 1]):
        start -= 1
    while end < min(len(text), last) and _is_of_word(text[end]):
        end += 1
    return start, end


def _is_of_word(char: str) -> bool:
    return char.isalnum() or (unicodedata.category(char) in ("Cc", "Cf") and not char.isspace())


@lru_cache(maxsize=1024)
def _corrected(printed: str) -> str:
    meant = printed
    for fault in reversed(faults(printed)):
        if fault.remedy == "correct" and fault.replacement is not None:
            meant = meant[: fault.start] + fault.replacement + meant[fault.end :]
    return meant


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
    element, _attribute = document.paths.resolve(document.root, finding.path)
    if element is None:
        return finding
    for after, text in texts(element):
        if match := words.search(text):
            line, column = places.of(element, after, match.start())
            return finding.moved(line, column, document.positions.line_text(line))
    return finding
