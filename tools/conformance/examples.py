"""The examples in an ODD as TEI, so that each can be held to the grammar beside which it stands (TEI P5, 22.4.2)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.names import RNG, TEI, tei
from titelei.xml.read import read

EXAMPLES: Final = "http://www.tei-c.org/ns/Examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One element at the top of an ``egXML``.

    ``spec`` is the element that the example shows, ``line`` where it begins in the ODD, ``xml`` the example
    itself, its names in the TEI namespace.
    """

    spec: str
    line: int
    xml: str


def examples(odd: Path) -> tuple[Example, ...]:
    """Give every example of every ``elementSpec``, in the order of the ODD.

    Raises:
        DocumentError: the ODD cannot be read.
    """
    document = read(odd)
    return tuple(
        Example(spec=str(spec.get("ident", "")), line=document.positions.of(example)[0], xml=_as_tei(example))
        for spec in document.root.iter(tei("elementSpec"))
        for shown in spec.iterfind(f"{tei('exemplum')}/{{{EXAMPLES}}}egXML")
        for example in shown.iterchildren(etree.Element)
    )


def undescribed(odd: Path) -> tuple[str, ...]:
    """Name what the ODD leaves unsaid: specifications, attributes and rules without ``desc``, elements without example.

    Raises:
        DocumentError: the ODD cannot be read.
    """
    document = read(odd)
    described = ("elementSpec", "classSpec", "macroSpec", "dataSpec", "attDef", "constraintSpec")
    silent = [
        (node, "desc")
        for node in document.root.iter(*map(tei, described))
        if node.get("mode") != "delete" and not "".join(node.findtext(tei("desc")) or "").strip()
    ]
    silent += [
        (node, "example")
        for node in document.root.iter(tei("elementSpec"))
        if node.find(f"{tei('exemplum')}/{{{EXAMPLES}}}egXML/*") is None
    ]
    return tuple(
        f"{document.name} line {document.positions.of(node)[0]}: "
        f"{etree.QName(node).localname} {node.get('ident')} has no {what}"
        for node, what in silent
    )


def any_start(grammar: bytes) -> bytes:
    """Give the compiled grammar with every element as a possible root, to hold fragments to it."""
    root = etree.fromstring(grammar)
    start = root.find(f"{{{RNG}}}start")
    if start is None:
        raise ValueError("The grammar has no start, so it was not compiled from an ODD.")
    names = [str(d.get("name")) for d in root.iterfind(f"{{{RNG}}}define") if d.find(f"{{{RNG}}}element") is not None]
    for pattern in list(start):
        start.remove(pattern)
    choice = etree.SubElement(start, f"{{{RNG}}}choice")
    for name in names:
        etree.SubElement(choice, f"{{{RNG}}}ref", name=name)
    return etree.tostring(root)


def _as_tei(example: "etree._Element") -> str:
    # The namespace's name cannot be changed on a tree without changing prefixes, in its text it can.
    text = etree.tostring(example, encoding="unicode", with_tail=False)
    return text.replace(f'="{EXAMPLES}"', f'="{TEI}"')
