"""One fault, one finding: what another finding says already, or has caused, is left out.

A finding is left out only beside one that is at least as grave and not excused, so that no verdict becomes milder; an
excused one stays, for its excuse is listed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from titelei.model import Finding, reaches

_LACKS: Final = frozenset(
    """
    author-has-entry change-dated corr-cert corr-resp date-has-value edition-facts entry-main-name gap-reason id-prefix
    languages-declared missing-note-named name-has-ref reg-resp root-language scope-encoded source-recorded
    supplied-resp title-present work-language
    """.split()
)
"""Rules that miss an attribute, which may be there under a wrong name."""

CAUSED: Final[dict[str, frozenset[str]]] = {
    "date-exists": frozenset({"grammar-attribute-value", "date-form", "date-order", "date-text-agrees"}),
    "date-form": frozenset({"grammar-attribute-value", "date-order", "date-text-agrees"}),
    "empty-element": frozenset({"email-shape"}),
    "entry-unique": frozenset({"entry-mentioned"}),
    "grammar-attribute-missing": _LACKS - {"id-prefix"},
    "grammar-attribute-unknown": _LACKS | {"date-text-agrees", "grammar-attribute-missing"},
    "grammar-attribute-value": frozenset(
        """
        date-text-agrees languages-declared licence-agrees licence-canonical missing-note-named scope-encoded
        source-recorded title-present
        """.split()
    ),
    "grammar-element-missing": frozenset({"choice-pair", "empty-element"}),
    "grammar-element-not-allowed": frozenset({"grammar-element-missing"}),
    "grammar-element-unknown": frozenset({"empty-element"}),
    "grammar-text-value": frozenset({"empty-element"}),
    "id-prefix": frozenset({"entry-mentioned", "grammar-attribute-missing", "grammar-attribute-value"}),
    "mixed-script": frozenset({"cyrillic-language"}),
    "pointer-kind": frozenset({"name-form-known", "persons-agree", "state-agrees", "keyword-pointer-agrees"}),
    "pointer-resolves": frozenset(
        {"name-form-known", "persons-agree", "pointer-kind", "responsibility-kind", "keyword-pointer-agrees"}
    ),
    "xml-id-unique": frozenset({"entry-mentioned", "entry-unique", "id-prefix"}),
}
"""By rule, those whose findings at the same element it explains."""

_WITH_ARTICLE: Final = frozenset(
    """
    issue-agrees journal-agrees language-agrees licence-agrees pages-agree persons-agree title-agrees volume-agrees
    year-agrees
    """.split()
)
COMPARED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("sourceDesc", "biblStruct", "analytic", "monogr", "imprint"), _WITH_ARTICLE),
    **dict.fromkeys(("profileDesc", "langUsage"), frozenset({"languages-declared"})),
    **dict.fromkeys(("textClass", "keywords"), frozenset({"keywords-agree"})),
    **dict.fromkeys(("text", "front"), frozenset({"author-facts-printed", "entry-mentioned", "keywords-agree"})),
}
"""By an element that is missing or misspelt, the rules that compare with it from anywhere in the document."""

SPOILT: Final[dict[tuple[str, str], frozenset[str]]] = {
    ("grammar-attribute-unknown", "textLang"): frozenset({"language-agrees", "work-language"}),
    ("grammar-attribute-value", "biblScope"): frozenset({"issue-agrees", "pages-agree", "volume-agrees"}),
    ("grammar-attribute-value", "keywords"): frozenset({"abstract-language", "keywords-agree"}),
    ("grammar-attribute-value", "textLang"): frozenset({"language-agrees", "work-language"}),
    ("pages-order", "biblScope"): frozenset({"pages-agree", "pages-printed"}),
}
"""By a rule and an element whose fact its breach spoils, the rules that compare with this fact."""

_POINTED: Final = {
    "titleStmt": "#resp.", "respStmt": "#resp.", "textClass": "#kw.", "keywords": "#kw.", "standOff": "#",
    "listPerson": "#per.", "listOrg": "#org.", "listPlace": "#pla.", "listEvent": "#evt.", "listBibl": "#bib.",
}  # fmt: skip
"""By such an element, how pointers to what it holds begin."""

_VALUE: Final = re.compile(r"^The value “([^”]*)”")
_MISSED: Final = re.compile(r"lacks the attribute ([\w:.-]*\w)")
_ID: Final = re.compile(r'xml:id="([^"]+)"')
_NAMED: Final = re.compile(r"^Write #(\S+), the entry of that name")
_MEANT: Final = re.compile(r"^(?:Write|Add) <([\w.-]+)>")
_STEPS: Final = re.compile(r"\[1\]|/@[^/]*$")


def without(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out of the findings on one document those that another explains."""
    found = tuple(findings)
    causes: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.rule in CAUSED:
            causes.setdefault(_element(finding), []).append(finding)
    afar: dict[str, list[_Afar]] = {}
    for other in dict.fromkeys(_afar(found)):
        for rule in other.rules:
            afar.setdefault(rule, []).append(other)
    if not causes and not afar:
        return found
    return tuple(
        f
        for f in found
        if f.excused
        or not (any(_explains(c, f) for c in causes.get(_element(f), ())) or _is_in(afar.get(f.rule, ()), f))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Afar:
    """What a finding explains wherever it stands: findings of some rules, whose message holds some words."""

    cause: Finding
    rules: frozenset[str]
    words: str = ""


def _afar(found: Iterable[Finding]) -> Iterator[_Afar]:
    for finding in found:
        if (name := _lost(finding)) in COMPARED:
            yield _Afar(cause=finding, rules=COMPARED[name])
        if spoilt := SPOILT.get((finding.rule, _element(finding).rpartition("/")[2].partition("[")[0])):
            yield _Afar(cause=finding, rules=spoilt)
        if name in _POINTED:
            yield _Afar(cause=finding, rules=frozenset({"pointer-resolves"}), words=f" {_POINTED[name]}")
        if finding.rule == "id-prefix" and (meant := _ID.search(finding.repair)):
            yield _Afar(cause=finding, rules=frozenset({"pointer-resolves"}), words=f" #{meant[1]},")
        if finding.rule == "pointer-resolves" and (meant := _NAMED.match(finding.repair)):
            yield _Afar(cause=finding, rules=frozenset({"entry-mentioned"}), words=f" {meant[1]}, “")


def _is_in(afar: Iterable[_Afar], finding: Finding) -> bool:
    return any(other.words in finding.message and reaches((other.cause,), finding.severity) for other in afar)


def _element(finding: Finding) -> str:
    """Give the path of the element, alike for the grammar and for rules: no first positions, no attribute."""
    return _STEPS.sub("", finding.path)


def _lost(finding: Finding) -> str:
    """Name the element that is not there, or not under its name, as the grammar says."""
    if finding.rule not in ("grammar-element-unknown", "grammar-element-missing"):
        return ""
    meant = _MEANT.match(finding.repair)
    return meant[1] if meant else ""


def _explains(cause: Finding, finding: Finding) -> bool:
    if cause is finding or finding.rule not in CAUSED[cause.rule] or not reaches((cause,), finding.severity):
        return False
    if finding.rule == "grammar-attribute-value":
        value = _VALUE.match(finding.message)
        return value is not None and f"“{value[1]}”" in cause.message
    if finding.rule == "grammar-attribute-missing":
        missed = _MISSED.search(finding.message)
        if cause.rule == "id-prefix":
            return missed is not None and missed[1] == "xml:id"
        return missed is not None and cause.repair.startswith(f"Write {missed[1]} in place of ")
    return True
