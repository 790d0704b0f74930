"""What each line is: the model's probabilities, the labels of the page, and what a page can hold only once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from titelei.encode import knowledge, name_lists, name_patterns, words
from titelei.encode.languages import guess
from titelei.encode.lines.features import OWN, Measured, opens_references
from titelei.encode.lines.labels import Label
from titelei.encode.segments import Declared

Probabilities = Mapping[str, float]
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
_BUTTON: Final = OWN.index("button")
_LEAST: Final = 0.42
_PEOPLE: Final = ("author", "byline")
_FRONT: Final = ("title", "author", "byline", "abstract", "keywords", "journal", "dates", "identifiers", "citation")


@dataclass(frozen=True, slots=True)
class Decided:
    """One line: its kind (empty: nothing known), how sure that is, the label that opens it, and whether it goes on.

    ``joins`` tells that the line goes on what the line before it began: a broken title, the value below a label.
    ``is_head`` tells of the heading of a section that more follows, and of a whole list of key words that nothing does.
    """

    kind: str
    sure: float
    label: Label | None = None
    joins: bool = False
    is_head: bool = False


def decide(lines: Sequence[Measured], odds: Sequence[Probabilities], known: Declared) -> list[Decided]:
    """Give the kind of every line."""
    out = _alone(lines, odds)
    _one_title(lines, out, odds, known)
    _cited(lines, out)
    _some_author(lines, out, odds)
    _one_block(lines, out)
    return out


def _alone(lines: Sequence[Measured], odds: Sequence[Probabilities]) -> list[Decided]:
    """Decide line after line, with what a label above says of the next lines."""
    out: list[Decided] = []
    opened: Label | None = None
    in_references = is_first = False
    heads: set[str] = set()
    in_body = False
    for i, (m, p) in enumerate(zip(lines, odds, strict=True)):
        label = m.label if m.label and _counts(m, p) and not _is_of_a_list(lines, i) else None
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
        if in_references and label and label.part.kind in ("abstract", "keywords", "citation", "licence", "about"):
            in_references = False
        if in_references:
            kind = max(p, key=lambda k: p[k])
            if kind in ("licence", "none") and p[kind] > 0.8:
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
            decided = _wrapped(m, lines, out) or _cloaked(m, out) or _marked(m, p) or _free(p)
        elif opened and opened.part.takes == "line":
            opened = None
        is_first = False
        if is_head and decided.kind == "abstract":
            heads.add(m.folded)
        out.append(decided)
    return out


def _is_of_a_list(lines: Sequence[Measured], at: int) -> bool:
    """Tell whether a line stands in a list of what the page has: “Abstract”, “Methods”, “Results” below each other."""
    after = [words.is_section(m.line.text) for m in lines[at + 1 : at + 3]]
    return len(after) == 2 and all(after)


def _is_open(label: Label) -> bool:
    return label.is_alone or label.part.takes != "line"


def _counts(m: Measured, p: Probabilities) -> bool:
    """Tell whether a label opens something here: it is no entry of a menu, and the model does not deny it."""
    label = m.label
    assert label is not None
    if m.line.is_menu and not m.line.label_end:
        return False
    kind = _CLASS.get(label.part.kind)
    if kind is None:
        return True
    if label.part.kind == "byline":
        return p.get("byline", 0.0) + p.get("author", 0.0) > 0.1
    if not label.is_alone and label.part.bare == "" and p.get("none", 0.0) > 0.9:
        return False
    return p.get("none", 0.0) < 0.97 or (label.is_alone and kind in ("abstract", "keywords", "references"))


def _sure_of(label: Label, p: Probabilities) -> float:
    kind = _CLASS.get(label.part.kind)
    return max(p.get(kind, 0.0), 0.6) if kind else 0.9


def _cloaked(m: Measured, out: list[Decided]) -> Decided | None:
    """Words that hide an e-mail address belong to the authors right above."""
    is_hidden = len(m.line.text) < 300 and knowledge.furniture_part().search(m.line.text) is not None
    if not is_hidden or not knowledge.cloak().search(m.line.text):
        return None
    near = any(d.kind in _PEOPLE for d in out[-4:])
    return Decided("byline", 0.8) if near else Decided("", 0.9)


def _marked(m: Measured, p: Probabilities) -> Decided | None:
    """Several sure names with index marks are authors, if anything is said for it."""
    is_list = m.own[_NAMES] > 1 and m.own[_NAMES_SURE] >= 0.5 and m.own[_MARKS] > 1 and not m.line.is_menu
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
    share = p.get(wanted, 0.0) + (p.get("byline", 0.0) + p.get("author", 0.0) if wanted in _PEOPLE else 0.0)
    if m.line.is_menu or (m.own[_BUTTON] and kind != "download"):
        return None
    best = max(p, key=lambda k: p[k])
    takes_first = is_first and opened.is_alone
    goes_on = opened.part.takes != "line" and (share >= 0.5 or (best == wanted and share > 0.3))
    if kind == "abstract" and not takes_first:
        goes_on = goes_on or _goes_on_abstract(m, p, before)
    if kind == "keywords" and not takes_first:
        goes_on = opened.is_alone and not (before and before.is_head) and (goes_on or _goes_on_list(m, p))
    if kind in ("related", "funding", "statement") and opened.part.takes != "line":
        goes_on = best == "none" or kind == "related"
    if not takes_first and not goes_on:
        return None
    if kind in _PEOPLE:
        kind = best if best in _PEOPLE else "author" if m.own[_NAMES] else "byline"
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


def _goes_on_list(m: Measured, p: Probabilities) -> bool:
    """Go on a list of key words over short entries that stand right below each other."""
    is_entry = m.own[0] < 70 and (m.line.tag == "li" or not m.line.after_gap)
    is_entry = is_entry and not m.line.text[:1].isdigit() and not m.own[_SENTENCE]
    best = max(p, key=lambda k: p[k])
    return is_entry and (best in ("none", "keywords") or p.get("keywords", 0.0) > 0.2)


def _is_whole_list(m: Measured) -> bool:
    """Tell whether a line holds several key words and does not end in the middle of them."""
    return sum(m.own[i] for i in _SEPARATORS) > 1 and not m.line.text.rstrip().endswith((",", ";", "-", "，", "；"))


def _free(p: Probabilities) -> Decided:
    best = max(p, key=lambda k: p[k])
    if best == "none" or best == "references" or p[best] < _LEAST:
        return Decided("", p.get("none", 0.0))
    return Decided(best, p[best])


def _one_title(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities], known: Declared) -> None:
    """Keep one title a language; a title broken over lines is one; the same words again are the title again."""
    groups = _groups(lines, out) or _second_best(lines, out, odds)
    groups = [_completed(g, lines, out) for g in groups]
    texts = {g: " ".join(lines[i].folded for i in g) for g in groups}
    longer = [m.folded for m in lines if 8 <= m.own[1] <= 120]

    def rank(group: tuple[int, ...]) -> float:
        text = texts[group]
        score = sum(odds[i].get("title", 0.0) for i in group) / len(group)
        score += 0.5 * (text in known.titles) + 0.15 * any(text in t and text != t for t in longer)
        return score + 0.15 * (lines[group[0]].line.tag == "h1") - 0.001 * group[0]

    chosen: list[tuple[str, str]] = []
    for group in sorted(groups, key=rank, reverse=True):
        shown = " ".join(lines[i].line.text for i in group)
        lang, text = guess(shown), texts[group]
        again = any(text == t for _, t in chosen)
        if again or not chosen or (all(lang != other for other, _ in chosen) and rank(group) > 0.5):
            chosen.append((lang, text))
            continue
        for i in group:
            second = max((k for k in odds[i] if k != "title"), key=lambda k: odds[i][k], default="none")
            kind = second if second in _FRONT and second != "title" and odds[i][second] > 0.3 else ""
            out[i] = Decided(kind, odds[i].get(second, 0.0))


def _cited(lines: Sequence[Measured], out: list[Decided]) -> None:
    """A line that has the title, a year and more is a citation of the article, whatever it looks like alone."""
    titles = {m.folded for m, d in zip(lines, out, strict=True) if d.kind == "title" and len(m.folded) > 14}
    for i, m in enumerate(lines):
        if out[i].kind in ("references", "citation", "related", "licence") or m.line.is_menu or not m.own[_YEARS]:
            continue
        if any(t in m.folded and len(m.folded.split()) > len(t.split()) + 3 for t in titles):
            out[i] = Decided("citation", 0.85, out[i].label if out[i].kind == "citation" else None)


def _groups(lines: Sequence[Measured], out: list[Decided]) -> list[tuple[int, ...]]:
    groups: list[tuple[int, ...]] = []
    for i, decided in enumerate(out):
        if decided.kind != "title":
            continue
        if groups and groups[-1][-1] == i - 1 and not decided.label and _is_broken(lines[i - 1], lines[i]):
            groups[-1] = (*groups[-1], i)
            out[i] = replace(decided, joins=True)
        else:
            groups.append((i,))
    return groups


def _completed(group: tuple[int, ...], lines: Sequence[Measured], out: list[Decided]) -> tuple[int, ...]:
    """Add the next line to a title that ends in mid-phrase, or that the page has elsewhere together with that line."""
    after = group[-1] + 1
    if after >= len(lines) or out[after].kind == "title" or lines[after].label or lines[after].line.is_menu:
        return group
    words_of = " ".join(lines[i].folded for i in (*group, after))
    elsewhere = any(words_of in m.folded for i, m in enumerate(lines) if i not in group and i != after)
    is_cut = lines[group[-1]].line.text.rstrip().endswith((":", ",", "–", "—"))
    if not (elsewhere and len(lines[after].folded) > 8) and not (is_cut and lines[after].own[1] < 30):
        return group
    out[after] = Decided("title", out[group[-1]].sure, joins=True)
    return (*group, after)


def _is_broken(before: Measured, after: Measured) -> bool:
    """Tell whether a title goes on: in mid-phrase, or in capitals as before, without a gap between."""
    first, second = before.line.text.rstrip(), after.line.text.lstrip()
    if after.line.after_gap and not first.endswith((":", ",", "–", "-")):
        return False
    capitals = first.isupper() and second.isupper()
    return first.endswith((":", ",", "–", "-", "—")) or second[:1].islower() or (capitals and not first.endswith("."))


def _second_best(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities]) -> list[tuple[int, ...]]:
    """Where no line is surely a title, the likeliest one may be, if anything is said for it."""
    open_ones = [i for i, d in enumerate(out) if not d.kind and not lines[i].line.is_menu]
    best = max(open_ones, key=lambda i: odds[i].get("title", 0.0), default=-1)
    if best < 0 or odds[best].get("title", 0.0) < 0.2:
        return []
    out[best] = Decided("title", odds[best]["title"])
    return [(best,)]


def _some_author(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities]) -> None:
    """Where nobody is named, a name right below the title may be the author's, if anything is said for it."""
    if any(d.kind == "author" for d in out):
        return
    titles = [i for i, d in enumerate(out) if d.kind == "title"]
    near = {i for t in titles for i in range(t + 1, min(t + 5, len(out))) if not out[i].kind and lines[i].own[_NAMES]}
    best = max(near, key=lambda i: odds[i].get("author", 0.0), default=-1)
    if best >= 0 and odds[best].get("author", 0.0) > 0.1:
        out[best] = Decided("author", odds[best]["author"])


