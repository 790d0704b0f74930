"""The same schema in pyschematron, an independent engine, and where the two disagree."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.engine import pyschematron
from titelei.messages import say
from titelei.model import About, Finding
from titelei.names import SCH
from titelei.validate.schematron import schema_source
from titelei.validate.schematron.svrl import Hit, Svrl
from titelei.xml import paths
from titelei.xml.read import Document, read

_KINDS: Final = {"assert": say("failed assertion"), "report": say("successful report")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """pyschematron's report and hits, and the patterns it did not run, each with the reason."""

    xml: str
    hits: tuple[Hit, ...]
    skipped: tuple[tuple[str, str], ...] = ()


def run(
    schema: Path,
    document: Document,
    *,
    phase: str = "#DEFAULT",
    skip: frozenset[str] = frozenset(),
    allow_includes_from: tuple[Path, ...] = (),
) -> Opinion:
    """Validate a document in pyschematron; the hits are of the same form as Saxon's.

    Raises:
        AssetError: the schema is faulty, or beyond pyschematron as a whole.
    """
    schema_source.load(schema, allow_includes_from)  # refuses what may not be included
    root = read(schema, edition=False).root
    opinion = pyschematron.run(root, document.tree, base=schema.resolve().parent, phase=phase, skip=skip)
    hits = tuple(_completed(hit, root) for hit in Svrl(opinion.svrl).hits)
    return Opinion(xml=opinion.svrl, hits=hits, skipped=opinion.skipped)


def disagreements(first: Iterable[Hit], second: Opinion, document: Document) -> tuple[Finding, ...]:
    """Give a finding for each hit that only one of the engines has; ``first`` are Saxon's."""
    skipped = {name for name, _reason in second.skipped}
    ours = Counter(_key(hit) for hit in first if hit.pattern not in skipped and not hit.document)
    theirs = Counter(_key(hit) for hit in second.hits)
    return tuple(
        _disagreement(key, engine, other, document)
        for engine, other, keys in (("Saxon", "pyschematron", ours - theirs), ("pyschematron", "Saxon", theirs - ours))
        for key in sorted(keys.elements())
    )


def _key(hit: Hit) -> tuple[str, str, str, str]:
    return (hit.pattern, hit.id or hit.test, hit.kind, hit.location)


def _disagreement(key: tuple[str, str, str, str], engine: str, other: str, document: Document) -> Finding:
    pattern, name, kind, location = key
    return document.finding(
        "engines-disagree",
        document.root,
        say(
            "{engine} has a {kinds} of {pattern} here, {other} has none.",
            engine=engine,
            kinds=_KINDS[kind],
            pattern=pattern or name,
            other=other,
        ),
        say(
            "Write {pattern} in XPath that both engines understand alike, or list it as not portable.",
            pattern=pattern or name,
        ),
        place=document.positions.of_path(document.root, location),
        path=paths.told(location),
        about=About(values=(pattern or name, engine)),
    )


def _completed(hit: Hit, schema: "etree._Element") -> Hit:
    """Add what pyschematron's report leaves out, from the assertion itself."""
    for element in schema.iter(f"{{{SCH}}}{hit.kind}"):
        if element.get("id", "") == hit.id and element.get("test") == hit.test:
            return replace(
                hit,
                role=hit.role or element.get("role", ""),
                severity=hit.severity or element.get("severity", ""),
                flag=hit.flag or element.get("flag", ""),
            )
    return hit
