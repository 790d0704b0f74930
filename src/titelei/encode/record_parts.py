"""Parts of a page that tell of the record: journal, numbers, dates, classification, funding, files."""

import re
from typing import Final

from titelei.encode.claims import Claim, Mark, Place
from titelei.encode.fields import (
    citation,
    journal_line,
    numbers,
)
from titelei.encode.found import Reading, bare, text_of
from titelei.encode.segments import Segment, Stretch

_ISSN: Final = re.compile(r"(?<!\d)(\d{4}[-–]\d{3}[\dXxХх])(?!\d)")
_AWARD: Final = re.compile(
    r"(?:№№?|\bno\.|\bnumber|\baward(?: number| no\.?)?|\bgrants?|\bgrant no\.?|\bprojects?(?: no\.?| number)?|"
    r"проекта?|гранта?|соглашени[еяю])\s*:?\s*(?:№|no\.?|"
    r"number)?\s*((?:[A-ZА-Я]{0,4}-?)?\d{2,3}[-–/.]\d{2,6}(?:[-–/.]\d{2,7})*|\d{6,})",
    re.I,
)
_EDN: Final = re.compile(r"\b([A-Z]{6})\b")
_URL: Final = re.compile(r"https?://[^\s<>\"]+")
_FILE: Final = re.compile(r"[\w.,()-]+\.(?:pdf|docx?|djvu|epub)\b", re.I)
_CLASS: Final = re.compile(
    r"[\d()\[\].:/+=*“”\"«»'-]+(?:[\s,;]+[\d()\[\].:/+=*“”\"«»'-]+)*|[А-ЯA-Z]{1,2}\d?[\d.()\w-]*"
)
_IN_LANGUAGE: Final = re.compile(r"\b((?:in|на)\s\w+(?:\sязыке)?)\b", re.I)
_CITED_DATES: Final = re.compile(
    r"(?P<received>received|поступил\w*(?: в редакцию)?|submitted|получен\w*)|"
    r"(?P<reviewed>одобрен\w* после рец\w*|approved after \w+)|(?P<revised>revised|доработан\w*|после доработки)|"
    r"(?P<accepted>accepted|принят\w*|одобрен\w*)|"
    r"(?P<published>published|опубликован\w*)",
    re.I,
)


def journal(out: Reading, segment: Segment) -> None:
    """Read the lines that name the journal, its numbers and its places."""
    source = "label" if segment.label else "journal-line"
    confidence = 0.95 if segment.label else 0.8
    for stretch in segment.texts:
        text = text_of(out.page, stretch)
        start, end = bare(text, stretch.start, stretch.end)
        match segment.field:
            case "journal" | "journal_line":
                claims, marks = journal_line.read(text, stretch.line, start, source=source, confidence=confidence)
                doi = citation.DOI.search(text, start, end)
                if doi and segment.field == "journal_line":
                    value = citation.doi_of(doi[0])
                    _identifier(out, "doi", "DOI", value, stretch.line, doi.start(), doi.start() + len(value), segment)
                out.claims += [c for c in claims if not doi or not c.place or c.place.end <= doi.start()]
                for mark in marks:
                    if not doi or mark.place.end <= doi.start():
                        out.mark(mark)
            case "issue_line":
                found = [f for f in numbers.scan(text, start, end) if f.rule != "volume(issue)"]
                if not any(f.field == "issue" for f in found):
                    found += numbers.bare_issue(text, start, end, found)
                _numbers(out, found, stretch.line, source, confidence)
            case "volume" | "year":
                pattern = r"(?:19|20)\d\d" if segment.field == "year" else r"\d{1,4}|[IVXLC]+\b"
                m = re.compile(pattern).search(text, start, end)
                if m:
                    found = [
                        numbers.Found(segment.field, m.start(), m.end(), numbers.plain(m[0]), "number after its label")
                    ]
                    found += [f for f in numbers.scan(text, m.end(), end) if f.field != segment.field]
                    _numbers(out, found, stretch.line, source, confidence)
            case "pages":
                m = numbers.PLAIN_PAGES.search(text, start, end)
                if m:
                    value = f"{numbers.page_number(m['a'])}-{numbers.page_number(m['b'])}"
                    a = m.start() + len(m[0]) - len(m[0].lstrip())
                    found = [numbers.Found("pages", a, m.end(), value, "range after the label of pages")]
                    _numbers(out, found, stretch.line, source, confidence)
            case "issn":
                for m in _ISSN.finditer(text, start, end):
                    place = Place(line=stretch.line, start=m.start(1), end=m.end(1))
                    name = (
                        "eissn"
                        if re.search(
                            r"online|e-?issn|electr|онлайн|электрон",
                            text[: m.start()][-40:] + text[m.end() : m.end() + 14],
                            re.I,
                        )
                        else "issn"
                    )
                    value = m[1].upper().replace("–", "-").replace("Х", "X")
                    out.claims.append(
                        Claim(
                            field=name,
                            value=value,
                            source="label",
                            rule="label of the ISSN",
                            confidence=0.95,
                            place=place,
                        )
                    )
                    out.mark(Mark(place=place, what="idno", value="eISSN" if name == "eissn" else "ISSN"))
                last = max((m.end() for m in _ISSN.finditer(text, start, end)), default=end)
                rest = text[last:end].lstrip(" .,;:")
                if len(rest) > 12 and journal_line.is_journal_line(rest):
                    claims, marks = journal_line.read(text, stretch.line, last, source="journal-line", confidence=0.8)
                    out.claims += claims
                    for mark in marks:
                        out.mark(mark)
            case "publisher":
                place = Place(line=stretch.line, start=start, end=end)
                out.claims.append(
                    Claim(
                        field="publisher",
                        value=text[start:end],
                        source="label",
                        rule="label of the publisher",
                        confidence=0.9,
                        place=place,
                    )
                )


