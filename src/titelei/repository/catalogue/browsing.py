"""Reading the catalogue as a reader does: articles of a year or issue, whom they name, what a search finds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, func, select, text

from titelei.repository.catalogue import places
from titelei.repository.catalogue.database import Database
from titelei.repository.catalogue.forms import Term, terms
from titelei.repository.catalogue.item import Set
from titelei.repository.catalogue.reading import Snapshot
from titelei.repository.catalogue.shown import Mention, Name, Shown
from titelei.repository.catalogue.tables import entity, item, item_set, mention, shown, spec

KINDS: Final = ("person", "organisation", "place", "event", "document", "subject")
MOST_WORDS: Final = 12
_MOST_COUNTED: Final = 10_000

_REGISTER: Final = re.compile(r"https?://(?:dx\.)?(?:doi|orcid)\.org/", re.IGNORECASE)

_IN_YEAR: Final = "(CAST(:year AS integer) < 0 OR {item} IN (SELECT item FROM shown WHERE year = :year))"
_HITS: Final = {
    "sqlite": f"search WHERE search MATCH :words AND {_IN_YEAR.format(item='rowid')}",
    "postgresql": f"search WHERE words @@ to_tsquery('simple', :words) AND {_IN_YEAR.format(item='item')}",
}
_SEARCH: Final = {
    "sqlite": f"SELECT rowid AS item FROM {_HITS['sqlite']} "
    "ORDER BY bm25(search, 10.0, 6.0, 3.0, 1.0, 1.0), rowid LIMIT :limit OFFSET :offset",
    "postgresql": f"SELECT item FROM {_HITS['postgresql']} "
    "ORDER BY ts_rank('{0.1, 0.3, 0.6, 1.0}', words, to_tsquery('simple', :words)) DESC, item "
    "LIMIT :limit OFFSET :offset",
}
_COUNT: Final = {
    dialect: f"SELECT count(*) FROM (SELECT 1 FROM {hits} LIMIT :most) AS found" for dialect, hits in _HITS.items()
}
_BY_YEAR: Final = {
    dialect: f"SELECT shown.year, count(*) FROM (SELECT {item} AS item FROM {_HITS[dialect]} LIMIT :most) AS found "
    "JOIN shown ON shown.item = found.item GROUP BY shown.year ORDER BY shown.year DESC"
    for dialect, item in (("sqlite", "rowid"), ("postgresql", "item"))
}
_ANY_YEAR: Final = -1


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
    """An entity, and how many articles mention it; ``inverted`` is a person's name with the surname first."""

    id: str
    kind: str
    name: Name
    articles: int
    inverted: str = ""


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
        first = func.substr(entity.c.sorted, 1, 1)
        query = select(first, func.count()).where(entity.c.kind == kind).group_by(first)
        return tuple((letter, n) for letter, n in self._connection.execute(query.order_by(func.min(entity.c.sorted))))

    def told(self, name: str, most_articles: int = 1000) -> tuple[Mention, ...]:
        """Give what articles tell of an entity: names, identifiers, notes, places of work."""
        query = select(mention.c.told).where(mention.c.entity == name).order_by(mention.c.item).limit(most_articles)
        return tuple(msgspec.json.decode(told, type=Mention) for told in self._connection.scalars(query))

    def search(
        self, asked: str, limit: int, offset: int = 0, *, year: int = _ANY_YEAR
    ) -> tuple[int, tuple[Listed, ...]]:
        """Give how many articles have all words that are asked for (at most 10,000 are counted), and some of them.

        A word is found in each of its forms; the last may be the beginning of one. ``year`` keeps to one.
        """
        query = _query(asked, self._connection.dialect.name)
        if not query:
            return 0, ()
        dialect = self._connection.dialect.name
        asking: dict[str, Any] = {"words": query, "year": year}
        total = self._connection.scalar(text(_COUNT[dialect]), {**asking, "most": _MOST_COUNTED}) or 0
        if not total:
            return 0, ()
        numbers = list(self._connection.scalars(text(_SEARCH[dialect]), {**asking, "limit": limit, "offset": offset}))
        found = _articles().add_columns(shown.c.text).where(shown.c.item.in_(numbers))
        rows = {row.item: row for row in self._connection.execute(found)}
        return total, tuple(replace(_row(rows[n]), text=rows[n].text) for n in numbers if n in rows)

    def years_of(self, asked: str) -> tuple[tuple[int, int], ...]:
        """Give (year, number of the articles found in it) of a search, the last year first."""
        dialect = self._connection.dialect.name
        query = _query(asked, dialect)
        if not query:
            return ()
        asking = {"words": query, "year": _ANY_YEAR, "most": _MOST_COUNTED}
        return tuple((year, n) for year, n in self._connection.execute(text(_BY_YEAR[dialect]), asking))

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


def words(asked: str) -> tuple[Term, ...]:
    """Give the words of a question as they are searched; letters and digits only, so that none is an operator.

    Of the address of a DOI or an ORCID iD the number is asked for.
    """
    return terms(_REGISTER.sub(" ", asked))[:MOST_WORDS]


def _query(asked: str, dialect: str) -> str:
    """Write a question in the language of the database; empty where it has no word."""
    found = words(asked)
    if dialect == "sqlite":
        each = [f'("{term.word}" OR forms : "{term.form}")' for term in found[:-1]]
        return " AND ".join([*each, *(f'("{term.word}"* OR forms : "{term.form}")' for term in found[-1:])])
    each = [f"('{term.word}' | '{term.form}')" for term in found[:-1]]
    return " & ".join([*each, *(f"('{term.word}':* | '{term.form}')" for term in found[-1:])])


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


def _articles() -> Any:
    columns = (shown.c.item, shown.c.entry, item.c.article, item.c.place)
    return select(*columns).join(item, item.c.number == shown.c.item)


def _row(row: Any) -> Listed:
    return Listed(article=row.article, datestamp=places.second(row.place), shown=_shown(row.entry))


def _shown(entry: bytes) -> Shown:
    return msgspec.json.decode(entry, type=Shown)
