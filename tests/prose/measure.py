"""Precision and recall of names and dates against gold spans: exact start, end and kind."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.encode.prose import Known, Span, annotate
from titelei.names import tei

KINDS: Final = ("person", "organisation", "place", "date")
_MARK: Final = re.compile(r"\{(per|org|state|pla|dat)((?: \w+=[-\d]+)*)\|([^}]*)\}")
_KIND: Final = {"per": "person", "org": "organisation", "state": "organisation", "pla": "place", "dat": "date"}
_ELEMENT: Final = {
    tei("persName"): "person",
    tei("orgName"): "organisation",
    tei("placeName"): "place",
    tei("date"): "date",
}

Gold = tuple[int, int, str, str, tuple[tuple[str, str], ...]]
"""Start, end, kind, type, attributes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One block of gold: its text and what an editor tags in it."""

    text: str
    lang: str
    gold: tuple[Gold, ...]


def sentences(path: Path) -> tuple[Sentence, ...]:
    """Read gold sentences from their bracketed form."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            lang, _, marked = line.partition(" ")
            found.append(_sentence(lang, marked))
    return tuple(found)


def _sentence(lang: str, marked: str) -> Sentence:
    text, gold, end = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        attributes = tuple((n, v) for n, _, v in (pair.partition("=") for pair in mark[2].split()))
        type_ = "state" if mark[1] == "state" else ""
        gold.append((len(text), len(text) + len(mark[3]), _KIND[mark[1]], type_, attributes))
        text += mark[3]
        end = mark.end()
    return Sentence(text=text + marked[end:], lang=lang, gold=tuple(gold))


def blocks(tree: "etree._ElementTree") -> tuple[Sentence, ...]:
    """Give the blocks of a TEI front as their page shows them, with the names and dates that are tagged in them."""
    found = []
    tags = [tei(name) for name in ("titlePart", "byline", "p", "ab")]
    for block in tree.iterfind(f".//{tei('front')}//*"):
        if block.tag in tags:
            gold: list[Gold] = []
            text = _read(block, "", gold)
            found.append(Sentence(text=text, lang="en", gold=tuple(gold)))
    return tuple(found)


def _read(element: "etree._Element", text: str, gold: list[Gold]) -> str:
    """Add an element's text as on the page to ``text``: corrections and descriptions left out, lines collapsed."""
    start = len(text)
    text = _collapsed(text, element.text)
    for child in element:
        if child.tag == tei("lb"):
            text = text.rstrip(" ") + "\n"
        elif child.tag not in (tei("corr"), tei("reg"), tei("desc")):
            text = _read(child, text, gold)
        text = _collapsed(text, child.tail)
    kind = _ELEMENT.get(str(element.tag))
    if kind:
        names = ("when", "from", "to", "notBefore", "notAfter")
        attributes = tuple((n, str(element.get(n))) for n in names if kind == "date" and element.get(n))
        type_ = "state" if element.get("type") == "state" else ""
        gold.append((start, len(text), kind, type_, attributes))
    return text


def _collapsed(text: str, more: str | None) -> str:
    piece = re.sub(r"[ \t\r\n]+", " ", more or "")
    return text + (piece[1:] if piece.startswith(" ") and (not text or text[-1] in " \n") else piece)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one kind, and what was wrong."""

    right: int
    proposed: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def values(span: Span) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in span.attributes if name != "edtf")


def score(texts: Iterable[Sentence], known: Known) -> tuple[dict[str, Score], list[str]]:
    """Annotate all texts; give the scores by kind, and a line for each difference."""
    right, proposed, wanted = Counter[str](), Counter[str](), Counter[str]()
    wrong: list[str] = []
    for sentence in texts:
        found = {(s.start, s.end, s.kind) for s in annotate(sentence.text, sentence.lang, known) if s.kind in KINDS}
        gold = {(start, end, kind) for start, end, kind, _, _ in sentence.gold}
        right.update(kind for _, _, kind in found & gold)
        proposed.update(kind for _, _, kind in found)
        wanted.update(kind for _, _, kind in gold)
        wrong += [f"+ {k} “{sentence.text[s:e]}” in “{sentence.text[:50]}”" for s, e, k in sorted(found - gold)]
        wrong += [f"- {k} “{sentence.text[s:e]}” in “{sentence.text[:50]}”" for s, e, k in sorted(gold - found)]
    return {k: Score(right=right[k], proposed=proposed[k], wanted=wanted[k]) for k in KINDS}, wrong


def report(title: str, scores: dict[str, Score], wrong: list[str]) -> str:
    """Write the scores as a small table, and the differences."""
    lines = [title]
    lines += [
        f"  {k:13} precision {s.precision:.3f}  recall {s.recall:.3f}  ({s.right} of {s.wanted})"
        for k, s in scores.items()
    ]
    return "\n".join(lines + [f"    {line}" for line in wrong])
