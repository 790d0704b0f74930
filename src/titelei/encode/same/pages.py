"""The page of a second draft put behind that of the first: its blocks in their order, as divisions with a source."""

from pathlib import PurePath
from typing import Any, Final

from lxml import etree

from titelei.encode.encoder import Draft
from titelei.encode.same.union import rename
from titelei.names import TEI, XML_ID, tei

_NS: Final = {"tei": TEI}
_INDENT: Final = "\n      "


def copy_name(first: Draft, second: Draft, number: int) -> str:
    """Name the file of the second page: after the article where its pages are kept in the edition, else its own."""
    suffix = PurePath(second.source_name).suffix
    is_kept = PurePath(first.source_name).stem == first.id
    return f"{first.id}-{number}{suffix}" if is_kept else second.source_name


def named(other: Any, second: Draft, name: str, number: int) -> None:
    """Give the second page the name and the id under which the united draft knows it."""
    rename(other, {"src.page": f"src.page-{number}"}, XML_ID)
    for file in other.iterfind(".//tei:sourceDesc/tei:bibl/tei:idno[@type='file']", _NS):
        if file.text == second.source_name:
            file.text = name


def append(root: Any, other: Any, number: int) -> None:
    """Put the second page behind the first."""
    front, added = (r.find("tei:text/tei:front", _NS) for r in (root, other))
    blocks = list(added.iterchildren(etree.Element))
    divisions = [b for b in blocks if b.tag == tei("div")]
    top = _top([b for b in blocks if b.tag != tei("div")])
    if len(front):
        front[-1].tail = _INDENT
    for division in (*top, *divisions):
        division.set("source", f"#src.page-{number}")
        if not (division.tail or "").strip() and division.tail is not None:
            division.tail = _INDENT
        front.append(division)
    front[-1].tail = "\n    "


def _top(blocks: list[Any]) -> list[Any]:
    """Make divisions of what stands before the divisions of a page: title blocks, and the lines around them."""
    out: list[Any] = []
    loose: Any = None
    for block in blocks:
        if block.tag == tei("ab"):
            kind = block.attrib.pop("type", "")
            if kind or loose is None:
                loose = _division(kind or "unclassified")
                out.append(loose)
            _fill(loose, block)
            loose = None if kind else loose
            continue
        loose = None
        division = _division("metadata")
        for part in block.iter(tei("titlePart"), tei("byline")):
            part.tag = tei("head") if part.tag == tei("titlePart") else part.tag
            part.attrib.pop("type", None)
        for part in list(block.iter(tei("head"), tei("byline"))):
            _fill(division, part)
        out.append(division)
    return out


def _division(kind: str) -> Any:
    made = etree.Element(tei("div"), {"type": kind}, nsmap={None: TEI})
    made.text, made.tail = f"{_INDENT}  ", _INDENT
    return made


def _fill(division: Any, block: Any) -> None:
    if len(division):
        division[-1].tail = f"{_INDENT}  "
    block.tail = _INDENT
    division.append(block)
