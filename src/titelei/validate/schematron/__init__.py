"""Schematron (ISO/IEC 19757-3:2020): a schema is compiled to XSLT 3.0 by ``xslt/schematron/`` and run by Saxon.

A compiled schema is text, so that it can be kept; compiling happens once a process for each schema and phase.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from titelei import resources
from titelei.engine import saxon
from titelei.errors import AssetError, DocumentError
from titelei.model import Finding, Severity
from titelei.read import Document, read
from titelei.validate.schematron import reading_calls, schema_source
from titelei.validate.schematron.compiled_schema import Compiled, all_faults, fault_sentence
from titelei.validate.schematron.hit_findings import findings
from titelei.validate.schematron.schema_reads import Reads
from titelei.validate.schematron.schema_source import ENGINE, Place, fault, finding
from titelei.validate.schematron.svrl import Hit, Svrl

_AT: Final = f"{{{ENGINE}}}at"

_END: Final = 10_000
"""A column beyond what any line of a compiled schema has."""

NO_ANSWERS: Final[Mapping[str, str]] = MappingProxyType({})

__all__ = ["Compiled", "Hit", "Svrl", "compile_schema", "findings", "run", "schematron"]


def compile_schema(path: Path, *, phase: str = "#DEFAULT", allow_includes_from: tuple[Path, ...] = ()) -> Compiled:
    """Compile a schema for one phase: ``#ALL``, ``#DEFAULT`` (what the schema says, else all) or a phase's id.

    ``#ANY`` (2025) leaves it to each document: the first phase whose ``@when`` holds, else ``#DEFAULT``.

    The same schema, unchanged, gives the same object. Files are included only from the schema's own folder or
    below, and from the folders in ``allow_includes_from``; a running schema reads none but from these and the
    document's folder.

    Raises:
        AssetError: the schema is faulty; ``findings`` name element, file and line.
    """
    compiled = _remembered(schema_source.stamp(path.resolve()), phase, allow_includes_from)
    if any(schema_source.stamp(stamped[0]) != stamped for stamped in compiled.stamps):
        _remembered.cache_clear()
        compiled = _remembered(schema_source.stamp(path.resolve()), phase, allow_includes_from)
    return compiled


@dataclass(frozen=True, kw_only=True)
class _FromFiles(Compiled):
    stamps: tuple[tuple[Path, int, int], ...] = ()


@lru_cache(maxsize=64)
def _remembered(stamped: tuple[Path, int, int], phase: str, allowed: tuple[Path, ...]) -> _FromFiles:
    source = schema_source.load(stamped[0], allowed)
    compiled = _FromFiles(
        xslt=_compile(source, phase), folder=source.files[0].parent, allowed=allowed, stamps=source.stamp
    )
    _ = compiled.stylesheet
    return compiled


def _compile(source: schema_source.Source, phase: str) -> str:
    compiler = saxon.stylesheet(resources.xslt() / "schematron" / "main.xsl")
    try:
        text = compiler.transform(saxon.parse(source.xml), phase=phase)
    except saxon.TransformError as error:
        raise AssetError(f"The schema {source.files[0].name} does not compile: {error.message}") from error
    if "<t:faults" in text[:200]:
        raise _faulty(text, source)
    _hold_to_our_files(Compiled(xslt=text, folder=source.files[0].parent))
    return text


def _hold_to_our_files(compiled: Compiled) -> None:
    """Refuse a schema that would reach files by itself."""
    faults: dict[str, Finding] = {}
    for element, reason in reading_calls.found(schema_source.parsed(compiled.xslt)):
        around = (element, *element.iterancestors())
        at = next((str(a.get(_AT)) for a in around if a.get(_AT)), "")
        message = f"{reason}."
        place = compiled.place_of(at)
        if place is None:
            raise AssetError(f"The schema {compiled.files[0].name} cannot be used: {message}")
        faults.setdefault(f"{place}: {message}", finding(place, message))
    if faults:
        raise all_faults(faults)


def _faulty(text: str, source: schema_source.Source) -> AssetError:
    faults: dict[str, Finding] = {}
    for element in schema_source.parsed(text).iterfind(f"{{{ENGINE}}}fault"):
        file, _, line = element.get("at", "0:0").partition(":")
        place = Place(file=source.files[int(file or 0)], line=int(line or 0))
        message = element.text or ""
        faults.setdefault(f"{place}: {message}", finding(place, message))
    return all_faults(faults)


def run(
    compiled: Compiled,
    document: Document,
    node: saxon.Node | None = None,
    *,
    answers: Mapping[str, str] = NO_ANSWERS,
) -> Svrl:
    """Validate a document and give the report. ``node`` is the document as Saxon's, where the caller has it already.

    ``answers`` are those to what the schema's quick fixes ask for (``sqf:user-entry``), by name.

    Raises:
        AssetError: an expression of the schema fails on this document; the text names element, file and line.
        DocumentError: a subordinate document (``pattern/@documents``) cannot be read.
    """
    base = document.path.resolve().as_uri() if document.path is not None else None
    node = parsed(document) if node is None else node
    own = (document.path.resolve().parent,) if document.path is not None else ()
    reads = Reads(primary=document, folders=(*own, *compiled.readable))
    if compiled.phase == "#ANY":
        chosen = schema_source.parsed(_transform(compiled, document, node, {}, reads)).text or "#DEFAULT"
        compiled = compile_schema(compiled.files[0], phase=chosen, allow_includes_from=compiled.allowed)
    if compiled.has_subordinate_documents:
        reads.subordinates(_transform(compiled, document, node, {"titelei_list": True}, reads))
    asked: dict[str, saxon.Value] = {"titelei_entries": (_entries(answers),)} if answers else {}
    brief = _transform(compiled, document, node, {"titelei_fired": False, "titelei_fixes": True} | asked, reads)
    return Svrl(brief, base or "", partial(_transform, compiled, document, node, {}, reads))


def _entries(answers: Mapping[str, str]) -> saxon.Node:
    root = etree.Element(f"{{{ENGINE}}}entries", nsmap={"titelei": ENGINE})
    for name, answer in answers.items():
        etree.SubElement(root, f"{{{ENGINE}}}entry", name=name).text = answer
    return saxon.parse(etree.tostring(root, encoding="unicode"))


def parsed(document: Document) -> saxon.Node:
    """Give a document as Saxon's, with its address.

    Raises:
        DocumentError: Saxon's parser refuses what libxml2 took: names, attributes or values beyond its limits.
    """
    base = document.path.resolve().as_uri() if document.path is not None else None
    try:
        return saxon.parse(document.xml, base)
    except saxon.TransformError as error:
        line, column = document.positions.of(document.root)
        raise DocumentError(
            Finding(
                rule="xml-limit",
                severity=Severity.ERROR,
                file=document.name,
                line=line,
                column=column,
                path="/",
                source_line=document.positions.line_text(line),
                message=f"{document.name} goes beyond what is read: {_of_parser(error.message)}",
                repair="Check that this is the right file, and shorten what is named.",
                breaks=("every output",),
            )
        ) from error


def _of_parser(message: str) -> str:
    """Leave of a parser's message what it says of the document."""
    said = re.sub(r"^.*?JAXP\d+: ", "", message, flags=re.DOTALL)
    return re.sub(r', "\d+" is the limit set by "[^"]*"', "", said)


