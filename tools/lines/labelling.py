"""Says what each line of a page is, by the facts that are known of the page: what the line model learns from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from titelei.encode import words
from titelei.encode.lines.features import OWN, Measured, opens_references
from titelei.encode.segments import folded

KINDS: Final = (
    "none", "title", "author", "byline", "abstract", "keywords", "journal", "citation", "identifiers", "dates",
    "licence", "references",
)  # fmt: skip
_ORCID: Final = OWN.index("orcid")
_LISTED: Final = tuple(OWN.index(n) for n in ("commas", "semicolons", "slashes"))
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_LICENCE: Final = re.compile(r"creative ?commons|\bCC[ -]?BY|licensed under|©|лицензи", re.I)
_SIGNED: Final = re.compile(r"\s*(?:©|\([cс]\))", re.I)
_DATED: Final = re.compile(r"\d{1,2}[./ -]\S{2,9}[./ -](?:1[89]|20)\d\d|(?:1[89]|20)\d\d-\d\d-\d\d")
_LABEL_KINDS: Final = {
    "journal": "journal", "identifiers": "identifiers", "dates": "dates", "citation": "citation",
    "keywords": "keywords", "abstract": "abstract", "licence": "licence", "byline": "byline", "author": "author",
}  # fmt: skip


@dataclass(slots=True)
class _Known:
    """Facts of one page as folded words."""

    titles: list[str] = field(default_factory=list)
    names: list[frozenset[str]] = field(default_factory=list)
    of_names: frozenset[str] = frozenset()
    about: list[frozenset[str]] = field(default_factory=list)
    terms: list[list[str]] = field(default_factory=list)
    journal: str = ""
    volume: str = ""
    pages: tuple[str, ...] = ()
    doi: str = ""


def label(lines: list[Measured], facts: Mapping[str, Any]) -> list[str]:
    """Give the kind of every line; ``facts`` is a gold file, one of another kind of page has nothing but ``none``."""
    if facts.get("kind") == "other":
        return ["none"] * len(lines)
    known = _known(facts)
    kinds = [_by_facts(m, known) for m in lines]
    _broken_titles(lines, kinds, known)
    _by_labels(lines, kinds)
    _lists_of_terms(lines, kinds, known)
    _abstracts(lines, kinds)
    return kinds


def _known(facts: Mapping[str, Any]) -> _Known:
    authors = facts.get("authors") or []
    names = [frozenset(folded(a["name"]).split()) for a in authors]
    about = []
    for author in authors:
        for key in ("organisations", "degrees", "posts", "department", "address"):
            value = author.get(key) or []
            about += [frozenset(folded(v).split()) for v in ([value] if isinstance(value, str) else value)]
    return _Known(
        titles=[folded(t) for t in (facts.get("title") or {}).values()],
        names=names,
        of_names=frozenset(w for n in names for w in n),
        about=[a for a in about if a],
        terms=[[folded(t) for t in terms] for terms in (facts.get("keywords") or {}).values()],
        journal=folded(str(facts.get("journal") or "")),
        volume=str(facts.get("volume") or ""),
        pages=tuple(facts.get("pages") or ()),
        doi=str(facts.get("doi") or "").lower(),
    )


def _by_facts(m: Measured, known: _Known) -> str:
    text, shown = m.folded, m.line.text
    tokens = text.split()
    words = frozenset(tokens)
    if not tokens:
        return "none"
    title = next((t for t in known.titles if t and (t in text or (len(text) > 15 and text == t))), "")
    has_surname = any(n and n <= words for n in known.names) or sum(w in known.of_names for w in tokens) > 1
    if title and len(tokens) - len(title.split()) <= 4 and not m.line.is_menu:
        return "title"
    if _LICENCE.search(shown):
        return "author" if has_surname and _SIGNED.match(shown) and _is_of_names(tokens, known) else "licence"
    if title and _YEAR.search(shown) and has_surname:
        return "citation"
    if title and has_surname:
        return "title" if len(tokens) - len(title.split()) < 8 else "none"
    return _by_people(m, known, tokens, words) or _by_numbers(m, known, tokens)


def _is_of_names(tokens: list[str], known: _Known) -> bool:
    """Tell whether a line has little but names of authors: “© 2017 A. Orlov, V. Lisin”."""
    return sum(w in known.of_names or len(w) < 3 or w.isdigit() for w in tokens) >= 0.8 * len(tokens)


def _by_people(m: Measured, known: _Known, tokens: list[str], words: frozenset[str]) -> str:
    full = sum(bool(n) and n <= words for n in known.names)
    if full and len(tokens) < 500 and not _YEAR.search(m.line.text):
        own = sum(len(n) for n in known.names if n <= words)
        share = sum(w in known.of_names or len(w) < 3 or w.isdigit() for w in tokens) / len(tokens)
        if share >= 0.6 or (own >= 2 and m.folded.startswith(tuple(tokens[:1])) and tokens[0] in known.of_names):
            return "author"
    if len(tokens) < 120 and any(a <= words and len(a) > 1 for a in known.about):
        return "byline"
    if (m.own[_ORCID] or "@" in m.line.text) and len(tokens) < 30:
        return "byline"
    return ""


def _by_numbers(m: Measured, known: _Known, tokens: list[str]) -> str:
    text = m.line.text
    if len(tokens) > 30:
        return "none"
    numbers = sum(bool(n) and re.search(rf"\b{re.escape(n)}\b", text) is not None for n in (known.volume, *known.pages))
    if known.journal and known.journal in m.folded and len(tokens) <= len(known.journal.split()) + 14:
        return "journal" if numbers or m.folded == known.journal else "none"
    if numbers > 1 or (numbers and _YEAR.search(text) and len(tokens) < 12):
        return "journal"
    if known.doi and known.doi in text.lower() and len(tokens) < 16:
        return "identifiers"
    if _DATED.search(text) and m.label and m.label.part.kind == "dates":
        return "dates"
    return "none"


def _broken_titles(lines: list[Measured], kinds: list[str], known: _Known) -> None:
    """A title may stand on two or three lines, one after another."""
    for start in range(len(lines)):
        for count in (2, 3):
            part = lines[start : start + count]
            if len(part) == count and all(p.folded for p in part) and " ".join(p.folded for p in part) in known.titles:
                kinds[start : start + count] = ["title"] * count


def _by_labels(lines: list[Measured], kinds: list[str]) -> None:
    """A line that a label opens, and the next line where the label stands alone, are what the label says."""
    in_references = False
    for i, m in enumerate(lines):
        label_kind = m.label.part.kind if m.label else ""
        if i > 2 and opens_references(lines, i):
            in_references = True
        elif label_kind in ("abstract", "keywords", "licence", "citation"):
            in_references = False
        if in_references:
            kinds[i] = "references"
            continue
        if label_kind not in _LABEL_KINDS or m.line.is_menu:
            continue
        kind = _LABEL_KINDS[label_kind]
        if not m.label or kinds[i] != "none":
            continue
        if not m.label.is_alone:
            kinds[i] = kind
        elif i + 1 < len(lines) and (kinds[i + 1] == kind or (kind in ("dates", "abstract") and lines[i + 1].folded)):
            kinds[i] = kind
            if kind == "dates" and _YEAR.search(lines[i + 1].line.text):
                kinds[i + 1] = kind


def _lists_of_terms(lines: list[Measured], kinds: list[str], known: _Known) -> None:
    for terms in known.terms:
        for i, m in enumerate(lines):
            if kinds[i] != "none" or not m.folded:
                continue
            inside = sum(t in m.folded for t in terms)
            share = sum(len(t.split()) for t in terms if t in m.folded) / len(m.folded.split())
            is_list = any(m.own[i] for i in _LISTED) or m.line.tag in ("li", "tr")
            if (inside > 1 and share > 0.6 and is_list) or (m.folded in terms and _is_row(lines, i, terms)):
                kinds[i] = "keywords"
                if i and (la := lines[i - 1].label) and la.part.kind == "keywords":
                    kinds[i - 1] = "keywords"


def _is_row(lines: list[Measured], at: int, terms: list[str]) -> bool:
    near = [lines[j] for j in (at - 1, at + 1) if 0 <= j < len(lines)]
    return any(m.folded in terms or (m.label and m.label.part.kind == "keywords") for m in near)


def _abstracts(lines: list[Measured], kinds: list[str]) -> None:
    """Prose behind the label of an abstract is the abstract, and prose between the authors and the key words."""
    is_open = False
    for i, m in enumerate(lines):
        is_prose = m.own[1] > 8 and m.own[0] > 60
        label_kind = m.label.part.kind if m.label else ""
        if label_kind == "abstract" and not m.line.is_menu:
            is_open = True
        elif label_kind or kinds[i] not in ("none", "abstract"):
            is_open = False
        elif is_open and (is_prose or _goes_on(lines[i - 1], m) or words.is_section(m.line.text)):
            kinds[i] = "abstract"
    for i in range(1, len(lines)):
        if kinds[i] == "none" and kinds[i - 1] == "abstract" and _goes_on(lines[i - 1], lines[i]):
            kinds[i] = "abstract"
    last_author = max((i for i, k in enumerate(kinds) if k in ("author", "byline")), default=-1)
    terms = next((i for i, k in enumerate(kinds) if k == "keywords" and i > last_author), -1)
    if "abstract" not in kinds and 0 <= last_author < terms:
        for i in range(last_author + 1, terms):
            if kinds[i] == "none" and lines[i].own[1] > 8 and lines[i].own[0] > 60:
                kinds[i] = "abstract"


def _goes_on(before: Measured, after: Measured) -> bool:
    """Tell whether a paragraph is broken over two lines."""
    text = before.line.text.rstrip()
    return not after.line.after_gap and len(text) > 30 and text[-1:] not in ".!?…»”:;"
