"""The catalogue: what the repository holds, as harvesters and readers ask for it, rebuilt from the root at will.

The command line imports this on every run, so nothing here imports the database's library before it is needed.
"""

from titelei.repository.catalogue.catalogue import Catalogue
from titelei.repository.catalogue.item import TOMBSTONE, Item, Set, drafts, is_public, is_withdrawn, message_of

__all__ = ["TOMBSTONE", "Catalogue", "Item", "Set", "drafts", "is_public", "is_withdrawn", "message_of"]
