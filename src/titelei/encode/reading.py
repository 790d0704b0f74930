"""Reads the facts out of a page's parts: claims with their places, authors, key words, and marks for the front."""

import re
from dataclasses import replace
from typing import Final

from titelei.characters.machinery import leaked_code
from titelei.encode import calibrate, knowledge, name_lists, name_patterns, record_parts
from titelei.encode.claims import Claim, Mark, Place
from titelei.encode.fields import (
    abstracts,
    author_blocks,
    byline,
    citation,
    declared_authors,
    keywords,
    licence,
    metadata,
)
from titelei.encode.fields.authors import Value
from titelei.encode.found import Reading, Section, bare, text_of
from titelei.encode.languages import guess, is_cyrillic, same_script, tell
from titelei.encode.lines.labels import label_of
from titelei.encode.page import Line, Page
from titelei.encode.segments import Segment, Stretch, any_order, folded

_INLINE_KEYWORDS: Final = re.compile(r"(?<=[.!?]\s)(?:Key ?-?words|KEY ?WORDS|Ключевые слова)\s?[:.–—]\s*")
_BY: Final = re.compile(r"\s+by\s+(?P<name>.+?)\s+is licensed under", re.I)


def read(page: Page, segments: list[Segment]) -> Reading:
    """Read every part of a page by the rules of its kind."""
    out = Reading(page, segments)
    out.claims += metadata.claims(page)
    out.claims += [c for c in metadata.of_address(page.url)] if page.url else []
    people_reader = author_blocks.Reader()
    people_reader.declared = frozenset(any_order(p.name) for persons in page.head.authors for p in persons)
    for segment in segments:
        if segment.kind == "author":
            first = next((page.lines[s.line].indexed[s.start : s.end] for s in segment.texts), "")
            people_reader.bodies_first = bool(byline.classify(first.split(",")[0])) and not byline.leading_names(first)
            for number, stretch in enumerate(segment.texts):
                after = segment.texts[number + 1 : number + 2]
                people_reader.follows = page.lines[after[0].line].indexed if after else ""
                people_reader.shown = text_of(page, stretch)
                indexed = page.lines[stretch.line].indexed
                people_reader.line(indexed, stretch.line, stretch.start, stretch.end, segment.rule)
                _links_to_orcid(page.lines[stretch.line], people_reader)
    for mark in people_reader.marks:
        out.mark(mark)
    out.authors, out.unowned = people_reader.authors, people_reader.unowned
    out.declared = declared_authors.authors(page, out.authors)
    for segment in segments:
        if segment.kind == "title":
            _title(out, segment)
    for segment in segments:
        _SEGMENTS.get(segment.kind, _nothing)(out, segment)
        if segment.label and segment.kind in ("journal", "identifiers", "metadata", "dates", "classification"):
            for inner in _inner(page, segment):
                _SEGMENTS.get(inner.kind, _nothing)(out, inner)
        if segment.kind != "furniture":
            _leaked_code(out, segment)
        if segment.kind in ("title", "abstract"):
            _shifted(out, segment)
    _weaken(out)
    return out


def _shifted(out: Reading, segment: Segment) -> None:
    """Keep what stands above or below the line of a title or an abstract there."""
    for stretch in segment.texts:
        for start, end, rend in out.page.lines[stretch.line].shifted:
            if stretch.start <= start < end <= stretch.end:
                out.mark(Mark(place=Place(line=stretch.line, start=start, end=end), what="shifted", value=rend))


_CITED_NAME: Final = re.compile(rf"[^\W\d_][\w’'-]+,?\s(?:{name_patterns.INITIAL}\s?|[^\W\d_]\b\s?)+[.,;]?")


def _weaken(out: Reading) -> None:
    """Give what was read on a line the probability that the line is what it was read as; drop what cannot be."""
    sure = {stretch.line: segment.sure for segment in out.segments for stretch in segment.texts}
    names = {any_order(a.name.text) for a in out.authors} | {any_order(n.text) for n, _, _ in out.cited}
    kept = []
    for claim in out.claims:
        if claim.field == "journal" and claim.place and not _may_be_journal(claim.value, names):
            continue
        of_line = sure.get(claim.place.line, 1.0) if claim.place else 1.0
        kept.append(replace(claim, confidence=calibrate.probability(claim, of_line, out.page.kind)))
    out.claims = kept
    for author in out.authors:
        if author.place is not None:
            author.confidence = calibrate.of_author(author, sure.get(author.place.line, 1.0), out.page.kind)


_MOST_DIGITS: Final = 5
"""A journal's title has a year or a series in it, no telephone number."""


