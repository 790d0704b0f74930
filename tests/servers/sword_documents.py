"""The documents that the test double of SWORD v2 writes, each with the quirks that change it."""

from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape, quoteattr

QUIRKS: Final = {
    "in-progress-stays": "an item deposited with In-Progress can never be completed (EPrints)",
    "eprints-namespace": "elements are in http://purl.org/net/sword/ (EPrints)",
    "eprints-receipt": "the receipt says the state, and that its statement is itself (EPrints)",
    "endless-list": "every page of the list names a next one; one past the end is empty (EPrints)",
    "reviewed": "new items wait for review",
    "inbox": "new items stay in the depositor's own workspace",
    "feed-is-export": "its list of items asked for as a feed is an export, and answered 403 (EPrints)",
    "closed-review": "an item in review cannot be changed or deleted by its depositor: 403 (EPrints)",
    "error-in-201": "the answer to a deposit is 201 with an error document",
    "error-in-204": "the answer to a change is 200 with an error document",
    "wrong-md5": "answers bear a Content-MD5 that is not theirs",
    "packaging-415": "an unknown packaging is 415 instead of 400",
    "strict-multipart": "an XML declaration or raw non-ASCII in the Atom part is refused",
    "no-multipart": "the parts of a multipart request are not found (DSpace)",
    "final-archive": "an archived item is neither changed nor deleted: 405 (DSpace)",
    "listed-by-id": "the list gives each entry's edit address as its id alone (DSpace)",
    "bare-list": "the list gives edit addresses and nothing else (the reference server)",
    "one-identifier": "entries give back one of several identifiers (DSpace)",
    "media-list": "a second edit-media link leads to a list of the files (DSpace)",
    "broken-statement": "the Atom statement is not well-formed; one in RDF stands beside it (DSpace 8)",
    "unknown-owner": "the one in On-Behalf-Of is not known: 403",
    "no-list": "the collection cannot be listed (405)",
    "no-identifiers": "entries are given back without the identifiers they were sent with",
    "no-receipt": "a deposit is answered by Location alone",
    "relative-addresses": "addresses are paths alone, in links and in Location",
    "foreign-addresses": "the receipt's addresses are at another host",
    "echo": "error documents repeat the Authorization header",
    "busy": "the first two requests that change something are answered 503 with Retry-After",
    "down": "everything is answered 503",
    "elsewhere": "the service document redirects to another host",
    "no-files": "files are not given back (404)",
    "closed-files": "files are given back to others alone (403)",
    "corrupts": "what is stored is not what was sent",
}
TERMS: Final = "http://purl.org/net/sword/terms/"
EPRINTS: Final = "http://purl.org/net/sword/"
ATOM: Final = "http://www.w3.org/2005/Atom"
DCTERMS: Final = "http://purl.org/dc/terms/"
EPRINTS_XML: Final = "http://eprints.org/ep2/data/2.0"
PACKAGINGS: Final = (
    *(f"http://purl.org/net/sword/package/{n}" for n in ("SimpleZip", "Binary", "METSDSpaceSIP")),
    EPRINTS_XML,
)
FOREIGN: Final = "http://127.0.0.2:9"


