"""A TEST DOUBLE of HAL's SWORD interface: AOfr TEI alone, no list, duplicates refused with the record's name."""

import re
from typing import Final

from lxml import etree

from servers.http_server import Answer, Asked
from servers.sword import Stored, SwordServer

AOFR: Final = "http://purl.org/net/sword-types/AOfr"


class HalServer(SwordServer):
    """The double. A record's number becomes ``hal-0400000N``; ``moderated`` keeps new ones in review."""

    def __init__(self, *quirks: str, moderated: bool = True) -> None:
        super().__init__(*quirks, "no-list")
        self.moderated = moderated

    def answer(self, asked: Asked) -> Answer:
        """Answer one request."""
        named = re.fullmatch(r"/hal-0400000(\d+)", asked.path)
        on_behalf_of = asked.headers.get("on-behalf-of")
        if on_behalf_of is not None and not re.fullmatch(r"\w+\|.+", on_behalf_of):
            return self.error(412, "TargetOwnerUnknown", "On-Behalf-Of: Type|identifier", asked)
        if named is not None and int(named[1]) in self.items:
            return self.item(asked, "edit", self.items[int(named[1])])
        if asked.path == "/collection" and asked.method == "POST":
            for item in self.items.values():
                if item.title and item.title == title_of(asked.body):
                    words = f'{{"duplicate-entry":{{"hal-0400000{item.number}":{{"title":"1.0"}}}}}}'
                    return self.error(400, "ErrorContent", words, asked)
        return super().answer(asked)

    def take(self, asked: Asked, item: Stored) -> Answer | None:
        if asked.headers.get("packaging") != AOFR or asked.headers.get("content-type") != "text/xml":
            return self.error(415, "ErrorContent", "packaging is not AOfr", asked)
        title = title_of(asked.body)
        if not title:
            return self.error(400, "ErrorContent", "does not validate the AOfr schema", asked)
        item.title, item.payload, item.packaging = title, asked.body, AOFR
        item.state = "verify" if self.moderated else "accept"
        item.on_behalf_of = asked.headers.get("on-behalf-of", "")
        return None

    def entry(self, item: Stored) -> str:
        return (
            '<entry xmlns="http://www.w3.org/2005/Atom" xmlns:hal="http://hal.archives-ouvertes.fr/">'
            f"<id>hal-0400000{item.number}</id><hal:password>s3cr3t-of-hal</hal:password>"
            f'<link rel="edit" href="{self.public}/hal-0400000{item.number}"/></entry>'
        )

    def item(self, asked: Asked, kind: str, item: Stored) -> Answer:
        if asked.method == "GET":
            return self.xml(200, f"<document><status>{item.state}</status><comment/></document>")
        return super().item(asked, kind, item)


def title_of(body: bytes) -> str:
    """Give the first title of a TEI document; empty where there is none."""
    try:
        return etree.fromstring(body).findtext(".//{http://www.tei-c.org/ns/1.0}title", "")
    except etree.XMLSyntaxError:
        return ""
