"""Where, when and under what terms an article was printed, read from the TEI by lxml."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from second_reading.tei import NS, Element, edtf, reading

if TYPE_CHECKING:
    from second_reading.edition import Edition

_NOTICED: Final = {
    "retracted": "retraction",
    "corrected": "correction",
    "concerned": "concern",
    "addended": "addendum",
    "original": "translation",
    "replied": "reply",
}
_SEASONS: Final = ("spring", "summer", "autumn", "winter")


def _kind(e: "Edition") -> list[str]:
    noticed = (_NOTICED[kind] for kind, _, _ in e.related() if kind in _NOTICED)
    return [kind for kind in (e.article.get("subtype", ""), *noticed) if kind][:1]


def _dates(e: "Edition") -> Iterator[tuple[str, Element]]:
    """(type, date), that of the issue first."""
    yield from (("issued", d) for d in e.monogr.findall("t:imprint/t:date", NS)[:1])
    yield from ((d.get("type", ""), d) for d in e.analytic.findall("t:date", NS))


def _dated(kind: str) -> Callable[["Edition"], Iterator[str]]:
    """Give the dates of a kind; of a season the year alone."""

    def ask(e: "Edition") -> Iterator[str]:
        for found, date in _dates(e):
            if found == kind:
                yield date.get("notBefore", "")[:4] if date.get("subtype") in _SEASONS else edtf(date)

    return ask


def _journal(*types: str) -> Callable[["Edition"], list[str]]:
    return lambda e: [reading(t) for t in e.journals if t.get("type") in types]


def _numbers(e: "Edition") -> list[Element]:
    issns = ("ISSN", "eISSN", "pISSN", "ISSN-L")
    return [i for i in e.monogr.findall("t:idno", NS) if i.get("type") not in issns]


def _ranges(e: "Edition") -> Iterator[str]:
    found = e.monogr.findall("t:imprint/t:biblScope[@unit='page']", NS)
    for scope in found if len(found) > 1 else ():
        yield "-".join(dict.fromkeys((scope.get("from", ""), scope.get("to", ""))))


def _registered_seasons(e: "Edition") -> list[str]:
    """Give the seasons of the date of the issue, of coming online, of print, of acceptance."""
    dates = list(_dates(e))
    first = [
        next((d for kind in kinds for found, d in dates if found == kind), None)
        for kinds in (("issued",), ("online", "published"), ("print",), ("accepted",))
    ]
    return [d.get("subtype", "") for d in first if d is not None and d.get("subtype") in _SEASONS]


def _tagged(e: "Edition") -> list[str]:
    """Give the first full text in PDF and the first as a page."""
    found: dict[str, str] = {}
    for ref in _links(e):
        target, medium = ref.get("target", ""), ref.get("mimeType") or ""
        is_paper = medium == "application/pdf" or target.partition("?")[0].lower().endswith(".pdf")
        if ref.get("type") == "fulltext" and (is_paper or medium in ("", "text/html")):
            found.setdefault("pdf" if is_paper else "page", target)
    return [found[kind] for kind in ("pdf", "page") if kind in found]


def _links(e: "Edition") -> list[Element]:
    refs = [*e.analytic.findall("t:ref[@target]", NS), *e.article.findall("t:ref[@target]", NS)]
    page = next((r for r in refs if r.get("type") == "page"), None)
    return [r for r in refs if r is not page]


def _licences(e: "Edition") -> Iterator[tuple[str, Element]]:
    """(for which part, licence)."""
    for availability in e.analytic.findall("t:availability", NS):
        yield from ((availability.get("n", ""), licence) for licence in availability.findall("t:licence", NS))


def _copyrights(e: "Edition") -> list[Element]:
    return e.analytic.findall("t:availability/t:p", NS)


def _notes(e: "Edition", kind: str) -> list[Element]:
    return e.article.findall(f"t:note[@type='{kind}']", NS)


def _targets(licence: Element) -> str:
    return licence.get("target", "").split(" ")[0]


FACTS: Final[Mapping[str, Callable[["Edition"], "Iterator[str] | list[str]"]]] = {
    "kind": lambda e: [e.article.get("subtype", "")],
    "kind.told": _kind,
    "language.other": lambda e: [
        tag for t in e.analytic.findall("t:textLang", NS) for tag in t.get("otherLangs", "").split()
    ],
    "subtitle": lambda e: e.subtitles(),
    "journal": lambda e: [reading(t) for t in e.journals if t.get("type") != "abbreviated"][:1],
    "journal.other": lambda e: [reading(t) for t in e.journals if t.get("type") != "abbreviated"][1:],
    "journal.abbreviated": _journal("abbreviated"),
    "journal.identifier": lambda e: [reading(i) for i in _numbers(e)],
    "journal.identifier.type": lambda e: [i.get("type", "") for i in _numbers(e)],
    "journal.place": lambda e: [reading(p) for p in e.monogr.findall("t:imprint/t:pubPlace", NS)],
    "issn": lambda e: e.issns("ISSN", "eISSN", "pISSN"),
    "issn.electronic": lambda e: e.issns("eISSN"),
    "issn.of-medium": lambda e: e.issns("eISSN", "pISSN"),
    "issn.linking": lambda e: e.issns("ISSN-L"),
    "series": lambda e: [reading(t) for t in e.article.findall("t:series/t:title", NS)],
    "series.number": lambda e: [s.get("n", "") for s in e.article.findall("t:series/t:biblScope", NS)],
    "total-issue": lambda e: e.scope("total", "n"),
    "supplement": lambda e: e.scope("supplement", "n"),
    "issue-title": lambda e: [reading(t) for t in e.monogr.findall("t:title[@level='m']", NS)],
    "page-range": _ranges,
    "count": lambda e: [
        f"{m.get('quantity')} {m.get('unit')}" for m in e.monogr.findall("t:extent/t:measure", NS) if m.get("quantity")
    ],
    **{
        f"date.{kind}": _dated(kind)
        for kind in ("issued", "received", "revised", "accepted", "published", "online", "print", "corrected")
    },
    "date.season": lambda e: [f"{kind} {d.get('subtype')}" for kind, d in _dates(e) if d.get("subtype") in _SEASONS],
    "date.season.issued": lambda e: [
        d.get("subtype", "") for kind, d in _dates(e) if kind == "issued" and d.get("subtype") in _SEASONS
    ],
    "date.season.registered": _registered_seasons,
    "date.calendar": lambda e: [d.get("calendar", "").rpartition(".")[2] for _, d in _dates(e)],
    "link": lambda e: [r.get("target", "") for r in _links(e)],
    "link.kind": lambda e: [r.get("type") or "other" for r in _links(e)],
    "link.media": lambda e: [r.get("mimeType", "") for r in _links(e)],
    "link.words": lambda e: [reading(r) for r in _links(e)],
    "link.words.beside": lambda e: [reading(r) for r in _links(e) if r.get("type") != "fulltext"],
    "link.fulltext": lambda e: [r.get("target", "") for r in _links(e) if r.get("type") == "fulltext"],
    "link.fulltext.tagged": _tagged,
    "link.fulltext.media": lambda e: [r.get("mimeType", "") for r in _links(e) if r.get("type") == "fulltext"],
    "licence": lambda e: [_targets(licence) for _, licence in _licences(e)],
    "licence.text": lambda e: [_targets(licence) for part, licence in _licences(e) if part in ("", "text")],
    "licence.words": lambda e: [reading(licence) for _, licence in _licences(e)],
    "licence.part": lambda e: [part for part, _ in _licences(e)],
    "licence.begins": lambda e: [licence.get("notBefore", "") for _, licence in _licences(e)],
    "copyright": lambda e: [reading(p) for p in _copyrights(e)],
    "copyright.year": lambda e: [d.get("when", "")[:4] for p in _copyrights(e) for d in p.findall("t:date", NS)[:1]],
    "copyright.holder": lambda e: [reading(n) for p in _copyrights(e) for n in p.findall("t:name", NS)[:1]],
    "peer-review": lambda e: [
        ": ".join(filter(None, (n.get("subtype"), reading(n)))) for n in _notes(e, "peer-review")
    ],
    "version": lambda e: [n.get("subtype", "") for n in _notes(e, "version")],
    "version.words": lambda e: [reading(n) for n in _notes(e, "version")],
    "related.number": lambda e: [number for _, _, _, number in e.related_works()],
    "related.words.numbered": lambda e: [said for _, uri, said, number in e.related_works() if uri or number],
    "statement.kind": lambda e: [kind for kind, _ in e.statement_nodes()],
    "statement.kind.apart": lambda e: [kind for kind, _ in e.statement_nodes() if kind != "funding"],
    "keyword.scheme": lambda e: [k.get("scheme", "") for k in e.root.iterfind(".//t:textClass/t:keywords", NS)],
    "keyword.uri": lambda e: [t.get("ref", "") for t in e.keywords()],
    "abstract.kind": lambda e: [d.get("subtype", "") for d in e.passages.divisions("abstract")],
}
"""How to ask for each of them."""
