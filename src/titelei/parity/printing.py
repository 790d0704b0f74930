"""What the edition says of where, when and under what terms an article was printed, as the table names it."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from titelei import facts
from titelei.facts.words import plain, whole

Ask = Callable[[facts.Facts], Iterable[str]]

_NOTICED: Final = {
    "retracted": "retraction",
    "corrected": "correction",
    "concerned": "concern",
    "addended": "addendum",
    "original": "translation",
    "replied": "reply",
}


def _kind(f: facts.Facts) -> list[str]:
    """Give the kind that is said, else that of a notice, which is known by what it notices."""
    said = [f.kind.text] if f.kind is not None else []
    return [*said, *(_NOTICED[r.type] for r in f.related if r.type in _NOTICED)][:1]


def _journal(f: facts.Facts) -> facts.Journal:
    return f.journal or facts.Journal()


def _journals(f: facts.Facts, *, is_abbreviated: bool) -> list[str]:
    return [t.text for t in _journal(f).titles if (t.role == "abbreviated") is is_abbreviated]


def _series(f: facts.Facts) -> Iterator[str]:
    for series in _journal(f).series:
        yield from (title.text for title in series.titles)


def _dated(kind: str) -> Ask:
    """Give the dates of a kind in EDTF; a season is told apart and leaves the year."""
    return lambda f: (d.text[:4] if d.season else d.text for d in f.dates if d.type == kind)


def _registered_seasons(f: facts.Facts) -> Iterator[str]:
    """Give the seasons of the dates that Crossref takes: of the issue, coming online, in print, acceptance."""
    for kinds in (("issued",), ("online", "published"), ("print",), ("accepted",)):
        dates = (d for kind in kinds for d in f.dates if d.type == kind)
        yield from (d.season for d in itertools.islice(dates, 1) if d.season)


def _reviews(f: facts.Facts) -> Iterator[str]:
    return (": ".join(filter(None, (r.kind, r.text))) for r in f.peer_reviews)


def _own_subtitles(f: facts.Facts) -> Iterator[str]:
    """Give the subtitles that stand behind titles, in the order of the titles."""
    return (plain(s) for t in f.titles for s in f.subtitles_of(t))


def _tagged(f: facts.Facts) -> Iterator[str]:
    """Give the full texts that tags of the page's head name: one PDF, and one page."""
    texts = [link for link in f.links if link.type == "fulltext"]
    papers = [t for t in texts if t.media == "application/pdf" or re.search(r"\.pdf([?#]|$)", t.uri, re.IGNORECASE)]
    pages = [t for t in texts if t not in papers and t.media in ("", "text/html")]
    return (text.uri for text in (*papers[:1], *pages[:1]))


def _licences(f: facts.Facts) -> list[facts.Licence]:
    """Give the licences of the text, and those that say no part."""
    return [licence for licence in f.licences if licence.part in ("", "text")]


def _range(f: facts.Facts) -> Iterator[str]:
    return ("-".join(dict.fromkeys((r.first, r.last))) for r in f.page_ranges)


def _whole_title(f: facts.Facts) -> Iterator[str]:
    return (whole(plain(t), *(plain(s) for s in f.subtitles_of(t))) for t in f.titles if t.role == "main")


FACTS: Final[Mapping[str, Ask]] = {
    "kind": lambda f: [f.kind.text] if f.kind is not None else [],
    "kind.told": _kind,
    "language.other": lambda f: (language.tag for language in f.other_languages),
    "subtitle": _own_subtitles,
    "title.whole": _whole_title,
    "journal": lambda f: _journals(f, is_abbreviated=False)[:1],
    "journal.other": lambda f: _journals(f, is_abbreviated=False)[1:],
    "journal.abbreviated": lambda f: _journals(f, is_abbreviated=True),
    "journal.identifier": lambda f: (i.text for i in _journal(f).identifiers),
    "journal.identifier.type": lambda f: (i.type for i in _journal(f).identifiers),
    "journal.place": lambda f: (place.text for place in _journal(f).places),
    "issn": lambda f: (i.text for i in _journal(f).issns if i.medium != "linking"),
    "issn.electronic": lambda f: (i.text for i in _journal(f).issns if i.medium == "electronic"),
    "issn.of-medium": lambda f: (i.text for i in _journal(f).issns if i.medium in ("print", "electronic")),
    "issn.linking": lambda f: (i.text for i in _journal(f).issns if i.medium == "linking"),
    "series": _series,
    "series.number": lambda f: (s.number.text for s in _journal(f).series if s.number is not None),
    "total-issue": lambda f: [f.total_issue.text] if f.total_issue is not None else [],
    "supplement": lambda f: [f.supplement.text] if f.supplement is not None else [],
    "issue-title": lambda f: map(plain, f.issue_titles),
    "page-range": _range,
    "count": lambda f: (f"{count.text} {count.unit}" for count in f.counts),
    **{
        f"date.{kind}": _dated(kind)
        for kind in ("issued", "received", "revised", "accepted", "published", "online", "print", "corrected")
    },
    "date.season": lambda f: (f"{d.type} {d.season}" for d in f.dates if d.season),
    "date.season.registered": _registered_seasons,
    "date.season.issued": lambda f: (d.season for d in f.dates if d.season and d.type == "issued"),
    "date.calendar": lambda f: (d.calendar for d in f.dates if d.calendar),
    "link": lambda f: (link.uri for link in f.links),
    "link.kind": lambda f: (link.type for link in f.links),
    "link.media": lambda f: (link.media for link in f.links),
    "link.words": lambda f: (link.text for link in f.links),
    "link.fulltext": lambda f: (link.uri for link in f.links if link.type == "fulltext"),
    "link.fulltext.tagged": _tagged,
    "link.fulltext.media": lambda f: (link.media for link in f.links if link.type == "fulltext"),
    "link.words.beside": lambda f: (link.text for link in f.links if link.type != "fulltext"),
    "licence": lambda f: (licence.uri for licence in f.licences),
    "licence.text": lambda f: (licence.uri for licence in _licences(f)),
    "licence.words": lambda f: (licence.text for licence in f.licences),
    "licence.part": lambda f: (licence.part for licence in f.licences),
    "licence.begins": lambda f: (licence.begins for licence in f.licences),
    "copyright": lambda f: (c.text for c in f.copyrights),
    "copyright.year": lambda f: (c.year for c in f.copyrights),
    "copyright.holder": lambda f: (c.holder for c in f.copyrights),
    "peer-review": _reviews,
    "version": lambda f: [f.version.code] if f.version is not None else [],
    "version.words": lambda f: [f.version.text] if f.version is not None else [],
    "related.bare": lambda f: (r.doi or r.uri for r in f.related),
    "related.number": lambda f: (r.number for r in f.related),
    "statement.kind": lambda f: (s.kind for s in f.statements),
    "statement.kind.apart": lambda f: (s.kind for s in f.statements if s.kind != "funding"),
    "keyword.scheme": lambda f: (k.scheme_uri or k.scheme for k in f.keywords),
    "keyword.uri": lambda f: (term.uri for k in f.keywords for term in k.terms),
    "abstract.kind": lambda f: (a.kind for a in f.abstracts),
}
"""How to ask for each of them."""
