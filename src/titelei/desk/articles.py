"""The articles of an edition as the desk lists them, and one of them as it is worked on."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any, Final, Literal

import msgspec
from lxml import etree

from titelei import files
from titelei.desk.history import Pair, digests
from titelei.encode import evidence
from titelei.encode.review import Question
from titelei.errors import DocumentError
from titelei.model import Finding, Severity
from titelei.names import TEI
from titelei.pipeline import review
from titelei.pipeline.article import source_page
from titelei.pipeline.review import Draft
from titelei.pipeline.validate import validate_document
from titelei.settings import Settings
from titelei.sources.seen import look
from titelei.validate.document import phase_of
from titelei.validate.identifiers import ARTICLE_ID
from titelei.xml.foreign import words
from titelei.xml.read import Document, find, read

Status = Literal["draft", "published", "broken"]

_NS: Final = {"t": TEI}
_TITLE: Final = etree.XPath("string((//t:analytic/t:title[@level='a'][not(@type='sub')])[1])", namespaces=_NS)
_AUTHORS: Final = etree.XPath("//t:sourceDesc/t:biblStruct/t:analytic/t:author", namespaces=_NS)
_JOURNAL: Final = etree.XPath("string((//t:monogr/t:title[@level='j'])[1])", namespaces=_NS)
_NUMBER: Final = etree.XPath("string((//t:monogr/t:imprint/t:biblScope[@unit=$unit]/@n)[1])", namespaces=_NS)
_YEAR: Final = etree.XPath("substring((//t:monogr/t:imprint/t:date/@when)[1], 1, 4)", namespaces=_NS)
_PATIENCE_SECONDS: Final = 1.0
"""How long the list reads files that it does not know before it is shown as far as it has come."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An article in the list. ``open``, ``errors`` and ``warnings`` are -1 until it was looked at as it is now.

    ``issue`` names volume, issue and year, ``journal`` where they belong to.
    """

    id: str
    title: str
    status: Status
    authors: str = ""
    journal: str = ""
    issue: str = ""
    open: int = -1
    errors: int = -1
    warnings: int = -1
    stamp: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page or record that an article was encoded from: its name, its lines, whether it is a page."""

    name: str
    lines: tuple[tuple[int, str], ...]
    is_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One article as it stands: file, state, findings; where it has evidence also questions, values and sources."""

    id: str
    pair: Pair
    state: str
    document: Document
    status: Status
    findings: tuple[Finding, ...]
    draft: Draft | None = None
    questions: tuple[Question, ...] = ()
    values: tuple[Question, ...] = ()
    sources: tuple[Source, ...] = field(default=())

    @property
    def title(self) -> str:
        return _title(self.document.root) or self.id


class Articles:
    """The articles of one edition."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings = settings
        self._kept = folder / "rows.json"
        self.is_whole = True
        self._rows: dict[str, Row] = self._recalled()

    def pair(self, article: str) -> Pair:
        """Give the two files of an article.

        Raises:
            KeyError: there is no article of that id.
        """
        tei = self._settings.articles / f"{article}.xml"
        if not ARTICLE_ID.fullmatch(article) or not tei.is_file():
            raise KeyError(article)
        return Pair(tei=tei, evidence=self._settings.articles.parent / "evidence" / f"{article}.json")

    def rows(self) -> list[Row]:
        """List the articles, drafts first, then by id; a file that did not change is not read again.

        Where many are not known it comes back with those that were read in a second, and reads on when called again:
        ``is_whole`` tells.
        """
        found: dict[str, Row] = {}
        until, self.is_whole = monotonic() + _PATIENCE_SECONDS, True
        for path in find((self._settings.articles,)) if self._settings.articles.is_dir() else ():
            stamp = _stamp(path)
            known = self._rows.get(path.stem)
            if known is not None and known.stamp == stamp:
                found[path.stem] = known
            elif monotonic() < until:
                found[path.stem] = _row(path, stamp)
            else:
                self.is_whole = False
        if found != self._rows:
            self._rows = found
            self._keep()
        return sorted(found.values(), key=lambda r: (r.status == "published", r.id))

    def seen(self, opened: Opened) -> None:
        """Remember of the list what was seen of an article."""
        row = replace_row(_row(opened.pair.tei, _stamp(opened.pair.tei)), opened)
        if self._rows.get(opened.id) != row:
            self._rows[opened.id] = row
            self._keep()

    def open(self, article: str) -> Opened:
        """Read an article as it stands.

        Raises:
            KeyError: there is no article of that id.
            DocumentError: its file cannot be read.
        """
        pair = self.pair(article)
        state = "-".join(d[:16] for d in digests(pair.read()))
        document = read(pair.tei)
        # What publication asks, of drafts, too: that is what is left to do.
        found = validate_document(document, self._settings, phase="publish").findings
        opened = Opened(
            id=article,
            pair=pair,
            state=state,
            document=document,
            status="draft" if phase_of(document) == "draft" else "published",
            findings=found,
        )
        try:
            names, pages = self._pages(pair)
            draft = review.opened(pair.tei, pair.evidence, pages)
        except DocumentError:
            return opened  # it was written by hand: there is nothing to ask
        return replace(
            opened,
            draft=draft,
            questions=review.questions(draft, self._settings),
            values=review.stated(draft),
            sources=tuple(_sources(draft, names, pages, self._settings)),
        )

    def _pages(self, pair: Pair) -> tuple[list[str], list[tuple[str, bytes]]]:
        """Give the names of all sources, and of pages the bytes; a record is none."""
        try:
            proof = evidence.load(pair.evidence.read_bytes())
        except (OSError, ValueError):
            return [], []
        names = [each.page for each in (proof, *proof.copies)]
        return names, [(name, self._page(name)) for name in names]

    def _page(self, name: str) -> bytes:
        data = source_page(self._settings, name)
        return data if data and look(data).form == "page" else b""

    def _recalled(self) -> dict[str, Row]:
        try:
            return msgspec.json.decode(self._kept.read_bytes(), type=dict[str, Row])
        except (OSError, ValueError):
            return {}

    def _keep(self) -> None:
        files.write(self._kept, msgspec.json.encode(self._rows))


