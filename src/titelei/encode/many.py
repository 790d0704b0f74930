"""Many pages and records: which files a path, a folder or a list names, and the drafts of one file, as values.

What a file is is told by its content (:mod:`titelei.sources.seen`). A file of many records gives a draft for each; a
file that is neither page nor record is told, never passed over.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.encode import records, same
from titelei.encode.encoder import Draft, encode
from titelei.encode.prose import Known
from titelei.encode.stand_off import Named, named
from titelei.errors import DocumentError, of_system
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.names import TEI
from titelei.sources import findings
from titelei.sources import read as sources
from titelei.sources.record import Record
from titelei.sources.seen import Seen, look
from titelei.xml.read import MAX_BYTES, Document, find, read, shown

STANDARD_INPUT: Final = Path("-")
MOST_BYTES: Final = 512 * 1024 * 1024
"""Size above which no file is read, of however many records."""

STREAMED_BYTES: Final = 2 * 1024 * 1024
"""Size above which a file's records are given one by one and not together."""

_BESIDE: Final = frozenset(".js .css .csv .tsv .md .rst .log .ini .toml .yml .yaml .py .r .sh .bat .map .svg".split())
"""Endings of text files that stand beside pages and are none."""

_NS: Final = {"t": TEI}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file to encode: its path, its address where known, the id it must get, where that is fixed.

    ``data`` are its bytes where they came from standard input; ``is_named`` tells that it was named, not found.
    """

    path: Path
    url: str = ""
    identifier: str = ""
    data: bytes | None = None
    is_named: bool = True

    @property
    def name(self) -> str:
        """How people know it."""
        return "standard input" if self.path == STANDARD_INPUT else shown(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a page or a record: a draft, or findings that say why there is none.

    ``kind`` is what it was seen as; ``record`` counts the records of a file from 1, and is 0 for a page.
    """

    item: Item
    draft: Draft | None
    findings: tuple[Finding, ...]
    kind: str = ""
    record: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How files are encoded: the day, the program's version, and where.

    ``articles`` is the folder whose files' entries are known; it is read once in a process. ``is_copied`` tells that
    the page or record gets a copy in the edition, named by the article's id. ``own`` is the folder of a project's own
    kinds of sources.
    """

    when: str
    version: str
    articles: Path | None = None
    is_copied: bool = True
    own: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an article that stands in the edition was encoded from: the digests and address of its pages."""

    id: str
    path: Path
    digests: tuple[str, ...]
    url: str
    entries: tuple[Named, ...] = ()
    identity: same.Identity = field(default_factory=same.Identity)


def items(paths: tuple[Path, ...], url: str = "") -> tuple[Item, ...]:
    """List the files that paths name: files, folders (recursively), and text files that list files, one a line.

    A line of a list may give the page's address after a tab. A path that does not exist is kept, to be reported; so
    is every file of a folder but hidden ones.
    """
    found: dict[Path, Item] = {}
    for path in paths:
        for item in _of(path, url):
            found.setdefault(item.path, item)
    return tuple(found.values())


def _of(path: Path, url: str) -> Iterator[Item]:
    if path.is_dir():
        for base, folders, files in os.walk(path):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for name in sorted(files):
                if not name.startswith("."):
                    yield Item(path=Path(base) / name, url=url, is_named=False)
        return
    listed = _list(path) if path != STANDARD_INPUT else []
    if listed:
        yield from listed
    else:
        yield Item(path=path, url=url)


def _list(path: Path) -> list[Item]:
    """Read a file as a list of files; empty where any of its lines names no file."""
    if path.suffix.lower() in (".html", ".htm", ".xhtml", ".xml"):
        return []
    try:
        if path.stat().st_size > MAX_BYTES:
            return []
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    out = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        name, _, url = line.partition("\t")
        file = path.parent / name.strip()
        try:
            if len(name) > 1000 or not file.is_file():
                return []
        except (OSError, ValueError):
            return []
        out.append(Item(path=file, url=url.strip()))
    return out


def every(item: Item, how: How) -> tuple[Outcome, ...]:
    """Encode a file, all that it holds."""
    return tuple(outcomes(item, how))


def outcomes(item: Item, how: How) -> Iterator[Outcome]:
    """Encode what a file holds, one after the other; whatever is wrong with it is in the outcomes' findings."""
    try:
        data = item.data if item.data is not None else _bytes(item.path, item.name)
        seen = look(data)
        known = known_in(how.articles) if how.articles is not None else Known()
        if seen.form == "foreign":
            yield Outcome(item=item, draft=None, findings=(_foreign(item, seen),), kind=seen.title)
        elif seen.form == "records":
            yield from _records(item, sources.records(data, item.name, seen.kind, how.own), known, how)
        else:
            yield _page(item, data, seen, known, how)
    except DocumentError as error:
        yield Outcome(item=item, draft=None, findings=_named(item, error.findings))


