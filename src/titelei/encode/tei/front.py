"""The front of a draft that has no page: what a page would show, in the order in which one would, made of the facts."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from lxml import etree

from titelei.encode.languages import CYRILLIC
from titelei.encode.tei.agents import Roster, affiliation, point
from titelei.encode.tei.builder import Builder, joined
from titelei.facts import Abstract, Agent, Facts, Section, Statement
from titelei.names import TEI, tei

_ABSTRACTS: Final = frozenset(("summary", "graphical", "highlights", "teaser"))
_STATEMENTS: Final = frozenset(("conflict", "data-availability", "ethics", "consent", "contributions", "ai-use"))
_UNITS: Final = (("volume", "volume"), ("issue", "issue"), ("part", "part"), ("article_number", "article"))


def front(
    builder: Builder,
    roster: Roster,
    facts: Facts,
    authors: list[tuple[Agent, str]],
    terms: Mapping[tuple[int, int], str],
) -> Any:
    """Make ``front``: title page, journal, numbers, abstracts, key words, statements, licence, references."""
    root = etree.Element(tei("front"), nsmap={None: TEI})
    if facts.titles or authors:
        page = builder.sub(root, "titlePage")
        _titles(builder, page, facts)
        if authors:
            _byline(builder, roster, page, authors)
    _journal(builder, root, facts)
    for number in facts.identifiers:
        if number.type == "DOI":
            block = builder.sub(builder.sub(root, "div", type="identifiers"), "ab")
            builder.sub(block, "idno", number.text, type="DOI")
    for abstract in facts.abstracts:
        kind = abstract.kind if abstract.kind in _ABSTRACTS else ""
        div = builder.sub(root, "div", type="abstract", subtype=kind)
        builder.prove("abstract", _passage(builder, builder.lang(div, abstract.lang), abstract), abstract.from_)
    _keywords(builder, root, facts, terms)
    for statement in facts.statements:
        _statement(builder, root, statement)
    for words in facts.licence_statements:
        div = builder.sub(root, "div", type="licence")
        builder.script(builder.sub(div, "p", words.text), words.text, words.lang)
    if facts.references:
        listed = builder.sub(builder.sub(root, "div", type="references"), "listBibl")
        for reference in facts.references:
            _reference(builder, listed, reference.text, reference.doi)
    if not len(root):
        gap = builder.sub(builder.sub(builder.sub(root, "div", type="metadata"), "ab"), "gap", reason="omitted")
        builder.sub(gap, "desc", "The record shows nothing of the article’s front matter.")
    return root


def _titles(builder: Builder, page: Any, facts: Facts) -> None:
    if not facts.titles:
        return
    block = builder.sub(page, "docTitle")
    for title in facts.titles:
        if title.role in ("main", "translated", "transliterated"):
            part = builder.sub(block, "titlePart", type=title.role)
            builder.lang(part, title.lang if title.lang != "en" else "")
            _in(builder, builder.rich(builder.sub(part, "title", level="a"), title.text, title.markup), title.lang)
            for subtitle in facts.subtitles if title.role != "transliterated" else ():
                if (subtitle.lang or title.lang) == title.lang:
                    made = builder.sub(block, "titlePart", type="sub")
                    builder.lang(made, title.lang if title.lang != "en" else "")
                    builder.rich(builder.sub(made, "title", level="a", type="sub"), subtitle.text, subtitle.markup)


def _in(builder: Builder, element: Any, lang: str) -> None:
    if not lang.startswith(CYRILLIC):
        builder.foreign(element)


def _byline(builder: Builder, roster: Roster, page: Any, authors: list[tuple[Agent, str]]) -> None:
    byline = builder.sub(page, "byline")
    names = []
    for author, identifier in authors:
        holder = builder.sub(byline, "docAuthor")
        point(roster, holder, author, identifier, "byline")
        names.append(holder)
    joined(builder, byline, names)
    seen: set[str] = set()
    for author, _ in authors:
        for place in author.affiliations:
            if place.text not in seen:
                seen.add(place.text)
                names[-1].tail = names[-1].tail or "\n"
                byline[-1].tail = "\n"
                builder.sub(byline, "lb")
                made = affiliation(roster, byline, place)
                joined(builder, made, list(made))
    for author, _ in authors:
        for text, tag, attributes in (
            *((e.text, "email", {}) for e in author.emails),
            *(((author.orcid.text, "idno", {"type": "ORCID"}),) if author.orcid else ()),
        ):
            byline[-1].tail = "\n"
            builder.sub(byline, "lb")
            builder.sub(byline, tag, text, **attributes)


def _journal(builder: Builder, root: Any, facts: Facts) -> None:
    """Show where the article stands, as a line of the journal on a page does."""
    holder = etree.Element(tei("bibl"), nsmap={None: TEI})
    titles = facts.journal.titles if facts.journal else ()
    for title in titles:
        if title.role in ("main", "translated"):
            builder.script(builder.sub(holder, "title", title.text, level="j"), title.text, title.lang)
    for name, unit in _UNITS:
        if getattr(facts, name) is not None:
            text = getattr(facts, name).text
            builder.sub(holder, "biblScope", text, unit=unit, n=text)
    for span in facts.page_ranges:
        builder.sub(holder, "biblScope", span.text, unit="page", from_=span.first, to=span.last)
    if facts.first_page is not None and not facts.page_ranges:
        first, last = facts.first_page.text, facts.last_page.text if facts.last_page else ""
        printed = f"{first}–{last}" if last and last != first else first
        builder.sub(holder, "biblScope", printed, unit="page", from_=first, to=last)
    for issn in facts.journal.issns if facts.journal else ():
        builder.sub(holder, "idno", issn.text, type="ISSN")
    if len(holder):
        joined(builder, holder, list(holder))
        block = builder.sub(builder.sub(root, "div", type="journal"), "ab")
        block.append(holder)


def _passage(builder: Builder, div: Any, passage: Abstract | Section | Statement) -> Any:
    if passage.heading is not None:
        heading = passage.heading
        builder.script(builder.rich(builder.sub(div, "head"), heading.text, heading.markup), heading.text, heading.lang)
    for paragraph in passage.paragraphs:
        block = builder.rich(builder.sub(div, "p"), paragraph.text, paragraph.markup)
        _in(builder, block, passage.lang)
    for section in passage.sections:
        _passage(builder, builder.sub(div, "div", type="section", n=section.kind), section)
    return div


def _keywords(builder: Builder, root: Any, facts: Facts, terms: Mapping[tuple[int, int], str]) -> None:
    for at, keywords in enumerate(facts.keywords):
        div = builder.lang(builder.sub(root, "div", type="keywords"), keywords.lang)
        block = builder.sub(div, "p")
        made: Sequence[Any] = [
            builder.rich(builder.sub(block, "term", ref=f"#{terms[at, n]}"), term.text, term.markup)
            for n, term in enumerate(keywords.terms)
        ]
        joined(builder, block, made, "; ")


def _statement(builder: Builder, root: Any, statement: Statement) -> None:
    kind = "acknowledgement" if statement.kind == "acknowledgement" else "statement"
    subtype = statement.kind if statement.kind in _STATEMENTS else ""
    div = builder.sub(root, "div", type=kind, subtype=subtype)
    builder.lang(div, statement.lang if statement.lang != "en" else "")
    builder.prove("statement", _passage(builder, div, statement), statement.from_)


def _reference(builder: Builder, parent: Any, text: str, doi: str) -> None:
    """Write a reference, its DOI tagged where it stands in it, else behind it."""
    element = builder.sub(parent, "bibl")
    before, found, after = text.partition(doi) if doi else (text, "", "")
    element.text = before
    if doi and found:
        builder.sub(element, "idno", doi, type="DOI").tail = after
    elif doi:
        element.text = f"{text} "
        builder.sub(element, "idno", doi, type="DOI")
    builder.script(element, text)
