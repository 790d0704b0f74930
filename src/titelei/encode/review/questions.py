"""Which questions a draft leaves open: findings, values read with doubt or in two ways, names and dates proposed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import prod
from typing import Any, Final

from lxml import etree

from titelei.encode import evidence, wording
from titelei.encode.evidence import Entry, Evidence
from titelei.encode.page import Line
from titelei.encode.review.onpage import OnPage
from titelei.encode.review.question import LOW, Question, Where
from titelei.encode.review.tree import KINDS, NS, entry_of, words
from titelei.encode.segments import folded
from titelei.encode.tei.builder import ENCODER
from titelei.messages import joined
from titelei.model import Finding, Severity
from titelei.names import TEI, XML_LANG, tei
from titelei.xml.paths import exact, resolve

CORRECTABLE: Final = frozenset({"encode-unclassified", "encode-inline-label"})
_ASKED_OTHERWISE: Final = frozenset({"encode-doubtful", "encode-pages-disagree"})
"""Findings that say what a doubt of the evidence asks."""

_NAMES: Final = frozenset(tei(name) for name in ("persName", "orgName", "placeName", "rs"))
_MARKS: Final = _NAMES | {
    tei(name) for name in ("title", "date", "idno", "biblScope", "publisher", "pubPlace", "email")
}
_DATED: Final = ("when", "from", "to", "notBefore", "notAfter")
_ORDER: Final = {"finding": 0, "doubt": 1, "value": 2, "name": 3, "date": 4}
_DOUBTFUL: Final = frozenset({"medium", "low"})
_CERTAINTY: Final = {"high": 0.95, "medium": 0.75, "low": 0.5}
_WRONG: Final = {Severity.ERROR: 1.0, Severity.WARNING: 0.5, Severity.INFO: 0.1}
"""How likely a draft is wrong where a rule finds something: an error is, a note is mostly none."""


def asked(
    root: Any,
    proof: Evidence,
    pages: Sequence[tuple[Line, ...]],
    *,
    of_file: Sequence[Finding] = (),
    fixable: Sequence[tuple[str, str]] = (),
) -> tuple[Question, ...]:
    """List what is still open in a draft: first where it is most probably wrong, then in the order of the page.

    What publication alone asks comes behind, since answers before it may settle it, and last what only the file itself
    can answer.

    ``of_file`` are the findings of grammar and rules, ``fixable`` rule and path of those that have a repair. What was
    accepted or corrected before is not asked again; what was skipped is.
    """
    page = OnPage(root, *pages)
    values = tuple(_values(root, proof, page))
    asked_of_page = [*_doubts(proof, page), *_told(proof, values, page)]
    found = [*values, *asked_of_page, *_rules(root, of_file, fixable, page), *_marked(root, page)]
    done = {a.question for a in proof.answers if a.action != "skip"}
    open_ones = [q for q in found if q.id not in done]
    return tuple(sorted(open_ones, key=_place))


def _place(question: Question) -> tuple[object, ...]:
    where = question.where
    only_in_file = question.is_error and not (question.can_correct or question.needs_reason)
    return (
        only_in_file,
        question.needs_reason,
        -question.doubt,
        where.page,
        where.line,
        where.start,
        _ORDER[question.kind],
        question.id,
    )


def _values(root: Any, proof: Evidence, page: OnPage, *, everything: bool = False) -> Iterator[Question]:
    """Ask of values that are not sure; what two pages say alike is as sure as both together."""
    of: dict[str, list[tuple[int, Entry]]] = {}
    for number, values in enumerate((proof.values, *(copy.values for copy in proof.copies))):
        for entry in values:
            of.setdefault(entry.path, []).append((number, entry))
    for (number, entry), *more in of.values():
        others = (a.value for _, e in ((number, entry), *more) for a in e.alternatives)
        rivals = tuple(dict.fromkeys(value for value in others if value != entry.value))
        sure = 1 - prod(1 - e.confidence for _, e in ((number, entry), *more))
        if not everything and sure >= LOW and not rivals:
            continue
        element, attribute = element_of(entry, root)
        if element is None or (not everything and evidence.current(entry, root) != entry.value):
            continue
        if not everything and element.get("resp") not in (None, f"#{ENCODER}"):
            continue
        yield Question(
            id=f"value {entry.path}",
            kind="value",
            what=entry.field,
            shown=evidence.current(entry, root) or entry.value,
            target=attribute,
            sure=f"{sure:.2f}",
            doubt=1 - sure,
            where=page.of_line(entry.line, entry.start, entry.end, number, entry.printed)
            if entry.line
            else Where(page=number),
            others=rivals,
            message=joined(": ", (wording.source(entry.source), wording.rule(entry.rule))),
            paths=(exact(element),),
        )


def stated(root: Any, proof: Evidence, pages: Sequence[tuple[Line, ...]]) -> tuple[Question, ...]:
    """List every value that has evidence and stands in the draft, whoever answers for it."""
    return tuple(_values(root, proof, OnPage(root, *pages), everything=True))


def _doubts(proof: Evidence, page: OnPage) -> Iterator[Question]:
    """Ask of what was not probable enough to be stated; it is stored with the draft, so it is asked in any session."""
    pages = (proof.values, *(copy.values for copy in proof.copies))
    stated = {(entry.field, folded(entry.value)) for values in pages for entry in values}
    for number, doubts in enumerate((proof.open, *(copy.open for copy in proof.copies))):
        for doubt in doubts:
            if (doubt.field, folded(doubt.value)) in stated:
                continue  # another page says it, too, and surely
            yield Question(
                id=f"doubt {doubt.field} {doubt.value}"[:300],
                kind="doubt",
                what=doubt.field,
                shown=doubt.value,
                sure=f"{doubt.probability:.2f}",
                doubt=doubt.probability,
                where=page.of_line(doubt.line, doubt.start, 0, number, doubt.value)
                if doubt.line
                else Where(page=number),
                message=doubt.message,
                repair=doubt.repair,
            )


def element_of(entry: Entry, root: Any) -> tuple[Any, str]:
    """Find the element of a value, and its attribute where the value is one; None where it is gone."""
    path, _, attribute = entry.path.partition("/@")
    found = root.getroottree().xpath(path, namespaces=NS)
    return (found[0] if found else None), attribute


def _told(proof: Evidence, values: Sequence[Question], page: OnPage) -> Iterator[Question]:
    """Ask of the encoder's findings; a conflict that is asked as a value with its rivals is not asked twice."""
    for number, of_page in enumerate((proof.told, *(copy.told for copy in proof.copies))):
        for told in of_page:
            if told.rule in _ASKED_OTHERWISE:
                continue
            if told.rule == "encode-conflict" and any(
                v.shown in told.values and any(other in told.values for other in v.others) for v in values
            ):
                continue
            paths = (
                tuple(exact(e) for e in page.blocks(told.line, number, told.text)) if told.rule in CORRECTABLE else ()
            )
            yield Question(
                id=told.id,
                kind="finding",
                what=told.rule,
                doubt=_WRONG[told.severity],
                where=page.of_line(told.line, told.column if told.column > 1 else 0, 0, number, told.text),
                message=told.message,
                repair=told.repair,
                can_correct=bool(paths),
                paths=paths,
            )


