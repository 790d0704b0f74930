"""Running: read → validate → render → check → write → deposit, article by article.

An article stops at its first stage with an error; the others go on. The first four stages touch nothing but the files
they read, so they can run in several processes; writing and depositing happen in one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from titelei import batch
from titelei.errors import DocumentError
from titelei.formats import registry
from titelei.pipeline import built, storing
from titelei.pipeline.article import Article, after, received
from titelei.pipeline.drafts import Drafts, refused
from titelei.pipeline.identity import Identity
from titelei.pipeline.render import make, write
from titelei.pipeline.validate import against, register_beside, unread, validate_document
from titelei.settings import Settings
from titelei.validate import edition, identifiers
from titelei.validate.document import phase_of
from titelei.xml.read import read

# What only depositing needs is imported there: validating a file is to be quick.
if TYPE_CHECKING:
    from titelei.repository.catalogue import Catalogue


def run_all(
    paths: Iterable[Path],
    settings: Settings,
    *,
    now: datetime,
    jobs: int = 1,
    message: str | None = None,
    beside: bool = False,
    drafts: Drafts = Drafts.LEAVE,
) -> Iterator[Article]:
    """Take every file through all stages and give each article as it is done, in order.

    An article whose id another file already has is stopped before it could overwrite that one's outputs. With
    ``beside`` what the edition's other articles claim as their own counts, too. ``drafts`` says what becomes of those.

    Raises:
        TiteleiError: nothing can go on: a broken stylesheet or schema, a full disk, a locked repository.
    """
    from titelei.repository.catalogue.catalogue import clock as clock_from

    catalogue, clock = open_catalogue(settings), clock_from(now)
    identity = Identity(settings, catalogue)
    identity.hold_domain()
    paths = list(paths)
    register = register_beside(paths, settings) if beside else edition.Register(settings.validate.severity)
    try:
        for article in batch.over(prepare, paths, settings, jobs=jobs, drafts=drafts):
            article = against(article, register)
            article = write(article, settings.out / article.id, settings) if not article.stopped else article
            yield storing.deposit(article, settings, catalogue, identity, message=message, now=clock, drafts=drafts)
    finally:
        catalogue.close()


def plan_all(
    paths: Iterable[Path], settings: Settings, *, jobs: int = 1, drafts: Drafts = Drafts.REFUSE
) -> Iterator[Article]:
    """Take every file as far as :func:`run` does, say what its deposit would come to, and write nothing."""
    identity = Identity(settings, open_catalogue(settings))
    identity.hold_domain()
    paths = list(paths)
    register = register_beside(paths, settings)
    for prepared in batch.over(prepare, paths, settings, jobs=jobs, drafts=drafts):
        yield storing.plan(against(prepared, register), settings, identity, drafts=drafts)


def prepare(path: Path, settings: Settings, *, drafts: Drafts = Drafts.LEAVE) -> Article:
    """Do with one file all that needs no writing: read, validate, render, check; or take it from the last time."""
    try:
        document = read(path)
    except DocumentError as error:
        return unread(path, error, None)
    if drafts is Drafts.REFUSE and phase_of(document) == "draft":
        return refused(document, settings)
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
