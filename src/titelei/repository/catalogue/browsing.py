"""Reading the catalogue as a reader does: articles of a year or issue, whom they name, what a search finds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, func, select

from titelei.repository.catalogue import places, searching
from titelei.repository.catalogue.database import Database
from titelei.repository.catalogue.item import Set
from titelei.repository.catalogue.journal_sets import address_of
from titelei.repository.catalogue.reading import Snapshot
from titelei.repository.catalogue.searching import Kept
from titelei.repository.catalogue.shown import BEFORE_ALL, DATE, Mention, Name, Shown
from titelei.repository.catalogue.tables import entity, item, item_set, mention, of_journal, shown, spec

KINDS: Final = ("person", "organisation", "place", "event", "document", "date", "subject")
_ALL: Final[Kept] = {}
_MOST_AUTHORS: Final = 20
_DECADE: Final = 4
"""Figures of a date's order that its decade has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article in a list: its id, its last change in seconds, what is shown of it; if it was found, its ``text``."""

    article: str
    datestamp: int
    shown: Shown
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue of a journal, with the number of its articles; ``entry`` is one of these."""

    journal: str
    issue: str
    articles: int
    entry: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An entity, and how many articles mention it; ``inverted`` is a person's name with the surname first.

    Lists have it under its ``letter``: of a date this is the first year of its decade.
    """

    id: str
    kind: str
    name: Name
    articles: int
    inverted: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """An article that mentions an entity, and what it tells of it."""

    listed: Listed
    told: Mention


