"""From the bytes of a file to its records: what it is by its content, then one record after the other."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from lxml import etree

from titelei.engine import saxon
from titelei.messages import joined, known, say, say_n
from titelei.sources import bibtex, findings, mapping, ris, salvage, tagged
from titelei.sources import json as json_records
from titelei.sources import xml as xml_records
from titelei.sources.kinds import Kind, all_kinds, named, of_syntax
from titelei.sources.record import Record
from titelei.sources.tagged import Entry
from titelei.xml.binding import walk
from titelei.xml.syntax import syntax_finding

_MOST_LINES: Final = 10
BROKEN: Final = "broken"
"""The kind of what could not be read as a record, because its file breaks there."""
ANSWER: Final = "answer"
"""The kind of an answer of a service that holds no record."""


def records(data: bytes, name: str, syntax: str, own: Path | None = None) -> Iterator[Record]:
    """Read the records of a file of a syntax (``xml``, ``json``, ``bibtex``, ``ris``), one after the other.

    What cannot be read is a record without facts, whose findings say where and why; the others of the file are given.
    ``own`` is the folder of a project's own kinds.
    """
    found = False
    for record in _records(data, name, syntax, own):
        found = True
        yield record
    if not found:
        yield _nothing(data, name, syntax, own)


def _records(data: bytes, name: str, syntax: str, own: Path | None) -> Iterator[Record]:
    match syntax:
        case "xml":
            yield from _of_xml(data, name, of_syntax("xml", own))
        case "json":
            yield from _of_json(data, name, of_syntax("json", own))
        case "bibtex":
            yield from _of_entries(bibtex.entries(_text(data)), name, named("bibtex", own), ".bib")
        case "ris":
            yield from _of_entries(ris.entries(_text(data)), name, named("ris", own), ".ris")


def _nothing(data: bytes, name: str, syntax: str, own: Path | None) -> Record:
    """Say that a file holds no record of a kind that is known, and what it says itself, where it is an answer."""
    title = {"xml": "XML", "json": "JSON", "bibtex": "BibTeX", "ris": "RIS"}[syntax]
    said = {"xml": xml_records.complaint, "json": json_records.complaint}.get(syntax, lambda _: "")(data)
    message = say(
        "{name} is {title} and holds no record of an article of a kind that is known.", name=name, title=title
    )
    if said:
        message = say("{name} is an answer without a record: “{cut}”.", name=name, cut=findings.cut(said))
    kinds = ", ".join(dict.fromkeys(kind.title for kind in all_kinds(own)))
    repair = say("Look whether the right file was saved. These are known: {kinds}.", kinds=kinds)
    finding = findings.refusal("source-unknown", name, message, repair, line=1)
    return Record(kind=ANSWER if said else "", title=title, number=1, line=1, facts=None, findings=(finding,))


def _of_xml(data: bytes, name: str, kinds: tuple[Kind, ...]) -> Iterator[Record]:
    number = 0
    clean = xml_records.cleaned(data)
    given: list[int] = []
    try:
        for found in xml_records.records(clean, kinds):
            number += 1
            given.append(found.line)
            yield _of_element(found, number, name)
    except etree.XMLSyntaxError as error:
        rest = list(salvage.whole(clean, kinds, given))
        lost = tuple(one for one in rest if isinstance(one, int))
        whole = [one for one in rest if not isinstance(one, int)]
        why = syntax_finding(xml_records.fault(clean) or error, clean, name)
        yield _broken("XML", name, number, max(why.line, 1), why.column, why.message, why.repair, len(whole), lost)
        for found in whole:
            number += 1
            yield _of_element(found, number + 1, name)


def _of_element(found: xml_records.Found, number: int, name: str) -> Record:
    base = _base(found.kind, number, found.line)
    return _mapped(base, found.kind, found.xml, name, partial(xml_records.lines_of, found))


def _of_json(data: bytes, name: str, kinds: tuple[Kind, ...]) -> Iterator[Record]:
    text = _text(data)
    number = 0
    lines = text.splitlines() if json_records.is_lines(text) else [text]
    for at, part in enumerate(lines, start=1):
        if not part.strip():
            continue
        values: list[Any] = []
        try:
            values = [json_records.load(part)]
        except json.JSONDecodeError as error:
            rest = list(salvage.values(part, kinds)) if len(lines) == 1 else []
            lost = tuple(one for one in rest if isinstance(one, int))
            values = [one for one in rest if not isinstance(one, int)]
            number += 1
            line, whole = at + error.lineno - 1, len(values)
            yield _broken(
                "JSON", name, 0, line, error.colno, joined("", (known(error.msg), ".")), lost=lost, whole=whole
            )
        except RecursionError:
            yield _broken("JSON", name, number, at, 0, say("It is nested too deeply."))
            continue
        for value in values:
            for found in json_records.records(value, kinds, line=at if len(lines) > 1 else 0):
                number += 1
                base = _base(found.kind, number, found.line)
                kept = json.dumps(found.value, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
                yield replace(
                    _mapped(base, found.kind, found.xml, name, lambda places: dict.fromkeys(places, 0)),
                    data=kept,
                    suffix=".json",
                )


def _of_entries(entries: Iterator[Entry], name: str, kind: Kind, suffix: str) -> Iterator[Record]:
    for number, entry in enumerate(entries, start=1):
        base = _base(kind, number, entry.line)
        if entry.fault:
            what = say(
                "The {title} entry on line {line} (“{cut}”)",
                title=kind.title,
                line=entry.line,
                cut=findings.cut(entry.raw),
            )
            message = say("{what} cannot be read: {fault}", what=what, fault=entry.fault)
            repair = say("Close its braces and quotation marks, and encode again; the other entries were read.")
            yield replace(base, findings=(findings.refusal("source-broken", name, message, repair, line=entry.line),))
            continue
        made = _mapped(base, kind, tagged.to_xml(entry), name, lambda places: tagged.lines_of(iter(places)))
        yield replace(made, data=entry.raw.encode("utf-8"), suffix=suffix)


def _base(kind: Kind, number: int, line: int) -> Record:
    return Record(kind=kind.name, title=kind.title, number=number, line=line, facts=None, language=kind.language)


def _mapped(base: Record, kind: Kind, xml: str, name: str, lines_of: Callable[[set[str]], dict[str, int]]) -> Record:
    where = say("on line {line}", line=base.line) if base.line else say("number {number}", number=base.number)
    try:
        made = mapping.apply(kind, xml)
    except saxon.TransformError as error:
        message = say(
            "The {title} record {where} cannot be read: {message}", title=kind.title, where=where, message=error.message
        )
        repair = say("Look whether the record has the form of its format, and correct it.")
        return replace(base, findings=(findings.refusal("source-unreadable", name, message, repair, line=base.line),))
    if made.other:
        return replace(base, findings=(findings.other_work(name, kind.title, made.other, base.line),))
    if not (made.facts.titles or made.facts.authors):
        message = say("The {title} record {where} names neither a title nor an author.", title=kind.title, where=where)
        repair = say("Look whether it is a record of an article, or an answer that says that there is none.")
        return replace(base, findings=(findings.refusal("source-empty", name, message, repair, line=base.line),))
    places = {v.from_ for v in walk(made.facts) if getattr(v, "from_", "")} | {place for _, _, place in made.told}
    lines = {place: line or base.line for place, line in lines_of(places).items()}
    told = findings.told(name, kind.title, ((a, v, p, lines.get(p, base.line)) for a, v, p in made.told))
    return replace(
        base,
        facts=made.facts,
        findings=told,
        lines=lines,
        data=xml_records.unmarked(xml).encode("utf-8"),
        suffix=".xml",
    )


def _broken(
    syntax: str,
    name: str,
    number: int,
    line: int,
    column: int,
    why: str,
    repair: str = "",
    others: int = 0,
    lost: tuple[int, ...] = (),
    whole: int = 0,
) -> Record:
    """Say where a file breaks, and which of its records were read: before it, behind it, or those that are whole."""
    message = say(
        "{name} is no whole {syntax}: line {line} cannot be read. {why}", name=name, syntax=syntax, line=line, why=why
    )
    told: list[str] = [repair] if repair else []
    told.append(say("Correct it there, or save the file again, whole."))
    if number:
        told.append(say_n("The record before it was read.", "The {n} records before it were read.", number))
    if others:
        told.append(
            say_n(
                "Another record that is whole was read, without what stands around it.",
                "{n} other records that are whole were read, without what stands around them.",
                others,
            )
        )
    if whole:
        told.append(say_n("The record that is whole was read.", "The {n} records that are whole were read.", whole))
    if lost:
        lines = ", ".join(map(str, lost[:_MOST_LINES])) + (" …" if len(lost) > _MOST_LINES else "")
        told.append(
            say_n(
                "One was not read; it begins on line {lines}.",
                "{n} were not read; they begin on lines {lines}.",
                len(lost),
                lines=lines,
            )
        )
    finding = findings.refusal("source-broken", name, message, joined(" ", told), line=line, column=column)
    return Record(kind=BROKEN, title=syntax, number=number + 1, line=line, facts=None, findings=(finding,))


def _text(data: bytes) -> str:
    """Decode text: by its byte order mark, as UTF-8, else as Windows-1252, which old reference managers write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
