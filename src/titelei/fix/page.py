"""What a page shows must not change by a fix: the diplomatic text of ``front`` before and after."""

from typing import Final

from titelei import resources
from titelei.engine import saxon
from titelei.names import TEI
from titelei.xml.read import Document

_NS: Final = {"t": TEI}
_EDITORS: Final = "corr reg expan supplied desc gap note".split()


def text(document: Document) -> str:
    """Give the page's lines; where they cannot be told of this document, the characters of ``front`` alone."""
    stylesheet = saxon.stylesheet(resources.xslt() / "formats" / "diplomatic" / "main.xsl")
    try:
        return stylesheet.transform(saxon.parse(document.xml))
    except saxon.TransformError:
        inside = " or ".join(f"ancestor::t:{name}" for name in _EDITORS)
        found = document.root.xpath(f"t:text/t:front//text()[not({inside})]", namespaces=_NS)
        return " ".join("".join(str(part) for part in found).split()) if isinstance(found, list) else ""
