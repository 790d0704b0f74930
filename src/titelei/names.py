"""Namespaces and prefixes, in the standards' own spelling, and names that several stages agree on."""

from typing import Final

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XSL: Final = "http://www.w3.org/1999/XSL/Transform"
HTML: Final = "http://www.w3.org/1999/xhtml"
RNG: Final = "http://relaxng.org/ns/structure/1.0"
SCH: Final = "http://purl.oclc.org/dsdl/schematron"
SQF: Final = "http://www.schematron-quickfix.com/validator/process"
SVRL: Final = "http://purl.oclc.org/dsdl/svrl"
OAI: Final = "http://www.openarchives.org/OAI/2.0/"
OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
MODS: Final = "http://www.loc.gov/mods/v3"
DC: Final = "http://purl.org/dc/elements/1.1/"
FACTS: Final = "urn:titelei:facts"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"

DRAFT_FILE: Final = "draft.json"
"""The file in a stored version that is a draft: neither harvesters nor readers are given such a version."""

XML_ID: Final = f"{{{XML}}}id"
XML_LANG: Final = f"{{{XML}}}lang"


def tei(name: str) -> str:
    """Give the Clark name of a TEI element: ``tei("front")`` is ``{http://www.tei-c.org/ns/1.0}front``."""
    return f"{{{TEI}}}{name}"
