"""What each line is: the model's probabilities, the labels of the page, and what a page can hold only once."""

from collections.abc import Sequence
from typing import Final

from titelei.encode import knowledge, name_lists, name_patterns, words
from titelei.encode.fields import byline
from titelei.encode.lines import journals, people, titles
from titelei.encode.lines.decided import Decided, Probabilities
from titelei.encode.lines.features import OWN, Measured, opens_references
from titelei.encode.lines.labels import Label
from titelei.encode.lines.people import PEOPLE
from titelei.encode.segments import Declared

_CLASS: Final = {
    "journal": "journal", "identifiers": "identifiers", "dates": "dates", "citation": "citation",
    "keywords": "keywords", "abstract": "abstract", "licence": "licence", "byline": "byline", "author": "author",
    "references": "references", "title": "title",
}  # fmt: skip
"""The class of the model for what a label opens; other labels are believed where they stand."""
_NAMES: Final = OWN.index("names")
_SEPARATORS: Final = (OWN.index("commas"), OWN.index("semicolons"))
_SENTENCE: Final = OWN.index("sentence")
_YEARS: Final = OWN.index("years")
_NAMES_SURE: Final = OWN.index("names_sure")
_MARKS: Final = OWN.index("marks")
_ORCID: Final = OWN.index("orcid")
_BUTTON: Final = OWN.index("button")
_INSTITUTION: Final = OWN.index("institution")
_ADDRESS: Final = OWN.index("address_sign")
_LEAST: Final = 0.42


def decide(lines: Sequence[Measured], odds: Sequence[Probabilities], known: Declared) -> list[Decided]:
    """Give the kind of every line."""
    out = _alone(lines, odds)
    titles.one_title(lines, out, odds, known)
    _agreed(lines, out, known)
    journals.beside_numbers(lines, out, odds)
    _cited(lines, out)
    people.some_author(lines, out, odds)
    people.named_again(lines, out, known)
    people.one_block(lines, out)
    people.in_block(lines, out)
    return out


def _alone(lines: Sequence[Measured], odds: Sequence[Probabilities]) -> list[Decided]:
    """Decide line after line, with what a label above says of the next lines."""
    out: list[Decided] = []
    opened: Label | None = None
    in_references = is_first = False
    heads: set[str] = set()
    in_body = False
    for i, (m, p) in enumerate(zip(lines, odds, strict=True)):
        label = m.label if m.label and _counts(lines, i, p) and not _is_of_a_list(lines, i) else None
        is_head = words.is_section(m.line.text) and not m.line.is_menu
        in_body = (in_body or (is_head and m.folded in heads)) and label is None
        if in_body:
            out.append(Decided("", p.get("none", 0.0)))
            opened = None
            continue
        if label and label.part.kind == "references" and label.is_alone and not opens_references(lines, i):
            label = None
        if label and label.part.kind == "references" and label.is_alone:
            in_references, opened = True, None
            out.append(Decided("references", p.get("references", 0.5), label))
            continue
        if in_references and _ends_references(label, p):
            in_references = False
        if in_references:
            kind = max(p, key=lambda k: p[k])
            if _is_licensed(m):
                out.append(Decided("licence", 0.8))
            elif kind in ("licence", "none") and p[kind] > 0.8:
                out.append(Decided("licence" if kind == "licence" else "", p[kind]))
            else:
                out.append(Decided("references", 0.7, joins=True))
            continue
        if label:
            out.append(Decided(label.part.kind, _sure_of(label, p), label))
            opened, is_first = (label, True) if label.part.takes != "nothing" and _is_open(label) else (None, False)
            continue
        before = out[-1] if out else None
        if is_head and _is_of_a_list(lines, i - 1):
            opened = None
        decided = _below(m, p, opened, is_first, before) if opened else None
        if decided is None:
            opened = None
            decided = _wrapped(m, lines, out) or _cloaked(m, out) or _marked(m, p) or _free(m, p)
        elif opened and opened.part.takes == "line":
            opened = None
        is_first = False
        if is_head and decided.kind == "abstract":
            heads.add(m.folded)
        out.append(decided)
    return out


def _ends_references(label: Label | None, p: Probabilities) -> bool:
    """Tell whether a label opens something that stands below the references of some pages."""
    kind = label.part.kind if label else ""
    return kind in ("abstract", "keywords", "citation", "licence", "about") or (
        kind == "dates" and p.get(kind, 0) > 0.5
    )