@dataclass(slots=True)
class Stored:
    """An item of the server."""

    number: int
    title: str
    identifiers: tuple[str, ...]
    payload: bytes = field(repr=False)
    packaging: str = ""
    state: str = "archive"
    on_behalf_of: str = ""
    revisions: int = 1
    family_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Documents:
    """Writes documents for a server known at ``public``, with these quirks."""

    public: str
    quirks: frozenset[str]

    @property
    def namespace(self) -> str:
        return EPRINTS if "eprints-namespace" in self.quirks else TERMS

    def service(self) -> str:
        accepted = "".join(f"<sword:acceptPackaging>{p}</sword:acceptPackaging>" for p in PACKAGINGS)
        return (
            f'<service xmlns="http://www.w3.org/2007/app" xmlns:atom="{ATOM}" xmlns:sword="{self.namespace}">'
            "<sword:version>2.0</sword:version><workspace><atom:title>Test double</atom:title>"
            f'<collection href="{self.public}/collection"><atom:title>Articles</atom:title><accept>*/*</accept>'
            f'<accept alternate="multipart-related">*/*</accept><sword:mediation>true</sword:mediation>{accepted}'
            "</collection>"
            "</workspace></service>"
        )

    def feed(self, items: list[Stored], following: str) -> str:
        link = f'<link rel="next" href="{following}"/>' if following else ""
        entries = "".join(self.listed(item) for item in items)
        return f'<feed xmlns="{ATOM}">{link}{entries}</feed>'

    def listed(self, item: Stored) -> str:
        """Write an entry of the list, which may say less than the item's own."""
        edit = f"{self.public}/edit/{item.number}"
        if "bare-list" in self.quirks:
            return f'<entry><link rel="edit" href="{edit}"/></entry>'
        if "listed-by-id" in self.quirks:
            media = f'<link rel="edit-media" href="{self.public}/media/{item.number}"/>'
            return f"<entry><id>{edit}</id><title>{escape(item.title)}</title>{media}</entry>"
        return self.entry(item)

    def entry(self, item: Stored) -> str:
        kept = () if "no-identifiers" in self.quirks else item.identifiers
        kept = kept[-1:] if "one-identifier" in self.quirks else kept
        identifiers = "".join(f"<dcterms:identifier>{escape(i)}</dcterms:identifier>" for i in kept)
        base = FOREIGN if "foreign-addresses" in self.quirks else self.public
        return (
            f'<entry xmlns="{ATOM}" xmlns:dcterms="{DCTERMS}" xmlns:sword="{self.namespace}">'
            f"<title>{escape(item.title)}</title><id>{base}/id/{item.number}</id>"
            f'<link rel="edit" href="{base}/edit/{item.number}"/>'
            f'<link rel="edit-media" href="{base}/media/{item.number}"/>{self.media_list(item)}'
            f'<link rel="{TERMS}add" href="{base}/edit/{item.number}"/>{self.statements(item, base)}'
            f"<sword:treatment>Stored.</sword:treatment>{identifiers}</entry>"
        )

    def media_list(self, item: Stored) -> str:
        if "media-list" not in self.quirks:
            return ""
        address = f"{self.public}/files/{item.number}.atom"
        return f'<link rel="edit-media" type="application/atom+xml;type=feed" href="{address}"/>'

    def statements(self, item: Stored, base: str) -> str:
        if "eprints-receipt" in self.quirks:
            scheme = "http://eprints.org/ep2/data/2.0/eprint/eprint_status"
            link = f'<link rel="{TERMS}statement" href="{base}/edit/{item.number}"/>'
            return f'<category term="{item.state}" scheme="{scheme}"/>{link}'
        address = f"{base}/statement/{item.number}"
        rdf = f'<link rel="{TERMS}statement" type="application/rdf+xml" href="{address}.rdf"/>'
        atom = f'<link rel="{TERMS}statement" type="application/atom+xml;type=feed" href="{address}"/>'
        return rdf + atom

    def statement(self, item: Stored, *, is_rdf: bool) -> str:
        state = f"http://eprints.org/state/{item.state}"
        if is_rdf:
            rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            return (
                f'<rdf:RDF xmlns:rdf="{rdf}" xmlns:sword="{TERMS}"><rdf:Description rdf:about="{self.public}">'
                f'<sword:state rdf:resource="{state}"/></rdf:Description><rdf:Description rdf:about="{state}">'
                f"<sword:stateDescription>{item.state}</sword:stateDescription></rdf:Description></rdf:RDF>"
            )
        broken = f'<{TERMS}depositedOn xmlns="">2025</{TERMS}depositedOn>' if "broken-statement" in self.quirks else ""
        return (
            f'<feed xmlns="{ATOM}">{broken}<category scheme="{TERMS}state" term="{state}" label="State">'
            f"{item.state}</category></feed>"
        )

    def error(self, name: str, summary: str) -> str:
        return (
            f'<sword:error xmlns:sword="{self.namespace}" xmlns="{ATOM}" '
            f"href={quoteattr('http://purl.org/net/sword/error/' + name)}><title>ERROR</title>"
            f"<summary>{escape(summary)}</summary></sword:error>"
        )
