"""One fault, one finding: what another finding says already, or has caused, is left out.

A finding is left out only beside one that is at least as grave and not excused, so that no verdict becomes milder; an
excused one stays, for its excuse is listed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from titelei.model import Finding, reaches
from titelei.validate import misspelt
from titelei.validate.transcription import LINES
from titelei.xml.document import Document
from titelei.xml.paths import element_key, last_name

_LACKS: Final = frozenset(
    """
    author-has-entry change-dated corr-cert corr-resp date-has-value edition-facts entry-main-name gap-reason id-prefix
    languages-declared missing-note-named name-has-ref reg-resp root-language scope-encoded source-recorded
    supplied-resp title-present work-language
    """.split()
)
"""Rules that miss an attribute, which may be there under a wrong name."""

CAUSED: Final[dict[str, frozenset[str]]] = {
    "date-exists": frozenset(
        {"grammar-attribute-value", "change-dated", "date-form", "date-order", "date-text-agrees"}
    ),
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
        """
        grammar-attribute-value keyword-pointer-agrees name-form-known persons-agree pointer-kind responsibility-kind
        """.split()
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
    ("author-present", "analytic"): frozenset({"persons-agree"}),
    ("grammar-attribute-unknown", "textLang"): frozenset({"language-agrees", "work-language"}),
    ("grammar-attribute-value", "biblScope"): frozenset({"issue-agrees", "pages-agree", "volume-agrees"}),
    ("grammar-attribute-value", "keywords"): frozenset({"abstract-language", "keywords-agree"}),
    ("grammar-attribute-value", "textLang"): frozenset({"language-agrees", "work-language"}),
    ("pages-order", "biblScope"): frozenset({"pages-agree", "pages-printed"}),
}
"""By a rule and an element whose fact its breach spoils, the rules that compare with this fact."""

_POINTED: Final = {
    "titleStmt": "resp.", "respStmt": "resp.", "textClass": "kw.", "keywords": "kw.", "standOff": "",
    "listPerson": "per.", "listOrg": "org.", "listPlace": "pla.", "listEvent": "evt.", "listBibl": "bib.",
}  # fmt: skip
"""By such an element, how the ids in it begin, which pointers need."""

_MEANT: Final = {"id-prefix": "xml:id=", "language-code": "ident=", "pointer-resolves": "ref=#"}
"""By rule, what becomes of the value that is meant there: others need it, and need not be told of."""


def of(
    document: Document, held: tuple[Finding, ...], look: misspelt.Look, besides: tuple[Finding, ...] = ()
) -> tuple[bool, ...]:
    """Tell of each finding on a document, those ``besides`` at the end, whether another explains it.

    ``held`` are what ``look`` finds in the document, excused ones marked; ``look`` may be asked again for a copy.
    """
    of_names = (*misspelt.explained(document, held, look), *(False for _ in besides))
    return tuple(any(pair) for pair in zip(of_names, explained((*held, *besides)), strict=True))


def explained(found: tuple[Finding, ...]) -> tuple[bool, ...]:
    """Tell of each finding on one document whether another explains it."""
    causes: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.rule in CAUSED:
            causes.setdefault(element_key(finding.path), []).append(finding)
    afar: dict[str, list[_Afar]] = {}
    for other in _afar(found):
        for rule in other.rules:
            afar.setdefault(rule, []).append(other)
    return tuple(
        not f.excused
        and (
            any(_explains(cause, f) for cause in causes.get(element_key(f.path), ()))
            or any(other.explains(f) for other in afar.get(f.rule, ()))
        )
        for f in found
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Afar:
    """What a finding explains wherever it stands: findings of some rules, or those that need what begins so."""

    cause: Finding
    rules: frozenset[str]
    needs: str = ""
    is_whole: bool = False

    def explains(self, finding: Finding) -> bool:
        if not reaches((self.cause,), finding.severity):
            return False
        if self.is_whole:
            return self.needs in finding.about.needs
        return not self.needs or any(need.startswith(self.needs) for need in finding.about.needs)


def _afar(found: Iterable[Finding]) -> Iterator[_Afar]:
    for finding in found:
        for name in _lost(finding):
            if name in COMPARED:
                yield _Afar(cause=finding, rules=COMPARED[name])
            if name in _POINTED:
                yield _Afar(cause=finding, rules=frozenset({"pointer-resolves"}), needs=f"xml:id={_POINTED[name]}")
        if spoilt := SPOILT.get((finding.rule, last_name(finding.path))):
            yield _Afar(cause=finding, rules=spoilt)
        if finding.rule == "empty-element":  # an empty block begins a line that the page does not have
            around = element_key(finding.path).rpartition("/")[0]
            rules = frozenset({"source-page-text"})
            yield _Afar(cause=finding, rules=rules, needs=f"{LINES}{around}", is_whole=True)
        if need := _MEANT.get(finding.rule, "") if finding.about.meant else "":
            yield _Afar(
                cause=finding,
                rules=frozenset({"pointer-resolves", "entry-mentioned", "languages-declared"}),
                needs=f"{need}{finding.about.meant}",
                is_whole=True,
            )


def _lost(finding: Finding) -> tuple[str, ...]:
    """Name the elements that are not there, or not under their names, as the grammar says."""
    if finding.rule == "grammar-element-unknown":
        return (finding.about.meant,)
    return finding.about.missing if finding.rule == "grammar-element-missing" else ()


def _explains(cause: Finding, finding: Finding) -> bool:
    if cause is finding or finding.rule not in CAUSED[cause.rule] or not reaches((cause,), finding.severity):
        return False
    if finding.rule == "grammar-attribute-value":
        return any(name in cause.about.attributes for name in finding.about.attributes)
    if finding.rule == "grammar-attribute-missing":
        there = cause.about.attributes if cause.rule == "id-prefix" else (cause.about.meant,)
        return finding.about.missing in [(name,) for name in there]
    return True