def _is_licensed(m: Measured) -> bool:
    """Tell whether a line links to a licence of Creative Commons."""
    return any("creativecommons.org/" in link.target for link in m.line.links)


def _is_of_a_list(lines: Sequence[Measured], at: int) -> bool:
    """Tell whether a line stands in a list of what the page has: “Abstract”, “Methods”, “Results” below each other."""
    after = [words.is_section(m.line.text) for m in lines[at + 1 : at + 3]]
    return len(after) == 2 and all(after)


def _is_open(label: Label) -> bool:
    return label.is_alone or label.part.takes != "line"


def _counts(lines: Sequence[Measured], at: int, p: Probabilities) -> bool:
    """Tell whether a label opens something here: it is no entry of a menu, and the model does not deny it."""
    m, label = lines[at], lines[at].label
    assert label is not None
    if m.line.is_menu and not m.line.label_end:
        return False
    kind = _CLASS.get(label.part.kind)
    if kind is None:
        return True
    if label.part.kind == "byline":
        return p.get("byline", 0.0) + p.get("author", 0.0) > 0.1 or (label.is_alone and _is_of_people(lines, at + 1))
    if label.part.kind == "author" and label.is_alone and p.get("author", 0.0) < 0.5:
        return any(_is_of_people(lines, i) for i in (at + 1, at + 2))
    if not label.is_alone and label.part.bare == "" and p.get("none", 0.0) > 0.9:
        return False
    return p.get("none", 0.0) < 0.97 or (label.is_alone and kind in ("abstract", "keywords", "references"))


def _is_of_people(lines: Sequence[Measured], at: int) -> bool:
    """Tell whether a line is a name, or begins with an institution's words."""
    if at >= len(lines) or lines[at].label or lines[at].line.is_menu or lines[at].own[0] > 160:
        return False
    return lines[at].own[_NAMES_SURE] >= 0.5 or byline.is_byline(lines[at].line.text)


def _sure_of(label: Label, p: Probabilities) -> float:
    kind = _CLASS.get(label.part.kind)
    return max(p.get(kind, 0.0), 0.6) if kind else 0.9


def _cloaked(m: Measured, out: list[Decided]) -> Decided | None:
    """Words that hide an e-mail address belong to the authors right above."""
    is_hidden = len(m.line.text) < 300 and knowledge.furniture_part().search(m.line.text) is not None
    if not is_hidden or not knowledge.cloak().search(m.line.text):
        return None
    near = any(d.kind in PEOPLE for d in out[-4:])
    return Decided("byline", 0.8) if near else Decided("", 0.9)


def _marked(m: Measured, p: Probabilities) -> Decided | None:
    """Several sure names with index marks or ORCIDs are authors, if anything is said for it."""
    is_list = m.own[_NAMES] > 1 and m.own[_NAMES_SURE] >= 0.5 and not m.line.is_menu
    is_list = is_list and (m.own[_MARKS] > 1 or m.own[_ORCID] > 0)
    return Decided("author", max(p.get("author", 0.0), 0.6)) if is_list and p.get("none", 0.0) < 0.97 else None


def _wrapped(m: Measured, lines: Sequence[Measured], out: list[Decided]) -> Decided | None:
    """A line of an abstract that ends in mid-sentence goes on in the next, where no gap parts them."""
    if not out or out[-1].kind != "abstract" or m.line.after_gap or m.line.is_menu:
        return None
    before = lines[len(out) - 1].line.text.rstrip()
    is_open = before[-1:] not in ".!?…»”:;" and len(before) > 30
    return Decided("abstract", out[-1].sure, joins=True) if is_open else None


def _below(m: Measured, p: Probabilities, opened: Label, is_first: bool, before: Decided | None) -> Decided | None:
    """Decide a line below a label: it belongs to it where it is the first, or where the model says the same."""
    kind = opened.part.kind
    wanted = _CLASS.get(kind, "none")
    share = sum(p.get(k, 0.0) for k in (PEOPLE if wanted in PEOPLE else (wanted,)))
    if m.line.is_menu or (m.own[_BUTTON] and kind != "download"):
        return None
    best = max(p, key=lambda k: p[k])
    if kind == "download" and best not in ("none", "licence", "identifiers"):
        return None  # a button above the title
    takes_first = is_first and opened.is_alone
    goes_on = opened.part.takes != "line" and (share >= 0.5 or (best == wanted and share > 0.3))
    if kind == "abstract" and not takes_first:
        goes_on = goes_on or _goes_on_abstract(m, p, before)
    if kind == "keywords" and not takes_first:
        goes_on = opened.is_alone and not (before and before.is_head) and (goes_on or _goes_on_list(m, p))
    if kind == "author" and opened.part.takes != "line":
        goes_on = goes_on or _goes_on_people(m, p)
    if kind in ("related", "funding", "statement") and opened.part.takes != "line":
        goes_on = best == "none" or kind == "related"
    if not takes_first and not goes_on:
        return None
    if kind in PEOPLE:
        kind = best if best in PEOPLE else "author" if m.own[_NAMES] else "byline"
        return Decided(kind, max(share, 0.4), joins=True)
    is_head = words.is_section(m.line.text) if kind == "abstract" else kind == "keywords" and _is_whole_list(m)
    return Decided(kind, max(share, 0.6 if is_first else 0.5), joins=True, is_head=is_head)


