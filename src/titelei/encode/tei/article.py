"""The article as a record, ``sourceDesc/biblStruct``, from its facts."""

from typing import Any, Final

from titelei.encode.languages import CYRILLIC
from titelei.encode.tei import dates
from titelei.encode.tei.agents import Roster, point, tail_or_text
from titelei.encode.tei.builder import Builder, language_name
from titelei.facts import Agent, Datum, Facts, Related, Role
from titelei.names import XML_LANG

_KINDS: Final = frozenset(
    "research review book-review editorial letter commentary reply news obituary interview translation correction "
    "retraction concern addendum case-report brief-report data-paper protocol lecture report introduction bibliography "
    "source other".split()
)
_DATES: Final = frozenset("received revised accepted published online print corrected retracted".split())
_IDNO: Final = {
    "doi": "DOI",
    "edn": "EDN",
    "handle": "handle",
    "uri": "URI",
    "urn": "URN",
    "ark": "ARK",
    "arxiv": "arXiv",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
}
_ISSN: Final = {"electronic": "eISSN", "print": "pISSN", "linking": "ISSN-L"}
_RESP: Final = frozenset(
    "editor guest-editor section-editor translator illustrator photographer interviewer interviewee reviewer "
    "reviewed-author commentator compiler on-behalf-of conceptualization data-curation formal-analysis "
    "funding-acquisition investigation methodology project-administration resources software supervision validation "
    "visualization writing-original-draft writing-review-editing".split()
)
RELATED: Final = frozenset(
    "correction corrected retraction retracted concern concerned translation original addendum addended reply replied "
    "comment commented review reviewed preprint published earlier later dataset software supplement supplemented part "
    "whole".split()
)
_SCOPES: Final = (
    ("volume", "volume"),
    ("issue", "issue"),
    ("total_issue", "total"),
    ("supplement", "supplement"),
    ("part", "part"),
)


def article(
    builder: Builder,
    roster: Roster,
    source: Any,
    facts: Facts,
    authors: list[tuple[Agent, str]],
    *,
    is_page: bool,
) -> Any:
    """Write the article into ``sourceDesc``; what the facts have of abstracts beside a page is not shown there."""
    kind = facts.kind.text if facts.kind and facts.kind.text in _KINDS else ""
    element = builder.sub(source, "biblStruct", type="journalArticle", subtype=kind)
    builder.id(element, "src.article")
    if facts.kind and kind:
        builder.prove("kind", element, facts.kind.from_, "subtype")
    analytic = builder.sub(element, "analytic")
    for author, identifier in authors:
        _author(builder, roster, analytic, author, identifier)
    _done(builder, roster, analytic, facts, authors)
    _titles(builder, analytic, facts)
    _rest(builder, analytic, facts)
    _monogr(builder, roster, element, facts)
    for series in facts.journal.series if facts.journal else ():
        made = builder.sub(element, "series")
        for title in series.titles:
            builder.script(builder.sub(made, "title", title.text, level="s"), title.text, title.lang)
        if series.number is not None:
            builder.sub(made, "biblScope", series.number.text, unit="volume", n=series.number.text)
    for abstract in facts.abstracts if is_page else ():
        words = " ".join(p.text for p in abstract.paragraphs)
        note = builder.lang(builder.sub(element, "note", words, type="remark", subtype="abstract"), abstract.lang)
        builder.prove("abstract", note, abstract.from_)
    _notes(builder, roster, element, facts)
    return element


def _author(builder: Builder, roster: Roster, analytic: Any, author: Agent, identifier: str) -> None:
    roles = " ".join(n for n, is_so in (("corresponding", author.corresponding), ("equal", author.equal)) if is_so)
    element = builder.sub(analytic, "author", role=roles)
    builder.prove("author", point(roster, element, author, identifier), author.names[0].from_)
    if author.corresponding:
        builder.prove("corresponding", element, author.from_, "role")
    if not author.affiliations:
        for email in author.emails:
            element[-1].tail = " "
            builder.prove("email", builder.sub(element, "email", email.text), email.from_)


