"""The pages that the catalogue makes: which addresses there are, and what each shows."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from lxml import etree

from titelei import resources
from titelei.engine import saxon
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.browsing import KINDS, Issue, Shelves, shelves
from titelei.repository.catalogue.reading import Entry
from titelei.repository.catalogue.searching import MOST_COUNTED, Kept, words
from titelei.repository.catalogue.shown import Shown
from titelei.site import document, exports
from titelei.site.address import Address
from titelei.site.articles import Articles
from titelei.site.document import Element
from titelei.site.edition import Edition
from titelei.site.exports import Export

LENGTH: Final = 100
"""Articles on a page of a list."""

_HITS: Final = 20
_NEWEST: Final = 10
_NEWS: Final = 5
_OTHERS: Final = 6
"""Articles that another one's page leads to, of its issue and by its authors."""
_MOST_IN_ISSUE: Final = 500
_VALUES: Final = 40
"""Values of a facet that are shown."""
_SHELF: Final = 25
"""Issues that the home page shows."""
_YEAR: Final = re.compile(r"\d{4}|undated")
_ISSUE: Final = re.compile(r"issues/(?P<journal>[^/]+)/(?P<issue>[^/]+)")
_KINDS: Final = {f"entities/{kind}s": kind for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it is sent: HTML, and when the catalogue last changed, in seconds."""

    status: int
    data: bytes
    changed: int


class Site:
    """The pages over a catalogue. ``is_served`` is False where they are files: then a script of ours searches."""

    def __init__(self, catalogue: Catalogue, edition: Edition, *, is_served: bool = True) -> None:
        self.catalogue = catalogue
        self.edition = edition
        self.articles = Articles(catalogue, edition)
        self._is_served = is_served

    def page(self, address: Address) -> Page | None:
        """Make the page at an address; None where there is none.

        Raises:
            StorageError: the catalogue cannot be read.
        """
        with shelves(self.catalogue.database) as found:
            changed = found.snapshot.place >> 20
            element = self._find(found, address)
        if element is None:
            return None
        return Page(status=200, data=html(element, self.edition), changed=changed)

    def not_found(self, address: Address, asked: str, *, root: str = "") -> Page:
        """Make the page that says that there is none, with the nearest ones.

        ``root`` is the way to the site's root where the page is shown at any address.
        """
        page = self._begin("not-found", address, asked=asked[:200])
        if root:
            page.set("root", root)
        for path, text in self._near(asked) if asked else ():
            document.add(page, "near", text, path=path)
        return Page(status=404, data=html(page, self.edition), changed=0)

    def gone(self, address: Address, *, title: str, reason: str, date: str) -> Page:
        """Make the page of an article that was withdrawn."""
        page = self._begin("gone", address)
        document.add(page, "gone", title=title, reason=reason, date=date)
        return Page(status=410, data=html(page, self.edition), changed=0)

    def around(self, entry: Entry, language: str) -> bytes:
        """Make the part of an article's page that leads to others: of its issue, and by its authors."""
        edition, first = self.edition, self.edition.languages[0]
        address = Address(path="", language=language, first=first, is_chosen=language != first)
        with shelves(self.catalogue.database) as found:
            page = self._begin("around", address)
            page.set("root", edition.base_url)
            shown = found.shown(entry.article)
            if shown is not None and shown.issue:
                self._add_issue_around(page, found, shown, entry.article)
            others = found.by_the_same(entry.article, _OTHERS) if shown is not None else ()
            document.add_articles(page, others, len(others))
        # A part of a page does not say again what all of it is.
        return html(page, edition).strip().replace(b' xmlns="http://www.w3.org/1999/xhtml"', b"", 1)

    def _add_issue_around(self, page: Element, found: Shelves, shown: Shown, article: str) -> None:
        """Add the issue with the articles next to one."""
        articles = found.of_issue(shown.journal, shown.issue, _MOST_IN_ISSUE)
        place = next((number for number, each in enumerate(articles) if each.article == article), 0)
        near = articles[max(0, place - _OTHERS // 2) :][: _OTHERS + 1]
        issue = Issue(journal=shown.journal, issue=shown.issue, articles=len(articles), entry=shown)
        current = document.add_issue(page, "current", issue)
        document.add_articles(current, [each for each in near if each.article != article], len(articles))

    def export(self, journal: str, issue: str, name: str) -> bytes:
        """Put a file of an issue together; empty where there is no such issue.

        Raises:
            StorageError: an article is damaged.
        """
        with shelves(self.catalogue.database) as found:
            return exports.data(found, self.articles, found.journal(journal), issue, name)

    @property
    def exported(self) -> Mapping[str, Export]:
        """Give file name → export of the files that each issue has: those of formats that the edition offers."""
        offered = {kind.name for kind in self.catalogue.formats.chosen(self.edition.formats)}
        return {name: export for name, export in exports.EXPORTS.items() if export.format in offered}

    def addresses(self) -> Iterator[tuple[str, int]]:
        """Give (path, number of parts) of all pages but articles and search."""
        with shelves(self.catalogue.database) as found:
            for path in ("", "years", "issues", "entities"):
                yield path, 1
            if self.edition.has_imprint:
                yield "imprint", 1
            for year, articles in found.years():
                yield f"years/{document.year_path(year)}", _parts(articles)
            for issue in found.issues():
                yield f"issues/{issue.journal}/{issue.issue}", _parts(issue.articles)
            for kind, count in found.kinds().items():
                yield f"entities/{kind}s", _parts(count)
                for offset in range(0, count, LENGTH):
                    for entity in found.entities(kind, LENGTH, offset):
                        yield f"entities/{entity.id}", _parts(entity.articles)

    def _find(self, found: Shelves, address: Address) -> Element | None:
        path = address.path
        if path in self._fixed:
            return self._fixed[path](found, address) if address.number == 1 or path == "search" else None
        if path in _KINDS:
            return self._kind(found, address, _KINDS[path])
        folder, _, name = path.partition("/")
        if folder == "years" and _YEAR.fullmatch(name):
            return self._year(found, address, 0 if name == "undated" else int(name))
        issue = _ISSUE.fullmatch(path)
        if issue:
            return self._issue(found, address, issue["journal"], issue["issue"])
        return self._entity(found, address, name) if folder == "entities" else None

    @property
    def _fixed(self) -> Mapping[str, Callable[[Shelves, Address], Element | None]]:
        return {
            "": self._home,
            "years": self._years,
            "issues": self._issues,
            "entities": self._entities,
            "search": self._search,
            "imprint": self._imprint,
        }

    def _begin(self, kind: str, address: Address, **facts: str) -> Element:
        named = {name.replace("_", "-"): value for name, value in facts.items()}
        return document.page(kind, address, self.edition, is_served=self._is_served, facts=named)

    def _home(self, found: Shelves, address: Address) -> Element:
        """Show the current issue, the shelf of earlier ones, an index; where there is no issue, what changed last."""
        page = self._begin("home", address, articles=str(found.count()))
        issues = found.newest_issues(_SHELF)
        document.add_years(page, found.years())
        document.add_kinds(page, found.kinds())
        if issues:
            current = document.add_issue(page, "current", issues[0])
            articles = found.of_issue(issues[0].journal, issues[0].issue, LENGTH)
            document.add_articles(current, articles, issues[0].articles)
            document.add_issues(page, issues[1:])
        document.add_articles(page, found.newest(_NEWEST if not issues else _NEWS), found.count())
        return page

    def _years(self, found: Shelves, address: Address) -> Element:
        page = self._begin("years", address)
        document.add_years(page, found.years())
        return page

    def _issues(self, found: Shelves, address: Address) -> Element:
        page = self._begin("issues", address)
        document.add_issues(page, found.issues())
        return page

    def _entities(self, found: Shelves, address: Address) -> Element:
        page = self._begin("entities", address)
        document.add_kinds(page, found.kinds())
        return page

    def _kind(self, found: Shelves, address: Address, kind: str) -> Element | None:
        total = found.kinds().get(kind, 0)
        entities = found.entities(kind, LENGTH, _offset(address))
        if not entities:
            return None
        page = self._begin("kind", address)
        document.add_letters(page, address, found.letters(kind), LENGTH)
        document.add_entities(page, kind, entities)
        document.add_pager(page, address, total, LENGTH)
        return page

    def _year(self, found: Shelves, address: Address, year: int) -> Element | None:
        articles = found.of_year(year, LENGTH, _offset(address))
        if not articles:
            return None
        total = dict(found.years())[year]
        page = self._begin("year", address, year=str(year))
        document.add_articles(page, articles, total)
        document.add_pager(page, address, total, LENGTH)
        return page

    def _issue(self, found: Shelves, address: Address, journal: str, issue: str) -> Element | None:
        now = found.journal(journal)
        if now != journal:  # an address from before two journals showed to be one
            journal, address = now, replace(address, path=f"issues/{now}/{issue}")
        articles = found.of_issue(journal, issue, LENGTH, _offset(address))
        if not articles:
            return None
        all_issues = found.issues(journal)
        place = next(number for number, each in enumerate(all_issues) if each.issue == issue)
        total = all_issues[place].articles
        page = self._begin("issue", address)
        current = document.add_issue(page, "current", all_issues[place])
        document.add_articles(current, articles, total)
        for file, export in self.exported.items():
            label = self.catalogue.formats.named(export.format).label
            said = label.get(address.language, label["en"])
            document.add(page, "export", said.partition(",")[0], path=f"{address.path}/{file}", type=export.media_type)
        for name, number in (("next", place - 1), ("previous", place + 1)):
            if 0 <= number < len(all_issues):
                document.add_issue(page, name, all_issues[number])
        document.add_pager(page, address, total, LENGTH)
        return page

    def _entity(self, found: Shelves, address: Address, name: str) -> Element | None:
        entity = found.entity(name)
        if entity is None:
            return None
        naming = found.naming(name, LENGTH, _offset(address))
        if not naming:
            return None
        page = self._begin("entity", address)
        document.add_entity(page, entity, found.told(name))
        for each in naming:
            document.add_naming(page, each)
        document.add_pager(page, address, entity.articles, LENGTH)
        return page

    def _search(self, found: Shelves, address: Address) -> Element | None:
        if not self._is_served:
            page = self._begin("search", address)
            document.add_values(page, {name: found.values(name) for name in ("language", "kind")})
            return page
        kept: Kept = {name: int(value) if name == "year" else value for name, value in address.kept}
        total, hits = found.search(address.asked, _HITS, (address.number - 1) * _HITS, kept=kept)
        asked = words(address.asked)
        page = self._begin(
            "search",
            address,
            has_words="true" if asked else "",
            is_most="true" if total >= MOST_COUNTED else "",
        )
        document.add_found(page, hits, total, asked)
        self._add_facets(page, found, address, kept)
        document.add_pager(page, address, total, _HITS)
        return page

    def _imprint(self, _found: Shelves, address: Address) -> Element | None:
        return self._begin("imprint", address) if self.edition.has_imprint else None

    def _add_facets(self, page: Element, found: Shelves, address: Address, kept: Kept) -> None:
        """Add each facet by which what was found can be told apart, or is."""
        journals = {slug: entry.journal_title(address.language) for slug, entry in found.journals().items()}
        for name, counted in found.facets(address.asked, kept).items():
            values = [(f"{value:04}" if name == "year" else value, n) for value, n in counted if value]
            if len(values) > 1 or name in kept:
                document.add_facet(page, address, name, values[:_VALUES], journals)

    def _near(self, asked: str) -> list[tuple[str, str]]:
        folder, _, name = asked.strip("/").rpartition("/")
        name = name[:200].replace("\x00", "")
        with shelves(self.catalogue.database) as found:
            if folder.startswith("entities"):
                near = difflib.get_close_matches(name, found.near_entities(name), n=3)
                return [(f"entities/{each}", each) for each in near]
            article = asked.split("/")[1] if asked.startswith("articles/") else name
            article = article[:200].replace("\x00", "")
            near = difflib.get_close_matches(article, found.near(self.edition.identifier(article)), n=3)
            return [(f"articles/{each}", each) for each in near]


def _offset(address: Address) -> int:
    return (address.number - 1) * LENGTH


def _parts(total: int) -> int:
    return max(1, -(-total // LENGTH))


_ONE: Final = Lock()


def html(page: Element, edition: Edition) -> bytes:
    """Write a page.

    Raises:
        AssetError: the stylesheet is broken, or lacks a label.
    """
    with _ONE:
        stylesheet = saxon.stylesheet(resources.xslt() / "site" / "main.xsl", edition.labels)
        source = etree.tostring(page, encoding="unicode")
        set_ones: dict[str, saxon.Value] = {"house": (saxon.parse(edition.house),)} if edition.house else {}
        text = stylesheet.transform(
            saxon.parse(source), base_url=edition.base_url, languages=" ".join(edition.languages), **set_ones
        )
    return f"{text}\n".encode()
