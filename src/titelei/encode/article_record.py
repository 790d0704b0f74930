"""The article as a record, ``sourceDesc/biblStruct``: what the page says of it, and what the page does not say."""

import re
from typing import Any

from titelei.encode.facts import Chosen
from titelei.encode.fields import numbers
from titelei.encode.fields.authors import Author
from titelei.encode.languages import LANGUAGES, guess
from titelei.encode.recorder import Record, Recorder, folded_space
from titelei.names import XML_ID


def article(header: Recorder, source: Any, authors: list[tuple[Author, str]]) -> None:
    """Write the article as a record into ``sourceDesc``."""
    record = header.sub(source, "biblStruct", type="journalArticle")
    record.set(XML_ID, "src.article")
    analytic = header.sub(record, "analytic")
    for author, identifier in authors:
        element = header.sub(analytic, "author", role="corresponding" if author.corresponding else "")
        name = header.ref(element, author, identifier)
        header.records.append(
            Record(
                "author",
                name,
                "",
                author.name.text,
                author.source,
                author.rule or "a person's name",
                author.confidence,
                author.place,
                author.number,
            )
        )
        if author.corresponding:
            header.records.append(
                Record(
                    "corresponding",
                    element,
                    "role",
                    "corresponding",
                    "byline",
                    author.corresponding.rule,
                    author.corresponding.confidence,
                    author.corresponding.place,
                    0,
                )
            )
        if not author.affiliations:
            for email in author.emails:
                header.record_value("email", header.sub(element, "email", email.text), email)
    _titles(header, analytic)
    _analytic_rest(header, analytic)
    _monogr(header, record)
    _notes(header, record)


def _titles(header: Recorder, analytic: Any) -> None:
    for number, (lang, chosen) in enumerate(header.facts.titles):
        kind = "transliterated" if lang == "ru-Latn" else "main" if number == 0 else "translated"
        element = header.sub(analytic, "title", level="a", type=kind)
        _title_text(header, element, chosen)
        header.lang(element, lang)
        header.foreign(element, lang)
        header.record("title", element, chosen.claim, chosen.others)


def _title_text(header: Recorder, element: Any, chosen: Chosen) -> None:
    """Write a title with what stands above or below its line, where the page shows it so."""
    claim, place = chosen.claim, chosen.claim.place
    line = header.reading.page.lines[place.line] if place else None
    if place is None or line is None or line.text[place.start : place.end] != claim.value:
        element.text = folded_space(claim.value)
        return
    at, last = place.start, None
    for start, end, rend in sorted(line.shifted):
        if not at <= start < end <= place.end:
            continue
        before = line.text[at:start]
        if last is None:
            element.text = before
        else:
            last.tail = before
        last = header.sub(element, "hi", line.text[start:end], rend=rend)
        at = end
    if last is None:
        element.text = folded_space(claim.value)
    else:
        last.tail = line.text[at : place.end]


def _analytic_rest(header: Recorder, analytic: Any) -> None:
    single = header.facts.single
    if "language" in single:
        code = single["language"].claim.value
        element = header.sub(analytic, "textLang", LANGUAGES.get(code, code), mainLang=code)
        header.languages.add(code)
        header.record("language", element, single["language"].claim, single["language"].others, "mainLang")
    for name in ("received", "revised", "accepted", "published"):
        if name in single:
            chosen = single[name]
            printed = header.reading.text(chosen.claim.place) if chosen.claim.place else chosen.claim.value
            when = chosen.claim.value if numbers.is_real(chosen.claim.value) else ""
            element = header.sub(analytic, "date", printed, type=name, when=when)
            header.cyrillic(element)
            header.record(name, element, chosen.claim, chosen.others, "when" if when else "")
    for name, kind in (("doi", "DOI"), ("edn", "EDN"), ("handle", "")):
        if name in single:
            value = single[name].claim.value
            kind = kind or ("handle" if "hdl" in value else "URI" if value.startswith("http") else "local")
            element = header.sub(analytic, "idno", value, type=kind)
            header.record(name, element, single[name].claim, single[name].others)
    if "licence" in single:
        chosen = single["licence"]
        availability = header.sub(analytic, "availability", status="free")
        element = header.sub(availability, "licence", _licence_words(header, chosen), target=chosen.claim.value)
        header.cyrillic(element)
        header.record("licence", element, chosen.claim, chosen.others, "target")
    if header.reading.page.url:
        element = header.sub(analytic, "ref", target=header.reading.page.url, type="page")
        element.text = header.reading.page.url
    if "pdf" in single and " " not in (target := single["pdf"].claim.value):
        element = header.sub(analytic, "ref", target, target=target, type="fulltext", mimeType="application/pdf")
        header.record("pdf", element, single["pdf"].claim, single["pdf"].others, "target")


def _licence_words(header: Recorder, chosen: Chosen) -> str:
    if chosen.claim.place and len(text := header.reading.text(chosen.claim.place)) < 200:
        return folded_space(text)
    return chosen.claim.value


