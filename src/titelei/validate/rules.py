"""Every rule that ``validate`` can report: those written in code, below, and those of a Schematron schema.

The rules of our own schema are described in the ODD beside it; any other schema gives what it has.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, get_args, get_type_hints

from lxml import etree

from titelei.errors import SettingsError, UsageError
from titelei.messages import LANGUAGES, Message, known, say
from titelei.model import Severity
from titelei.names import SCH, TEI
from titelei.nearest import did_you_mean, nearest
from titelei.settings import Target
from titelei.validate import hygiene
from titelei.validate.excuses import Standing
from titelei.xml.foreign import words

PHASES: Final = ("draft", "publish", "deposit")
"""The phases every schema of ours has, each holding the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it is for, how to repair, since which phase it holds, how grave it is.

    ``repair`` has “…” for what depends on the place.
    ``is_fixed`` tells that its severity cannot be changed, since nothing can be done with a file that breaks it.
    ``has_page`` tells that the reference pages describe it (``rules.html#<id>``).
    """

    id: str
    description: str
    repair: str = ""
    phase: str = "draft"
    severity: Severity = Severity.ERROR
    is_fixed: bool = False
    has_page: bool = False


_OF_EDITION: Final = frozenset(
    {"article-id-unique", "doi-unique", "entity-agrees", "issn-one-journal", "orcid-unique", "person-unique"}
)

_UNREADABLE: Final = {
    "read-missing": say("The file is there."),
    "read-empty-folder": say("A folder that is to be validated holds an XML file."),
    "read-denied": say("The file can be read."),
    "read-folder": say("What is named is a file, not a folder."),
    "read-size": say("The file has the size of a front matter, not of a book."),
    "xml-syntax": say("The file is well-formed XML."),
    "xml-tags": say("Every element that is opened is closed, in the right order."),
    "xml-entity": say("Only XML's own five entities and numbers stand for characters."),
    "xml-escape": say("A bare & or < is written as &amp; or &lt;."),
    "xml-attribute": say("An attribute stands once, and its value in quotation marks."),
    "xml-character": say("No control character stands in the file."),
    "xml-encoding": say("The bytes are in the encoding that the file declares."),
    "xml-empty": say("The file is not empty and begins with a tag."),
    "xml-root": say("One root element holds everything."),
    "xml-declaration": say("The XML declaration stands at the very start of the file."),
    "xml-namespace": say("Every prefix is declared."),
    "xml-limit": say("The document has at most 100,000 elements, at most 95 deep, and no text in it is over 10 MB."),
    "xml-comment": say("No two hyphens stand inside a comment."),
    "xml-instruction": say("Every processing instruction is closed."),
    "xml-doctype": say("No DOCTYPE draws in entities, files or addresses."),
    "xml-xinclude": say("No XInclude draws in another file."),
    "not-tei": say("The root is TEI in the TEI namespace."),
    "schematron-documents": say("Documents that a schema asks for lie where they may be read."),
}

_HELD: Final = {
    "xml-id-unique": ("draft", say("An xml:id names one element of the file.")),
    "article-id": ("draft", say("The article has an identifier that can be a file name and part of an address.")),
    "grammar-element-unknown": ("draft", say("Every element is one of the schema.")),
    "grammar-element-not-allowed": ("draft", say("Every element stands where the schema allows it.")),
    "grammar-element-missing": ("draft", say("No element that the schema requires is missing.")),
    "grammar-attribute-unknown": ("draft", say("Every attribute is one that its element may have.")),
    "grammar-attribute-missing": ("draft", say("No attribute that the schema requires is missing.")),
    "grammar-attribute-value": ("draft", say("The value of an attribute has the form that the schema asks for.")),
    "grammar-attribute-conflict": ("draft", say("No two attributes exclude each other.")),
    "grammar-text-not-allowed": ("draft", say("Text stands only in elements that may hold text.")),
    "grammar-text-value": ("draft", say("Text has the form that the schema asks for.")),
    "grammar-namespace": ("draft", say("Every element is in the namespace that the schema gives it.")),
    "grammar-root": ("draft", say("The root element is one with which a document may begin.")),
    "grammar-id-repeated": ("draft", say("A value of type ID is used once.")),
    "grammar-other": ("draft", say("The document is valid by the schema.")),
    "excuse-incomplete": ("draft", say("An excuse names its rule and gives its reason.")),
    "engines-disagree": ("draft", say("Both Schematron engines say the same of every place.")),
    "source-page-text": ("draft", say("The transcription has every character of the page that was encoded.")),
    "article-id-unique": ("draft", say("No two files of the edition have the same article identifier.")),
    "entity-agrees": ("draft", say("One id in standOff means one entity, with one main name, in the whole edition.")),
    "doi-unique": ("draft", say("No two articles of the edition have the same DOI.")),
    "issn-one-journal": ("draft", say("An ISSN belongs to one journal in the whole edition.")),
    "orcid-unique": ("draft", say("An ORCID belongs to one person in the whole edition.")),
    "person-unique": ("draft", say("One person has one id in the whole edition.")),
    "change-not-future": ("draft", say("No change is dated after today.")),
    "published-without-warnings": ("publish", say("A published document carries no warning that is not excused.")),
    "file-name-is-id": ("publish", say("A file is named after the article's identifier.")),
    "source-page-name": ("publish", say("The page that was encoded is named as a file of tei/sources/.")),
    "source-page-missing": ("publish", say("The page that was encoded is in tei/sources/, and can be read.")),
    "source-page-digest": ("publish", say("The page that was encoded has not changed since.")),
}

CODE_RULES: Final[tuple[Rule, ...]] = (
    *(Rule(id=name, description=text, is_fixed=True) for name, text in _UNREADABLE.items()),
    *(Rule(id=name, description=text, phase=phase) for name, (phase, text) in _HELD.items()),
    *(
        Rule(id=name, description=text, severity=Severity.INFO if is_hint else Severity.WARNING)
        for name, (text, is_hint) in hygiene.RULES.items()
    ),
    Rule(
        id="excuse-unknown",
        description=say("An excuse names a rule that there is."),
        severity=Severity.WARNING,
    ),
    Rule(
        id="excuse-unused",
        description=say("An excuse stands only where its rule finds something."),
        severity=Severity.INFO,
    ),
    Rule(
        id="engine-skips-rule",
        description=say("pyschematron runs every rule; one that it cannot run is named with the reason."),
        severity=Severity.INFO,
    ),
)


def rules_of(schema: Path) -> tuple[Rule, ...]:
    """Give the rules of a Schematron schema, in its order; none where it cannot be read."""
    try:
        status = schema.stat()
    except OSError:
        return ()
    return _rules_of(schema, status.st_mtime_ns)


@lru_cache(maxsize=8)
def _rules_of(schema: Path, _changed_ns: int) -> tuple[Rule, ...]:
    try:
        root = etree.parse(str(schema)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return ()
    phases = {
        phase.get("id", ""): {a.get("pattern", "") for a in phase.iter(f"{{{SCH}}}active")}
        for phase in root.iter(f"{{{SCH}}}phase")
    }
    described = _descriptions(schema.with_suffix(".odd"))
    repairs = {d.get("id", ""): _words(d) for d in root.iter(f"{{{SCH}}}diagnostic")}
    return tuple(
        _rule(pattern, phases, described, repairs)
        for pattern in root.iter(f"{{{SCH}}}pattern")
        if pattern.get("id", "")
    )


def _rule(
    pattern: "etree._Element",
    phases: Mapping[str, set[str]],
    described: Mapping[str, str],
    repairs: Mapping[str, str],
) -> Rule:
    name = pattern.get("id", "")
    said = next((e for e in pattern.iter(f"{{{SCH}}}assert", f"{{{SCH}}}report")), None)
    role = "" if said is None else said.get("role", "")
    order = [*PHASES, *sorted(p for p in phases if p not in PHASES)]
    return Rule(
        id=name,
        description=known(described.get(name, "") or name),
        repair=_repair(name, repairs),
        phase=next((p for p in order if name in phases.get(p, ())), ""),
        severity=Severity(role) if role in {s.value for s in Severity} else Severity.ERROR,
        has_page=name in described,
    )


def _repair(name: str, repairs: Mapping[str, str]) -> str:
    """Give the repair of a rule, with what the schema has of it in other languages."""
    told = {lang: repairs[key] for lang in LANGUAGES if (key := f"{name}.repair.{lang}") in repairs}
    text = repairs.get(f"{name}.repair", "")
    return Message(text, known=told) if told else known(text)


def _words(element: "etree._Element") -> str:
    """Give an element's words, with “…” for each value that is put in."""
    parts = [element.text or ""]
    for child in element:
        parts += ["…" if len(child) == 0 and not child.text else "".join(map(str, child.itertext())), child.tail or ""]
    return " ".join("".join(parts).split())


def _descriptions(odd: Path) -> Mapping[str, str]:
    try:
        root = etree.parse(str(odd)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return {}
    return {
        spec.get("ident", ""): words(desc)
        for spec in root.iter(f"{{{TEI}}}constraintSpec")
        if (desc := spec.find(f"{{{TEI}}}desc")) is not None
    }


def all_rules(schema: Path) -> Mapping[str, Rule]:
    """Give every rule that can be reported with this schema, by id."""
    return {rule.id: rule for rule in (*CODE_RULES, *rules_of(schema))}


def standing(rule: str, phase: str, schema: Path) -> Standing:
    """Tell whether a rule is held in a phase, by somebody else than :func:`titelei.validate.document.validate`, or not.

    Outputs and the edition as a whole are looked at by others.
    """
    known = all_rules(schema).get(rule)
    if rule.startswith("output-") or rule in _OF_EDITION:
        return "elsewhere"
    if known is None:
        return "unknown"
    order = [*PHASES, phase]
    return "held" if known.phase in order[: order.index(phase) + 1] or known.phase == phase else "elsewhere"


def hint(rule: str, schema: Path) -> str:
    """Give the rule that a wrong name may mean, as a sentence with a space before it; empty where none is near."""
    near = nearest(rule, all_rules(schema))
    return say(" Did you mean “{near}”?", near=near) if near else ""


def ids_in(schema: Path | None) -> frozenset[str]:
    """Give the ids of the assertions and reports in a Schematron schema of a project's own; none where it has none."""
    if schema is None:
        return frozenset()
    try:
        root = etree.parse(str(schema)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return frozenset()
    tests = (e for e in root.iter("{*}assert", "{*}report") if e.get("id"))
    return frozenset(str(e.get("id")) for e in tests)


def phases_of(schema: Path) -> tuple[str, ...]:
    """Give the ids of a schema's phases, in its order."""
    try:
        root = etree.parse(str(schema)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return ()
    return tuple(phase.get("id", "") for phase in root.iter(f"{{{SCH}}}phase"))


def check_severities(severity: Mapping[str, str], schema: Path, place_of: Callable[[str], str]) -> None:
    """Hold the rules that a project raises or lowers to those there are; ``place_of`` says where a rule is named.

    Raises:
        SettingsError: a rule is unknown, or its severity cannot be changed.
    """
    if not severity:
        return
    known = all_rules(schema)
    for name in severity:
        if name not in known:
            raise SettingsError(
                say(
                    "{name}: there is no rule “{name2}” to give a severity in [validate.severity].{hint}",
                    name=place_of(name),
                    name2=name,
                    hint=did_you_mean(name, known),
                )
            )
        if known[name].is_fixed:
            raise SettingsError(
                say(
                    "{name}: the rule “{name2}” in [validate.severity] is always an error, since nothing can "
                    "be done with a file that breaks it. Delete the line.",
                    name=place_of(name),
                    name2=name,
                )
            )


_KINDS: Final = get_args(get_type_hints(Target)["kind"])
"""Kinds of targets that there are."""


def named_phase(phase: str, phases: tuple[str, ...]) -> str:
    """Give the phase asked for.

    Raises:
        UsageError: the schema has no such phase.
    """
    if phase not in phases:
        near = nearest(phase, phases)
        hint = say(" Did you mean “{near}”?", near=near) if near else ""
        raise UsageError(
            say(
                "There is no phase “{phase}”.{hint} There are: {phases}.",
                phase=phase,
                hint=hint,
                phases=", ".join(phases),
            )
        )
    return phase


def phase_of_target(name: str, kinds: Mapping[str, str], phases: tuple[str, ...], formats: tuple[str, ...] = ()) -> str:
    """Give the phase of a target: ``deposit-NAME``, else ``deposit-<its kind>``, else ``deposit``.

    ``kinds`` are those of ``[targets.NAME]``, by name; a kind may be named itself. A target needs no settings where the
    rules have a phase of its name, nor does one of ``formats``, whose receivers need not be targets.

    Raises:
        UsageError: there is neither such a target nor such a format or phase.
    """
    for phase in (f"deposit-{name}", f"deposit-{kinds[name]}" if name in kinds else ""):
        if phase in phases:
            return phase
    if (name in kinds or name in _KINDS or name in formats) and "deposit" in phases:
        return "deposit"  # the target has no rules of its own
    own = tuple(phase.removeprefix("deposit-") for phase in phases if phase.startswith("deposit-"))
    known = sorted({*kinds, *own, *formats})
    there_are = (
        say(" There are: {known}.", known=", ".join(known)) if known else say(" titelei.toml has no [targets.NAME].")
    )
    near = nearest(name, known)
    hint = say(" Did you mean “{near}”?", near=near) if near else ""
    raise UsageError(
        say(
            "There is no target “{name}”.{hint}{there_are} Add [targets.NAME] to titelei.toml, or name one of these.",
            name=name,
            hint=hint,
            there_are=there_are,
        )
    )
