"""What only the edition as a whole can show: ids unique over files, entities that agree, the page as received.

A document is boiled down to a small :class:`Summary`, so that a hundred thousand can be held against each other.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from titelei.errors import DocumentError
from titelei.messages import say
from titelei.model import About, Finding, Severity
from titelei.names import TEI, XML_ID, tei
from titelei.validate import claims
from titelei.validate.claims import Claim
from titelei.validate.identifiers import ARTICLE_ID
from titelei.xml.foreign import words
from titelei.xml.read import Document

_NS: Final = {"t": TEI}
_ENTRIES: Final = etree.XPath(
    "t:standOff//*[@xml:id][self::t:person or self::t:org or self::t:place or self::t:event or self::t:bibl]",
    namespaces=_NS,
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TEI_NAMES: Final = f"{{{TEI}}}*"
_NAMES: Final = tuple(map(tei, ("persName", "orgName", "placeName", "label", "title")))
"""Elements that name an entry without a main name, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entry of a ``standOff``: its id, its kind (``person``, ``org``, …), its main name, where it stands."""

    id: str
    kind: str
    name: str
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What of a document matters to the others."""

    id: str
    file: str
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...] = ()


def summary(document: Document) -> Summary:
    """Boil a document down to its id, its entries in ``standOff``, and what it alone can have."""
    claimed = tuple(claim for claim, _element in claims.of(document))
    return Summary(id=document.id, file=document.name, entities=tuple(_entities(document)), claims=claimed)


def _entities(document: Document) -> Iterable[Entity]:
    found = _ENTRIES(document.root)
    for element in found if isinstance(found, list) else ():
        yield Entity(
            id=element.get(XML_ID, ""),
            kind=str(element.tag).rpartition("}")[2],
            name=_main_name(element),
            file=document.name,
            line=int(element.sourceline or 0),
        )


def _main_name(element: "etree._Element") -> str:
    children = list(element.iterchildren(_TEI_NAMES))
    chosen = next((c for c in children if c.get("type") == "main"), None)
    for name in _NAMES if chosen is None else ():
        chosen = next((c for c in children if c.tag == name), None)
        if chosen is not None:
            break
    return words(element if chosen is None else chosen)


class Register:
    """Documents held against each other as they come: article ids once, one entity id with one kind and name, one DOI,
    ORCID, ISSN and person with one owner.

    ``severity`` raises or lowers rules by id.
    """

    def __init__(self, severity: Mapping[str, str] | None = None) -> None:
        self._severity = severity or {}
        self._articles: dict[str, str] = {}
        self._entities: dict[str, Entity] = {}
        self._claims: dict[tuple[str, str], Claim] = {}

    def add(self, summary: Summary, document: Document | None = None) -> tuple[Finding, ...]:
        """Take one more document and give what disagrees with those before it, in its places where it is given."""
        findings: list[Finding] = []
        first = self._articles.get(summary.id)
        if first not in (None, summary.file) and summary.id:
            findings.append(_taken(summary, first, document))
        self._articles.setdefault(summary.id, summary.file)
        for entity in summary.entities:
            known = self._entities.setdefault(entity.id, entity)
            if known.file != entity.file and (known.kind, known.name) != (entity.kind, entity.name):
                findings.append(_disagreement(entity, known, document))
        findings += self._claimed(summary, document)
        return tuple(replace(f, severity=Severity(self._severity.get(f.rule, f.severity))) for f in findings)

    def know(self, summary: Summary) -> None:
        """Take what a document claims as its own, without holding it against others."""
        for claim in summary.claims:
            self._claims.setdefault((claim.kind, claim.value), claim)

    def _claimed(self, summary: Summary, document: Document | None) -> Iterable[Finding]:
        """Give what is claimed by another already; of one person with one ORCID only that is said."""
        told: set[str] = set()
        for number, claim in enumerate(summary.claims):
            known = self._claims.setdefault((claim.kind, claim.value), claim)
            if known is claim or claim.owner in told or not claims.disagree(claim, known):
                continue
            told.update({claim.owner} - {""} if claim.kind == "orcid" else ())
            finding = claims.finding(claim, known)
            yield finding if document is None else _placed(finding, document, claims.of(document)[number][1], "")


def _taken(summary: Summary, first: str, document: Document | None) -> Finding:
    finding = Finding(
        rule="article-id-unique",
        severity=Severity.ERROR,
        file=summary.file,
        path="/TEI/@xml:id",
        message=say(
            "The article's identifier “{id}” is also that of {first}; one would overwrite the other's outputs.",
            id=summary.id,
            first=first,
        ),
        repair=say("Give one of the two articles another xml:id and file name."),
        breaks=(say("every output"),),
        about=About(attributes=("xml:id",), values=(summary.id,)),
    )
    return finding if document is None else _placed(finding, document, document.root, "xml:id")


