"""An article's page and files as they were deposited, and what is done to the page so that its links hold where it is
served."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from lxml import etree

from titelei.errors import StorageError, UsageError
from titelei.formats import PAGE, Registry
from titelei.names import DRAFT_FILE
from titelei.repository.catalogue import TOMBSTONE, Catalogue
from titelei.repository.catalogue.reading import Entry, snapshot
from titelei.site.edition import Edition

_OUT: Final = "out/"
_PAGE_TYPE: Final = "text/html"
_RELATIONS: Final = (
    "cite-as",
    "type",
    "author",
    "license",
    "describedby",
    "item",
    "linkset",
    "collection",
    "describes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A typed link (RFC 8288)."""

    relation: str
    href: str
    type: str = ""

    def __str__(self) -> str:
        kind = f'; type="{self.type}"' if self.type else ""
        return f'<{quote(self.href, safe=_IN_ADDRESSES)}>; rel="{self.relation}"{kind}'


_LONGEST_HEADER: Final = 3_400
_IN_ADDRESSES: Final = "!#$%&'()*+,/:;=?@[]~-._"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A version of an article: ``files`` are the names under ``out/``. None of them is given while it is withdrawn."""

    entry: Entry
    version: str
    files: tuple[str, ...]
    formats: Registry

    @property
    def id(self) -> str:
        return self.entry.article

    @property
    def offers(self) -> tuple[tuple[str, str], ...]:
        """(media type, file name) of what a client can ask for, the page first, then in the registry's order."""
        kinds = [(kind.media_type, kind.file(self.id)) for kind in self.formats]
        return tuple((media_type, name) for media_type, name in kinds if name in self.files)

    def language_files(self, first: str) -> Mapping[str, str]:
        """Give language → file name of the page; ``first`` is the language of the one without a language's name."""
        plain = self.formats.named(PAGE).file(self.id)
        stem, _, suffix = plain.rpartition(".")
        found = {first: plain}
        for name in self.files:
            if name != plain and name.startswith(f"{stem}.") and name.endswith(f".{suffix}"):
                found[name[len(stem) + 1 : -len(suffix) - 1]] = name
        return found


class Articles:
    """The articles of a repository, as the site shows them."""

    def __init__(self, catalogue: Catalogue, edition: Edition) -> None:
        self._catalogue = catalogue
        self._edition = edition

    def entry(self, article: str) -> Entry | None:
        """Give an article's entry; None where there is no article of that id."""
        with snapshot(self._catalogue.database) as found:
            return self.preferred(found.of_article(article)).get(article)

    def preferred(self, entries: Iterable[Entry]) -> dict[str, Entry]:
        """Give one entry an article: that of the edition's domain, else the last changed that is not withdrawn.

        ``entries`` come the last changed first. Objects from the time before a change of domain keep their identifiers.
        """
        chosen: dict[str, Entry] = {}
        for entry in entries:
            known = chosen.get(entry.article)
            if known is None or self._rank(entry) > self._rank(known):
                chosen[entry.article] = entry
        return chosen

    def _rank(self, entry: Entry) -> tuple[bool, bool]:
        return entry.identifier == self._edition.identifier(entry.article), entry.reason is None

    def article(self, entry: Entry, version: str = "") -> Article | None:
        """Give the version that is shown, or the one named; None where there is none of that name, or it is a draft.

        Raises:
            StorageError: the object is damaged.
        """
        names: list[str] = []

        def note(path: str) -> bool:
            names.append(path)
            return False

        shown = version or entry.version
        try:
            list(self._catalogue.repository.get(entry.identifier, shown, wanted=note))
        except UsageError:
            return None
        if DRAFT_FILE in names:
            return None
        files = tuple(sorted(name.removeprefix(_OUT) for name in names if name.startswith(_OUT)))
        return Article(entry=entry, version=shown, files=files, formats=self._catalogue.formats)

    def read(self, article: Article, name: str) -> bytes:
        """Give the bytes of one of its files.

        Raises:
            StorageError: the file is damaged.
        """
        return self._read(article.entry.identifier, article.version, f"{_OUT}{name}")

    def withdrawn(self, entry: Entry) -> str:
        """Give the day on which an article was withdrawn, as its tombstone has it; empty where that is damaged."""
        try:
            stone = json.loads(self._read(entry.identifier, None, TOMBSTONE) or b"{}")
        except (StorageError, ValueError):
            return ""
        return str(stone.get("withdrawn", ""))[:10]

    def _read(self, identifier: str, version: str | None, path: str) -> bytes:
        wanted = self._catalogue.repository.get(identifier, version, wanted=lambda each: each == path)
        return next((data for _, data in wanted), b"")


