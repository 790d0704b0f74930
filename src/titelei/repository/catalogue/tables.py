"""The catalogue's tables. ``migrations/`` makes them; these descriptions are for queries."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, MetaData, Table, Text

metadata: Final = MetaData()

state: Final = Table("state", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""``epoch`` (changes when the places are given anew), ``place`` (of the last change), ``formats`` (what is offered)."""

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
    Column("article", Text, nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("place", BigInteger, nullable=False, unique=True),
    Column("reason", Text),
    Column("title", Text, nullable=False),
    Column("rights", Text, nullable=False),
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
    Column("sorted", Text, nullable=False),
    Column("entry", LargeBinary, nullable=False),
)
"""Articles as lists show them (``entry``, JSON); withdrawn ones are not there."""

mention: Final = Table(
    "mention",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("item", Integer, primary_key=True, autoincrement=False),
    Column("mentions", Integer, nullable=False),
    Column("names", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Which article names whom and what, how often, and under which names (JSON)."""

entity: Final = Table(
    "entity",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("sorted", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Entities that some article mentions. An id that two articles share is one entity."""
