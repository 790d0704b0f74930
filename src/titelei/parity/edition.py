"""What the edition says, fact by fact: its facts, asked for as the table names them, and the letters of its page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Protocol

from lxml import etree

from titelei import facts
from titelei.characters.tags import in_language
from titelei.facts.passages import Abstract, Section
from titelei.facts.words import plain, whole
from titelei.parity import authors, contributors, printing
from titelei.parity.values import Values, of
from titelei.xml.printed import front_of, printed

_REGISTERED: Final = ("acm", "ddc", "jel", "lcc", "lcsh", "mesh", "msc", "pacs", "udc")
_JATS: Final = {"article": "journal", "book": "book", "thesis": "thesis"}
_CROSSREF: Final = {"article": "journal_article", "book": "book", "thesis": "dissertation"}


class Edition:
    """One article of the edition: its TEI, and its facts, with the questions that the table asks of them."""

    def __init__(self, root: "etree._Element", known: facts.Facts) -> None:
        self.root = root
        self.facts = known
        self.edition = known.edition or facts.Edition()
        self.source = known.source or facts.Source()
        self.journal = known.journal or facts.Journal()

    def values(self, fact: str) -> Values:
        """Give what the edition says about a fact.

        Raises:
            KeyError: nobody knows how to ask for it.
        """
        if fact in authors.FACTS:
            ask = authors.FACTS[fact]
            return tuple(v for n, agent in enumerate(self.facts.authors, 1) for v in of(ask(agent), n))
        for group in (printing.FACTS, contributors.FACTS):
            if fact in group:
                return of(group[fact](self.facts))
        return of(FACTS[fact](self))

    def page(self) -> str:
        """Give the characters that the page prints, without white space."""
        front = front_of(self.root)
        return "" if front is None else "".join("".join(text for _, _, text in printed(front)).split())


Ask = Callable[[Edition], Iterable[str]]


class _Said(Protocol):
    @property
    def text(self) -> str: ...


def _texts(*found: _Said | None) -> list[str]:
    return [each.text for each in found if each is not None]


def _titles(e: Edition, *roles: str) -> list[facts.Title]:
    return [t for t in e.facts.titles if (t.role in roles if roles else t.role != "main")]


def _whole(e: Edition, title: facts.Title) -> str:
    """Write a title with its subtitle after it."""
    return whole(plain(title), *(plain(s) for s in e.facts.subtitles_of(title)))


def _identifiers(e: Edition) -> list[facts.Typed]:
    return [i for i in e.facts.identifiers if i.type != "DOI"]


def _single_page(e: Edition) -> list[str]:
    first, last = _texts(e.facts.first_page), _texts(e.facts.last_page)
    return first if first == last and first else [] if first else _texts(e.facts.article_number)


def _subjects(e: Edition) -> Iterator[str]:
    """Write the codes as Dublin Core has them: by the names of the info:eu-repo registry, else after the scheme."""
    for code in e.facts.classifications:
        if code.scheme in _REGISTERED:
            yield f"info:eu-repo/classification/{code.scheme}/{''.join(code.text.split())}"
        else:
            yield f"{code.scheme.upper()} {code.text}"


def _funders(e: Edition) -> list[facts.Funder]:
    return [grant.funder for grant in e.facts.grants if grant.funder is not None]


def _distinct(values: Iterable[str]) -> list[str]:
    """Name a funder of two awards once."""
    return list(dict.fromkeys(values))


def _terms(e: Edition) -> list[facts.Keyword]:
    return [term for keywords in e.facts.keywords for term in keywords.terms]


def _entities(kind: str) -> Ask:
    """Name the entries but the authors that title, abstract or key words mention, by the preferred name or label."""

    def ask(e: Edition) -> Iterator[str]:
        known = {author.ref for author in e.facts.authors}
        for entity in e.facts.entities:
            if entity.kind == kind and entity.about and entity.id not in known:
                yield from [*(n.text for n in entity.names if n.preferred), *_texts(*entity.labels)][:1]

    return ask


# Abstracts


def _sentence(heading: str) -> str:
    return heading if heading[-1:] in ".:!?…" else f"{heading}."


def _heading(section: Section) -> list[str]:
    return [plain(section.heading)] if section.heading is not None else []


def _passage(part: Abstract | Section | facts.Statement) -> Iterator[str]:
    """Give the paragraphs, and before those of a section its heading as a sentence."""
    yield from map(plain, part.paragraphs)
    for section in part.sections:
        yield from map(_sentence, _heading(section))
        yield from _passage(section)


def _statement(statement: facts.Statement) -> str:
    heading = [] if statement.heading is None else [_sentence(plain(statement.heading))]
    return " ".join([*heading, *_passage(statement)])


def _inner(passages: Iterable[Abstract] | Iterable[Section]) -> Iterator[Section]:
    """Give all sections, each before those in it."""
    for passage in passages:
        for section in passage.sections:
            yield section
            yield from _inner([section])


def _blocks(passage: Abstract | Section | facts.Statement) -> Iterator[facts.Rich]:
    yield from passage.paragraphs
    for section in passage.sections:
        yield from _blocks(section)


def _paragraphs(e: Edition) -> Iterator[str]:
    return (plain(p) for abstract in e.facts.abstracts for p in _blocks(abstract))


def _proper(e: Edition) -> list[Abstract]:
    """Give the abstracts proper, or all where each is of a kind of its own."""
    return [abstract for abstract in e.facts.abstracts if not abstract.kind] or list(e.facts.abstracts)


def _main_abstract(e: Edition) -> list[str]:
    """Give the abstract in the work's language, else the first."""
    work = e.facts.work_language.tag if e.facts.work_language is not None else ""
    own = in_language(_proper(e), work, lambda abstract: abstract.lang)
    return [" ".join(_passage(abstract)) for abstract in (*own, *_proper(e))][:1]