def _monogr(header: Recorder, article: Any) -> None:
    facts = header.facts
    monogr = header.sub(article, "monogr")
    for number, chosen in enumerate(facts.journals):
        lang = chosen.claim.lang or guess(chosen.claim.value) or "en"
        element = header.sub(
            monogr,
            "title",
            folded_space(chosen.claim.value),
            level="j",
            type="main" if number == 0 else "transliterated" if lang == "ru-Latn" else "translated",
        )
        header.lang(element, lang)
        header.record("journal", element, chosen.claim, chosen.others)
    for claim in facts.journals_translated:
        element = header.sub(
            monogr, "title", folded_space(claim.value), level="j", type="translated" if facts.journals else "main"
        )
        header.lang(element, claim.lang or "en")
        header.record("journal", element, claim)
    for claim in facts.issns:
        element = header.sub(monogr, "idno", claim.value, type="eISSN" if claim.field == "eissn" else "ISSN")
        header.record("issn", element, claim)
    imprint = header.sub(monogr, "imprint")
    single = facts.single
    if "publisher" in single:
        element = header.sub(imprint, "publisher", folded_space(single["publisher"].claim.value))
        header.cyrillic(element)
        header.record("publisher", element, single["publisher"].claim)
    if "year" in single:
        element = header.sub(imprint, "date", single["year"].claim.value, when=single["year"].claim.value)
        header.record("year", element, single["year"].claim, single["year"].others, "when")
    for name in ("volume", "issue"):
        if name in single:
            chosen = single[name]
            element = header.sub(imprint, "biblScope", _printed(header, chosen, name), unit=name, n=chosen.claim.value)
            header.cyrillic(element)
            header.record(name, element, chosen.claim, chosen.others, "n")
    if "article_number" in single:
        chosen = single["article_number"]
        element = header.sub(imprint, "biblScope", chosen.claim.value, unit="article", n=chosen.claim.value)
        header.record("article_number", element, chosen.claim, chosen.others, "n")
    if "pages" in single:
        chosen = single["pages"]
        a, b = chosen.claim.value.split("-", 1)
        element = header.sub(imprint, "biblScope", _printed(header, chosen, "pages"), unit="page", from_=a, to=b)
        header.cyrillic(element)
        header.record("pages", element, chosen.claim, chosen.others, "from")
    if not len(imprint):
        date = header.sub(imprint, "date")
        gap = header.sub(date, "gap", reason="omitted")
        header.sub(gap, "desc", "The page gives neither year nor issue.")


def _printed(header: Recorder, chosen: Chosen, name: str) -> str:
    """Give the number as printed, without its word."""
    if chosen.claim.place is None:
        return chosen.claim.value
    text = header.reading.text(chosen.claim.place)
    pattern = (
        r"[A-Za-z]?\d+\s?[-–—−]\s?[A-Za-z]?\d+|[A-Za-z]?\d+"
        if name == "pages"
        else r"\d+(?:\s?[-–/]\s?\d+)?|[IVXLC]+(?![a-z])"
    )
    found = re.findall(pattern, text)
    if (name == "pages" and " to " in text) or " по " in text:
        return re.sub(r"^\D+", "", folded_space(text))
    return found[0] if found else chosen.claim.value


def _notes(header: Recorder, article: Any) -> None:
    facts, reading = header.facts, header.reading
    for text, place, awards in reading.funding:
        note = header.sub(article, "note", type="funding")
        _with_awards(header, note, folded_space(text), awards)
        if guess(text) == "ru":
            header.lang(note, "ru")
        claim = next(c for c in reading.claims if c.field == "funding" and c.place == place)
        header.record("funding", note, claim)
    missing = []
    if "doi" not in facts.single:
        missing.append(
            ("DOI", "The page ends with “DOI:” and gives none." if reading.empty_doi else "The page gives no DOI.")
        )
    if not facts.issns:
        missing.append(("ISSN", "The page gives no ISSN."))
    if not facts.journals and not facts.journals_translated:
        missing.append(("journal", "The page does not name the journal."))
    if "year" not in facts.single:
        missing.append(("imprint", "The page gives no year of the issue."))
    if "licence" not in facts.single:
        missing.append(("licence", "The page names no licence that can be told by version."))
    if "language" not in facts.single:
        missing.append(("language", "The page does not say in which language the article is written."))
    if not facts.titles:
        missing.append(("title", "The page shows no title."))
    kinds = {s.kind for s in reading.segments}
    declared = [] if "abstract" in kinds else [c for c in reading.claims if c.field == "abstract"]
    for claim in {c.lang: c for c in reversed(declared)}.values():
        note = header.sub(article, "note", folded_space(claim.value), type="remark", subtype="abstract")
        header.lang(note, claim.lang or "en")
        header.record("abstract", note, claim)
    if "abstract" not in kinds and not declared:
        missing.append(("abstract", "The page gives no abstract."))
    if "keywords" not in kinds and not facts.keywords:
        missing.append(("keywords", "The page gives no key words."))
    for subtype, text in missing:
        header.sub(article, "note", text, type="missing", subtype=subtype)


def _with_awards(header: Recorder, note: Any, text: str, awards: tuple[str, ...]) -> None:
    at = 0
    for award in awards:
        found = text.find(award, at)
        if found < 0:
            continue
        before = text[at:found]
        if len(note):
            note[-1].tail = before
        else:
            note.text = before
        header.sub(note, "idno", award, type="award")
        at = found + len(award)
    if len(note):
        note[-1].tail = text[at:]
    else:
        note.text = text
