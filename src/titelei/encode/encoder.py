"""From the bytes of a page to a TEI draft with its evidence: page → parts → claims → facts → TEI."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Final

import msgspec

from titelei.characters import faults
from titelei.encode import choose, evidence, front, naming, page, reading, refuse, stand_off
from titelei.encode.choose import Choice
from titelei.encode.claims import Place
from titelei.encode.entries import Entries, free
from titelei.encode.evidence import Evidence
from titelei.encode.found import Reading
from titelei.encode.lines.decided import Probabilities
from titelei.encode.lines.declared import declared
from titelei.encode.lines.parts import parts
from titelei.encode.prose import Known
from titelei.encode.stand_off import Named
from titelei.encode.stated import Stated
from titelei.encode.tei import lacking
from titelei.encode.tei.builder import ENCODER, Shown
from titelei.encode.tei.writer import Copy, Show, identifier_of, write
from titelei.encode.telling import told
from titelei.encode.transcription import Annotate
from titelei.messages import say
from titelei.model import Finding, Severity

FIELDS: Final = (
    "title",
    "author",
    "journal",
    "year",
    "volume",
    "issue",
    "pages",
    "doi",
    "licence",
    "language",
    "keyword",
    "abstract",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft in memory: id, the TEI's bytes, evidence, what to look at, and the name the page is kept under.

    ``source`` are the bytes that are kept where these are not the whole file; ``kind`` is what the source was seen as.
    """

    id: str
    tei: bytes
    evidence: Evidence
    findings: tuple[Finding, ...]
    source_name: str
    fields: tuple[str, ...]
    unclassified: int = 0
    entries: tuple[Named, ...] = ()
    source: bytes = b""
    kind: str = ""


def encode(
    data: bytes,
    *,
    name: str,
    when: str,
    version: str,
    url: str = "",
    identifier: str = "",
    taken: Collection[str] = (),
    known: Known | None = None,
    prose: bool = True,
    is_copied: bool = True,
    odds: Sequence[Probabilities] | None = None,
) -> Draft:
    """Make the draft of one page.

    ``name`` is the page's file name, ``when`` the day (YYYY-MM-DD), ``url`` its address where it is known;
    ``identifier`` fixes the article's id, else it is made from surname and year so that it is not in ``taken``.
    ``known`` are the entities of the edition's other files, by id. A page that is not copied into the edition
    (``is_copied``) keeps its file's name. ``odds`` are probabilities of the lines from elsewhere than the shipped
    model, as from one that has not seen pages of this make.

    Raises:
        DocumentError: the page is no article's page; its finding says what was seen.
    """
    seen = page.read(data, name=name, url=url)
    refuse.before_reading(seen)
    read = reading.read(seen, parts(seen, declared(seen), odds))
    chosen = choose.choose(read)
    refuse.after_reading(read, chosen)
    stated = Stated(read, chosen)
    facts = lacking.told(stated.facts(), "page", stated.unsaid)
    article = identifier or free(identifier_of(facts), taken)
    suffix = PurePath(name).suffix.lower() or (".html" if seen.kind == "html" else ".txt")
    source_name = f"{article}{suffix}" if is_copied else name
    known = known or Known()
    written = write(
        facts,
        identifier=article,
        copy=Copy(file=source_name, when=when, version=version),
        sha256=seen.sha256,
        proofs=stated.proofs,
        known=known,
        what="Landing page of the article" + (", as text" if seen.kind == "text" else ""),
        how="by rules and a trained model of lines",
        url=seen.url,
        front=_front(read, chosen, known if prose else None),
    )
    proof = evidence.make(written, seen, article=article, file=source_name, doubts=tuple(chosen.open))
    found = tuple(sorted([*chosen.findings, *_findings(read)], key=lambda f: (f.line, f.column)))
    proof = msgspec.structs.replace(proof, told=evidence.told(found))
    present = {made.field for made in written.values} | ({"abstract"} & {s.kind for s in read.segments})
    return Draft(
        id=article,
        tei=written.data,
        evidence=proof,
        findings=found,
        source_name=source_name,
        fields=tuple(f for f in FIELDS if f in present),
        unclassified=sum(len(s.texts) for s in read.segments if s.kind == "unclassified"),
        entries=tuple(stand_off.named(written.root)),
    )


