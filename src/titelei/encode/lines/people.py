"""Which lines are of the authors: one block, what names them again, and who stands below the title."""

from collections.abc import Sequence
from typing import Final

from titelei.encode import name_lists
from titelei.encode.lines.decided import Decided, Probabilities
from titelei.encode.lines.features import OWN, Measured
from titelei.encode.segments import folded

PEOPLE: Final = ("author", "byline")
_NAMES: Final = OWN.index("names")
_YEARS: Final = OWN.index("years")
_SOME: Final = 0.1
"""Where a page names nobody, so little is enough for a name right below the title."""
_FRONT: Final = ("title", "author", "byline", "abstract", "keywords", "journal", "dates", "identifiers", "citation")


def some_author(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities]) -> None:
    """Where nobody is named, a name right below the title may be the author's, if anything is said for it."""
    if any(d.kind == "author" for d in out):
        return
    titles = [i for i, d in enumerate(out) if d.kind == "title"]
    near = {i for t in titles for i in range(t + 1, min(t + 5, len(out))) if not out[i].kind and lines[i].own[_NAMES]}
    shares = {i: sum(odds[i].get(kind, 0.0) for kind in PEOPLE) for i in near}
    best = max(sorted(shares), key=lambda i: shares[i], default=-1)
    if best >= 0 and shares[best] > _SOME:
        out[best] = Decided("author", shares[best])


def named_again(lines: Sequence[Measured], out: list[Decided]) -> None:
    """A short line that names an author of a block, below the title or below the block, tells of the authors, too."""
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
