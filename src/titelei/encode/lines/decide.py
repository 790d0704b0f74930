"""What each line is: the model's probabilities, the labels of the page, and what a page can hold only once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from titelei.encode import name_patterns, people
from titelei.encode.languages import guess
from titelei.encode.lines.features import Measured
from titelei.encode.lines.labels import Label
from titelei.encode.segments import Declared

Probabilities = Mapping[str, float]
_CLASS: Final = {
    "journal": "journal", "identifiers": "identifiers", "dates": "dates", "citation": "citation",
    "keywords": "keywords", "abstract": "abstract", "licence": "licence", "byline": "byline", "author": "author",
    "references": "references", "title": "title",
}  # fmt: skip
"""The class of the model for what a label opens; other labels are believed where they stand."""
_LEAST: Final = 0.42
_PEOPLE: Final = ("author", "byline")
_FRONT: Final = ("title", "author", "byline", "abstract", "keywords", "journal", "dates", "identifiers", "citation")


@dataclass(frozen=True, slots=True)
class Decided:
    """One line: its kind (empty: nothing known), how sure that is, the label that opens it, and whether it goes on.

    ``joins`` tells that the line goes on what the line before it began: a broken title, the value below a label.
    """

    kind: str
    sure: float
    label: Label | None = None
    joins: bool = False


def decide(lines: Sequence[Measured], odds: Sequence[Probabilities], known: Declared) -> list[Decided]:
    """Give the kind of every line."""
    out = _alone(lines, odds)
    _one_title(lines, out, odds, known)
    _one_block(lines, out)
    return out


def _alone(lines: Sequence[Measured], odds: Sequence[Probabilities]) -> list[Decided]:
    """Decide line after line, with what a label above says of the next lines."""
    out: list[Decided] = []
    opened: Label | None = None
    in_references = is_first = False
    for m, p in zip(lines, odds, strict=True):
        label = m.label if m.label and _counts(m, p) else None
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
        decided = _below(m, p, opened, is_first) if opened else None
        if decided is None:
            opened = None
            decided = _free(p)
        elif opened and opened.part.takes == "line":
            opened = None
        is_first = False
        out.append(decided)
    return out


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
    return max(p.get(kind, 0.0), 0.5) if kind else 0.9


def _below(m: Measured, p: Probabilities, opened: Label, is_first: bool) -> Decided | None:
    """Decide a line below a label: it belongs to it where it is the first, or where the model says the same."""
    kind = opened.part.kind
    wanted = _CLASS.get(kind, "none")
    share = p.get(wanted, 0.0) + (p.get("byline", 0.0) + p.get("author", 0.0) if wanted in _PEOPLE else 0.0)
    if m.line.is_menu or (m.own[25] and kind != "download"):
        return None
    best = max(p, key=lambda k: p[k])
    takes_first = is_first and opened.is_alone and (best in (wanted, "none") or share > 0.1 or kind not in _CLASS)
    goes_on = opened.part.takes != "line" and (share >= 0.5 or (best == wanted and share > 0.3))
    if kind in ("related", "funding", "statement") and opened.part.takes != "line":
        goes_on = best == "none" or kind == "related"
    if not takes_first and not goes_on:
        return None
    if kind in _PEOPLE:
        kind = best if best in _PEOPLE else "byline"
        return Decided(kind, max(share, 0.4), joins=True)
    return Decided(kind, max(share, 0.6 if is_first else 0.0), joins=True)


def _free(p: Probabilities) -> Decided:
    best = max(p, key=lambda k: p[k])
    if best == "none" or best == "references" or p[best] < _LEAST:
        return Decided("", p.get("none", 0.0))
    return Decided(best, p[best])


def _one_title(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities], known: Declared) -> None:
    """Keep one title a language; a title broken over lines is one; the same words again are the title again."""
    groups = _groups(lines, out)
    if not groups:
        groups = _second_best(lines, out, odds)
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
        if not (is_labelled or same or (follows_title and not _near(main, titles))):
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
        for _, _, name, _ in people.split(text):
            found.add(name.surname.casefold() or name.text.casefold())
    return found


def is_heading(text: str) -> bool:
    """Tell whether a line holds authors and title, as “PETROV I.I. Salt”."""
    found = name_patterns.HEADING.match(text.strip())
    return bool(found and people.split(found["names"]) and len(found["title"].split()) > 1 and not people.split(text))
