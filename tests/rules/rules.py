"""The rules as the ODD states them, and the documents that try each: ``cases/<rule>/pass.xml`` and ``fail.xml``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from titelei import resources
from titelei.names import SCH, TEI
from titelei.xml.read import Document, read

CASES: Final = Path(__file__).parent / "cases"
SCHEMA: Final = resources.schemas() / "frontmatter.sch"
GRAMMAR: Final = resources.schemas() / "frontmatter.rng"
ODD: Final = resources.schemas() / "frontmatter.odd"
_NS: Final = {"t": TEI, "s": SCH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One ``constraintSpec``: its id, the first phase it holds in, and the parts that a person reads."""

    id: str
    element: str
    phase: str
    description: str
    severities: frozenset[str]
    messages: tuple[str, ...]
    repairs: tuple[str, ...]
    breaks: tuple[str, ...]

    @property
    def severity(self) -> str:
        """The severity, which is one even where the rule has several contexts."""
        (severity,) = self.severities
        return severity


def _text(element: "etree._Element") -> str:
    """Give an element's words, with “…” for each value that is put in."""
    parts = [element.text or ""]
    for child in element:
        parts.append("…" if etree.QName(child).localname in ("value-of", "name") else "".join(child.itertext()))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def all_rules() -> tuple[Rule, ...]:
    """Read every rule out of the ODD, in its order. Sets that rules share are no rules."""
    found = []
    for spec in etree.parse(str(ODD)).iter(f"{{{TEI}}}constraintSpec"):
        asserts = spec.xpath(".//s:assert | .//s:report", namespaces=_NS)
        if not asserts:
            continue
        owner = spec.xpath("ancestor::t:elementSpec/@ident", namespaces=_NS)
        found.append(
            Rule(
                id=spec.get("ident", ""),
                element=str(owner[0]) if owner else "",
                phase=spec.get("type", ""),
                description=" ".join("".join(spec.xpath("t:desc//text()", namespaces=_NS)).split()),
                severities=frozenset(a.get("role", "") for a in asserts),
                messages=tuple(_text(a) for a in asserts),
                repairs=tuple(_text(d) for d in spec.iter(f"{{{SCH}}}diagnostic")),
                breaks=tuple(
                    word
                    for p in spec.iter(f"{{{SCH}}}property")
                    if (p.get("id") or "").endswith(".breaks")
                    for word in (p.text or "").split()
                ),
            )
        )
    return tuple(found)


def case(rule: str, kind: str) -> Document:
    """Read the ``pass`` or the ``fail`` document of a rule."""
    return read(CASES / rule / f"{kind}.xml")


def selected(document: Document, path: str) -> "list[etree._Element]":
    """Give what a readable path such as ``/TEI/text/front/div[2]`` selects; a first position is left out in it."""
    steps = []
    for step in path.strip("/").split("/"):
        name, bracket, position = step.partition("[")
        steps.append(f"*[local-name()='{name}'][{position.rstrip(']') if bracket else 1}]")
    return list(document.tree.xpath("/" + "/".join(steps)))
