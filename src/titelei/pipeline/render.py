"""Rendering: what the grammar accepts becomes outputs, each checked, then written whole or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from titelei import batch, files, formats
from titelei.errors import DocumentError
from titelei.model import Severity, reaches
from titelei.pipeline import completion
from titelei.pipeline.article import Article, after, received, schema_paths
from titelei.pipeline.validate import against, unread
from titelei.settings import Settings, house
from titelei.validate import document as one
from titelei.validate import edition, relaxng
from titelei.xml.read import Document, read

# What only rendering needs is imported there: validating a file is to be quick.
if TYPE_CHECKING:
    from titelei.render.render import RenderSettings


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
    page = received(document, settings)
    known = formats.registry(settings.own_xslt)
    made = {o.file_name: o.data for o in outputs}
    found = check_outputs(
        made, article_id=article.id, page=page, edition=document.data, explain=relaxng.explained, formats=known
    )
    found = completion.of_outputs(found, made, article_id=article.id, phase=phase, formats=known)
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
        crossref_crossmark_policy=settings.crossref.crossmark_policy,
        edition_title=settings.edition.title,
        house=house.text(settings),
        labels=house.labels(settings),
        formats=settings.render.formats,
        xslt=settings.own_xslt,
    )


def write(article: Article, folder: Path, settings: Settings, *, only: bool = False) -> Article:
    """Write an article's outputs into ``folder``, each whole or not at all; unchanged files are not touched.

    Files of formats that a whole rendering no longer makes are removed, unless ``only`` some formats were asked for;
    files that are not ours stay.

    Raises:
        StorageError: the disk is full, read-only, or refuses.
    """
    if article.stopped:
        return article
    written = [o.file_name for o in article.outputs if files.write(folder / o.file_name, o.data, is_lasting=False)]
    if not only:
        made = {o.file_name for o in article.outputs}
        known = formats.registry(settings.own_xslt)
        for stale in sorted(p for p in folder.iterdir() if p.is_file() and p.name not in made):
            if known.of_file(stale.name, article.id) is not None:
                files.remove(stale)
                written.append(stale.name)
    return replace(article, stage="write", written=tuple(written))


def accept(source: Path | Document, settings: Settings) -> Article:
    """Read one file and hold it to the grammar alone: what rendering needs."""
    try:
        document = source if isinstance(source, Document) else read(source)
    except DocumentError as error:
        path = Path(str(source))
        return unread(path, error, None)
    grammar, _ = schema_paths(settings)
    return after("validate", document, one.validate(document, grammar=grammar, rules=None, phase="draft"))


def accept_and_make(source: Path | Document, settings: Settings, names: tuple[str, ...] = ()) -> Article:
    """Read one file, hold it to the grammar, render it and check every output."""
    return make(accept(source, settings), settings, names)


def render_all(
    paths: Iterable[Path], settings: Settings, *, names: tuple[str, ...] = (), jobs: int = 1
) -> Iterator[Article]:
    """Render files that the grammar accepts, all formats or those named; nothing is written yet."""
    register = edition.Register(settings.validate.severity)
    for article in batch.over(accept_and_make, list(paths), settings, jobs=jobs, names=names):
        yield against(article, register)
