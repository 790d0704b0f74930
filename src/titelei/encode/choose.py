"""Chooses among claims: one value a fact, all others kept as alternatives; sources that disagree become findings."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from titelei.encode import check_digits, choose_authors, people, weigh, wording
from titelei.encode.claims import Claim, Doubt, Place
from titelei.encode.fields import numbers
from titelei.encode.fields.authors import Author
from titelei.encode.found import Reading
from titelei.encode.languages import fold, guess
from titelei.encode.segments import folded
from titelei.encode.telling import told
from titelei.encode.weigh import Weighed
from titelei.messages import say
from titelei.model import Finding, Severity

SINGLE: Final = (
    "year",
    "volume",
    "issue",
    "pages",
    "doi",
    "edn",
    "handle",
    "licence",
    "language",
    "received",
    "revised",
    "accepted",
    "published",
    "publisher",
    "article_number",
    "pdf",
)
_NAMES: Final = {
    "year": say("year"),
    "volume": say("volume"),
    "issue": say("issue"),
    "pages": say("pages"),
    "doi": "DOI",
    "licence": say("licence"),
    "language": say("language of the work"),
    "title": say("title"),
    "journal": say("title of the journal"),
    "received": say("date of receipt"),
    "revised": say("date of revision"),
    "accepted": say("date of acceptance"),
    "published": say("date of publication"),
    "edn": "EDN",
    "author": say("name of an author"),
    "keywords": say("key words"),
}
_CONTRADICTS: Final = 0.01
"""A value less probable than this is another article's, and no contradiction."""
_SOURCES: Final = {
    "label": say("the labelled line"),
    "byline": say("the author block"),
    "heading": say("the heading"),
    "citation": say("the citation"),
    "journal-line": say("the line of the journal"),
    "licence": say("the licence"),
    "meta": say("the page's metadata"),
    "jsonld": say("the page's JSON-LD"),
    "address": say("the page's address"),
    "link": say("the page's links"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The value taken, and the claims for other values."""

    claim: Claim
    others: tuple[Claim, ...] = ()


@dataclass(slots=True)
class Choice:
    """What the header will say."""

    titles: list[tuple[str, Chosen]] = field(default_factory=list)
    single: dict[str, Chosen] = field(default_factory=dict)
    journals: list[Chosen] = field(default_factory=list)
    journals_translated: list[Claim] = field(default_factory=list)
    issns: list[Claim] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    keywords: dict[str, list[tuple[str, Place | None, Claim]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    open: list[Doubt] = field(default_factory=list)

    def value(self, name: str) -> str:
        chosen = self.single.get(name)
        return chosen.claim.value if chosen else ""


def choose(reading: Reading) -> Choice:
    """Choose the facts of one page."""
    choice = Choice()
    choice.findings += check_digits.take_out_wrong(reading, reading.authors)
    by_field: dict[str, list[Claim]] = {}
    for claim in weigh.calibrated(reading.claims, is_declared=bool(reading.page.head.authors)):
        by_field.setdefault(claim.field, []).append(claim)
    whole = {c.value for c in by_field.get("issue_whole", [])}
    for name in SINGLE:
        _single(reading, choice, name, by_field.get(name, []), whole if name == "issue" else set())
    _impossible_dates(reading, choice)
    _first_page(reading, choice, by_field.get("first_page", []))
    _titles(reading, choice, by_field.get("title", []))
    _journals(reading, choice, by_field)
    found, strangers = choose_authors.authors(reading)
    choice.findings += strangers
    _named(reading, choice, found)
    _keywords(reading, choice, by_field.get("keywords", []))
    seen: set[str] = set()
    for claim in [*by_field.get("issn", []), *by_field.get("eissn", [])]:
        if claim.value not in seen:
            seen.add(claim.value)
            choice.issns.append(claim)
    return choice


def where(reading: Reading, claim: Claim) -> str:
    """Say in words where a claim stands."""
    source = _SOURCES.get(claim.source, claim.source)
    line = reading.page.lines[claim.place.line].number if claim.place else claim.number
    return say("{source}, line {line}", source=source, line=line) if line else source


def _single(reading: Reading, choice: Choice, name: str, claims: list[Claim], same: set[str]) -> None:
    if not claims:
        return
    weighed = weigh.weigh(_whole_numbers(claims) if name in ("volume", "issue") else claims, allied=same)
    best = weighed[0]
    if name == "published" and choice.value("year") and not best.claim.value.startswith(choice.value("year")):
        weighed = [w for w in weighed if w.claim.source not in weigh.HEAD]
        if not weighed:
            return
        best = weighed[0]
    if not best.is_stated:
        _ask(reading, choice, name, best)
        return
    claim = replace(best.claim, confidence=best.probability)
    choice.single[name] = Chosen(claim, tuple(c for c in claims if c is not best.claim))
    _conflict(
        reading,
        choice,
        name,
        claim,
        [w.claim for w in weighed[1:] if w.probability > _CONTRADICTS and not {w.claim.value, claim.value} & same],
    )


def _whole_numbers(claims: list[Claim]) -> list[Claim]:
    """Let “2” speak for “2 Suppl 1” where that is claimed, too: a line often prints the number alone."""
    values = [c.value for c in claims]
    return [replace(c, value=next((v for v in values if v.startswith(f"{c.value} ")), c.value)) for c in claims]


def _ask(reading: Reading, choice: Choice, name: str, best: Weighed) -> None:
    """Leave a value open that is not probable enough to be stated."""
    claim = best.claim
    line = reading.page.lines[claim.place.line] if claim.place else None
    rivals = [c for c in best.others if folded(c.value) != folded(claim.value)]
    other = (
        say(", and not “{value}”, as {where} has it", value=rivals[0].value, where=where(reading, rivals[0]))
        if rivals
        else ""
    )
    doubt = Doubt(
        field=name,
        value=claim.value,
        source=claim.source,
        rule=claim.rule,
        probability=round(best.probability, 2),
        message=say(
            "The {get} may be “{value}”, as {where} has it{other}; that is right in {probability:.0%} of "
            "such cases, so the draft has no value.",
            get=_NAMES.get(name) or wording.field(name),
            value=claim.value,
            where=where(reading, claim),
            other=other,
            probability=best.probability,
        ),
        repair=say("Look on the page, and add the value to the header if it is right."),
        line=line.number if line else claim.number,
        start=claim.place.start + 1 if claim.place else 0,
    )
    choice.open.append(doubt)
    rule = "encode-doubtful"
    choice.findings.append(
        told(reading.page, rule, doubt.message, doubt.repair, place=claim.place, number=claim.number)
    )


def _conflict(reading: Reading, choice: Choice, name: str, best: Claim, differing: list[Claim]) -> None:
    seen: set[str] = set()
    for other in differing:
        if other.value in seen:
            continue
        seen.add(other.value)
        message = say(
            "The page gives two values for the {get}: “{value}” in {where}, and “{value2}” in "
            "{where2}. The draft has “{value}”.",
            get=_NAMES.get(name) or wording.field(name),
            value=best.value,
            where=where(reading, best),
            value2=other.value,
            where2=where(reading, other),
        )
        repair = say("Look which is right, and correct the header if it is the other.")
        at, values = other.place or best.place, (best.value, other.value)
        choice.findings.append(
            told(reading.page, "encode-conflict", message, repair, place=at, number=other.number, values=values)
        )


def _first_page(reading: Reading, choice: Choice, claims: list[Claim]) -> None:
    """Tell of a first page that stands alone: it is no span of pages, and none is made of it."""
    if not claims or "pages" in choice.single or "article_number" in choice.single:
        return
    claim = claims[0]
    message = say(
        "The head of the page gives {value} as first page and no last page; the draft has no pages.", value=claim.value
    )
    repair = say('Add <biblScope unit="page" from="…" to="…"> from the article itself.')
    choice.findings.append(
        told(reading.page, "encode-first-page", message, repair, number=claim.number, severity=Severity.INFO)
    )


def _impossible_dates(reading: Reading, choice: Choice) -> None:
    for name in ("received", "revised", "accepted", "published"):
        chosen = choice.single.get(name)
        if chosen is None or numbers.is_real(chosen.claim.value):
            continue
        claim = chosen.claim
        message = say(
            "The {get} in {where} is {value}, a day that no calendar has; the draft keeps it as "
            "printed, without @when.",
            get=_NAMES.get(name) or wording.field(name),
            where=where(reading, claim),
            value=claim.value,
        )
        repair = say("Ask the journal for the date, and give it in @when; mark the printed one with sic and corr.")
        at, values = claim.place, (claim.value,)
        choice.findings.append(
            told(reading.page, "encode-impossible-date", message, repair, place=at, number=claim.number, values=values)
        )


def _as_shown(reading: Reading, claim: Claim, claims: list[Claim]) -> Claim:
    """Give the page's own print of a declared title, where it has characters above or below the line."""
    alike = (c for c in claims if c.place and folded(c.value) == folded(claim.value))
    return next((c for c in alike if c.place and reading.page.lines[c.place.line].shifted), claim)


def _whole_titles(claims: list[Claim]) -> list[Claim]:
    """Let a declared title that the page's heading begins with speak for the whole heading."""
    shown = [c for c in claims if c.place and c.source == "heading"]
    out = []
    for claim in claims:
        whole = next((s for s in shown if f"{folded(s.value)} ".startswith(f"{folded(claim.value)} ")), None)
        is_longer = whole is not None and len(claim.value) < len(whole.value) < 2 * len(claim.value)
        out.append(replace(claim, value=whole.value) if whole is not None and is_longer else claim)
    return out


def _once(by_lang: dict[str, list[Claim]]) -> dict[str, list[Claim]]:
    """Put claims of one wording together that are said to be in several languages: in that of the surest."""
    where: dict[str, str] = {}
    for claim in sorted((c for found in by_lang.values() for c in found), key=lambda c: -c.confidence):
        where.setdefault(folded(claim.value), claim.lang or guess(claim.value) or "en")
    out: dict[str, list[Claim]] = {lang: [] for lang in by_lang}
    for found in by_lang.values():
        for claim in found:
            out.setdefault(where[folded(claim.value)], []).append(claim)
    return {lang: found for lang, found in out.items() if found}


def _titles(reading: Reading, choice: Choice, claims: list[Claim]) -> None:
    by_lang: dict[str, list[Claim]] = {}
    for claim in claims:
        by_lang.setdefault(claim.lang or guess(claim.value) or "en", []).append(claim)
    for lang, found in _once(by_lang).items():
        weighed = weigh.weigh(_whole_titles(found))
        best = weighed[0]
        if not best.is_stated:
            _ask(reading, choice, "title", best)
            continue
        claim = replace(_as_shown(reading, best.claim, found), confidence=best.probability)
        choice.titles.append((lang, Chosen(claim, tuple(c for c in found if c is not best.claim))))
        _conflict(reading, choice, "title", claim, [w.claim for w in weighed[1:] if w.probability > _CONTRADICTS])
    work = choice.value("language")
    order = {lang: i for i, (lang, _) in enumerate(choice.titles)}
    choice.titles.sort(key=lambda t: (t[0] != work, t[0] == "ru-Latn", order[t[0]]))
    if not choice.titles:
        message = say("{name} shows no title that a rule knows, so the draft has none.", name=reading.page.name)
        repair = say("Mark the line of the title as titlePart, or give the page as it is on the web, in HTML.")
        choice.findings.append(told(reading.page, "encode-no-title", message, repair, number=1))


def _named(reading: Reading, choice: Choice, found: list[Author]) -> None:
    """State the authors that are probable enough, and ask about the others."""
    for author in found:
        if author.confidence >= weigh.STATED:
            choice.authors.append(author)
            continue
        claim = Claim(
            field="author",
            value=author.name.text,
            source=author.source,
            rule=author.rule or "a person's name",
            confidence=author.confidence,
            place=author.place,
            number=author.number,
        )
        _ask(reading, choice, "author", Weighed(claim, author.confidence))


def _journals(reading: Reading, choice: Choice, by_field: dict[str, list[Claim]]) -> None:
    by_lang: dict[str, list[Claim]] = {}
    for claim in by_field.get("journal", []):
        if claim.source not in weigh.HEAD and _is_person(claim.value):
            continue  # “Orlova, L. (2021). Salt …”: a citation that was taken for a journal's line
        by_lang.setdefault(claim.lang or guess(claim.value), []).append(claim)
    for found in _once(by_lang).values():
        best = _journal(found)
        if not best.is_stated:
            _ask(reading, choice, "journal", best)
            continue
        claim = replace(best.claim, confidence=best.probability)
        choice.journals.append(Chosen(claim, tuple(c for c in found if c is not best.claim)))
    choice.journals.sort(key=lambda c: -c.claim.confidence)
    seen = {folded(c.claim.value) for c in choice.journals}
    choice.journals_translated = [c for c in by_field.get("journal_translated", []) if folded(c.value) not in seen]


def _is_person(text: str) -> bool:
    name = people.parse(text.strip(" .,"))
    return name is not None and any(len(g.strip(".")) < 2 for g in name.given)


def _journal(claims: list[Claim]) -> Weighed:
    """Weigh names of a journal: of a name and its short form the full one stands for both, and the head's for all."""
    names = {folded(c.value): c.value for c in sorted(claims, key=lambda c: c.source in weigh.HEAD)}
    declared = [folded(c.value) for c in claims if c.source in weigh.HEAD]
    full = {
        n: max((o for o in names if _is_short_of(n, o)), key=lambda o: (o in declared, o != n, len(o))) for n in names
    }
    return weigh.weigh([replace(c, value=names[full[folded(c.value)]]) for c in claims])[0]


def _is_short_of(one: str, other: str) -> bool:
    """Tell whether a name is another's beginning, part or abbreviation: “delta stud” and “delta studies”."""
    if one in other and len(other) < 2 * len(one):
        return True
    short = iter(one.replace("ё", "е").split())
    words = [w for w in other.replace("ё", "е").split() if len(w) > 3]
    return len(words) > 1 and all(any(word.startswith(s) for s in short) for word in words)


_SUBJECTS: Final = 0.6
"""How often subjects of Dublin Core are key words where the page lists none: else they are classes of a scheme."""


def _keywords(reading: Reading, choice: Choice, metas: list[Claim]) -> None:
    for lang, term, place in reading.terms:
        entries = choice.keywords.setdefault(lang, [])
        if any(folded(term) == folded(t) and fold(term) == fold(t) for t, _, _ in entries):
            continue
        claim = Claim(
            field="keyword",
            value=term,
            source="label",
            rule="terms of the list of key words",
            confidence=0.95,
            place=place,
            lang=lang,
        )
        entries.append((term, place, claim))
    if choice.keywords:
        return
    declared = [m for m in metas if "subject" not in m.rule]
    classes = " ".join(folded(m.value) for m in metas if "subject" in m.rule)
    # What JSON-LD repeats of the subjects are classes as well, where it has key words besides.
    declared = [m for m in declared if m.source != "jsonld" or folded(m.value) not in classes] or declared
    if metas and not declared:
        _ask(reading, choice, "keywords", weigh.Weighed(metas[0], _SUBJECTS))
    for meta in declared:
        for term in re.split(r"\s*[;]\s*" if ";" in meta.value else r"\s*,\s*", meta.value):
            if term.strip():
                lang = meta.lang or guess(term)
                entries = choice.keywords.setdefault(lang, [])
                if not any(folded(term) == folded(t) for t, _, _ in entries):
                    entries.append((term.strip(), None, meta))