def _numbers(out: Reading, found: list[numbers.Found], line: int, source: str, confidence: float) -> None:
    out.claims += numbers.claims_of(found, line, source, confidence)
    for mark in numbers.marks_of(found, line):
        out.mark(mark)


def identifiers(out: Reading, segment: Segment) -> None:
    """Read DOI, EDN, ISSN and their like."""
    for stretch in segment.texts:
        text = text_of(out.page, stretch)
        if segment.field == "edn":
            if m := _EDN.search(text, stretch.start, stretch.end):
                _identifier(out, "edn", "EDN", m[1], stretch.line, m.start(1), m.end(1), segment)
            continue
        doi = citation.DOI.search(text, stretch.start, stretch.end)
        if doi and (segment.field == "doi" or "doi.org" in text):
            value = citation.doi_of(doi[0])
            address = re.compile(r"https?://(?:dx\.)?doi\.org/$").search(text, stretch.start, doi.start())
            start = address.start() if address else doi.start()
            _identifier(out, "doi", "DOI", value, stretch.line, start, doi.start() + len(value), segment)
            _journal_before(out, segment, stretch, start)
        elif segment.field == "handle":
            if m := _URL.search(text, stretch.start, stretch.end):
                value = m[0].rstrip(".,;")
                _identifier(
                    out,
                    "handle",
                    "handle" if "hdl" in value else "URI",
                    value,
                    stretch.line,
                    m.start(),
                    m.start() + len(value),
                    segment,
                )
            elif m := re.compile(r"\S+").search(text, stretch.start, stretch.end):
                _identifier(
                    out, "handle", "handle" if "/" in m[0] else "local", m[0], stretch.line, m.start(), m.end(), segment
                )
    if segment.field == "doi" and not segment.texts and segment.label:
        out.empty_doi.append(segment.label.line)
        out.mark(
            Mark(
                place=Place(line=segment.label.line, start=segment.label.end, end=segment.label.end),
                what="omitted",
                value="DOI",
            )
        )


_BEFORE_DOI: Final = re.compile(r"[\s.,;:]*(?:\bdoi\b)?[\s.,;:]*$", re.I)


def _journal_before(out: Reading, segment: Segment, stretch: Stretch, end: int) -> None:
    """Read the journal and its numbers that stand before a DOI on its line: “Molecules 2016, 21(2), 187; doi:10.…”."""
    text = text_of(out.page, stretch)[:end]
    text = _BEFORE_DOI.sub("", text)
    if segment.label or len(text) - stretch.start < 8 or not journal_line.is_journal_line(text[stretch.start :]):
        return
    claims, marks = journal_line.read(text, stretch.line, stretch.start, source="journal-line", confidence=0.8)
    out.claims += claims
    for mark in marks:
        out.mark(mark)


def _identifier(
    out: Reading, name: str, kind: str, value: str, line: int, start: int, end: int, segment: Segment
) -> None:
    place = Place(line=line, start=start, end=end)
    confidence = 0.95 if segment.label else 0.8
    out.claims.append(
        Claim(
            field=name,
            value=value,
            source="label" if segment.label else "journal-line",
            rule=segment.rule,
            confidence=confidence,
            place=place,
        )
    )
    out.mark(Mark(place=place, what="idno", value=kind))


