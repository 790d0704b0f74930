"""An item (OAI-PMH 2.0, section 2.4): one article as the catalogue knows it, read from its OCFL object."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

import msgspec
from lxml import etree

from titelei import facts
from titelei.errors import StorageError
from titelei.formats import FACTS, Registry
from titelei.messages import say
from titelei.names import DRAFT_FILE, XML_ID
from titelei.repository.catalogue import journals, sets
from titelei.repository.catalogue.shown import Shown, of_facts
from titelei.repository.ocfl import Repository, Version
from titelei.xml.foreign import parsed

WITHDRAWING: Final = "withdraw: "
"""How the message of a version that withdraws begins; the reason follows."""

RESTORING: Final = "restore"
"""The message of a version that undoes a withdrawal."""

RECEIPT: Final = "receipt: "
"""How the message of a version begins that adds a receipt; the target's name follows."""

TOMBSTONE: Final = "withdrawn.json"
"""The file in an object's newest version that says that the article is withdrawn, and why. Its content stays."""

_TAKEN_BACK: Final = say("It was taken back to a draft.")
"""Why an article is not shown that was published, and whose newest version is a draft."""

_HELD: Final = "files/"
"""Where a file of the article itself would lie."""


class Tombstone(msgspec.Struct, frozen=True):
    """What ``withdrawn.json`` says."""

    reason: str
    withdrawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A set that an item is in."""

    spec: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article. ``datestamp`` is in seconds; ``metadata`` is prefix → the format's root element, serialised,
    ``files`` prefix → the file it comes from.

    ``gone`` are the prefixes that an earlier version had and this one has not; ``with_ids`` those whose metadata bears
    ``xml:id``; ``reason`` is None unless the article is withdrawn; ``shown`` is what lists and search have of it.

    Where files are damaged, ``faults`` say which, ``hidden`` are the prefixes that cannot be given for this, ``kept``
    those whose record's body the catalogue still had, and ``lacks_facts`` tells that all that facts say is missing.

    ``drafts`` are the numbers of those versions that were stored as drafts.

    ``journal`` is what the article itself says of its journal, ``issued`` when it was published.
    """

    identifier: str
    article: str
    version: str
    datestamp: int
    reason: str | None = None
    title: str = ""
    rights: str = ""
    sets: tuple[Set, ...] = ()
    metadata: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    with_ids: frozenset[str] = frozenset()
    versions: tuple[Version, ...] = ()
    shown: Shown | None = None
    faults: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    kept: Mapping[str, bytes] = field(default_factory=dict)
    lacks_facts: bool = False
    drafts: frozenset[str] = frozenset()
    journal: journals.Said | None = None
    issued: str = ""

    @property
    def stored(self) -> str:
        """When it was first published here, and what then tells it from others of the same second, so that it sorts."""
        first = next((v.created.astimezone(UTC).isoformat() for v in self.versions if v.number not in self.drafts), "")
        return f"{first} {self.identifier}"

    def in_journal(self, address: str) -> "Item":
        """Give the item with another place for its journal: as address on the site, and as set."""
        others = (each for each in self.sets if not each.spec.startswith(sets.JOURNAL))
        name = self.journal.title if self.journal is not None else ""
        shown = None if self.shown is None else replace(self.shown, journal=address)
        return replace(self, sets=(Set(spec=f"{sets.JOURNAL}{address}", name=name), *others), shown=shown)

    @property
    def is_unlisted(self) -> bool:
        """Whether it was never anything but a draft, so that the catalogue does not have it."""
        return bool(self.drafts) and len(self.drafts) == len(self.versions)

    @property
    def is_hidden(self) -> bool:
        """Whether damage keeps something of it from harvesters and readers."""
        return self.lacks_facts or (self.reason is None and bool(self.hidden))

    def all_sets(self) -> dict[str, str]:
        """Give setSpec → setName of its sets and of those that hold them."""
        return sets.with_parents((each.spec, each.name) for each in self.sets)


def moves(path: str) -> bool:
    """Tell whether a change of this file moves the datestamp: TEI, outputs and state do; page and receipts do not."""
    return path.startswith(("tei/", "out/")) or path in (TOMBSTONE, DRAFT_FILE)


def datestamp(versions: tuple[Version, ...]) -> int:
    """Give when the last version was made that changed TEI, outputs or state, in seconds since 1970 (UTC)."""
    telling = [v for v in versions if any(moves(path) for path in v.changed)] or list(versions[:1])
    return int(telling[-1].created.timestamp())


def message_of(version: Version) -> str:
    """Give a version's message; what titelei wrote itself can be told in another language, an editor's words not."""
    text = version.message
    if text == RESTORING:
        return say("restore")
    if text.startswith(WITHDRAWING):
        return say("withdraw: {reason}", reason=text.removeprefix(WITHDRAWING))
    if text.startswith(RECEIPT):
        return say("receipt: {target}", target=text.removeprefix(RECEIPT))
    return text


