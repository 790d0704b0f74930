"""What a fact of the parity table is among the values of facts, as plain strings that can be compared."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from titelei.facts import Agent, Facts, Title

Projection = Callable[[Facts], list[str]]


def _main(facts: Facts) -> Title | None:
    return next((t for t in facts.titles if t.role == "main"), None)


def _date(kind: str) -> Projection:
    """Days and spans; an interval that holds a date is EDTF's alone."""
    return lambda facts: [d.text for d in facts.dates if d.type == kind and not d.text.startswith("[")]


def _datum(name: str) -> Projection:
    return lambda facts: [getattr(facts, name).text] if getattr(facts, name) else []


def _authors(of: Callable[[Agent], Iterable[str]]) -> Projection:
    return lambda facts: [value for author in facts.authors for value in of(author)]


def _journal(facts: Facts) -> list[str]:
    return [t.text for t in facts.journal.titles if t.role == "main"] if facts.journal else []


def _surnames(author: Agent) -> list[str]:
    name = author.names[0]
    return [" ".join([*name.links, *name.surnames])] if name.surnames else []


def _given(author: Agent) -> list[str]:
    name = author.names[0]
    return [" ".join(f.text for f in name.forenames)] if name.surnames and name.forenames else []


def _abstract(facts: Facts) -> list[str]:
    """The letters of each abstract, its headings among them, which some formats run in."""
    out = []
    for abstract in facts.abstracts:
        parts = [p.text for p in abstract.paragraphs]
        for section in abstract.sections:
            parts += [section.heading.text] if section.heading else []
            parts += [p.text for p in section.paragraphs]
        out.append(letters(" ".join(parts)))
    return out


def letters(text: str) -> str:
    """Give the letters and figures of a text alone; raised and lowered ones are plain."""
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text)))


_OTHERS: Final = ("translated", "transliterated", "alternative", "short")

PROJECTIONS: Final[dict[str, Projection]] = {
    "title": lambda f: [letters(m.text)] if (m := _main(f)) else [],
    "title.language": lambda f: [m.lang] if (m := _main(f)) and m.lang else [],
    "title.other": lambda f: sorted({letters(t.text) for t in f.titles if t.role in _OTHERS}),
    "language": lambda f: [f.work_language.tag] if f.work_language else [],
    "journal": _journal,
    "issn": lambda f: sorted({i.text for i in f.journal.issns}) if f.journal else [],
    "publisher": lambda f: [p.text for p in f.journal.publishers] if f.journal else [],
    "volume": _datum("volume"),
    "issue": _datum("issue"),
    "part": _datum("part"),
    "first-page": _datum("first_page"),
    "last-page": lambda f: _datum("last_page")(f) if _datum("last_page")(f) != _datum("first_page")(f) else [],
    "article-number": _datum("article_number"),
    "date.issued": _date("issued"),
    "date.received": _date("received"),
    "date.revised": _date("revised"),
    "date.accepted": _date("accepted"),
    "doi": lambda f: [f.identifier("DOI")] if f.identifier("DOI") else [],
    "licence": lambda f: [lic.uri for lic in f.licences if lic.uri],
    "author": _authors(lambda a: [letters(a.names[0].text)]),
    "author.kind": _authors(lambda a: [a.kind]),
    "author.surname": _authors(_surnames),
    "author.given": _authors(_given),
    "author.generation": _authors(lambda a: a.names[0].generations),
    "author.corresponding": _authors(lambda a: [str(a.n)] if a.corresponding else []),
    "author.degree": _authors(lambda a: [d.text for d in a.degrees]),
    "author.post": _authors(lambda a: [p.text for p in a.posts]),
    "author.institution": _authors(lambda a: [i.text for p in a.affiliations for i in p.institutions]),
    "author.department": _authors(lambda a: [d.text for p in a.affiliations for d in p.departments]),
    "author.email": _authors(lambda a: [e.text for e in a.emails]),
    "author.orcid": _authors(lambda a: [a.orcid.text] if a.orcid else []),
    "abstract": _abstract,
    "abstract.language": lambda f: [a.lang for a in f.abstracts],
    "abstract.section": lambda f: [s.heading.text for a in f.abstracts for s in a.sections if s.heading],
    "keyword": lambda f: [k.text for words in f.keywords if not words.scheme for k in words.terms],
    "keyword.language": lambda f: [words.lang for words in f.keywords if not words.scheme],
    "funder": lambda f: [g.funder.text for g in f.grants if g.funder],
    "award": lambda f: [a.text for g in f.grants for a in g.awards],
    "reference.doi": lambda f: [r.doi for r in f.references if r.doi],
}
"""Facts by their name in the parity table; what is not here is compared by parity alone."""