def page_language(page: bytes, default: str) -> str:
    """Give the language of a page's labels."""
    start = page[:400].find(b"<html")
    language = page[start : page.find(b">", start)].partition(b' lang="')[2].partition(b'"')[0]
    return language.decode("ascii", "replace") or default


def links(page: bytes) -> tuple[Link, ...]:
    """Read the typed links of a page's head, in their order: what the Link header says, too."""
    head = page[: page.find(b"</head>")]
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    root = etree.fromstring(head, parser) if head else None
    if root is None:
        return ()
    return tuple(
        Link(relation=element.get("rel", ""), href=element.get("href", ""), type=element.get("type", ""))
        for element in root.iter("link")
        if element.get("rel") in _RELATIONS
    )


def file_links(page: tuple[Link, ...], name: str, page_url: str) -> tuple[Link, ...]:
    """Give the links of one of the files that a page links to: back to the page, and to the set of all links."""
    own = f"{page_url}/{quote(name)}"
    mine = [link for link in page if link.href == own]
    back = [
        Link(relation="collection" if link.relation == "item" else "describes", href=page_url, type=_PAGE_TYPE)
        for link in mine
        if link.relation in ("item", "describedby")
    ]
    sets = [link for link in page if link.relation == "linkset" and link.href != own]
    return (*back, *sets)


def header(found: tuple[Link, ...]) -> str:
    """Write the Link header: all links where they fit, else the link set, which holds all, and the first that fit.

    A server in front refuses an answer whose headers are longer than its buffer: that of nginx has 4 kB for all.
    """
    whole = ", ".join(map(str, found))
    if len(whole) <= _LONGEST_HEADER:
        return whole
    sets = [link for link in found if link.relation == "linkset"]
    said = ", ".join(map(str, sets))
    for link in found:
        longer = f"{said}, {link}"
        if link.relation != "linkset" and len(longer) <= _LONGEST_HEADER:
            said = longer
    return said


def moved(data: bytes, edition_base_url: str, base_url: str) -> bytes:
    """Let the links of a page or a set of links that lead into the edition lead to where it is served."""
    if edition_base_url == base_url:
        return data
    new = base_url.encode("ascii")
    old = edition_base_url.encode("ascii", "ignore")
    for before in (b'href="', b'"href": "', b'"anchor": "'):
        data = data.replace(before + old, before + new)
    return data


_PLACE: Final = b'<nav class="around" hidden></nav>'
"""Where a page has room for others that it leads to; ``xslt/formats/html/page.xsl`` writes it."""


def has_room(page: bytes) -> bool:
    """Tell whether a page has room for what is around the article: those of early versions have none."""
    return _PLACE in page


def surrounded(page: bytes, around: bytes) -> bytes:
    """Put into a page what is around the article."""
    return page.replace(_PLACE, around, 1)


def lowered(page: bytes, article: Article) -> bytes:
    """Let a page's links to the files beside it hold at the address without a slash at its end, one level higher."""
    folder = quote(article.id).encode("ascii")
    for name in article.files:
        link = quote(name).encode("ascii")
        page = page.replace(b'href="' + link + b'"', b'href="' + folder + b"/" + link + b'"')
    return page
