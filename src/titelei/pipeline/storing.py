"""Storing one article in the embedded repository: what of it is stored, what is kept back, what damage comes to.

What becomes of drafts is in ``drafts.py``. An object that is damaged is a finding of its article: the others go on.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from titelei.errors import ObjectError
from titelei.messages import joined, say
from titelei.model import Finding, Severity
from titelei.names import TEI
from titelei.pipeline.article import Article, source_page
from titelei.pipeline.drafts import Drafts, kept_back
from titelei.pipeline.identity import Identity
from titelei.settings import Settings
from titelei.validate import edition
from titelei.validate.document import status_of
from titelei.xml.foreign import words
from titelei.xml.read import Document

# What only depositing needs is imported there: validating a file is to be quick.
if TYPE_CHECKING:
    from titelei.repository.catalogue import Catalogue
    from titelei.repository.ocfl.store import Repository

_NS: Final = {"t": TEI}


def deposit(
    article: Article,
    settings: Settings,
    catalogue: "Catalogue",
    identity: Identity,
    *,
    message: str | None,
    now: Callable[[], datetime],
    drafts: Drafts,
) -> Article:
    """Put an article's TEI, page and outputs into the embedded repository as its next version, if they changed.

    Raises:
        StorageError: the repository is locked, damaged, or cannot be written.
        SettingsError: what identifiers are made from is not set, or would make a second item.
    """
    from titelei.deposit import package

    document = article.document
    if document is None or article.stopped or (article.is_draft and drafts is not Drafts.STORE):
        return article
    object_id = package.object_id(settings.domain, article.id)
    try:
        if article.is_draft and _is_public(catalogue.repository, object_id):
            return kept_back(article, object_id)
        identity.hold(article.id, object_id)
        stored = catalogue.put(
            object_id,
            content(article, document, settings),
            message=message or newest_change(document) or f"Deposit {article.id}",
            user=settings.repository.user,
            now=now,
            counts=package.counts,
        )
    except ObjectError as error:
        return damaged(article, error)
    return replace(article, stage="deposit", stored=stored)


def plan(article: Article, settings: Settings, identity: Identity, *, drafts: Drafts) -> Article:
    """Say what :func:`deposit` would come to, and write nothing.

    Raises:
        StorageError, SettingsError: as :func:`deposit`.
    """
    from titelei.deposit import package

    if article.document is None or article.stopped or (article.is_draft and drafts is not Drafts.STORE):
        return article
    object_id = package.object_id(settings.domain, article.id)
    repository = identity.catalogue.repository
    try:
        if article.is_draft and _is_public(repository, object_id):
            return kept_back(article, object_id)
        identity.hold(article.id, object_id)
        planned = repository.plan(object_id, content(article, article.document, settings), counts=package.counts)
    except ObjectError as error:
        return damaged(article, error)
    return replace(article, stored=planned)


def damaged(article: Article, error: ObjectError) -> Article:
    """Give an article whose object in the repository is damaged: nothing was stored of it."""
    said = say(
        "{article} was not deposited, since its object in the repository is damaged: {fault}",
        article=article.id,
        fault=error.message,
    )
    finding = Finding(
        rule="object-damaged",
        severity=Severity.ERROR,
        file=article.file,
        message=joined(" ", (said, *getattr(error, "__notes__", ()))),
        repair=error.repair,
    )
    return replace(article, stage="deposit", stopped=True, findings=(*article.findings, finding))


def _is_public(repository: "Repository", object_id: str) -> bool:
    from titelei.repository.catalogue import is_public

    return repository.head(object_id) is not None and is_public(repository.log(object_id))


def content(article: Article, document: Document, settings: Settings) -> dict[str, bytes]:
    """Give what is deposited of an article that was rendered: TEI, page, outputs, manifest."""
    from titelei.deposit import package

    pages = {name: source_page(settings, name) for name in edition.source_files(document)}
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
        own_folders=tuple(path for path in settings.own if path.is_dir()),
        status=status_of(document) if article.is_draft else "",
    )


def newest_change(document: Document) -> str:
    """Give the text of the newest ``revisionDesc/change``; empty where there is none."""
    changes = document.root.findall("t:teiHeader/t:revisionDesc//t:change", _NS)
    newest = max(changes, key=lambda c: c.get("when", ""), default=None)
    return words(newest)
