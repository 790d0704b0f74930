"""What the edition says, fact by fact: the TEI read by lxml where encoding.md says that each fact stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from second_reading import printing
from second_reading.mentions import Mentions
from second_reading.passages import Passages
from second_reading.people import Authors
from second_reading.tei import NS, Element, edtf, language_of, local, page_characters, primary, reading
from titelei.names import XML_ID
from titelei.parity.values import Values, bare_doi, of

_TITLES: Final = ("main", "translated", "transliterated", "alternative", "short")
_BESIDE: Final = ("transliterated", "alternative", "short")
_REGISTERED: Final = ("acm", "ddc", "jel", "lcc", "lcsh", "mesh", "msc", "pacs", "udc")
_JATS: Final = {"article": "journal", "book": "book", "thesis": "thesis"}
_CROSSREF: Final = {"article": "journal_article", "book": "book", "thesis": "dissertation"}


class Edition:
    """One TEI file with the questions that the table asks of it."""

    def __init__(self, root: Element) -> None:
        self.root: Element = root
        self.file = self._one("t:teiHeader/t:fileDesc", root)
        self.article: Element = self._one("t:sourceDesc/t:biblStruct", self.file)
        self.analytic: Element = self._one("t:analytic", self.article)
        self.monogr: Element = self._one("t:monogr", self.article)
        self.front = self._one("t:text/t:front", root)
        self.work = next((n.get("mainLang", "") for n in self.analytic.iterfind("t:textLang", NS)), "")
        self.people = Authors(root, self.analytic, self.work)
        self.passages: Passages = Passages(self.front, self.work)
        self.mentions = Mentions(root, self.front, self.people.entries)

    @staticmethod
    def _one(path: str, node: Element) -> Element:
        found = node.find(path, NS)
        # An element that is not there has nothing in it: every question gets an empty answer.
        return node.makeelement("none", {}, None) if found is None else found

    def _all(self, path: str, node: Element | None = None) -> list[Element]:
        return (self.root if node is None else node).findall(path, NS)

    def values(self, fact: str) -> Values:
        """Give what the edition says about a fact.

        Raises:
            KeyError: nobody knows how to ask for it.
        """
        if fact in self.people.FACTS:
            return self.people.values(fact)
        return of((printing.FACTS.get(fact) or FACTS[fact])(self))

    # Titles and journal

    @cached_property
    def titles(self) -> tuple[tuple[str, Element], ...]:
        """(role, title), the main one first: that in the work's language, else the one called main, else the first."""
        known = [
            t
            for t in self._all("t:title", self.analytic)
            if t.get("level", "a") == "a" and t.get("type", "main") in _TITLES and reading(t)
        ]
        own = [t for t in known if t.get("type") not in _BESIDE]
        in_work = [
            t
            for t in own
            if primary(language_of(t)) == primary(self.work) and "-Latn" not in language_of(t) and self.work
        ]
        main = next(iter([*in_work, *(t for t in own if t.get("type") == "main"), *own]), None)
        rest = [t for t in known if t is not main]
        found = [] if main is None else [("main", main)]
        found += [(t.get("type", "") if t.get("type") in _BESIDE else "translated", t) for t in rest]
        return tuple(found)

    def title_texts(self, role: str) -> Iterator[str]:
        return (reading(t) for r, t in self.titles if r == role)

    def title_languages(self, role: str) -> Iterator[str]:
        return (language_of(t) for r, t in self.titles if r == role)

    def whole(self, title: Element) -> str:
        """Write a title with the subtitle in its language."""
        said = reading(title)
        beside = [t for t in self._all("t:title[@type='sub']", self.analytic) if language_of(t) == language_of(title)]
        for subtitle in () if title.get("type") in ("alternative", "short") else beside:
            said += (" " if said[-1:] in ".:?!…—–" else ": ") + reading(subtitle)
        return said

    def subtitles(self) -> Iterator[str]:
        """Give the subtitles, in the order of the titles in their languages."""
        found = self._all("t:title[@type='sub']", self.analytic)
        for role, title in self.titles:
            if role not in ("alternative", "short"):
                yield from (reading(t) for t in found if language_of(t) == language_of(title))

    def statement_nodes(self) -> Iterator[tuple[str, Element]]:
        """(kind, node) of the statements of the page, then of those of the header of whose kind the page has none."""
        shown = [
            d for d in self._all("t:div", self.front) if d.get("type") in ("statement", "acknowledgement", "funding")
        ]
        shown = [d for d in shown if d.get("type") != "funding" or not self.funding()]
        default = {"acknowledgement": "acknowledgement", "funding": "funding"}
        for division in shown:
            yield division.get("subtype") or default.get(division.get("type", ""), "other"), division
        said = {" ".join(reading(p) for p in self._all("t:p", d)) for d in shown}
        told = {d.get("subtype") for d in shown}
        for note in self._all("t:note[@type='statement']", self.article):
            if note.get("subtype", "") not in told and reading(note) not in said:
                yield note.get("subtype") or "other", note

    def statements(self) -> Iterator[str]:
        """Give the statements, each after its heading."""
        for _, node in self.statement_nodes():
            heads = [reading(head).rstrip(".:") + "." for head in self._all("t:head", node)[:1]]
            yield " ".join([*heads, self.statement_body(node)])

    def statement_body(self, node: Element) -> str:
        return reading(node) if local(node) == "note" else self.passages.passage(node)

    def statement_paragraphs(self) -> Iterator[str]:
        for _, node in self.statement_nodes():
            yield from [reading(node)] if local(node) == "note" else self.passages.blocks_within(node)

    @cached_property
    def journals(self) -> list[Element]:
        return [t for t in self._all("t:title", self.monogr) if t.get("level", "j") == "j"]

    def issns(self, *types: str) -> Iterator[str]:
        return (reading(i) for i in self._all("t:idno", self.monogr) if i.get("type") in types)

    # Place and time

    def scope(self, unit: str, attribute: str) -> Iterator[str]:
        scopes = self._all(f"t:imprint/t:biblScope[@unit='{unit}']", self.monogr)
        for found in scopes[-1:] if attribute == "to" else scopes[:1]:
            yield found.get(attribute) or (reading(found) if attribute == "n" else "")

    def single_page(self) -> Iterator[str]:
        first, last = [*self.scope("page", "from")], [*self.scope("page", "to")]
        return iter(first if first == last and first else [] if first else [*self.scope("article", "n")])

    # Numbers, terms, money, relations

    def identifiers(self) -> list[Element]:
        return [i for i in self._all("t:idno", self.analytic) if i.get("type") != "DOI"]

    def dois(self) -> Iterator[str]:
        return (bare_doi(reading(i)) for i in self._all("t:idno[@type='DOI']", self.analytic))

    def addresses(self) -> Iterator[str]:
        refs = [*self._all("t:ref[@target]", self.analytic), *self._all("t:ref[@target]", self.article)]
        return (r.get("target", "") for r in refs[:1])

    def classifications(self) -> list[tuple[str, str]]:
        """(classification, code)."""
        codes = self._all("t:teiHeader/t:profileDesc/t:textClass/t:classCode")
        return [(code.get("scheme", "").rpartition("#")[2], reading(code)) for code in codes]

    def subjects(self) -> Iterator[str]:
        """Write the codes as Dublin Core has them: by the names of the info:eu-repo registry, else after the scheme."""
        for scheme, code in self.classifications():
            if scheme in _REGISTERED:
                yield f"info:eu-repo/classification/{scheme}/{''.join(code.split())}"
            else:
                yield f"{scheme.upper()} {code}"

    def funding(self) -> list[Element]:
        return self._all("t:note[@type='funding']", self.article)

    def funders(self) -> list[Element]:
        return [name for note in self.funding() for name in self._all(".//t:orgName", note)]

    def funder_ids(self) -> Iterator[str]:
        for funder in self.funders():
            entry = self.people.entry(funder.get("ref", ""))
            yield from (reading(i) for i in self._all("t:idno", entry) if i.get("type") in ("FunderID", "ROR"))

    def awards(self) -> Iterator[str]:
        return (reading(i) for note in self.funding() for i in self._all(".//t:idno[@type='award']", note))

    def related(self) -> Iterator[tuple[str, str, str]]:
        """(what it is, its address, its words)."""
        return ((kind, uri, said) for kind, uri, said, _ in self.related_works())

    def related_works(self) -> Iterator[tuple[str, str, str, str]]:
        """(what it is, its address, its words, its number where it has another than a DOI)."""
        for item in self._all("t:relatedItem", self.article):
            numbers = [reading(i) for i in item.iterfind(".//t:idno", NS) if i.get("type") != "DOI"]
            target = next((r.get("target", "") for r in item.iterfind(".//t:ref[@target]", NS)), "")
            doi = next((bare_doi(reading(i)) for i in item.iterfind(".//t:idno[@type='DOI']", NS)), "")
            uri = target or (f"https://doi.org/{doi}" if doi else "")
            yield item.get("type", ""), uri, reading(item), next(iter(numbers), "")

    def of_contributors(self, ask: "Callable[[str, Element, Element], Iterable[str]]") -> Iterator[str]:
        """Ask for something of each contributor: (of what, what was done, the name)."""
        found = self.people.contributors(self.analytic, self.monogr)
        return (value for of, resp, name in found for value in ask(of, resp, name))

    def with_role(self, *roles: str) -> Iterator[str]:
        return self.of_contributors(
            lambda of, resp, name: [self.people.name_of(name)] if self.role(resp) in roles else []
        )

    def role(self, resp: Element) -> str:
        """Give the key of what was done, else what the commonest words mean."""
        return resp.get("key") or {"editor of the issue": "editor"}.get(reading(resp).lower(), "")

    def keywords(self) -> list[Element]:
        return self._all("t:teiHeader/t:profileDesc/t:textClass/t:keywords/t:term")

    # The page and the edition

    def pages(self) -> list[Element]:
        return self._all("t:sourceDesc/t:bibl[@type='page']", self.file)[:1]

    def page_numbers(self, kind: str) -> Iterator[str]:
        return (reading(i) for p in self.pages() for i in self._all(f"t:idno[@type='{kind}']", p)[:1])

    def changes(self) -> list[Element]:
        found = self._all("t:teiHeader/t:revisionDesc/t:change[@when]")
        return [max(found, key=lambda c: c.get("when", ""))] if found else []

    def missing(self) -> Iterator[str]:
        notes = [*self._all(".//t:note[@type='missing']", self.article)]
        notes += [n for entry in self.people.entries for n in self._all("t:note[@type='missing']", entry)]
        notes += self._all("t:sourceDesc/t:bibl//t:note[@type='missing']", self.file)
        return (n.get("subtype", "") for n in notes)


