"""Claims of a page's head and of its address: what ``sources.head`` read, each value in the form that facts have."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from titelei.characters.look_alikes import writes_cyrillic
from titelei.encode import knowledge, words
from titelei.encode.claims import Claim
from titelei.encode.fields import licence, numbers
from titelei.encode.fields.citation import DOI, doi_of, language_code
from titelei.encode.languages import guess, is_cyrillic
from titelei.encode.page import Page
from titelei.sources.head import Head, Statement
from titelei.sources.head.text import plain

_ISSN: Final = re.compile(r"\b(\d{4}-\d{3}[\dXxХх])\b")
_PAGE: Final = re.compile(r"[A-Za-z]{0,3}\d{1,7}[A-Za-z]?|[ivxlcIVXLC]{1,8}")
_RANGE: Final = re.compile(r"([A-Za-z]{0,3}\d{1,7}|[ivxlc]{1,8})\s?[-–—−]\s?([A-Za-z]{0,3}\d{1,7}|[ivxlc]{1,8})", re.I)
_LOCATOR: Final = re.compile(r"[eE]\d{2,}|[a-zA-Z]{2,6}\d{4,}")
_SUPPLEMENT: Final = re.compile(r"(\d+)[\s_]+(Suppl(?:ement)?\.?[\s_]?\w*)", re.I)
_SOURCES: Final = {"jsonld": "jsonld", "microdata": "jsonld"}
_WEAK: Final = ("dc.", "dcterms.", "schema.", "coins.", "og.", "article.")


def claims(page: Page) -> list[Claim]:
    """Give every claim of the page's head, field by field, the most believed statement first."""
    head = page.head
    out = [c for name, read in _READERS.items() for s in head.fields.get(name, ()) for c in read(s, page)]
    out += _pages(head)
    out += [_claim("author", person.name, person.by, 0.9) for person in (head.authors[0] if head.authors else ())]
    return out


def _claim(field: str, value: str, by: Statement, confidence: float, lang: str = "") -> Claim:
    kind = _SOURCES.get(by.kind, "meta")
    rule = f"JSON-LD {by.name.removeprefix('schema.')}" if kind == "jsonld" else f"{by.kind} {by.name}"
    sure = confidence - (0.1 if by.name.startswith(_WEAK) else 0)
    return Claim(field=field, value=value, source=kind, rule=rule, confidence=sure, number=by.number, lang=lang)


def _title(by: Statement, page: Page) -> Iterator[Claim]:
    value = plain(by.value)
    if by.name == "og.title" and page.head.first("title") != by.value:
        return
    if len(value) > 3 or by.name.startswith("citation_"):
        yield _claim("title", value, by, 0.9, _language_of(value, by, page))


def _language_of(value: str, by: Statement, page: Page) -> str:
    """Give the language of a statement: one that the page declares, where its words do not tell which."""
    declared = [by.lang, language_code(page.head.first("language")), page.lang]
    told = guess(value, page.lang)
    able = [lang for lang in declared if lang and is_cyrillic(value) == writes_cyrillic(lang)]
    return told if told in ("en", *able) or not able else able[0]


def _abstract(by: Statement, page: Page) -> Iterator[Claim]:
    value = plain(by.value)
    if len(value.split()) >= 10:
        yield _claim("abstract", value, by, 0.85, _language_of(value, by, page))


@cache
def _word_before(field: str) -> re.Pattern[str]:
    """Compile the words of a volume or an issue, in any language, before its number: “Vol. 9”, “Nr. 1”."""
    words_of = "|".join(re.escape(w.rstrip(".")) for w in words.plain("page", field) if w[:1].isalpha())
    return re.compile(rf"^(?:(?:{words_of})(?:\.\s?|\s)|№\s?)(?=\d+$)", re.I)


def _number(field: str) -> Callable[[Statement, Page], Iterator[Claim]]:
    def read(by: Statement, _page: Page) -> Iterator[Claim]:
        value = plain(by.value)
        if whole := re.fullmatch(r"(\d+)\s?\((\d+)\)", value):
            value = whole[1]
        if found := _SUPPLEMENT.fullmatch(value.replace("_", " ")):
            if field == "volume":
                yield _claim("issue", found[2], by, 0.85)
                value = found[1]
            else:
                value = f"{found[1]} {found[2]}"
        else:
            value = _word_before(field).sub("", value)
        if re.search(r"\d|^[IVXLC]+$|suppl", value, re.I) and value not in ("0", "00"):
            yield _claim(field, numbers.plain(value) if re.fullmatch(r"\d+|[IVXLC]+", value) else value, by, 0.9)

    return read


