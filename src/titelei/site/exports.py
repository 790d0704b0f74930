"""An issue in one file: the references of its articles for reference managers, their JATS in an archive.

What the articles' own files say is put together, nothing is made anew; the same articles give the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from titelei.repository.catalogue.browsing import Shelves
from titelei.site.articles import Article, Articles

_MOST: Final = 2_000
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name: no clock is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file of an issue: the format of its articles that it holds; ``media_type`` is its own."""

    format: str
    media_type: str
    is_archive: bool = False


EXPORTS: Final[Mapping[str, Export]] = {
    "issue.ris": Export(format="ris", media_type="application/x-research-info-systems"),
    "issue.bib": Export(format="bibtex", media_type="application/x-bibtex"),
    "issue.jats.zip": Export(format="jats", media_type="application/zip", is_archive=True),
}


def data(found: Shelves, articles: Articles, journal: str, issue: str, name: str) -> bytes:
    """Put a file of an issue together, its articles in their order; empty where there is no such issue.

    Raises:
        StorageError: an article is damaged.
    """
    export = EXPORTS[name]
    held = list(_articles(found, articles, journal, issue))
    files = [(file, articles.read(article, file)) for article in held if (file := _file(article, export))]
    if not held:
        return b""
    if not export.is_archive:
        return b"\n".join(text.rstrip(b"\n") + b"\n" for _, text in files) or b"\n"
    return _archive(files)


def _articles(found: Shelves, articles: Articles, journal: str, issue: str) -> Iterator[Article]:
    for listed in found.of_issue(journal, issue, _MOST):
        entry = articles.entry(listed.article)
        article = articles.article(entry) if entry is not None else None
        if article is not None:
            yield article


def _file(article: Article, export: Export) -> str:
    known = {kind.name: kind.file(article.id) for kind in article.formats}
    name = known.get(export.format, "")
    return name if name in article.files else ""


def _archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()
