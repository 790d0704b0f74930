"""Places that are excused from a rule by ``<?titelei excuse rule="ID" reason="…"?>``.

The instruction stands right before the element (nearest preceding sibling but white space and comments) or as its first
child. It needs both: an excuse without a reason is itself a finding, and so is one that excuses nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, Literal

from lxml import etree

from titelei.messages import joined, say
from titelei.model import About, Finding, Severity
from titelei.xml.read import Document

_MANY: Final = 500
"""Excuses beyond so many, in a file or at one place, are not looked at."""

_PSEUDO_ATTRIBUTE: Final = re.compile(r"""([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


Standing = Literal["held", "elsewhere", "unknown"]
"""Whether a rule was held just now, is held in another phase or by another command, or does not exist."""


def apply(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Set ``excused`` on findings whose place is excused from their rule; add a finding for each faulty excuse."""
    return (*marked(document, findings), *faulty(document))


def marked(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Set ``excused`` on findings whose place is excused from their rule."""
    has_excuses = any(True for _ in _instructions(document.root))
    return tuple(_excused(document, f) if has_excuses else f for f in findings)


def faulty(document: Document) -> tuple[Finding, ...]:
    """Give a finding for each excuse that lacks its rule or its reason."""
    return tuple(_incomplete(document, _instructions(document.root)))


def idle(
    document: Document,
    findings: Iterable[Finding],
    standing: Callable[[str], Standing],
    hint: Callable[[str], str] = lambda _rule: "",
) -> tuple[Finding, ...]:
    """Give a finding for each excuse of a rule that does not exist, or that finds nothing at its place any more.

    ``findings`` are all of the document, with those excused marked; ``standing`` tells what is known of a rule,
    ``hint`` which one may be meant by a wrong name.
    """
    instructions = tuple(_instructions(document.root))
    if not instructions:
        return ()
    used = {(_that_excuses(document, f), f.rule) for f in findings if f.excused}
    found = []
    for instruction in islice(instructions, _MANY):
        said = _said(instruction)
        for rule in dict.fromkeys(said.get("rule", "").split() if said.get("reason", "").strip() else ()):
            stands = standing(rule)
            if stands == "unknown":
                message = say("There is no rule “{rule}”, so this excuses nothing.{hint}", rule=rule, hint=hint(rule))
                found.append(_finding(document, instruction, "excuse-unknown", Severity.WARNING, message))
            elif stands == "held" and (instruction, rule) not in used:
                message = say("The rule “{rule}” finds nothing here, so this excuses nothing.", rule=rule)
                found.append(_finding(document, instruction, "excuse-unused", Severity.INFO, message))
    return tuple(found)


def _excused(document: Document, finding: Finding) -> Finding:
    instruction = _that_excuses(document, finding)
    return finding if instruction is None else replace(finding, excused=_said(instruction)["reason"].strip())


def _that_excuses(document: Document, finding: Finding) -> "etree._ProcessingInstruction | None":
    if finding.file != document.name or not finding.path:
        return None
    element, _attribute = document.paths.resolve(document.root, finding.path)
    for instruction in _around(element) if element is not None else ():
        said = _said(instruction)
        if finding.rule in said.get("rule", "").split() and said.get("reason", "").strip():
            return instruction
    return None


def _around(element: "etree._Element") -> Iterator["etree._ProcessingInstruction"]:
    """Give the excuses that hold for an element: before it, with nothing but other excuses between, and first in it."""
    for sibling in islice(element.itersiblings(preceding=True), _MANY):
        if isinstance(sibling, etree._Comment):
            continue
        if not _is_excuse(sibling) or (sibling.tail or "").strip():
            break
        yield sibling  # type: ignore[misc]
    if not (element.text or "").strip():
        for child in islice(element, _MANY):
            if isinstance(child, etree._Comment) and not (child.tail or "").strip():
                continue
            if not _is_excuse(child):
                break
            yield child  # type: ignore[misc]
            if (child.tail or "").strip():
                break


def _is_excuse(node: "etree._Element") -> bool:
    return (
        isinstance(node, etree._ProcessingInstruction)
        and node.target == "titelei"
        and ((node.text or "").split(maxsplit=1)[:1] == ["excuse"])
    )


def _instructions(root: "etree._Element") -> Iterator["etree._ProcessingInstruction"]:
    """Give the excuses of a document, those before its root first."""
    before = [root, *root.itersiblings(preceding=True)][1:]
    for node in (*before, *root.iter(etree.ProcessingInstruction)):
        if _is_excuse(node):
            yield node  # type: ignore[misc]


def _said(instruction: "etree._ProcessingInstruction") -> dict[str, str]:
    return {
        name: double or single
        for name, double, single in _PSEUDO_ATTRIBUTE.findall((instruction.text or "").partition("excuse")[2])
    }


def _incomplete(document: Document, instructions: Iterable["etree._ProcessingInstruction"]) -> Iterator[Finding]:
    for instruction in islice(instructions, _MANY):
        said = _said(instruction)
        missing = [name for name in ("rule", "reason") if not said.get(name, "").strip()]
        if not missing:
            continue
        message = say("This excuse lacks {missing}, so it excuses nothing.", missing=joined(say(" and "), missing))
        yield _finding(document, instruction, "excuse-incomplete", Severity.ERROR, message)


_REPAIRS: Final = {
    "excuse-incomplete": say('Write <?titelei excuse rule="ID" reason="why"?>, or delete it.'),
    "excuse-unknown": say("Correct the rule's id, or delete the excuse."),
    "excuse-unused": say("Delete the excuse; or move it right before the element that it is meant for."),
}


def _finding(
    document: Document, instruction: "etree._ProcessingInstruction", rule: str, severity: Severity, message: str
) -> Finding:
    line = int(instruction.sourceline or 0)
    parent = instruction.getparent()
    return document.finding(
        rule,
        document.root if parent is None else parent,
        message,
        _REPAIRS[rule],
        place=(line, max(1, document.positions.line_text(line).find("<?titelei") + 1)),
        path="/" if parent is None else None,
        severity=severity,
        breaks=(say("no output"),),
        about=About(values=tuple(_said(instruction).get("rule", "").split())),
    )
