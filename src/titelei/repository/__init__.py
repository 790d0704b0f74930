"""The embedded repository: an OCFL 1.1 storage root of our own writing."""

from titelei.repository.history import Version
from titelei.repository.store import Repository, Stored

__all__ = ["Repository", "Stored", "Version"]
