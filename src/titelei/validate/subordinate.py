"""Subordinate documents, which ``pattern/@documents`` names (ISO/IEC 19757-3, 5.4.9), read as safely as the first."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from titelei.engine import saxon
from titelei.errors import DocumentError
from titelei.model import Finding, Severity
from titelei.read import Document, read, shown


def read_all(listed: str, folders: tuple[Path, ...], primary: Document) -> tuple[saxon.Node, ...]:
    """Read the documents that the first pass listed, each once, and give them as nodes.

    They may lie in ``folders`` or below: those of the primary document and of the schema.

    Raises:
        DocumentError: an address is not a file's, lies elsewhere, or the file cannot be read.
    """
    nodes: dict[str, saxon.Node] = {}
    for element in etree.fromstring(listed.encode()):
        address = element.text or ""
        if address not in nodes:
            nodes[address] = saxon.parse(_read(address, folders, primary).xml, address)
    return tuple(nodes.values())


def _read(address: str, folders: tuple[Path, ...], primary: Document) -> Document:
    parts = urlsplit(address)
    if parts.scheme != "file":
        raise _refused(primary, f"The document {address}, which the schema asks for, is not a file, so it is not read.")
    path = Path(unquote(parts.path)).resolve()
    if not any(path.is_relative_to(folder) for folder in folders):
        raise _refused(
            primary,
            f"The document {shown(path)}, which the schema asks for, is not read: it lies neither in the folder of "
            f"{primary.name} nor in the schema's.",
        )
    return read(path, edition=False)


def _refused(primary: Document, message: str) -> DocumentError:
    return DocumentError(
        Finding(
            rule="schematron-documents",
            severity=Severity.ERROR,
            file=primary.name,
            line=1,
            column=1,
            source_line=primary.positions.line_text(1),
            message=message,
            repair="Move the file there, or correct the address.",
        )
    )
