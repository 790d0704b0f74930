"""A Schematron schema and every file it brings in, read safely and marked with places.

``sch:include`` and ``sch:extends/@href`` (ISO/IEC 19757-3, 5.4.4 and 5.4.7) may only name files in the schema's
own folder or below, unless the caller allows more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from lxml import etree

from titelei.errors import AssetError, DocumentError
from titelei.messages import joined, say
from titelei.model import Finding, Severity
from titelei.names import SCH, XSL
from titelei.validate.schematron import reading_calls
from titelei.xml.read import Document, read, shown

ENGINE: Final = "urn:titelei:schematron"
"""Namespace of what the compiler's passes tell each other."""

_PREFIX: Final = {"_titelei": ENGINE}
"""Prefix of what is added to a schema: one that none has, since those in scope count in its XSLT."""

_XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_REFERENCES: Final = (f"{{{SCH}}}include", f"{{{SCH}}}extends")
_STYLESHEETS: Final = (f"{{{XSL}}}include", f"{{{XSL}}}import", f"{{{XSL}}}import-schema")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a schema something stands; ``what`` names element and attribute where that is known."""

    file: Path
    line: int
    what: str = ""

    def __str__(self) -> str:
        return f"{shown(self.file)} line {self.line}" if self.line else shown(self.file)


@dataclass(slots=True, kw_only=True)
class Source:
    """A schema with all its files: ``files[0]`` is the schema itself, the others in the order of their mention.

    ``stylesheets`` are those that its own XSLT brings in.
    """

    files: list[Path] = field(default_factory=list)
    stylesheets: list[Path] = field(default_factory=list)
    bundle: "etree._Element" = field(
        default_factory=lambda: etree.Element(f"{{{ENGINE}}}bundle", nsmap={"_titelei": ENGINE})
    )

    @property
    def xml(self) -> str:
        return etree.tostring(self.bundle, encoding="unicode")

    @property
    def stamp(self) -> tuple[tuple[Path, int, int], ...]:
        """What tells whether a file has changed since it was read."""
        return tuple(stamp(path) for path in (*self.files, *self.stylesheets))


def stamp(path: Path) -> tuple[Path, int, int]:
    """Give a file's path, time of change and size; zeros where it is gone."""
    try:
        state = path.stat()
    except OSError:
        return (path, 0, 0)
    return (path, state.st_mtime_ns, state.st_size)


def load(path: Path, allowed: tuple[Path, ...] = ()) -> Source:
    """Read a schema and, recursively, the files it includes or extends.

    Raises:
        AssetError: a file is missing, unreadable, not well-formed, or lies where it may not be read from.
    """
    main = path.resolve()
    source = Source()
    reader = _Reader(source, (main.parent, *(folder.resolve() for folder in allowed)))
    reader.add(main, None)
    return source


