"""Which lines are of the authors: one block, what names them again, and who stands below the title."""

import re
from collections.abc import Sequence
from typing import Final

from titelei.encode import index_marks, name_lists, people
from titelei.encode.fields import byline
from titelei.encode.lines.decided import Decided, Probabilities
from titelei.encode.lines.features import OWN, Measured
from titelei.encode.segments import Declared, any_order, folded

PEOPLE: Final = ("author", "byline")
_NAMES: Final = OWN.index("names")
_YEARS: Final = OWN.index("years")
_NAMES_SURE: Final = OWN.index("names_sure")
_BUTTON: Final = OWN.index("button")
_SOME: Final = 0.1
"""Where a page names nobody, so little is enough for a name right below the title."""
_MOST_NAMES: Final = 3.0
"""A line of many names weighs no more than so many lines of one."""
_LONGEST: Final = 200
"""A line of a block that the model does not know has no more characters."""
_SIGN: Final = re.compile(r"\s*(?:©|\([cс]\))", re.I)
_MARK: Final = re.compile(rf"\s*(?:\d{{1,2}}|[*†‡{index_marks.RAISED}])\s*")
_FRONT: Final = ("title", "author", "byline", "abstract", "keywords", "journal", "dates", "identifiers", "citation")


def some_author(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities]) -> None:
    """Where nobody is named, a name right below the title, or else above the abstract, may be the author's."""
    if any(d.kind == "author" for d in out):
        return
    titles = [i for i, d in enumerate(out) if d.kind == "title"]
    abstract = next((i for i, d in enumerate(out) if d.kind == "abstract"), 0)
    places = [range(t + 1, min(t + 5, len(out))) for t in titles] or [range(max(0, abstract - 3), abstract)]
    near = {i for place in places for i in place if not out[i].kind and _names_somebody(lines[i])}
    shares = {i: sum(odds[i].get(kind, 0.0) for kind in PEOPLE) for i in near}
    shares |= {t + 1: 0.6 for t in titles if _is_only(lines, out, t + 1) or _is_signed(lines, out, t + 1)}
    best = max(sorted(shares), key=lambda i: shares[i], default=-1)
    if best >= 0 and shares[best] > _SOME:
        out[best] = Decided("author", shares[best])


def _names_somebody(m: Measured) -> bool:
    """Tell whether a line is names, or begins with one: “Jane Q. Public, PhD”."""
    return bool(m.own[_NAMES]) or (len(m.line.text) < _LONGEST and bool(byline.leading_names(m.line.text)))


def _is_only(lines: Sequence[Measured], out: list[Decided], at: int) -> bool:
    """Tell whether names are all that stands between the title and the abstract: there is nobody else's place."""
    if at + 1 >= len(out) or out[at].kind or out[at + 1].kind != "abstract":
        return False
    return bool(lines[at].own[_NAMES]) and lines[at].own[_NAMES_SURE] >= 0.5 and not lines[at].line.is_menu


def _is_signed(lines: Sequence[Measured], out: list[Decided], at: int) -> bool:
    """Tell whether a sign of copyright stands before the names right below the title: “© 2017 A. Orlov”."""
    if at >= len(out) or out[at].kind != "licence" or not _SIGN.match(lines[at].line.text):
        return False
    return bool(lines[at].own[_NAMES]) and lines[at].own[_NAMES_SURE] >= 0.5


def named_again(lines: Sequence[Measured], out: list[Decided], known: Declared) -> None:
    """A short line that names an author of a block, below the title or below the block, tells of the authors, too."""
    _declared(lines, out, known)
    names = [n for m, d in zip(lines, out, strict=True) if d.kind == "author" for n in _names(m)]
    for i, m in enumerate(lines):
        if out[i].kind or m.line.is_menu or m.own[_YEARS] or not 1 < len(m.folded.split()) < 30:
            continue
        tokens = set(m.folded.split())
        share = sum(len(n) for n in names if n <= tokens)
        near = {d.kind for d in out[max(0, i - 3) : i]}
        if share and "title" in near and 2 * share > len(tokens):
            out[i] = Decided("author", 0.6)
        elif share and near & set(PEOPLE) and len(tokens) < 10:
            out[i] = Decided("byline", 0.6, joins=True)


