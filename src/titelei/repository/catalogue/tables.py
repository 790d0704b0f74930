"""The catalogue's tables. All in them comes from the storage root, so tables of another shape are made anew."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
)

SCHEMA: Final = 6
"""The number of the shape that this file describes. Whoever changes the shape raises it."""

metadata: Final = MetaData()

state: Final = Table("state", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""``schema``, ``epoch`` (other when places are given anew), ``place`` (of the last change), ``formats`` (offered)."""

prefix: Final = Table(
    "prefix",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("prefix", Text, nullable=False, unique=True),
    Column("has_ids", Boolean, nullable=False),
)
"""Metadata prefixes by number. Two records with ``xml:id`` cannot stand in one answer: the ids may be the same."""

item: Final = Table(
    "item",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("identifier", Text, nullable=False, unique=True),
    Column("article", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("place", BigInteger, nullable=False, unique=True),
    Column("reason", Text),
    Column("title", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Index("item_article", "article"),
)
"""One row an article; ``reason`` is set while it is withdrawn."""

version: Final = Table(
    "version",
    metadata,
    Column("item", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("created", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("user_name", Text, nullable=False),
    sqlite_with_rowid=False,
)

record: Final = Table(
    "record",
    metadata,
    Column("key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("item", Integer, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Records in the order in which they are harvested; ``body`` is empty where the record is deleted."""

spec: Final = Table(
    "spec",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("spec", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
)
"""Sets by number. 0 stands for all records and has no row."""

item_set: Final = Table(
    "item_set",
    metadata,
    Column("item", Integer, primary_key=True, autoincrement=False),
    Column("spec", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

member: Final = Table(
    "member",
    metadata,
    Column("spec", Integer, primary_key=True, autoincrement=False),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Which records a set has; set 0 has all, so that they can be counted without reading them."""

tally: Final = Table(
    "tally",
    metadata,
    Column("spec", Integer, primary_key=True, autoincrement=False),
    Column("prefix", Integer, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("records", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How many records of a prefix a set has from each day, so that a list's size need not be counted out."""

shown: Final = Table(
    "shown",
    metadata,
    Column("item", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False),
    Column("journal", Text, nullable=False),
    Column("issue", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sorted", Text, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    Column("names", Text, nullable=False),
    Index("shown_year", "year", "sorted"),
    Index("shown_issue", "journal", "issue", "year", "sorted"),
)
"""Articles as lists show them (``entry``, JSON), the ``text`` and ``names`` that are searched; no withdrawn ones."""

mention: Final = Table(
    "mention",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("item", Integer, primary_key=True, autoincrement=False),
    Column("mentions", Integer, nullable=False),
    Column("is_author", Boolean, nullable=False),
    Column("told", LargeBinary, nullable=False),
    Index("mention_item", "item"),
    sqlite_with_rowid=False,
)
"""Which article names whom and what, how often, and what it tells of them (JSON)."""

entity: Final = Table(
    "entity",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("inverted", Text, nullable=False),
    Column("sorted", Text, nullable=False),
    Index("entity_kind", "kind", "sorted"),
    sqlite_with_rowid=False,
)
"""Entities that some article mentions, and subjects. An id that two articles share is one entity."""

saying: Final = Table(
    "saying",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("said", Text, nullable=False, unique=True),
    Column("own", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("saying_own", "own"),
)
"""What articles say of their journals (JSON): the address that this gives of its ``own``, and the journal's."""

of_journal: Final = Table(
    "of_journal",
    metadata,
    Column("item", Integer, primary_key=True, autoincrement=False),
    Column("saying", Integer, nullable=False),
    Column("stored", Text, nullable=False),
    Column("issued", Text, nullable=False),
    Index("of_journal_stored", "saying", "stored"),
    Index("of_journal_issued", "saying", "issued"),
)
"""Which article says what; both times sort, and no two articles have the same."""

_OF_A_DIALECT: Final = {
    "postgresql": (
        # Keeps a record's text in the row, beside its neighbours in the list, where it fits at all.
        "ALTER TABLE record SET (toast_tuple_target = 8160)",
        "ALTER TABLE record ALTER COLUMN body SET STORAGE MAIN",
        "CREATE TABLE search (item integer PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX search_words ON search USING gin (words)",
    ),
    "sqlite": (
        "CREATE VIRTUAL TABLE search USING fts5"
        "(title, authors, names, abstract, forms, tokenize = 'unicode61 remove_diacritics 2')",
    ),
}
_BESIDE: Final = ("search", "alembic_version")
"""Tables that are not described here: the one above, and where early catalogues kept the number of their shape."""


def schema(connection: Connection) -> int | None:
    """Give the number of the shape that the tables have, 0 where they are older than numbers; None without tables."""
    if not inspect(connection).has_table(state.name):
        return None
    return int(connection.scalar(select(state.c.value).where(state.c.name == "schema")) or "0")


def are_whole(connection: Connection) -> bool:
    """Tell whether none of the tables is lost."""
    return {*metadata.tables, _BESIDE[0]} <= set(inspect(connection).get_table_names())


def make(connection: Connection) -> None:
    """Make the tables, empty, in place of those of another shape."""
    if schema(connection) is not None:
        metadata.drop_all(connection)
        for table in _BESIDE:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    # A table of one of these names that is not ours is left alone: the database then refuses to make another.
    metadata.create_all(connection, checkfirst=False)
    for statement in _OF_A_DIALECT[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    connection.execute(insert(state).values(name="schema", value=str(SCHEMA)))