def _goes_on_abstract(m: Measured, p: Probabilities, before: Decided | None) -> bool:
    """Go on an abstract over the headings of its sections, what stands below them, and wrapped lines."""
    if words.is_section(m.line.text) and p.get("references", 0.0) < 0.5:
        return True
    if knowledge.section_pattern()[0].match(m.line.text) and m.own[0] > 30 and p.get("references", 0.0) < 0.5:
        return True
    is_prose = m.own[0] > 60 and max(p, key=lambda k: p[k]) in ("none", "abstract", "references")
    return is_prose and before is not None and before.kind == "abstract" and (before.is_head or not m.line.after_gap)


def _goes_on_people(m: Measured, p: Probabilities) -> bool:
    """Go on what is told of authors over short lines that name somebody or where they work."""
    is_short = m.own[0] < 160 and not m.own[_YEARS] and p.get("none", 0.0) < 0.97
    return is_short and bool(m.own[_NAMES] or m.own[_INSTITUTION] or m.own[_ADDRESS])


def _goes_on_list(m: Measured, p: Probabilities) -> bool:
    """Go on a list of key words over short entries that stand right below each other."""
    is_entry = m.own[0] < 70 and (m.line.tag == "li" or not m.line.after_gap)
    is_entry = is_entry and not m.line.text[:1].isdigit() and not m.own[_SENTENCE]
    best = max(p, key=lambda k: p[k])
    return is_entry and (best in ("none", "keywords") or p.get("keywords", 0.0) > 0.2)


def _is_whole_list(m: Measured) -> bool:
    """Tell whether a line holds several key words and does not end in the middle of them."""
    return sum(m.own[i] for i in _SEPARATORS) > 1 and not m.line.text.rstrip().endswith((",", ";", "-", "，", "；"))


def _free(m: Measured, p: Probabilities) -> Decided:
    best = max(p, key=lambda k: p[k])
    if m.own[_BUTTON] and best in ("title", *PEOPLE):
        return Decided("", p.get("none", 0.0))
    if best == "none" or best == "references" or p[best] < _LEAST:
        return Decided("", p.get("none", 0.0))
    return Decided(best, p[best])


def _agreed(lines: Sequence[Measured], out: list[Decided], known: Declared) -> None:
    """A short line with the declared journal and two of the declared numbers is the journal's, wherever it stands."""
    for i, m in enumerate(lines):
        if out[i].kind in ("title", "references", "citation", "related", "licence", "journal") or m.line.is_menu:
            continue
        tokens = m.folded.split()
        is_named = any(f"{j} " in m.folded and len(tokens) < len(j.split()) + 14 for j in known.journals if j)
        if is_named and sum(n in tokens for n in known.numbers) > 1:
            out[i] = Decided("journal", 0.9)


def _cited(lines: Sequence[Measured], out: list[Decided]) -> None:
    """A line that has the title, a year and more is a citation of the article, whatever it looks like alone."""
    titles = {m.folded for m, d in zip(lines, out, strict=True) if d.kind == "title" and len(m.folded) > 14}
    for i, m in enumerate(lines):
        if out[i].kind in ("references", "citation", "related", "licence") or m.line.is_menu or not m.own[_YEARS]:
            continue
        if any(t in m.folded and len(m.folded.split()) > len(t.split()) + 3 for t in titles):
            out[i] = Decided("citation", 0.85, out[i].label if out[i].kind == "citation" else None)


def is_heading(text: str) -> bool:
    """Tell whether a line holds authors and title, as “PETROV I.I. Salt”."""
    found = name_patterns.HEADING.match(text.strip())
    return bool(
        found and name_lists.split(found["names"]) and len(found["title"].split()) > 1 and not name_lists.split(text)
    )
