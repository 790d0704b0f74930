"""Reads the facts out of a page's parts: claims with their places, authors, key words, and marks for the front."""

import re
from dataclasses import dataclass, field
from typing import Final

from titelei.encode import knowledge, people
from titelei.encode.claims import Claim, Mark, Place
from titelei.encode.fields import (
    abstracts,
    author_blocks,
    byline,
    citation,
    journal_line,
    keywords,
    licence,
    metadata,
    numbers,
)
from titelei.encode.fields.author_blocks import Author
from titelei.encode.languages import guess, is_cyrillic
from titelei.encode.page import Line, Page
from titelei.encode.people import Name
from titelei.encode.segments import Segment, Stretch, folded

_ISSN: Final = re.compile(r"(?<!\d)(\d{4}[-–]\d{3}[\dXxХх])(?!\d)")
_AWARD: Final = re.compile(
    r"(?:№№?|\bno\.|\bnumber|\bgrants?|\bgrant no\.?|\bprojects?(?: no\.?| number)?|"
    r"проекта?|гранта?|соглашени[еяю])\s*:?\s*(?:№|no\.?|"
    r"number)?\s*((?:[A-ZА-Я]{0,4}-?)?\d{2,3}[-–/]\d{2,6}(?:[-–/]\d{2,7})*|\d{6,})",
    re.I,
)
_BY: Final = re.compile(r"\s+by\s+(?P<name>.+?)\s+is licensed under", re.I)
_EDN: Final = re.compile(r"\b([A-Z]{6})\b")
_URL: Final = re.compile(r"https?://[^\s<>\"]+")
_FILE: Final = re.compile(r"[\w.,()-]+\.(?:pdf|docx?|djvu|epub)\b", re.I)
_CLASS: Final = re.compile(
    r"[\d()\[\].:/+=*“”\"«»'-]+(?:[\s,;]+[\d()\[\].:/+=*“”\"«»'-]+)*|[А-ЯA-Z]{1,2}\d?[\d.()\w-]*"
)
_CITED_DATES: Final = re.compile(
    r"(?P<received>received|поступил\w*(?: в редакцию)?|submitted|получен\w*)|"
    r"(?P<revised>revised|одобрен\w*|доработан\w*)|(?P<accepted>accepted|принят\w*)|"
    r"(?P<published>published|опубликован\w*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Section:
    """One labelled part of an abstract: what it is and its label's characters; text goes on from ``value``."""

    n: str
    line: int
    start: int
    end: int
    value: int
    is_inline: bool


@dataclass(slots=True)
class Reading:
    """All that was read, before anything is chosen."""

    page: Page
    segments: list[Segment]
    claims: list[Claim] = field(default_factory=list)
    marks: dict[int, list[Mark]] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    terms: list[tuple[str, str, Place]] = field(default_factory=list)
    sections: dict[int, list[Section]] = field(default_factory=dict)
    unused_labels: list[tuple[Section, str]] = field(default_factory=list)
    cited: list[tuple[Name, Place, str]] = field(default_factory=list)
    empty_doi: list[int] = field(default_factory=list)
    funding: list[tuple[str, Place, tuple[str, ...]]] = field(default_factory=list)
    classes: list[tuple[str, str, Place]] = field(default_factory=list)

    def mark(self, mark: Mark) -> None:
        self.marks.setdefault(mark.place.line, []).append(mark)

    def text(self, place: Place) -> str:
        return self.page.lines[place.line].text[place.start : place.end]


def read(page: Page, segments: list[Segment]) -> Reading:
    """Read every part of a page by the rules of its kind."""
    out = Reading(page, segments)
    out.claims += metadata.claims(page)
    out.claims += [c for c in metadata.of_address(page.url)] if page.url else []
    people_reader = author_blocks.Reader()
    for segment in segments:
        if segment.kind == "author":
            for stretch in segment.texts:
                people_reader.line(_text(page, stretch), stretch.line, stretch.start, stretch.end, segment.rule)
                _links_to_orcid(page.lines[stretch.line], people_reader)
    for mark in people_reader.marks:
        out.mark(mark)
    out.authors = people_reader.authors
    for segment in segments:
        if segment.kind == "title":
            _title(out, segment)
    for segment in segments:
        _SEGMENTS.get(segment.kind, _nothing)(out, segment)
        if segment.label and segment.kind in ("journal", "identifiers", "metadata", "dates", "classification"):
            for inner in _inner(page, segment):
                _SEGMENTS.get(inner.kind, _nothing)(out, inner)
    return out


def _inner(page: Page, segment: Segment) -> list[Segment]:
    """Find further labels in a labelled line, after a wide gap: “Type: article   Language: Russian”."""
    out = []
    for stretch in segment.texts[:1]:
        text = _text(page, stretch)
        for gap in re.compile(r"\s{2,}|\t|\u2003|[|;]\s").finditer(text, stretch.start, stretch.end):
            found = knowledge.label_of(text[gap.end() : stretch.end])
            if found and not found.is_alone and found.label.kind in _SEGMENTS and found.label.field != segment.field:
                start = gap.end() + found.value
                inner = Segment(
                    found.label.kind,
                    found.label.field,
                    f"label “{text[gap.end() : gap.end() + found.end]}”",
                    Stretch(stretch.line, gap.end(), start),
                    [Stretch(stretch.line, start, stretch.end)],
                )
                out.append(inner)
    return out


def _text(page: Page, stretch: Stretch) -> str:
    return page.lines[stretch.line].text


def _nothing(_out: Reading, _segment: Segment) -> None:
    return


def _links_to_orcid(line: Line, reader: author_blocks.Reader) -> None:
    """An ORCID that is only in a link's target belongs to the author whom the line speaks of."""
    for link in line.links:
        found = byline.ORCID.search(link.target) if "orcid.org" in link.target else None
        if found and reader.current and not any(o.text == found[1].upper() for a in reader.authors for o in a.orcids):
            place = Place(line=line.index, start=link.start, end=link.end)
            reader.current[-1].orcids.append(author_blocks.Value(found[1].upper(), place, "target of a link", 0.95))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u00a0":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0":
        end -= 1
    return start, end


def _title(out: Reading, segment: Segment) -> None:
    for stretch in segment.texts[:1]:
        line = out.page.lines[stretch.line]
        start, end = _bare(line.text, stretch.start, stretch.end)
        source, confidence = ("label", 0.95) if segment.label else ("heading", 0.85 if line.tag != "h1" else 0.93)
        if segment.field == "heading":
            found = people.HEADING.match(line.text[start:end])
            assert found is not None
            for a, b, name, _ in people.split(found["names"]):
                place = Place(line=line.index, start=start + a, end=start + b)
                out.cited.append((name, place, "heading"))
                out.mark(Mark(place=place, what="heading_author", value=name.text))
            start, confidence = start + found.start("title"), 0.93
        for part in knowledge.furniture_part().finditer(line.text, start, end):
            out.mark(Mark(place=Place(line=line.index, start=part.start(), end=part.end()), what="surplus"))
            if part.end() == end:
                start, end = _bare(line.text, start, part.start())
        place = Place(line=line.index, start=start, end=end)
        lang = guess(line.text[start:end], line.lang)
        out.claims.append(
            Claim(
                field="title",
                value=line.text[start:end],
                source=source,
                rule=segment.rule,
                confidence=confidence,
                place=place,
                lang=lang,
            )
        )
        out.mark(Mark(place=place, what="title", value=lang))


def _journal(out: Reading, segment: Segment) -> None:
    source = "label" if segment.label else "journal-line"
    confidence = 0.95 if segment.label else 0.8
    for stretch in segment.texts:
        text = _text(out.page, stretch)
        start, end = _bare(text, stretch.start, stretch.end)
        match segment.field:
            case "journal" | "journal_line":
                claims, marks = journal_line.read(text, stretch.line, start, source=source, confidence=confidence)
                out.claims += claims
                for mark in marks:
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
                        if re.search(r"online|e-?issn|electr|онлайн|электрон", text[: m.start()], re.I)
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


def _identifiers(out: Reading, segment: Segment) -> None:
    for stretch in segment.texts:
        text = _text(out.page, stretch)
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


def _dates(out: Reading, segment: Segment) -> None:
    for stretch in segment.texts:
        text = _text(out.page, stretch)
        parts: list[tuple[str, int, int]] = []
        heads = list(_CITED_DATES.finditer(text, 0 if segment.field == "dates" else stretch.start, stretch.end))
        if segment.field != "dates":
            parts.append((segment.field, stretch.start, heads[0].start() if heads else stretch.end))
        for head, after in zip(heads, [*heads[1:], None], strict=False):
            parts.append((str(head.lastgroup), head.end(), after.start() if after else stretch.end))
        for name, a, b in parts:
            found = numbers.date(text[:b], a)
            if found is None or (name == "published" and len(found.value) < 7):
                continue
            place = Place(line=stretch.line, start=found.start, end=found.end)
            out.claims.append(
                Claim(field=name, value=found.value, source="label", rule=segment.rule, confidence=0.95, place=place)
            )
            out.mark(Mark(place=place, what="date", value=found.value))


def _metadata(out: Reading, segment: Segment) -> None:
    for stretch in segment.texts:
        text = _text(out.page, stretch)
        start, end = _bare(text, stretch.start, stretch.end)
        if segment.field == "language":
            code = citation.language_code(text[start:end].split(",")[0])
            if code:
                place = Place(line=stretch.line, start=start, end=start + len(text[start:end].split(",")[0]))
                out.claims.append(
                    Claim(field="language", value=code, source="label", rule=segment.rule, confidence=0.95, place=place)
                )
                out.mark(Mark(place=place, what="textLang", value=code))
        elif segment.field == "title_line":
            found = journal_line.title_line(text)
            assert found is not None
            for group, name in (("a", "title"), ("j", "journal")):
                a, b = _bare(text, found.start(group), found.end(group))
                place = Place(line=stretch.line, start=a, end=b)
                lang = guess(text[a:b])
                if name == "journal" or len(text[a:b]) > 8:
                    out.claims.append(
                        Claim(
                            field=name,
                            value=text[a:b],
                            source="html-title",
                            rule=segment.rule,
                            confidence=0.7,
                            place=place,
                            lang=lang,
                        )
                    )
                    out.mark(Mark(place=place, what=name, value=lang))


def _keywords(out: Reading, segment: Segment) -> None:
    whole = " ".join(_text(out.page, s)[s.start : s.end] for s in segment.texts)
    lang = guess(whole, segment.lang) or "en"
    found = [t for s in segment.texts for t in keywords.terms(_text(out.page, s), s.line, s.start, s.end)]
    cyrillic = sum(is_cyrillic(term) for term, _ in found)
    mixed = 3 * min(cyrillic, len(found) - cyrillic) > len(found)
    for term, place in found:
        own = (guess(term) or lang) if mixed else lang
        own = "en" if mixed and not is_cyrillic(term) else own
        out.terms.append((own, term, place))
        out.mark(Mark(place=place, what="term", value=own, to=term))
    segment.lang = lang


def _citation(out: Reading, segment: Segment) -> None:
    titles = [c.value for c in out.claims if c.field == "title"]
    for stretch in segment.texts:
        found = citation.read(_text(out.page, stretch), stretch.line, stretch.start, stretch.end, titles)
        out.claims += found.claims
        for mark in found.marks:
            out.mark(mark)
        out.cited += [(name, place, "citation") for name, place in found.names]
        if found.has_empty_doi:
            out.empty_doi.append(stretch.line)


def _licence(out: Reading, segment: Segment) -> None:
    titles = [c.value for c in out.claims if c.field == "title"]
    stretches = ([segment.label] if segment.label else []) + segment.texts
    for stretch in stretches:
        text = _text(out.page, stretch)
        target = licence.canonical(text[stretch.start : stretch.end])
        rule = "words of the licence"
        for link in out.page.lines[stretch.line].links:
            if not target and (target := licence.canonical(link.target)):
                rule = "target of a link"
        words = licence.words(text[stretch.start : stretch.end])
        if target and words:
            place = Place(line=stretch.line, start=stretch.start + words[0], end=stretch.start + words[1])
            out.claims.append(
                Claim(field="licence", value=target, source="licence", rule=rule, confidence=0.95, place=place)
            )
            out.mark(Mark(place=place, what="licence", value=target))
        elif target:
            place = Place(line=stretch.line, start=stretch.start, end=stretch.end)
            out.claims.append(
                Claim(field="licence", value=target, source="licence", rule=rule, confidence=0.9, place=place)
            )
        by = _BY.search(text)
        if by and by.start() > 8:
            a, b = _bare(text, stretch.start, by.start())
            title = text[a:b]
            known = any(folded(title) == folded(t) for t in titles)
            place = Place(line=stretch.line, start=a, end=b)
            out.mark(Mark(place=place, what="title", value=guess(title)))
            if not known:
                out.claims.append(
                    Claim(
                        field="title",
                        value=title,
                        source="licence",
                        rule="words before “by … is licensed”",
                        confidence=0.7,
                        place=place,
                        lang=guess(title),
                    )
                )
            for x, y, name, _ in people.split(by["name"]):
                place = Place(line=stretch.line, start=by.start("name") + x, end=by.start("name") + y)
                out.cited.append((name, place, "licence"))
                out.mark(Mark(place=place, what="cited_author", value=name.text))


def _funding(out: Reading, segment: Segment) -> None:
    for stretch in segment.texts:
        text = _text(out.page, stretch)
        start, end = _bare(text, stretch.start, stretch.end)
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


def _classification(out: Reading, segment: Segment) -> None:
    for stretch in segment.texts:
        text = _text(out.page, stretch)
        m = _CLASS.search(text, stretch.start, stretch.end)
        if m and segment.field in ("udc", "bbk"):
            a, b = _bare(text, m.start(), m.end())
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


def _download(out: Reading, segment: Segment) -> None:
    stretches = ([segment.label] if segment.label and not segment.texts else []) + segment.texts
    for stretch in stretches:
        text = _text(out.page, stretch)
        for m in _FILE.finditer(text, stretch.start, stretch.end):
            a, b = m.span()
            if text[a] == "(" and text[b : b + 1] == ")":
                a += 1
            out.mark(Mark(place=Place(line=stretch.line, start=a, end=b), what="file"))


def _abstract(out: Reading, segment: Segment) -> None:
    """Find the sections. A label inside a paragraph does not count where the sections begin paragraphs."""
    starts = 0
    for stretch in segment.texts:
        text = _text(out.page, stretch)
        found = abstracts.at_start(text, stretch.start, stretch.end)
        if found:
            starts += 1
            section = Section(found.n, stretch.line, found.start, found.end, found.value, False)
            out.sections.setdefault(stretch.line, []).append(section)
    for stretch in segment.texts:
        text = _text(out.page, stretch)
        first = out.sections.get(stretch.line, [])
        begin = first[0].value if first else stretch.start
        inner = [
            Section(s.n, stretch.line, s.start, s.end, s.value, True)
            for s in abstracts.inside(text, begin, stretch.end)
        ]
        if starts < 2 and (first or len(inner) >= 2):
            out.sections.setdefault(stretch.line, []).extend(inner)
        else:
            out.unused_labels += [(s, text[s.start : s.end]) for s in inner]
    if segment.label:
        text = _text(out.page, segment.label)
        named = re.compile(r"автор(?:ы)? научной работы\s*[—–-]\s*(?P<names>.+)$", re.I).search(
            text, segment.label.start, segment.label.end
        )
        for a, b, name, _ in people.split(named["names"]) if named else []:
            place = (
                Place(line=segment.label.line, start=named.start("names") + a, end=named.start("names") + b)
                if named
                else None
            )
            assert place is not None
            out.cited.append((name, place, "label"))
            out.mark(Mark(place=place, what="cited_author", value=name.text))
    sample = " ".join(_text(out.page, s)[s.start : s.end] for s in segment.texts)[:600]
    segment.lang = guess(sample, segment.lang) or "en"


_SEGMENTS: Final = {
    "journal": _journal,
    "identifiers": _identifiers,
    "dates": _dates,
    "metadata": _metadata,
    "keywords": _keywords,
    "citation": _citation,
    "licence": _licence,
    "funding": _funding,
    "classification": _classification,
    "download": _download,
    "abstract": _abstract,
}
