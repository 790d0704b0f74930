"""What readers see: articles in lists, mentions of entities, search."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"


def upgrade() -> None:
    """Make the tables; their content comes from the storage root."""
    op.create_table(
        "shown",
        sa.Column("item", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("journal", sa.Text, nullable=False),
        sa.Column("issue", sa.Text, nullable=False),
        sa.Column("sorted", sa.Text, nullable=False),
        sa.Column("entry", sa.LargeBinary, nullable=False),
    )
    op.create_index("shown_year", "shown", ["year", "sorted"])
    op.create_index("shown_issue", "shown", ["journal", "issue", "year", "sorted"])
    op.create_table(
        "mention",
        sa.Column("entity", sa.Text, primary_key=True),
        sa.Column("item", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mentions", sa.Integer, nullable=False),
        sa.Column("names", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("mention_item", "mention", ["item"])
    op.create_table(
        "entity",
        sa.Column("entity", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("lang", sa.Text, nullable=False),
        sa.Column("sorted", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("entity_kind", "entity", ["kind", "sorted"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE search (item integer PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX search_words ON search USING gin (words)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5"
            "(title, authors, names, abstract, tokenize = 'unicode61 remove_diacritics 2')"
        )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("search", "entity", "mention", "shown"):
        op.drop_table(table)
