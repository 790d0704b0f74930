"""The facts of a page as the writer takes them, each value with the proof of where on the page it was read."""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Final

from titelei.encode.choose import Choice, Chosen
from titelei.encode.claims import Claim, Place
from titelei.encode.fields import numbers
from titelei.encode.fields.authors import Affiliation, Author, Value
from titelei.encode.found import Reading
from titelei.encode.languages import folded_space, guess, is_cyrillic
from titelei.encode.people import Name
from titelei.encode.tei.agents import of_parsed
from titelei.encode.tei.builder import CLOAKED, Proof
from titelei.encode.transcription import corrected
from titelei.facts import (
    Abstract,
    Address,
    AddressPart,
    Agent,
    Classification,
    Date,
    Datum,
    Facts,
    Grant,
    Issn,
    Journal,
    JournalTitle,
    Keyword,
    Keywords,
    Licence,
    Link,
    Missing,
    Organisation,
    Rich,
    Title,
    Tongue,
    Typed,
    Words,
)
from titelei.facts import Affiliation as Workplace

_SCHEMES: Final = ("udc", "bbk")
_PARTS: Final = {"postCode": "post-code", "settlement": "settlement", "region": "region", "country": "country"}
_PRINTED: Final = {
    "pages": re.compile(r"[A-Za-z]?\d+\s?[-–—−]\s?[A-Za-z]?\d+|[A-Za-z]?\d+"),
    "volume": re.compile(r"\d+(?:\s?[-–/]\s?\d+)?|[IVXLC]+(?![a-z])"),
    "issue": re.compile(r"\d+(?:\s?[-–/]\s?\d+)?|[IVXLC]+(?![a-z])"),
}
_RAISED: Final = {"superscript": "sup", "subscript": "sub"}
_OF_AUTHORS: Final = {"email": "email", "orcid": "ORCID", "institution": "affiliation"}
"""Claims of the head that may be of any author, and what cannot be said to be missing then."""


