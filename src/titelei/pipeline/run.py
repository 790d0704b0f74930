"""Running: read → validate → render → check → write → deposit, article by article.

An article stops at its first stage with an error; the others go on. The first four stages touch nothing but the files
they read, so they can run in several processes; writing and depositing happen in one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from titelei import batch
from titelei.errors import DocumentError
from titelei.formats import registry
from titelei.pipeline import built, kept, storing
from titelei.pipeline.article import Article, Row, after, digest_of, received
from titelei.pipeline.drafts import Drafts, refused
from titelei.pipeline.identity import Identity
from titelei.pipeline.render import make, write
from titelei.pipeline.traces import Known
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
    paths = list(paths)
    register = register_beside(paths, settings) if beside else edition.Register(settings.validate.severity)
    with _Store(settings, now, message, drafts) as store:
        for article in batch.over(prepare, paths, settings, jobs=jobs, drafts=drafts):
            yield store.take(against(article, register))


def run_rows(
    paths: Iterable[Path],
    settings: Settings,
    *,
    now: datetime,
    jobs: int = 1,
    message: str | None = None,
    drafts: Drafts = Drafts.LEAVE,
    verify: bool = False,
) -> Iterator[Row]:
    """Do what :func:`run_all` does, and give of each article what is told of it at the end.

    An article all of whose files are as they were when it was stored last is not read at all, unless ``verify``.

    Raises:
        TiteleiError: as :func:`run_all`.
    """
    paths = list(paths)
    register = edition.Register(settings.validate.severity)
    with _Store(settings, now, message, drafts) as store, kept.opened(settings, drafts) as rows:
        known = {} if verify or not store.is_settled else rows.all_unchanged(paths)
        is_same = rows.were_together(paths, known)
        changed = [path for path in paths if path not in known]
        made = batch.over(prepare, changed, settings, jobs=jobs, drafts=drafts)
        for path in paths:
            row = known.pop(path, None)
            if row is not None and (is_same or _agrees(row, register)):
                yield kept.told(row)
                continue
            article = next(made) if row is None else prepare(path, settings, drafts=drafts)
            held = against(article, register)
            stored = store.take(held)
            if stored.findings == held.findings:
                rows.keep(path, stored, store.files_of(stored), is_clean=held.findings == article.findings)
            yield stored.row
        if not is_same:
            rows.close(paths)


def _agrees(row: Known, register: edition.Register) -> bool:
    """Tell whether neither this time nor last time anything was found in an article that others have to do with."""
    return row.is_clean and (row.summary is None or not register.add(row.summary))


class _Store:
    """What writes: the folder ``out/`` and the embedded repository, for one run."""

    def __init__(self, settings: Settings, now: datetime, message: str | None, drafts: Drafts) -> None:
        from titelei.repository.catalogue.catalogue import clock

        self._settings = settings
        self._catalogue = open_catalogue(settings)
        self._identity = Identity(settings, self._catalogue)
        self._clock = clock(now)
        self._message = message
        self._drafts = drafts

    def __enter__(self) -> Self:
        self._identity.hold_domain()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._catalogue.close()

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is under way in the repository, or was when a process ended; so it is without one."""
        repository = self._catalogue.repository
        return not repository.has_left and (self._catalogue.is_settled or not repository.exists)

    def take(self, article: Article) -> Article:
        """Write an article's outputs, and store it."""
        settings = self._settings
        article = write(article, settings.out / article.id, settings) if not article.stopped else article
        return storing.deposit(
            article,
            settings,
            self._catalogue,
            self._identity,
            message=self._message,
            now=self._clock,
            drafts=self._drafts,
        )

    def files_of(self, article: Article) -> tuple[Path, ...]:
        """List the files of an article's object; none where it has none, or another version by now."""
        if article.stored is None:
            return ()
        version, files = self._catalogue.repository.files(article.stored.object_id)
        return files if version == article.stored.version else ()


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
    page = received(document, settings)
    wanted = built.key(f"{document.name} {path.name}", document.data, page, settings)
    record = settings.cache.parent / "built" / f"{document.id}.json"
    known = built.recall(record, wanted, settings.out / document.id)
    if known is not None:
        article = replace(after("check", document, known[0]), findings=known[0], outputs=known[1])
    else:
        article = make(validate_document(document, settings), settings)
        if not article.stopped:
            built.remember(record, wanted, article.findings, article.outputs)
    return replace(article, page=digest_of(page))


def open_catalogue(settings: Settings) -> "Catalogue":
    """Give the embedded repository with its catalogue; neither is touched yet."""
    from titelei.repository.catalogue import Catalogue
    from titelei.repository.ocfl.store import Repository

    return Catalogue(
        Repository(settings.repository_path),
        database=settings.repository.database,
        formats=registry(settings.own_xslt),
    )
