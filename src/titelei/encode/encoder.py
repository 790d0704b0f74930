"""From the bytes of a page to a TEI draft with its evidence: page → parts → claims → facts → TEI."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from titelei.characters import faults
from titelei.encode import document, evidence, facts, naming, page, reading, refuse, stand_off
from titelei.encode.evidence import Evidence
from titelei.encode.found import Reading
from titelei.encode.lines.decide import Probabilities
from titelei.encode.lines.declared import declared
from titelei.encode.lines.parts import parts
from titelei.encode.prose import Known
from titelei.encode.recorder import Copy
from titelei.encode.stand_off import Named
from titelei.model import About, Finding, Severity

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
    chosen = facts.choose(read)
    refuse.after_reading(read, chosen)
    article = identifier or document.identifier_of(chosen, taken)
    suffix = PurePath(name).suffix.lower() or (".html" if seen.kind == "html" else ".txt")
    source_name = f"{article}{suffix}" if is_copied else name
    annotator = None
    if prose:
        annotator = naming.annotator(known or Known())
    tei, records, root = document.make(
        read,
        chosen,
        identifier=article,
        known=known or Known(),
        annotator=annotator,
        copy=Copy(file=source_name, when=when, version=version),
    )
    proof = evidence.make(read, records, root, tei, article=article, page_file=source_name, doubts=tuple(chosen.open))
    kinds = {s.kind for s in read.segments}
    present = {r.field for r in records} | ({"abstract"} & kinds)
    return Draft(
        id=article,
        tei=tei,
        evidence=proof,
        findings=tuple(sorted([*chosen.findings, *_findings(read)], key=lambda f: (f.line, f.column))),
        source_name=source_name,
        fields=tuple(f for f in FIELDS if f in present),
        unclassified=sum(len(s.texts) for s in read.segments if s.kind == "unclassified"),
        entries=tuple(stand_off.named(root)),
    )


_TOLD: Final = frozenset(
    {"mixed-script", "mojibake", "legacy-font", "invisible", "leaked-code", "not-nfc", "lost-dash"}
)
"""Kinds of faults of characters that are told of a page."""

_MOST_ALIKE: Final = 20


def _findings(read: Reading) -> list[Finding]:
    """What an editor should look at that no choice between claims shows."""
    lines = read.page.lines
    out = []
    for section, label in read.unused_labels:
        line = lines[section.line]
        out.append(
            Finding(
                rule="encode-inline-label",
                severity=Severity.INFO,
                phase="draft",
                file=read.page.name,
                line=line.number,
                column=section.start + 1,
                source_line=line.text,
                message=(
                    f"“{label}” on line {line.number} may begin a section in the middle of a "
                    f"paragraph; the draft keeps the paragraph whole, since the other sections begin "
                    f"paragraphs."
                ),
                repair='If it is a section, split the paragraph with <div type="section"> and <head rend="inline">.',
                about=About(values=(label,)),
            )
        )
    if not any(s.kind == "abstract" for s in read.segments):
        out += [_unshown(read, c.number) for c in read.claims if c.field == "abstract"][:1]
    for number, sign in read.page.replaced:
        out.append(
            Finding(
                rule="encode-control-character",
                severity=Severity.WARNING,
                phase="draft",
                file=read.page.name,
                line=number,
                message=(
                    f"Line {number} holds {sign}, a control character that XML cannot hold; the draft "
                    f"has U+FFFD in its place."
                ),
                repair="Put the character that was meant in its place, with sic and corr, or take it out with surplus.",
                about=About(values=(sign,)),
            )
        )
    out += _characters(read)
    for segment in read.segments:
        if segment.kind == "unclassified" and segment.rule != "text of the article itself":
            for stretch in segment.texts:
                line = lines[stretch.line]
                out.append(
                    Finding(
                        rule="encode-unclassified",
                        severity=Severity.INFO,
                        phase="draft",
                        file=read.page.name,
                        line=line.number,
                        column=1,
                        source_line=line.text,
                        message=f"No rule knows what line {line.number} is: “{line.text.strip()[:60]}”.",
                        repair="Mark it as what it is, or as surplus.",
                    )
                )
    return out


def _characters(read: Reading) -> Iterator[Finding]:
    """Characters of the page that are not what they seem; the draft keeps them, as it keeps the whole page."""
    told: Counter[str] = Counter()
    for line in read.page.lines:
        for fault in faults(line.text):
            if fault.kind not in _TOLD:
                continue
            told[fault.kind] += 1
            if told[fault.kind] > _MOST_ALIKE:
                continue
            yield Finding(
                rule=f"encode-{fault.kind}",
                severity=Severity.INFO,
                phase="draft",
                file=read.page.name,
                line=line.number,
                column=fault.start + 1,
                source_line=line.text,
                message=fault.message,
                repair="Compare the page as a browser shows it; “titelei fix” records what was meant beside it.",
                about=About(values=(line.text[fault.start : fault.end],)),
            )


def _unshown(read: Reading, number: int) -> Finding:
    return Finding(
        rule="encode-abstract-unshown",
        severity=Severity.INFO,
        phase="draft",
        file=read.page.name,
        line=number,
        message=(
            f"The page shows no abstract, but its head states one on line {number}; the header keeps it as a note, "
            "since the front holds only what the page shows."
        ),
        repair="If a reader of the page sees the abstract, save the page again when it has loaded, and encode that.",
    )
