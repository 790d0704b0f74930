"""Atom as SWORD v2 uses it (RFC 4287, RFC 5023, SWORD 2.0 Profile): entries that we write, documents that we read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from titelei.deposit.values import Attachment, Item, Reply
from titelei.xml.foreign import parsed, words

ATOM: Final = "http://www.w3.org/2005/Atom"
APP: Final = "http://www.w3.org/2007/app"
DCTERMS: Final = "http://purl.org/dc/terms/"
SWORD: Final = "http://purl.org/net/sword/"
"""Beginning of the namespaces seen: servers write ``…/sword/terms/``, EPrints ``…/sword/``, HAL ``…/sword/error/``."""

_DATES: Final = {
    "received": "dateSubmitted",
    "accepted": "dateAccepted",
    "published": "available",
    "online": "available",
    "revised": "modified",
    "corrected": "modified",
}
"""Dates of an article as the terms of Dublin Core have them."""

_REL: Final = f"{SWORD}terms/"
_KNOWN: Final = tuple(f"{{{name}" for name in (ATOM, APP, SWORD, "http://www.w3.org/1999/02/22-rdf-syntax-ns#"))
_ERROR: Final = re.compile(rf"\{{{re.escape(SWORD)}(terms/|error/)?\}}error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A collection of the service document."""

    title: str
    href: str
    packaging: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A deposit receipt, or an entry of a feed. ``words`` are what the server says of its state."""

    id: str = ""
    title: str = ""
    links: dict[str, str] = field(default_factory=dict)
    identifiers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    words: str = ""

    @property
    def edit(self) -> str:
        """The address at which the item is changed; DSpace lists it as the entry's id alone."""
        return self.links.get("edit") or (self.id if self.id.startswith(("https://", "http://")) else "")


def entry(item: Item) -> bytes:
    """Write the entry that describes an item: ASCII without XML declaration, which every multipart reader can read."""
    about = item.description
    root = etree.Element(f"{{{ATOM}}}entry", nsmap={None: ATOM, "dcterms": DCTERMS})
    _atom(root, "title", about.title)
    _atom(root, "id", item.object_id)
    _atom(root, "updated", _moment(about.changed or about.issued))
    for creator in about.creators:
        # EPrints takes the last word for the family name, so that the name stands as it is read aloud.
        _atom(etree.SubElement(root, f"{{{ATOM}}}author"), "name", creator.as_read)
    if about.abstract:
        _atom(root, "summary", about.abstract)
    if about.licence:
        _atom(root, "rights", about.licence)
    etree.SubElement(root, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=item.page)
    terms: list[tuple[str, str, str]] = [
        ("title", about.title_language, about.title),
        *(
            ("alternative", language, title)
            for title, language in (*about.translated_titles, *about.alternative_titles)
        ),
        *(("creator", "", creator.name) for creator in about.creators),
        *(("contributor", "", name) for name in dict.fromkeys(c.name for c in about.contributors)),
        ("abstract", about.abstract_language, about.abstract),
        *(("subject", "", subject) for subject in about.subjects),
        *(("abstract", each.language, each.text) for each in about.other_abstracts),
        *(("description", each.language, each.text) for each in about.statements),
        ("issued", "", about.issued),
        *((_DATES[kind], "", date) for kind, date in about.dates if kind in _DATES),
        ("language", "", about.language),
        ("publisher", "", about.publisher),
        ("license", "", about.licence),
        ("rights", "", about.licence),
        ("bibliographicCitation", "", about.citation),
        ("isVersionOf", "", f"https://doi.org/{about.doi}" if about.doi else ""),
        ("isPartOf", "", about.place),
        ("rightsHolder", "", about.copyright),
        *(("relation", "", link.address) for link in about.links),
        *(("references", "", reference) for reference in about.references),
        ("description", "", about.scope),
        ("identifier", "", item.object_id),
        ("identifier", "", item.page),
    ]
    for name, language, value in terms:
        if value:
            term = etree.SubElement(root, f"{{{DCTERMS}}}{name}")
            term.text = value
            if language:
                term.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    return etree.tostring(root, encoding="us-ascii", xml_declaration=False)


def _moment(date: str) -> str:
    """Write a date, of which a year at least is known, as a moment (RFC 3339), as Atom wants it."""
    year, month, day = (date[:4], date[5:7], date[8:10])
    if "T" in date or not year.isdigit():
        return date if date else "1970-01-01T00:00:00Z"
    return f"{year}-{month or '01'}-{day or '01'}T00:00:00Z"


def multipart(atom: bytes, payload: Attachment, *, packaging: str) -> tuple[bytes, str]:
    """Put entry and package into one body (SWORD 2.0, 6.3.2); give it with its ``Content-Type``."""
    boundary = f"titelei-{payload.sha256[:32]}"
    parts = (
        (
            'Content-Type: application/atom+xml; charset="utf-8"',
            'Content-Disposition: attachment; name="atom"',
            "MIME-Version: 1.0",
        ),
        (
            f"Content-Type: {payload.media_type}",
            f'Content-Disposition: attachment; name="payload"; filename="{payload.name}"',
            f"Packaging: {packaging}",
            f"Content-MD5: {payload.md5}",
            "MIME-Version: 1.0",
        ),
    )
    pieces: list[bytes] = []
    for headers, data in zip(parts, (atom, payload.data), strict=True):
        pieces += [f"--{boundary}\r\n".encode(), "\r\n".join(headers).encode("ascii"), b"\r\n\r\n", data, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode())
    return b"".join(pieces), f'multipart/related; boundary="{boundary}"; type="application/atom+xml"'


