"""The metadata formats that the provider offers (OAI-PMH 2.0, section 3.4), from the registry of outputs."""

from dataclasses import dataclass
from typing import Final

from titelei import formats

_SCHEMAS: Final = {
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    "oai_openaire": "https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd",
    "oai_datacite": "http://schema.datacite.org/meta/kernel-4.6/metadata.xsd",
    "mods": "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd",
    "tei": "https://www.tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd",
}
"""Where the community that defined a format keeps its schema."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One format: its prefix, the address of its schema, its namespace."""

    prefix: str
    schema: str
    namespace: str


def offers() -> dict[str, Offer]:
    """Give the formats by prefix, oai_dc first, which every provider has."""
    found = {
        kind.oai_prefix: Offer(kind.oai_prefix, _SCHEMAS.get(kind.oai_prefix, kind.oai_namespace), kind.oai_namespace)
        for kind in formats.FORMATS
        if kind.oai_prefix
    }
    return dict(sorted(found.items(), key=lambda pair: pair[0] != "oai_dc"))
