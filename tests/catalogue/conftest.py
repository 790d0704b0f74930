"""Fixtures of this folder."""

from catalogue.fixtures import catalogue, database, postgres_socket

__all__ = ["catalogue", "database", "postgres_socket"]
