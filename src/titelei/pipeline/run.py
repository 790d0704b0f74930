"""Running: read → validate → render → check → write → deposit, article by article.

An article stops at its first stage with an error; the others go on. The first four stages touch nothing but the files
they read, so they can run in several processes; writing and depositing happen in one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from titelei import batch
from titelei.errors import DocumentError
from titelei.formats import registry
from titelei.names import TEI
from titelei.pipeline import built
from titelei.pipeline.article import Article, after, received, source_page
from titelei.pipeline.render import make, write
from titelei.pipeline.validate import against, register_beside, unread, validate_document
from titelei.settings import Settings
from titelei.validate import edition, identifiers
from titelei.xml.foreign import words
from titelei.xml.read import Document, read

# What only depositing needs is imported there: validating a file is to be quick.
if TYPE_CHECKING:
    from titelei.repository.catalogue import Catalogue

_NS: Final = {"t": TEI}


def run_all(
    paths: Iterable[Path],
    settings: Settings,
    *,
    now: datetime,
    jobs: int = 1,
    message: str | None = None,
    beside: bool = False,
) -> Iterator[Article]:
    """Take every file through all stages and give each article as it is done, in order.

    An article whose id another file already has is stopped before it could overwrite that one's outputs. With
    ``beside`` what the edition's other articles claim as their own counts, too.

    Raises:
        TiteleiError: nothing can go on: a broken stylesheet or schema, a full disk, a locked repository.
    """
    from titelei.repository.catalogue.catalogue import clock as clock_from

    catalogue, clock = open_catalogue(settings), clock_from(now)
    paths = list(paths)
    register = register_beside(paths, settings) if beside else edition.Register(settings.validate.severity)
    try:
        for article in batch.over(prepare, paths, settings, jobs=jobs):
            article = against(article, register)
            article = write(article, settings.out / article.id, settings) if not article.stopped else article
            yield deposit(article, settings, catalogue, message=message, now=clock)
    finally:
        catalogue.close()


def plan_all(paths: Iterable[Path], settings: Settings, *, jobs: int = 1) -> Iterator[Article]:
    """Take every file as far as :func:`run` does, say what its deposit would come to, and write nothing."""
    from titelei.deposit import package
    from titelei.repository.ocfl.store import Repository

    repository = Repository(settings.repository_path)
    paths = list(paths)
    register = register_beside(paths, settings)
    for prepared in batch.over(prepare, paths, settings, jobs=jobs):
        article = against(prepared, register)
        if article.document is None or article.stopped:
            yield article
            continue
        identifier = package.object_id(settings.domain, article.id)
        deposited = content(article, article.document, settings)
        yield replace(article, stored=repository.plan(identifier, deposited, counts=package.counts))


def prepare(path: Path, settings: Settings) -> Article:
    """Do with one file all that needs no writing: read, validate, render, check; or take it from the last time."""
    try:
        document = read(path)
    except DocumentError as error:
        return unread(path, error, None)
    if settings.cache is None or not identifiers.ARTICLE_ID.fullmatch(document.id):
        return make(validate_document(document, settings), settings)
    own = (settings.paths.schemas, settings.paths.xslt)
    wanted = built.key(
        f"{document.name} {path.name}",
        document.data,
        received(document, settings),
        repr(replace(settings, root=Path())),
        tuple(settings.root / folder for folder in own if folder is not None),
    )
    record = settings.cache.parent / "built" / f"{document.id}.json"
    known = built.recall(record, wanted, settings.out / document.id)
    if known is not None:
        return replace(after("check", document, known[0]), findings=known[0], outputs=known[1])
    article = make(validate_document(document, settings), settings)
    if not article.stopped:
        built.remember(record, wanted, article.findings, article.outputs)
    return article


def open_catalogue(settings: Settings) -> "Catalogue":
    """Give the embedded repository with its catalogue; neither is touched yet."""
    from titelei.repository.catalogue import Catalogue
    from titelei.repository.ocfl.store import Repository

    return Catalogue(
        Repository(settings.repository_path),
        database=settings.repository.database,
        formats=registry(settings.own_xslt),
    )


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
        user=settings.repository.user,
        now=now,
        counts=package.counts,
    )
    return replace(article, stage="deposit", stored=stored)


def content(article: Article, document: Document, settings: Settings) -> dict[str, bytes]:
    """Give what is deposited of an article that was rendered: TEI, page, outputs, manifest."""
    from titelei.deposit import package

    pages = {name: source_page(settings, name) for name in edition.source_files(document)}
    own = (settings.paths.schemas, settings.paths.xslt)
    return package.content(
        article_id=article.id,
        tei=document.data,
        sources={name: page for name, page in pages.items() if page is not None},
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
    return words(newest)