def collections(reply: Reply, base: str = "") -> tuple[Collection, ...]:
    """Read a service document, which was asked for at ``base``; empty where it is none."""
    root = _parse(reply.body, base)
    if root is None:
        return ()
    return tuple(
        Collection(
            title=words(each.find(f"{{{ATOM}}}title")),
            href=absolute(each.get("href", ""), each.base or base),
            packaging=tuple(words(e) for e in each.iter("{*}acceptPackaging")),
        )
        for each in root.iter(f"{{{APP}}}collection")
    )


def is_error(reply: Reply) -> bool:
    """Tell whether the body is an error document, whatever the status says (a 201 may carry one)."""
    root = _parse(reply.body)
    return root is not None and bool(_ERROR.fullmatch(str(root.tag)))


def is_foreign(reply: Reply) -> bool:
    """Tell whether there is a body and none that SWORD knows: a page for people, JSON, XML of another kind."""
    if not reply.body.strip():
        return False
    root = _parse(reply.body)
    return root is None or not str(root.tag).startswith(_KNOWN)


def read_entry(reply: Reply, base: str = "") -> Entry | None:
    """Read a deposit receipt, the answer to a request to ``base``; None where the body is none."""
    root = _parse(reply.body, base)
    return None if root is None or root.tag != f"{{{ATOM}}}entry" else _entry(root)


def read_feed(reply: Reply, base: str = "") -> tuple[tuple[Entry, ...], str] | None:
    """Read a feed: its entries, and the address of its next page; None where the body is none."""
    root = _parse(reply.body, base)
    if root is None or root.tag != f"{{{ATOM}}}feed":
        return None
    following = next((_href(e) for e in root.findall(f"{{{ATOM}}}link") if e.get("rel") == "next"), "")
    return tuple(_entry(e) for e in root.findall(f"{{{ATOM}}}entry")), following


def states(reply: Reply) -> tuple[str, ...]:
    """Read what a statement, Atom or RDF, says of the item's state."""
    root = _parse(reply.body)
    return () if root is None else tuple(_states(root))


def _entry(root: "etree._Element") -> Entry:
    links: dict[str, str] = {}
    for link in root.findall(f"{{{ATOM}}}link"):
        rel = link.get("rel", "alternate")
        name = rel.rpartition("/")[2] if rel.startswith(SWORD) else rel
        is_atom = "atom" in link.get("type", "")
        if name == "statement" and "rdf" in link.get("type", ""):
            name = "statement-rdf"
        elif name == "edit-media" and is_atom:
            # DSpace's list of the files; a PUT belongs at the other address.
            name = "edit-media-list"
        if name not in links or is_atom:
            links[name] = _href(link)
    content = root.find(f"{{{ATOM}}}content")
    if content is not None and content.get("src"):
        links["content"] = absolute(content.get("src", ""), content.base or "")
    return Entry(
        id=words(root.find(f"{{{ATOM}}}id")),
        title=words(root.find(f"{{{ATOM}}}title")),
        links=links,
        identifiers=tuple(words(e) for e in root.iter(f"{{{DCTERMS}}}identifier")),
        states=tuple(_states(root)),
        words=next((words(e) for e in root.iter("{*}stateDescription", "{*}treatment")), ""),
    )


def _states(root: "etree._Element") -> Iterator[str]:
    for category in root.iter(f"{{{ATOM}}}category"):
        scheme = category.get("scheme", "")
        if scheme.endswith(("/state", "eprint_status")):
            yield category.get("term", "")
    for state in root.iter(f"{{{_REL}}}state", f"{{{SWORD}}}state"):
        yield state.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource", "") or state.get("href", "")


def absolute(address: str, base: str) -> str:
    """Resolve an address against where it was read; words in braces stand for one in a dry run."""
    is_whole = not address or address.startswith(("{", "https://", "http://"))
    return address if is_whole else urljoin(base, address)


def _href(link: "etree._Element") -> str:
    return absolute(link.get("href", ""), link.base or "")


def _parse(body: bytes, base: str = "") -> "etree._Element | None":
    try:
        return parsed(body, base=base)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _atom(parent: "etree._Element", name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


STATEMENT_SAMPLE: Final = f'<feed xmlns="{ATOM}"><category scheme="{_REL}state" term="{{state}}"/></feed>'.encode()
"""The statement that a dry run takes for the answer."""


def service_sample(href: str, title: str) -> Reply:
    """Give a service document with one collection, as a dry run takes it for."""
    root = etree.Element(f"{{{APP}}}service", nsmap={"app": APP, "atom": ATOM})
    collection = etree.SubElement(etree.SubElement(root, f"{{{APP}}}workspace"), f"{{{APP}}}collection", href=href)
    _atom(collection, "title", title)
    return Reply(status=200, body=etree.tostring(root))


def receipt_sample(address: str, item: Item) -> Reply:
    """Give the receipt that a dry run takes for the answer to a deposit."""
    return Reply(status=201, headers={"location": address}, body=_receipt(address, item.object_id))


def entry_sample(address: str) -> Reply:
    """Give the entry that a dry run takes to stand at an address."""
    return Reply(status=200, body=_receipt(address, address))


def _receipt(address: str, identifier: str) -> bytes:
    root = etree.Element(f"{{{ATOM}}}entry", nsmap={None: ATOM})
    _atom(root, "id", identifier)
    etree.SubElement(root, f"{{{ATOM}}}link", rel="edit", href=address)
    etree.SubElement(root, f"{{{ATOM}}}link", rel="edit-media", href=f"{address}/media")
    etree.SubElement(root, f"{{{ATOM}}}link", rel=f"{_REL}statement", href=f"{address}/statement")
    return etree.tostring(root)
