"""Bytes to a document, safely: XML 1.0 (fifth edition), without DTD, entities of others, network or XInclude.

Whatever makes a file unusable is raised as a :class:`DocumentError` whose findings carry file, line, column
and repair; the caller goes on with the next file.
"""

import copyreg
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from lxml import etree

from titelei.errors import DocumentError, of_system
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.names import tei
from titelei.xml import outline
from titelei.xml.document import Document as Document
from titelei.xml.encoding import declared
from titelei.xml.positions import Positions
from titelei.xml.syntax import syntax_finding

MAX_BYTES: Final = 20 * 1024 * 1024
"""Size above which a file is not read: a front matter has some ten kilobytes."""

MAX_ELEMENTS: Final = 100_000
"""Elements above which an edition’s file is not looked at: 3,000 authors have some sixty thousand."""

MAX_DEPTH: Final = 95
"""Depth of nesting above which no file is read: XML parsers stop at 100 or 256."""

MAX_ATTRIBUTES: Final = 200
"""Attributes of one element above which an edition's file is not looked at: Saxon's parser stops there."""

_TOO_DEEP: Final = etree.XPath("/*" * (MAX_DEPTH + 1))
_TOO_MANY: Final = etree.XPath(f"//*[@*[{MAX_ATTRIBUTES + 1}]]")
_COUNT: Final = etree.XPath("count(//*)")
_EVERY: Final = (say("every output"),)

_OTHER: Final = re.compile(
    r"^(windows-125\d|cp125\d|iso-8859-\d+|koi8-[ru]|latin-?1|utf-16(?:[lb]e)?|ucs-?[24]|utf-32)$", re.IGNORECASE
)


class _RefuseExternal(etree.Resolver):
    """Answer every request for an external entity or subset with nothing: no file, no network."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        return self.resolve_string("", context)


def shown(path: Path) -> str:
    """Write a path as people know it: relative to the working folder where it lies inside it."""
    try:
        here = Path.cwd()
        absolute = os.path.abspath(path)
    except OSError:  # the working folder was removed
        return str(path)
    inside = os.path.join(here, "")
    if absolute.startswith(inside):
        return absolute[len(inside) :]  # a link is shown as itself
    with suppress(ValueError, RuntimeError):  # elsewhere; a link to itself, on Python 3.12
        return str(path.resolve().relative_to(here))
    return str(path)


def find(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """List the XML files that paths name: files as given, folders recursively (``*.xml``), sorted, each once.

    A path that does not exist is kept, so that :func:`read` can report it.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(_walk(path))))
        else:
            found[path] = None
    return tuple(found)


def _walk(folder: Path) -> Iterator[Path]:
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (Path(base) / f for f in files if f.endswith(".xml") and not f.startswith("."))


def read(path: Path | str, *, edition: bool = True) -> Document:
    """Read one XML file.

    With ``edition`` the file must be one of a TEI edition: root ``TEI`` in the TEI namespace, no DOCTYPE and
    no XInclude. Without it any well-formed XML is taken; a DTD is then never fetched.

    Raises:
        DocumentError: the file is missing, unreadable, too large, not well-formed or not TEI.
    """
    path = Path(path)
    name = shown(path)
    return parse(contents(path, name), name=name, path=path, edition=edition)


def parse(data: bytes, *, name: str, path: Path | None = None, edition: bool = True) -> Document:
    """Parse bytes as :func:`read` does with a file's; ``name`` stands for the file in findings.

    Raises:
        DocumentError: as :func:`read`.
    """
    try:
        return _parsed(data, name, path, edition)
    except DocumentError as error:
        placed = (replace(f, path=f.path or outline.of_xml(data).at(f.line, f.column)) for f in error.findings)
        raise DocumentError(*placed) from error.__cause__


def _parsed(data: bytes, name: str, path: Path | None, edition: bool) -> Document:
    _refuse_wrong_encoding(data, name)
    if edition:
        _refuse_doctype(data, name)
    parser = etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        attribute_defaults=not edition,  # of the internal subset; the resolver answers for any other
        collect_ids=False,
        huge_tree=False,
    )
    parser.resolvers.add(_RefuseExternal())
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(syntax_finding(error, data, name)) from error
    document = Document(name, path, data, root.getroottree(), Positions(data))
    _refuse_too_much(document, edition)
    if edition:
        _refuse_other_than_tei(document)
    return document