def _declared(lines: Sequence[Measured], out: list[Decided], known: Declared) -> None:
    """A line with nothing but names that the head declares, by title or block, is the authors': “L. A. Berg”."""
    for i, m in enumerate(lines):
        if out[i].kind or m.line.is_menu or not {d.kind for d in out[max(0, i - 3) : i]} & {"title", *PEOPLE}:
            continue
        shown = name_lists.split(m.line.indexed) if m.own[_NAMES] else []
        is_declared = any_order(m.line.text) in known.authors
        if is_declared or (shown and all(any(people.is_same(n, k) for k in known.people) for _, _, n, _ in shown)):
            out[i] = Decided("author", 0.8)


def in_block(lines: Sequence[Measured], out: list[Decided]) -> None:
    """What stands right below somebody of the block and speaks as such blocks do, a post or a town, is of it, too."""
    for i, m in enumerate(lines[1:], start=1):
        is_open = not (out[i].kind or m.label or m.line.is_menu or m.own[_BUTTON] or m.own[_YEARS])
        if not is_open or out[i - 1].kind not in PEOPLE or len(m.line.text) > _LONGEST:
            continue
        is_mark = _MARK.fullmatch(m.line.indexed) is not None and i + 1 < len(lines)
        if byline.is_byline(lines[i + 1].line.text if is_mark else m.line.text):
            out[i] = Decided("byline", 0.6, joins=True)


def _names(m: Measured) -> list[set[str]]:
    """Give the words of each name of several words on a line."""
    found = [set(folded(name.text).split()) for _, _, name, _ in name_lists.split(m.line.indexed)]
    return [name for name in found if len(name) > 1]


def one_block(lines: Sequence[Measured], out: list[Decided]) -> None:
    """Keep the lines of people that stand together or name the same people; other names on the page are others'."""
    clusters: list[list[int]] = []
    for i, decided in enumerate(out):
        if decided.kind not in PEOPLE:
            continue
        last = clusters[-1][-1] if clusters else -9
        if i - last <= 3 and not any(out[j].kind in _FRONT for j in range(last + 1, i)):
            clusters[-1].append(i)
        else:
            clusters.append([i])
    if not clusters:
        return
    titles = [i for i, d in enumerate(out) if d.kind == "title"]
    main = max(clusters, key=lambda c: _weight(_telling(c, lines, out), lines, out, titles))
    names = _surnames(lines, main)
    for cluster in clusters:
        if cluster is main:
            continue
        is_labelled = any(out[i].label for i in cluster)
        follows_title = any(0 < cluster[0] - t <= 3 for t in titles)
        same = _surnames(lines, cluster) & names
        tells_more = bool(same) and cluster[0] > main[0] and any(out[i].kind == "byline" for i in cluster)
        if not (is_labelled or tells_more or (follows_title and (same or not _near(main, titles)))):
            for i in cluster:
                out[i] = Decided("", 1 - out[i].sure)


def _telling(cluster: list[int], lines: Sequence[Measured], out: list[Decided]) -> list[int]:
    """Leave out labels alone, which name nobody, and what stands there once more."""
    first = {lines[i].folded: i for i in reversed(cluster)}
    return [i for i in cluster if first[lines[i].folded] == i and not ((la := out[i].label) and la.is_alone)]


def _weight(cluster: list[int], lines: Sequence[Measured], out: list[Decided], titles: list[int]) -> float:
    names = {i: min(max(lines[i].own[_NAMES], 1.0), _MOST_NAMES) for i in cluster}
    total = sum(out[i].sure * (names[i] if out[i].kind == "author" else 0.3) for i in cluster)
    return total + (1.0 if _near(cluster, titles) else 0.0)


def _near(cluster: list[int], titles: list[int]) -> bool:
    return bool(cluster) and any(-3 <= cluster[0] - t <= 6 for t in titles)


def _surnames(lines: Sequence[Measured], cluster: list[int]) -> set[str]:
    found = set()
    for i in cluster:
        text = lines[i].line.indexed
        for _, _, name, _ in name_lists.split(text):
            found.add(name.surname.casefold() or name.text.casefold())
    return found
