"""Lines that say where the article appeared, without a label: “Herald. 2022. Issue 4 (58)”, “2014. 3, pp. 035-042”."""

import re
from typing import Final

from titelei.encode import knowledge
from titelei.encode.claims import Claim, Mark, Place
from titelei.encode.fields import numbers
from titelei.encode.languages import guess

_EDGE: Final = " \t\u00a0.,;:/|–—-("
_YEAR_ALONE: Final = re.compile(
    r"\W*(?:(?:spring|summer|autumn|fall|winter|[A-Za-z]{3,9}|[А-Яа-я]{3,8})\.?(?:[-–/][A-Za-zА-Яа-я]{3,9})?\s)?"
    r"(?:19|20)\d\d\W*(?:г\.?|год)?\W*",
    re.I,
)


def is_journal_line(text: str) -> bool:
    """Tell whether an unlabelled line names an issue: at least two of year, volume, issue, pages, and little else."""
    if len(text) > 260:
        return False
    found = numbers.scan(text)
    kinds = {f.field for f in found}
    if len(kinds) < 2 or (kinds <= {"year", "pages"} and len(text) > 60):
        return bool(kinds == {"year"} and _YEAR_ALONE.fullmatch(text))
    rest = text
    for f in reversed(found):
        rest = rest[: f.start] + rest[f.end :]
    words = re.findall(r"[^\W\d_]{2,}", rest)
    return len(words) <= 22


def read(text: str, line: int, start: int, *, source: str, confidence: float) -> tuple[list[Claim], list[Mark]]:
    """Read a journal line from ``start`` on: title before the first number, then the numbers."""
    found = numbers.scan(text, start)
    if not any(f.field == "issue" for f in found):
        found += numbers.bare_issue(text, start, len(text), found, patterns=(numbers.BARE_ISSUE,))
        found.sort(key=lambda f: f.start)
    claims = numbers.claims_of(found, line, source, confidence)
    marks = numbers.marks_of(found, line)
    end = found[0].start if found else len(text)
    issn = re.compile(r",?\s(?:e-?)?ISSN:?\s").search(text, start, end)
    a, b = trimmed(text, start, issn.start() if issn else end)
    if b - a > 3 and not _YEAR_ALONE.fullmatch(text) and re.search(r"[^\W\d_]{3}", text[a:b]):
        handle = re.search(str(knowledge.table("furniture")["handle"]), text[a:b], re.I)
        if handle:
            marks.append(Mark(place=Place(line=line, start=a + handle.start(), end=b), what="surplus"))
            b = a + handle.start()
        place = Place(line=line, start=a, end=b)
        lang = guess(text[a:b])
        claims.append(
            Claim(
                field="journal",
                value=text[a:b],
                source=source,
                rule="words before the numbers of an issue",
                confidence=confidence,
                place=place,
                lang=lang,
            )
        )
        marks.append(Mark(place=place, what="journal", value=lang))
    return claims, marks


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space and punctuation from the edges, but leave brackets that are a pair."""
    named = re.compile(r"\s*(?:журнал|journal)\s+(?=[«\"“])", re.I).match(text, start, end)
    start = named.end() if named else start
    while start < end and text[start] in _EDGE + ")]":
        start += 1
    while end > start and (text[end - 1] in _EDGE + "[" or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    if (open_at := text.rfind("(", start, end)) > start and ")" not in text[open_at:end]:
        return trimmed(text, start, open_at)
    if text[start:end].startswith(("«", "“", '"')) and text[start:end].endswith(("»", "”", '"')) and end - start > 4:
        inner = text[start + 1 : end - 1]
        if not set('«»“”"') & set(inner):
            return start + 1, end - 1
    return start, end
