"""An item (OAI-PMH 2.0, section 2.4): one article as the catalogue knows it, read from its OCFL object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import msgspec
from lxml import etree

from titelei import formats
from titelei.catalogue import sets
from titelei.catalogue.shown import Shown, of_facts
from titelei.errors import StorageError
from titelei.names import XML_ID
from titelei.repository import Repository, Version

TOMBSTONE: Final = "withdrawn.json"
"""The file in an object's newest version that says that the article is withdrawn, and why. Its content stays."""

_FACTS: Final = {"f": "urn:titelei:facts"}
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
    """One article. ``datestamp`` is in seconds; ``metadata`` is prefix → the format's root element, serialised.

    ``gone`` are the prefixes that an earlier version had and this one has not; ``with_ids`` those whose metadata bears
    ``xml:id``; ``reason`` is None unless the article is withdrawn; ``shown`` is what lists and search have of it.
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
    gone: tuple[str, ...] = ()
    with_ids: frozenset[str] = frozenset()
    versions: tuple[Version, ...] = ()
    shown: Shown | None = None

    def all_sets(self) -> dict[str, str]:
        """Give setSpec → setName of its sets and of those that hold them."""
        return sets.with_parents((each.spec, each.name) for each in self.sets)


def moves(path: str) -> bool:
    """Tell whether a change of this file moves the datestamp: TEI, outputs and state do; page and receipts do not."""
    return path.startswith(("tei/", "out/")) or path == TOMBSTONE


def datestamp(versions: tuple[Version, ...]) -> int:
    """Give when the last version was made that changed TEI, outputs or state, in seconds since 1970 (UTC)."""
    telling = [v for v in versions if any(moves(path) for path in v.changed)] or list(versions[:1])
    return int(telling[-1].created.timestamp())


def is_withdrawn(versions: tuple[Version, ...]) -> bool:
    """Tell whether the newest of an object's versions has a tombstone."""
    changes = (TOMBSTONE in v.added for v in reversed(versions) if TOMBSTONE in v.added or TOMBSTONE in v.removed)
    return next(changes, False)


def stamp(seconds: int) -> str:
    """Write a datestamp with the granularity of seconds."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_item(repository: Repository, identifier: str) -> Item:
    """Read an item from the newest version of its object.

    Raises:
        StorageError: a file of the object is missing, damaged, or not what it should be.
    """
    article = identifier.rpartition(":")[2]
    versions = repository.log(identifier)
    offered = {f"out/{kind.file(article)}": kind.oai_prefix for kind in formats.FORMATS if kind.oai_prefix}
    facts_path = next(f"out/{kind.file(article)}" for kind in formats.FORMATS if kind.name == "facts")
    wanted = {*offered, facts_path, TOMBSTONE}
    files = dict(repository.get(identifier, wanted=lambda path: path in wanted))
    ever = {path for version in versions for path in version.added}
    held = {path for version in versions for path in version.added if path.startswith(_HELD)}
    facts = _facts(identifier, files.get(facts_path))
    metadata, with_ids = {}, set()
    for path, prefix in offered.items():
        if path in files:
            root = _parse(identifier, path, files[path])
            metadata[prefix] = etree.tostring(root, encoding="UTF-8", xml_declaration=False, with_tail=False)
            if any(XML_ID in element.attrib for element in root.iter("*")):
                with_ids.add(prefix)
    return Item(
        identifier=identifier,
        article=article,
        version=versions[-1].number,
        datestamp=datestamp(versions),
        reason=_reason(identifier, files.get(TOMBSTONE)),
        title=" ".join(facts.findtext("f:title", "", _FACTS).split()),
        rights=next((e.get("uri", "") for e in facts.findall("f:edition/f:licence", _FACTS)), ""),
        sets=tuple(Set(spec=spec, name=name) for spec, name in sets.of_facts(facts, holds_file=bool(held))),
        metadata=metadata,
        gone=tuple(prefix for path, prefix in offered.items() if path in ever and path not in files),
        with_ids=frozenset(with_ids),
        versions=versions,
        shown=None if TOMBSTONE in files or facts_path not in files else of_facts(facts),
    )


def _facts(identifier: str, data: bytes | None) -> "etree._Element":
    if data is None:
        return etree.Element("{urn:titelei:facts}facts")
    return _parse(identifier, "its facts", data)


def _parse(identifier: str, path: str, data: bytes) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise StorageError(
            f"In {identifier}, {path} is not well-formed XML ({error}). Deposit the article again."
        ) from error


def _reason(identifier: str, data: bytes | None) -> str | None:
    if data is None:
        return None
    try:
        return msgspec.json.decode(data, type=Tombstone).reason
    except msgspec.DecodeError as error:
        raise StorageError(
            f"In {identifier}, {TOMBSTONE} cannot be understood ({error}). “titelei repository restore” removes it."
        ) from error
