"""The Schematron rules in the engine asked for: Saxon, pyschematron, or both against each other.

pyschematron is imported only when it is asked for.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from titelei.messages import say
from titelei.model import About, Finding, Severity
from titelei.validate.schematron import hit_findings, rules_cache
from titelei.xml.read import Document

if TYPE_CHECKING:
    from titelei.validate.schematron.second_opinion import Opinion

Engine = Literal["saxon", "pyschematron", "both"]


@cache
def not_portable() -> Mapping[str, str]:
    """Give the rules that only Saxon runs, each with the reason."""
    text = resources.files(__package__).joinpath("not_portable.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["rules"])


def findings(
    document: Document,
    rules: Path,
    phase: str,
    *,
    engine: Engine = "saxon",
    cache: Path | None = None,
    allow: tuple[Path, ...] = (),
) -> tuple[Finding, ...]:
    """Run a Schematron schema on a document in one phase and give its hits as findings.

    With ``both`` the findings are Saxon's; where the engines differ, ``engines-disagree`` names the rule and what each
    says. Rules that pyschematron does not run are named, with the reason, as ``engine-skips-rule``.

    Raises:
        AssetError: the schema is faulty, or has no such phase.
    """
    if engine == "saxon":
        hits = rules_cache.verdict(rules, phase=phase, folder=cache, allow=allow).hits(document)
        return hit_findings.findings(hits, document, phase=phase)
    from titelei.validate.schematron import second_opinion

    opinion = second_opinion.run(
        rules, document, phase=phase, skip=frozenset(not_portable()), allow_includes_from=allow
    )
    skipped = _skipped(opinion, document, phase)
    if engine == "pyschematron":
        return (*hit_findings.findings(opinion.hits, document, phase=phase), *skipped)
    hits = rules_cache.verdict(rules, phase=phase, folder=cache, allow=allow).hits(document)
    return (
        *hit_findings.findings(hits, document, phase=phase),
        *second_opinion.disagreements(hits, opinion, document),
        *skipped,
    )


def _skipped(opinion: "Opinion", document: Document, phase: str) -> tuple[Finding, ...]:
    return tuple(
        document.finding(
            "engine-skips-rule",
            document.root,
            say(
                "pyschematron does not run the rule {name}: {get}.",
                name=name,
                get=not_portable().get(name, reason).rstrip("."),
            ),
            say("Trust Saxon's verdict on it, or write the rule in XPath that both engines understand alike."),
            severity=Severity.INFO,
            phase="" if phase.startswith("#") else phase,
            about=About(values=(name,)),
        )
        for name, reason in opinion.skipped
    )