class _Reader:
    def __init__(self, source: Source, folders: tuple[Path, ...]) -> None:
        self._source = source
        self._folders = folders

    def add(self, path: Path, asked_by: Place | None) -> int:
        """Read a file unless it has been read, and give its index in the bundle."""
        if path in self._source.files:
            return self._source.files.index(path)
        document = self._read(path, asked_by)
        index = len(self._source.files)
        self._source.files.append(path)
        holder = etree.SubElement(
            self._source.bundle, f"{{{ENGINE}}}file", index=str(index), name=_relative(path, self._source.files[0])
        )
        copy = parsed(etree.tostring(document.root, encoding="utf-8"))
        lines = [e.sourceline for e in document.root.iter(etree.Element)]
        for element, line in zip(copy.iter(etree.Element), lines, strict=True):
            element.set(f"{{{ENGINE}}}at", f"{index}:{line or 0}")
        holder.append(copy)
        self._look_at_namespaces(copy, path)
        for element in self._references(copy):
            self._follow(element, path, int(str(element.get(f"{{{ENGINE}}}at")).partition(":")[2]), index)
        return index

    @staticmethod
    def _look_at_namespaces(root: "etree._Element", path: Path) -> None:
        """Refuse a namespace that no XML may declare, since the compiled schema has to."""
        for element in root.iter(f"{{{SCH}}}ns"):
            if element.get("prefix") == "xml":
                continue  # declared in all XML; check.xsl looks at what it is said to mean
            try:
                etree.fromstring(f'<e xmlns:p="{escape(element.get("uri") or "urn:x")}"/>')
            except etree.XMLSyntaxError as error:
                line = int(str(element.get(f"{{{ENGINE}}}at")).partition(":")[2])
                raise fault(
                    Place(file=path, line=line), say("“{uri}” is no namespace.", uri=element.get("uri"))
                ) from error

    def _look_into(self, path: Path, asked_by: Place) -> None:
        """Hold a stylesheet that the schema uses to the same folders, and those it uses itself."""
        if path in self._source.stylesheets:
            return
        self._source.stylesheets.append(path)
        root = self._read(path, asked_by).root
        for element, reason in reading_calls.found(root):
            raise fault(
                Place(file=path, line=int(element.sourceline or 0)),
                say(
                    "In a stylesheet that the schema brings in, {reason}. What reads files must stand in the schema.",
                    reason=reason,
                ),
            )
        for element in self._references(root):
            self._follow(element, path, int(element.sourceline or 0))

    def _read(self, path: Path, asked_by: Place | None) -> Document:
        try:
            return read(path, edition=False)
        except DocumentError as error:
            if asked_by is None:
                told = joined(" ", (f.with_place for f in error.findings))
                raise AssetError(
                    say("The Schematron schema cannot be used: {told}", told=told), *error.findings
                ) from error
            raise fault(
                asked_by, say("What {what} brings in cannot be used: {error}", what=asked_by.what, error=error)
            ) from error

    @staticmethod
    def _references(root: "etree._Element") -> Iterator["etree._Element"]:
        for element in root.iter(*_REFERENCES, *_STYLESHEETS):
            if element.get("href") is not None or element.get("schema-location") is not None:
                yield element

    def _follow(self, element: "etree._Element", path: Path, line: int, index: int | None = None) -> None:
        href = element.get("href") or element.get("schema-location") or ""
        name = f'<{element.prefix + ":" if element.prefix else ""}{etree.QName(element).localname} href="{href}">'
        place = Place(file=path, line=line, what=name)
        address, fragment = urldefrag(urljoin(_base(element, path), href))
        parts = urlsplit(address)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise fault(
                place,
                say(
                    "{name} is not read: only files can be included, not {scheme} addresses.",
                    name=name,
                    scheme=parts.scheme or say("other"),
                ),
            )
        target = Path(unquote(parts.path)).resolve()
        if not any(target.is_relative_to(folder) for folder in self._folders):
            raise fault(
                place,
                say(
                    "{name} is not read: {target} lies outside the schema's folder {folders}. Move the file "
                    "there, or allow its folder (--allow).",
                    name=name,
                    target=shown(target),
                    folders=shown(self._folders[0]),
                ),
            )
        if element.tag in _STYLESHEETS:
            if element.get("href") is not None and index is not None:  # what is compiled has no xml:base of its own
                element.attrib.pop(_XML_BASE, None)
                element.set("href", _relative(target, path))
            self._look_into(target, place)
            return
        element.set(f"{{{ENGINE}}}file", str(self.add(target, place) if target != path else index))
        if fragment:
            element.set(f"{{{ENGINE}}}fragment", unquote(fragment))


def parsed(xml: bytes | str) -> "etree._Element":
    """Parse XML that was read or written by us; an xml:id may stand in it twice, which is others' concern."""
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml, etree.XMLParser(collect_ids=False))


def _base(element: "etree._Element", path: Path) -> str:
    """Give the address that an element's own addresses start from."""
    base = path.as_uri()
    for around in reversed([element, *element.iterancestors()]):
        base = urljoin(base, around.get(_XML_BASE, ""))
    return base


def fault(place: Place, message: str, rule: str = "schematron-schema") -> AssetError:
    """Make the error for one fault of a schema: file and line, then what is wrong."""
    return AssetError(joined(": ", (str(place), message)), finding(place, message, rule))


def at_root(path: Path) -> Place:
    """Give the place of a schema's root: where a fault is told that nothing narrower is known of."""
    try:
        return Place(file=path, line=int(read(path, edition=False).root.sourceline or 1))
    except DocumentError:
        return Place(file=path, line=1)


def finding(place: Place, message: str, rule: str = "schematron-schema") -> Finding:
    """Write a fault of a schema as a finding."""
    try:
        text = place.file.read_text("utf-8", "replace").splitlines()[place.line - 1] if place.line else ""
    except (OSError, IndexError):
        text = ""
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        file=shown(place.file),
        line=place.line,
        column=len(text) - len(text.lstrip()) + 1 if text.strip() else 0,
        source_line=text,
        message=message,
        repair=say("Correct the schema there."),
    )


def _relative(path: Path, main: Path) -> str:
    """Name a file of a schema by its address relative to the schema's folder, so that no machine's path gets in."""
    return quote(str(path.relative_to(main.parent, walk_up=True)))