def _front(read: Reading, chosen: Choice, known: Known | None) -> Show:
    """Give what makes the front of a page; names and dates in its prose are found where ``known`` is given."""

    def show(entries: Entries, ids: Mapping[tuple[int, int], str]) -> Shown:
        terms = {
            (lang, term): ids[at, n]
            for at, (lang, listed) in enumerate(chosen.keywords.items())
            for n, (term, _, _) in enumerate(listed)
        }
        annotate: Annotate = naming.annotator(known)(entries) if known is not None else (lambda _text, _lang: ())
        return front.build(read, chosen, entries, terms, annotate, resp=f"#{ENCODER}")

    return show


_TOLD: Final = frozenset(
    {"mixed-script", "mojibake", "legacy-font", "invisible", "leaked-code", "not-nfc", "lost-dash"}
)
"""Kinds of faults of characters that are told of a page."""
_MOST_ALIKE: Final = 20
_MOST_BESIDE: Final = 3


def _findings(read: Reading) -> Iterator[Finding]:
    """What an editor should look at that no choice between claims shows."""
    yield from _inline_labels(read)
    if not any(s.kind == "abstract" for s in read.segments):
        yield from [_unshown(read, c.number) for c in read.claims if c.field == "abstract"][:1]
    for number, sign in read.page.replaced:
        message = say(
            "Line {number} holds {sign}, a control character that XML cannot hold; the draft has U+FFFD instead.",
            number=number,
            sign=sign,
        )
        repair = say("Put the character that was meant in its place, with sic and corr, or take it out with surplus.")
        yield told(read.page, "encode-control-character", message, repair, number=number, values=(sign,))
    yield from _characters(read)
    yield from _unclassified(read)
    yield from _as_data(read)


def _as_data(read: Reading) -> Iterator[Finding]:
    """Say where the page offers the same article as a record: that is surer, and is not fetched."""
    for one in read.page.head.beside[:_MOST_BESIDE]:
        message = say("The page offers the same article as data, at {value}, which is not fetched.", value=one.value)
        repair = say(
            "Save it, and encode it together with the page: what a record says is surer than what is read on a page."
        )
        yield told(read.page, "encode-data-beside", message, repair, number=one.number, severity=Severity.INFO)


def _inline_labels(read: Reading) -> Iterator[Finding]:
    for section, label in read.unused_labels:
        message = say(
            "“{label}” on line {number} may begin a section in the middle of a paragraph; the draft "
            "keeps the paragraph whole, since the other sections begin paragraphs.",
            label=label,
            number=read.page.lines[section.line].number,
        )
        repair = say('If it is a section, split the paragraph with <div type="section"> and <head rend="inline">.')
        place = Place(line=section.line, start=section.start, end=section.end)
        info = Severity.INFO
        yield told(read.page, "encode-inline-label", message, repair, place=place, severity=info, values=(label,))


def _unclassified(read: Reading) -> Iterator[Finding]:
    for segment in read.segments:
        if segment.kind != "unclassified" or segment.rule == "text of the article itself":
            continue
        for stretch in segment.texts:
            line = read.page.lines[stretch.line]
            message = say(
                "No rule knows what line {number} is: “{text}”.", number=line.number, text=line.text.strip()[:60]
            )
            place, info = Place(line=stretch.line, start=0, end=len(line.text)), Severity.INFO
            repair = say("Mark it as what it is, or as surplus.")
            yield told(read.page, "encode-unclassified", message, repair, place=place, severity=info)


def _characters(read: Reading) -> Iterator[Finding]:
    """Characters of the page that are not what they seem; the draft keeps them, as it keeps the whole page."""
    seen: Counter[str] = Counter()
    repair = say("Compare the page as a browser shows it; “titelei fix” records what was meant beside it.")
    for line in read.page.lines:
        for fault in () if _is_clean(line.text) else faults(line.text):
            seen[fault.kind] += fault.kind in _TOLD
            if fault.kind not in _TOLD or seen[fault.kind] > _MOST_ALIKE:
                continue
            place, values = (
                Place(line=line.index, start=fault.start, end=fault.end),
                (line.text[fault.start : fault.end],),
            )
            rule, info = f"encode-{fault.kind}", Severity.INFO
            yield told(read.page, rule, fault.message, repair, place=place, severity=info, values=values)


@lru_cache(maxsize=1 << 13)
def _is_clean(text: str) -> bool:
    return not any(fault.kind in _TOLD for fault in faults(text))


def _unshown(read: Reading, number: int) -> Finding:
    message = say(
        "The page shows no abstract, but its head states one on line {number}; the header keeps "
        "it as a note, since the front holds only what the page shows.",
        number=number,
    )
    repair = say("If a reader of the page sees the abstract, save the page again when it has loaded, and encode that.")
    return told(read.page, "encode-abstract-unshown", message, repair, number=number, severity=Severity.INFO)
