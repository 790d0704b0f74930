"""Many pages: which files a path, a folder or a list names, and one page's draft as a value that crosses processes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.encode.encoder import Draft, encode
from titelei.encode.prose import Known
from titelei.encode.stand_off import Named, named
from titelei.errors import DocumentError
from titelei.model import Finding, Severity
from titelei.names import TEI
from titelei.xml.read import MAX_BYTES, Document, find, read, shown

SUFFIXES: Final = (".txt", ".html", ".htm", ".xhtml")
_NS: Final = {"t": TEI}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A page to encode: its file, its address where known, and the id it must get, where that is fixed."""

    path: Path
    url: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one page: a draft, or findings that say why there is none."""

    item: Item
    draft: Draft | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an article that stands in the edition was encoded from."""

    id: str
    path: Path
    sha256: str
    url: str
    entries: tuple[Named, ...] = ()


def items(paths: tuple[Path, ...], url: str = "") -> tuple[Item, ...]:
    """List the pages that paths name: files, folders (recursively), and text files that list pages, one a line.

    A line of a list may give the page's address after a tab. A path that does not exist is kept, to be reported.
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
                if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                    yield Item(path=Path(base) / name, url=url)
        return
    listed = _list(path)
    if listed:
        yield from listed
    else:
        yield Item(path=path, url=url)


def _list(path: Path) -> list[Item]:
    """Read a file as a list of pages; empty where any of its lines names no file."""
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
        except OSError:
            return []
        out.append(Item(path=file, url=url.strip()))
    return out


def one(item: Item, *, when: str, version: str, articles: Path | None = None, is_copied: bool = True) -> Outcome:
    """Encode one page of the disk; whatever is wrong with it is in the outcome's findings.

    ``articles`` is the folder whose files' entries are known; it is read once in a process. ``is_copied`` tells that
    the page gets a copy in the edition, named by the article's id.
    """
    name = shown(item.path)
    try:
        data = _bytes(item.path, name)
        known = known_in(articles) if articles is not None else Known()
        draft = encode(
            data,
            name=item.path.name,
            when=when,
            version=version,
            url=item.url,
            identifier=item.identifier,
            known=known,
            is_copied=is_copied,
        )
    except DocumentError as error:
        findings = tuple(
            replace(f, file=name, message=f.message.replace(item.path.name, name, 1)) for f in error.findings
        )
        return Outcome(item=item, draft=None, findings=findings)
    return Outcome(item=item, draft=draft, findings=tuple(replace(f, file=name) for f in draft.findings))


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
        sha256 = document.root.findtext(".//t:sourceDesc/t:bibl/t:idno[@type='sha256']", "", _NS)
        reference = document.root.find(".//t:sourceDesc/t:bibl/t:ref[@type='page']", _NS)
        url = str(reference.get("target", "")) if reference is not None else ""
        identifier = document.id or document.path.stem
        out[identifier] = Standing(
            id=identifier, path=document.path, sha256=sha256.strip(), url=url, entries=tuple(named(document.root))
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
        if size > MAX_BYTES:
            raise _unreadable(
                name,
                f"{name} has {size / 1e6:.0f} MB, and a page of over {MAX_BYTES // 2**20} MiB is not read.",
                "Save the page alone, without what it embeds.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unreadable(
            name, f"There is no file {name}.", "Check the spelling of the path, and the folder you are in."
        ) from error
    except OSError as error:
        raise _unreadable(
            name, f"{name} cannot be read: {error.strerror or error}.", "Check the file and its permissions."
        ) from error


def _unreadable(name: str, message: str, repair: str) -> DocumentError:
    return DocumentError(
        Finding(
            rule="encode-unreadable",
            severity=Severity.ERROR,
            file=name,
            message=message,
            repair=repair,
            breaks=("every output",),
        )
    )
