"""What validation says of a document to whoever wants to repair it: the findings, and the fixes on offer for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from titelei.errors import AssetError
from titelei.messages import joined, known, say
from titelei.model import Finding
from titelei.validate import consequences, excuses, hygiene, identifiers, relaxng, schematron
from titelei.validate.schematron import hit_findings, rules_cache
from titelei.xml.edits import Fix
from titelei.xml.paths import key
from titelei.xml.read import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Findings of one document, and the fixes of those that are not excused, in the order of the rules."""

    findings: tuple[Finding, ...]
    fixes: tuple[Fix, ...]


def offer(
    document: Document,
    *,
    grammar: Path,
    rules: Path,
    phase: str,
    cache: Path | None = None,
    answers: Mapping[str, str] = schematron.NO_ANSWERS,
    received: str = "",
) -> Offer:
    """Hold a document to grammar and rules in one phase of the schema, and gather the fixes of what is found.

    What another finding explains has no fix on offer: it goes with its cause, and a fix would only write a second
    element beside one that is misspelt. Where a place has several fixes the first one is on offer. ``answers`` are
    those to what fixes ask for, by name; where a fix is there for each of several items, the answer of the fix's own
    name is the number of the item.

    Raises:
        AssetError: the grammar, the schema or one of its fixes is broken, or it has no such phase.
    """
    compiled = rules_cache.compiled(rules, phase=phase, folder=cache)
    if faults := compiled.faults_of_fixes:
        raise AssetError(joined(" ", (f.with_place for f in faults)), *faults)

    def look(candidate: Document) -> tuple[Offered, ...]:
        besides = (*identifiers.validate(candidate), *relaxng.validate(candidate, relaxng.grammar(grammar)))
        others = excuses.marked(candidate, besides)
        of_rules = by_rules(candidate, compiled, phase=phase, answers=answers)
        return (*((finding, ()) for finding in others), *of_rules)

    held, characters = look(document), by_characters(document, received)
    found = tuple(finding for finding, _ in held)
    caused = consequences.of(
        document, found, lambda copy: (f for f, _ in look(copy)), tuple(finding for finding, _ in characters)
    )
    fixes = tuple(
        _chosen(fixes, answers)
        for (finding, fixes), is_caused in zip((*held, *characters), caused, strict=True)
        if fixes and not finding.excused and not is_caused
    )
    unknown = tuple(f"{key(f.path)}/" for f in found if f.rule == "grammar-element-unknown")
    fixes = tuple(fix for fix in fixes if not _is_inside(fix, unknown))
    return Offer(findings=(*found, *excuses.faulty(document)), fixes=fixes)


def _is_inside(fix: Fix, elements: tuple[str, ...]) -> bool:
    """Tell whether a fix would change what stands in an element that is no element: that is repaired first."""
    places = (fix.location, *(edit.path for edit in fix.edits))
    return any(f"{key(place)}/".startswith(elements) for place in places)


Offered = tuple[Finding, tuple[Fix, ...]]
"""A finding, excused or not, and the fixes that there are for it."""


def by_rules(
    document: Document, compiled: schematron.Compiled, *, phase: str, answers: Mapping[str, str] = schematron.NO_ANSWERS
) -> tuple[Offered, ...]:
    """Give each finding of a schema with its fixes."""
    hits = schematron.run(compiled, document, answers=answers).hits
    found = excuses.marked(document, hit_findings.findings(hits, document, phase=phase))
    return tuple(zip(found, (hit.fixes for hit in hits), strict=True))


def by_characters(document: Document, received: str = "") -> tuple[Offered, ...]:
    """Give each fault of characters with its fix; ``received`` is the page that was encoded."""
    found = hygiene.look(document, received)
    excused = excuses.marked(document, (f.finding for f in found))
    return tuple(zip(excused, ((f.fix,) if f.fix is not None else () for f in found), strict=True))


def _chosen(fixes: tuple[Fix, ...], answers: Mapping[str, str]) -> Fix:
    """Take the first fix; of those that one fix is for several items, the one that was chosen."""
    same = [fix for fix in fixes if fix.id == fixes[0].id]
    number = answers.get(fixes[0].id, "")
    if len(same) == 1:
        return same[0]
    if number.isdecimal() and 0 < int(number) <= len(same):
        return same[int(number) - 1]
    titles = joined("; ", (joined(" ", (str(n), known(fix.title))) for n, fix in enumerate(same, 1)))
    return replace(
        same[0],
        title=fixes[0].id,
        edits=(),
        asks=True,
        failure=say(
            "there are {same_count} ways to do it: choose one with --set {id}=NUMBER ({titles})",
            same_count=len(same),
            id=fixes[0].id,
            titles=titles,
        ),
    )
