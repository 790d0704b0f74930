"""Migrations of the catalogue (alembic): each takes its tables from one release's shape to the next."""
