"""Writing what readers see: lists, mentions, the search index. Called with each item that is written."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, delete, exists, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from titelei.characters import tags
from titelei.repository.catalogue.forms import forms
from titelei.repository.catalogue.shown import Mention, Shown, folded, searched
from titelei.repository.catalogue.tables import entity, mention, shown

_LONGEST_VECTOR: Final = 200_000
"""Letters of a text that PostgreSQL's index is given: a tsvector holds less than a megabyte."""

_INSERT: Final = {
    "sqlite": "INSERT INTO search (rowid, title, authors, names, abstract, forms) "
    "VALUES (:item, :title, :authors, :names, :abstract, :forms)",
    "postgresql": "INSERT INTO search (item, words) VALUES (:item, "
    "setweight(to_tsvector('simple', :title), 'A') || setweight(to_tsvector('simple', :authors), 'B') || "
    "setweight(to_tsvector('simple', :names), 'C') || "
    "setweight(to_tsvector('simple', :abstract || ' ' || :forms), 'D'))",
}


def clear(connection: Connection) -> None:
    """Forget all articles."""
    for table in (shown, mention, entity):
        connection.execute(delete(table))
    connection.execute(text("DELETE FROM search"))


def remove(connection: Connection, number: int) -> None:
    """Forget one article, and the entities that no other mentions."""
    mine = list(connection.scalars(select(mention.c.entity).where(mention.c.item == number)))
    connection.execute(delete(shown).where(shown.c.item == number))
    connection.execute(delete(mention).where(mention.c.item == number))
    key = "rowid" if connection.dialect.name == "sqlite" else "item"
    connection.execute(text(f"DELETE FROM search WHERE {key} = :item"), {"item": number})
    if mine:
        others = exists().where(mention.c.entity == entity.c.entity)
        connection.execute(delete(entity).where(entity.c.entity.in_(mine), ~others))


def move(connection: Connection, number: int, journal: str) -> None:
    """Give an article, where it is shown, another address of its journal."""
    entry = connection.scalar(select(shown.c.entry).where(shown.c.item == number))
    if entry is not None:
        article = replace(msgspec.json.decode(entry, type=Shown), journal=journal)
        moved = {"journal": journal, "sorted": article.order, "entry": msgspec.json.encode(article)}
        connection.execute(update(shown).where(shown.c.item == number).values(moved))


def add(connection: Connection, articles: Iterable[tuple[int, Shown]]) -> None:
    """Write articles by their items' numbers; none of them is there yet."""
    rows: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    entities: dict[str, dict[str, Any]] = {}
    for number, article in articles:
        rows.append(_row(number, article))
        words.append(_words(number, article))
        for each in {m.entity: m for m in article.mentions}.values():
            mentions.append(_mention(number, each))
            entities.setdefault(each.entity, _entity(each))
    if not rows:
        return
    connection.execute(insert(shown), rows)
    connection.execute(text(_INSERT[connection.dialect.name]), words)
    if mentions:
        connection.execute(insert(mention), mentions)
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(entity).on_conflict_do_nothing(), list(entities.values()))


def _row(number: int, article: Shown) -> dict[str, Any]:
    # What has a column or table of its own is not kept twice.
    kept = replace(article, abstract="", names="", mentions=())
    return {
        "item": number,
        "year": article.year,
        "journal": article.journal,
        "issue": article.issue,
        "language": tags.primary(article.language),
        "kind": article.kind,
        "sorted": article.order,
        "entry": msgspec.json.encode(kept),
        "text": article.abstract,
        "names": article.names,
    }


def _words(number: int, article: Shown) -> dict[str, Any]:
    titles = (article.title, *article.other_titles)
    return {
        "item": number,
        "title": _searched(*(title.text for title in titles)),
        "authors": _searched(*(name.text for name in article.authors)),
        "names": _searched(article.names),
        "abstract": _searched(article.abstract),
        "forms": forms((*(title.text for title in titles), article.abstract))[:_LONGEST_VECTOR],
    }


def _searched(*texts: str) -> str:
    return " ".join(word for text in texts for word in searched(text))[:_LONGEST_VECTOR]


def _mention(number: int, each: Mention) -> dict[str, Any]:
    return {
        "entity": each.entity,
        "item": number,
        "mentions": each.mentions,
        "is_author": each.is_author,
        "told": msgspec.json.encode(each),
    }


def _entity(each: Mention) -> dict[str, Any]:
    name = each.names[0]
    return {
        "entity": each.entity,
        "kind": each.kind,
        "name": name.text,
        "lang": name.lang,
        "inverted": each.inverted,
        "sorted": each.sorted or folded(each.inverted or name.text),
    }
