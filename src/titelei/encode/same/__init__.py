"""One article on several pages: whether drafts are of one article, and one draft made of two."""

from titelei.encode.same.identity import Articles, Identity, identity, of_bytes
from titelei.encode.same.join import join

__all__ = ["Articles", "Identity", "identity", "join", "of_bytes"]
