"""ODD to RELAX NG, Schematron and reference pages, by the stylesheets in ``xslt/odd/`` (TEI P5, chapter 23).

``python -m titelei.schema.compile schemas/frontmatter.odd schemas/`` does what ``titelei schema compile`` does.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from titelei import resources
from titelei.engine import saxon
from titelei.errors import AssetError, DocumentError, TiteleiError
from titelei.files import write
from titelei.messages import joined, say, say_n
from titelei.model import Finding, Severity
from titelei.schema import spoken
from titelei.xml.read import Document, read

REFERENCE: Final = "reference"
"""The folder of the reference pages, inside that of the schemas."""

_SINGLE: Final = {".rng": "rng.xsl", ".sch": "sch.xsl"}


def compile_odd(odd: Path, into: Path) -> tuple[Path, ...]:
    """Compile ``odd`` into the folder ``into`` and give the files whose content changed.

    Reference pages of elements that are no longer there are deleted.

    Raises:
        AssetError: the ODD is at fault; ``findings`` name each place.
        StorageError: a file cannot be written.
    """
    files = {into / name: data for name, data in compiled(odd).items()}
    written = tuple(path for path, data in files.items() if write(path, data))
    for page in sorted((into / REFERENCE).glob("element-*.html")):
        if page not in files:
            page.unlink()
    return written


def compiled(odd: Path) -> Mapping[str, bytes]:
    """Give what ``odd`` compiles to: names relative to the folder of the schemas, and their bytes.

    Raises:
        AssetError: the ODD is at fault; ``findings`` name each place.
    """
    document = _read(odd)
    node = saxon.parse(document.xml)
    _refuse_faults(document, node)
    files: dict[str, bytes] = {}
    for extension, stylesheet in _SINGLE.items():
        of_rules = saxon.parse(spoken.with_languages(document.data)) if extension == ".sch" else node
        files[odd.stem + extension] = _transform(document, of_rules, stylesheet).encode()
    pages = etree.fromstring(_transform(document, node, "reference.xsl").encode())
    for page in pages.iter("page"):
        files[f"{REFERENCE}/{page.get('file')}"] = str(page.text).encode()
    return MappingProxyType(files)


def _read(odd: Path) -> Document:
    try:
        return read(odd)
    except DocumentError as error:
        raise AssetError(say("The ODD {odd} cannot be used: {error}", odd=odd, error=error), *error.findings) from error


def _refuse_faults(document: Document, node: saxon.Node) -> None:
    """Raise with every fault of the ODD at once, each with its line."""
    root = etree.fromstring(_transform(document, node, "check.xsl").encode())
    found = sorted((_finding(document, fault) for fault in root.iter("fault")), key=lambda f: (f.line, f.column))
    if found:
        listed = joined("\n", (f.with_place for f in found))
        count = say_n("{n} fault", "{n} faults", len(found))
        raise AssetError(
            say("The ODD {name} has {count}:\n{listed}", name=document.name, count=count, listed=listed), *found
        )


def _finding(document: Document, fault: "etree._Element") -> Finding:
    path = fault.get("path", "")
    line, column = document.positions.of_path(document.root, path)
    return Finding(
        rule=fault.get("rule", ""),
        severity=Severity.ERROR,
        message=f"{fault.get('owner')}: {fault.text}",
        file=document.name,
        line=line,
        column=column,
        path=path,
        source_line=document.positions.line_text(line),
        breaks=("schema",),
    )


def _transform(document: Document, node: saxon.Node, stylesheet: str) -> str:
    try:
        return saxon.stylesheet(resources.xslt() / "odd" / stylesheet).transform(node, source=Path(document.name).name)
    except saxon.TransformError as error:
        raise AssetError(
            say("The ODD {name} cannot be compiled: {message}", name=document.name, message=error.message)
        ) from error


if __name__ == "__main__":
    try:
        for written in compile_odd(Path(sys.argv[1]), Path(sys.argv[2])):
            sys.stdout.write(f"{written}\n")
    except TiteleiError as error:
        sys.exit(str(error))