def _parse_again(data: bytes, name: str, path: Path | None) -> Document:
    return parse(data, name=name, path=path, edition=False)


def _as_bytes(document: Document) -> tuple[Any, ...]:
    """Let a document cross to another process as bytes: a tree of lxml cannot."""
    return (_parse_again, (document.data, document.name, document.path))


copyreg.pickle(Document, _as_bytes)


def contents(path: Path, name: str) -> bytes:
    """Give the bytes of a regular file of bounded size; ``name`` stands for it in findings.

    Raises:
        DocumentError: there is none, or it cannot be read.
    """
    try:
        if path.is_dir():
            raise DocumentError(
                refusal("read-folder", name, say("{name} is a folder.", name=name), say("Name a file in it."))
            )
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            message = say("{name} is no regular file but a pipe, socket or device, which may never end.", name=name)
            raise DocumentError(refusal("read-denied", name, message, say("Name a file.")))
        size = status.st_size
        if size > MAX_BYTES:
            raise DocumentError(
                refusal(
                    "read-size",
                    name,
                    say(
                        "{name} has {size:.0f} MB; a front matter of over {max_bytes} MiB is not read.",
                        name=name,
                        size=size / 1e6,
                        max_bytes=MAX_BYTES // 2**20,
                    ),
                    say("Check that this is the right file. Take images and the article's body out of it."),
                )
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        repair = say("Check the spelling of the path, and the folder you are in.")
        raise DocumentError(
            refusal("read-missing", name, say("There is no file {name}.", name=name), repair)
        ) from error
    except OSError as error:
        reason = of_system(error)
        raise DocumentError(
            refusal(
                "read-denied",
                name,
                say("{name} cannot be read: {reason}.", name=name, reason=reason),
                say("Check the file's permissions."),
            )
        ) from error


def refusal(rule: str, name: str, message: str, repair: str, line: int = 0, column: int = 0, text: str = "") -> Finding:
    """Say why a file, or a record in it, is not read."""
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        file=name,
        line=line,
        column=column,
        source_line=text,
        message=message,
        repair=repair,
        breaks=_EVERY,
    )


def _refuse_wrong_encoding(data: bytes, name: str) -> None:
    """Find another encoding declared over UTF-8 bytes.

    No parser notices where it is a single-byte one, and every letter is wrong; where it is UTF-16, libxml2 complains
    of something else.
    """
    _refuse_utf16_under_another_name(data, name)
    encoding = declared(data)
    if not encoding:
        return
    is_single_byte = not encoding.lower().startswith(("utf", "ucs"))
    if not _OTHER.match(encoding) or (is_single_byte and data.isascii()):
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return
    raise DocumentError(
        refusal(
            "xml-encoding",
            name,
            say(
                "The file declares encoding {encoding}, but its bytes are UTF-8: its letters would come out wrong.",
                encoding=encoding,
            ),
            say('Write encoding="UTF-8" in the first line.'),
            line=1,
            column=1,
            text=data.split(b"\n", 1)[0].decode("utf-8").rstrip("\r"),
        )
    )


