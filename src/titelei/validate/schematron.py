"""Schematron (ISO/IEC 19757-3:2020): a schema is compiled to XSLT 3.0 by ``xslt/schematron/`` and run by Saxon.

A compiled schema is text, so that it can be kept; compiling happens once a process for each schema and phase.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from titelei import resources
from titelei.engine import saxon
from titelei.errors import AssetError
from titelei.model import Finding, Severity
from titelei.read import Document, read
from titelei.validate import schema_cache, schema_source, subordinate
from titelei.validate.hit_findings import findings
from titelei.validate.schema_source import ENGINE, Place, fault, finding
from titelei.validate.svrl import Hit, Svrl

__all__ = ["Compiled", "Hit", "Svrl", "compile_schema", "findings", "run", "schematron"]

_AT: Final = re.compile(r'titelei:at="(?P<file>\d+):(?P<line>\d+) ?(?P<what>[^"]*)"')
_BASE: Final = re.compile(r'xml:base="urn:titelei:file/(\d+)"')
_HEAD: Final = re.compile(
    r'<titelei:schema\s[^>]*?files="(?P<files>[^"]*)"[^>]*?documents="(?P<documents>[a-z]+)"', re.S
)
_SAXON_FAULT: Final = re.compile(
    r"Error (?:in \{(?P<expression>.*?)\} )?(?:at char \d+ )?(?:in |at )?(?P<node>.*?) ?on line (?P<line>\d+)"
    r" column (?P<column>\d+) of (?P<module>\S+): (?P<code>[A-Z]{4}\d{4}) (?P<text>.*?)"
    r"(?= Error (?:in|at|on|evaluating) | Correct it there\.$|$)",
    re.S,
)


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A schema compiled for one phase: ``xslt`` is all of it, ``folder`` is where its relative addresses start."""

    xslt: str
    folder: Path | None = None

    @classmethod
    def from_xslt(cls, text: str, folder: Path | None = None) -> "Compiled":
        """Take up a schema that was compiled before.

        Raises:
            AssetError: the text is no compiled schema.
        """
        if not _HEAD.search(text):
            raise AssetError("This stylesheet is not a compiled Schematron schema. Compile the schema again.")
        return cls(xslt=text, folder=folder)

    @property
    def files(self) -> tuple[Path, ...]:
        """The schema and the files it brought in."""
        head = _HEAD.search(self.xslt)
        return tuple((self.folder or Path()) / unquote(name) for name in head["files"].split()) if head else ()

    @property
    def has_subordinate_documents(self) -> bool:
        head = _HEAD.search(self.xslt)
        return head is not None and head["documents"] == "true"

    @cached_property
    def stylesheet(self) -> saxon.Stylesheet:
        """The schema as Saxon compiled it, on first use.

        Raises:
            AssetError: an expression of the schema is faulty; ``findings`` name element, file and line.
        """
        name = self.files[0].name if self.files else "schema"
        try:
            return saxon.stylesheet_from_text(_BASE.sub(self._base, self.xslt), name)
        except AssetError as error:
            raise self._explained(error) from error

    def _base(self, found: "re.Match[str]") -> str:
        files = self.files
        uri = files[int(found[1])].resolve().as_uri() if self.folder is not None else "urn:titelei:none"
        return f'xml:base="{uri}"'

    def place(self, line: int, column: int) -> Place | None:
        """Find where in the schema an instruction of the compiled stylesheet came from."""
        lines = _BASE.sub(self._base, self.xslt).split("\n")
        before = "\n".join([*lines[: line - 1], lines[line - 1][:column]]) if 0 < line <= len(lines) else ""
        last = next(iter(reversed(list(_AT.finditer(before)))), None)
        files = self.files
        if last is None or int(last["file"]) >= len(files):
            return None
        return Place(file=files[int(last["file"])], line=int(last["line"]), what=last["what"])

    def _explained(self, error: AssetError) -> AssetError:
        faults: dict[str, Finding] = {}
        for found in _SAXON_FAULT.finditer(str(error)):
            if not found["module"].endswith("/"):  # a stylesheet that the schema includes or imports
                where = f"{found['module']} line {found['line']}"
                faults[where] = Finding(
                    rule="schematron-schema",
                    severity=Severity.ERROR,
                    file=found["module"],
                    line=int(found["line"]),
                    message=f"{where}: {found['text']} ({found['code']}).",
                )
                continue
            place = self.place(int(found["line"]), int(found["column"]))
            if place is None or (found["expression"] or "").startswith("/descendant"):
                continue  # made from a context, whose own fault is told as well
            what = place.what
            if found["node"].startswith("svrl:") and "/@" in found["node"]:
                what = f"{what.partition('/')[0]}/{found['node'].partition('/')[2]}"
            text = _sentence(what, found["expression"], found["text"], found["code"])
            faults.setdefault(f"{place}: {text}", finding(place, text))
        return _all(faults) if faults else AssetError(f"The schema does not compile: {error}")


