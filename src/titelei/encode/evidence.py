"""Why a value stands in the header: ``tei/evidence/<id>.json``, one entry a value, with its place on the page.

A value that differs from what was written was set by hand since; the draft's own digest tells whether anything was.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from titelei.encode.claims import Claim, Doubt, Place
from titelei.encode.page import Page
from titelei.encode.tei.builder import ENCODER, Made
from titelei.encode.tei.writer import Written
from titelei.messages import plain
from titelei.messages.kept import Kept, again, kept
from titelei.model import Finding, Severity
from titelei.names import TEI, XML_ID
from titelei.xml.paths import Lasting

_QUOTED = 80


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """A value that was not taken, and where it stands."""

    value: str
    source: str
    rule: str
    confidence: float
    line: int = 0
    start: int = 0
    end: int = 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One value: XPath in the TEI file, value as written; file line, characters of that line, rule, confidence."""

    field: str
    path: str
    value: str
    source: str
    rule: str
    confidence: float
    line: int = 0
    start: int = 0
    end: int = 0
    printed: str = ""
    alternatives: tuple[Alternative, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an editor answered in review: the question's id, accept, correct or skip, who and on which day."""

    question: str
    action: str
    by: str
    when: str
    value: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the encoder found on a page that an editor should look at; ``id`` names it from session to session.

    ``text`` is how its line begins: several lines of a page may stand in one line of the file.
    """

    id: str
    rule: str
    severity: Severity
    message: str
    repair: str = ""
    line: int = 0
    column: int = 0
    text: str = ""
    values: tuple[str, ...] = ()


def id_of(finding: Finding) -> str:
    """Name the question that one of the encoder's findings is, so that it is known again when it was answered."""
    what = f"{finding.column} {finding.about.given} {finding.source_line}"
    return f"finding {finding.rule} {finding.line} {hashlib.sha256(what.encode()).hexdigest()[:8]}"


def told(findings: Iterable[Finding]) -> tuple[Told, ...]:
    """Keep findings with a draft, so that they can be asked whenever it is reviewed."""
    return tuple(
        Told(
            id=id_of(f),
            rule=f.rule,
            severity=f.severity,
            message=f.message,
            repair=f.repair,
            line=f.line,
            column=f.column,
            text=f.source_line[:_QUOTED].strip() if f.column else "",
            values=f.about.values,
        )
        for f in findings
    )


class PageEvidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of one page of the article: its file, the values that were read there, and what is open."""

    page: str
    page_sha256: str
    encoding: str
    url: str
    values: tuple[Entry, ...]
    open: tuple[Doubt, ...] = ()
    told: tuple[Told, ...] = ()


class Evidence(PageEvidence, frozen=True, kw_only=True, omit_defaults=True):
    """Everything known of one draft: the page, the digest of the TEI as written, its values, and the answers.

    ``copies`` are the further pages of an article that was encoded from several.
    """

    article: str
    draft_sha256: str
    answers: tuple[Answer, ...] = ()
    copies: tuple[PageEvidence, ...] = ()

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of all pages that the draft was made from."""
        return (self.page_sha256, *(copy.page_sha256 for copy in self.copies))


def make(written: Written, page: Page, *, article: str, file: str, doubts: tuple[Doubt, ...] = ()) -> Evidence:
    """Gather the evidence of a page's draft; lines and characters count from 1, the last character included."""
    paths = Lasting(written.root)
    return Evidence(
        article=article,
        page=file,
        page_sha256=page.sha256,
        encoding=page.encoding,
        url=page.url,
        draft_sha256=hashlib.sha256(written.data).hexdigest(),
        values=tuple(_entry(made, paths, page) for made in written.values),
        open=doubts,
    )


def of_record(written: Written, *, article: str, file: str, sha256: str) -> Evidence:
    """Gather the evidence of a record's draft: of each value the line of the file."""
    paths = Lasting(written.root)
    return Evidence(
        article=article,
        page=file,
        page_sha256=sha256,
        encoding="utf-8",
        url="",
        draft_sha256=hashlib.sha256(written.data).hexdigest(),
        values=tuple(_entry(made, paths, None) for made in written.values),
    )


def _entry(made: Made, paths: Lasting, page: Page | None) -> Entry:
    proof = made.proof
    line, start, end, printed = _place(page, proof.place, proof.number)
    return Entry(
        field=made.field,
        path=paths.of(made.element) + (f"/@{made.attribute}" if made.attribute else ""),
        value=made.value,
        source=proof.source,
        rule=proof.rule,
        confidence=round(proof.confidence, 2),
        line=line,
        start=start,
        end=end,
        printed=printed,
        alternatives=tuple(_alternative(page, c) for c in proof.others),
    )


def _place(page: Page | None, place: Place | None, number: int) -> tuple[int, int, int, str]:
    if place is None or page is None:
        return number, 0, 0, ""
    line = page.lines[place.line]
    return line.number, place.start + 1, place.end, line.text[place.start : place.end]


def _alternative(page: Page | None, claim: Claim) -> Alternative:
    line, start, end, _ = _place(page, claim.place, claim.number)
    return Alternative(
        value=claim.value,
        source=claim.source,
        rule=claim.rule,
        confidence=round(claim.confidence, 2),
        line=line,
        start=start,
        end=end,
    )


def current(entry: Entry, root: Any) -> str | None:
    """Give the value that a TEI file has now at an entry's path; None where the place is gone."""
    path, _, attribute = entry.path.partition("/@")
    found = root.getroottree().xpath(path, namespaces={"tei": TEI})
    if not found:
        return None
    if attribute:
        return str(found[0].get(attribute, ""))
    return " ".join("".join(found[0].itertext()).split())


def is_there(entry: Entry, root: Any) -> bool:
    """Tell whether the element that an entry speaks of stands in a TEI file."""
    return current(entry, root) is not None


def last_page(entry: Entry, root: Any) -> str:
    """Give the last page where an entry is of pages, whose value is the first one; empty for other entries."""
    path, _, attribute = entry.path.partition("/@")
    found = root.getroottree().xpath(path, namespaces={"tei": TEI}) if attribute == "from" else []
    return str(found[0].get("to", "")) if found else ""


def responsible(entry: Entry, root: Any) -> str:
    """Give the name of whoever answers for a value now: of the ``respStmt`` at its ``@resp``; empty for the encoder."""
    found = root.getroottree().xpath(entry.path.partition("/@")[0], namespaces={"tei": TEI})
    identifier = str(found[0].get("resp", "")).removeprefix("#") if found else ""
    if not identifier or identifier == ENCODER:
        return ""
    for statement in root.iterfind(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}titleStmt/{{{TEI}}}respStmt"):
        if statement.get(XML_ID) == identifier:
            return " ".join("".join(statement[-1].itertext()).split())
    return ""


class _File(Evidence, frozen=True, kw_only=True, omit_defaults=True):
    """Evidence as it is written: ``messages`` says of the English texts in it what they were made from."""

    messages: dict[str, Kept] = {}


def _said(evidence: Evidence) -> Iterator[Doubt | Told]:
    yield from evidence.open
    yield from evidence.told
    for copy in evidence.copies:
        yield from copy.open
        yield from copy.told


def dump(evidence: Evidence) -> bytes:
    """Write evidence as JSON, indented, the same bytes for the same evidence."""
    texts = tuple(text for each in _said(evidence) for text in (each.message, each.repair))
    file = _File(**{name: getattr(evidence, name) for name in Evidence.__struct_fields__}, messages=kept(texts))
    return msgspec.json.format(msgspec.json.encode(file, enc_hook=plain), indent=1) + b"\n"


def load(data: bytes) -> Evidence:
    """Read evidence, its messages such that they can be told in the reader's language.

    Raises:
        msgspec.ValidationError: it is none, or of another form.
    """
    file = msgspec.json.decode(data, type=_File)
    copies = tuple(_spoken(copy, file.messages) for copy in file.copies)
    spoken = _spoken(file, file.messages)
    given = {name: getattr(spoken, name) for name in Evidence.__struct_fields__}
    return Evidence(**{**given, "copies": copies})


def _spoken[P: (Evidence, PageEvidence)](page: P, messages: dict[str, Kept]) -> P:
    """Give what is known of a page with its findings and doubts as messages again."""
    return msgspec.structs.replace(
        page,
        open=tuple(_told_again(d, messages) for d in page.open),
        told=tuple(_told_again(t, messages) for t in page.told),
    )


def _told_again[S: (Doubt, Told)](each: S, messages: dict[str, Kept]) -> S:
    return msgspec.structs.replace(each, message=again(each.message, messages), repair=again(each.repair, messages))
