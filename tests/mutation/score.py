"""How many damages are caught by the finding meant for them, kind by kind."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mutation.damages import ARTICLE, Damage
from titelei import resources
from titelei.check import check_outputs
from titelei.errors import DocumentError
from titelei.model import Finding
from titelei.render.render import RenderSettings, render
from titelei.validate import document as one
from titelei.validate.consequences import CAUSED
from titelei.xml.read import parse

COMMITTED: Final = Path(__file__).parent / "score.json"
_PAGE: Final = ARTICLE.parent.parent / "sources" / f"{ARTICLE.stem}.txt"

Score = dict[str, dict[str, int]]
"""By kind: how many are ``caught``, ``of`` how many."""


def findings(damage: Damage) -> tuple[Finding, ...]:
    """Give what is found in a damaged document, as “titelei run” would come to it."""
    schemas = resources.schemas()
    try:
        document = parse(damage.data, name=f"{damage.name}.xml")
    except DocumentError as error:
        return error.findings
    found = one.validate(
        document, grammar=schemas / "frontmatter.rng", rules=schemas / "frontmatter.sch", phase=damage.phase
    )
    if damage.is_rendered and not any(f.rule.startswith("grammar-") for f in found):
        outputs, said = render(document, settings=RenderSettings(), formats=("diplomatic",))
        held = check_outputs({o.file_name: o.data for o in outputs}, article_id=document.id, page=_PAGE.read_bytes())
        found += said + held
    return found


def rules_found(damage: Damage) -> frozenset[str]:
    """Give the rules that find something in a damaged document."""
    return frozenset(f.rule for f in findings(damage))


def score(damages: Iterable[Damage]) -> tuple[Score, list[str]]:
    """Count what is caught; the second value names what is not, with what was found in its place.

    A finding is caught, too, where one that explains it is told in its place.
    """
    result: Score = {}
    missed = []
    for damage in damages:
        kind = result.setdefault(damage.kind, {"caught": 0, "of": 0})
        kind["of"] += 1
        found = rules_found(damage)
        if found & damage.meant or any(CAUSED.get(rule, frozenset()) & damage.meant for rule in found):
            kind["caught"] += 1
        else:
            meant = ", ".join(sorted(damage.meant))
            missed.append(f"{damage.kind}: {damage.name}: meant {meant}; found {', '.join(sorted(found)) or 'nothing'}")
    return result, missed


def table(result: Score) -> str:
    """Write the score for people."""
    rows = [f"{kind:20} {n['caught']:4} of {n['of']:4}" for kind, n in result.items()]
    caught, of = (sum(n[key] for n in result.values()) for key in ("caught", "of"))
    return "\n".join([*rows, f"{'all':20} {caught:4} of {of:4}  {caught / of:.1%}"])


def committed() -> Score:
    """Read the score that may not fall."""
    found: Score = json.loads(COMMITTED.read_text("utf-8"))
    return found
