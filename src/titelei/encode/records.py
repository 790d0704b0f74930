"""Drafts of records: what a journal, a library or an index says of an article, written as TEI with its evidence."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePath

import msgspec

from titelei.encode import evidence, stand_off, tongue
from titelei.encode.encoder import FIELDS, Draft
from titelei.encode.entries import free
from titelei.encode.prose import Known
from titelei.encode.tei import lacking
from titelei.encode.tei.builder import Proof
from titelei.encode.tei.languages import TOLD, complete
from titelei.encode.tei.writer import Copy, identifier_of, write
from titelei.sources import findings
from titelei.sources.record import Record
from titelei.xml.binding import walk

_TOLD_CONFIDENCE = 0.9
"""How often a language that was told from words is right, on the records that are scored."""


def encode(
    record: Record,
    *,
    name: str,
    when: str,
    version: str,
    identifier: str = "",
    taken: Collection[str] = (),
    known: Known | None = None,
    is_copied: bool = True,
) -> Draft:
    """Make the draft of a record that has facts; the parameters are those of :func:`titelei.encode.encode`.

    ``name`` is the file that the record stands in. The copy that is kept is the record alone.
    """
    assert record.facts is not None
    facts = lacking.told(complete(record.facts, tongue.tell, record.language), "record")
    article = identifier or free(identifier_of(facts), taken)
    kept = f"{article}{record.suffix}" if is_copied else PurePath(name).name
    digest = hashlib.sha256(record.data).hexdigest()
    proofs = {place: _proof(record, place) for v in walk(facts) if (place := getattr(v, "from_", "")) and place}
    written = write(
        facts,
        identifier=article,
        copy=Copy(file=kept, when=when, version=version),
        sha256=digest,
        proofs=proofs,
        known=known,
        what=f"Record of the article, {record.title}",
    )
    orphans = ((a, v, p, record.lines.get(p, record.line)) for a, v, p in written.orphans)
    told = findings.told(name, record.title, orphans)
    proof = evidence.of_record(written, article=article, file=kept, sha256=digest)
    found = tuple(sorted((*record.findings, *told), key=lambda f: (f.line, f.column)))
    proof = msgspec.structs.replace(proof, told=evidence.told(found))
    present = {made.field for made in written.values}
    return Draft(
        id=article,
        tei=written.data,
        evidence=proof,
        findings=found,
        source_name=kept,
        fields=tuple(f for f in FIELDS if f in present),
        entries=tuple(stand_off.named(written.root)),
        source=record.data,
        kind=record.title,
    )


def _proof(record: Record, place: str) -> Proof:
    said = place.removesuffix(TOLD)
    line = record.lines.get(said, record.line)
    if said != place:
        rule = f"language of the words at {said}"
        return Proof(source=record.kind, rule=rule, confidence=_TOLD_CONFIDENCE, number=line)
    return Proof(source=record.kind, rule=said, number=line)


def renamed(draft: Draft, identifier: str) -> Draft:
    """Give the draft of a record another id: of its TEI, its evidence, and the copy of the record."""
    suffix = PurePath(draft.source_name).suffix
    is_copied = draft.source_name == f"{draft.id}{suffix}"
    name = f"{identifier}{suffix}" if is_copied else draft.source_name
    text = draft.tei.decode("utf-8").replace(f' xml:id="{draft.id}"', f' xml:id="{identifier}"', 1)
    if is_copied:
        text = re.sub(rf"(?<=[> ]){re.escape(draft.source_name)}(?=[<; ])", name, text)
    data = text.encode("utf-8")
    digest = hashlib.sha256(data).hexdigest()
    proof = msgspec.structs.replace(draft.evidence, article=identifier, page=name, draft_sha256=digest)
    return replace(draft, id=identifier, tei=data, evidence=proof, source_name=name)