def _other_abstracts(e: Edition) -> list[str]:
    """Give the abstracts of a kind, and the statements, which stand with them where there is one field for both."""
    summaries = [" ".join(_passage(abstract)) for abstract in e.facts.abstracts if abstract.kind]
    return [*summaries, *(" ".join(_passage(statement)) for statement in e.facts.statements)]


def _sections(e: Edition) -> list[Section]:
    return list(_inner(e.facts.abstracts))


def _with_headings(passage: Abstract | Section) -> Iterator[str]:
    """Give the paragraphs and, before those of a section, its heading."""
    yield from map(plain, passage.paragraphs)
    for section in passage.sections:
        yield from _heading(section)
        yield from _with_headings(section)


def _titled(passage: Abstract | Section) -> Iterator[str]:
    """Give the headings of sections that are sections to JATS, which wants a title for each of them."""
    if all(map(_heading, passage.sections)):
        for section in passage.sections:
            yield from _heading(section)
            yield from _titled(section)


def _is_sectioned(abstract: Abstract) -> bool:
    is_one_of_several = len(abstract.sections) > 1 or bool(abstract.paragraphs)
    return is_one_of_several and all(map(_heading, abstract.sections))


def _sections_of_jats(e: Edition) -> list[Section]:
    return [section for a in e.facts.abstracts if _is_sectioned(a) for section in _inner([a])]


def _paragraphs_of_jats(e: Edition) -> Iterator[str]:
    """Give the paragraphs of abstracts as JATS has them: a section alone begins its paragraph with its heading."""
    for abstract in e.facts.abstracts:
        yield from map(plain, abstract.paragraphs)
        for section in _inner([abstract]):
            blocks = [*map(plain, section.paragraphs)]
            if not _is_sectioned(abstract):
                blocks[:1] = [" ".join([*map(_sentence, _heading(section)), *blocks[:1]])]
            yield from blocks


