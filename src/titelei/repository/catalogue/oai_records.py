"""The XML of a record as it is answered: header and body, written once, when the record is made (OAI-PMH 2.0, 2.5)."""

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from titelei.repository.catalogue.item import Item, stamp

SHAPE: Final = 3
"""Raised when records, or words for the search, are written otherwise than before: catalogues are then made anew."""

RIGHTS: Final = "http://www.openarchives.org/OAI/2.0/rights/"
_RIGHTS_XSD: Final = "http://www.openarchives.org/OAI/2.0/rights.xsd"


def header(item: Item, datestamp: int, *, deleted: bool) -> bytes:
    """Write a record's header.

    A set that holds others is named, too: the protocol leaves it open, and there are validators that look for it.
    """
    status = ' status="deleted"' if deleted else ""
    specs = "".join(f"<setSpec>{escape(spec)}</setSpec>" for spec in item.all_sets())
    return (
        f"<header{status}><identifier>{escape(item.identifier)}</identifier>"
        f"<datestamp>{stamp(datestamp)}</datestamp>{specs}</header>"
    ).encode()


def body(item: Item, prefix: str) -> bytes:
    """Write a record's metadata, and what is said about it where its rights are known."""
    if prefix not in item.metadata:
        return item.kept[prefix]
    return b"<metadata>" + item.metadata[prefix] + b"</metadata>" + _about(item.rights)


def _about(rights: str) -> bytes:
    if not rights:
        return b""
    return (
        f'<about><rights xmlns="{RIGHTS}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{RIGHTS} {_RIGHTS_XSD}"><rightsReference ref={quoteattr(rights)}/></rights></about>'
    ).encode()
