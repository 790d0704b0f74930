"""What the targets are told of an article, as they are told it, by the column of the table of parity that reads it."""

import json

from titelei.deposit.description import describe
from titelei.deposit.package import object_id
from titelei.deposit.targets import atom, eprints, invenio_metadata
from titelei.deposit.values import Attachment, Item

_NO_FILE = Attachment(name="article.zip", media_type="application/zip", data=b"")


def documents(facts: bytes, article_id: str, *, domain: str, page: str, publisher: str) -> dict[str, bytes]:
    """Give metadata for InvenioRDM, an entry of SWORD and EPrints' own XML, without files, each by its name.

    Raises:
        ValueError: they are no facts.
    """
    item = Item(
        article=article_id,
        object_id=object_id(domain, article_id),
        version="v1",
        digest="",
        page=page,
        message="",
        description=describe(facts, publisher=publisher),
        files={},
    )
    return {
        "invenio-rdm": json.dumps(invenio_metadata.metadata(item), ensure_ascii=False).encode(),
        "sword-entry": atom.entry(item),
        "eprints-xml": eprints.document(item, _NO_FILE),
    }
