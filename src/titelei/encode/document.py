"""The whole TEI document of a draft: header, entries, page, laid out as an editor would write it."""

import re
from typing import Any, Final

from lxml import etree

from titelei.encode import person_entry
from titelei.encode.claims import Place
from titelei.encode.entries import Entries, Entry
from titelei.encode.facts import Facts
from titelei.encode.fields.authors import Author
from titelei.encode.found import Reading
from titelei.encode.front import build
from titelei.encode.header import Header
from titelei.encode.languages import guess, slug
from titelei.encode.prose import Known
from titelei.encode.recorder import ENCODER, Copy, Record
from titelei.encode.segments import Segment
from titelei.encode.tei.layout import PROLOG, lay_out
from titelei.encode.transcription import Annotate, corrected
from titelei.names import TEI, XML_ID, XML_LANG, tei

_LISTS: Final = (
    ("person", "listPerson"),
    ("org", "listOrg"),
    ("place", "listPlace"),
    ("event", "listEvent"),
    ("document", "listBibl"),
)


def make(
    reading: Reading, facts: Facts, *, identifier: str, copy: Copy, known: Known, annotator: Any = None
) -> tuple[bytes, list[Record], Any]:
    """Make the document: its bytes, the evidence of its header, and its root."""
    entries = Entries(known)
    authors: list[tuple[Author, str]] = []
    for author in facts.authors:
        if author.is_group:
            authors.append((author, entries.thing("org", author.name.text, guess(author.name.text) or "en").id))
            continue
        entry = entries.person(author.name, guess(author.name.text) or "en", is_author=True)
        if any(i == entry.id for _, i in authors):
            continue
        for form, _, _ in author.forms:
            entry.add(form.text, guess(form.text) or "en")
        authors.append((author, entry.id))
        for affiliation in author.affiliations:
            of = affiliation.organisation.text if affiliation.organisation else ""
            if affiliation.department:
                entries.thing("org", affiliation.department.text, guess(affiliation.department.text) or "en", of=of)
    terms = _terms(facts)
    header = Header(reading, facts, entries, copy)
    file_desc = header.file_desc(authors)
    annotate: Annotate = annotator(entries) if annotator is not None else (lambda _text, _lang: ())
    front = build(reading, facts, entries, terms, annotate, resp=f"#{ENCODER}")
    stand_off = etree.Element(tei("standOff"), nsmap={None: TEI})
    people = header.sub(stand_off, "listPerson")
    persons = [pair for pair in authors if not pair[0].is_group]
    for author, person_id in sorted(persons, key=lambda a: a[1]):
        person_entry.person(header, people, author, person_id)
    _entries(header, stand_off, entries, {i for _, i in persons})
    root = etree.Element(tei("TEI"), nsmap={None: TEI})
    root.set(XML_ID, identifier)
    root.set(XML_LANG, "en")
    head = header.sub(root, "teiHeader")
    head.append(file_desc)
    head.append(header.encoding_desc())
    profile = header.profile_desc(terms, front.languages | _used(stand_off))
    head.append(profile)
    head.append(header.revision_desc())
    if len(stand_off):
        root.append(stand_off)
    text = header.sub(root, "text")
    text.append(front.element)
    body = header.sub(text, "body")
    gap = header.sub(header.sub(body, "ab"), "gap", reason="sampling")
    header.sub(gap, "desc", "The article itself is not part of the edition.")
    lay_out(root, 0, front.glued)
    for div, segment in front.abstracts:
        _record_abstract(header, div, segment)
    data = PROLOG + etree.tostring(root, encoding="unicode") + "\n"
    return data.encode("utf-8"), header.records, root


def _record_abstract(header: Header, div: Any, segment: Segment) -> None:
    """Remember where an abstract stands: its first paragraph's place, and by which rule it was known."""
    first = segment.texts[0]
    line = header.reading.page.lines[first.line]
    place = Place(line=first.line, start=first.start, end=len(line.text[: first.end].rstrip()))
    value = " ".join("".join(div.itertext()).split())
    confidence = 0.95 if segment.label else 0.75
    source = "label" if segment.label else "prose"
    header.records.append(Record("abstract", div, "", value, source, segment.rule, confidence, place, 0))


def identifier_of(facts: Facts, taken: Any) -> str:
    """Make the article's id: surname of the first author and year; -b, -c… where it is taken."""
    name = slug(facts.authors[0].name.surname or facts.authors[0].name.text, words=3) if facts.authors else ""
    if not name and facts.titles:
        name = slug(facts.titles[0][1].claim.value, words=3)
    year = facts.value("year") or (facts.value("published") or facts.value("received"))[:4]
    base = re.sub(r"^[^a-z]+", "", f"{name or 'article'}{'-' + year if year else ''}")[:70] or "article"
    if base not in taken:
        return base
    letters = "bcdefghijklmnopqrstuvwxyz"
    return next(
        f"{base}-{c}" for c in [*letters, *(a + b for a in letters for b in letters)] if f"{base}-{c}" not in taken
    )


def _terms(facts: Facts) -> dict[tuple[str, str], str]:
    taken: set[str] = set()
    terms: dict[tuple[str, str], str] = {}
    for lang, entries in facts.keywords.items():
        for term, _, _ in entries:
            base = name = f"kw.{slug(corrected(term)) or 'term'}"
            number = 1
            while name in taken:
                number += 1
                name = f"{base}-{number}"
            taken.add(name)
            terms[(lang, term)] = name
    return terms


def _used(element: Any) -> set[str]:
    return {str(e.get(XML_LANG)) for e in element.iter() if e.get(XML_LANG)}


def _entries(header: Header, stand_off: Any, entries: Entries, authors: set[str]) -> None:
    by_list: dict[str, list[Entry]] = {}
    for entry in sorted(entries.made.values(), key=lambda e: e.id):
        if entry.id not in authors:
            by_list.setdefault(entry.kind, []).append(entry)
    for kind, list_name in _LISTS:
        parent = stand_off.find(tei(list_name))
        if parent is None and by_list.get(kind):
            parent = header.sub(stand_off, list_name)
        for entry in by_list.get(kind, []):
            _entry(header, parent, kind, entry)
        if parent is not None:
            parent[:] = sorted(parent, key=lambda e: str(e.get(XML_ID)))
            if not len(parent):
                stand_off.remove(parent)


def _entry(header: Header, parent: Any, kind: str, entry: Entry) -> None:
    element = header.sub(
        parent, {"document": "bibl"}.get(kind, kind), type=entry.type if kind in ("org", "place") else ""
    )
    element.set(XML_ID, entry.id)
    name = {"person": "persName", "org": "orgName", "place": "placeName", "event": "label", "document": "title"}[kind]
    for number, (text, lang) in enumerate(entry.names):
        if kind in ("event", "document") and number:
            break
        made = header.sub(element, name)
        if kind in ("person", "org", "place"):
            made.set("type", "variant" if number else "main")
        if kind == "person" and not number and entry.name is not None and entry.name.text == text:
            person_entry.name_parts(header, made, entry.name)
        else:
            made.text = " ".join(text.split())
        if re.search(r"[Ѐ-ӿ]", text) and not made.get(XML_LANG):
            header.lang(made, lang if lang in ("ru", "uk", "be", "kk") else "ru")
