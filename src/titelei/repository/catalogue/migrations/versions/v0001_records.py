"""Items, versions, records, sets."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None


def upgrade() -> None:
    """Make the tables."""
    big = sa.BigInteger().with_variant(sa.Integer, "sqlite")

    def number(name: str) -> sa.Column[int]:
        return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)

    op.create_table("state", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "prefix",
        number("number"),
        sa.Column("prefix", sa.Text, nullable=False, unique=True),
        sa.Column("has_ids", sa.Boolean, nullable=False),
    )
    op.create_table(
        "item",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("identifier", sa.Text, nullable=False, unique=True),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("place", sa.BigInteger, nullable=False, unique=True),
        sa.Column("reason", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("rights", sa.Text, nullable=False),
    )
    op.create_table(
        "version",
        number("item"),
        number("number"),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("user_name", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record",
        sa.Column("key", big, primary_key=True, autoincrement=False),
        sa.Column("item", sa.Integer, nullable=False),
        sa.Column("header", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "spec",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("spec", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table("item_set", number("item"), number("spec"), sqlite_with_rowid=False)
    op.create_table(
        "member",
        number("spec"),
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally",
        number("spec"),
        number("prefix"),
        number("day"),
        sa.Column("records", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        # Keeps a record's text in the row, beside its neighbours in the list, where it fits at all.
        op.execute("ALTER TABLE record SET (toast_tuple_target = 8160)")
        op.execute("ALTER TABLE record ALTER COLUMN body SET STORAGE MAIN")


def downgrade() -> None:
    """Drop the tables; ``titelei repository rebuild`` makes their content anew."""
    for table in ("tally", "member", "item_set", "spec", "record", "version", "item", "prefix", "state"):
        op.drop_table(table)
