"""Whose a record at a target is: whether another article has its address, or it bears another one's identifier."""

import re
from collections.abc import Iterable
from typing import Final

from titelei.deposit.errors import RefusedError
from titelei.deposit.ledger.rows import Row
from titelei.deposit.values import Item, State
from titelei.messages import say

_VERSION: Final = re.compile(r"v\d+$")


def owner(rows: Iterable[Row], target: str, article: str, *addresses: str) -> str:
    """Give the other article of the ledger that has one of these addresses, or the identifier in it; else empty."""
    wanted = {_plain(address) for address in addresses if address}
    named = wanted | {each.rpartition("/")[2] for each in wanted}
    for row in rows:
        if row.target != target or row.article == article or row.state is State.WITHDRAWN:
            continue
        if not wanted.isdisjoint(map(_plain, row.links.values())) or not named.isdisjoint(row.identifiers.values()):
            return row.article
    return ""


def refuse_another(identifiers: Iterable[str], item: Item, address: str) -> None:
    """Hold a record to bearing the item's identifier, or none of ours.

    Raises:
        RefusedError: it bears that of another of our articles.
    """
    given = set(identifiers)
    ours = f"{item.object_id.rpartition(':')[0]}:"
    others = sorted(each for each in given if each.startswith(ours) and each != item.object_id)
    if others and item.object_id not in given and item.page not in given:
        raise RefusedError(
            say(
                "{address} is the record of {others}, not of {article}. Nothing was changed there. Run "
                "the command again with the address of the record of {article}: {advice}.",
                address=address,
                others=others[0],
                article=item.article,
                advice=advice(item, "ADDRESS"),
            )
        )


def advice(item: Item, found: str) -> str:
    """Give the command that settles by hand what became of an item."""
    return say("titelei deposit {path} --to … --found {found}", path=item.path or item.article, found=found)


def _plain(address: str) -> str:
    return _VERSION.sub("", address.rstrip("/").removesuffix("/draft"))
