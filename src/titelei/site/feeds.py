"""What programs that watch the site read: Atom (RFC 4287), the sitemap (sitemaps.org 0.9), robots.txt (RFC 9309)."""

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Final
from urllib.parse import quote, urlsplit

from lxml import etree

from titelei.names import XML_LANG
from titelei.repository.catalogue.browsing import KINDS, Listed, shelves
from titelei.repository.catalogue.item import stamp
from titelei.repository.catalogue.shown import Name
from titelei.site.document import year_path
from titelei.site.pages import Site

_ATOM: Final = "http://www.w3.org/2005/Atom"
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ENTRIES: Final = 50
_MOST_ADDRESSES: Final = 40_000
"""Addresses in one sitemap; 50,000 are allowed."""


def robots(base_url: str) -> bytes:
    """Write robots.txt: all may be read but the results of searches."""
    root = urlsplit(base_url).path or "/"
    return f"User-agent: *\nDisallow: {root}search\nDisallow: {root}oai\n\nSitemap: {base_url}sitemap.xml\n".encode()


def feed(site: Site, base_url: str) -> bytes:
    """Write the feed of the articles that changed last; ``base_url`` is where they are served."""
    edition = site.edition
    with shelves(site.catalogue.database) as found:
        newest = found.newest(_ENTRIES)
        changed = found.snapshot.place >> 20
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set(XML_LANG, edition.languages[0])
    title = edition.title or edition.domain
    # The address that the edition keeps is its identity, wherever it is served.
    _atom(root, "id", f"{edition.base_url}feed.atom")
    _atom(root, "title", title)
    _atom(root, "updated", stamp(changed))
    _atom(_atom(root, "author"), "name", title)
    _atom(root, "link", rel="self", type="application/atom+xml", href=f"{base_url}feed.atom")
    _atom(root, "link", rel="alternate", type="text/html", href=base_url)
    for listed in newest:
        _entry(root, listed, edition.article_url(listed.article), f"{base_url}articles/{quote(listed.article)}")
    return _bytes(root)


def _entry(root: "etree._Element", listed: Listed, identity: str, url: str) -> None:
    entry = _atom(root, "entry")
    shown = listed.shown
    _atom(entry, "id", identity)
    _named(_atom(entry, "title", shown.title.text), shown.title)
    _atom(entry, "updated", stamp(listed.datestamp))
    for author in shown.authors:
        _atom(_atom(entry, "author"), "name", author.text)
    _atom(entry, "link", rel="alternate", type="text/html", href=url)
    journal = shown.journal_titles[0] if shown.journal_titles else Name(text="")
    where = [journal.text, str(shown.year or ""), shown.volume, shown.number, shown.pages]
    summary = ", ".join(part for part in where if part)
    if summary:
        _atom(entry, "summary", summary)


def _named(element: "etree._Element", name: Name) -> None:
    if name.lang:
        element.set(XML_LANG, name.lang)


def _atom(parent: "etree._Element", name: str, text: str = "", **attributes: str) -> "etree._Element":
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text or None
    return child


def sitemaps(site: Site, base_url: str) -> Iterator[tuple[str, bytes]]:
    """Write ``sitemap.xml``; where there is more than one holds, the others, and in it where they are."""
    parts = [list(part) for part in batched(_addresses(site), _MOST_ADDRESSES)]
    if len(parts) <= 1:
        yield "sitemap.xml", _urlset(base_url, parts[0] if parts else [])
        return
    root = etree.Element(f"{{{_SITEMAP}}}sitemapindex", nsmap={None: _SITEMAP})
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        _place(root, "sitemap", f"{base_url}{name}", max(second for _, second in part))
        yield name, _urlset(base_url, part)
    yield "sitemap.xml", _bytes(root)


def _addresses(site: Site) -> Iterator[tuple[str, int]]:
    """Give (path, second of the last change) of all pages that a search engine may show; 0 where that is not known."""
    with shelves(site.catalogue.database) as found:
        changed = found.snapshot.place >> 20
        yield "", changed
        yield from ((path, 0) for path in ("years", "issues", "entities"))
        if site.edition.has_imprint:
            yield "imprint", 0
        yield from ((f"years/{year_path(year)}", 0) for year, _ in found.years())
        yield from ((f"issues/{each.journal}/{each.issue}", 0) for each in found.issues())
        for kind in KINDS:
            for offset in range(0, found.kinds().get(kind, 0), _MOST_ADDRESSES):
                yield from ((f"entities/{e.id}", 0) for e in found.entities(kind, _MOST_ADDRESSES, offset))
        for offset in range(0, found.count(), _MOST_ADDRESSES):
            yield from ((f"articles/{e.article}", e.datestamp) for e in found.newest(_MOST_ADDRESSES, offset))


def _urlset(base_url: str, addresses: Iterable[tuple[str, int]]) -> bytes:
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP})
    for path, second in addresses:
        _place(root, "url", f"{base_url}{quote(path)}", second)
    return _bytes(root)


def _place(root: "etree._Element", kind: str, address: str, second: int) -> None:
    place = etree.SubElement(root, f"{{{_SITEMAP}}}{kind}")
    etree.SubElement(place, f"{{{_SITEMAP}}}loc").text = address
    if second:
        etree.SubElement(place, f"{{{_SITEMAP}}}lastmod").text = stamp(second)


def _bytes(root: "etree._Element") -> bytes:
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
