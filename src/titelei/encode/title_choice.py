"""Which of the lines that may be titles are: per language the best; the others the journal's name, or nothing known."""

import re
from collections.abc import Iterable
from typing import Final

from titelei.encode import knowledge
from titelei.encode.fields import byline, journal_line
from titelei.encode.languages import guess, is_cyrillic
from titelei.encode.page import Line
from titelei.encode.segments import Declared, Segment, folded

_INSTITUTION: Final = re.compile(
    r"(?:univ|inst|dept|department|faculty|school|college|acad|университет|институт|кафедра|факультет)\b", re.I
)


_OF_A_BYLINE: Final = re.compile(r"@|^\s*[¹²³⁴⁵*†]|,\s\d{5,6}\b|\b\d{5,6}\s[A-ZА-ЯЁ]|correspondence", re.I)


def resolve(out: list[Segment], lines: tuple[Line, ...], known: Declared) -> list[Segment]:
    """Decide which of the lines that may be titles are: per language the best, the others journal or nothing known."""
    titled = {folded(text_of(s, lines)) for s in out if s.kind == "title" and s.field == "title"} | known.titles
    for segment in out:
        if segment.kind == "unclassified" and segment.rule == "no rule knows it" and len(segment.texts) == 1:
            text = text_of(segment, lines)
            if folded(text) in known.journals | {
                folded(m["j"]) for s in out if (m := journal_line.title_line(text_of(s, lines)))
            }:
                _become(segment, "journal", "equals the journal's title elsewhere on the page", "journal")
    if (named := _journal_again(out, lines)) is not None:
        _become(named, "journal", "the journal's name in another language, before the title", "journal")
    has_heading = any(s.kind == "title" and s.field == "heading" for s in out)
    journals = known.journals | {folded(m["j"]) for s in out if (m := journal_line.title_line(text_of(s, lines)))}
    candidates = [s for s in out if s.kind == "candidate"]
    first_author = next((i for i, s in enumerate(out) if s.kind == "author"), len(out))
    author_line = out[first_author].first_line if first_author < len(out) else len(lines)
    chosen: dict[str, Segment] = {}
    for segment in candidates:
        text = text_of(segment, lines)
        if folded(text) in titled:
            _become(segment, "title", "equals the title elsewhere on the page")
        elif is_journal(text, segment, out, lines, journals):
            _become(segment, "journal", "a journal's name before the title", "journal")
    _join_broken(out, candidates, lines)
    candidates = [s for s in candidates if s.texts]
    open_ones = [s for s in candidates if s.kind == "candidate"]
    if not journals and (first := _first_line_journal(open_ones, out, lines)) is not None:
        _become(first, "journal", "the first line, before title and numbers of an issue", "journal")
        open_ones.remove(first)
    if not has_heading:
        for segment in open_ones:
            text = text_of(segment, lines)
            lang = guess(text)
            if titled and any(guess(t) == lang for t in titled):
                continue
            if segment.first_line > author_line and _INSTITUTION.match(text) and len(text.split()) <= 8:
                continue
            old = chosen.get(lang)
            new = _rank(segment, out, lines, first_author)
            before = _rank(old, out, lines, first_author) if old else new
            # Of two alike the later is the title, as under a journal's name; without authors the earlier.
            if old is None or new > before or (new == before and first_author < len(out)):
                chosen[lang] = segment
    for segment in open_ones:
        if any(segment is c for c in chosen.values()):
            _become(segment, "title", "the line before the authors that reads like a title")
        elif chosen and not journals and _before_numbers(segment, out, lines):
            _become(segment, "journal", "a short line right before the numbers of an issue", "journal")
        else:
            _become(segment, "unclassified", "no rule knows it", "")
    return out


_BREAKS: Final = re.compile(
    r"(?:[,:–—-]|\b(?:and|of|the|in|on|for|to|from|with|by|a|an|its|their|и|в|во|на|о|об|к|с|из|от|по|для|при|как))\s*$",
    re.I,
)


def _is_capital(text: str) -> bool:
    """Tell whether a line is in capitals, but for short words as «в.» after a century."""
    words = re.findall(r"[^\W\d_]+", text)
    return any(len(w) > 3 for w in words) and not any(len(w) > 2 and not w.isupper() for w in words)


def _join_broken(out: list[Segment], candidates: list[Segment], lines: tuple[Line, ...]) -> None:
    """A title broken over lines is one: its line ends in mid-phrase, or the next begins small; no gap between."""
    for segment in list(candidates):
        while segment.texts and segment.kind == "candidate":
            at = next(i for i, s in enumerate(out) if s is segment)
            after = out[at + 1] if at + 1 < len(out) else None
            if after is None or after.kind not in ("candidate", "unclassified") or after.label or not after.texts:
                break
            first, second = lines[segment.texts[-1].line], lines[after.texts[0].line]
            starts_small = bool(re.match(r"\s*[^\W\d_]", second.text)) and second.text.lstrip()[0].islower()
            both_capital = (
                _is_capital(first.text) and _is_capital(second.text) and guess(first.text) == guess(second.text)
            )
            is_capital = both_capital and not knowledge.holds("journals", "title").search(first.text)
            goes_on = starts_small or is_capital or bool(_BREAKS.search(first.text))
            if second.after_gap or not goes_on or len(second.text) > 250:
                break
            segment.texts += after.texts
            out.remove(after)
            if any(after is c for c in candidates):
                after.texts = []


