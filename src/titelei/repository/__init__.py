"""The embedded repository: an OCFL 1.1 storage root of our own writing."""

from titelei.repository.history import Version
from titelei.repository.store import Repository
from titelei.repository.stored import Stored

__all__ = ["Repository", "Stored", "Version"]
