"""The journals in the catalogue: what articles say of them, and the address that each journal has for all of these.

The address is the one that the name gives which the article uses that was published here first: what comes later moves
no journal. A journal's set is called as its newest article calls it. Both come from the articles alone, so that a
catalogue that is made anew says the same.
"""

from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, delete, exists, func, insert, select, update

from titelei.repository.catalogue import journals
from titelei.repository.catalogue.item import Item
from titelei.repository.catalogue.journals import Said
from titelei.repository.catalogue.tables import of_journal, saying

_UNUSED: Final = ~exists().where(of_journal.c.saying == saying.c.number)


def _of_saying(which: Any) -> Any:
    return select(which).where(of_journal.c.saying == saying.c.number).scalar_subquery()


_SAYINGS: Final = select(
    saying.c.number,
    saying.c.said,
    saying.c.address,
    _of_saying(func.min(of_journal.c.stored)).label("first"),
    _of_saying(func.max(of_journal.c.issued)).label("last"),
).where(~_UNUSED)


class Settled(NamedTuple):
    """How journals stand: address → name of each, and (item, new address) of articles that are to move."""

    names: dict[str, str]
    moved: tuple[tuple[int, str], ...]


class Journals:
    """What articles say of their journals, through one connection, in its transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        rows = connection.execute(select(saying.c.number, saying.c.said, saying.c.address)).all()
        self._known: dict[Said, tuple[int, str]] = {_said(row.said): (row.number, row.address) for row in rows}

    def placed(self, item: Item) -> Item:
        """Give an item with the address that its journal has by now."""
        if item.journal is None:
            return item
        known = self._known.get(item.journal)
        return item.in_journal(item.journal.address if known is None else known[1])

    def note(self, items: list[tuple[int, Item]]) -> None:
        """Write what articles say, by their items' numbers, in place of what these said before."""
        self._connection.execute(delete(of_journal).where(of_journal.c.item.in_([number for number, _ in items])))
        rows = [
            {
                "item": number,
                "saying": self._number(item.journal),
                "stored": item.stored,
                "issued": f"{item.issued if item.reason is None else ''} {item.stored}",
            }
            for number, item in items
            if item.journal is not None
        ]
        if rows:
            self._connection.execute(insert(of_journal), rows)

    def settle(self) -> Settled:
        """Find which sayings are of one journal; write the address of each, and give what follows for articles."""
        self._connection.execute(delete(saying).where(_UNUSED))
        names, addresses = standing(self._connection)
        moved: list[tuple[int, str]] = []
        for number, (before, after) in addresses.items():
            if before != after:
                self._connection.execute(update(saying).where(saying.c.number == number).values(address=after))
                of = select(of_journal.c.item).where(of_journal.c.saying == number).order_by(of_journal.c.item)
                moved += [(item, after) for item in self._connection.scalars(of)]
        return Settled(names, tuple(moved))

    def _number(self, said: Said) -> int:
        if said not in self._known:
            made = insert(saying).values(said=_text(said), own=said.address, address=said.address)
            number = self._connection.execute(made.returning(saying.c.number)).scalar_one()
            self._known[said] = (number, said.address)
        return self._known[said][0]


def standing(connection: Connection) -> tuple[dict[str, str], dict[int, tuple[str, str]]]:
    """Give address → name of each journal, and saying → its address as it is written, and as it should be."""
    rows = connection.execute(_SAYINGS).all()
    said = [_said(row.said) for row in rows]
    of_one: dict[int, list[int]] = {}
    for place, journal in enumerate(journals.groups(said)):
        of_one.setdefault(journal, []).append(place)
    names: dict[str, str] = {}
    addresses: dict[int, tuple[str, str]] = {}
    for places in of_one.values():
        address = said[min(places, key=lambda place: rows[place].first)].address
        names[address] = said[max(places, key=lambda place: rows[place].last)].title
        addresses |= {rows[place].number: (rows[place].address, address) for place in places}
    return names, addresses


def said_of(connection: Connection, number: int) -> tuple[Said | None, str]:
    """Give what an item says of its journal, and when it was published."""
    query = select(saying.c.said, of_journal.c.issued).join(of_journal, of_journal.c.saying == saying.c.number)
    row = connection.execute(query.where(of_journal.c.item == number)).one_or_none()
    return (None, "") if row is None else (_said(row.said), row.issued.partition(" ")[0])


def address_of(own: str) -> Select[tuple[str]]:
    """Ask for the address of the journal of which some article's own words give the address ``own``."""
    return select(saying.c.address).where(saying.c.own == own).limit(1)


def _text(said: Said) -> str:
    return msgspec.json.encode(said).decode()


def _said(text: str) -> Said:
    return msgspec.json.decode(text, type=Said)