def _journal_again(out: list[Segment], lines: tuple[Line, ...]) -> Segment | None:
    """Where the page's title names the journal: a short first line in the other script, and after it a title."""
    content = [s for s in out if s.kind != "furniture"]
    if len(content) < 3 or content[0].field != "title_line" or content[1].kind not in ("candidate", "unclassified"):
        return None
    match = journal_line.title_line(text_of(content[0], lines))
    text, after = text_of(content[1], lines), content[2]
    is_short = len(text.split()) <= 6 and after.kind in ("candidate", "title")
    return content[1] if match and is_short and is_cyrillic(match["j"]) != is_cyrillic(text) else None


def _first_line_journal(candidates: list[Segment], out: list[Segment], lines: tuple[Line, ...]) -> Segment | None:
    """A short first line of capitalised words names the journal where the page counts an issue and names no other."""
    content = [s for s in out if s.kind != "furniture"]
    first = content[0] if content else None
    if first is None or all(first is not c for c in candidates) or lines[first.first_line].tag in ("h1", "h2", "h3"):
        return None
    if len(content) > 1 and content[1].kind == "author":
        return None
    words = re.findall(r"[^\W\d_]{4,}", text := text_of(first, lines))
    others = [c for c in candidates if c is not first and guess(text_of(c, lines)) == guess(text)]
    numbered = any(s.field in ("journal_line", "volume", "issue_line") for s in out)
    named = any(s.kind == "citation" or s.field == "journal" for s in out)
    is_name = bool(words) and all(w[0].isupper() for w in words) and len(text.split()) <= 8
    return first if is_name and others and numbered and not named else None


def _before_numbers(segment: Segment, out: list[Segment], lines: tuple[Line, ...]) -> bool:
    """Tell whether a line of at most eight words is followed by a line that is only volume, issue, pages."""
    at = next(i for i, s in enumerate(out) if s is segment)
    after = out[at + 1] if at + 1 < len(out) else None
    if after is None or after.field not in ("journal_line", "volume", "issue_line"):
        return False
    numbered = re.match(r"\W*(?:vol|no|том|т\.|вып|№|\d)", lines[after.first_line].text, re.I)
    return bool(numbered) and len(text_of(segment, lines).split()) <= 8


def _rank(
    segment: Segment, out: list[Segment], lines: tuple[Line, ...], first_author: int
) -> tuple[int, int, int, int]:
    line = lines[segment.texts[0].line]
    at = next(i for i, s in enumerate(out) if s is segment)
    heading = {"h1": 3, "h2": 2, "h3": 1}.get(line.tag, 0)
    is_sentence = len(line.text.split()) > 12 and line.text.rstrip().endswith(".")
    is_place = bool(_OF_A_BYLINE.search(line.text)) or byline.is_byline(line.indexed, loose=True)
    return int(not is_place), heading, int(at < first_author), 0 if is_sentence else 1 + (len(line.text.split()) >= 4)


def is_journal(
    text: str, segment: Segment, out: list[Segment], lines: tuple[Line, ...], journals: Iterable[str]
) -> bool:
    """Tell whether a line before the title is the journal's name."""
    if folded(text) in journals:
        return True
    at = next(i for i, s in enumerate(out) if s is segment)
    after = next((s for s in out[at + 1 :] if s.kind not in ("furniture",)), None)
    if after is not None and after.field == "journal_kind":
        return True
    line = lines[segment.texts[0].line]
    if after is not None and after.field == "journal_line" and line.tag not in ("h1", "h2", "h3"):
        numbers = text_of(after, lines)
        if numbers[:1].isdigit() and knowledge.holds("journals", "title").search(text) and len(text.split()) <= 8:
            return True
    if len(text.split()) <= 8 and knowledge.starts("journals", "begins").match(text):
        return True
    others = [s for s in out if s.kind in ("candidate", "title") and s is not segment]
    if not others:
        return False
    first = folded(text).split(" ")[0] if folded(text) else ""
    if len(first) > 4 and any(j.split(" ")[0] == first for j in journals) and len(text.split()) <= 12:
        return True
    same = [s for s in others if guess(text_of(s, lines)) == guess(text) and s.first_line > segment.first_line]
    words = text.split()
    return (
        bool(same)
        and len(words) <= 14
        and bool(knowledge.holds("journals", "title").search(text))
        and not text.rstrip().endswith("?")
    )


def _become(segment: Segment, kind: str, rule: str, name: str | None = None) -> None:
    segment.kind, segment.rule = kind, rule
    segment.field = kind if name is None else name


def text_of(segment: Segment, lines: tuple[Line, ...]) -> str:
    """Give the text of a segment, its stretches joined by spaces."""
    return " ".join(lines[t.line].text[t.start : t.end].strip() for t in segment.texts)
