"""Articles by their id alone, which those from an earlier domain are found by, too."""

from typing import Final

from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"


def upgrade() -> None:
    """Make the index."""
    op.create_index("item_article", "item", ["article"])


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("item_article")
