"""What passes between the stages of one article: how far it came, what was found, what was made, and its page."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from titelei import resources
from titelei.characters.lines import is_html
from titelei.errors import DocumentError
from titelei.model import Finding, Output, Severity, reaches
from titelei.settings import Settings
from titelei.validate import edition
from titelei.validate.document import phase_of
from titelei.xml.read import Document, contents

# What only depositing needs is imported there: validating a file is to be quick.
if TYPE_CHECKING:
    from titelei.repository.ocfl.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What came of one article: how far it got, what was found, what was made.

    ``stage`` is the last stage it reached; ``stopped`` tells that this stage found an error. ``written`` names
    the files under ``out/<id>/`` whose bytes changed. ``is_draft`` tells that its own status is not *published*.
    ``page`` is the digest of the page that was worked with.
    """

    file: str
    id: str
    stage: str
    stopped: bool = False
    is_draft: bool = False
    findings: tuple[Finding, ...] = ()
    outputs: tuple[Output, ...] = ()
    written: tuple[str, ...] = ()
    stored: "Stored | None" = None
    summary: edition.Summary | None = None
    page: str = ""
    document: Document | None = field(default=None, repr=False)

    @property
    def row(self) -> "Row":
        """What of it is told when all are done."""
        return Row(
            file=self.file,
            id=self.id,
            stage=self.stage,
            stopped=self.stopped,
            is_draft=self.is_draft,
            findings=self.findings,
            outputs=tuple(
                Made(format=o.format, file_name=o.file_name, media_type=o.media_type, size=len(o.data))
                for o in self.outputs
            ),
            written=self.written,
            stored=self.stored,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An output without its bytes, of which it has ``size``."""

    format: str
    file_name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An article without its document and the bytes of its outputs: so that any number of them can be kept."""

    file: str
    id: str
    stage: str
    stopped: bool = False
    is_draft: bool = False
    findings: tuple[Finding, ...] = ()
    outputs: tuple[Made, ...] = ()
    written: tuple[str, ...] = ()
    stored: "Stored | None" = None

    @property
    def sizes(self) -> tuple[tuple[str, int], ...]:
        """File name and bytes of each output."""
        return tuple((made.file_name, made.size) for made in self.outputs)


def after(stage: str, document: Document, found: tuple[Finding, ...]) -> Article:
    """Give what came of a document at a stage that found something, in the order of the file."""
    return Article(
        file=document.name,
        id=document.id,
        stage=stage,
        stopped=reaches(found, Severity.ERROR),
        is_draft=phase_of(document) == "draft",
        findings=tuple(sorted(found, key=lambda f: (f.line, f.column, f.rule))),
        summary=edition.summary(document),
        document=document,
    )


_LONG_NAME: Final = 100
"""Characters above which a name is cut in a message; file systems take some 255."""


def schema_paths(settings: Settings) -> tuple[Path, Path]:
    """Give grammar and rules: the project's own where it has some, else those shipped."""
    own = settings.root / settings.paths.schemas if settings.paths.schemas else None
    found = []
    for name in ("frontmatter.rng", "frontmatter.sch"):
        found.append(own / name if own is not None and (own / name).is_file() else resources.schemas() / name)
    return (found[0], found[1])


def source_page(settings: Settings, name: str) -> bytes | None:
    """Give the bytes of a page in ``tei/sources/``; None where there is none of that name, or it cannot be read."""
    try:
        return named_page(settings, name)
    except DocumentError:
        return None


def named_page(settings: Settings, name: str) -> bytes | None:
    """Give the bytes of a page in ``tei/sources/``; None where there is none of that name.

    Raises:
        DocumentError: something of that name is there, or might be, but cannot be read.
    """
    if not name or Path(name).name != name:
        return None
    try:
        return contents(settings.sources / name, name if len(name) <= _LONG_NAME else f"{name[:_LONG_NAME]}…")
    except DocumentError as error:
        if error.findings[0].rule == "read-missing":
            return None
        raise


def received(document: Document, settings: Settings) -> bytes | None:
    """Give the bytes of the page that was encoded, of several one after the other as they are transcribed.

    None where one of them is not at hand. Where one is HTML, which has no lines to compare, that one comes first.
    """
    pages = [source_page(settings, name) for name in edition.source_files(document)]
    found: list[bytes] = [page for page in pages if page is not None]
    if not found or len(found) != len(pages):
        return None
    return b"\n".join([*filter(is_html, found), *(page for page in found if not is_html(page))])


def digest_of(page: bytes | None) -> str:
    """Give the SHA-256 of a page; empty where there is none."""
    return "" if page is None else hashlib.sha256(page).hexdigest()


def page_text(document: Document, settings: Settings) -> str:
    """Give the text of the page that a document was encoded from; empty where it is not at hand as it was then."""
    names = edition.source_files(document)
    page = received(document, settings) if all(name.endswith(".txt") for name in names) else None
    if page is None or is_html(page) or edition.source_page(document, lambda n: source_page(settings, n)):
        return ""
    return page.decode("utf-8-sig", "replace")
