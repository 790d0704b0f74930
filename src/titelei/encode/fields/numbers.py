"""Year, volume, issue, pages and dates where a journal line, a citation or a labelled value prints them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

from titelei.encode import words
from titelei.encode.claims import Claim, Mark, Place

_N: Final = r"(?:[IVXLC]{1,8}\b|\d{1,4})"
_LATE: Final = r"(?![\w])"
YEAR: Final = re.compile(r"(?<![\d/.\w-])(?<!ISSN )(?<!ISSN: )(1[89]\d\d|20[0-4]\d)(?![\d/]|[-–]\d{5}|\.\d)")


def _words(key: str, *more: str) -> str:
    """Give the words that stand before a number, in all languages; of one letter only those named here."""
    found = {w.rstrip(".") for w in words.plain("page", key)} - {""}
    kept = {w for w in found if len(w) > 2 and w.isalpha()} | set(more)
    return "|".join(sorted(map(re.escape, kept), key=len, reverse=True))


_AFTER: Final = r"(?:\.:?\s?|:\s?|\s)\s?"
VOLUME: Final = re.compile(
    rf"(?<![\w.])(?:{_words('volume', 'vol', 'v', 'том', 'т', 't', 'bd')}){_AFTER}(?P<n>{_N}){_LATE}"
    rf"|(?<![\dA-Za-z.])(?P<before>\d{{1,4}})\.?\s?(?:{'|'.join(words.entries('page', 'volume_after'))})(?![a-zа-я])",
    re.I,
)
ISSUE: Final = re.compile(
    rf"(?<![\w.])(?:(?:{_words('issue', 'no', 'nr', 'iss', 'is', 'vyp', 'nomer', 'n', 'вып', 'sz', 'č')}|n[°º])"
    rf"{_AFTER}(?:№\s?)?|№\s?|(?<!Art\. )#\s?|"
    rf"N\s?(?=\d))(?P<n>\d{{1,4}}(?:\s?[-–/]\s?\d{{1,3}})?|"
    rf"[IVXLC]{{1,6}}\b)(?:\s?\((?P<whole>\d{{1,4}})\))?{_LATE}"
    rf"|(?<![\dA-Za-z.])(?P<before>\d{{1,4}})\.?\s?(?:{'|'.join(words.entries('page', 'issue_after'))})(?![a-zа-я])",
    re.I,
)
BARE_ISSUE: Final = re.compile(r"(?<![\w.])(?P<n>\d{1,3}(?:\s?[-–]\s?\d{1,3})?)\s?\((?P<whole>\d{1,4})\)(?!\w)")
BARE_NUMBER: Final = re.compile(r"(?<![\w.])(?P<n>\d{1,3}(?:[-–]\d{1,3})?)(?![\d\w])")
APA: Final = re.compile(r",\s(?P<volume>\d{1,3}),\s(?P<a>\d{1,4})\s?[-–]\s?(?P<b>\d{1,4})(?=[.,;]|$)")
YEAR_ISSUE: Final = re.compile(r"(?:1[89]|20)\d\d\.\s?(?P<n>\d{1,3})(?=,)")
COMPACT: Final = re.compile(
    r"(?<![\w.])(?P<volume>\d{1,3})\s?\((?P<issue>\d{1,3}(?:[-–]\d{1,3})?|[IVXLC]{1,6})\)(?=\s?[,:;.–-])"
)
PAGES: Final = re.compile(
    rf"(?<![\w.])(?:{_words('pages', 'pp', 'p', 'с', 'c', 's', 'ss', 'стр', 'str')})(?:\.:?\s?|:?\s)\s?"
    r"(?P<a>[A-Za-z]?\d{1,5}|[ivxlcIVXLC]{1,8}(?=\s?[-–—−]))(?:\s?[-–—−]\s?(?P<b>[A-Za-z]?\d{1,5}|[ivxlcIVXLC]{1,8}))?(?![\w])",
    re.I,
)
PLAIN_PAGES: Final = re.compile(
    r"(?:from\s|с\s|from page\s)?\s?(?P<a>[A-Za-z]?\d{1,5}|[ivxlc]{1,8}(?=\s?[-–—−]))"
    r"\s?(?:[-–—−]|to|по|до)\s?(?P<b>[A-Za-z]?\d{1,5}|[ivxlc]{1,8})\b",
    re.I,
)
AFTER_PAGES: Final = re.compile(
    r"[,:;.]\s?(?:(?P<a>\d{1,4})\s?[-–—−]\s?(?P<b>\d{1,4})|(?P<ra>[ivxlc]+)\s?[-–—−]\s?(?P<rb>[ivxlc]+))(?=[.,;)\s]|$)"
)
YEAR_VOLUME_ARTICLE: Final = re.compile(r"(?:19|20)\d\d[,;]\s?(?P<volume>\d{1,3})\s?:\s?(?P<n>[A-Z]?\d{1,7})(?![\d–-])")
ARTICLE: Final = re.compile(
    r"(?:[,:;]\s?|\bart(?:icle|\.)?\s(?:no\.?\s|id\s|#)?#?)(?P<n>e\d{2,7}|(?<=[a-z#]\s)\d{1,7}|(?<=#)\d{1,7})(?=[.,;)\s]|$)",
    re.I,
)
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True, slots=True)
class Found:
    """One number as printed (``start`` to ``end``, label included), and its plain value or values."""

    field: str
    start: int
    end: int
    value: str
    rule: str
    other: str = ""


def roman(text: str) -> int:
    """Read Roman figures; 0 where they are none."""
    total = 0
    values = [_ROMAN.get(c, 0) for c in text.upper()]
    if not values or 0 in values:
        return 0
    for value, after in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < after else value
    return total


def plain(text: str) -> str:
    """Give a number in Arabic figures without leading noughts; a double number keeps its hyphen."""
    text = re.sub(r"\s?[-–—/]\s?", "-", text.strip())
    if text.isdigit():
        return str(int(text))
    if re.fullmatch(r"[IVXLCDM]+", text, re.I) and roman(text):
        return str(roman(text))
    return "-".join(str(int(p)) if p.isdigit() else p for p in text.split("-"))


def page_number(text: str) -> str:
    """Write a page’s number without zeros before it."""
    return str(int(text)) if text.isdigit() else text


def page_order(text: str) -> int:
    """Give a page's place in its run: its number, read from Roman figures too."""
    return int(text) if text.isdigit() else roman(text)