def _refuse_utf16_under_another_name(data: bytes, name: str) -> None:
    """Find UTF-16 bytes under a declaration of another encoding (XML 1.0, 4.3.3); libxml2 reads them all the same."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    start = data[:400].decode("utf-16", "replace")
    encoding = declared(start.encode("ascii", "replace"))
    if not encoding or encoding.lower().startswith(("utf-16", "ucs-2", "iso-10646")):
        return
    message = say("The file declares encoding {encoding}, but its bytes are UTF-16.", encoding=encoding)
    repair = say('Save the file as UTF-8, or write encoding="UTF-16" in the first line.')
    first = start.split("\n", 1)[0].rstrip("\r").lstrip("\ufeff")
    raise DocumentError(refusal("xml-encoding", name, message, repair, line=1, column=1, text=first))


def _refuse_doctype(data: bytes, name: str) -> None:
    """Refuse any DOCTYPE (XML 1.0, 2.8) before a parser could act on it."""
    if b"DOCTYPE" not in data.replace(b"\x00", b""):
        return
    seen: list[tuple[int, int, str, bool]] = []
    scanner = expat.ParserCreate()

    def doctype(root: str, system: str | None, public: str | None, internal: int) -> None:
        kind = (
            say("with entities or declarations of its own")
            if internal
            else say("of an external DTD")
            if system
            else "line"
        )
        seen.append((scanner.CurrentLineNumber, scanner.CurrentColumnNumber + 1, kind, root.lower() == "html"))
        raise _Stop

    scanner.StartDoctypeDeclHandler = doctype
    try:
        scanner.Parse(data, True)
    except (_Stop, expat.ExpatError, LookupError):
        # Not well-formed: the real parser says so, with its place, right after this.
        if not seen:
            return
    for _line, column, kind, is_page in seen:
        # Expat reports the end of the declaration's start; look the word itself up for the line.
        before = data.replace(b"\x00", b"").split(b"<!DOCTYPE", 1)[0]
        line = before.count(b"\n") + 1
        text = data.replace(b"\x00", b"").split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        raise DocumentError(
            refusal(
                "xml-doctype",
                name,
                say("A DOCTYPE {kind} is not read, so that no file or address can be drawn in.", kind=kind),
                say("This is a page: give it to “titelei encode”, which makes a draft of it.")
                if is_page
                else say("Delete the DOCTYPE, and write characters in place of entity references."),
                line=line,
                column=max(1, min(column, text.find("<!DOCTYPE") + 1)),
                text=text,
            )
        )


def _refuse_too_much(document: Document, edition: bool) -> None:
    """Refuse what would take minutes, or would stop a parser further on, and is no front matter."""
    deep = _TOO_DEEP(document.tree)
    count = int(_COUNT(document.tree)) if edition else 0
    wide = _TOO_MANY(document.tree) if edition and not deep and count <= MAX_ELEMENTS else ()
    if not deep and not wide and count <= MAX_ELEMENTS:
        return
    element = deep[0] if deep else wide[0] if wide else document.root
    if deep:
        what = say("is nested over {max_depth} deep", max_depth=MAX_DEPTH)
    elif wide:
        many, name = len(element.attrib), etree.QName(element).localname
        what = say(
            "gives <{name}> {many:,} attributes; over {max_attributes} are not read",
            name=name[:60],
            many=many,
            max_attributes=MAX_ATTRIBUTES,
        )
    else:
        what = say("has {count:,} elements; over {max_elements:,} are not read", count=count, max_elements=MAX_ELEMENTS)
    message = say("The document {what}.", what=what)
    repair = say("Check that this is the right file. A front matter has some thousand elements, a dozen deep.")
    raise DocumentError(document.finding("xml-limit", element, message, repair, breaks=_EVERY))


class _Stop(Exception):  # noqa: N818 - ends the scan, is no error
    pass


def _refuse_other_than_tei(document: Document) -> None:
    root = document.root
    if root.tag != tei("TEI"):
        name = etree.QName(root)
        space = (
            say("in the namespace {namespace}", namespace=name.namespace) if name.namespace else say("in no namespace")
        )
        repair = say('Its root must be <TEI xmlns="http://www.tei-c.org/ns/1.0">.')
        if name.localname == "TEI":
            repair += say(" Correct the xmlns.")
        elif name.localname == "teiCorpus":
            repair += say(" Give each TEI of the corpus a file of its own.")
        message = say(
            "The root is <{localname}> {space}, so this is not a TEI document.", localname=name.localname, space=space
        )
        raise DocumentError(document.finding("not-tei", root, message, repair, breaks=_EVERY))
    for include in root.iter("{http://www.w3.org/2001/XInclude}include"):
        message = say("XInclude is not followed, so that no other file can be drawn in.")
        repair = say("Put the included text in its place.")
        raise DocumentError(document.finding("xml-xinclude", include, message, repair, breaks=_EVERY))
