"""What a schema reads while it runs: documents that ``pattern/@documents`` names, files that ``doc()`` asks for.

All are read by :mod:`titelei.xml.read`, as safely as the document itself, and only from the folder of the document,
that of the schema, folders below these, and those allowed besides. Saxon is handed what was read and fetches nothing
itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from titelei.engine import saxon
from titelei.errors import DocumentError, of_system
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.validate.schematron.schema_source import ENGINE, Place, fault, parsed
from titelei.xml.encoding import decoded, encoding_of
from titelei.xml.read import MAX_BYTES, Document, read, shown

_ASKED: Final = re.compile(r"titelei:ask (?P<of>document|text ?(?P<encoding>\S*)) (?P<address>\S+)$")

_FILES: Final = 1_000
"""How many files one run of a schema may ask for."""


class _RefusedError(Exception):
    """A file may not or cannot be read; the text says why."""


@dataclass(slots=True, kw_only=True)
class Reads:
    """Files for one run of a schema on ``primary``; ``folders`` are those they may lie in or below.

    ``engine`` is the processor that the schema runs in, ``schema`` the place in it that asks, as far as is known.
    """

    primary: Document
    folders: tuple[Path, ...]
    engine: saxon.Sealed
    schema: Place
    _documents: dict[str, saxon.Node] = field(default_factory=dict)
    _others: "dict[tuple[str, str], etree._Element]" = field(default_factory=dict)
    _told: dict[str, str] = field(default_factory=dict)

    def parameters(self) -> dict[str, saxon.Value]:
        """Give what was read as parameters of the compiled schema."""
        given: dict[str, saxon.Value] = {}
        if self._documents:
            given["titelei_documents"] = tuple(self._documents.values())
        if self._others:
            root = etree.Element(f"{{{ENGINE}}}files", nsmap={"titelei": ENGINE})
            root.extend(self._others.values())
            given["titelei_files"] = (self.engine.parse(etree.tostring(root, encoding="unicode")),)
        return given

    def subordinates(self, listed: str) -> None:
        """Read the documents that the patterns' ``documents`` name, as the schema's first pass listed them.

        Raises:
            DocumentError: an address is not a file's, lies elsewhere, or the file cannot be read.
        """
        for element in parsed(listed):
            address = element.text or ""
            if address in self._documents:
                continue
            try:
                self._documents[address] = self.engine.parse(read(self._path(address), edition=False).xml, address)
            except _RefusedError as error:
                raise _refused(self.primary, str(error)) from error

    def take(self, messages: Iterable[str]) -> bool:
        """Read what a run asked for; tell whether there was anything new.

        Raises:
            AssetError: a schema asks for more files than one may.
        """
        new = False
        for of, encoding, address in _asked(messages):
            if (of, address) in self._others or (of == "document" and address in self._documents):
                continue
            if len(self._documents) + len(self._others) >= _FILES:
                text = say(
                    "The schema asks for over {files:,} files; no more are read. Let it ask for fewer.", files=_FILES
                )
                raise fault(self.schema, text)
            new = True
            self._others[of, address] = self._answer(of, encoding, address)
        return new

    def _answer(self, of: str, encoding: str, address: str) -> "etree._Element":
        """Read a file that was asked for: its text, that it is among the documents, or why it is not read."""
        answer = etree.Element(f"{{{ENGINE}}}file", of=of, address=address)
        try:
            path = self._path(address)
            if of == "document":
                self._documents[address] = self.engine.parse(read(path, edition=False).xml, address)
            else:
                answer.text = _text(path, encoding)
        except (_RefusedError, DocumentError, saxon.TransformError) as error:
            self._fault(answer, str(error))
        except ValueError:
            self._fault(answer, say("{path} holds characters that no XML may hold.", path=shown(path)))
        return answer

    def _fault(self, answer: "etree._Element", why: str) -> None:
        answer.set("fault", why)
        self._told[" ".join(why.split())] = why

    def told(self, text: str) -> str:
        """Give the message behind a text of the processor's: one that it was given as why a file is not read."""
        return self._told.get(" ".join(text.split()), text)

    def _path(self, address: str) -> Path:
        parts = urlsplit(address)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise _RefusedError(
                say("{address}, which the schema asks for, is not a file, so it is not read.", address=address)
            )
        path = Path(unquote(parts.path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self.folders):
            raise _RefusedError(
                say(
                    "{path}, which the schema asks for, is not read: it lies neither in the folder of {name} "
                    "nor in the schema's, and is not allowed (--allow).",
                    path=shown(path),
                    name=self.primary.name,
                )
            )
        return path


def _asked(messages: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for message in messages:
        if found := _ASKED.match(message):
            yield found["of"].strip(), found["encoding"] or "", found["address"]


def _text(path: Path, encoding: str) -> str:
    """Read a text as ``unparsed-text()`` does: by its mark, its XML declaration, the encoding asked for, else UTF-8."""
    try:
        if not path.is_file():
            raise _RefusedError(say("There is no file {path}.", path=shown(path)))
        if path.stat().st_size > MAX_BYTES:
            raise _RefusedError(
                say(
                    "{path} is larger than {max_bytes} MiB, so it is not read.",
                    path=shown(path),
                    max_bytes=MAX_BYTES // 2**20,
                )
            )
        data = path.read_bytes()
    except OSError as error:
        raise _RefusedError(
            say("{path} cannot be read: {strerror}.", path=shown(path), strerror=of_system(error))
        ) from error
    name = encoding_of(data, encoding or "utf-8")
    try:
        return decoded(data, name)
    except (LookupError, UnicodeDecodeError) as error:
        raise _RefusedError(
            say("{path} is not in the encoding {name}: {error}.", path=shown(path), name=name, error=error)
        ) from error


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
            repair=say("Move the file there, or correct the address."),
        )
    )