def _done(builder: Builder, roster: Roster, analytic: Any, facts: Facts, authors: list[tuple[Agent, str]]) -> None:
    """Say who did what: the roles of authors, and those who are no authors."""
    for author, identifier in authors:
        for role in author.roles:
            _respond(builder, roster, analytic, role, author, identifier)
    for contributor in facts.contributors:
        if contributor.of != "issue":
            identifier = roster.enter(contributor, contributor.roles[0].key if contributor.roles else "")
            for role in contributor.roles or (Role(text="contributor"),):
                _respond(builder, roster, analytic, role, contributor, identifier)


def _respond(builder: Builder, roster: Roster, parent: Any, role: Role, agent: Agent, identifier: str) -> None:
    statement = builder.sub(parent, "respStmt")
    made = builder.sub(statement, "resp", role.text or role.key, key=role.key if role.key in _RESP else "")
    builder.prove("role", builder.script(made, role.text, role.lang), role.from_)
    builder.prove("contributor", point(roster, statement, agent, identifier), agent.names[0].from_)


def _titles(builder: Builder, analytic: Any, facts: Facts) -> None:
    for title in facts.titles:
        element = builder.sub(analytic, "title", level="a", type=title.role)
        builder.lang(builder.rich(element, title.text, title.markup), title.lang)
        if not title.lang.startswith(CYRILLIC):
            builder.foreign(element)
        builder.prove("title", element, title.from_)
        for subtitle in facts.subtitles if title.role in ("main", "translated") else ():
            if (subtitle.lang or title.lang) == title.lang:
                made = builder.sub(analytic, "title", level="a", type="sub")
                builder.lang(builder.rich(made, subtitle.text, subtitle.markup), title.lang)
                builder.prove("subtitle", made, subtitle.from_)


def _rest(builder: Builder, analytic: Any, facts: Facts) -> None:
    if facts.work_language is not None:
        tags = " ".join(t.tag for t in facts.other_languages)
        tag = facts.work_language.tag
        element = builder.sub(analytic, "textLang", language_name(tag), mainLang=tag, otherLangs=tags)
        builder.languages.add(tag)
        builder.prove("language", element, facts.work_language.from_, "mainLang")
    for date in facts.dates:
        if date.type in _DATES:
            words, attributes = builder.shown(date.from_, date.text), dates.attributes(date.text)
            element = builder.script(builder.sub(analytic, "date", words, type=date.type, **attributes), words)
            builder.prove(date.type, element, date.from_, "when" if "when" in attributes else "")
    for number in facts.identifiers:
        kind = _IDNO.get(number.type.lower(), "local")
        name = "handle" if kind in ("URI", "local") else kind.lower() if kind in ("DOI", "EDN") else kind
        builder.prove(name, builder.sub(analytic, "idno", number.text, type=kind), number.from_)
    _rights(builder, analytic, facts)
    if facts.url is not None:
        element = builder.sub(analytic, "ref", facts.url.text, type="page", target=facts.url.text)
        builder.prove("url", element, facts.url.from_)
    for link in facts.links:
        kind = link.type if link.type in ("fulltext", "supplement") else ""
        element = builder.sub(analytic, "ref", link.text or link.uri, type=kind, target=link.uri, mimeType=link.media)
        builder.prove("pdf" if link.media == "application/pdf" else "link", element, link.from_, "target")


def _rights(builder: Builder, analytic: Any, facts: Facts) -> None:
    first = True
    for licence in facts.licences:
        availability = builder.sub(analytic, "availability", status=licence.status, n=licence.part)
        words = licence.text or licence.uri
        element = builder.sub(availability, "licence", words, target=licence.uri, notBefore=licence.begins)
        if not str(builder.script(element, words, licence.lang).get(XML_LANG, "")).startswith(CYRILLIC):
            builder.foreign(element)
        builder.prove("licence", element, licence.from_, "target" if licence.uri else "")
        if first:
            _copyright(builder, availability, facts)
            first = False
    if first and facts.copyrights:
        _copyright(builder, builder.sub(analytic, "availability"), facts)


