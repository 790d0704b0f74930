"""The invented article of ``article.xml``, changed in one place, and what rules and formats say of it."""

from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from rules.rules import selected
from titelei import facts, parity, resources
from titelei.model import Finding
from titelei.parity import State
from titelei.render.render import RenderSettings, render
from titelei.validate import relaxng, schematron
from titelei.xml.read import Document, parse

_TEXT: Final = (Path(__file__).parent / "article.xml").read_text(encoding="utf-8")
SETTINGS: Final = RenderSettings(
    base_url="https://editions.example.org/",
    publisher="Fen Press",
    crossref_depositor_name="Fen Press",
    crossref_depositor_email="deposits@example.org",
    crossref_registrant="Fen Press",
)


def article(*changes: tuple[str, str]) -> Document:
    """Give the article with texts replaced wherever they stand, accepted by the grammar."""
    text = _TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    document = parse(text.encode(), name="brook-2020.xml")
    grammar = relaxng.grammar(resources.schemas() / "frontmatter.rng")
    refused = [f.message for f in relaxng.validate(document, grammar)]
    assert refused == []
    return document


@cache
def _compiled() -> schematron.Compiled:
    return schematron.compile_schema(resources.schemas() / "frontmatter.sch", phase="publish")


def found(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Give rule and marked element of each finding about the changed article before publication."""
    document = article(*changes)
    hits = schematron.run(_compiled(), document).hits
    findings = schematron.findings(hits, document, phase="publish")
    return [(f.rule, element(document, f)) for f in findings]


def element(document: Document, finding: Finding) -> str:
    """Name the element that a finding marks, itself or an attribute of it."""
    (node,) = selected(document, finding.path.partition("/@")[0])
    return etree.QName(node).localname


def rendered(document: Document, *formats: str) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Give the first file of each format, all or those named, and the findings."""
    outputs, findings = render(document, settings=SETTINGS, formats=formats)
    texts: dict[str, str] = {}
    for output in outputs:
        texts.setdefault(output.format, output.data.decode("utf-8"))
    return texts, findings


def cells(document: Document, made: dict[str, bytes], findings: tuple[Finding, ...]) -> list[parity.Cell]:
    """Compare the outputs made of a document, by their files' names, with what it says; the rest is impossible."""
    return list(
        parity.compare(
            document.root,
            facts.read(made[f"{document.id}.facts.xml"]),
            made,
            article_id=document.id,
            not_made={name: found.message for found in findings for name in found.breaks},
            page_url=f"{SETTINGS.base_url}articles/{document.id}",
            publisher=SETTINGS.publisher,
            table=parity.load(),
        )
    )


def red(compared: list[parity.Cell], formats: Container[str]) -> list[str]:
    """Name the cells of these formats that say other than the document does."""
    columns = {name for name, column in parity.load().columns.items() if column.format in formats}
    return [f"{c.fact} × {c.column}: {c.why}" for c in compared if c.state is State.RED and c.column in columns]
