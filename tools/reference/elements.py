"""Every element of the ODD with what it is for and the attributes that it has there."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from reference.markdown import code, table
from titelei import resources

_TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_INTRODUCTION: Final = """# Elements

The elements of an article's TEI, from `schemas/frontmatter.odd`. Beside its own attributes an element has those of its
classes. The site serves the whole reference, with content models and examples, at `schema/`.
"""


def page() -> str:
    """Give the page: a table of all elements."""
    odd = etree.parse(str(resources.schemas() / "frontmatter.odd"))
    specs = sorted(odd.iter(f"{_TEI}elementSpec"), key=lambda spec: str(spec.get("ident")).lower())
    rows = (
        (
            code(spec.get("ident")),
            _said(spec, "gloss"),
            _said(spec, "desc"),
            ", ".join(sorted(code(a.get("ident")) for a in spec.iter(f"{_TEI}attDef"))),
            ", ".join(code(m.get("key")) for m in spec.iterfind(f"{_TEI}classes/{_TEI}memberOf")),
        )
        for spec in specs
    )
    return f"{_INTRODUCTION}\n{table(('element', 'is', 'for', 'own attributes', 'classes'), rows)}"


def _said(spec: "etree._Element", name: str) -> str:
    found = spec.find(f"{_TEI}{name}")
    return "" if found is None else "".join(_words(found))


def _words(node: "etree._Element") -> Iterator[str]:
    yield node.text or ""
    for child in node:
        inner = "".join(map(str, child.itertext()))
        written = {"att": f"`@{inner}`", "gi": f"`{inner}`", "val": f"`{inner}`", "code": f"`{inner}`"}
        yield written.get(etree.QName(child).localname, inner)
        yield child.tail or ""