def compile_schema(
    path: Path, *, phase: str = "#DEFAULT", allow_includes_from: tuple[Path, ...] = (), cache: Path | None = None
) -> Compiled:
    """Compile a schema for one phase: ``#ALL``, ``#DEFAULT`` (what the schema says, else all) or a phase's id.

    The same schema, unchanged, gives the same object. Files are included only from the schema's own folder or
    below, and from the folders in ``allow_includes_from``. With ``cache``, a folder, what was compiled is kept
    there and taken from there by later processes.

    Raises:
        AssetError: the schema is faulty; ``findings`` name element, file and line.
    """
    compiled = _remembered(schema_source.stamp(path.resolve()), phase, allow_includes_from, cache)
    if any(schema_source.stamp(p) != s for p, s in zip(compiled.files, compiled.stamps, strict=True)):
        _remembered.cache_clear()
        compiled = _remembered(schema_source.stamp(path.resolve()), phase, allow_includes_from, cache)
    return compiled


@dataclass(frozen=True, kw_only=True)
class _FromFiles(Compiled):
    stamps: tuple[tuple[Path, int, int], ...] = ()


@lru_cache(maxsize=64)
def _remembered(
    stamped: tuple[Path, int, int], phase: str, allowed: tuple[Path, ...], cache: Path | None
) -> _FromFiles:
    source = schema_source.load(stamped[0], allowed)
    kept = schema_cache.find(cache, source, phase) if cache is not None else None
    compiled = _FromFiles(xslt=kept or _compile(source, phase), folder=source.files[0].parent, stamps=source.stamp)
    _ = compiled.stylesheet
    if cache is not None and kept is None:
        schema_cache.keep(cache, source, phase, compiled.xslt)
    return compiled


def _compile(source: schema_source.Source, phase: str) -> str:
    compiler = saxon.stylesheet(resources.xslt() / "schematron" / "main.xsl")
    try:
        text = compiler.transform(saxon.parse(source.xml), phase=phase)
    except saxon.TransformError as error:
        raise AssetError(f"The schema {source.files[0].name} does not compile: {error.message}") from error
    if "<t:faults" in text[:200]:
        raise _faulty(text, source)
    return text


def _faulty(text: str, source: schema_source.Source) -> AssetError:
    faults: dict[str, Finding] = {}
    for element in etree.fromstring(text.encode()).iterfind(f"{{{ENGINE}}}fault"):
        file, _, line = element.get("at", "0:0").partition(":")
        place = Place(file=source.files[int(file or 0)], line=int(line or 0))
        message = element.text or ""
        faults.setdefault(f"{place}: {message}", finding(place, message))
    return _all(faults)


def _all(faults: dict[str, Finding]) -> AssetError:
    ordered = sorted(faults.items(), key=lambda item: (item[1].file, item[1].line))
    return AssetError(" ".join(text for text, _finding in ordered), *(f for _text, f in ordered))


def run(compiled: Compiled, document: Document, node: saxon.Node | None = None) -> Svrl:
    """Validate a document and give the report. ``node`` is the document as Saxon's, where the caller has it already.

    Raises:
        AssetError: an expression of the schema fails on this document; the text names element, file and line.
        DocumentError: a subordinate document (``pattern/@documents``) cannot be read.
    """
    base = document.path.resolve().as_uri() if document.path is not None else None
    node = saxon.parse(document.xml, base) if node is None else node
    parameters: dict[str, saxon.Value] = {}
    if compiled.has_subordinate_documents:
        listed = _transform(compiled, document, node, {"titelei_list": True})
        folders = tuple(f for f in (document.path.resolve().parent if document.path else None, compiled.folder) if f)
        parameters["titelei_documents"] = subordinate.read_all(listed, folders, document)
    brief = _transform(compiled, document, node, parameters | {"titelei_fired": False})
    return Svrl(brief, base or "", partial(_transform, compiled, document, node, parameters))


def _transform(compiled: Compiled, document: Document, node: saxon.Node, parameters: dict[str, saxon.Value]) -> str:
    """Run the compiled schema; where it stops at a dynamic error, run it again to learn where."""
    try:
        return compiled.stylesheet.transform(node, **parameters)
    except saxon.TransformError as error:
        try:
            explained = compiled.stylesheet.transform(node, **parameters, titelei_explain=True)
        except saxon.TransformError:
            raise AssetError(f"The schema failed on {document.name}: {error.message}") from error
        raise _stopped(explained, compiled, document) from error


def _stopped(result: str, compiled: Compiled, document: Document) -> AssetError:
    stopped = etree.fromstring(result.encode())
    place = compiled.place(int(stopped.get("line") or 0), int(stopped.get("column") or 0))
    text = f"{_sentence(place.what if place else '', None, stopped.text or '', stopped.get('code', ''))}"
    text = f"{text} This happened on {document.name}."
    return fault(place, text) if place else AssetError(f"The schema failed: {text}")


def _sentence(what: str, expression: str | None, text: str, code: str) -> str:
    element, _, attribute = what.partition("/")
    subject = f"{attribute} of <{element}>" if attribute else f"<{element}>" if element else "an expression"
    quoted = f", at “{expression.strip()}”" if expression and expression.strip() else ""
    advice = ' Declare it with <sch:ns prefix="…" uri="…"/>.' if code == "XPST0081" else ""
    reason = re.sub(r"( before)?[ .]*$", "", " ".join(text.split()))
    return f"{subject} is faulty{quoted}: {reason} ({code}).{advice}"


def schematron(schema: Path | str, document: Document | Path | str, phase: str = "#DEFAULT") -> str:
    """Validate any XML document against any Schematron schema and give the report in SVRL.

    Raises:
        AssetError: the schema is faulty.
        DocumentError: the document cannot be read.
    """
    if not isinstance(document, Document):
        document = read(document, edition=False)
    return run(compile_schema(Path(schema), phase=phase), document).xml
