"""What validation says of a document to whoever wants to repair it: the findings, and the fixes on offer for them."""

from dataclasses import dataclass
from pathlib import Path

from titelei.edits import Fix
from titelei.model import Finding
from titelei.read import Document
from titelei.validate import excuses, hit_findings, hygiene, identifiers, relaxng, rules_cache, schematron


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Findings of one document, and the fixes of those that are not excused, in the order of the rules."""

    findings: tuple[Finding, ...]
    fixes: tuple[Fix, ...]


def offer(document: Document, *, grammar: Path, rules: Path, phase: str, cache: Path | None = None) -> Offer:
    """Hold a document to grammar and rules in one phase of the schema, and gather the fixes of what is found.

    Where a place has several fixes the first one is on offer.

    Raises:
        AssetError: the grammar or the schema is broken, or has no such phase.
    """
    compiled = rules_cache.compiled(rules, phase=phase, folder=cache)
    hits = schematron.run(compiled, document).hits
    found = excuses.apply(document, hit_findings.findings(hits, document, phase=phase))
    fixes = [hit.fixes[0] for hit, f in zip(hits, found, strict=False) if hit.fixes and not f.excused]
    characters = hygiene.look(document)
    of_characters = excuses.apply(document, (c.finding for c in characters))
    fixes += [c.fix for c, f in zip(characters, of_characters, strict=False) if c.fix is not None and not f.excused]
    others = (*identifiers.validate(document), *relaxng.validate(document, relaxng.grammar(grammar)))
    return Offer(findings=(*excuses.apply(document, others), *found), fixes=tuple(fixes))