def dates(out: Reading, segment: Segment) -> None:
    """Read the dates of an article, and the citation that stands among them."""
    for stretch in segment.texts:
        text = text_of(out.page, stretch)
        parts: list[tuple[str, int, int, str]] = []
        heads = list(_CITED_DATES.finditer(text, 0 if segment.field == "dates" else stretch.start, stretch.end))
        if doi := citation.DOI.search(text, stretch.start, stretch.end):
            value = citation.doi_of(doi[0])
            _identifier(out, "doi", "DOI", value, stretch.line, doi.start(), doi.start() + len(value), segment)
        if segment.field != "dates":
            parts.append((segment.field, stretch.start, heads[0].start() if heads else stretch.end, segment.rule))
        for head, after in zip(heads, [*heads[1:], None], strict=False):
            rule = f"words “{head[0]}” before the date"
            parts.append((str(head.lastgroup), head.end(), after.start() if after else stretch.end, rule))
        for name, a, b, rule in parts:
            found = numbers.date(text[:b], a)
            if found is None or (name == "published" and len(found.value) < 7):
                continue
            place = Place(line=stretch.line, start=found.start, end=found.end)
            out.claims.append(
                Claim(field=name, value=found.value, source="label", rule=rule, confidence=0.95, place=place)
            )
            out.mark(Mark(place=place, what="date", value=found.value))


def metadata(out: Reading, segment: Segment) -> None:
    """Read the language, a title beside its journal, and what else a label announces."""
    for stretch in segment.texts:
        text = text_of(out.page, stretch)
        start, end = bare(text, stretch.start, stretch.end)
        if segment.field == "language":
            sentence = _IN_LANGUAGE.search(text, start, end)
            a, b = sentence.span(1) if sentence else (start, start + len(text[start:end].split(",")[0]))
            code = citation.language_code(text[a:b])
            if code:
                place = Place(line=stretch.line, start=a, end=b)
                out.claims.append(
                    Claim(field="language", value=code, source="label", rule=segment.rule, confidence=0.95, place=place)
                )
                out.mark(Mark(place=place, what="textLang", value=code))


def classification(out: Reading, segment: Segment) -> None:
    """Read UDC, BBK and other classes."""
    for stretch in segment.texts:
        text = text_of(out.page, stretch)
        m = _CLASS.search(text, stretch.start, stretch.end)
        if m and segment.field in ("udc", "bbk"):
            a, b = bare(text, m.start(), m.end())
            b -= len(text[a:b]) - len(text[a:b].rstrip(".,; "))
            place = Place(line=stretch.line, start=a, end=b)
            out.claims.append(
                Claim(
                    field=segment.field,
                    value=text[a:b],
                    source="label",
                    rule=segment.rule,
                    confidence=0.95,
                    place=place,
                )
            )
            out.classes.append((segment.field, text[a:b], place))


def download(out: Reading, segment: Segment) -> None:
    """Read the files that a page offers."""
    stretches = ([segment.label] if segment.label and not segment.texts else []) + segment.texts
    for stretch in stretches:
        text = text_of(out.page, stretch)
        for m in _FILE.finditer(text, stretch.start, stretch.end):
            a, b = m.span()
            if text[a] == "(" and text[b : b + 1] == ")":
                a += 1
            out.mark(Mark(place=Place(line=stretch.line, start=a, end=b), what="file"))


def funding(out: Reading, segment: Segment) -> None:
    """Read who paid, with the numbers of the grants."""
    for stretch in segment.texts:
        text = text_of(out.page, stretch)
        start, end = bare(text, stretch.start, stretch.end)
        awards = []
        for m in _AWARD.finditer(text, start, end):
            awards.append(m[1])
            place = Place(line=stretch.line, start=m.start(1), end=m.end(1))
            out.claims.append(
                Claim(
                    field="award",
                    value=m[1],
                    source="label",
                    rule="number after grant, project or №",
                    confidence=0.85,
                    place=place,
                )
            )
            out.mark(Mark(place=place, what="idno", value="award"))
        if awards or re.search(r"fund|grant|support|sponsor|грант|фонд|поддержк|финанс", text[start:end], re.I):
            place = Place(line=stretch.line, start=start, end=end)
            out.claims.append(
                Claim(
                    field="funding",
                    value=text[start:end],
                    source="label",
                    rule=segment.rule,
                    confidence=0.9,
                    place=place,
                )
            )
            out.funding.append((text[start:end], place, tuple(awards)))