def _copyright(builder: Builder, availability: Any, facts: Facts) -> None:
    """Write the statement of copyright, its year and its holder tagged where they stand in it."""
    for right in facts.copyrights:
        element = builder.sub(availability, "p")
        rest = right.text
        element.text = ""
        for value, tag, attributes in _in_order(right.text, right.year, right.holder):
            before, found, rest_ = rest.partition(value)
            if not found:
                continue
            target = element[-1] if len(element) else element
            if len(element):
                target.tail = before
            else:
                target.text = before
            builder.sub(element, tag, value, **attributes)
            rest = rest_
        if len(element):
            element[-1].tail = rest
        else:
            element.text = rest
        builder.script(element, right.text, right.lang)
        builder.prove("copyright", element, right.from_)


def _in_order(text: str, year: str, holder: str) -> list[tuple[str, str, dict[str, str]]]:
    parts: list[tuple[str, str, dict[str, str]]] = []
    if year and year in text:
        parts.append((year, "date", {"when": year}))
    if holder and holder in text:
        parts.append((holder, "name", {}))
    return sorted(parts, key=lambda part: text.index(part[0]))


def _monogr(builder: Builder, roster: Roster, article_: Any, facts: Facts) -> None:
    monogr = builder.sub(article_, "monogr")
    journal = facts.journal
    for title in journal.titles if journal else ():
        element = builder.sub(monogr, "title", title.text, level="j", type=title.role)
        builder.lang(element, title.lang)
        builder.prove("journal", builder.script(element, title.text, title.lang), title.from_)
    for issn in journal.issns if journal else ():
        element = builder.sub(monogr, "idno", issn.text, type=_ISSN.get(issn.medium, "ISSN"))
        builder.prove("issn", element, issn.from_)
    for number in journal.identifiers if journal else ():
        kind = _IDNO.get(number.type.lower(), "local")
        builder.sub(monogr, "idno", number.text, type=kind)
    for title_ in facts.issue_titles:
        element = builder.sub(monogr, "title", level="m")
        builder.lang(builder.rich(element, title_.text, title_.markup), title_.lang)
        builder.prove("issue title", element, title_.from_)
    for contributor in facts.contributors:
        if contributor.of == "issue":
            identifier = roster.enter(contributor, "editor")
            for role in contributor.roles or (Role(text="contributor"),):
                _respond(builder, roster, monogr, role, contributor, identifier)
    _imprint(builder, monogr, facts)
    if facts.counts:
        extent = builder.sub(monogr, "extent")
        for count in facts.counts:
            builder.sub(extent, "measure", f"{count.text} {count.unit}", unit=count.unit, quantity=count.text)


def _imprint(builder: Builder, monogr: Any, facts: Facts) -> None:
    imprint = builder.sub(monogr, "imprint")
    journal = facts.journal
    for publisher in journal.publishers if journal else ():
        element = builder.sub(imprint, "publisher", publisher.text)
        builder.prove("publisher", builder.script(element, publisher.text, publisher.lang), publisher.from_)
    for place in journal.places if journal else ():
        builder.prove("place", builder.script(builder.sub(imprint, "pubPlace", place.text), place.text), place.from_)
    for date in [d for d in facts.dates if d.type == "issued"][:1]:
        element = builder.sub(imprint, "date", date.text, **dates.attributes(date.text))
        builder.prove("year", element, date.from_, "when" if element.get("when") else "")
    for name, unit in _SCOPES:
        datum: Datum | None = getattr(facts, name)
        if datum is not None:
            words = builder.shown(datum.from_, datum.text)
            element = builder.script(builder.sub(imprint, "biblScope", words, unit=unit, n=datum.text), words)
            builder.prove(unit, element, datum.from_, "n")
    _pages(builder, imprint, facts)
    if facts.article_number is not None:
        text = facts.article_number.text
        element = builder.sub(imprint, "biblScope", text, unit="article", n=text)
        builder.prove("article_number", element, facts.article_number.from_, "n")
    if not len(imprint):
        gap = builder.sub(builder.sub(imprint, "date"), "gap", reason="omitted")
        builder.sub(gap, "desc", "The source gives neither year nor issue.")