def _disagreement(entity: Entity, known: Entity, document: Document | None) -> Finding:
    if entity.kind != known.kind:
        what = say(
            "is a <{kind}> here and a <{kind2}> in {file} line {line}",
            kind=entity.kind,
            kind2=known.kind,
            file=known.file,
            line=known.line,
        )
    else:
        what = say(
            "is called “{name}” here and “{name2}” in {file} line {line}",
            name=entity.name,
            name2=known.name,
            file=known.file,
            line=known.line,
        )
    finding = Finding(
        rule="entity-agrees",
        severity=Severity.ERROR,
        file=entity.file,
        line=entity.line,
        message=say("The entry “{id}” {what}; one id means one entity in the whole edition.", id=entity.id, what=what),
        repair=say("Give both entries the same main name, or one of them another id."),
        breaks=("html",),
        about=About(values=(entity.id,)),
    )
    if document is None:
        return finding
    own = (e for e in document.root.iter(tei(entity.kind)) if e.get(XML_ID) == entity.id)
    return _placed(finding, document, next(own, document.root), "")


def _placed(finding: Finding, document: Document, element: "etree._Element", attribute: str) -> Finding:
    positions = document.positions
    line, column = positions.of_attribute(element, attribute) if attribute else positions.of(element)
    moved = finding.moved(line, column, positions.line_text(line))
    return replace(moved, path=document.paths.readable(element, attribute))


def future_changes(document: Document, today: date) -> tuple[Finding, ...]:
    """Find changes that are dated after today: times in outputs come from them."""
    return tuple(
        document.finding(
            "change-not-future",
            change,
            say("The change is dated {when}, a day that is still to come.", when=change.get("when")),
            say("Write the day on which it was made."),
            attribute="when",
            breaks=("oai-record", "crossref", "html"),
            about=About(attributes=("when",), values=(change.get("when", ""),)),
        )
        for change in document.root.iterfind("t:teiHeader/t:revisionDesc/t:change", _NS)
        if _DAY.match(change.get("when", "")) and change.get("when", "")[:10] > today.isoformat()
    )


def file_name(document: Document) -> tuple[Finding, ...]:
    """Hold a file's name to the article's id: ``tei/articles/<id>.xml``."""
    if document.path is None or document.path.stem == document.id or not ARTICLE_ID.fullmatch(document.id):
        return ()
    return (
        document.finding(
            "file-name-is-id",
            document.root,
            say(
                "The file is called {name}, but the article's identifier is “{id}”.",
                name=document.path.name,
                id=document.id,
            ),
            say("Rename the file to {id}.xml, or correct xml:id.", id=document.id),
            attribute="xml:id",
            about=About(attributes=("xml:id",), values=(document.id,)),
        ),
    )


def source_files(document: Document) -> tuple[str, ...]:
    """Give the names of the pages that were encoded, from ``sourceDesc/bibl``, in their order."""
    return tuple(_words(element) for element in _files_of(document))


def _files_of(document: Document) -> "list[etree._Element]":
    return document.root.findall(".//t:sourceDesc/t:bibl/t:idno[@type='file']", _NS)


def _words(element: "etree._Element") -> str:
    return "".join(str(t) for t in element.itertext()).strip()


def source_page(document: Document, read_page: Callable[[str], bytes | None]) -> tuple[Finding, ...]:
    """Hold the pages that were encoded to the SHA-256 that ``sourceDesc/bibl`` gives of each.

    ``read_page`` gives the bytes of a file in ``tei/sources/`` by name, None where there is none; where it
    cannot be read, it raises a DocumentError.
    """
    return tuple(f for element in _files_of(document) for f in _source_page(document, element, read_page))


def _source_page(
    document: Document, element: "etree._Element", read_page: Callable[[str], bytes | None]
) -> tuple[Finding, ...]:
    name = _words(element)
    if not name or Path(name).name != name or name.startswith("."):
        return (
            _page_finding(
                document,
                element,
                "source-page-name",
                say("“{name}” is no file name.", name=name),
                say("Write the name of a file in tei/sources/, without folders."),
            ),
        )
    try:
        page = read_page(name)
    except DocumentError as error:
        return (
            _page_finding(
                document,
                element,
                "source-page-missing",
                say("The page from which this was encoded cannot be used: {error}", error=error),
                say("Put it in tei/sources/ as a file that can be read, or correct the file name here."),
            ),
        )
    if page is None:
        return (
            _page_finding(
                document,
                element,
                "source-page-missing",
                say("The page {name} from which this was encoded is not in tei/sources/.", name=name),
                say("Put the page there as {name}, or correct the file name here.", name=name),
            ),
        )
    digest = element.getparent().find("t:idno[@type='sha256']", _NS)  # type: ignore[union-attr]
    stated = "" if digest is None else _words(digest)
    actual = hashlib.sha256(page).hexdigest()
    if digest is None or stated == actual:
        return ()
    return (
        _page_finding(
            document,
            digest,
            "source-page-digest",
            say("The page {name} has changed since it was encoded: its SHA-256 is {actual}.", name=name, actual=actual),
            say("Put the page back as it was, or compare the encoding with the new page and write its SHA-256 here."),
        ),
    )


def _page_finding(document: Document, element: "etree._Element", rule: str, message: str, repair: str) -> Finding:
    return document.finding(rule, element, message, repair, breaks=("diplomatic", "deposit"))
