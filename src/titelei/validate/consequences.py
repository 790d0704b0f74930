"""One fault, one finding: what another finding at the same element says already, or has caused, is left out.

A finding is left out only beside one that is at least as grave, so that no verdict becomes milder.
"""

import re
from collections.abc import Iterable
from typing import Final

from titelei.model import Finding, reaches

_LACKS: Final = frozenset(
    """
    author-has-entry change-dated corr-cert corr-resp date-has-value edition-facts entry-main-name gap-reason id-prefix
    languages-declared missing-note-named name-has-ref reg-resp scope-encoded source-recorded supplied-resp
    title-present work-language
    """.split()
)
"""Rules that miss an attribute, which may be there under a wrong name."""

CAUSED: Final[dict[str, frozenset[str]]] = {
    "date-exists": frozenset({"grammar-attribute-value", "date-form", "date-text-agrees"}),
    "grammar-attribute-unknown": _LACKS,
    "grammar-attribute-value": frozenset({"missing-note-named", "scope-encoded", "source-recorded", "title-present"}),
    "grammar-element-missing": frozenset({"empty-element"}),
    "grammar-element-unknown": frozenset({"empty-element"}),
    "grammar-text-value": frozenset({"empty-element"}),
    "id-prefix": frozenset({"grammar-attribute-value", "entry-mentioned"}),
    "mixed-script": frozenset({"cyrillic-language"}),
    "pointer-kind": frozenset({"name-form-known", "persons-agree", "state-agrees", "keyword-pointer-agrees"}),
    "pointer-resolves": frozenset(
        {"name-form-known", "persons-agree", "pointer-kind", "responsibility-kind", "keyword-pointer-agrees"}
    ),
    "xml-id-unique": frozenset({"entry-mentioned", "entry-unique"}),
}
"""By rule, those whose findings at the same element it explains."""

_VALUE: Final = re.compile(r"^The value “([^”]*)”")
_STEPS: Final = re.compile(r"\[1\]|/@[^/]*$")


def without(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out of the findings on one document those that another explains."""
    found = tuple(findings)
    causes: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.rule in CAUSED:
            causes.setdefault(_element(finding), []).append(finding)
    if not causes:
        return found
    return tuple(f for f in found if not any(_explains(cause, f) for cause in causes.get(_element(f), ())))


def _element(finding: Finding) -> str:
    """Give the path of the element, alike for the grammar and for rules: no first positions, no attribute."""
    return _STEPS.sub("", finding.path)


def _explains(cause: Finding, finding: Finding) -> bool:
    if cause is finding or finding.rule not in CAUSED[cause.rule] or not reaches((cause,), finding.severity):
        return False
    if finding.rule == "grammar-attribute-value":
        value = _VALUE.match(finding.message)
        return value is not None and f"“{value[1]}”" in cause.message
    return True