def _doi(by: Statement, _page: Page) -> Iterator[Claim]:
    if found := DOI.search(plain(by.value)):
        yield _claim("doi", doi_of(found[0]), by, 0.93)


def _year(by: Statement, _page: Page) -> Iterator[Claim]:
    if found := re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", by.value):
        online = by.name == "citation_online_date" or by.name.startswith(("dc", "schema."))
        yield _claim("year", found[0], by, 0.65 if online else 0.9)


def _date(field: str) -> Callable[[Statement, Page], Iterator[Claim]]:
    def read(by: Statement, _page: Page) -> Iterator[Claim]:
        date = numbers.date(by.value)
        if date is not None and len(date.value) == 10:
            yield _claim(field, date.value, by, 0.8)

    return read


def _issn(by: Statement, _page: Page) -> Iterator[Claim]:
    if found := _ISSN.search(by.value):
        yield _claim("issn", found[1].upper().replace("Х", "X"), by, 0.9)


def _language(by: Statement, _page: Page) -> Iterator[Claim]:
    if value := language_code(by.value):
        yield _claim("language", value, by, 0.85)


def _licence(by: Statement, _page: Page) -> Iterator[Claim]:
    if value := licence.canonical(by.value):
        yield _claim("licence", value, by, 0.95 if by.kind == "link" else 0.9)


def _journal(by: Statement, page: Page) -> Iterator[Claim]:
    value = plain(by.value)
    if by.name in ("dc.source", "dc.relation.ispartof"):
        value = re.split(r";|,?\s(?:vol|no|том|т|№)\b", value, maxsplit=1, flags=re.I)[0].strip()
        if re.search(r"\d{4}|^https?:|/", value):
            return
    if re.search(r"[^\W\d_]{2}", value):
        yield _claim("journal", value, by, 0.9, guess(value, by.lang or page.lang))


def _keywords(by: Statement, page: Page) -> Iterator[Claim]:
    if value := plain(by.value):
        yield _claim("keywords", value, by, 0.9, by.lang)


def _plain(field: str, confidence: float) -> Callable[[Statement, Page], Iterator[Claim]]:
    def read(by: Statement, _page: Page) -> Iterator[Claim]:
        if value := plain(by.value):
            yield _claim(field, value, by, confidence)

    return read


_READERS: Final[dict[str, Callable[[Statement, Page], Iterator[Claim]]]] = {
    "title": _title,
    "journal": _journal,
    "issn": _issn,
    "volume": _number("volume"),
    "issue": _number("issue"),
    "doi": _doi,
    "year": _year,
    "published": _date("published"),
    "received": _date("received"),
    "accepted": _date("accepted"),
    "language": _language,
    "abstract": _abstract,
    "keywords": _keywords,
    "licence": _licence,
    "publisher": _plain("publisher", 0.85),
    "pdf": _plain("pdf", 0.95),
    "article-number": _plain("article_number", 0.95),
}


def _pages(head: Head) -> Iterator[Claim]:
    """Give the span of pages only where both ends are declared; a first page alone is no span and is not completed."""
    first, last = (next(iter(head.fields.get(f"{end}-page", ())), None) for end in ("first", "last"))
    for by in head.fields.get("page-range", ()):
        if found := _RANGE.search(plain(by.value)):
            yield _claim("pages", f"{found[1]}-{found[2]}", by, 0.88)
    if first is None:
        return
    start = plain(first.value)
    if last is not None and _PAGE.fullmatch(start) and _PAGE.fullmatch(end := plain(last.value)):
        yield _claim("pages", f"{start}-{end}", first, 0.93)
    elif found := _RANGE.fullmatch(start):
        yield _claim("pages", f"{found[1]}-{found[2]}", first, 0.9)
    elif _LOCATOR.fullmatch(start):
        yield _claim("article_number", start, first, 0.93)
    elif _PAGE.fullmatch(start):
        yield _claim("first_page", start, first, 0.9)


def of_address(url: str) -> list[Claim]:
    """Give year, volume and issue that an address carries, by the patterns of ``journals.toml``."""
    out: list[Claim] = []
    for entry in knowledge.table("journals")["address"]:
        found = re.search(entry["pattern"], url, re.I)
        if not found:
            continue
        for name, value in found.groupdict().items():
            if value and name in ("year", "volume", "issue"):
                out.append(
                    Claim(
                        field=name,
                        value=numbers.plain(value),
                        source="address",
                        confidence=0.5,
                        rule=f"{name} in the page's address",
                    )
                )
        break
    return out
