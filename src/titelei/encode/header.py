"""The header of a draft: the article as a record, the copy that was encoded, key words, history; and its evidence."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.encode.claims import Claim, Place
from titelei.encode.entries import Entries
from titelei.encode.facts import Chosen, Facts
from titelei.encode.fields.author_blocks import Author, Value
from titelei.encode.found import Reading
from titelei.encode.languages import LANGUAGES, guess
from titelei.encode.transcription import corrected
from titelei.names import XML_ID, XML_LANG, tei

ENCODER: Final = "resp.encoder"
_TAXONOMIES: Final = {"udc": "Universal Decimal Classification", "bbk": "Library Bibliographic Classification (BBK)"}


@dataclass(slots=True)
class Record:
    """One value of the header and why: the element, the attribute (empty: its text), the claim and its rivals."""

    field: str
    element: Any
    attribute: str
    value: str
    source: str
    rule: str
    confidence: float
    place: Place | None
    number: int
    others: tuple[Claim, ...] = ()


@dataclass(slots=True)
class Made:
    """The header's parts, the entries of authors, and the evidence gathered while making them."""

    root: Any
    records: list[Record] = field(default_factory=list)
    people: list[tuple[Author, str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The copy of the page: its file in ``tei/sources``, and the day of the draft."""

    file: str
    when: str
    version: str


class Header:
    """Builds ``teiHeader``, remembering where each value came from."""

    def __init__(self, reading: Reading, facts: Facts, entries: Entries, copy: Copy) -> None:
        self.reading, self.facts, self.entries, self.copy = reading, facts, entries, copy
        self.records: list[Record] = []
        self.languages: set[str] = {"en"}

    def sub(self, parent: Any, name: str, text: str = "", **attributes: str) -> Any:
        element = etree.SubElement(parent, tei(name), {k.rstrip("_"): v for k, v in attributes.items() if v})
        if text:
            element.text = text
        return element

    def lang(self, element: Any, lang: str) -> Any:
        element.set(XML_LANG, lang)
        self.languages.add(lang)
        return element

    def record(
        self, name: str, element: Any, claim: Claim, others: tuple[Claim, ...] = (), attribute: str = ""
    ) -> None:
        value = element.get(attribute) if attribute else " ".join("".join(element.itertext()).split())
        self.records.append(
            Record(
                name,
                element,
                attribute,
                value,
                claim.source,
                claim.rule,
                claim.confidence,
                claim.place,
                claim.number,
                others,
            )
        )

    def record_value(self, name: str, element: Any, value: Value, source: str = "byline") -> None:
        text = " ".join("".join(element.itertext()).split())
        self.records.append(Record(name, element, "", text, source, value.rule, value.confidence, value.place, 0))

    # -- fileDesc ------------------------------------------------------------------------------------------------------

    def file_desc(self, authors: list[tuple[Author, str]]) -> Any:
        desc = etree.Element(tei("fileDesc"), nsmap={None: tei("")[1:-1]})
        statement = self.sub(desc, "titleStmt")
        title = self.facts.titles[0] if self.facts.titles else None
        element = self.sub(statement, "title", folded_space(title[1].claim.value) if title else "", type="main")
        if title and title[0] != "en":
            self.lang(element, title[0])
        if not title:
            gap = self.sub(element, "gap", reason="omitted")
            self.sub(gap, "desc", "The page shows no title.")
        self.sub(statement, "title", "The front matter of the article: a TEI edition", type="sub")
        for author, identifier in authors:
            self._ref(self.sub(statement, "author"), author, identifier)
        responsible = self.sub(statement, "respStmt")
        responsible.set(XML_ID, ENCODER)
        self.sub(responsible, "resp", "draft: transcription and encoding by rules, not yet read by a person")
        self.sub(responsible, "name", "titelei encode")
        publication = self.sub(desc, "publicationStmt")
        self.sub(publication, "publisher", "titelei")
        self.sub(publication, "date", self.copy.when, when=self.copy.when)
        availability = self.sub(publication, "availability", status="free")
        self.sub(
            availability,
            "licence",
            "The edition is licensed under a Creative Commons Attribution 4.0 International License.",
            target="https://creativecommons.org/licenses/by/4.0/",
        )
        notes = self.sub(desc, "notesStmt")
        self.sub(
            notes,
            "note",
            "The edition holds the front matter of the article as its landing page shows it. "
            "The article itself is not held.",
            type="scope",
        )
        source = self.sub(desc, "sourceDesc")
        self._article(source, authors)
        self._copy(source)
        return desc

    def _ref(self, parent: Any, author: Author, identifier: str) -> Any:
        element = self.sub(parent, "persName", author.name.text, ref=f"#{identifier}")
        lang = guess(author.name.text)
        if lang == "ru":
            self.lang(element, "ru")
        return element

    def _article(self, source: Any, authors: list[tuple[Author, str]]) -> None:
        article = self.sub(source, "biblStruct", type="journalArticle")
        article.set(XML_ID, "src.article")
        analytic = self.sub(article, "analytic")
        for author, identifier in authors:
            element = self.sub(analytic, "author", role="corresponding" if author.corresponding else "")
            name = self._ref(element, author, identifier)
            self.records.append(
                Record(
                    "author",
                    name,
                    "",
                    author.name.text,
                    author.source,
                    author.rule or "a person's name",
                    author.confidence,
                    author.place,
                    0,
                )
            )
            if author.corresponding:
                self.records.append(
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
                    self.record_value("email", self.sub(element, "email", email.text), email)
        self._titles(analytic)
        self._analytic_rest(analytic)
        self._monogr(article)
        self._notes(article)

    def _titles(self, analytic: Any) -> None:
        for number, (lang, chosen) in enumerate(self.facts.titles):
            kind = "transliterated" if lang == "ru-Latn" else "main" if number == 0 else "translated"
            element = self.sub(analytic, "title", folded_space(chosen.claim.value), level="a", type=kind)
            self.lang(element, lang)
            self.record("title", element, chosen.claim, chosen.others)

    def _analytic_rest(self, analytic: Any) -> None:
        single = self.facts.single
        if "language" in single:
            code = single["language"].claim.value
            element = self.sub(analytic, "textLang", LANGUAGES.get(code, code), mainLang=code)
            self.languages.add(code)
            self.record("language", element, single["language"].claim, single["language"].others, "mainLang")
        for name in ("received", "revised", "accepted", "published"):
            if name in single:
                chosen = single[name]
                printed = self.reading.text(chosen.claim.place) if chosen.claim.place else chosen.claim.value
                element = self.sub(analytic, "date", printed, type=name, when=chosen.claim.value)
                self.cyrillic(element)
                self.record(name, element, chosen.claim, chosen.others, "when")
        for name, kind in (("doi", "DOI"), ("edn", "EDN"), ("handle", "")):
            if name in single:
                value = single[name].claim.value
                kind = kind or ("handle" if "hdl" in value else "URI" if value.startswith("http") else "local")
                element = self.sub(analytic, "idno", value, type=kind)
                self.record(name, element, single[name].claim, single[name].others)
        if "licence" in single:
            chosen = single["licence"]
            availability = self.sub(analytic, "availability", status="free")
            element = self.sub(availability, "licence", self._licence_words(chosen), target=chosen.claim.value)
            self.cyrillic(element)
            self.record("licence", element, chosen.claim, chosen.others, "target")
        if self.reading.page.url:
            element = self.sub(analytic, "ref", target=self.reading.page.url, type="page")
            element.text = self.reading.page.url

    def _licence_words(self, chosen: Chosen) -> str:
        if chosen.claim.place and len(text := self.reading.text(chosen.claim.place)) < 200:
            return folded_space(text)
        return chosen.claim.value

    def cyrillic(self, element: Any) -> None:
        if re.search(r"[Ѐ-ӿ]", element.text or ""):
            self.lang(element, guess(element.text) or "ru")

    def _monogr(self, article: Any) -> None:
        facts = self.facts
        monogr = self.sub(article, "monogr")
        for number, chosen in enumerate(facts.journals):
            lang = chosen.claim.lang or guess(chosen.claim.value) or "en"
            element = self.sub(
                monogr,
                "title",
                folded_space(chosen.claim.value),
                level="j",
                type="main" if number == 0 else "transliterated" if lang == "ru-Latn" else "translated",
            )
            self.lang(element, lang)
            self.record("journal", element, chosen.claim, chosen.others)
        for claim in facts.journals_translated:
            element = self.sub(
                monogr, "title", folded_space(claim.value), level="j", type="translated" if facts.journals else "main"
            )
            self.lang(element, claim.lang or "en")
            self.record("journal", element, claim)
        for claim in facts.issns:
            element = self.sub(monogr, "idno", claim.value, type="eISSN" if claim.field == "eissn" else "ISSN")
            self.record("issn", element, claim)
        imprint = self.sub(monogr, "imprint")
        single = facts.single
        if "publisher" in single:
            element = self.sub(imprint, "publisher", folded_space(single["publisher"].claim.value))
            self.cyrillic(element)
            self.record("publisher", element, single["publisher"].claim)
        if "year" in single:
            element = self.sub(imprint, "date", single["year"].claim.value, when=single["year"].claim.value)
            self.record("year", element, single["year"].claim, single["year"].others, "when")
        for name in ("volume", "issue"):
            if name in single:
                chosen = single[name]
                element = self.sub(imprint, "biblScope", self._printed(chosen, name), unit=name, n=chosen.claim.value)
                self.record(name, element, chosen.claim, chosen.others, "n")
        if "pages" in single:
            chosen = single["pages"]
            a, b = chosen.claim.value.split("-", 1)
            element = self.sub(imprint, "biblScope", self._printed(chosen, "pages"), unit="page", from_=a, to=b)
            self.record("pages", element, chosen.claim, chosen.others, "from")
        if not len(imprint):
            date = self.sub(imprint, "date")
            gap = self.sub(date, "gap", reason="omitted")
            self.sub(gap, "desc", "The page gives neither year nor issue.")

    def _printed(self, chosen: Chosen, name: str) -> str:
        """Give the number as printed, without its word."""
        if chosen.claim.place is None:
            return chosen.claim.value
        text = self.reading.text(chosen.claim.place)
        pattern = (
            r"[A-Za-z]?\d+\s?[-–—−]\s?[A-Za-z]?\d+|[A-Za-z]?\d+"
            if name == "pages"
            else r"\d+(?:\s?[-–/]\s?\d+)?|[IVXLC]+(?![a-z])"
        )
        found = re.findall(pattern, text)
        if (name == "pages" and " to " in text) or " по " in text:
            return re.sub(r"^\D+", "", folded_space(text))
        return found[0] if found else chosen.claim.value

    def _notes(self, article: Any) -> None:
        facts, reading = self.facts, self.reading
        for text, place, awards in reading.funding:
            note = self.sub(article, "note", type="funding")
            _with_awards(self, note, folded_space(text), awards)
            if guess(text) == "ru":
                self.lang(note, "ru")
            claim = next(c for c in reading.claims if c.field == "funding" and c.place == place)
            self.record("funding", note, claim)
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
        if "abstract" not in kinds:
            missing.append(("abstract", "The page gives no abstract."))
        if "keywords" not in kinds:
            missing.append(("keywords", "The page gives no key words."))
        for subtype, text in missing:
            self.sub(article, "note", text, type="missing", subtype=subtype)

    def _copy(self, source: Any) -> None:
        page = self.reading.page
        copy = self.sub(source, "bibl", type="page")
        copy.set(XML_ID, "src.page")
        title = self.sub(
            copy, "title", "Landing page of the article" + (", as text" if page.kind == "text" else ""), level="u"
        )
        title.tail = ", file "
        name = self.sub(copy, "idno", self.copy.file, type="file")
        name.tail = ", SHA-256 "
        digest = self.sub(copy, "idno", page.sha256, type="sha256")
        digest.tail = ". "
        if page.url:
            digest.tail = ", "
            ref = self.sub(copy, "ref", page.url, target=page.url, type="page")
            ref.tail = ". "
            self.sub(copy, "note", "The date of access was not recorded.", type="missing", subtype="address")
        else:
            self.sub(
                copy,
                "note",
                "The page’s address and the date of access were not recorded.",
                type="missing",
                subtype="address",
            )

    # -- the rest ------------------------------------------------------------------------------------------------------

    def encoding_desc(self) -> Any:
        desc = etree.Element(tei("encodingDesc"), nsmap={None: tei("")[1:-1]})
        project = self.sub(desc, "projectDesc")
        self.sub(
            project,
            "p",
            "The front matter of journal articles is transcribed from the articles’ landing "
            "pages, so that persons, organisations, places and dates can be found, and so "
            "that libraries and indexes get one set of facts in the formats they ask for.",
        )
        used = [name for name in _TAXONOMIES if any(k == name for k, _, _ in self.reading.classes)]
        if used:
            declaration = self.sub(desc, "classDecl")
            for name in used:
                taxonomy = self.sub(declaration, "taxonomy")
                taxonomy.set(XML_ID, name)
                self.sub(taxonomy, "desc", _TAXONOMIES[name])
        info = self.sub(desc, "appInfo")
        application = self.sub(info, "application", ident="titelei", version=self.copy.version)
        self.sub(application, "label", "titelei encode")
        self.sub(
            application,
            "desc",
            f"Made the draft from {self.copy.file}; the evidence file says of every value where it was read.",
        )
        return desc

    def profile_desc(self, terms: dict[tuple[str, str], str], languages: set[str]) -> Any:
        desc = etree.Element(tei("profileDesc"), nsmap={None: tei("")[1:-1]})
        usage = self.sub(desc, "langUsage")
        text_class: Any = None
        if self.facts.keywords or any(k in _TAXONOMIES for k, _, _ in self.reading.classes):
            text_class = self.sub(desc, "textClass")
        for lang, entries in self.facts.keywords.items():
            group = self.lang(self.sub(text_class, "keywords"), lang)
            for term, _, claim in entries:
                element = self.sub(group, "term", corrected(folded_space(term)))
                element.set(XML_ID, terms[(lang, term)])
                own = guess(term)
                if own in ("ru", "uk", "be") and lang not in ("ru", "uk", "be"):
                    self.lang(element, own)
                self.record("keyword", element, claim)
        seen: set[tuple[str, str]] = set()
        for kind, value, place in self.reading.classes:
            if kind in _TAXONOMIES and (kind, value) not in seen:
                seen.add((kind, value))
                element = self.sub(text_class, "classCode", value, scheme=f"#{kind}")
                self.cyrillic(element)
                claim = next(c for c in self.reading.claims if c.field == kind and c.place == place)
                self.record(kind, element, claim)
        for lang in sorted(self.languages | languages):
            self.sub(usage, "language", LANGUAGES.get(lang, lang), ident=lang)
        return desc

    def revision_desc(self) -> Any:
        desc = etree.Element(tei("revisionDesc"), {"status": "draft"}, nsmap={None: tei("")[1:-1]})
        self.sub(
            desc,
            "change",
            f"Draft made from {self.copy.file} by rules.",
            when=self.copy.when,
            who=f"#{ENCODER}",
            status="draft",
        )
        return desc


def _with_awards(header: Header, note: Any, text: str, awards: tuple[str, ...]) -> None:
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


def folded_space(text: str) -> str:
    """Fold white space to single spaces, no-break spaces among it: the header holds words, the front the page."""
    return " ".join(text.split())