@dataclass(slots=True)
class Stated:
    """What the page states: its facts, a proof for each place in them, and what cannot be called missing.

    ``unsaid`` are (of, fact): the page gives such a fact, and only its owner is not known.
    """

    reading: Reading
    choice: Choice
    proofs: dict[str, Proof] = field(default_factory=dict)
    unsaid: set[tuple[str, str]] = field(default_factory=set)

    def facts(self) -> Facts:
        """Give the facts of the page."""
        journal = self._journal()
        pages = self._pages()
        authors = tuple(self._author(n, a) for n, a in enumerate(self.choice.authors, start=1))
        language = self.choice.single.get("language")
        url = self.reading.page.url
        return Facts(
            work_language=Tongue(tag=language.claim.value, iso639_3="", from_=self._of(language)) if language else None,
            titles=tuple(self._title(n, lang, chosen) for n, (lang, chosen) in enumerate(self.choice.titles)),
            journal=journal,
            volume=self._datum("volume"),
            issue=self._datum("issue"),
            first_page=pages[0],
            last_page=pages[1],
            article_number=self._datum("article_number"),
            dates=tuple(self._dates()),
            identifiers=tuple(self._identifiers()),
            url=Datum(from_="", text=url) if url else None,
            links=tuple(self._links()),
            licences=tuple(self._licences()),
            classifications=tuple(self._classes()),
            funding=tuple(self._words(text, self._claim_at("funding", p)) for text, p, _ in self.reading.funding),
            grants=tuple(self._grant(awards) for _, _, awards in self.reading.funding if awards),
            authors=authors,
            abstracts=tuple(self._abstracts()),
            keywords=tuple(self._keywords()),
            missing=tuple(self._missing()),
        )

    # -- proofs --------------------------------------------------------------------------------------------------------

    def _prove(self, proof: Proof) -> str:
        key = f"page:{len(self.proofs) + 1}"
        self.proofs[key] = proof
        return key

    def _of(self, chosen: Chosen, printed: str = "") -> str:
        claim = chosen.claim
        others = tuple(c for c in chosen.others if c.value.casefold() != claim.value.casefold())
        return self._prove(_proof(claim, others, printed))

    def _of_value(self, value: Value) -> str:
        return self._prove(_proof(value))

    def _claim_at(self, name: str, place: Place) -> Claim:
        return next(c for c in self.reading.claims if c.field == name and c.place == place)

    # -- the article ---------------------------------------------------------------------------------------------------

    def _title(self, number: int, lang: str, chosen: Chosen) -> Title:
        role = "transliterated" if lang == "ru-Latn" else "main" if number == 0 else "translated"
        text = folded_space(chosen.claim.value)
        return Title(role=role, lang=lang, from_=self._of(chosen), text=text, markup=self._markup(chosen.claim))

    def _markup(self, claim: Claim) -> str:
        """Give a title with what stands above or below its line, where the page shows it so."""
        place = claim.place
        line = self.reading.page.lines[place.line] if place else None
        if place is None or line is None or line.text[place.start : place.end] != claim.value:
            return ""
        at, out = place.start, ""
        for start, end, rend in sorted(line.shifted):
            if at <= start < end <= place.end:
                name = _RAISED[rend]
                out += f"{escape(line.text[at:start])}<{name}>{escape(line.text[start:end])}</{name}>"
                at = end
        return folded_space(out + escape(line.text[at : place.end])) if out else ""

    def _datum(self, name: str) -> Datum | None:
        chosen = self.choice.single.get(name)
        return Datum(from_=self._of(chosen, self._printed(name, chosen)), text=chosen.claim.value) if chosen else None

    def _pages(self) -> tuple[Datum | None, Datum | None]:
        chosen = self.choice.single.get("pages")
        if chosen is None:
            return None, None
        first, last = chosen.claim.value.split("-", 1)
        from_ = self._of(chosen, self._printed("pages", chosen))
        return Datum(from_=from_, text=first), Datum(from_=from_, text=last)

    def _printed(self, name: str, chosen: Chosen) -> str:
        """Give a number as the page prints it, without its word."""
        place = chosen.claim.place
        if place is None or name not in _PRINTED:
            return ""
        text = self.reading.text(place)
        if (name == "pages" and " to " in text) or " по " in text:
            return re.sub(r"^\D+", "", folded_space(text))
        found = _PRINTED[name].search(text)
        return found[0] if found else ""

    def _dates(self) -> list[Date]:
        out = []
        for name, kind in (("year", "issued"), *((n, n) for n in ("received", "revised", "accepted", "published"))):
            chosen = self.choice.single.get(name)
            if chosen:
                printed = self.reading.text(chosen.claim.place) if chosen.claim.place and name != "year" else ""
                value = chosen.claim.value
                is_day = numbers.is_real(value)
                out.append(Date(type=kind, from_=self._of(chosen, printed or value), text=value if is_day else ""))
        return out

    def _identifiers(self) -> list[Typed]:
        out = []
        for name in ("doi", "edn", "handle"):
            if chosen := self.choice.single.get(name):
                value = chosen.claim.value
                of_handle = "handle" if "hdl" in value else "URI" if value.startswith("http") else "local"
                kind = {"doi": "DOI", "edn": "EDN"}.get(name, of_handle)
                out.append(Typed(type=kind, from_=self._of(chosen), text=value))
        return out

    def _links(self) -> list[Link]:
        chosen = self.choice.single.get("pdf")
        if chosen is None or " " in (target := chosen.claim.value):
            return []
        return [Link(type="fulltext", uri=target, media="application/pdf", from_=self._of(chosen))]

    def _licences(self) -> list[Licence]:
        chosen = self.choice.single.get("licence")
        if chosen is None:
            return []
        shown = self.reading.text(chosen.claim.place) if chosen.claim.place else ""
        words = folded_space(shown) if 0 < len(shown) < 200 else chosen.claim.value
        return [Licence(uri=chosen.claim.value, status="free", from_=self._of(chosen), text=words)]

    def _classes(self) -> list[Classification]:
        seen: dict[tuple[str, str], Place] = {}
        for kind, value, place in self.reading.classes:
            if kind in _SCHEMES:
                seen.setdefault((kind, value), place)
        return [
            Classification(scheme=kind, from_=self._of(Chosen(self._claim_at(kind, place))), text=value)
            for (kind, value), place in seen.items()
        ]

    def _words(self, text: str, claim: Claim) -> Words:
        return Words(from_=self._of(Chosen(claim)), text=folded_space(text))

    def _grant(self, awards: tuple[str, ...]) -> Grant:
        return Grant(awards=tuple(Datum(text=award) for award in awards))

    def _journal(self) -> Journal | None:
        titles: list[JournalTitle] = []
        choice = self.choice
        for chosen in (*choice.journals, *map(Chosen, choice.journals_translated)):
            claim = chosen.claim
            lang = claim.lang or guess(claim.value) or "en"
            role = "main" if not titles else "transliterated" if lang == "ru-Latn" else "translated"
            text = folded_space(claim.value)
            titles.append(JournalTitle(role=role, lang=lang, from_=self._of(chosen), text=text))
        issns = tuple(
            Issn(medium="electronic" if c.field == "eissn" else "", from_=self._of(Chosen(c)), text=c.value)
            for c in choice.issns
        )
        publisher = choice.single.get("publisher")
        publishers = (self._words(publisher.claim.value, publisher.claim),) if publisher else ()
        return Journal(titles=tuple(titles), issns=issns, publishers=publishers)

    def _keywords(self) -> list[Keywords]:
        return [
            Keywords(
                lang=lang,
                terms=tuple(
                    Keyword(from_=self._of(Chosen(claim)), text=corrected(folded_space(term)))
                    for term, _, claim in entries
                ),
            )
            for lang, entries in self.choice.keywords.items()
        ]

    def _abstracts(self) -> list[Abstract]:
        """Give what the head states where the page shows no abstract: the front holds what is shown."""
        if any(s.kind == "abstract" for s in self.reading.segments):
            return []
        declared = [c for c in self.reading.claims if c.field == "abstract"]
        return [
            Abstract(
                lang=claim.lang or "en",
                from_=self._of(Chosen(claim)),
                paragraphs=(Rich(text=folded_space(claim.value)),),
            )
            for claim in {c.lang: c for c in reversed(declared)}.values()
        ]

    def _missing(self) -> list[Missing]:
        """Say what is missing in other words than of every page, and note what cannot be called missing."""
        kinds = {s.kind for s in self.reading.segments}
        self.unsaid |= {("article", kind) for kind in ("abstract", "keywords") if kind in kinds}
        out = []
        if self.reading.empty_doi and "doi" not in self.choice.single:
            out.append(Missing(of="article", fact="DOI", text="The page ends with “DOI:” and gives none."))
        claimed = {c.field for c in self.reading.claims}
        for n, author in enumerate(self.choice.authors, start=1):
            self.unsaid |= {(_ref(n), fact) for name, fact in _OF_AUTHORS.items() if name in claimed}
            if author.is_cloaked:
                text = f"{CLOAKED[:-1]}, and the copy that was encoded does not hold it."
                out.append(Missing(of=_ref(n), fact="email", text=text))
        return out

    # -- authors -------------------------------------------------------------------------------------------------------

    def _author(self, number: int, author: Author) -> Agent:
        proof = Proof(
            source=author.source,
            rule=author.rule or "a person's name",
            confidence=author.confidence,
            place=author.place,
            number=author.number,
        )
        names = [of_parsed(author.name, _cyrillic(author.name), self._prove(proof))]
        for form, _, _ in author.forms:
            if all(form.text != name.text for name in names):
                names.append(of_parsed(form, guess(form.text)))
        orcid = author.orcids[0] if author.orcids else None
        return Agent(
            n=number,
            ref=_ref(number),
            kind="organisation" if author.is_group else "person",
            corresponding=author.corresponding is not None,
            from_=self._of_value(author.corresponding) if author.corresponding else "",
            names=tuple(names),
            degrees=tuple(self._of_author(v) for v in author.degrees),
            posts=tuple(self._of_author(v) for v in author.posts),
            affiliations=tuple(self._affiliation(a) for a in author.affiliations),
            emails=tuple(self._of_author(v) for v in author.emails),
            orcid=Datum(from_=self._of_value(orcid), text=orcid.text) if orcid else None,
            identifiers=tuple(Typed(type=kind, from_=self._of_value(v), text=v.text) for kind, v in author.ids),
        )

    def _of_author(self, value: Value) -> Words:
        return Words(from_=self._of_value(value), text=folded_space(value.text))

    def _affiliation(self, affiliation: Affiliation) -> Workplace:
        department, body = affiliation.department, affiliation.organisation
        said = [v.text for v in (department, body, *(v for _, v in affiliation.address)) if v]
        return Workplace(
            text=", ".join(map(folded_space, said)),
            departments=(self._organisation(department),) if department else (),
            institutions=(self._organisation(body),) if body else (),
            addresses=(self._address(affiliation.address),) if affiliation.address else (),
        )

    def _organisation(self, value: Value) -> Organisation:
        return Organisation(from_=self._of_value(value), lang=_lang(value.text), text=folded_space(value.text))

    def _address(self, said: list[tuple[str, Value]]) -> Address:
        parts = tuple(
            AddressPart(kind=_PARTS.get(kind, "street"), text=folded_space(value.text)) for kind, value in said
        )
        keys = [self._of_value(value) for _, value in said]
        return Address(from_=" ".join(keys), text=", ".join(p.text for p in parts), parts=parts)


def _proof(read: Claim | Value, others: tuple[Claim, ...] = (), printed: str = "") -> Proof:
    """Say where something was read, beside what else was read there."""
    return Proof(
        source=read.source,
        rule=read.rule,
        confidence=read.confidence,
        place=read.place,
        number=read.number,
        others=others,
        printed=printed,
    )


def _ref(number: int) -> str:
    return f"author-{number}"


def _lang(text: str) -> str:
    return guess(text) if is_cyrillic(text) else ""


def _cyrillic(name: Name) -> str:
    lang = guess(name.text)
    return lang if is_cyrillic(name.text) and not lang.endswith("-Latn") else ""
