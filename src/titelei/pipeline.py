"""The order of the stages: read → validate → render → check → write → deposit, article by article.

Nothing else knows this order. An article stops at its first stage with an error; the others go on.
The first four stages touch nothing but the files they read, so they can run in several processes; writing and
depositing happen in one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from titelei import batch, built, completion, files, formats, resources
from titelei.errors import DocumentError, TiteleiError
from titelei.model import Finding, Output, Severity, reaches
from titelei.names import TEI
from titelei.read import Document, read, shown
from titelei.settings import Settings, place_of
from titelei.validate import document as one
from titelei.validate import edition, excuses, identifiers, relaxng, rule_ids, transcription
from titelei.validate.engines import Engine

# What only rendering and depositing need is imported there: validating a file is to be quick.
if TYPE_CHECKING:
    from titelei.catalogue import Catalogue
    from titelei.render.render import RenderSettings
    from titelei.repository.stored import Stored

STAGES: Final = ("read", "validate", "render", "check", "write", "deposit")

_NS: Final = {"t": TEI}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What came of one article: how far it got, what was found, what was made.

    ``stage`` is the last stage it reached; ``stopped`` tells that this stage found an error. ``written`` names
    the files under ``out/<id>/`` whose bytes changed.
    """

    file: str
    id: str
    stage: str
    stopped: bool = False
    findings: tuple[Finding, ...] = ()
    outputs: tuple[Output, ...] = ()
    written: tuple[str, ...] = ()
    stored: "Stored | None" = None
    summary: edition.Summary | None = None
    document: Document | None = field(default=None, repr=False)

    @property
    def sizes(self) -> tuple[tuple[str, int], ...]:
        """File name and bytes of each output."""
        return tuple((o.file_name, len(o.data)) for o in self.outputs)


def schema_paths(settings: Settings) -> tuple[Path, Path]:
    """Give grammar and rules: the project's own where it has some, else those shipped."""
    own = settings.root / settings.paths.schemas if settings.paths.schemas else None
    found = []
    for name in ("frontmatter.rng", "frontmatter.sch"):
        found.append(own / name if own is not None and (own / name).is_file() else resources.schemas() / name)
    return (found[0], found[1])


def validate(path: Path, settings: Settings, *, phase: str | None = None, engine: Engine | None = None) -> Article:
    """Read one file and hold it to grammar, rules and what the edition asks of files."""
    try:
        return validate_document(read(path), settings, phase=phase, engine=engine)
    except DocumentError as error:
        return _unread(path, error, phase)


def _unread(path: Path, error: DocumentError, phase: str | None) -> Article:
    found = tuple(replace(f, phase=f.phase or phase or "draft") for f in error.findings)
    return Article(file=shown(path), id=path.stem, stage="read", stopped=True, findings=found)


def validate_document(
    document: Document, settings: Settings, *, phase: str | None = None, engine: Engine | None = None
) -> Article:
    """Hold a document to grammar, rules and what the edition asks of files.

    ``phase`` None takes the one the document's status asks for, ``engine`` None that of the settings.
    """
    grammar, rules = schema_paths(settings)
    if settings.validate.severity:
        rule_ids.check_severities(
            settings.validate.severity, rules, lambda rule: place_of(("validate", "severity", rule), settings.root)
        )
    chosen = phase or one.phase_of(document)
    found = one.validate(
        document,
        grammar=grammar,
        rules=rules,
        phase=phase,
        severity=settings.validate.severity,
        engine=engine or settings.validate.engine,
        cache=settings.cache,
        besides=_of_files(document, settings, chosen),
    )
    return _after("validate", document, completion.of_document(found, document.data, phase=chosen))


def _after(stage: str, document: Document, found: tuple[Finding, ...]) -> Article:
    return Article(
        file=document.name,
        id=document.id,
        stage=stage,
        stopped=reaches(found, Severity.ERROR),
        findings=tuple(sorted(found, key=lambda f: (f.line, f.column, f.rule))),
        summary=edition.summary(document),
        document=document,
    )


def _of_files(document: Document, settings: Settings, phase: str) -> tuple[Finding, ...]:
    """Hold a document to its file's name, and to the page it was encoded from where that has not changed since."""
    found: tuple[Finding, ...] = ()
    if phase != "draft":
        found = edition.file_name(document) + edition.source_page(document, lambda n: source_page(settings, n))
    page = source_page(settings, edition.source_file(document))
    if page is None or any(f.rule == "source-page-digest" for f in found):
        return found
    return found + transcription.compare(document, page)


def source_page(settings: Settings, name: str) -> bytes | None:
    """Give the bytes of a page in ``tei/sources/``; None where there is none of that name."""
    if not name or Path(name).name != name:
        return None
    try:
        return (settings.sources / name).read_bytes()
    except FileNotFoundError:
        return None


