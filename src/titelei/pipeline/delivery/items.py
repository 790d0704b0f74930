"""What is sent of an article: what our own repository holds of it, so that the receipt lies beside it."""

from typing import Final

import msgspec

from titelei.deposit import package
from titelei.deposit.description import describe
from titelei.deposit.values import Item, digest
from titelei.errors import UsageError
from titelei.messages import say
from titelei.pipeline.delivery.counter import Office
from titelei.repository.catalogue.item import RECEIPT, TOMBSTONE, Tombstone
from titelei.repository.ocfl import Repository
from titelei.settings import Settings

RECEIPTS: Final = "receipts/"


def read_item(repository: Repository, object_id: str, settings: Settings, *, version: str | None = None) -> Item:
    """Read what is to be sent of an object: its newest content, or that of a version.

    Raises:
        UsageError: there is no such object.
        StorageError: a file of it is damaged.
    """
    number = version or newest_version(repository, object_id)
    files = dict(repository.get(object_id, number, wanted=_is_sent))
    message = next(v.message for v in repository.log(object_id) if v.number == number)
    return as_item(object_id, number, files, settings, message)


def as_item(object_id: str, version: str, files: dict[str, bytes], settings: Settings, message: str) -> Item:
    """Give files as what is sent of an object.

    Raises:
        UsageError: the facts are not among them, from which targets are told title and authors.
    """
    article = object_id.rpartition(":")[2]
    facts = files.get(f"out/{article}.facts.xml")
    if facts is None:
        raise UsageError(
            say(
                "{article} has no facts.xml, from which targets are told title and authors. Take facts "
                "into [render] formats.",
                article=article,
            )
        )
    return Item(
        article=article,
        object_id=object_id,
        version=version,
        digest=digest({path: data for path, data in files.items() if package.counts(path)}),
        page=f"{settings.edition.base_url}articles/{article}",
        message=message,
        description=describe(facts, publisher=settings.publisher.name),
        files=files,
        path=_path(article, settings),
    )


def newest_version(repository: Repository, object_id: str) -> str:
    """Give the newest version that changed the content; those after it brought receipts, or a withdrawal."""
    log = repository.log(object_id)
    telling = [v.number for v in log if any(package.counts(path) for path in v.changed)]
    return telling[-1] if telling else log[-1].number


def tombstone(repository: Repository, object_id: str) -> Tombstone | None:
    """Give what says that an object is withdrawn; None where it is not, or where there is no such object."""
    try:
        found = dict(repository.get(object_id, wanted=lambda path: path == TOMBSTONE))
    except UsageError:
        return None
    return msgspec.json.decode(found[TOMBSTONE], type=Tombstone) if found else None


def keep_receipt(item: Item, settings: Settings, at: Office) -> None:
    """Put the receipt into the article's object, if there is a new one."""
    receipt = at.desk.receipt(item)
    if receipt is None:
        return
    folder = f"{RECEIPTS}{at.desk.name}/"
    there = dict(at.catalogue.repository.get(item.object_id, wanted=lambda path: path.startswith(folder)))
    same = next((path for path, data in there.items() if data == receipt), "")
    path = same or f"{folder}{len(there) + 1}.json"
    if not same:
        at.catalogue.add(
            item.object_id,
            {path: receipt},
            message=f"{RECEIPT}{at.desk.name}",
            user=settings.repository.user,
            now=at.clock,
        )
    at.ledger.receipted(at.desk.name, item.article, path)


def _path(article: str, settings: Settings) -> str:
    file = settings.articles / f"{article}.xml"
    return str(file.relative_to(settings.root) if file.is_relative_to(settings.root) else file)


def _is_sent(path: str) -> bool:
    return not path.startswith(RECEIPTS) and path != TOMBSTONE
