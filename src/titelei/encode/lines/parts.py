"""The parts of a page, as the line model reads it: every line is of one, or label and text share it."""

import re
from collections.abc import Sequence
from typing import Final

from titelei.encode import knowledge, words
from titelei.encode.lines import features, trees
from titelei.encode.lines.decide import decide, is_heading
from titelei.encode.lines.decided import Decided, Probabilities
from titelei.encode.lines.features import Measured
from titelei.encode.page import Page
from titelei.encode.segments import Declared, Segment, Stretch

_FIELDS: Final = {
    "title": "title", "author": "author", "byline": "author", "journal": "journal_line", "identifiers": "doi",
    "dates": "dates", "citation": "citation", "licence": "licence", "keywords": "keywords", "abstract": "abstract",
    "references": "references",
}  # fmt: skip
_RUNS: Final = ("abstract", "keywords", "references", "author", "funding", "statement", "related", "unclassified")
"""Kinds of which lines in a row without a label between are one part."""


def parts(page: Page, known: Declared, odds: Sequence[Probabilities] | None = None) -> list[Segment]:
    """Give the parts of a page in order; ``odds`` are the probabilities of its lines, else the model is asked."""
    lines, rows = features.measure(page, known)
    found = list(odds) if odds is not None else trees.model(page.kind).probabilities(rows)
    return _joined(page, lines, decide(lines, found, known))


def _joined(page: Page, lines: Sequence[Measured], decided: Sequence[Decided]) -> list[Segment]:
    out: list[Segment] = []
    for m, d in zip(lines, decided, strict=True):
        if m.line.index == page.url_line - 1:
            out.append(Segment("address", "address", "the page's own address, copied", None, [_whole(m)]))
            continue
        last = out[-1] if out else None
        kind = "author" if d.kind == "byline" else d.kind or _rest(m)
        kind = "unclassified" if kind == "body" else kind
        if d.label is None and last is not None and last.kind == kind and (d.joins or kind in _RUNS):
            last.texts.append(_whole(m))
            last.sure = min(last.sure, d.sure) if kind != "abstract" else last.sure
            continue
        out.append(_segment(m, d, kind))
    return out


def _whole(m: Measured) -> Stretch:
    return Stretch(m.line.index, 0, len(m.line.text))


_FILE: Final = re.compile(r"[\w.,()-]+\.(?:pdf|docx?|djvu|epub)\b", re.I)


def _rest(m: Measured) -> str:
    """Tell furniture, and files to load, from what nothing is known of."""
    if len(m.line.text) < 160 and _FILE.search(m.line.text) and "://" not in m.line.text:
        return "download"
    is_button = len(m.line.text) < 160 and words.is_whole(m.line.text, "page", "buttons")
    is_machinery = len(m.line.text) < 400 and knowledge.furniture_part().fullmatch(m.line.text.strip()) is not None
    return "furniture" if m.line.is_menu or is_button or is_machinery else "unclassified"


def _segment(m: Measured, d: Decided, kind: str) -> Segment:
    label = d.label
    if label is None or d.kind == "byline":
        rule = f"line model, {d.sure:.2f}" if d.kind else "nothing is known of it"
        field = _FIELDS.get(d.kind, "")
        if kind == "title" and is_heading(m.line.text):
            field = "heading"
        return Segment(kind, field, rule if kind != "furniture" else "the page's machinery", None, [_whole(m)],
                       sure=d.sure)  # fmt: skip
    shown = m.line.text[label.start : label.end].strip()
    segment = Segment(kind, label.part.field, f"label “{shown}”", sure=d.sure, is_alone=label.is_alone)
    segment.lang = label.lang if kind in ("abstract", "keywords") else ""
    if label.is_alone:
        segment.label = _whole(m)
    else:
        segment.label = Stretch(m.line.index, 0, label.value)
        segment.texts.append(Stretch(m.line.index, label.value, len(m.line.text)))
    return segment
