"""Validation against RELAX NG (ISO/IEC 19757-2), with messages that an editor understands.

Our own derivatives say what is wrong, and all of it. Valid documents of plain, small grammars pass by libxml2 alone,
which is faster; it is wrong on ambiguous and interleaved content (as compared with jing), and needs 13 s
to compile all of TEI, so there our verdict stands alone.
"""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.errors import AssetError
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.names import TEI
from titelei.validate.relaxng.explain import Explainer
from titelei.validate.relaxng.grammar import Grammar
from titelei.xml.read import Document, shown

_MAX_COMPILED: Final = 400_000
"""Size in bytes of a grammar above which libxml2 is not asked."""


class _Compiled:
    """A grammar and libxml2's reading of it."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    @cached_property
    def libxml2(self) -> "etree.RelaxNG | None":
        """libxml2's validator; None where the grammar is too large, or not plain."""
        if self.grammar.size > _MAX_COMPILED or not self.grammar.is_plain:
            return None
        try:
            return etree.RelaxNG(etree.parse(str(self.grammar.path), etree.XMLParser(no_network=True)))
        except etree.RelaxNGParseError as error:
            raise _broken(self.grammar.path, error) from error


@lru_cache(maxsize=8)
def _compiled(grammar: Grammar) -> _Compiled:
    return _Compiled(grammar)


def grammar(path: Path, folder: Path | None = None) -> Grammar:
    """Read a RELAX NG grammar in XML syntax; the same file, unchanged, gives the same object.

    What it includes must stand in ``folder``; without that, in the grammar's own.

    Raises:
        AssetError: the schema is missing or broken; the text names file and line.
    """
    if path.suffix.lower() == ".rnc":
        raise AssetError(
            say(
                "The schema {path} is in the compact syntax of RELAX NG, and only the XML syntax is "
                "read. Convert it to .rng, as with trang.",
                path=shown(path),
            )
        )
    try:
        status = path.stat()
    except OSError:
        return _grammar(path, folder, 0, 0)
    return _grammar(path, folder, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _grammar(path: Path, folder: Path | None, _changed_ns: int, _size: int) -> Grammar:
    try:
        found = Grammar(path, folder)
        if _compiled(found).libxml2 is None:
            _ = found.parents  # reads the whole grammar, so that no fault of it comes up later
    except RecursionError as error:
        raise AssetError(
            say("The schema {path} is nested too deep. Flatten its definitions.", path=shown(path))
        ) from error
    return found


def validate(document: Document, grammar: Grammar, *, with_ids: bool = False) -> tuple[Finding, ...]:
    """Hold a document to a grammar and give all its faults, in document order; none where it is valid.

    ``with_ids`` also reports attributes of type ID whose value is used twice; an edition's own documents are
    asked for that elsewhere.
    """
    libxml2 = _compiled(grammar).libxml2
    if libxml2 is not None and libxml2.validate(document.tree):
        return ()
    explainer = Explainer(grammar, document)
    findings, repeated = explainer.findings(), explainer.repeated_ids()
    if findings or repeated or libxml2 is None:
        return tuple(sorted((*findings, *(repeated if with_ids else ())), key=lambda f: (f.line, f.column)))
    return _as_libxml2_says(libxml2, document)


def explained(document: Document, schema: Path) -> tuple[Finding, ...]:
    """Give the faults of an output against its format's grammar, which may include what lies in the formats' folder.

    Raises:
        AssetError: the schema is missing or broken.
    """
    return validate(document, grammar(schema, schema.parent.parent), with_ids=True)


def _as_libxml2_says(libxml2: "etree.RelaxNG", document: Document) -> tuple[Finding, ...]:
    """Report libxml2's own words, for a fault that only libxml2 sees."""
    entry = libxml2.error_log[0] if len(libxml2.error_log) else None
    line = int(entry.line) if entry is not None else 1
    return (
        Finding(
            rule="grammar-other",
            severity=Severity.ERROR,
            file=document.name,
            line=line,
            column=1,
            source_line=document.positions.line_text(line),
            message=say(
                "The document is not valid: {message}.",
                message=entry.message if entry is not None else say("no reason is given"),
            ),
            repair=say("Compare this place with the schema."),
            breaks=(say("every output"),) if etree.QName(document.root).namespace == TEI else (),
        ),
    )


def _broken(path: Path, error: "etree.RelaxNGParseError") -> AssetError:
    entries = [entry for entry in error.error_log if entry.line] or list(error.error_log)
    line = int(entries[0].line) if entries else 0
    reason = str(entries[0].message if entries else error).strip().rstrip(".")
    message = say(
        "The schema {path}{line} is broken: {reason}.",
        path=shown(path),
        line=say(" line {line}", line=line) if line else "",
        reason=reason,
    )
    finding = Finding(
        rule="schema", severity=Severity.ERROR, file=shown(path), line=line, message=message, repair=say("Correct it.")
    )
    return AssetError(message, finding)
