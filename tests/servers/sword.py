"""A TEST DOUBLE of a SWORD v2 server, built to the text of the SWORD 2.0 Profile. It is no repository.

Each quirk that was seen in a real server can be switched on; the names are those of ``sword_documents.QUIRKS``.
"""

import base64
import hashlib
import io
import zipfile
from email import message_from_bytes
from email.message import Message
from email.policy import HTTP

from lxml import etree

from servers.http_server import Answer, Asked, HttpServer, basic
from servers.sword_documents import ATOM, DCTERMS, EPRINTS_XML, FOREIGN, PACKAGINGS, QUIRKS, Documents, Stored


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
        name, _, ending = steps[-1].partition(".")
        if len(steps) == 2 and name.isdigit() and int(name) in self.items:
            return self.item(asked, steps[0] + ending, self.items[int(name)])
        return self.error(404, "ErrorNotFound", "there is nothing here", asked)

    @property
    def documents(self) -> Documents:
        return Documents(self.public, frozenset(self.quirks))

    def service(self, asked: Asked) -> Answer:
        if "elsewhere" in self.quirks:
            return Answer(status=302, headers={"Location": f"{FOREIGN}/servicedocument"})
        return self.xml(200, self.documents.service())

    def list_items(self, asked: Asked) -> Answer:
        if "no-list" in self.quirks:
            return Answer(status=405)
        if "feed-is-export" in self.quirks and "type=feed" in asked.headers.get("accept", ""):
            return self.error(403, "ErrorForbidden", "you may not export this", asked)
        offset = int(asked.query.get("offset", "0"))
        shown = sorted(self.items)[offset : offset + self.page_size]
        is_last = offset + self.page_size >= len(self.items) and "endless-list" not in self.quirks
        following = "" if is_last else f"{self.public}/collection?offset={offset + self.page_size}"
        return self.xml(200, self.documents.feed([self.items[n] for n in shown], following))

    def create(self, asked: Asked) -> Answer:
        number = max([*self.items, *self.deleted, 0]) + 1
        new = Stored(number=number, title="", identifiers=(), payload=b"")
        refused = self.take(asked, new)
        if refused is not None:
            return refused
        if "error-in-201" in self.quirks:
            return self.error(201, "ErrorContent", "the package could not be imported", asked)
        if asked.headers.get("in-progress") == "true" or "inbox" in self.quirks:
            new.state = "inbox"
        elif "reviewed" in self.quirks:
            new.state = "buffer"
        self.items[number] = new
        address = f"{FOREIGN if 'foreign-addresses' in self.quirks else self.public}/edit/{number}"
        if "no-receipt" in self.quirks:
            return Answer(status=201, headers={"Location": address})
        return self.xml(201, self.documents.entry(new), {"Location": address})

    def item(self, asked: Asked, kind: str, item: Stored) -> Answer:
        if kind in ("statement", "statementrdf"):
            return self.xml(200, self.documents.statement(item, is_rdf=kind == "statementrdf"))
        if asked.method != "GET" and kind == "filesatom":
            return self.error(405, "MethodNotAllowed", "this is a list of the files", asked)
        if asked.method in ("PUT", "DELETE"):
            if "final-archive" in self.quirks and item.state == "archive":
                return self.error(405, "MethodNotAllowed", "The item is archived", asked)
            if "closed-review" in self.quirks and item.state == "buffer":
                return Answer(status=403, body=b"<html>Forbidden</html>", headers={"Content-Type": "text/html"})
        if asked.method == "DELETE":
            del self.items[item.number]
            self.deleted.append(item.number)
            return Answer(status=204)
        if asked.method == "PUT":
            refused = self.take(asked, item)
            item.revisions += refused is None
            if "error-in-204" in self.quirks:
                return self.error(200, "ErrorContent", "the package could not be imported", asked)
            return refused or Answer(status=204)
        if asked.method == "POST":
            # Completing an item that is in progress.
            if "in-progress-stays" in self.quirks:
                return Answer(status=405)
            item.state = "archive"
            return self.xml(200, self.documents.entry(item))
        if kind == "media":
            if "no-files" in self.quirks:
                return Answer(status=404)
            if "closed-files" in self.quirks:
                return Answer(status=403)
            return Answer(status=200, body=item.payload, headers={"Content-Type": "application/zip"})
        return self.xml(200, self.documents.entry(item))

    def take(self, asked: Asked, item: Stored) -> Answer | None:
        """Read a deposit's body into an item; give an error where it is refused."""
        content_type = asked.headers.get("content-type", "")
        if "unknown-owner" in self.quirks and "on-behalf-of" in asked.headers:
            return self.error(403, "TargetOwnerUnknown", "Target user unknown", asked)
        atom: bytes | None = None
        headers, payload = asked.headers, asked.body
        if content_type.startswith("multipart/related"):
            if "no-multipart" in self.quirks:
                return self.error(500, "ErrorBadRequest", "Stream ended unexpectedly", asked)
            parts = parts_of(content_type, asked.body)
            if [p.get_param("name", header="Content-Disposition") for p in parts] != ["atom", "payload"]:
                return self.error(400, "ErrorBadRequest", "a part atom and a part payload are needed", asked)
            atom, payload = bytes_of(parts[0]), bytes_of(parts[1])
            headers = {k.lower(): str(v) for k, v in parts[1].items()}
            if "strict-multipart" in self.quirks and (atom.startswith(b"<?xml") or not atom.isascii()):
                return self.error(400, "ErrorContent", "XML or text declaration not at start of entity", asked)
        packaging = headers.get("packaging", "")
        if packaging not in PACKAGINGS:
            status = 415 if "packaging-415" in self.quirks else 400
            return self.error(status, "ErrorContent", f"No support for packaging '{packaging}'", asked)
        digest = headers.get("content-md5")
        if digest is not None and digest != hashlib.md5(payload).hexdigest():
            return self.error(412, "ErrorChecksumMismatch", "MD5 digest mismatch", asked)
        if packaging == EPRINTS_XML:
            payload = self.read_eprints(payload, item)
        elif atom is None:
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
        item.title = root.findtext(f"{{{ATOM}}}title", "")
        item.identifiers = tuple(e.text or "" for e in root.iter(f"{{{DCTERMS}}}identifier"))
        # As EPrints does: what stands after the last space is the family name.
        names = [e.text or "" for e in root.iterfind(f"{{{ATOM}}}author/{{{ATOM}}}name")]
        item.family_names = tuple(name.rpartition(" ")[2] for name in names)

    def read_eprints(self, data: bytes, item: Stored) -> bytes:
        """Read EPrints' XML as EPrints does, the size and digest of its file included; give that file."""
        spaces = {"e": EPRINTS_XML}
        eprint = etree.fromstring(data).find("e:eprint", spaces)
        assert eprint is not None
        item.title = eprint.findtext("e:title", "", spaces)
        item.identifiers = tuple(e.text or "" for e in eprint.iterfind("e:related_url/e:item/e:url", spaces))
        item.family_names = tuple(e.text or "" for e in eprint.iterfind("e:creators/e:item/e:name/e:family", spaces))
        file = eprint.find("e:documents/e:document/e:files/e:file", spaces)
        assert file is not None
        payload = base64.b64decode(file.findtext("e:data", "", spaces))
        assert len(payload) == int(file.findtext("e:filesize", "", spaces))
        assert hashlib.md5(payload).hexdigest() == file.findtext("e:hash", "", spaces)
        return payload

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
        unqualified = [f for f in section.iterfind(".//d:field", spaces) if f.get("qualifier") is None]
        fields = [(f.get("element"), f.text or "") for f in unqualified]
        item.title = next((text for name, text in fields if name == "title"), "")
        item.identifiers = tuple(text for name, text in fields if name == "identifier")
        return ""

    def error(self, status: int, name: str, summary: str, asked: Asked) -> Answer:
        said = f"{summary} ({asked.headers.get('authorization')})" if "echo" in self.quirks else summary
        more = {"WWW-Authenticate": 'Basic realm="SWORD"'} if status == 401 else {}
        return self.xml(status, self.documents.error(name, said), more)

    def xml(self, status: int, body: str, more: dict[str, str] | None = None) -> Answer:
        headers = {"Content-Type": "application/atom+xml", **(more or {})}
        if "wrong-md5" in self.quirks:
            headers["Content-MD5"] = "0" * 32
        if "relative-addresses" in self.quirks:
            body = body.replace(f'="{self.public}/', '="/')
            headers = {name: value.removeprefix(self.public) for name, value in headers.items()}
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
