"""What a stylesheet said when it stopped, as a finding with its place in the TEI.

The frame of such messages is that of ``xslt/errors/errors.xsl``: message, ``Repair:``, ``@`` and a path.
"""

import re
from typing import Final

from titelei import resources
from titelei.errors import AssetError
from titelei.formats import Format
from titelei.model import Finding, Severity
from titelei.xml.read import Document

_FRAME: Final = re.compile(
    r"^(?P<kind>Impossible: |Stylesheet: )?(?P<message>.*?)(?: Repair: (?P<repair>.*?))?(?: @ (?P<path>/\S*?)\.?)?$",
    re.S,
)


def finding(message: str, document: Document, kind: Format, *, failed: str, is_requested: bool) -> Finding:
    """Make a finding of a transform's message; ``failed`` names the format whose stylesheet stopped.

    Raises:
        AssetError: the stylesheet itself is incomplete, whatever the document.
    """
    frame = _FRAME.match(message)
    assert frame is not None  # every part is optional
    if frame["kind"] == "Stylesheet: ":
        raise AssetError(f"The stylesheet {_sheet(kind)} stopped: {frame['message']} {frame['repair'] or ''}")
    impossible = frame["kind"] == "Impossible: "
    path = frame["path"] or ""
    text, repair = frame["message"], frame["repair"] or ""
    if impossible:
        text = f"{kind.name} cannot be made: {text}"
    elif not path:
        text = f"{_sheet(kind)} cannot render this document: {text}"
        repair = repair or (
            "Hold the document to the schema with “titelei validate”. If it is valid, the stylesheet has a fault."
        )
    severity = Severity.INFO if impossible and not is_requested else Severity.ERROR
    rule, breaks = f"render-{failed}", (kind.name,)
    element, attribute = document.paths.resolve(document.root, path) if path else (None, "")
    if element is None:
        return Finding(
            rule=rule, severity=severity, message=text, repair=repair, file=document.name, path=path, breaks=breaks
        )
    place = document.positions.of_path(document.root, path)
    return document.finding(
        rule, element, text, repair, attribute=attribute, place=place, severity=severity, breaks=breaks
    )


def _sheet(kind: Format) -> str:
    return resources.name_of(kind.stylesheet) if kind.stylesheet is not None else kind.name