def is_withdrawn(versions: tuple[Version, ...]) -> bool:
    """Tell whether the newest of an object's versions has a tombstone."""
    changes = (TOMBSTONE in v.added for v in reversed(versions) if TOMBSTONE in v.added or TOMBSTONE in v.removed)
    return next(changes, False)


def drafts(versions: tuple[Version, ...]) -> frozenset[str]:
    """Give the numbers of those of an object's versions that were stored as drafts."""
    found: set[str] = set()
    is_draft = False
    for version in versions:
        is_draft = DRAFT_FILE in version.added or (is_draft and DRAFT_FILE not in version.removed)
        if is_draft:
            found.add(version.number)
    return frozenset(found)


def is_public(versions: tuple[Version, ...]) -> bool:
    """Tell whether readers are shown an object: it was published, and is not withdrawn."""
    return len(drafts(versions)) < len(versions) and not is_withdrawn(versions)


def stamp(seconds: int) -> str:
    """Write a datestamp with the granularity of seconds."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _files_by_prefix(article: str, formats: Registry) -> dict[str, str]:
    """Give metadata prefix → the file that an article's metadata of that format comes from."""
    return {kind.oai.prefix: f"out/{kind.file(article)}" for kind in formats if kind.oai is not None}


def read_item(repository: Repository, identifier: str, formats: Registry) -> Item:
    """Read an item from the newest version of its object; a damaged file takes away only what comes from it.

    Raises:
        StorageError: the object itself cannot be read.
    """
    article = identifier.rpartition(":")[2]
    versions = repository.log(identifier)
    offered = _files_by_prefix(article, formats)
    facts_path = f"out/{formats.named(FACTS).file(article)}"
    wanted = {*offered.values(), facts_path, TOMBSTONE}
    files, faults = repository.salvage(identifier, wanted=lambda path: path in wanted)
    said = dict(faults)
    roots: dict[str, etree._Element] = {}
    for path in sorted(wanted & files.keys() - {TOMBSTONE}):
        try:
            roots[path] = _parse(identifier, path, files[path])
        except StorageError as error:
            said[path] = str(error)
    known = facts.Facts()
    if facts_path in roots:
        try:
            known = facts.read(files[facts_path], is_strict=False)
        except ValueError as error:
            said[facts_path] = say(
                "In {identifier}, {facts_path} holds no facts ({error}). Deposit the article again.",
                identifier=identifier,
                facts_path=facts_path,
                error=error,
            )
    ever = {path for version in versions for path in version.added}
    held = {path for version in versions for path in version.added if path.startswith(_HELD)}
    lacks_facts = facts_path in said
    metadata = {prefix: _serialised(roots[path]) for prefix, path in offered.items() if path in roots}
    reason = _reason(versions, files.get(TOMBSTONE))
    gone = [prefix for prefix, path in offered.items() if path in ever and path not in files and path not in said]
    hidden = frozenset(prefix for prefix, path in offered.items() if path in said)
    said_of_journal = journals.of_facts(known)
    read = Item(
        identifier=identifier,
        article=article,
        version=versions[-1].number,
        datestamp=datestamp(versions),
        reason=reason,
        title=" ".join(known.titles[0].text.split()) if known.titles else "",
        rights=known.edition.licence.uri if known.edition is not None and known.edition.licence is not None else "",
        sets=tuple(Set(spec=spec, name=name) for spec, name in sets.of_facts(known, holds_file=bool(held))),
        metadata=metadata,
        files=offered,
        gone=(*gone, *sorted(hidden)) if reason is not None else tuple(gone),
        with_ids=frozenset(p for p, path in offered.items() if path in roots and _has_ids(roots[path])),
        versions=versions,
        shown=of_facts(known) if reason is None and facts_path in roots and not lacks_facts else None,
        faults=tuple(said.values()),
        hidden=hidden,
        lacks_facts=lacks_facts,
        drafts=drafts(versions),
        journal=said_of_journal,
        issued=known.date("issued"),
    )
    return read if said_of_journal is None else read.in_journal(said_of_journal.address)


def _serialised(root: "etree._Element") -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=False, with_tail=False)


def _has_ids(root: "etree._Element") -> bool:
    return any(XML_ID in element.attrib for element in root.iter("*"))


def _parse(identifier: str, path: str, data: bytes) -> "etree._Element":
    try:
        return parsed(data)
    except etree.XMLSyntaxError as error:
        raise StorageError(
            say(
                "In {identifier}, {path} is not well-formed XML ({error}). Deposit the article again.",
                identifier=identifier,
                path=path,
                error=error,
            )
        ) from error


def _reason(versions: tuple[Version, ...], data: bytes | None) -> str | None:
    """Give why an article is withdrawn; where its tombstone is damaged, the log says it, too."""
    if not is_withdrawn(versions):
        return _TAKEN_BACK if versions[-1].number in drafts(versions) else None
    with suppress(ValueError):
        return msgspec.json.decode(data or b"", type=Tombstone).reason
    since = next(v for v in reversed(versions) if TOMBSTONE in v.added)
    return since.message.removeprefix(WITHDRAWING)
