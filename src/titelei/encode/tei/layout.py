"""A draft laid out as an editor would write it: each child of a container on a line of its own."""

import re
from typing import Any, Final

from titelei.names import tei

PROLOG: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<?xml-model href="../../schemas/frontmatter.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    '<?xml-model href="../../schemas/frontmatter.sch" type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
)
_CONTAINERS: Final = frozenset(
    tei(name)
    for name in (
        "TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability "
        "notesStmt sourceDesc biblStruct analytic monogr imprint "
        "encodingDesc projectDesc classDecl taxonomy appInfo application profileDesc "
        "langUsage textClass keywords revisionDesc standOff "
        "series extent calendarDesc listPerson listOrg listPlace listEvent listBibl person org place event text "
        "front body titlePage docTitle div list"
    ).split()
)
_IN_PERSON: Final = frozenset(tei(name) for name in ("affiliation", "address"))


def lay_out(element: Any, depth: int, glued: set[Any] | frozenset[Any] = frozenset()) -> None:
    """Put each child of a container on a line of its own; text stays as it is."""
    is_container = element.tag in _CONTAINERS or (element.tag in _IN_PERSON and _is_in_entry(element))
    if element.tag == tei("bibl") or not len(element) or not is_container or (element.text or "").strip():
        _byline(element, depth)
        return
    stuck = _is_stuck(element, glued)
    element.text = None if stuck else "\n" + "  " * (depth + 1)
    for number, child in enumerate(element):
        lay_out(child, depth + 1, glued)
        last = number == len(element) - 1
        child.tail = "\n" + "  " * (depth if last else depth + 1)
        if child in glued:
            child.tail = None


def _is_stuck(element: Any, glued: set[Any] | frozenset[Any]) -> bool:
    before = element.getprevious()
    return before is not None and before in glued


def _is_in_entry(element: Any) -> bool:
    return any(a.tag == tei("person") for a in element.iterancestors())


def _byline(element: Any, depth: int) -> None:
    """Begin each ``lb`` of a byline on a line of the file; its line end was written as a single mark before it."""
    if element.tag != tei("byline") or element.get("{http://www.w3.org/XML/1998/namespace}space"):
        return
    indent = "\n" + "  " * (depth + 1)
    for lb in element.iter(tei("lb")):
        before = lb.getprevious()
        if before is not None:
            before.tail = re.sub(r"\n$", indent, before.tail or "")
        else:
            parent = lb.getparent()
            parent.text = re.sub(r"\n$", indent, parent.text or "")
