"""What an article's view shows: its values in the order of a title page; its TEI line by line with findings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from titelei.desk.articles import Opened
from titelei.encode.review import Question
from titelei.model import Finding
from titelei.xml.read import Document

_PERSON: Final = re.compile(r"person\[\d+\](?=/)")
_FIELDS: Final = (
    "kind title subtitle author name orcid email affiliation department degree post contributor journal issn eissn "
    "pissn volume issue total supplement part pages article-number year published online received revised accepted doi "
    "edn language abstract keyword classification funding funder award statement licence copyright publisher place"
).split()
_ORDER: Final = {name: number for number, name in enumerate(_FIELDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value that stands in the header: its field as it is named in answers, and what is known of it."""

    name: str
    field: str
    value: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Values that belong together: of the article (without a name), or of one person."""

    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the TEI file, with what was found there."""

    number: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tei:
    """A TEI file as text, its lines, and what was found in it, from the first line to the last."""

    text: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


def groups_of(opened: Opened) -> tuple[Group, ...]:
    """Give the values of an article, then those of each person; each value under the name by which it is changed."""
    counted: dict[str, int] = {}
    found: dict[str, list[Fact]] = {"": []}
    for value in opened.values:
        value = _whole(value, opened.document)
        name = value.what.lower()
        counted[name] = counted.get(name, 0) + 1
        field = name if counted[name] == 1 else f"{name} {counted[name]}"
        person = _PERSON.search(value.paths[0]) if value.paths else None
        found.setdefault(person[0] if person else "", []).append(Fact(name=value.what, field=field, value=value))
    return tuple(
        Group(name=_name(facts) if person else "", facts=tuple(sorted(facts, key=_rank)))
        for person, facts in found.items()
        if facts
    )


def _whole(value: Question, document: Document) -> Question:
    """Give pages from the first to the last: each of the two has evidence of its own, and one form answers for both."""
    if value.what != "pages" or not value.paths:
        return value
    element = document.paths.resolve(document.root, value.paths[0])[0]
    ends = (element.get("from"), element.get("to")) if element is not None else ()
    return replace(value, shown="–".join(str(end) for end in ends if end) or value.shown)


def _name(facts: list[Fact]) -> str:
    return next((f.value.shown for f in facts if f.name == "name"), facts[0].value.shown)


def _rank(fact: Fact) -> int:
    return _ORDER.get(fact.name.partition(" ")[0], len(_ORDER))


def tei_of(data: bytes, findings: Sequence[Finding]) -> Tei:
    """Give a TEI file for the eye: its text, its lines with what was found in each, and all that was found."""
    of: dict[int, list[Finding]] = {}
    for finding in findings:
        of.setdefault(finding.line, []).append(finding)
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    numbers = range(1, text.count("\n") + 2)
    lines = tuple(Line(number=number, findings=tuple(of.get(number, ()))) for number in numbers)
    return Tei(text=text, lines=lines, findings=tuple(sorted(findings, key=lambda f: f.line)))
