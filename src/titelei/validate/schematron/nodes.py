"""The document at hand as Saxon's node, which is built once for all that is asked of it."""

from functools import lru_cache

from titelei.engine import saxon
from titelei.read import Document
from titelei.validate import schematron


@lru_cache(maxsize=1)
def of(document: Document) -> saxon.Node:
    """Give a document as Saxon's; that of the last one is kept.

    Raises:
        DocumentError: Saxon's parser refuses what libxml2 took.
    """
    return schematron.parsed(document)
