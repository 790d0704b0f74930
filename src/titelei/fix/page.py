"""What a page shows must not change by a fix: the diplomatic text of ``front`` before and after.

Where the page is at hand as it was received, a text may come nearer to it.
"""

from difflib import SequenceMatcher
from typing import Final

from titelei import resources
from titelei.characters.lines import lines
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


def is_kept(before: str, after: str, received: str = "") -> bool:
    """Tell whether a text may follow another: it is the same, or nearer to the page in every line that changed."""
    if before == after:
        return True
    old, new, page = lines(before), lines(after), lines(received)
    if not len(old) == len(new) == len(page):
        return False
    changed = [(o, n, p) for o, n, p in zip(old, new, page, strict=True) if o != n]
    return all(_distance(n, p) < _distance(o, p) for o, n, p in changed)


def _distance(one: str, other: str) -> int:
    """Count the characters in which two lines differ."""
    if one == other:
        return 0
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for what, a, b, c, d in steps if what != "equal")
