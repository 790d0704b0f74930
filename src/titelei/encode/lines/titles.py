"""Which lines are the title: one a language, broken over lines or not, shown once more or not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from titelei.encode.fields import byline
from titelei.encode.languages import guess
from titelei.encode.lines.decided import Decided, Probabilities
from titelei.encode.lines.features import OWN, Measured
from titelei.encode.segments import Declared

_BUTTON: Final = OWN.index("button")
_NAMES: Final = OWN.index("names")
_GAPS: Final = re.compile(r"\s{2,}|\t")
_FRONT: Final = ("author", "byline", "abstract", "keywords", "journal", "dates", "identifiers", "citation")


def one_title(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities], known: Declared) -> None:
    """Keep one title a language; a title broken over lines is one; the same words again are the title again."""
    for i, m in enumerate(lines):
        if out[i].kind == "title" and len(_GAPS.findall(m.line.text.strip())) > 1:
            out[i] = Decided("", 1 - out[i].sure)  # a menu written in one line
    groups = _groups(lines, out) or _second_best(lines, out, odds)
    groups = [_completed(g, lines, out, odds) for g in groups]
    texts = {g: " ".join(lines[i].folded for i in g) for g in groups}
    groups += [g for g in _quoted(lines, out, odds, texts.values()) if all(g[0] not in other for other in groups)]
    texts = {g: " ".join(lines[i].folded for i in g) for g in groups}
    longer = [m.folded for m in lines if 8 <= m.own[1] <= 120]

    def rank(group: tuple[int, ...]) -> float:
        text = texts[group]
        score = sum(odds[i].get("title", 0.0) for i in group) / len(group)
        score += 0.5 * (text in known.titles) + 0.15 * any(text in t and text != t for t in longer)
        score -= any(texts[o] != text and _is_quoted(texts[o], text) for o in groups if not _is_cut(lines[o[-1]]))
        score -= _is_cut(lines[group[-1]]) and any(t.startswith(text) and t != text for t in longer)
        score += _BONUS * (group[-1] + 1 < len(out) and out[group[-1] + 1].kind == "author")
        return score + 0.15 * (lines[group[0]].line.tag == "h1") - 0.001 * group[0]

    chosen: list[tuple[str, str]] = []
    for group in sorted(groups, key=rank, reverse=True):
        shown = " ".join(lines[i].line.text for i in group)
        lang, text = guess(shown), texts[group]
        again = any(text == t for _, t in chosen)
        if again or not chosen or (all(lang != other for other, _ in chosen) and rank(group) > 0.5):
            chosen.append((lang, text))
            for n, i in enumerate(group):
                out[i] = out[i] if out[i].kind == "title" else Decided("title", odds[i].get("title", 0.0), joins=n > 0)
            continue
        for i in group:
            second = max((k for k in odds[i] if k != "title"), key=lambda k: odds[i][k], default="none")
            kind = second if second in _FRONT and second != "title" and odds[i][second] > 0.3 else ""
            out[i] = Decided(kind, odds[i].get(second, 0.0))


_QUOTED: Final = 4
"""A title that another line quotes has at least so many words."""
_SOME: Final = 0.2
_BONUS: Final = 0.15


def _is_quoted(text: str, by: str) -> bool:
    return len(text.split()) >= _QUOTED and f" {text} " in f" {by} "


def _is_cut(m: Measured) -> bool:
    """Tell whether a page shortened what a line says: “Who Owned the Ferry? Contracts and …”."""
    return m.line.text.rstrip().endswith(("…", "..."))


def _quoted(
    lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities], texts: Iterable[str]
) -> list[tuple[int, ...]]:
    """Give lines that may be a title and stand whole inside one that was taken for it, as in a path of the site."""
    wanted = list(texts)
    open_ones = [i for i, d in enumerate(out) if not d.kind and odds[i].get("title", 0.0) > _SOME]
    open_ones = [i for i in open_ones if not _is_cut(lines[i])]
    return [(i,) for i in open_ones if any(_is_quoted(lines[i].folded, by) for by in wanted if by != lines[i].folded)]


def _groups(lines: Sequence[Measured], out: list[Decided]) -> list[tuple[int, ...]]:
    groups: list[tuple[int, ...]] = []
    for i, decided in enumerate(out):
        if decided.kind != "title":
            continue
        is_next = bool(groups) and groups[-1][-1] == i - 1 and not decided.label
        if is_next and (_is_broken(lines[i - 1], lines[i]) or _is_elsewhere(lines, i)):
            groups[-1] = (*groups[-1], i)
            out[i] = replace(decided, joins=True)
        else:
            groups.append((i,))
    return groups


def _is_elsewhere(lines: Sequence[Measured], at: int) -> bool:
    """Tell whether the page has a line and the one before it as one text elsewhere."""
    both = f"{lines[at - 1].folded} {lines[at].folded}"
    return any(both in m.folded for m in lines[: at - 1]) or any(both in m.folded for m in lines[at + 1 :])


def _completed(
    group: tuple[int, ...], lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities]
) -> tuple[int, ...]:
    """Add the next line to a title that ends in mid-phrase, or that the page has elsewhere together with that line."""
    before, after = group[0] - 1, group[-1] + 1
    if before >= 0 and not out[before].kind and _opens_title(lines[before], lines[group[0]]):
        out[before] = Decided("title", out[group[0]].sure)
        out[group[0]] = replace(out[group[0]], joins=True)
        group = (before, *group)
    if after >= len(lines) or out[after].kind == "title" or lines[after].label or lines[after].line.is_menu:
        return group
    if lines[after].own[_NAMES] and odds[after].get("author", 0.0) > odds[after].get("title", 0.0):
        return group
    words_of = " ".join(lines[i].folded for i in (*group, after))
    elsewhere = any(words_of in m.folded for i, m in enumerate(lines) if i not in group and i != after)
    is_cut = lines[group[-1]].line.text.rstrip().endswith((":", ",", "–", "—"))
    if not (elsewhere and len(lines[after].folded) > 8) and not (is_cut and lines[after].own[1] < 30):
        return group
    out[after] = Decided("title", out[group[-1]].sure, joins=True)
    return (*group, after)


def _opens_title(before: Measured, after: Measured) -> bool:
    """Tell whether a line ends with a colon, so that the title below it began there."""
    is_cut = before.line.text.rstrip().endswith(":") and before.own[1] > 2
    return is_cut and not (before.label or before.line.is_menu or after.line.after_gap)


def _is_broken(before: Measured, after: Measured) -> bool:
    """Tell whether a title goes on: in mid-phrase, or in capitals as before, without a gap between."""
    first, second = before.line.text.rstrip(), after.line.text.lstrip()
    if after.line.after_gap and not first.endswith((":", ",", "–", "-")):
        return False
    capitals = first.isupper() and second.isupper()
    return first.endswith((":", ",", "–", "-", "—")) or second[:1].islower() or (capitals and not first.endswith("."))


def _second_best(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities]) -> list[tuple[int, ...]]:
    """Where no line is surely a title, the likeliest one may be, if anything is said for it, as by authors below."""
    open_ones = [i for i, d in enumerate(out) if not d.kind and not lines[i].line.is_menu and not lines[i].own[_BUTTON]]
    open_ones = [i for i in open_ones if not byline.is_byline(lines[i].line.text)]
    above = {i for i in open_ones if i + 1 < len(out) and out[i + 1].kind == "author"}
    best = max(open_ones, key=lambda i: odds[i].get("title", 0.0) + _BONUS * (i in above), default=-1)
    if best < 0 or odds[best].get("title", 0.0) < _SOME:
        return []
    out[best] = Decided("title", odds[best]["title"])
    return [(best,)]
