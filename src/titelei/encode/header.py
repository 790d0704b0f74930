"""The header of a draft: the article as a record, the copy that was encoded, key words, history; and its evidence."""

from typing import Any, Final

from lxml import etree

from titelei.encode.article_record import article
from titelei.encode.fields.authors import Author
from titelei.encode.languages import LANGUAGES, guess
from titelei.encode.recorder import ENCODER, Recorder, folded_space
from titelei.encode.transcription import corrected
from titelei.names import XML_ID, tei

_TAXONOMIES: Final = {"udc": "Universal Decimal Classification", "bbk": "Library Bibliographic Classification (BBK)"}


class Header(Recorder):
    """Builds ``teiHeader``, remembering where each value came from."""

    def file_desc(self, authors: list[tuple[Author, str]]) -> Any:
        desc = etree.Element(tei("fileDesc"), nsmap={None: tei("")[1:-1]})
        statement = self.sub(desc, "titleStmt")
        title = self.facts.titles[0] if self.facts.titles else None
        element = self.sub(statement, "title", folded_space(title[1].claim.value) if title else "", type="main")
        if title and title[0] != "en":
            self.lang(element, title[0])
        if title:
            self.foreign(element, title[0])
        if not title:
            gap = self.sub(element, "gap", reason="omitted")
            self.sub(gap, "desc", "The page shows no title.")
        self.sub(statement, "title", "The front matter of the article: a TEI edition", type="sub")
        for author, identifier in authors:
            self.ref(self.sub(statement, "author"), author, identifier)
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
        article(self, source, authors)
        self._copy(source)
        return desc

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