class Shelves:
    """One state of the catalogue, for the time of one page."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.snapshot = Snapshot(connection)

    def count(self) -> int:
        """Count the articles that are shown."""
        return self._connection.scalar(select(func.count()).select_from(shown)) or 0

    def newest(self, limit: int, offset: int = 0) -> tuple[Listed, ...]:
        """Give the articles that changed last."""
        return self._listed(_articles().order_by(item.c.place.desc()).limit(limit).offset(offset))

    def years(self) -> tuple[tuple[int, int], ...]:
        """Give (year, number of its articles), the last year first; 0 stands for no date."""
        query = select(shown.c.year, func.count()).group_by(shown.c.year).order_by(shown.c.year.desc())
        return tuple((year, n) for year, n in self._connection.execute(query))

    def of_year(self, year: int, limit: int, offset: int = 0) -> tuple[Listed, ...]:
        """Give a year's articles, by journal, volume, number and page."""
        query = _articles().where(shown.c.year == year).order_by(shown.c.sorted, shown.c.item)
        return self._listed(query.limit(limit).offset(offset))

    def issues(self, journal: str = "") -> tuple[Issue, ...]:
        """Give the issues of all journals, or of one, each journal's last one first."""
        counted = _issues(journal)
        query = select(counted, shown.c.entry).join(shown, shown.c.item == counted.c.item)
        return self._of_issues(query.order_by(counted.c.journal, counted.c.year.desc(), counted.c.last.desc()))

    def newest_issues(self, limit: int) -> tuple[Issue, ...]:
        """Give the last issues of all journals, the last one first."""
        counted = _issues("")
        query = select(counted, shown.c.entry).join(shown, shown.c.item == counted.c.item)
        return self._of_issues(query.order_by(counted.c.year.desc(), counted.c.last.desc()).limit(limit))

    def _of_issues(self, query: Any) -> tuple[Issue, ...]:
        return tuple(
            Issue(journal=row.journal, issue=row.issue, articles=row.articles, entry=_shown(row.entry))
            for row in self._connection.execute(query)
        )

    def of_issue(self, journal: str, issue: str, limit: int, offset: int = 0) -> tuple[Listed, ...]:
        """Give an issue's articles in the order of their pages."""
        query = _articles().where(shown.c.journal == journal, shown.c.issue == issue)
        return self._listed(query.order_by(shown.c.sorted, shown.c.item).limit(limit).offset(offset))

    def shown(self, article: str) -> Shown | None:
        """Give an article as lists show it; None where it is not shown."""
        entry = self._connection.scalar(_articles().with_only_columns(shown.c.entry).where(item.c.article == article))
        return None if entry is None else _shown(entry)

    def by_the_same(self, article: str, limit: int) -> tuple[Listed, ...]:
        """Give other articles by the authors of one, the last year first."""
        mine = select(mention).join(item, item.c.number == mention.c.item).where(item.c.article == article)
        rows = self._connection.execute(mine.where(mention.c.is_author)).all()
        authors, items = [row.entity for row in rows[:_MOST_AUTHORS]], {row.item for row in rows}
        theirs = select(mention.c.item).where(mention.c.entity.in_(authors), mention.c.is_author)
        query = _articles().where(shown.c.item.in_(theirs), shown.c.item.not_in(items))
        return self._listed(query.order_by(shown.c.year.desc(), shown.c.sorted, shown.c.item).limit(limit))

    def kinds(self) -> dict[str, int]:
        """Give the number of entities of each kind."""
        query = select(entity.c.kind, func.count()).group_by(entity.c.kind)
        found = {kind: n for kind, n in self._connection.execute(query)}
        return {kind: found[kind] for kind in KINDS if kind in found}

    def entities(self, kind: str, limit: int, offset: int = 0) -> tuple[Entity, ...]:
        """Give the entities of a kind by name."""
        query = select(entity).where(entity.c.kind == kind).order_by(entity.c.sorted, entity.c.entity)
        rows = self._connection.execute(query.limit(limit).offset(offset)).all()
        return self._with_counts(rows)

    def entity(self, name: str) -> Entity | None:
        """Give an entity; None where no article mentions one of that id."""
        found = self._with_counts(self._connection.execute(select(entity).where(entity.c.entity == name)).all())
        return found[0] if found else None

    def naming(self, name: str, limit: int, offset: int = 0) -> tuple[Naming, ...]:
        """Give the articles that mention an entity, the last year first."""
        query = _articles().add_columns(mention.c.told)
        query = query.join(mention, mention.c.item == shown.c.item).where(mention.c.entity == name)
        query = query.order_by(shown.c.year.desc(), shown.c.sorted, shown.c.item).limit(limit).offset(offset)
        return tuple(
            Naming(listed=_row(row), told=msgspec.json.decode(row.told, type=Mention))
            for row in self._connection.execute(query)
        )

    def letters(self, kind: str) -> tuple[tuple[str, int], ...]:
        """Give the letters with which entities of a kind begin, in their order, each with how many begin so."""
        first = func.substr(entity.c.sorted, 1, _DECADE if kind == DATE else 1)
        query = select(first, func.count()).where(entity.c.kind == kind).group_by(first)
        rows = self._connection.execute(query.order_by(func.min(entity.c.sorted)))
        return tuple((_letter(kind, begins), n) for begins, n in rows)

    def told(self, name: str, most_articles: int = 1000) -> tuple[Mention, ...]:
        """Give what articles tell of an entity: names, identifiers, notes, places of work."""
        query = select(mention.c.told).where(mention.c.entity == name).order_by(mention.c.item).limit(most_articles)
        return tuple(msgspec.json.decode(told, type=Mention) for told in self._connection.scalars(query))

    def search(self, asked: str, limit: int, offset: int = 0, *, kept: Kept = _ALL) -> tuple[int, tuple[Listed, ...]]:
        """Give how many articles have all words that are asked for (at most 10,000 are counted), and some of them.

        A word is found in each of its forms; the last may be the beginning of one. ``kept`` keeps to a part.
        """
        total, numbers = searching.found(self._connection, asked, kept, limit=limit, offset=offset)
        columns = _articles().add_columns(shown.c.text).where(shown.c.item.in_(numbers))
        rows = {row.item: row for row in self._connection.execute(columns)} if numbers else {}
        return total, tuple(replace(_row(rows[n]), text=rows[n].text) for n in numbers if n in rows)

    def facets(self, asked: str, kept: Kept = _ALL) -> dict[str, tuple[tuple[Any, int], ...]]:
        """Give facet → (value, number of the articles found with it) of a search."""
        return {name: searching.counts(self._connection, asked, name, kept) for name in searching.FACETS}

    def searched(self) -> Iterator[tuple[Listed, str]]:
        """Give each article with its text, and the names that it is found by, the last year first."""
        query = _articles().add_columns(shown.c.text, shown.c.names)
        for row in self._connection.execute(query.order_by(shown.c.year.desc(), shown.c.sorted, shown.c.item)):
            yield replace(_row(row), text=row.text), row.names

    def values(self, facet: str) -> tuple[str, ...]:
        """Give all values that articles have of a facet."""
        column = shown.c[facet]
        return tuple(self._connection.scalars(select(column).where(column != "").distinct().order_by(column)))

    def journals(self) -> dict[str, Shown]:
        """Give the part of addresses that stands for each journal, with its newest article."""
        last = select(func.max(of_journal.c.issued)).group_by(of_journal.c.saying)
        query = select(shown.c.journal, shown.c.entry).join(of_journal, of_journal.c.item == shown.c.item)
        query = query.where(of_journal.c.issued.in_(last)).order_by(of_journal.c.issued)
        return {row.journal: _shown(row.entry) for row in self._connection.execute(query)}

    def journal(self, address: str) -> str:
        """Give the address that a journal has now, by any that it has had; empty where there is no such journal."""
        return self._connection.scalar(address_of(address)) or ""

    def near(self, identifier: str, limit: int = 50) -> tuple[str, ...]:
        """Give ids of articles that stand next to an identifier in the alphabet."""
        columns = select(item.c.article).where(item.c.reason.is_(None))
        after = columns.where(item.c.identifier >= identifier).order_by(item.c.identifier).limit(limit)
        before = columns.where(item.c.identifier < identifier).order_by(item.c.identifier.desc()).limit(limit)
        return (*self._connection.scalars(before), *self._connection.scalars(after))

    def near_entities(self, name: str, limit: int = 50) -> tuple[str, ...]:
        """Give ids of entities that stand next to an id in the alphabet."""
        after = select(entity.c.entity).where(entity.c.entity >= name).order_by(entity.c.entity).limit(limit)
        before = select(entity.c.entity).where(entity.c.entity < name).order_by(entity.c.entity.desc()).limit(limit)
        return (*self._connection.scalars(before), *self._connection.scalars(after))

    def sets(self, identifier: str) -> tuple[Set, ...]:
        """Give the sets that an article is in."""
        query = select(spec.c.spec, spec.c.name).join(item_set, item_set.c.spec == spec.c.number)
        query = query.join(item, item.c.number == item_set.c.item).where(item.c.identifier == identifier)
        return tuple(Set(spec=row.spec, name=row.name) for row in self._connection.execute(query.order_by(spec.c.spec)))

    def _with_counts(self, rows: Any) -> tuple[Entity, ...]:
        ids = [row.entity for row in rows]
        query = select(mention.c.entity, func.count()).where(mention.c.entity.in_(ids)).group_by(mention.c.entity)
        counts = {name: n for name, n in self._connection.execute(query)}
        return tuple(
            Entity(
                id=row.entity,
                kind=row.kind,
                name=Name(text=row.name, lang=row.lang),
                articles=counts[row.entity],
                inverted=row.inverted,
                letter=_letter(row.kind, row.sorted),
            )
            for row in rows
        )

    def _listed(self, query: Any) -> tuple[Listed, ...]:
        return tuple(_row(row) for row in self._connection.execute(query))


