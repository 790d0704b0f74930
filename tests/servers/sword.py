"""A TEST DOUBLE of a SWORD v2 server, built to the text of the SWORD 2.0 Profile. It is no repository.

Each quirk that was seen in a real server can be switched on; the names are those of :data:`QUIRKS`.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import HTTP
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from servers.http_server import Answer, Asked, HttpServer, basic

QUIRKS: Final = {
    "in-progress-stays": "an item deposited with In-Progress can never be completed (EPrints)",
    "eprints-namespace": "elements are in http://purl.org/net/sword/ (EPrints)",
    "error-in-201": "the answer to a deposit is 201 with an error document",
    "wrong-md5": "answers bear a Content-MD5 that is not theirs",
    "packaging-415": "an unknown packaging is 415 instead of 400",
    "strict-multipart": "an XML declaration or raw non-ASCII in the Atom part is refused",
    "no-list": "the collection cannot be listed (405)",
    "no-identifiers": "entries are given back without the identifiers they were sent with",
    "no-receipt": "a deposit is answered by Location alone",
    "echo": "error documents repeat the Authorization header",
    "busy": "the first two requests that change something are answered 503 with Retry-After",
    "down": "everything is answered 503",
    "elsewhere": "the service document redirects to another host",
    "no-files": "files are not given back (404)",
    "corrupts": "what is stored is not what was sent",
}
_TERMS: Final = "http://purl.org/net/sword/terms/"
_EPRINTS: Final = "http://purl.org/net/sword/"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_PACKAGINGS: Final = tuple(f"http://purl.org/net/sword/package/{n}" for n in ("SimpleZip", "Binary", "METSDSpaceSIP"))


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


class SwordServer(HttpServer):
    """The double. ``items`` are those that stand in it; ``deleted`` those that were there."""

    user, password = "depositor", "correct horse"

    def __init__(self, *quirks: str) -> None:
        super().__init__()
        assert set(quirks) <= QUIRKS.keys(), quirks
        self.quirks = set(quirks)
        self.items: dict[int, Stored] = {}
        self.deleted: list[int] = []
        self.page_size = 2
        self.refusals = 0

    @property
    def service_document(self) -> str:
        return f"{self.public}/servicedocument"

    def answer(self, asked: Asked) -> Answer:
        """Answer one request."""
        if asked.headers.get("authorization") != basic(self.user, self.password):
            return self.error(401, "ErrorUnauthorized", "log in", asked)
        if "down" in self.quirks:
            return Answer(status=503)
        if "busy" in self.quirks and asked.method != "GET" and self.refusals < 2:
            self.refusals += 1
            return Answer(status=503, headers={"Retry-After": "7"})
        steps = asked.path.strip("/").split("/")
        if steps == ["servicedocument"]:
            return self.service(asked)
        if steps == ["collection"]:
            return self.list_items(asked) if asked.method == "GET" else self.create(asked)
        if len(steps) == 2 and steps[1].isdigit() and int(steps[1]) in self.items:
            return self.item(asked, steps[0], self.items[int(steps[1])])
        return self.error(404, "ErrorNotFound", "there is nothing here", asked)

    def service(self, asked: Asked) -> Answer:
        if "elsewhere" in self.quirks:
            return Answer(status=302, headers={"Location": "http://127.0.0.2:9/servicedocument"})
        accepted = "".join(f"<sword:acceptPackaging>{p}</sword:acceptPackaging>" for p in _PACKAGINGS)
        body = (
            f'<service xmlns="http://www.w3.org/2007/app" xmlns:atom="{_ATOM}" xmlns:sword="{self.namespace}">'
            f"<workspace><atom:title>Test double</atom:title><sword:version>2.0</sword:version>"
            f'<collection href="{self.public}/collection"><atom:title>Articles</atom:title>{accepted}</collection>'
            "</workspace></service>"
        )
        return self.xml(200, body)

    def list_items(self, asked: Asked) -> Answer:
        if "no-list" in self.quirks:
            return Answer(status=405)
        offset = int(asked.query.get("offset", "0"))
        shown = sorted(self.items)[offset : offset + self.page_size]
        following = ""
        if offset + self.page_size < len(self.items):
            address = f"{self.public}/collection?offset={offset + self.page_size}"
            following = f'<link rel="next" href="{address}"/>'
        entries = "".join(self.entry(self.items[n]) for n in shown)
        return self.xml(200, f'<feed xmlns="{_ATOM}">{following}{entries}</feed>')

    def create(self, asked: Asked) -> Answer:
        number = max([*self.items, *self.deleted, 0]) + 1
        new = Stored(number=number, title="", identifiers=(), payload=b"")
        refused = self.take(asked, new)
        if refused is not None:
            return refused
        if "error-in-201" in self.quirks:
            return self.error(201, "ErrorContent", "the package could not be imported", asked)
        if asked.headers.get("in-progress") == "true":
            new.state = "inbox"
        self.items[number] = new
        address = f"{self.public}/edit/{number}"
        if "no-receipt" in self.quirks:
            return Answer(status=201, headers={"Location": address})
        return self.xml(201, self.entry(new), {"Location": address})

    def item(self, asked: Asked, kind: str, item: Stored) -> Answer:
        if kind == "statement":
            return self.xml(200, f'<feed xmlns="{_ATOM}">{self.state(item)}</feed>')
        if asked.method == "DELETE":
            del self.items[item.number]
            self.deleted.append(item.number)
            return Answer(status=204)
        if asked.method == "PUT":
            refused = self.take(asked, item)
            item.revisions += refused is None
            return refused or Answer(status=204)
        if asked.method == "POST":
            # Completing an item that is in progress.
            if "in-progress-stays" in self.quirks:
                return Answer(status=405)
            item.state = "archive"
            return self.xml(200, self.entry(item))
        if kind == "media":
            if "no-files" in self.quirks:
                return Answer(status=404)
            return Answer(status=200, body=item.payload, headers={"Content-Type": "application/zip"})
        return self.xml(200, self.entry(item))

    def take(self, asked: Asked, item: Stored) -> Answer | None:
        """Read a deposit's body into an item; give an error where it is refused."""
        content_type = asked.headers.get("content-type", "")
        atom: bytes | None = None
        headers, payload = asked.headers, asked.body
        if content_type.startswith("multipart/related"):
            parts = parts_of(content_type, asked.body)
            if [p.get_param("name", header="Content-Disposition") for p in parts] != ["atom", "payload"]:
                return self.error(400, "ErrorBadRequest", "a part atom and a part payload are needed", asked)
            atom, payload = bytes_of(parts[0]), bytes_of(parts[1])
            headers = {k.lower(): str(v) for k, v in parts[1].items()}
            if "strict-multipart" in self.quirks and (atom.startswith(b"<?xml") or not atom.isascii()):
                return self.error(400, "ErrorContent", "XML or text declaration not at start of entity", asked)
        packaging = headers.get("packaging", "")
        if packaging not in _PACKAGINGS:
            status = 415 if "packaging-415" in self.quirks else 400
            return self.error(status, "ErrorContent", f"No support for packaging '{packaging}'", asked)
        digest = headers.get("content-md5")
        if digest is not None and digest != hashlib.md5(payload).hexdigest():
            return self.error(412, "ErrorChecksumMismatch", "MD5 digest mismatch", asked)
        if atom is None:
            said = self.read_mets(payload, item)
            if said:
                return self.error(400, "ErrorContent", said, asked)
        else:
            self.read_atom(atom, item)
        item.payload = payload[:60] + payload[70:] if "corrupts" in self.quirks else payload
        item.packaging = packaging
        item.on_behalf_of = asked.headers.get("on-behalf-of", "")
        return None

    def read_atom(self, atom: bytes, item: Stored) -> None:
        root = etree.fromstring(atom)
        item.title = root.findtext(f"{{{_ATOM}}}title", "")
        item.identifiers = tuple(e.text or "" for e in root.iter(f"{{{_DCTERMS}}}identifier"))

    def read_mets(self, payload: bytes, item: Stored) -> str:
        """Read a METS package as DSpace does: the metadata of the first structMap's first div (DSpace #12452)."""
        spaces = {"m": "http://www.loc.gov/METS/", "d": "http://www.dspace.org/xmlns/dspace/dim"}
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            names = set(archive.namelist())
            if "mets.xml" not in names:
                return "Content is not allowed in prolog"
            root = etree.fromstring(archive.read("mets.xml"))
        div = root.find("m:structMap", spaces)
        top = None if div is None else div.find("m:div", spaces)
        section = None if top is None else root.find(f"m:dmdSec[@ID='{top.get('DMDID')}']", spaces)
        if section is None:
            return "no metadata"
        listed = {e.get("{http://www.w3.org/1999/xlink}href") for e in root.iter(f"{{{spaces['m']}}}FLocat")}
        if listed != names - {"mets.xml"}:
            return "Content is not allowed in prolog"
        fields = [(f.get("element"), f.text or "") for f in section.iterfind(".//d:field", spaces)]
        item.title = next((text for name, text in fields if name == "title"), "")
        item.identifiers = tuple(text for name, text in fields if name == "identifier")
        return ""

    def entry(self, item: Stored) -> str:
        kept = () if "no-identifiers" in self.quirks else item.identifiers
        identifiers = "".join(f"<dcterms:identifier>{escape(i)}</dcterms:identifier>" for i in kept)
        base = self.public
        return (
            f'<entry xmlns="{_ATOM}" xmlns:dcterms="{_DCTERMS}" xmlns:sword="{self.namespace}">'
            f"<title>{escape(item.title)}</title><id>{base}/id/{item.number}</id>"
            f'<link rel="edit" href="{base}/edit/{item.number}"/>'
            f'<link rel="edit-media" href="{base}/media/{item.number}"/>'
            f'<link rel="{_TERMS}add" href="{base}/edit/{item.number}"/>'
            f'<link rel="{_TERMS}statement" type="application/atom+xml;type=feed" '
            f'href="{base}/statement/{item.number}"/>'
            f"<sword:treatment>Stored.</sword:treatment>{identifiers}</entry>"
        )

    def state(self, item: Stored) -> str:
        return f'<category scheme="{_TERMS}state" term="http://eprints.org/state/{item.state}"/>'

    @property
    def namespace(self) -> str:
        return _EPRINTS if "eprints-namespace" in self.quirks else _TERMS

    def error(self, status: int, name: str, summary: str, asked: Asked) -> Answer:
        said = f"{summary} ({asked.headers.get('authorization')})" if "echo" in self.quirks else summary
        body = (
            f'<sword:error xmlns:sword="{self.namespace}" xmlns="{_ATOM}" '
            f"href={quoteattr('http://purl.org/net/sword/error/' + name)}><title>ERROR</title>"
            f"<summary>{escape(said)}</summary></sword:error>"
        )
        return self.xml(status, body)

    def xml(self, status: int, body: str, more: dict[str, str] | None = None) -> Answer:
        headers = {"Content-Type": "application/atom+xml", **(more or {})}
        if "wrong-md5" in self.quirks:
            headers["Content-MD5"] = "0" * 32
        return Answer(status=status, body=b'<?xml version="1.0" encoding="UTF-8"?>\n' + body.encode(), headers=headers)


def parts_of(content_type: str, body: bytes) -> list[Message]:
    """Read the parts of a multipart body."""
    whole = message_from_bytes(
        f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode() + body, policy=HTTP
    )
    payload = whole.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def bytes_of(part: Message) -> bytes:
    """Give the bytes of a part."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data
