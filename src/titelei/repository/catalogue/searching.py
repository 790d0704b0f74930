"""What a search finds, and what it can be kept to: a year, a journal, a language, a kind of article."""

import re
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, text

from titelei.repository.catalogue.forms import Term, terms

MOST_WORDS: Final = 12
MOST_COUNTED: Final = 10_000
FACETS: Final = ("year", "journal", "language", "kind")
"""Columns of the table of what is shown by which a search can be kept to a part of what it found."""

_REGISTER: Final = re.compile(r"https?://(?:dx\.)?(?:doi|orcid)\.org/", re.IGNORECASE)
_ITEM: Final = {"sqlite": "rowid", "postgresql": "item"}
_MATCHES: Final = {
    "sqlite": "search WHERE search MATCH :words",
    "postgresql": "search WHERE words @@ to_tsquery('simple', :words)",
}
_RANK: Final = {
    "sqlite": "bm25(search, 10.0, 6.0, 3.0, 1.0, 1.0)",
    "postgresql": "ts_rank('{0.1, 0.3, 0.6, 1.0}', words, to_tsquery('simple', :words)) DESC",
}

Kept = Mapping[str, str | int]
"""Facet → the one value that a search keeps to."""


def words(asked: str) -> tuple[Term, ...]:
    """Give the words of a question as they are searched; letters and digits only, so that none is an operator.

    Of the address of a DOI or an ORCID iD the number is asked for.
    """
    return terms(_REGISTER.sub(" ", asked))[:MOST_WORDS]


def found(connection: Connection, asked: str, kept: Kept, *, limit: int, offset: int) -> tuple[int, list[int]]:
    """Give how many articles have all words (at most 10,000 are counted), and the items of some, the best first."""
    dialect = connection.dialect.name
    query = _query(asked, dialect)
    if not query:
        return 0, []
    hits, asking = _hits(dialect, kept), {"words": query, **kept}
    counted = text(f"SELECT count(*) FROM (SELECT 1 FROM {hits} LIMIT :most) AS found")
    total = connection.scalar(counted, {**asking, "most": MOST_COUNTED}) or 0
    if not total:
        return 0, []
    item = _ITEM[dialect]
    ranked = text(f"SELECT {item} AS item FROM {hits} ORDER BY {_RANK[dialect]}, {item} LIMIT :limit OFFSET :offset")
    return total, list(connection.scalars(ranked, {**asking, "limit": limit, "offset": offset}))


def counts(connection: Connection, asked: str, facet: str, kept: Kept) -> tuple[tuple[Any, int], ...]:
    """Give (value, number of articles found with it) of a facet, under all that the search keeps to in other facets."""
    dialect = connection.dialect.name
    query = _query(asked, dialect)
    if not query:
        return ()
    assert facet in FACETS
    others = {name: value for name, value in kept.items() if name != facet}
    order = f"shown.{facet} DESC" if facet == "year" else f"count(*) DESC, shown.{facet}"
    statement = text(
        f"SELECT shown.{facet}, count(*) FROM (SELECT {_ITEM[dialect]} AS item FROM {_hits(dialect, others)} "
        f"LIMIT :most) AS found JOIN shown ON shown.item = found.item GROUP BY shown.{facet} ORDER BY {order}"
    )
    rows = connection.execute(statement, {"words": query, "most": MOST_COUNTED, **others})
    return tuple((value, n) for value, n in rows)


def _hits(dialect: str, kept: Kept) -> str:
    if not kept:
        return _MATCHES[dialect]
    condition = " AND ".join(f"{name} = :{name}" for name in FACETS if name in kept)
    return f"{_MATCHES[dialect]} AND {_ITEM[dialect]} IN (SELECT item FROM shown WHERE {condition})"


def _query(asked: str, dialect: str) -> str:
    """Write a question in the language of the database; empty where it has no word."""
    found_words = words(asked)
    if dialect == "sqlite":
        each = [f'("{term.word}" OR forms : "{term.form}")' for term in found_words[:-1]]
        return " AND ".join([*each, *(f'("{term.word}"* OR forms : "{term.form}")' for term in found_words[-1:])])
    each = [f"('{term.word}' | '{term.form}')" for term in found_words[:-1]]
    return " & ".join([*each, *(f"('{term.word}':* | '{term.form}')" for term in found_words[-1:])])
