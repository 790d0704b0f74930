"""The site as files, which any web server shows at the same addresses: the same bytes from the same repository.

Each file appears whole or not at all. ``.titelei-site`` lists what was made, so that a file whose page is gone can be
told from one that somebody else has put there; it is written ahead of the files, so that a run which is stopped
leaves none that the next does not know.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from titelei import files
from titelei.errors import StorageError, UsageError
from titelei.messages import say
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.browsing import shelves
from titelei.repository.catalogue.reading import Entry, snapshot
from titelei.site import feeds, index
from titelei.site.address import Address
from titelei.site.articles import Articles, has_room, page_language, surrounded
from titelei.site.edition import Edition
from titelei.site.pages import Site
from titelei.site.reference import published

MANIFEST: Final = ".titelei-site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of it: names of files below the folder; ``faults`` say what could not be written, and why."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    faults: tuple[str, ...] = ()


def write(
    catalogue: Catalogue, edition: Edition, folder: Path, *, progress: Callable[[str], None] = lambda _name: None
) -> Written:
    """Write the whole site into a folder; files that this wrote before and that are no more part of it go.

    A file that is damaged in the repository is left as it was written before.

    Raises:
        UsageError: the folder holds files of somebody else, and none of ours.
        StorageError: it cannot be written, or the catalogue cannot be read.
    """
    before = _known(folder)
    made: set[str] = set()
    written: list[str] = []
    faults: dict[str, str] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / MANIFEST).open("a", encoding="utf-8") as manifest:
            for name, data in _files(catalogue, edition, faults):
                if name not in before and name not in made:
                    manifest.write(f"{name}\n")
                    manifest.flush()
                made.add(name)
                if files.write(folder / name, data):
                    written.append(name)
                progress(name)
    except OSError as error:
        raise files.storage_error(error, folder) from error
    made |= {name for name in before if any(_is_below(name, damaged) for damaged in faults)}
    removed = sorted(before - made)
    for name in removed:
        _remove(folder, name)
    files.write(folder / MANIFEST, "".join(f"{name}\n" for name in sorted(made)).encode())
    return Written(
        written=tuple(written),
        unchanged=len(made) - len(written),
        removed=tuple(removed),
        faults=tuple(say("{name} was not written. {fault}", name=name, fault=fault) for name, fault in faults.items()),
    )


def _is_below(name: str, place: str) -> bool:
    """Tell whether a file is the one named, or in the folder of that name."""
    return name == place or name.startswith(f"{place}/")


def _known(folder: Path) -> set[str]:
    """Read what was made before."""
    try:
        return {name for name in (folder / MANIFEST).read_text("utf-8").split("\n") if _is_inside(name)}
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(
            say(
                "{folder} cannot be read: {error}. Write the site into a new folder.",
                folder=folder / MANIFEST,
                error=error,
            )
        ) from error
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(
            say(
                "{folder} holds files that “titelei site” did not make. Name a new or empty folder with "
                "-o, so that none of them is overwritten.",
                folder=folder,
            )
        )
    return set()


def _is_inside(name: str) -> bool:
    return bool(name) and not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and folders that are empty without it."""
    files.remove(folder / name)
    above = (folder / name).parent
    while above != folder:
        try:
            above.rmdir()
        except OSError:
            return
        above = above.parent


def _files(catalogue: Catalogue, edition: Edition, faults: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    site = Site(catalogue, edition, is_served=False)
    yield from _articles(site, site.articles, catalogue, faults)
    for path, parts in site.addresses():
        for number in range(1, parts + 1):
            for address in _addresses(edition, path, number):
                page = site.page(address)
                if page is not None:
                    yield address.file, page.data
    for address in _addresses(edition, index.FOLDER):
        page = site.page(address)
        if page is not None:
            yield address.file, page.data
    yield from index.files(site)
    yield from _exports(site, faults)
    first = edition.languages[0]
    nowhere = Address(path="404", language=first, first=first)
    yield "404.html", site.not_found(nowhere, "", root=urlsplit(edition.base_url).path or "/").data
    for name, file in published().items():
        yield name, file.read_bytes()
    yield "feed.atom", feeds.feed(site, edition.base_url)
    yield "robots.txt", feeds.robots(edition.base_url)
    yield from feeds.sitemaps(site, edition.base_url)


def _exports(site: Site, faults: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Give the files of all issues; note in ``faults`` those of which an article is damaged."""
    with shelves(site.catalogue.database) as found:
        issues = found.issues()
    for issue in issues:
        place = f"issues/{issue.journal}/{issue.issue}"
        try:
            for name in site.exported:
                yield f"{place}/{name}", site.export(issue.journal, issue.issue, name)
        except StorageError as error:
            for name in site.exported:
                faults[f"{place}/{name}"] = str(error)


def _addresses(edition: Edition, path: str, number: int = 1) -> Iterator[Address]:
    """Give a page's address in each language: the first in the folder's own file, the others beside it."""
    first, *others = edition.languages
    yield Address(path=path, language=first, first=first, number=number, is_folder=True)
    for language in others:
        yield Address(path=path, language=language, first=first, number=number, is_chosen=True)


def _articles(
    site: Site, articles: Articles, catalogue: Catalogue, faults: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Give the files of all articles; note in ``faults`` files and whole articles that are damaged."""
    with snapshot(catalogue.database) as found:
        entries = articles.preferred(found.entries())
    for entry in sorted(entries.values(), key=lambda each: each.identifier):
        if entry.reason is not None:
            yield from _withdrawn(site, articles, entry, entry.reason)
            continue
        place = f"articles/{entry.article}"
        try:
            article = articles.article(entry)
        except StorageError as error:
            faults[place] = str(error)
            continue
        for name in article.files if article else ():
            try:
                data = articles.read(article, name) if article else b""
            except StorageError as error:
                faults[f"{place}/{name}"] = str(error)
            else:
                yield f"{place}/{name}", _whole(site, entry, data)


def _whole(site: Site, entry: Entry, data: bytes) -> bytes:
    """Give a file, with what is around the article where it is its page."""
    if not has_room(data):
        return data
    return surrounded(data, site.around(entry, page_language(data, site.edition.languages[0])))


def _withdrawn(site: Site, articles: Articles, entry: Entry, reason: str) -> Iterator[tuple[str, bytes]]:
    date = articles.withdrawn(entry)
    for address in _addresses(site.edition, f"articles/{entry.article}"):
        yield address.file, site.gone(address, title=entry.title, reason=reason, date=date).data