def replace_row(row: Row, opened: Opened) -> Row:
    """Give a row with what was seen of its article."""
    left = [f for f in opened.findings if not f.excused]
    return msgspec.structs.replace(
        row,
        open=len(opened.questions),
        errors=sum(f.severity is Severity.ERROR for f in left),
        warnings=sum(f.severity is Severity.WARNING for f in left),
    )


def _row(path: Path, stamp: tuple[int, int, int]) -> Row:
    try:
        document = read(path)
    except DocumentError:
        return Row(id=path.stem, title=path.stem, status="broken", stamp=stamp)
    return Row(
        id=path.stem,
        title=_title(document.root) or path.stem,
        status="draft" if phase_of(document) == "draft" else "published",
        authors=", ".join(words(each) for each in _AUTHORS(document.root)),
        journal=" ".join(str(_JOURNAL(document.root)).split()),
        issue=_issue(document.root),
        stamp=stamp,
    )


def _issue(root: Any) -> str:
    """Name volume, issue and year as a citation does: “26(2), 2021”."""
    volume, issue = (str(_NUMBER(root, unit=unit)) for unit in ("volume", "issue"))
    number = f"{volume}({issue})" if volume and issue else volume or issue
    return ", ".join(each for each in (number, str(_YEAR(root))) if each)


def _title(root: Any) -> str:
    return " ".join(str(_TITLE(root)).split())


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        of = os.stat(path)
    except OSError:
        return (0, 0, 0)
    return (of.st_size, of.st_mtime_ns, of.st_ino)


def _sources(
    draft: Draft, names: Sequence[str], pages: Sequence[tuple[str, bytes]], settings: Settings
) -> Iterator[Source]:
    for name, (_, data), lines in zip(names, pages, draft.pages, strict=False):
        if data:
            yield Source(name=name, lines=tuple((line.number, line.text) for line in lines), is_page=True)
            continue
        record = source_page(settings, name) or b""
        text = record.decode("utf-8-sig", "replace").splitlines()
        yield Source(name=name, lines=tuple(enumerate(text, start=1)), is_page=False)
