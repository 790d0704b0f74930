"""An item as EPrints' own XML (``http://eprints.org/ep2/data/2.0``): with the fields that its Atom has no place for.

The package goes with it in Base64, as one document of one file.
"""

import base64
from collections.abc import Iterable
from typing import Final

from lxml import etree

from titelei.deposit.description import Creator
from titelei.deposit.values import Attachment, Item

EPRINTS: Final = "http://eprints.org/ep2/data/2.0"
_RELATORS: Final = "http://www.loc.gov/loc.terms/relators/"
_ROLES: Final = {"translator": "TRL", "illustrator": "ILL", "interviewer": "IVR", "interviewee": "IVE"}

MEDIA_TYPE: Final = "application/vnd.eprints.data+xml"


def document(item: Item, payload: Attachment) -> bytes:
    """Write the item; ASCII, so that no reader mistakes its encoding."""
    about = item.description
    root = etree.Element(f"{{{EPRINTS}}}eprints", nsmap={None: EPRINTS})
    eprint = _in(root, "eprint")
    fields = {
        "type": "article",
        "title": about.title,
        "abstract": about.abstract,
        "date": about.issued.partition("/")[0],
        "date_type": "published" if about.issued else "",
        "publication": about.journal,
        "issn": about.issn,
        "volume": about.volume,
        "number": about.issue,
        "pagerange": about.pages or about.article_number,
        "official_url": next((link.address for link in about.links if link.kind == "page"), ""),
        "publisher": about.publisher,
        "keywords": ", ".join(about.subjects),
        "id_number": about.doi,
        "referencetext": "\n".join(about.references),
        "note": "\n".join(words for words in (about.scope, about.licence, item.object_id) if words),
    }
    for name, value in fields.items():
        if value:
            _in(eprint, name).text = value
    people = [c for c in about.creators if not c.is_organisation]
    bodies = [c for c in about.creators if c.is_organisation]
    if people:
        _people(_in(eprint, "creators"), people)
    if bodies:
        listed = _in(eprint, "corp_creators")
        for body in bodies:
            _in(listed, "item").text = body.name
    _others(eprint, [c for c in about.contributors if not c.is_organisation])
    for name, listed_values in (
        ("funders", [award.funder for award in about.awards]),
        ("projects", [award.number for award in about.awards]),
    ):
        if values := list(dict.fromkeys(filter(None, listed_values))):
            listed = _in(eprint, name)
            for value in values:
                _in(listed, "item").text = value
    _in(_in(_in(eprint, "related_url"), "item"), "url").text = item.page
    _file(_in(_in(eprint, "documents"), "document"), payload)
    return etree.tostring(root, encoding="us-ascii", xml_declaration=False)


def _others(eprint: "etree._Element", people: Iterable[Creator]) -> None:
    """Name editors as such, and other persons as contributors, by the relators of the Library of Congress."""
    known = list(people)
    if editors := [person for person in known if person.is_editor]:
        _people(_in(eprint, "editors"), editors)
    if others := [person for person in known if not person.is_editor]:
        listed = _in(eprint, "contributors")
        for person in others:
            _people(listed, [person])
            _in(listed[-1], "type").text = f"{_RELATORS}{_ROLES.get(person.role, 'CTB')}"


def _people(creators: "etree._Element", people: Iterable[Creator]) -> None:
    for person in people:
        entry = _in(creators, "item")
        name = _in(entry, "name")
        _in(name, "family").text = person.family or person.name
        if person.family and person.given:
            _in(name, "given").text = person.given
        if person.orcid:
            _in(entry, "orcid").text = person.orcid


def _file(document_: "etree._Element", payload: Attachment) -> None:
    _in(document_, "main").text = payload.name
    file = _in(_in(document_, "files"), "file")
    _in(file, "filename").text = payload.name
    _in(file, "filesize").text = str(len(payload.data))
    _in(file, "mime_type").text = payload.media_type
    _in(file, "hash").text = payload.md5
    _in(file, "hash_type").text = "MD5"
    data = _in(file, "data")
    data.set("encoding", "base64")
    data.text = base64.b64encode(payload.data).decode("ascii")


def _in(parent: "etree._Element", name: str) -> "etree._Element":
    return etree.SubElement(parent, f"{{{EPRINTS}}}{name}")