@contextmanager
def shelves(database: Database) -> Iterator[Shelves]:
    """Open one state of the catalogue for reading.

    Raises:
        StorageError: the database cannot be reached or read.
    """
    with database.reading() as connection:
        yield Shelves(connection)


def _issues(journal: str) -> Any:
    counted = select(
        shown.c.journal,
        shown.c.issue,
        func.max(shown.c.year).label("year"),
        func.count().label("articles"),
        func.max(shown.c.sorted).label("last"),
        func.min(shown.c.item).label("item"),
    ).where(shown.c.issue != "")
    if journal:
        counted = counted.where(shown.c.journal == journal)
    return counted.group_by(shown.c.journal, shown.c.issue).subquery()


def _letter(kind: str, sorted_by: str) -> str:
    return str(int(sorted_by[:_DECADE]) * 10 - BEFORE_ALL) if kind == DATE else sorted_by[:1]


def _articles() -> Any:
    columns = (shown.c.item, shown.c.entry, item.c.article, item.c.place)
    return select(*columns).join(item, item.c.number == shown.c.item)


def _row(row: Any) -> Listed:
    return Listed(article=row.article, datestamp=places.second(row.place), shown=_shown(row.entry))


def _shown(entry: bytes) -> Shown:
    return msgspec.json.decode(entry, type=Shown)