def _page(item: Item, data: bytes, seen: Seen, known: Known, how: How) -> Outcome:
    if len(data) > MAX_BYTES:
        repair = say("Save the page alone, without what it embeds.")
        size = say(
            "{data_count:.0f} MB, and a page of over {max_bytes} MiB is not read.",
            data_count=len(data) / 1e6,
            max_bytes=MAX_BYTES // 2**20,
        )
        raise _unreadable(item.name, say("{name} has {size}", name=item.name, size=size), repair)
    name = item.path.name if seen.form == "page" else f"{item.path.stem}.html"
    try:
        page = data if seen.form == "page" else _page_of(item, data, seen)
        draft = encode(
            page,
            name=name,
            when=how.when,
            version=how.version,
            url=item.url,
            identifier=item.identifier,
            known=known,
            is_copied=how.is_copied,
        )
    except DocumentError as error:
        found = _named(item, error.findings, name)
        # What a saved page brings along, and notes beside records, are no faults of a folder.
        is_beside = not item.is_named and item.path.suffix.lower() in _BESIDE
        told = tuple(map(_noted, found)) if is_beside else found
        return Outcome(item=item, draft=None, findings=told, kind=seen.title)
    draft = replace(draft, source=b"" if page is data else page)
    found = _named(item, draft.findings, name)
    return Outcome(item=item, draft=draft, findings=found, kind=seen.title)


def _page_of(item: Item, data: bytes, seen: Seen) -> bytes:
    """Give the page that a document holds."""
    # Read here: the library for PDF takes a tenth of a second, and few need it.
    from titelei.sources.documents import READERS
    from titelei.sources.documents.fault import DocumentFault

    try:
        return READERS[seen.kind](data)
    except DocumentFault as fault:
        message = say(
            "{name} ({title}) cannot be read: {message}.", name=item.name, title=seen.title, message=fault.message
        )
        raise _unreadable(item.name, message, fault.repair) from fault


def _records(item: Item, found: Iterator[Record], known: Known, how: How) -> Iterator[Outcome]:
    for record in found:
        if record.facts is None:
            # A file of a folder that holds nothing of ours is told, and is no fault of the folder.
            is_ours = record.kind != "" or item.is_named
            told = record.findings if is_ours else tuple(map(_noted, record.findings))
            yield Outcome(item=item, draft=None, findings=told, kind=record.title, record=record.number)
            continue
        draft = records.encode(
            record,
            name=item.path.name,
            when=how.when,
            version=how.version,
            identifier=item.identifier,
            known=known,
            is_copied=how.is_copied,
        )
        yield Outcome(item=item, draft=draft, findings=draft.findings, kind=record.title, record=record.number)


def _foreign(item: Item, seen: Seen) -> Finding:
    """Say that a file is neither page nor record: an error where it was named, else a note."""
    made = findings.refusal(
        "source-foreign",
        item.name,
        say("{name} is {title}, and is not read.", name=item.name, title=seen.title),
        seen.repair,
    )
    return made if item.is_named else _noted(made)


def _noted(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.INFO, breaks=())


def _named(item: Item, found: tuple[Finding, ...], name: str = "") -> tuple[Finding, ...]:
    """Name the file in findings as people know it."""
    written, known = name or item.path.name, item.name
    return tuple(replace(f, file=known, message=f.message.replace(written, known, 1)) for f in found)


@cache
def known_in(articles: Path) -> Known:
    """Gather the entities of a folder's published files. What an unread draft proposes is no knowledge yet."""
    return Known.from_documents(d for d in _documents(articles) if _is_published(d))


def _is_published(document: Document) -> bool:
    revisions = document.root.find("t:teiHeader/t:revisionDesc", _NS)
    return revisions is not None and revisions.get("status") == "published"


def standing_in(articles: Path) -> dict[str, Standing]:
    """Give the articles that stand in a folder, by id, with the digest of the page each was encoded from."""
    out: dict[str, Standing] = {}
    for document in _documents(articles):
        assert document.path is not None
        found = document.root.iterfind(".//t:sourceDesc/t:bibl/t:idno[@type='sha256']", _NS)
        reference = document.root.find(".//t:sourceDesc/t:bibl/t:ref[@type='page']", _NS)
        url = str(reference.get("target", "")) if reference is not None else ""
        identifier = document.id or document.path.stem
        out[identifier] = Standing(
            id=identifier,
            path=document.path,
            digests=tuple("".join(e.itertext()).strip() for e in found),
            url=url,
            entries=tuple(named(document.root)),
            identity=same.identity(document.root),
        )
    return out


def _documents(articles: Path) -> Iterator[Document]:
    if not articles.is_dir():
        return
    for path in find((articles,)):
        try:
            yield read(path)
        except (DocumentError, etree.XMLSyntaxError):
            continue  # a file that cannot be read is reported when it is validated


def _bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _unreadable(
                name,
                say(
                    "{name} has {size:.0f} MB, and a file of over {most_bytes} MiB is not read.",
                    name=name,
                    size=size / 1e6,
                    most_bytes=MOST_BYTES // 2**20,
                ),
                say("Part it into several files."),
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unreadable(
            name,
            say("There is no file {name}.", name=name),
            say("Check the spelling of the path, and the folder you are in."),
        ) from error
    except OSError as error:
        raise _unreadable(
            name,
            say("{name} cannot be read: {strerror}.", name=name, strerror=of_system(error)),
            say("Check the file and its permissions."),
        ) from error


def _unreadable(name: str, message: str, repair: str) -> DocumentError:
    return DocumentError(findings.refusal("encode-unreadable", name, message, repair))