def _one_block(lines: Sequence[Measured], out: list[Decided]) -> None:
    """Keep the lines of people that stand together or name the same people; other names on the page are others'."""
    clusters: list[list[int]] = []
    for i, decided in enumerate(out):
        if decided.kind not in _PEOPLE:
            continue
        last = clusters[-1][-1] if clusters else -9
        if i - last <= 3 and not any(out[j].kind in _FRONT for j in range(last + 1, i)):
            clusters[-1].append(i)
        else:
            clusters.append([i])
    if not clusters:
        return
    titles = [i for i, d in enumerate(out) if d.kind == "title"]
    main = max(clusters, key=lambda c: _weight(c, out, titles))
    names = _surnames(lines, main)
    for cluster in clusters:
        if cluster is main:
            continue
        is_labelled = any(out[i].label for i in cluster)
        follows_title = any(0 < cluster[0] - t <= 3 for t in titles)
        same = _surnames(lines, cluster) & names
        tells_more = bool(same) and any(out[i].kind == "byline" for i in cluster)
        if not (is_labelled or tells_more or (follows_title and (same or not _near(main, titles)))):
            for i in cluster:
                out[i] = Decided("", 1 - out[i].sure)


def _weight(cluster: list[int], out: list[Decided], titles: list[int]) -> float:
    total = sum(out[i].sure * (1.0 if out[i].kind == "author" else 0.3) for i in cluster)
    return total + (1.0 if _near(cluster, titles) else 0.0)


def _near(cluster: list[int], titles: list[int]) -> bool:
    return any(-3 <= cluster[0] - t <= 6 for t in titles)


def _surnames(lines: Sequence[Measured], cluster: list[int]) -> set[str]:
    found = set()
    for i in cluster:
        text = lines[i].line.indexed
        for _, _, name, _ in name_lists.split(text):
            found.add(name.surname.casefold() or name.text.casefold())
    return found


def is_heading(text: str) -> bool:
    """Tell whether a line holds authors and title, as “PETROV I.I. Salt”."""
    found = name_patterns.HEADING.match(text.strip())
    return bool(
        found and name_lists.split(found["names"]) and len(found["title"].split()) > 1 and not name_lists.split(text)
    )