def _transform(
    compiled: Compiled, document: Document, node: saxon.Node, parameters: dict[str, saxon.Value], reads: Reads
) -> str:
    """Run the compiled schema, again after each time it asked for files; where it stops, once more to learn where."""
    stylesheet = compiled.stylesheet
    stopped: saxon.TransformError | None = None
    while True:
        try:
            result = stylesheet.transform(node, **parameters, **reads.parameters(), titelei_explain=stopped is not None)
        except saxon.TransformError as error:
            if reads.take(stylesheet.messages):
                continue
            if stopped is not None:
                place = compiled.place_of_failed_variable(node, parameters | reads.parameters())
                raise _failed(place, stopped.message, "", document) from error
            stopped = error
            continue
        if reads.take(stylesheet.messages):
            stopped = None
            continue
        if stopped is not None:
            raise _stopped(result, stopped.message, compiled, document) from stopped
        return result


def _stopped(result: str, message: str, compiled: Compiled, document: Document) -> AssetError:
    try:
        stopped = schema_source.parsed(result)
    except etree.XMLSyntaxError:  # Saxon stopped in the middle of an element, as where text comes before an attribute
        what, _, where = message.partition(" Most recent element start tag was output at line ")
        line = where.partition(" ")[0]
        return _failed(compiled.place(int(line), _END) if line.isdecimal() else None, what, "", document)
    place = compiled.place_of(stopped.get("at", "")) or compiled.place(
        int(stopped.get("line") or 0), int(stopped.get("column") or 0)
    )
    return _failed(place, stopped.text or "", stopped.get("code", ""), document)


def _failed(place: Place | None, message: str, code: str, document: Document) -> AssetError:
    """Tell that an expression of the schema failed on a document, and where in the schema it stands."""
    text = f"{fault_sentence(place.what if place else '', None, message, code)} This happened on {document.name}."
    return fault(place, text) if place else AssetError(f"The schema failed: {text}")


def schematron(
    schema: Path | str, document: Document | Path | str, phase: str = "#DEFAULT", *, allow: Iterable[Path | str] = ()
) -> str:
    """Validate any XML document against any Schematron schema and give the report in SVRL.

    ``allow`` names further folders that the schema may read files from.

    Raises:
        AssetError: the schema is faulty.
        DocumentError: the document cannot be read.
    """
    if not isinstance(document, Document):
        document = read(document, edition=False)
    allowed = tuple(Path(folder).resolve() for folder in allow)
    return run(compile_schema(Path(schema), phase=phase, allow_includes_from=allowed), document).xml