def _may_be_journal(value: str, names: set[str]) -> bool:
    """Tell whether words can be a journal's title: no name of an author, no sentence, no address."""
    words = folded(value)
    in_order = any_order(value)
    if not words or any(n and n in in_order and len(words) < 2 * len(n) for n in names):
        return False
    is_number = sum(c.isdigit() for c in value) > _MOST_DIGITS
    is_other = is_number or "://" in value or value[:1].islower() or _CITED_NAME.fullmatch(value) is not None
    return len(words.split()) <= 16 and not is_other


def _leaked_code(out: Reading, segment: Segment) -> None:
    """Mark the code of templates that stands in a text as the page's machinery, and only it."""
    for stretch in segment.texts:
        for fault in leaked_code(text_of(out.page, stretch), ""):
            if fault.remedy == "furniture" and stretch.start <= fault.start and fault.end <= stretch.end:
                place = Place(line=stretch.line, start=fault.start, end=fault.end)
                out.mark(Mark(place=place, what="surplus"))


_GAP: Final = re.compile(
    r"\s{2,}|\t|\u2003|[|;]\s|(?<=\d)(?=[^\W\d_a-zа-я][^\W\d_]{2,20}:\s)|\s(?=[^\W\d_a-zа-я][^\W\d_]{2,20}:\s)"
)
"""What may stand before a further label in a line: “Том: 14Номер: 3 (55) Год: 2021”."""


def _inner(page: Page, segment: Segment) -> list[Segment]:
    """Find further labels in a labelled line, after a wide gap: “Type: article   Language: Russian”."""
    out = []
    for stretch in segment.texts[:1]:
        text = text_of(page, stretch)
        for gap in _GAP.finditer(text, stretch.start, stretch.end):
            found = label_of(text[gap.end() : stretch.end])
            if found and not found.is_alone and found.part.kind in _SEGMENTS and found.part.field != segment.field:
                start = gap.end() + found.value
                inner = Segment(
                    found.part.kind,
                    found.part.field,
                    f"label “{text[gap.end() : gap.end() + found.end]}”",
                    Stretch(stretch.line, gap.end(), start),
                    [Stretch(stretch.line, start, stretch.end)],
                )
                out.append(inner)
    return out


def _nothing(_out: Reading, _segment: Segment) -> None:
    return


def _links_to_orcid(line: Line, reader: author_blocks.Reader) -> None:
    """An ORCID that is only in a link's target belongs to the author whom the line speaks of."""
    for link in line.links:
        found = byline.ORCID.search(link.target) if "orcid.org" in link.target else None
        if found and reader.current and not any(o.text == found[1].upper() for a in reader.authors for o in a.orcids):
            place = Place(line=line.index, start=link.start, end=link.end) if link.end > link.start else None
            reader.current[-1].orcids.append(
                Value(found[1].upper(), place, "target of a link", 0.95, 0 if place else line.number)
            )


def _title(out: Reading, segment: Segment) -> None:
    if len(segment.texts) > 1:
        _broken_title(out, segment)
        return
    for stretch in segment.texts[:1]:
        line = out.page.lines[stretch.line]
        start, end = bare(line.text, stretch.start, stretch.end)
        source, confidence = ("label", 0.95) if segment.label else ("heading", 0.85 if line.tag != "h1" else 0.93)
        if segment.field == "heading":
            found = name_patterns.HEADING.match(line.text[start:end])
            assert found is not None
            for a, b, name, _ in name_lists.split(found["names"]):
                place = Place(line=line.index, start=start + a, end=start + b)
                out.cited.append((name, place, "heading"))
                out.mark(Mark(place=place, what="heading_author", value=name.text))
            start, confidence = start + found.start("title"), 0.93
        for part in knowledge.furniture_part().finditer(line.text, start, end):
            out.mark(Mark(place=Place(line=line.index, start=part.start(), end=part.end()), what="surplus"))
            if part.end() == end:
                start, end = bare(line.text, start, part.start())
        for a, b in _in_two_languages(line.text, start, end) if end > start else ():
            place = Place(line=line.index, start=a, end=b)
            lang = guess(line.text[a:b], line.lang)
            out.claims.append(
                Claim(
                    field="title",
                    value=line.text[a:b],
                    source=source,
                    rule=segment.rule,
                    confidence=confidence,
                    place=place,
                    lang=lang,
                )
            )
            out.mark(Mark(place=place, what="title", value=lang))