def _pages(builder: Builder, imprint: Any, facts: Facts) -> None:
    for span in facts.page_ranges:
        element = builder.sub(imprint, "biblScope", span.text, unit="page", from_=span.first, to=span.last)
        builder.prove("pages", element, span.from_, "from")
    if facts.first_page is not None and not facts.page_ranges:
        first, last = facts.first_page.text, facts.last_page.text if facts.last_page else ""
        printed = f"{first}–{last}" if last and last != first else first
        words = builder.shown(facts.first_page.from_, printed)
        element = builder.script(builder.sub(imprint, "biblScope", words, unit="page", from_=first, to=last), words)
        builder.prove("pages", element, facts.first_page.from_, "from")


def _notes(builder: Builder, roster: Roster, article_: Any, facts: Facts) -> None:
    for review in facts.peer_reviews:
        builder.sub(article_, "note", review.text, type="peer-review", subtype=review.kind)
    if facts.version is not None:
        builder.sub(article_, "note", facts.version.text, type="version", subtype=facts.version.code)
    _funding(builder, roster, article_, facts)
    for related in facts.related:
        _related(builder, article_, related)
    for missing in facts.missing:
        if missing.of == "article":
            builder.sub(article_, "note", missing.text, type="missing", subtype=missing.fact)


def _funding(builder: Builder, roster: Roster, article_: Any, facts: Facts) -> None:
    """Write what is said of funding, and each funder with the numbers of its awards as a note of its own."""
    unnamed = [award for grant in facts.grants if grant.funder is None for award in grant.awards]
    for words in facts.funding:
        element = builder.sub(article_, "note", type="funding")
        at = 0
        for award in unnamed:
            if (start := words.text.find(award.text, at)) >= 0:
                tail_or_text(element, words.text[at:start])
                builder.prove("award", builder.sub(element, "idno", award.text, type="award"), award.from_)
                at = start + len(award.text)
        tail_or_text(element, words.text[at:])
        builder.prove("funding", builder.script(element, words.text, words.lang), words.from_)
    told = " ".join(words.text for words in facts.funding)
    builder.orphans += [
        ("an award without its funder", award.text, award.from_) for award in unnamed if award.text not in told
    ]
    for grant in facts.grants:
        if grant.funder is None:
            continue
        note = builder.sub(article_, "note", type="funding")
        entry = roster.entries.thing("org", grant.funder.text, grant.funder.lang or "en", type="funder")
        numbers = (("ROR", grant.funder.ror), ("FunderID", grant.funder.funder_id))
        roster.numbers.setdefault(entry.id, {}).update({k: v for k, v in numbers if v})
        name = builder.sub(note, "orgName", grant.funder.text, ref=f"#{entry.id}")
        builder.prove("funder", builder.script(name, grant.funder.text, grant.funder.lang), grant.funder.from_)
        for award in grant.awards:
            note[-1].tail = ", "
            builder.prove("award", builder.sub(note, "idno", award.text, type="award"), award.from_)


def _related(builder: Builder, article_: Any, related: Related) -> None:
    if related.type not in RELATED:
        value = related.text or related.doi or related.uri or related.number
        builder.orphans.append((f"a related work ({related.type})", value, related.from_))
        return
    item = builder.sub(article_, "relatedItem", type=related.type)
    if not (related.doi or related.number):
        element = builder.sub(item, "ref", related.text or related.uri, target=related.uri)
        builder.prove("related", element, related.from_)
        return
    bibl = builder.sub(item, "bibl")
    bibl.text = f"{related.text}, " if related.text else None
    kind = "DOI" if related.doi else _IDNO.get(related.scheme.lower(), "local")
    builder.sub(bibl, "idno", related.doi or related.number, type=kind)
    if related.uri and not related.doi:
        bibl[-1].tail = ", "
        builder.sub(bibl, "ref", related.uri, target=related.uri)
    builder.prove("related", bibl, related.from_)
