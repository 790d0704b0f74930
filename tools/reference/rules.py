"""Every rule that a finding can name: those of the schema, by phase, and those that the program holds itself."""

from typing import Final

from reference.markdown import code, table
from titelei import resources
from titelei.validate.rules import all_rules

_INTRODUCTION: Final = """# Rules

What `titelei validate` holds articles to. A rule is held in its phase and in those after it; a project may raise or
lower one in `[validate.severity]`, and one place may be excused. “…” stands for what is put in at the place.
"""
_PHASES: Final = ("draft", "publish", "deposit")


def page() -> str:
    """Give the page: a table for each phase."""
    found = all_rules(resources.schemas() / "frontmatter.sch")
    phases = [*_PHASES, *sorted({rule.phase for rule in found.values()} - {*_PHASES, ""}), ""]
    parts = [_INTRODUCTION]
    for phase in phases:
        rows = [
            (code(rule.id), str(rule.severity), str(rule.description), str(rule.repair))
            for rule in found.values()
            if rule.phase == phase
        ]
        if rows:
            title = f"## Phase {phase}\n" if phase else "## In every phase\n"
            parts += [title, table(("rule", "severity", "what it holds", "repair"), rows)]
    return "\n".join(parts)