def scan(text: str, start: int = 0, end: int | None = None) -> list[Found]:
    """Find year, volume, issue and pages in a stretch of a line; places count from the line's beginning."""
    stop = len(text) if end is None else end
    found: list[Found] = []
    taken: list[tuple[int, int]] = []

    def take(field: str, a: int, b: int, value: str, rule: str, other: str = "") -> None:
        if not any(a < y and x < b for x, y in taken):
            taken.append((a, b))
            found.append(Found(field, a, b, value, rule, other))

    def first(pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(text, start, stop)

    if m := first(PAGES):
        a, b = page_number(m["a"]), page_number(m["b"] or "")
        if b.isdigit() and a.isdigit() and int(b) < int(a) and len(b) < len(a):
            b = a[: len(a) - len(b)] + b  # “119–32” stands for 119–132
        if b:
            take("pages", m.start(), m.end(), f"{a}-{b}", "pages with their word")
        else:
            take("first_page", m.start(), m.end(), a, "one page with its word; no range is said")
    if m := first(VOLUME):
        take("volume", m.start(), m.end(), plain(m["n"] or m["before"]), "volume with its word")
    if m := first(ISSUE):
        is_year = bool(m["whole"] and YEAR.fullmatch(m["whole"]))  # “No 4 (2020)”: the year, no whole number
        end_at = text.rindex("(", m.start(), m.end()) if is_year else m.end()
        end_at = len(text[:end_at].rstrip())
        take(
            "issue",
            m.start(),
            end_at,
            plain(m["n"] or m["before"]),
            "issue with its word",
            "" if is_year else m["whole"] or "",
        )
    compact = first(COMPACT)
    number, whole = (
        (int(compact["volume"]), int(compact["issue"])) if compact and compact["issue"].isdigit() else (0, 0)
    )
    after_year = compact and re.search(r"\b(?:19|20)\d\d\.\s?$", text[: compact.start()])
    counted_on = 0 < number <= 12 and whole > (number if after_year else 24)
    if compact and counted_on and not any(f.field == "issue" for f in found):
        # “2016. 4(49)”: the issue, and in brackets the number since the first
        place = compact.start("volume"), compact.end()
        take("issue", *place, plain(compact["volume"]), "issue(whole number)", compact["issue"])
    elif compact and not any(f.field == "volume" for f in found) and not any(f.field == "issue" for f in found):
        take("volume", compact.start("volume"), compact.end("volume"), plain(compact["volume"]), "volume(issue)")
        take("issue", compact.start("issue"), compact.end("issue"), plain(compact["issue"]), "volume(issue)")
    apa = first(APA)
    if apa and not found and int(apa["a"]) < int(apa["b"]):
        take("volume", apa.start("volume"), apa.end("volume"), plain(apa["volume"]), "volume and pages between commas")
        pages = f"{page_number(apa['a'])}-{page_number(apa['b'])}"
        take("pages", apa.start("a"), apa.end("b"), pages, "volume and pages between commas")
    for m in YEAR.finditer(text, start, stop):
        if not any(m.start() < y and x < m.end() for x, y in taken):
            take("year", m.start(), m.end(), m[1], "four digits that are a year")
            break
    if not any(f.field == "issue" for f in found) and (m := first(YEAR_ISSUE)):
        take("issue", m.start("n"), m.end("n"), plain(m["n"]), "number after the year")
    if (m := first(YEAR_VOLUME_ARTICLE)) and not any(f.field == "volume" for f in found):
        take("volume", m.start("volume"), m.end("volume"), m["volume"], "number between year and colon")
        take("article", m.start("n"), m.end("n"), m["n"], "number after volume and colon")
    elif found and (m := first(ARTICLE)):
        take("article", m.start("n"), m.end("n"), m["n"], "number of an article")
    if not any(f.field in ("pages", "first_page") for f in found):
        after = max((f.end for f in found), default=-1)
        if (
            after >= 0
            and len(found) >= 2
            and (m := AFTER_PAGES.search(text, after, stop))
            and page_order(m["a"] or m["ra"]) < page_order(m["b"] or m["rb"])
        ):
            a, b = ("a", "b") if m["a"] else ("ra", "rb")
            value = f"{page_number(m[a])}-{page_number(m[b])}"
            take("pages", m.start(a), m.end(b), value, "range after the issue")
    return sorted(found, key=lambda f: f.start)


def bare_issue(
    text: str,
    start: int,
    end: int,
    found: list[Found],
    *,
    patterns: tuple[re.Pattern[str], ...] = (BARE_ISSUE, BARE_NUMBER),
) -> list[Found]:
    """Read the number that stands after the label of an issue without a word of its own: “5 (47)”, “3”."""
    for pattern in patterns:
        for m in pattern.finditer(text, start, end):
            if any(f.start < m.end() and m.start() < f.end for f in found):
                continue
            whole = m.groupdict().get("whole") or ""
            rule = "number after its label"
            if YEAR.fullmatch(whole):
                stop = m.end("n")
                return [Found("issue", m.start(), stop, plain(m["n"]), rule)]
            return [Found("issue", m.start(), m.end(), plain(m["n"]), rule, whole)]
    return []


def claims_of(found: list[Found], line: int, source: str, confidence: float) -> list[Claim]:
    """Make claims of what :func:`scan` found."""
    out = []
    for f in found:
        place = Place(line=line, start=f.start, end=f.end)
        out.append(Claim(field=f.field, value=f.value, source=source, rule=f.rule, confidence=confidence, place=place))
        if f.other:
            out.append(
                Claim(
                    field="issue_whole",
                    value=f.other,
                    source=source,
                    rule="number in brackets after the issue",
                    confidence=confidence,
                    place=place,
                )
            )
    return out


def marks_of(found: list[Found], line: int) -> list[Mark]:
    """Give the marks on the page of the numbers found in a line."""
    out = []
    for f in found:
        place = Place(line=line, start=f.start, end=f.end)
        if f.field == "pages":
            a, b = f.value.split("-", 1)
            out.append(Mark(place=place, what="page", value=a, to=b))
        elif f.field == "year":
            out.append(Mark(place=place, what="year", value=f.value))
        else:
            out.append(Mark(place=place, what=f.field, value=f.value, to=f.other))
    return out


_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan января январь янв",
            "february feb февраля февраль фев февр",
            "march mar марта март мар",
            "april apr апреля апрель апр",
            "may мая май",
            "june jun июня июнь июн",
            "july jul июля июль июл",
            "august aug августа август авг",
            "september sep sept сентября сентябрь сен сент",
            "october oct октября октябрь окт",
            "november nov ноября ноябрь ноя нояб",
            "december dec декабря декабрь дек",
        ),
        start=1,
    )
    for name in names.split()
}
_DATES: Final = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-./](?P<m>\d{1,2}|[IVX]{1,4})[-./](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|"
        r"th)?\s(?:of\s)?(?P<name>[A-Za-zА-Яа-яё]{3,9})\.?,?\s(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(r"(?P<name>[A-Za-z]{3,9})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?P<name>[A-Za-zА-Яа-яё]{3,9})\.?,?\s(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<yy>\d\d)(?![\d.])"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?!\d)"),
)


def date(text: str, start: int = 0) -> Found | None:
    """Read the first date in a text; its value is a day, month or year as ISO 8601 writes them."""
    for pattern in _DATES:
        for m in pattern.finditer(text, start):
            groups = m.groupdict()
            groups["y"] = groups.get("y") or f"20{groups['yy']}"
            month = (
                (int(groups["m"]) if groups["m"].isdigit() else roman(groups["m"]))
                if groups.get("m")
                else _MONTHS.get((groups.get("name") or "").lower(), 0)
            )
            day = int(groups["d"]) if groups.get("d") else 0
            if groups.get("name") and not month:
                continue
            if groups.get("m") and month > 12 >= day:
                month, day = day, month  # month first, as in 04-25-2022
            if month > 12 or day > 31:
                continue
            value = str(groups["y"]) + (f"-{month:02}" if month else "") + (f"-{day:02}" if day and month else "")
            return Found("date", m.start(), m.end(), value, "date in figures" if groups.get("m") else "date in words")
    return None


def is_real(value: str) -> bool:
    """Tell whether the calendar has a year, month or day: “2020-02-31” it has not."""
    year, month, day = [int(part) for part in (*value.split("-"), "1", "1")[:3]]
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