def make(article: Article, settings: Settings, names: tuple[str, ...] = ()) -> Article:
    """Render a validated article and check every output, in memory. Outputs with an error are left out."""
    document = article.document
    if document is None or article.stopped:
        return article
    from titelei.check import check_outputs
    from titelei.render.render import render

    phase = one.phase_of(document)
    outputs, found = render(document, settings=render_settings(settings), formats=names)
    found = completion.of_document(found, document.data, phase=phase)
    article = replace(article, stage="render", outputs=outputs, findings=article.findings + found)
    if reaches(found, Severity.ERROR):
        return replace(article, stopped=True)
    page = source_page(settings, edition.source_file(document))
    made = {o.file_name: o.data for o in outputs}
    found = check_outputs(made, article_id=article.id, page=page, edition=document.data, explain=relaxng.explained)
    found = completion.of_outputs(found, made, article_id=article.id, phase=phase)
    return replace(article, stage="check", findings=article.findings + found, stopped=reaches(found, Severity.ERROR))


def render_settings(settings: Settings) -> "RenderSettings":
    """Give what the stylesheets need of the settings."""
    from titelei.render.render import RenderSettings

    return RenderSettings(
        base_url=settings.edition.base_url,
        domain=settings.domain,
        languages=settings.render.languages,
        width=settings.render.width,
        publisher=settings.publisher.name,
        crossref_depositor_name=settings.crossref.depositor_name,
        crossref_depositor_email=settings.crossref.depositor_email,
        crossref_registrant=settings.crossref.registrant,
        edition_title=settings.edition.title,
        formats=settings.render.formats,
        xslt=settings.root / settings.paths.xslt if settings.paths.xslt else None,
    )


def write(article: Article, folder: Path, *, only: bool = False) -> Article:
    """Write an article's outputs into ``folder``, each whole or not at all; unchanged files are not touched.

    Files of formats that a whole rendering no longer makes are removed, unless ``only`` some formats were asked for;
    files that are not ours stay.

    Raises:
        StorageError: the disk is full, read-only, or refuses.
    """
    if article.stopped:
        return article
    written = [o.file_name for o in article.outputs if files.write(folder / o.file_name, o.data)]
    if not only:
        made = {o.file_name for o in article.outputs}
        for stale in sorted(p for p in folder.iterdir() if p.is_file() and p.name not in made):
            if formats.of_file(stale.name, article.id) is not None:
                files.remove(stale)
                written.append(stale.name)
    return replace(article, stage="write", written=tuple(written))


def open_catalogue(settings: Settings) -> "Catalogue":
    """Give the embedded repository with its catalogue; neither is touched yet."""
    from titelei.catalogue import Catalogue
    from titelei.repository.store import Repository

    return Catalogue(Repository(settings.repository_path), database=settings.repository.database)


def deposit(
    article: Article, settings: Settings, catalogue: "Catalogue", *, message: str | None, now: Callable[[], datetime]
) -> Article:
    """Put an article's TEI, page and outputs into the embedded repository as its next version, if they changed.

    Raises:
        StorageError: the repository is locked, damaged, or cannot be written.
    """
    from titelei.deposit import package

    document = article.document
    if document is None or article.stopped:
        return article
    stored = catalogue.put(
        package.object_id(settings.domain, article.id),
        content(article, document, settings),
        message=message or newest_change(document) or f"Deposit {article.id}",
        user_name=settings.repository.user_name,
        user_address=f"mailto:{settings.repository.user_email or settings.repository.admin_email}",
        now=now,
        counts=package.counts,
    )
    return replace(article, stage="deposit", stored=stored)


def content(article: Article, document: Document, settings: Settings) -> dict[str, bytes]:
    """Give what is deposited of an article that was rendered: TEI, page, outputs, manifest."""
    from titelei.deposit import package

    page_name = edition.source_file(document)
    page = source_page(settings, page_name)
    own = (settings.paths.schemas, settings.paths.xslt)
    return package.content(
        article_id=article.id,
        tei=document.data,
        sources={page_name: page} if page is not None else {},
        outputs=article.outputs,
        settings={
            "base_url": settings.edition.base_url,
            "domain": settings.domain,
            "edition_title": settings.edition.title,
            "languages": list(settings.render.languages),
            "publisher": settings.publisher.name,
            "width": settings.render.width,
        },
        own_folders=tuple(settings.root / folder for folder in own if folder is not None),
    )


def newest_change(document: Document) -> str:
    """Give the text of the newest ``revisionDesc/change``; empty where there is none."""
    changes = document.root.findall("t:teiHeader/t:revisionDesc//t:change", _NS)
    newest = max(changes, key=lambda c: c.get("when", ""), default=None)
    return "" if newest is None else " ".join("".join(str(t) for t in newest.itertext()).split())