FACTS: Final[Mapping[str, Ask]] = {
    "id": lambda e: [e.facts.id],
    "language": lambda e: [e.facts.work_language.tag] if e.facts.work_language is not None else [],
    "title": lambda e: map(plain, _titles(e, "main")),
    "title.other.whole": lambda e: [_whole(e, t) for t in _titles(e)],
    "title.language": lambda e: [t.lang for t in _titles(e, "main")],
    "title.other": lambda e: map(plain, _titles(e)),
    "title.other.language": lambda e: [t.lang for t in _titles(e)],
    "title.role": lambda e: [t.role for t in _titles(e)],
    "title.translated": lambda e: map(plain, _titles(e, "translated")),
    "title.translated.whole": lambda e: [_whole(e, t) for t in _titles(e, "translated")],
    "title.translated.language": lambda e: [t.lang for t in _titles(e, "translated")],
    "publisher": lambda e: _texts(*e.journal.publishers[:1]),
    "volume": lambda e: _texts(e.facts.volume),
    "issue": lambda e: _texts(e.facts.issue),
    "part": lambda e: _texts(e.facts.part),
    "first-page": lambda e: _texts(e.facts.first_page),
    "last-page": lambda e: _texts(e.facts.last_page),
    "article-number": lambda e: _texts(e.facts.article_number),
    "first-page or number": lambda e: _texts(e.facts.first_page, e.facts.article_number)[:1],
    "last-page or number": lambda e: _texts(e.facts.last_page, e.facts.article_number)[:1],
    "single page or number": _single_page,
    "doi": lambda e: [i.text for i in e.facts.identifiers if i.type == "DOI"],
    "identifier": lambda e: _texts(*_identifiers(e)),
    "identifier.type": lambda e: [i.type for i in _identifiers(e)],
    "identifier.typed": lambda e: [f"{i.type} {i.text}" for i in _identifiers(e)],
    "url": lambda e: _texts(e.facts.url),
    "classification": lambda e: _texts(*e.facts.classifications),
    "classification.scheme": lambda e: [code.scheme for code in e.facts.classifications],
    "classification.dc": _subjects,
    "funding": lambda e: _texts(*e.facts.funding),
    "funder": lambda e: _distinct(_texts(*_funders(e))),
    "funder.id": lambda e: _distinct(number for funder in _funders(e) for number in (funder.funder_id, funder.ror)),
    "award": lambda e: [award.text for grant in e.facts.grants for award in grant.awards],
    "related": lambda e: [r.uri for r in e.facts.related],
    "statement": lambda e: [_statement(s) for s in e.facts.statements],
    "statement.paragraph": lambda e: [plain(p) for s in e.facts.statements for p in _blocks(s)],
    "statement.body": lambda e: [" ".join(_passage(s)) for s in e.facts.statements],
    "related.kind": lambda e: [r.type for r in e.facts.related],
    "related.kind.addressed": lambda e: [r.type for r in e.facts.related if r.uri],
    "related.words": lambda e: _texts(*e.facts.related),
    "related.words.addressed": lambda e: _texts(*(r for r in e.facts.related if r.uri)),
    "related.words.numbered": lambda e: _texts(*(r for r in e.facts.related if r.uri or r.number)),
    "abstract": lambda e: [" ".join(_passage(abstract)) for abstract in e.facts.abstracts],
    "abstract.paragraph": _paragraphs,
    "abstract.paragraph.marked": lambda e: [p.text for abstract in e.facts.abstracts for p in _blocks(abstract)],
    "abstract.paragraph.jats": _paragraphs_of_jats,
    "abstract.paragraph.crossref": lambda e: (
        part for abstract in e.facts.abstracts for part in _with_headings(abstract)
    ),
    "abstract.section.crossref": lambda e: (heading for abstract in e.facts.abstracts for heading in _titled(abstract)),
    "abstract.section.jats": lambda e: [heading for s in _sections_of_jats(e) for heading in _heading(s)],
    "abstract.section.kind.jats": lambda e: [s.kind for s in _sections_of_jats(e)],
    "abstract.other": _other_abstracts,
    "abstract.main": _main_abstract,
    "abstract.language": lambda e: [abstract.lang for abstract in e.facts.abstracts],
    "abstract.proper": lambda e: [" ".join(_passage(abstract)) for abstract in _proper(e)],
    "abstract.proper.language": lambda e: [abstract.lang for abstract in _proper(e)],
    "abstract.beside": lambda e: [" ".join(_passage(a)) for a in e.facts.abstracts if a not in _proper(e)],
    "abstract.section": lambda e: [heading for s in _sections(e) for heading in _heading(s)],
    "abstract.section.kind": lambda e: [s.kind for s in _sections(e)],
    "keyword": lambda e: map(plain, _terms(e)),
    "keyword.language": lambda e: [term.lang for term in _terms(e)],
    "citation": lambda e: _texts(*e.facts.citations),
    "licence.statement": lambda e: _texts(*e.facts.licence_statements),
    "reference": lambda e: _texts(*e.facts.references),
    "reference.type": lambda e: [r.type for r in e.facts.references],
    "reference.type.jats": lambda e: [_JATS.get(r.type, "") for r in e.facts.references],
    "reference.type.crossref": lambda e: [_CROSSREF.get(r.type, "") for r in e.facts.references],
    "reference.doi": lambda e: [r.doi for r in e.facts.references],
    **{kind: _entities(kind) for kind in ("person", "organisation", "place", "event", "document")},
    "period": lambda e: sorted({period.edtf for period in e.facts.periods if period.about}),
    "missing": lambda e: [missing.fact for missing in e.facts.missing],
    "page": lambda e: [e.page()],
    "source.file": lambda e: _texts(e.source.file),
    "source.sha256": lambda e: _texts(e.source.sha256),
    "source.url": lambda e: _texts(e.source.url),
    "source.accessed": lambda e: _texts(e.source.accessed),
    "source.title": lambda e: _texts(e.source.title),
    "edition.title": lambda e: _texts(*e.edition.titles),
    "edition.subtitle": lambda e: [t.text for t in e.edition.titles if t.type == "sub"][:1],
    "edition.responsible": lambda e: _texts(*(r.name for r in e.edition.responsible)),
    "edition.task": lambda e: _texts(*(r.task for r in e.edition.responsible)),
    "edition.publisher": lambda e: _texts(e.edition.publisher),
    "edition.date": lambda e: _texts(e.edition.date),
    "edition.licence": lambda e: [e.edition.licence.uri] if e.edition.licence is not None else [],
    "edition.scope": lambda e: _texts(e.edition.scope),
    "edition.status": lambda e: _texts(e.edition.status),
    "edition.changed": lambda e: [e.edition.change.when] if e.edition.change is not None else [],
    "edition.change": lambda e: _texts(e.edition.change),
    "edition.language": lambda e: [language.tag for language in e.edition.languages],
}
"""How to ask for each fact of the article; those of authors are in ``authors.py``."""
