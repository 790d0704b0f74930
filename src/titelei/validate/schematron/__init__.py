"""Schematron (ISO/IEC 19757-3:2020): a schema is compiled to XSLT 3.0 by ``xslt/schematron/`` and run by Saxon.

A compiled schema is text, so that it can be kept; compiling happens once a process for each schema and phase.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from titelei import resources
from titelei.engine import saxon
from titelei.errors import AssetError
from titelei.messages import known, say
from titelei.model import Finding
from titelei.validate.schematron import reading_calls, schema_source
from titelei.validate.schematron.compiled_schema import Compiled, all_faults
from titelei.validate.schematron.hit_findings import findings
from titelei.validate.schematron.running import NO_ANSWERS, Run, parsed
from titelei.validate.schematron.schema_source import ENGINE, Place, finding
from titelei.validate.schematron.svrl import Hit, Svrl
from titelei.xml.read import Document, read

_AT: Final = f"{{{ENGINE}}}at"

__all__ = ["NO_ANSWERS", "Compiled", "Hit", "Svrl", "compile_schema", "findings", "parsed", "run", "schematron"]


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
        message = say("The schema does not compile: {message}.", message=known(error.message.rstrip(". ")))
        raise schema_source.fault(schema_source.at_root(source.files[0]), message) from error
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
        place = compiled.place_of(at) or schema_source.at_root(compiled.files[0])
        faults.setdefault(f"{place}: {message}", finding(place, message))
    if faults:
        raise all_faults(faults)


def _faulty(text: str, source: schema_source.Source) -> AssetError:
    faults: dict[str, Finding] = {}
    for element in schema_source.parsed(text).iterfind(f"{{{ENGINE}}}fault"):
        file, _, line = element.get("at", "0:0").partition(":")
        place = Place(file=source.files[int(file or 0)], line=int(line or 0))
        message = known(element.text or "")
        faults.setdefault(f"{place}: {message}", finding(place, message))
    return all_faults(faults)


def run(
    compiled: Compiled,
    document: Document,
    node: saxon.Node | None = None,
    *,
    answers: Mapping[str, str] = NO_ANSWERS,
) -> Svrl:
    """Validate a document and give the report. ``node`` is the document as the schema's processor has it, if it does.

    ``answers`` are those to what the schema's quick fixes ask for (``sqf:user-entry``), by name.

    Raises:
        AssetError: an expression of the schema fails on this document; the text names element, file and line.
        DocumentError: a subordinate document (``pattern/@documents``) cannot be read.
    """
    one = Run(compiled=compiled, document=document, answers=answers, given=node)
    if compiled.phase == "#ANY":
        chosen = schema_source.parsed(one.transform()).text or "#DEFAULT"
        compiled = compile_schema(compiled.files[0], phase=chosen, allow_includes_from=compiled.allowed)
        one = Run(compiled=compiled, document=document, answers=answers)
    base = document.path.resolve().as_uri() if document.path is not None else ""
    return Svrl(one.report(fired=False, fixes=True), base, one.transform)


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