def _texts(path: str) -> Callable[[Edition], Iterator[str]]:
    return lambda e: (reading(n) for n in e.root.iterfind(path, NS))


_HEADER: Final = "t:teiHeader/t:fileDesc"

FACTS: Final[Mapping[str, Callable[[Edition], "Iterator[str] | list[str] | tuple[str, ...]"]]] = {
    "id": lambda e: [e.root.get(XML_ID, "")],
    "language": lambda e: [e.work],
    "title": lambda e: e.title_texts("main"),
    "title.whole": lambda e: [e.whole(t) for role, t in e.titles if role == "main"],
    "title.other.whole": lambda e: [e.whole(t) for role, t in e.titles if role != "main"],
    "statement": lambda e: e.statements(),
    "statement.body": lambda e: [e.statement_body(node) for _, node in e.statement_nodes()],
    "statement.paragraph": lambda e: e.statement_paragraphs(),
    "title.language": lambda e: e.title_languages("main"),
    "title.other": lambda e: [reading(t) for role, t in e.titles if role != "main"],
    "title.other.language": lambda e: [language_of(t) for role, t in e.titles if role != "main"],
    "title.role": lambda e: [role for role, _ in e.titles if role != "main"],
    "title.translated": lambda e: e.title_texts("translated"),
    "title.translated.whole": lambda e: [e.whole(t) for role, t in e.titles if role == "translated"],
    "title.translated.language": lambda e: e.title_languages("translated"),
    "publisher": lambda e: [reading(p) for p in e.monogr.findall("t:imprint/t:publisher", NS)[:1]],
    "volume": lambda e: e.scope("volume", "n"),
    "issue": lambda e: e.scope("issue", "n"),
    "part": lambda e: e.scope("part", "n"),
    "first-page": lambda e: e.scope("page", "from"),
    "last-page": lambda e: e.scope("page", "to"),
    "article-number": lambda e: e.scope("article", "n"),
    "first-page or number": lambda e: [*e.scope("page", "from"), *e.scope("article", "n")][:1],
    "last-page or number": lambda e: [*e.scope("page", "to"), *e.scope("article", "n")][:1],
    "single page or number": lambda e: e.single_page(),
    "doi": lambda e: e.dois(),
    "identifier": lambda e: [reading(i) for i in e.identifiers()],
    "identifier.type": lambda e: [i.get("type", "") for i in e.identifiers()],
    "identifier.typed": lambda e: [f"{i.get('type')} {reading(i)}" for i in e.identifiers()],
    "url": lambda e: e.addresses(),
    "classification": lambda e: [code for _, code in e.classifications()],
    "classification.scheme": lambda e: [scheme for scheme, _ in e.classifications()],
    "classification.dc": lambda e: e.subjects(),
    "funding": lambda e: [reading(n) for n in e.funding()],
    "funder": lambda e: list(dict.fromkeys(reading(n) for n in e.funders())),
    "funder.id": lambda e: list(dict.fromkeys(e.funder_ids())),
    "award": lambda e: e.awards(),
    "related": lambda e: [uri for _, uri, _ in e.related()],
    "related.bare": lambda e: [uri.removeprefix("https://doi.org/") for _, uri, _ in e.related()],
    "related.kind": lambda e: [kind for kind, _, _ in e.related()],
    "related.kind.addressed": lambda e: [kind for kind, uri, _ in e.related() if uri],
    "related.words": lambda e: [text for _, _, text in e.related()],
    "related.words.addressed": lambda e: [text for _, uri, text in e.related() if uri],
    "abstract": lambda e: e.passages.abstracts(),
    "abstract.paragraph": lambda e: e.passages.paragraphs_of_abstracts(),
    "abstract.paragraph.marked": lambda e: e.passages.marked_paragraphs_of_abstracts(),
    "abstract.proper": lambda e: [e.passages.passage(d) for d in e.passages.proper()],
    "abstract.proper.language": lambda e: [language_of(d) for d in e.passages.proper()],
    "abstract.beside": lambda e: [e.passages.passage(d) for d in e.passages.beside()],
    "abstract.paragraph.jats": lambda e: e.passages.paragraphs_of_jats(),
    "abstract.paragraph.crossref": lambda e: e.passages.parts_of_abstracts(),
    "abstract.section.crossref": lambda e: [
        h for d in e.passages.divisions("abstract") for h in e.passages.titles_within(d)
    ],
    "abstract.section.jats": lambda e: [h for s in e.passages.sections_of_jats() for h in e.passages.headings(s)],
    "abstract.section.kind.jats": lambda e: [s.get("n", "") for s in e.passages.sections_of_jats()],
    "abstract.other": lambda e: [
        *e.passages.abstracts_of_a_kind(),
        *(e.statement_body(node) for _, node in e.statement_nodes()),
    ],
    "abstract.main": lambda e: e.passages.main_abstract(),
    "abstract.language": lambda e: [language_of(d) for d in e.passages.divisions("abstract")],
    "abstract.section": lambda e: e.passages.sections(),
    "abstract.section.kind": lambda e: e.passages.section_kinds(),
    "keyword": lambda e: [reading(t) for t in e.keywords()],
    "keyword.language": lambda e: [language_of(t) for t in e.keywords()],
    "citation": lambda e: e.passages.paragraphs("citation"),
    "licence.statement": lambda e: e.passages.paragraphs("licence"),
    "reference": lambda e: [reading(b) for b in e.passages.references()],
    "reference.type": lambda e: [b.get("type", "") for b in e.passages.references()],
    "reference.type.jats": lambda e: [
        _JATS[b.get("type", "")] for b in e.passages.references() if b.get("type", "") in _JATS
    ],
    "reference.type.crossref": lambda e: [
        _CROSSREF[b.get("type", "")] for b in e.passages.references() if b.get("type", "") in _CROSSREF
    ],
    "reference.doi": lambda e: e.passages.reference_dois(),
    "contributor": lambda e: e.of_contributors(lambda of, resp, name: [e.people.name_of(name)]),
    "contributor.listed": lambda e: e.of_contributors(lambda of, resp, name: [e.people.listed(name, is_inverted=True)]),
    "contributor.family": lambda e: e.of_contributors(lambda of, resp, name: e.people.families(name)),
    "contributor.of": lambda e: e.of_contributors(lambda of, resp, name: [of]),
    "contributor.editor": lambda e: e.with_role("editor", "guest-editor", "section-editor"),
    "contributor.translator": lambda e: e.with_role("translator"),
    "contributor.illustrator": lambda e: e.with_role("illustrator"),
    "contributor.role": lambda e: e.of_contributors(lambda of, resp, name: [e.role(resp)]),
    "contributor.role.words": lambda e: e.of_contributors(lambda of, resp, name: [reading(resp)]),
    "contributor.institution": lambda e: e.of_contributors(lambda of, resp, name: e.people.institutions_of(name)),
    "contributor.ror": lambda e: e.of_contributors(lambda of, resp, name: e.people.institutions_of(name, "ROR")),
    "contributor.orcid": lambda e: e.of_contributors(lambda of, resp, name: e.people.orcids_of(name)),
    "contributor.more": lambda e: e.of_contributors(lambda of, resp, name: e.people.more_of(name)),
    "person": lambda e: e.mentions.entries("person"),
    "organisation": lambda e: e.mentions.entries("org"),
    "place": lambda e: e.mentions.entries("place"),
    "event": lambda e: e.mentions.entries("event"),
    "document": lambda e: e.mentions.entries("bibl"),
    "period": lambda e: e.mentions.periods(),
    "missing": lambda e: e.missing(),
    "page": lambda e: [page_characters(e.front)],
    "source.file": lambda e: e.page_numbers("file"),
    "source.sha256": lambda e: e.page_numbers("sha256"),
    "source.url": lambda e: [r.get("target", "") for p in e.pages() for r in p.findall("t:ref[@target]", NS)[:1]],
    "source.accessed": lambda e: [edtf(d) for p in e.pages() for d in p.findall("t:date", NS)[:1]],
    "source.title": lambda e: [reading(t) for p in e.pages() for t in p.findall("t:title", NS)[:1]],
    "edition.subtitle": _texts(f"{_HEADER}/t:titleStmt/t:title[@type='sub']"),
    "edition.title": _texts(f"{_HEADER}/t:titleStmt/t:title"),
    "edition.responsible": lambda e: [
        reading(next(c for c in r if c.tag != f"{{{NS['t']}}}resp"))
        for r in e.root.iterfind(f"{_HEADER}/t:titleStmt/t:respStmt", NS)
    ],
    "edition.task": _texts(f"{_HEADER}/t:titleStmt/t:respStmt/t:resp"),
    "edition.publisher": _texts(f"{_HEADER}/t:publicationStmt/t:publisher"),
    "edition.date": lambda e: [edtf(d) for d in e.root.iterfind(f"{_HEADER}/t:publicationStmt/t:date", NS)],
    "edition.licence": lambda e: [
        lic.get("target", "") for lic in e.root.iterfind(f"{_HEADER}/t:publicationStmt/t:availability/t:licence", NS)
    ],
    "edition.scope": _texts(f"{_HEADER}/t:notesStmt/t:note[@type='scope']"),
    "edition.status": lambda e: [r.get("status", "") for r in e.root.iterfind("t:teiHeader/t:revisionDesc", NS)],
    "edition.changed": lambda e: [c.get("when", "") for c in e.changes()],
    "edition.change": lambda e: [reading(c) for c in e.changes()],
    "edition.language": lambda e: [
        lang.get("ident", "") for lang in e.root.iterfind("t:teiHeader/t:profileDesc/t:langUsage/t:language", NS)
    ],
}
"""How to ask for each fact of the article; those of authors are in :class:`Authors`."""