def _rules(
    root: Any, findings: Sequence[Finding], fixable: Sequence[tuple[str, str]], page: OnPage
) -> Iterator[Question]:
    repairs = {(rule, *resolve(root, path)) for rule, path in fixable}
    alike: Counter[str] = Counter()
    for finding in findings:
        if finding.excused:
            continue
        about = " ".join((*finding.about.attributes, *finding.about.values, *finding.about.needs))
        name = f"finding {finding.rule} {finding.path} {about}"[:300].strip()
        alike[name] += 1
        element, attribute = resolve(root, finding.path) if finding.path else (None, "")
        paths = (exact(element),) if element is not None else ()
        is_error, has_repair = finding.severity is Severity.ERROR, (finding.rule, element, attribute) in repairs
        yield Question(
            id=name if alike[name] == 1 else f"{name} ({alike[name]})",
            kind="finding",
            what=finding.rule,
            doubt=_WRONG[finding.severity],
            where=page.where(element) if element is not None else Where(),
            lines=(finding.line,) if finding.line else (),
            message=finding.message,
            repair=finding.repair,
            is_error=is_error,
            needs_reason=is_error and finding.phase == "publish" and bool(paths),
            can_correct=has_repair or _is_marked(element),
            can_untag=not has_repair and _is_marked(element),
            paths=paths,
        )


def _is_marked(element: Any) -> bool:
    """Tell whether an element says what words of the page are."""
    return element is not None and element.tag in _MARKS and any(a.tag == tei("front") for a in element.iterancestors())


def _marked(root: Any, page: OnPage) -> Iterator[Question]:
    """Ask of names and dates that the encoder proposes with doubt; all that name one entry are one question."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for element in _proposed(root):
        groups.setdefault(_key(element), []).append(element)
    for (kind, key), elements in groups.items():
        doubtful = [e for e in elements if e.get("cert") in _DOUBTFUL]
        if not doubtful:
            continue
        first = doubtful[0]
        target = form_of(first) if kind == "date" else key
        places = [page.where(e) for e in elements]
        yield Question(
            id=f"{kind} {key}",
            kind="date" if kind == "date" else "name",
            what="date" if kind == "date" else kind_of(root, first),
            shown=words(first),
            target=target,
            sure=str(first.get("cert")),
            doubt=1 - _CERTAINTY[str(first.get("cert"))],
            where=page.where(first),
            lines=tuple(dict.fromkeys(p.line for p in places if p.line)),
            paths=tuple(exact(e) for e in elements),
        )


def _proposed(root: Any) -> Iterator[Any]:
    front = root.find(f"{{{TEI}}}text/{{{TEI}}}front")
    if front is not None:
        for element in front.iter(etree.Element):
            if element.get("resp") == f"#{ENCODER}" and (
                (element.tag in _NAMES and element.get("ref")) or element.tag == tei("date")
            ):
                yield element


def _key(element: Any) -> tuple[str, str]:
    if element.tag == tei("date"):
        return "date", f"{words(element)} {form_of(element)}"
    return "name", str(element.get("ref")).removeprefix("#")


def kind_of(root: Any, element: Any) -> str:
    """Say what a name is marked as: person, organisation, state, place, event or document."""
    identifier = str(element.get("ref", "")).removeprefix("#")
    kind = KINDS.get(identifier.partition(".")[0], "")
    entry = entry_of(root, identifier)
    is_state = element.get("type") == "state" or (entry is not None and entry.get("type") == "state")
    return "state" if kind == "organisation" and is_state else kind


def form_of(date: Any) -> str:
    """Write the value of a date as an editor gives it: 1920-05, 1920/1921, 1920..1921."""
    if date.get("when"):
        return str(date.get("when"))
    if date.get("notBefore") or date.get("notAfter"):
        return f"{date.get('notBefore', '')}..{date.get('notAfter', '')}"
    if date.get("from") or date.get("to"):
        return f"{date.get('from', '')}/{date.get('to', '')}"
    return ""


def language_of(element: Any) -> str:
    """Give the language that holds at an element."""
    found = element.xpath("ancestor-or-self::*[@xml:lang][1]/@xml:lang")
    return str(found[0]) if found else str(element.get(XML_LANG, "en"))
