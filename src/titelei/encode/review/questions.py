"""Which questions a draft leaves open: findings, values read with doubt or in two ways, names and dates proposed."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree

from titelei.encode import evidence
from titelei.encode.evidence import Entry, Evidence
from titelei.encode.page import Line
from titelei.encode.review.onpage import OnPage
from titelei.encode.review.question import LOW, Question, Where
from titelei.encode.review.tree import KINDS, NS, entry_of, words
from titelei.encode.tei.builder import ENCODER
from titelei.model import Finding, Severity
from titelei.names import TEI, XML_LANG, tei
from titelei.xml.paths import exact, resolve

CORRECTABLE: Final = frozenset({"encode-unclassified", "encode-inline-label"})
_NAMES: Final = frozenset(tei(name) for name in ("persName", "orgName", "placeName", "rs"))
_DATED: Final = ("when", "from", "to", "notBefore", "notAfter")
_ORDER: Final = {"finding": 0, "value": 1, "name": 2, "date": 3}
_DOUBTFUL: Final = frozenset({"medium", "low"})


def asked(
    root: Any,
    proof: Evidence,
    lines: tuple[Line, ...],
    *,
    of_page: Sequence[Finding] = (),
    of_file: Sequence[Finding] = (),
    fixable: Sequence[tuple[str, str]] = (),
) -> tuple[Question, ...]:
    """List what is still open in a draft, in page order; what has no place on the page comes first.

    ``of_page`` are the encoder's findings, ``of_file`` those of grammar and rules, ``fixable`` rule and path of those
    that have a repair. What was accepted or corrected before is not asked again; what was skipped is.
    """
    page = OnPage(root, lines)
    values = tuple(_values(root, proof, page))
    told = [f for f in of_page if f.rule != "encode-doubtful"]
    asked_of_page = [*_doubts(proof, page), *_findings(told, values, page)]
    found = [*values, *asked_of_page, *_rules(root, of_file, fixable, page), *_marked(root, page)]
    done = {a.question for a in proof.answers if a.action != "skip"}
    open_ones = [q for q in found if q.id not in done]
    return tuple(sorted(open_ones, key=lambda q: (q.where.line, q.where.start, _ORDER[q.kind], q.id)))


def _values(root: Any, proof: Evidence, page: OnPage) -> Iterator[Question]:
    for entry in proof.values:
        rivals = tuple(dict.fromkeys(a.value for a in entry.alternatives if a.value != entry.value))
        if entry.confidence >= LOW and not rivals:
            continue
        element, attribute = element_of(entry, root)
        if element is None or evidence.current(entry, root) != entry.value:
            continue
        if element.get("resp") not in (None, f"#{ENCODER}"):
            continue
        yield Question(
            id=f"value {entry.path}",
            kind="value",
            what=entry.field,
            shown=entry.value,
            target=attribute,
            sure=f"{entry.confidence:.2f}",
            where=page.of_line(entry.line, entry.start, entry.end) if entry.line else Where(),
            others=rivals,
            message=f"{entry.source}: {entry.rule}",
            paths=(exact(element),),
        )


def _doubts(proof: Evidence, page: OnPage) -> Iterator[Question]:
    """Ask of what was not probable enough to be stated; it is stored with the draft, so it is asked in any session."""
    for doubt in proof.open:
        yield Question(
            id=f"doubt {doubt.field} {doubt.value}"[:300],
            kind="finding",
            what="encode-doubtful",
            shown=doubt.value,
            sure=f"{doubt.probability:.2f}",
            where=page.of_line(doubt.line, doubt.start) if doubt.line else Where(),
            message=doubt.message,
            repair=doubt.repair,
            can_correct=False,
        )


def element_of(entry: Entry, root: Any) -> tuple[Any, str]:
    """Find the element of a value, and its attribute where the value is one; None where it is gone."""
    path, _, attribute = entry.path.partition("/@")
    found = root.getroottree().xpath(path, namespaces=NS)
    return (found[0] if found else None), attribute


def id_of(finding: Finding) -> str:
    """Name the question that one of the encoder's findings is, so that it is known again when it was answered."""
    what = f"{finding.column} {finding.about.given} {finding.source_line}"
    return f"finding {finding.rule} {finding.line} {hashlib.sha256(what.encode()).hexdigest()[:8]}"


def _findings(findings: Sequence[Finding], values: Sequence[Question], page: OnPage) -> Iterator[Question]:
    """Ask of the encoder's findings; a conflict that is asked as a value with its rivals is not asked twice."""
    for finding in findings:
        if finding.rule == "encode-conflict" and any(
            v.shown in finding.about.values and any(other in finding.about.values for other in v.others) for v in values
        ):
            continue
        paths = tuple(exact(e) for e in page.blocks(finding.line)) if finding.rule in CORRECTABLE else ()
        yield Question(
            id=id_of(finding),
            kind="finding",
            what=finding.rule,
            where=page.of_line(finding.line, finding.column if finding.column > 1 else 0),
            message=finding.message,
            repair=finding.repair,
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
        yield Question(
            id=name if alike[name] == 1 else f"{name} ({alike[name]})",
            kind="finding",
            what=finding.rule,
            where=page.where(element) if element is not None else Where(),
            lines=(finding.line,) if finding.line else (),
            message=finding.message,
            repair=finding.repair,
            is_error=finding.severity is Severity.ERROR,
            can_correct=(finding.rule, element, attribute) in repairs,
            paths=paths,
        )


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
