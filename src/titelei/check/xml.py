"""XML outputs: well-formed, and valid by our own grammar of what we emit (``grammar.rng`` in the format's folder)."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from lxml import etree

from titelei import resources
from titelei.check.report import STYLESHEET, fault
from titelei.check.trees import Trees
from titelei.errors import AssetError
from titelei.messages import say
from titelei.model import Finding
from titelei.xml.read import Document, parse


def well_formed(name: str, trees: Trees) -> tuple[Finding, ...]:
    """Report the first place where XML is not well-formed."""
    tree = _parsed(name, trees)
    return (tree,) if isinstance(tree, Finding) else ()


Explain = Callable[[Document, Path], tuple[Finding, ...]]
"""Holds a document to a grammar in RELAX NG and gives all its faults, in the words of whoever does it."""


def check(name: str, data: bytes, schema: Path, explain: Explain | None, trees: Trees) -> tuple[Finding, ...]:
    """Hold an XML output to the grammar in the file ``schema``; ``explain`` tells its faults.

    Without it libxml2 does, which reports each attempt that failed; the one that came furthest is nearest to the fault.

    Raises:
        AssetError: the grammar is missing or broken.
    """
    tree = _parsed(name, trees)
    if isinstance(tree, Finding):
        return (tree,)
    grammar = _grammar(schema)
    if grammar.validate(tree):
        return ()
    told = explain(parse(data, name=name, edition=False), schema) if explain else ()
    if told:
        return tuple(_of_output(finding, schema) for finding in told)
    furthest = max(grammar.error_log, key=lambda entry: entry.line)
    lines = data.decode("utf-8").split("\n")
    return (
        fault(
            "output-grammar",
            name,
            say(
                "{name} is not what {name_of} describes, here or soon after: {message}.",
                name=name,
                name_of=resources.name_of(schema),
                message=furthest.message,
            ),
            line=furthest.line,
            source_line=lines[furthest.line - 1] if 0 < furthest.line <= len(lines) else "",
            path=str(furthest.path or ""),
        ),
    )


def _of_output(finding: Finding, schema: Path) -> Finding:
    """Make a fault of a document one of an output: not the file is to be mended, but what wrote it."""
    return replace(
        finding,
        rule="output-grammar",
        repair=f"{finding.repair} {STYLESHEET}".strip(),
        breaks=(),
        clause=resources.name_of(schema),
    )


def _parsed(name: str, trees: Trees) -> "etree._Element | Finding":
    try:
        return trees.of(name)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return fault(
            "output-syntax",
            name,
            say("{name} is not well-formed XML: {msg}.", name=name, msg=error.msg),
            line=int(line),
            column=int(column),
        )


@cache
def _grammar(path: Path) -> etree.RelaxNG:
    try:
        return etree.RelaxNG(etree.parse(path))
    except (OSError, etree.XMLSyntaxError, etree.RelaxNGParseError) as error:
        raise AssetError(
            say(
                "The grammar {path} cannot be used: {error}. Install titelei again, or correct it.",
                path=path,
                error=error,
            )
        ) from error
