"""The embedded repository: an OCFL 1.1 storage root of our own writing."""

from titelei.repository.ocfl.history import Version
from titelei.repository.ocfl.store import Repository
from titelei.repository.ocfl.stored import Stored

__all__ = ["Repository", "Stored", "Version"]
