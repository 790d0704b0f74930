"""Citation lines: authors, title and its translation, journal and its translation, numbers, DOI, language."""

import re
from dataclasses import dataclass
from typing import Final

from titelei.encode import knowledge, name_lists, people
from titelei.encode.claims import Claim, Mark, Place
from titelei.encode.fields import numbers
from titelei.encode.fields.journal_line import trimmed
from titelei.encode.languages import guess
from titelei.encode.name_patterns import INITIAL
from titelei.encode.people import Name

DOI: Final = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/(?:[^\s\"<>«»]|<[^\s<>]{1,60}>)+")
_SURNAME_FIRST: Final = re.compile(
    rf"(?:[a-zß-ÿ’']{{1,4}}\s){{0,3}}[^\W\d_][\w’'ʹ-]+(?:\s[^\W\d_][\w’'-]+)?,?\s(?:{INITIAL}\s?-?){{1,3}}"
)
_INITIALS_FIRST: Final = re.compile(rf"(?:{INITIAL}\s?-?){{1,3}}\s?[^\W\d_][\w’'-]+")
_GIVEN_FIRST: Final = re.compile(
    rf"([^\W\d_][\w’'-]+)\s(?:{INITIAL}\s?){{1,2}}[^\W\d_][\w’'-]+(?=[.,;]|\s(?:and|и|&)\s)"
)
_FULL: Final = re.compile(r"[^\W\d_][\w’'-]+\s[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'-]+)?(?=[.,;])")
_BETWEEN: Final = re.compile(r"\s*(?:,|;|&|and|и)\s*(?:and\s|и\s|&\s)?|\s+")
_LANGUAGE: Final = re.compile(
    r"\(\s*((?:in|на)\s[^\W\d_]{3,12}(?:\.|\s(?:языке|яз\.))?)\s*\.?\)|\[\s*(in\s[^\W\d_]{3,9}\.?)\s*\]", re.I
)
_DOI_LABEL: Final = re.compile(r"\bDOI\s*:\s*$", re.I)
_YEAR_AFTER_NAMES: Final = re.compile(r"([^()\d]{5,300}?),?\s\((?:19|20)\d\d[a-z]?\)")
_INITIAL_ENDS: Final = re.compile(r"\s[^\W\d_]{1,2}\.$")
_STOP: Final = re.compile(r"(?<=[\w)»\]?!”\"])\.\s+(?=[A-ZА-ЯЁ«“\"\[])")


@dataclass(frozen=True, slots=True)
class Citation:
    """What one citation says: claims, marks for the front, and the names in it."""

    claims: tuple[Claim, ...]
    marks: tuple[Mark, ...]
    names: tuple[tuple[Name, Place], ...]
    has_empty_doi: bool = False


def doi_of(text: str) -> str:
    """Take from the end of a printed DOI what belongs to the sentence."""
    text = text.rstrip(".,;:")
    while text and text[-1] in ")]}" and text.count(text[-1]) > text.count({")": "(", "]": "[", "}": "{"}[text[-1]]):
        text = text[:-1].rstrip(".,;:")
    return text


def read(text: str, line: int, start: int, end: int, titles: list[str]) -> Citation:
    """Read one citation; ``titles`` are the titles known from elsewhere on the page."""
    claims: list[Claim] = []
    marks: list[Mark] = []
    names, at = _names(text, line, start, end)
    for name, place in names:
        marks.append(Mark(place=place, what="cited_author", value=name.text))
    title = _known_title(text, start, end, titles)
    if title is None:
        title = _title(text, at, end)
    after = at
    if title:
        after = title[1]
        lang = guess(text[title[0] : title[1]])
        place = Place(line=line, start=title[0], end=title[1])
        claims.append(
            Claim(
                field="title",
                value=text[title[0] : title[1]],
                source="citation",
                rule="words after the names in the citation",
                confidence=0.8,
                place=place,
                lang=lang,
            )
        )
        marks.append(Mark(place=place, what="title", value=lang))
        bracket = re.compile(r"\s*\[([^\]]{8,})\]").match(text, after, end)
        if bracket and "://" not in bracket[1]:
            place = Place(line=line, start=bracket.start(1), end=bracket.end(1))
            inner = guess(bracket[1])
            claims.append(
                Claim(
                    field="title",
                    value=bracket[1],
                    source="citation",
                    rule="words in brackets after the title",
                    confidence=0.85,
                    place=place,
                    lang=inner,
                )
            )
            marks.append(Mark(place=place, what="title", value=inner))
            after = bracket.end()
    found = [f for f in numbers.scan(text, after, end)]
    early = re.compile(r"\(?\b((?:1[89]|20)\d\d)\b\)?").search(text, at, title[0] if title else at)
    doi = DOI.search(text, start, end)
    if doi:
        value = doi_of(doi[0])
        stop = doi.start() + len(value)
        found = [f for f in found if f.end <= doi.start() or f.start >= stop]
        place = Place(line=line, start=doi.start(), end=stop)
        claims.append(
            Claim(
                field="doi", value=value, source="citation", rule="a DOI in the citation", confidence=0.9, place=place
            )
        )
        marks.append(Mark(place=place, what="idno", value="DOI"))
    if early and not any(f.field == "year" for f in found):
        found.append(numbers.Found("year", early.start(1), early.end(1), early[1], "year in brackets after the names"))
    claims += numbers.claims_of(found, line, "citation", 0.85)
    marks += numbers.marks_of(found, line)
    _journal(text, line, after, end, found, claims, marks)
    language = _LANGUAGE.search(text, after, end)
    if language:
        group = 1 if language[1] else 2
        code = language_code(language[group])
        if code:
            place = Place(line=line, start=language.start(group), end=language.end(group))
            claims.append(
                Claim(
                    field="language",
                    value=code,
                    source="citation",
                    rule="words for the language in brackets",
                    confidence=0.9,
                    place=place,
                )
            )
            marks.append(Mark(place=place, what="textLang", value=code))
    empty = bool(_DOI_LABEL.search(text[start:end]))
    if empty:
        marks.append(Mark(place=Place(line=line, start=end, end=end), what="omitted", value="DOI"))
    edn = re.compile(r"\bEDN:?\s+([A-Z]{6})\b").search(text, start, end)
    if edn:
        place = Place(line=line, start=edn.start(1), end=edn.end(1))
        claims.append(
            Claim(
                field="edn", value=edn[1], source="citation", rule="six letters after EDN", confidence=0.9, place=place
            )
        )
        marks.append(Mark(place=place, what="idno", value="EDN"))
    return Citation(tuple(claims), tuple(marks), tuple(names), empty)


def language_code(text: str) -> str:
    """Give the code of a language named in words; empty where the words are not known."""
    bare = text.strip(" .;,()[]").lower()
    for code, words in knowledge.table("journals")["languages"].items():
        if any(re.fullmatch(w, bare) or re.fullmatch(w, bare + ".") for w in words):
            return str(code)
    return ""


def _names(text: str, line: int, start: int, end: int) -> tuple[list[tuple[Name, Place]], int]:
    names: list[tuple[Name, Place]] = []
    at = start
    while at < end and text[at] in " \t\u00a0":
        at += 1
    early = _YEAR_AFTER_NAMES.match(text, at, end)
    whole = name_lists.split(early[1]) if early else []
    if early and whole and all(n.confidence >= 0.5 for _, _, n, _ in whole):
        return [(n, Place(line=line, start=at + a, end=at + b)) for a, b, n, _ in whole], early.end(1)
    while at < end:
        found = (
            _given_first(text, at, end)
            or _SURNAME_FIRST.match(text, at, end)
            or _INITIALS_FIRST.match(text, at, end)
            or (None if names else _FULL.match(text, at, end))
        )
        if not found:
            break
        printed = found[0].rstrip()
        name = people.parse(printed)
        if name is None or name.confidence < 0.6:
            break
        names.append((name, Place(line=line, start=at, end=at + len(printed))))
        at += len(printed)
        gap = _BETWEEN.match(text, at, end)
        at = gap.end() if gap else at
    return names, at


def _given_first(text: str, at: int, end: int) -> re.Match[str] | None:
    """Find “Yuriy Yu. Kargin”: a word that is a forename, initials, a surname."""
    found = _GIVEN_FIRST.match(text, at, end)
    return found if found and people.is_forename(found[1]) else None


def _known_title(text: str, start: int, end: int, titles: list[str]) -> tuple[int, int] | None:
    for title in sorted(titles, key=len, reverse=True):
        words = re.findall(r"\w+", title)
        if not words:
            continue
        pattern = r"\W+".join(map(re.escape, words))
        found = re.compile(pattern, re.I).search(text, start, end)
        if found:
            a, b = found.span()
            for sign in (")", "?", "!", "»", "”"):
                if title.rstrip().endswith(sign) and text[b : b + 1] == sign:
                    b += 1
            return a, b
    return None


def _title(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Find the title by the signs around it: up to “[”, “ // ”, or the full stop before the journal."""
    while at < end and (text[at] in " .,:;" or re.compile(r"\((?:19|20)\d\d[a-z]?\)").match(text, at)):
        year = re.compile(r"\((?:19|20)\d\d[a-z]?\)").match(text, at)
        at = year.end() if year else at + 1
    slashes = re.compile(r"\s*(?<!:)//(?=\s)").search(text, at, end)
    if slashes:
        stop = re.compile(r"\s*(?:\[|/)").search(text, at, slashes.end())
        b = min(slashes.start(), stop.start() if stop else end)
        return _worth(text, at, b)
    bracket = re.compile(r"\s*\[").search(text, at, end)
    stops = [m.start() for m in _STOP.finditer(text, at, end) if not _INITIAL_ENDS.search(text[at : m.start() + 1])]
    if (
        bracket
        and (
            not stops
            or bracket.start() < stops[0]
            or (
                len(text[at : bracket.start()].split()) < 40 and bracket.start() < (stops[1] if len(stops) > 1 else end)
            )
        )
        and not re.search(r"(?i)vestnik|journal|bulletin|\bseriya", text[at : bracket.start()])
    ):
        return _worth(text, at, bracket.start())
    for stop_at in stops:
        rest = text[stop_at + 1 : end]
        if knowledge.holds("journals", "title").search(rest[:80]) or stop_at == stops[-1] or numbers.scan(rest[:160]):
            return _worth(text, at, stop_at)
    return None


def _worth(text: str, a: int, b: int) -> tuple[int, int] | None:
    a, b = trimmed(text, a, b)
    return (a, b) if len(text[a:b].split()) >= 2 and len(text[a:b]) > 8 else None


def _journal(
    text: str, line: int, after: int, end: int, found: list[numbers.Found], claims: list[Claim], marks: list[Mark]
) -> None:
    later = [f.start for f in found if f.start >= after]
    stop = min(later, default=end)
    if stop == end:
        return
    slashes = re.compile(r"\s*(?<!:)//\s+").search(text, after, stop)
    a = slashes.end() if slashes else after
    bracket = re.compile(r"\s*\[([^\]]{4,})\]").search(text, a, stop)
    a, b = trimmed(text, a, bracket.start() if bracket else stop)
    if b - a < 4 or len(text[a:b]) > 250 or not re.search(r"[^\W\d_]{3}", text[a:b]):
        return
    halves = re.compile(r"\s+(?:[–—=/]|-)\s+").search(text, a, b)
    if halves and guess(text[a : halves.start()]) != guess(text[halves.end() : b]) and not bracket:
        # The title in two languages, with a dash or stroke between.
        for x, y in ((a, halves.start()), (halves.end(), b)):
            place = Place(line=line, start=x, end=y)
            lang = guess(text[x:y])
            claims.append(
                Claim(
                    field="journal",
                    value=text[x:y],
                    source="citation",
                    rule="half of the words before the numbers in the citation",
                    confidence=0.75,
                    place=place,
                    lang=lang,
                )
            )
            marks.append(Mark(place=place, what="journal", value=lang))
        return
    place = Place(line=line, start=a, end=b)
    lang = guess(text[a:b])
    claims.append(
        Claim(
            field="journal",
            value=text[a:b],
            source="citation",
            rule="words before the numbers in the citation",
            confidence=0.8,
            place=place,
            lang=lang,
        )
    )
    marks.append(Mark(place=place, what="journal", value=lang))
    if bracket:
        place = Place(line=line, start=bracket.start(1), end=bracket.end(1))
        lang = guess(bracket[1])
        claims.append(
            Claim(
                field="journal_translated",
                value=bracket[1],
                source="citation",
                rule="words in brackets after the journal",
                confidence=0.8,
                place=place,
                lang=lang,
            )
        )
        marks.append(Mark(place=place, what="journal", value=lang, to="translated"))