def prepare(path: Path, settings: Settings) -> Article:
    """Do with one file all that needs no writing: read, validate, render, check; or take it from the last time."""
    try:
        document = read(path)
    except DocumentError as error:
        return _unread(path, error, None)
    if settings.cache is None or not identifiers.ARTICLE_ID.fullmatch(document.id):
        return make(validate_document(document, settings), settings)
    own = (settings.paths.schemas, settings.paths.xslt)
    wanted = built.key(
        f"{document.name} {path.name}",
        document.data,
        source_page(settings, edition.source_file(document)),
        repr(replace(settings, root=Path())),
        tuple(settings.root / folder for folder in own if folder is not None),
    )
    record = settings.cache.parent / "built" / f"{document.id}.json"
    known = built.recall(record, wanted, settings.out / document.id)
    if known is not None:
        return replace(_after("check", document, known[0]), findings=known[0], outputs=known[1])
    article = make(validate_document(document, settings), settings)
    if not article.stopped:
        built.remember(record, wanted, article.findings, article.outputs)
    return article


def run(
    paths: Iterable[Path],
    settings: Settings,
    *,
    now: datetime,
    jobs: int = 1,
    message: str | None = None,
) -> Iterator[Article]:
    """Take every file through all stages and give each article as it is done, in order.

    An article whose id another file already has is stopped before it could overwrite that one's outputs.

    Raises:
        TiteleiError: nothing can go on: a broken stylesheet or schema, a full disk, a locked repository.
    """
    from titelei.catalogue.catalogue import clock as clock_from

    catalogue, clock = open_catalogue(settings), clock_from(now)
    register = edition.Register(settings.validate.severity)
    try:
        for article in batch.over(prepare, list(paths), settings, jobs=jobs):
            article = _against(article, register)
            article = write(article, settings.out / article.id) if not article.stopped else article
            yield deposit(article, settings, catalogue, message=message, now=clock)
    finally:
        catalogue.close()


def plan(paths: Iterable[Path], settings: Settings, *, jobs: int = 1) -> Iterator[Article]:
    """Take every file as far as :func:`run` does, say what its deposit would come to, and write nothing."""
    from titelei.deposit import package
    from titelei.repository.store import Repository

    repository = Repository(settings.repository_path)
    register = edition.Register(settings.validate.severity)
    for prepared in batch.over(prepare, list(paths), settings, jobs=jobs):
        article = _against(prepared, register)
        if article.document is None or article.stopped:
            yield article
            continue
        identifier = package.object_id(settings.domain, article.id)
        deposited = content(article, article.document, settings)
        yield replace(article, stored=repository.plan(identifier, deposited, counts=package.counts))


def validate_all(
    paths: Iterable[Path],
    settings: Settings,
    *,
    jobs: int = 1,
    phase: str | None = None,
    engine: Engine | None = None,
) -> Iterator[Article]:
    """Validate every file and hold the documents against each other; give each article as it is done, in order."""
    register = edition.Register(settings.validate.severity)
    for article in batch.over(validate, list(paths), settings, jobs=jobs, phase=phase, engine=engine):
        yield _against(article, register)


def _against(article: Article, register: edition.Register) -> Article:
    """Hold an article against those before it."""
    if article.summary is None or article.document is None:
        return article
    found = excuses.marked(article.document, register.add(article.summary, article.document))
    if not found:
        return article
    found = completion.of_document(found, article.document.data, phase="draft")
    return replace(
        article,
        findings=article.findings + found,
        stopped=article.stopped or reaches(found, Severity.ERROR),
    )


class Neighbours:
    """The documents of an edition that were seen, each in its last state, to hold a changed one against."""

    def __init__(self) -> None:
        self._summaries: dict[str, edition.Summary] = {}

    def hold(self, article: Article) -> Article:
        """Hold an article against the others, and remember it in place of what it was."""
        register = edition.Register()
        for file, summary in self._summaries.items():
            if file != article.file:
                register.add(summary)
        if article.summary is not None:
            self._summaries[article.file] = article.summary
        return _against(article, register)

    def forget(self, file: str) -> None:
        """Forget a document that is gone."""
        self._summaries.pop(file, None)


def accept(source: Path | Document, settings: Settings) -> Article:
    """Read one file and hold it to the grammar alone: what rendering needs."""
    try:
        document = source if isinstance(source, Document) else read(source)
    except DocumentError as error:
        path = Path(str(source))
        return _unread(path, error, None)
    grammar, _ = schema_paths(settings)
    return _after("validate", document, one.validate(document, grammar=grammar, rules=None, phase="draft"))


def accept_and_make(source: Path | Document, settings: Settings, names: tuple[str, ...] = ()) -> Article:
    """Read one file, hold it to the grammar, render it and check every output."""
    return make(accept(source, settings), settings, names)


def render_all(
    paths: Iterable[Path], settings: Settings, *, names: tuple[str, ...] = (), jobs: int = 1
) -> Iterator[Article]:
    """Render files that the grammar accepts, all formats or those named; nothing is written yet."""
    register = edition.Register(settings.validate.severity)
    for article in batch.over(accept_and_make, list(paths), settings, jobs=jobs, names=names):
        yield _against(article, register)


def known_formats() -> tuple[str, ...]:
    """Give the names of all formats, in the registry's order."""
    return tuple(f.name for f in formats.FORMATS)


__all__ = ["STAGES", "Article", "TiteleiError", "deposit", "make", "prepare", "run", "validate", "write"]
