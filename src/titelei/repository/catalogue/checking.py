"""Comparing storage root and catalogue, object by object; it can be stopped, and goes on from there.

How far it got, and where it found something, is kept in ``catalogue.check`` beside the catalogue until it has come to
the end. What had faults is looked at again, since it may have been mended meanwhile.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from titelei import files
from titelei.errors import StorageError
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.repository.catalogue.carrying import carried
from titelei.repository.catalogue.catalogue import Catalogue
from titelei.repository.catalogue.item import Item, read_item
from titelei.repository.catalogue.journal_sets import Journals
from titelei.repository.catalogue.oai_records import body
from titelei.repository.catalogue.reading import Entry, Snapshot, snapshot

FILE: Final = "catalogue.check"
_KEEP_SECONDS: Final = 1.0
_HOLDS_SECONDS: Final = 7 * 86_400
"""How long what an interrupted check has seen counts: after that it is begun anew."""

_REBUILD: Final = say("Run “titelei repository rebuild”, which makes the catalogue anew from the storage root.")

_MEND: Final = say(
    "Deposit the article again, or bring the file back from a backup and run “titelei repository rebuild”."
)


class _Kept(msgspec.Struct):
    """What a check that was stopped has left."""

    last: str
    faulty: list[str]
    at: float


def check(
    catalogue: Catalogue,
    *,
    resume: bool = True,
    resumed: Callable[[str, int], None] = lambda _last, _done: None,
    progress: Callable[[str, int, int], None] = lambda _name, _done, _of: None,
) -> tuple[Finding, ...]:
    """Check the whole repository; give what was found, also where the call before this one, which was stopped, had.

    ``resumed`` is told after which object it goes on, and how many are done; ``progress`` each object as it is done.
    Without ``resume`` all is begun anew.

    Raises:
        StorageError: the catalogue cannot be read.
    """
    keep = catalogue.path / FILE
    ids = catalogue.repository.ids()
    kept = _read(keep) if resume else None
    last, faulty = ("", []) if kept is None else (kept.last, list(kept.faulty))
    again = set(faulty)
    remaining = [each for each in ids if each > last or each in again]
    if kept is not None:
        resumed(last, len(ids) - len(remaining))
    findings: list[Finding] = []
    saved = time.monotonic()
    try:
        for done, identifier in enumerate(remaining, len(ids) - len(remaining) + 1):
            found = [*catalogue.repository.check(identifier), *_compare(catalogue, identifier)]
            findings += found
            last = max(last, identifier)
            if found and identifier not in again:
                faulty.append(identifier)
            progress(identifier, done, len(ids))
            if time.monotonic() - saved > _KEEP_SECONDS:
                _keep(keep, _Kept(last, faulty, time.time()))
                saved = time.monotonic()
    except KeyboardInterrupt:
        _keep(keep, _Kept(last, faulty, time.time()))
        raise
    findings += catalogue.repository.check_root()
    with snapshot(catalogue.database) as shown:
        findings += _without_object(shown, set(ids))
        findings += _tallies(shown)
        for name in shown.empty_sets():
            text = say("The catalogue has a set {name}, in which nothing is.", name=name)
            findings.append(_finding("catalogue-stale", catalogue, text))
        for address in shown.unsettled_journals():
            text = say("The catalogue gives the journal {address} an address that it should not have.", address=address)
            findings.append(_finding("catalogue-stale", catalogue, text))
    with suppress(StorageError):
        files.remove(keep)
    return tuple(dict.fromkeys(findings))


def _read(keep: Path) -> _Kept | None:
    with suppress(OSError, ValueError):
        kept = msgspec.json.decode(keep.read_bytes(), type=_Kept)
        if 0 <= time.time() - kept.at < _HOLDS_SECONDS:
            return kept
    return None


def _keep(keep: Path, kept: _Kept) -> None:
    # A repository on a read-only disk can be checked, too; it then cannot be gone on with.
    with suppress(StorageError):
        files.write(keep, msgspec.json.encode(kept))


def _compare(catalogue: Catalogue, identifier: str) -> Iterator[Finding]:
    """Hold an object against its rows. A deposit may come between the two reads, so look again before saying so."""
    found = list(_differences(catalogue, identifier))
    if found:
        found = list(_differences(catalogue, identifier))
    yield from found


def _differences(catalogue: Catalogue, identifier: str) -> Iterator[Finding]:
    item: Item | None = None
    # What is damaged in the object has its own findings.
    with suppress(StorageError):
        item = read_item(catalogue.repository, identifier, catalogue.formats)
    with catalogue.database.reading() as connection:
        shown = Snapshot(connection)
        entry = shown.entry(identifier)
        is_draft = item is not None and item.is_unlisted
        if item is not None:
            item = Journals(connection).placed(carried(connection, item))
        if is_draft:
            if entry is not None:
                text = say("{identifier} is stored as a draft, and the catalogue has it.", identifier=identifier)
                yield _finding("catalogue-stale", catalogue, text)
        elif entry is None:
            yield _finding(
                "catalogue-missing",
                catalogue,
                say("{identifier} is stored, and not in the catalogue.", identifier=identifier),
            )
        elif item is None:
            if not shown.prefixes(identifier) and entry.reason is None:
                text = say("{identifier} is not shown, since its object cannot be read.", identifier=identifier)
                yield _finding("catalogue-missing", catalogue, text, _MEND)
        elif entry.version != item.version:
            text = say(
                "{identifier} is stored as {version}, and {version2} in the catalogue.",
                identifier=identifier,
                version=item.version,
                version2=entry.version,
            )
            yield _finding("catalogue-stale", catalogue, text)
        elif entry.reason != item.reason:
            text = say(
                "{identifier} is {state}, and {state2} in the catalogue.",
                identifier=identifier,
                state=_state(item.reason),
                state2=_state(entry.reason),
            )
            yield _finding("catalogue-stale", catalogue, text)
        elif entry.datestamp < item.datestamp:
            text = say(
                "{identifier} has an earlier datestamp in the catalogue than its last change.", identifier=identifier
            )
            yield _finding("catalogue-stale", catalogue, text)
        else:
            yield from _records(catalogue, shown, item, entry)


def _records(catalogue: Catalogue, shown: Snapshot, item: Item, entry: Entry) -> Iterator[Finding]:
    for prefix in item.metadata:
        record = shown.record(entry.identifier, prefix)
        expected = b"" if item.reason is not None else body(item, prefix)
        if record is None or record.body != expected:
            text = say(
                "The {prefix} of {identifier} is not in the catalogue as it is stored.",
                prefix=prefix,
                identifier=entry.identifier,
            )
            yield _finding("catalogue-stale", catalogue, text)
    if sorted(item.all_sets()) != sorted(shown.sets_of(entry.identifier)):
        text = say("{identifier} is in other sets in the catalogue than it is stored in.", identifier=entry.identifier)
        yield _finding("catalogue-stale", catalogue, text)
    given = shown.prefixes(entry.identifier)
    for prefix in sorted(item.hidden) if item.reason is None else ():
        if prefix not in given:
            text = say(
                "The {prefix} of {identifier} is not shown, since its file is damaged.",
                prefix=prefix,
                identifier=entry.identifier,
            )
            yield _finding("catalogue-missing", catalogue, text, _MEND)


def _without_object(shown: Snapshot, ids: set[str]) -> Iterator[Finding]:
    for entry in shown.entries():
        if entry.identifier not in ids:
            yield Finding(
                rule="catalogue-orphan",
                severity=Severity.ERROR,
                file=entry.identifier,
                message=say(
                    "{identifier} is in the catalogue, and not in the storage root.", identifier=entry.identifier
                ),
                repair=say("Bring the object back from a backup; “titelei repository rebuild” forgets it."),
            )


def _tallies(shown: Snapshot) -> Iterator[Finding]:
    for prefix, counted, tallied in shown.tallies():
        if counted != tallied:
            yield Finding(
                rule="catalogue-tally",
                severity=Severity.ERROR,
                message=say(
                    "The catalogue holds {counted} records of {prefix} and says that it holds {tallied}.",
                    counted=counted,
                    prefix=prefix,
                    tallied=tallied,
                ),
                repair=_REBUILD,
            )


def _state(reason: str | None) -> str:
    return say("not withdrawn") if reason is None else say("withdrawn ({reason})", reason=reason)


def _finding(rule: str, catalogue: Catalogue, message: str, repair: str = _REBUILD) -> Finding:
    return Finding(rule=rule, severity=Severity.ERROR, file=catalogue.database.name, message=message, repair=repair)
