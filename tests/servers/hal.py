"""A TEST DOUBLE of HAL's SWORD interface: AOfr TEI alone, no list, duplicates refused with the record's name.

It answers as HAL's own server does: a notice is taken with 202, ``Location`` is its page at another host, the receipt
has no edit address and a password, errors are in a namespace of their own, an unknown record is a 400.
"""

import hashlib
import re
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from servers.http_server import Answer, Asked, basic
from servers.sword import SwordServer
from servers.sword_documents import Stored

AOFR: Final = "http://purl.org/net/sword-types/AOfr"
PAGES: Final = "https://hal.example.org"
PASSWORD: Final = "s3cr3t-of-hal"
_STATUSES: Final = {
    "ErrorContent": 406,
    "ErrorChecksumMismatch": 412,
    "ErrorBadRequest": 400,
    "TargetOwnerUnknown": 403,
}


class HalServer(SwordServer):
    """The double. A record's number becomes ``hal-0400000N``; ``is_moderated`` keeps new ones in review."""

    def __init__(self, *quirks: str, is_moderated: bool = False) -> None:
        super().__init__(*quirks)
        self.is_moderated = is_moderated
        self.comment = ""

    def answer(self, asked: Asked) -> Answer:
        """Answer one request."""
        if asked.headers.get("authorization") != basic(self.user, self.password):
            return self.error(401, "ErrorUnauthorized", "Basic HTTP Authentification Error", asked)
        if asked.path == "/servicedocument":
            return self.service(asked)
        if asked.headers.get("in-progress") == "true":
            return self.refuse("ErrorBadRequest", "In-Progress header is not supported by the server")
        owner = asked.headers.get("on-behalf-of")
        if owner is not None and not re.fullmatch(r"(login|uid|idhal|orcid)\|[^|]+", owner):
            return self.refuse("TargetOwnerUnknown", f"“{owner}” is unknown by the server")
        if asked.path == "/collection" and asked.method == "POST":
            return self.post(asked)
        named = re.fullmatch(r"/hal-0400000(\d+)", asked.path)
        item = self.items.get(int(named[1])) if named else None
        if item is None:
            return self.refuse("ErrorBadRequest", "Paper Id can not be found")
        return self.record(asked, item)

    def post(self, asked: Asked) -> Answer:
        new = Stored(number=max([*self.items, *self.deleted, 0]) + 1, title="", identifiers=(), payload=b"")
        refused = self.take(asked, new)
        if refused is not None:
            return refused
        same = [i for i in self.items.values() if i.title == new.title and i.state != "delete"]
        if same:
            listed = ",".join(f'"hal-0400000{i.number}":{{"title":"1.0"}}' for i in same)
            return self.refuse("ErrorBadRequest", f'{{"duplicate-entry":{{{listed}}}}}')
        new.state = "verify" if self.is_moderated else "accept"
        self.items[new.number] = new
        return self.taken(202, new)

    def record(self, asked: Asked, item: Stored) -> Answer:
        if asked.method == "GET":
            body = f"<status>{item.state}</status><comment>{escape(self.comment)}</comment>"
            name = f'id="hal-0400000{item.number}" version="{item.revisions}" password="{PASSWORD}"'
            return self.xml(200, f"<document {name}>{body}</document>")
        if asked.method == "DELETE":
            item.state = "delete"
            self.deleted.append(item.number)
            del self.items[item.number]
            return Answer(status=204)
        if item.state == "verify":
            return self.refuse("ErrorBadRequest", "Paper status prevent it to be update")
        refused = self.take(asked, item)
        if refused is not None:
            return refused
        item.revisions += 1
        item.state = "verify" if item.state == "update" else item.state
        return self.taken(200, item)

    def take(self, asked: Asked, item: Stored) -> Answer | None:
        if asked.headers.get("packaging") != AOFR:
            return self.refuse("ErrorContent", "The supplied format packaging is not supported by the server")
        if asked.headers.get("content-md5", "") not in ("", hashlib.md5(asked.body).hexdigest()):
            return self.refuse("ErrorChecksumMismatch", "MD5 sum did not match")
        if asked.headers.get("content-type") != "text/xml":
            return self.refuse("ErrorContent", "The supplied content-type format is not supported by the server")
        title = title_of(asked.body)
        if not title:
            return self.refuse("ErrorContent", "The supplied XML description does not validate the AOfr schema")
        item.title, item.payload, item.packaging = title, asked.body, AOFR
        item.on_behalf_of = asked.headers.get("on-behalf-of", "")
        return None

    def taken(self, status: int, item: Stored) -> Answer:
        page = f"{PAGES}/hal-0400000{item.number}v{item.revisions}"
        body = (
            '<entry xmlns="http://www.w3.org/2005/Atom" xmlns:hal="http://hal.archives-ouvertes.fr/">'
            f"<title>Accepted media deposit to HAL</title><id>hal-0400000{item.number}</id>"
            f"<hal:password><![CDATA[{PASSWORD}]]></hal:password>"
            f'<link rel="alternate" href="{page}"/></entry>'
        )
        return self.xml(status, body, {"Location": page})

    def refuse(self, name: str, words: str) -> Answer:
        """Refuse in HAL's form."""
        status = _STATUSES[name]
        body = (
            '<sword:error xmlns:sword="http://purl.org/net/sword/error/" xmlns="http://www.w3.org/2005/Atom" '
            f'href="http://purl.org/net/sword/error/{name}"><title>ERROR</title>'
            f"<sword:verboseDescription>{escape(words)}</sword:verboseDescription></sword:error>"
        )
        return self.xml(200 if "error-in-201" in self.quirks else status, body)


def title_of(body: bytes) -> str:
    """Give the first title of a TEI document; empty where there is none."""
    try:
        return etree.fromstring(body).findtext(".//{http://www.tei-c.org/ns/1.0}title", "")
    except etree.XMLSyntaxError:
        return ""