def _in_two_languages(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a title and its translation on one line: “Обереги / Amulets”."""
    for cut in re.compile(r"\s+[/|]\s+").finditer(text, start, end):
        first, second = text[start : cut.start()], text[cut.end() : end]
        if min(len(first), len(second)) > 4 and is_cyrillic(first) != is_cyrillic(second):
            return [(start, cut.start()), (cut.end(), end)]
    return [(start, end)]


def _broken_title(out: Reading, segment: Segment) -> None:
    """A title over several lines: one value; the front writes the lines as one title with ``lb`` between."""
    parts = [text_of(out.page, s)[s.start : s.end].strip() for s in segment.texts]
    value = " ".join(parts)
    first = segment.texts[0]
    start, end = bare(text_of(out.page, first), first.start, first.end)
    place = Place(line=first.line, start=start, end=end)
    out.claims.append(
        Claim(
            field="title",
            value=value,
            source="label" if segment.label else "heading",
            rule=f"{segment.rule}, over {len(parts)} lines",
            confidence=0.85,
            place=place,
            lang=guess(value),
        )
    )


def _keywords(out: Reading, segment: Segment) -> None:
    whole = " ".join(text_of(out.page, s)[s.start : s.end] for s in segment.texts)
    lang = _language_of_terms(out, segment, whole)
    found = [t for s in segment.texts for t in keywords.terms(text_of(out.page, s), s.line, s.start, s.end)]
    cyrillic = sum(is_cyrillic(term) for term, _ in found)
    mixed = 3 * min(cyrillic, len(found) - cyrillic) > len(found)
    for term, place in found:
        own = (guess(term) or lang) if mixed else lang
        own = "en" if mixed and not is_cyrillic(term) else own
        out.terms.append((own, term, place))
        out.mark(Mark(place=place, what="term", value=own, to=term))
    segment.lang = lang


def _language_of_terms(out: Reading, segment: Segment, whole: str) -> str:
    """Give the language of a list of key words: its label's, but English labels stand over other languages, too."""
    of_label = segment.lang if same_script(segment.lang, whole) else ""
    titled = [c.lang for c in out.claims if c.field == "title" and c.place and same_script(c.lang, whole)]
    if of_label:
        return of_label if of_label != "en" or "en" in titled else tell(whole, least=2.0) or of_label
    return guess(whole, next(iter(titled), "")) or "en"


def _citation(out: Reading, segment: Segment) -> None:
    titles = [c.value for c in out.claims if c.field == "title"]
    for stretch in segment.texts:
        found = citation.read(text_of(out.page, stretch), stretch.line, stretch.start, stretch.end, titles)
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
        text = text_of(out.page, stretch)
        for found in (
            licence.LICENSOR.finditer(text, stretch.start, stretch.end) if stretch is not segment.label else ()
        ):
            out.mark(Mark(place=Place(line=stretch.line, start=found.start(), end=found.end()), what="licensor"))
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
            a, b = bare(text, stretch.start, by.start())
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
            for x, y, name, _ in name_lists.split(by["name"]):
                place = Place(line=stretch.line, start=by.start("name") + x, end=by.start("name") + y)
                out.cited.append((name, place, "licence"))
                out.mark(Mark(place=place, what="cited_author", value=name.text))


def _abstract(out: Reading, segment: Segment) -> None:
    """Find the sections. A label inside a paragraph does not count where the sections begin paragraphs."""
    starts = 0
    for stretch in segment.texts:
        text = text_of(out.page, stretch)
        found = abstracts.at_start(text, stretch.start, stretch.end)
        if found:
            starts += 1
            section = Section(found.n, stretch.line, found.start, found.end, found.value, False)
            out.sections.setdefault(stretch.line, []).append(section)
    for stretch in segment.texts:
        text = text_of(out.page, stretch)
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
    for stretch in segment.texts[-1:]:
        text = text_of(out.page, stretch)
        if inline := _INLINE_KEYWORDS.search(text, stretch.start, stretch.end):
            lang = guess(text[inline.end() : stretch.end]) or "en"
            for term, at in keywords.terms(text, stretch.line, inline.end(), stretch.end):
                out.terms.append((lang, term, at))
                out.mark(Mark(place=at, what="term", value=lang, to=term))
    if segment.label:
        text = text_of(out.page, segment.label)
        named = re.compile(r"автор(?:ы)? научной работы\s*[—–-]\s*(?P<names>.+)$", re.I).search(
            text, segment.label.start, segment.label.end
        )
        for a, b, name, _ in name_lists.split(named["names"]) if named else []:
            place = (
                Place(line=segment.label.line, start=named.start("names") + a, end=named.start("names") + b)
                if named
                else None
            )
            assert place is not None
            out.cited.append((name, place, "label"))  # without a mark: a heading names nobody by a link
    sample = " ".join(text_of(out.page, s)[s.start : s.end] for s in segment.texts)[:600]
    segment.lang = guess(sample, segment.lang) or "en"


_SEGMENTS: Final = {
    "journal": record_parts.journal,
    "identifiers": record_parts.identifiers,
    "dates": record_parts.dates,
    "metadata": record_parts.metadata,
    "keywords": _keywords,
    "citation": _citation,
    "licence": _licence,
    "funding": record_parts.funding,
    "classification": record_parts.classification,
    "download": record_parts.download,
    "abstract": _abstract,
}
