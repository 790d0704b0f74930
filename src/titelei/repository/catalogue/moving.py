"""Moving an item's records as they are from one set to another, and to another place in the order of change."""

import re
from collections import Counter
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from titelei.repository.catalogue import places
from titelei.repository.catalogue.item import stamp
from titelei.repository.catalogue.tables import item, item_set, member, prefix, record, spec

_ALL: Final = 0
_DATESTAMP: Final = re.compile(rb"(?<=<datestamp>)[^<]*")


def move(
    connection: Connection, number: int, kind: str, into: int, place: int | None, counts: Counter[tuple[int, int, int]]
) -> set[int]:
    """Move an item into the set ``into``, out of the one whose setSpec begins with ``kind``; give what it left.

    ``place`` is where its records stand from now on, None where they stay. ``counts`` gets what each list changes by.
    """
    before = connection.scalar(select(item.c.place).where(item.c.number == number)) or 0
    after = before if place is None else place
    rows = connection.execute(
        select(spec.c.number, spec.c.spec)
        .join(item_set, item_set.c.spec == spec.c.number)
        .where(item_set.c.item == number)
    ).all()
    left = {row.number: row.spec for row in rows if row.spec.startswith(kind)}
    kept = [row.number for row in rows if row.number not in left]
    name = connection.execute(select(spec.c.spec).where(spec.c.number == into)).scalar_one()
    numbers = connection.scalars(select(prefix.c.number)).all()
    keys = {places.key(each, before): each for each in numbers}
    records = connection.execute(select(record).where(record.c.key.in_(keys))).all()
    had, has = [_ALL, *kept, *left], [_ALL, *kept, into]
    connection.execute(delete(record).where(record.c.key.in_(keys)))
    connection.execute(delete(member).where(member.c.spec.in_(had), member.c.key.in_(keys)))
    connection.execute(delete(item_set).where(item_set.c.item == number, item_set.c.spec.in_(left)))
    connection.execute(insert(item_set).values(item=number, spec=into))
    connection.execute(update(item).where(item.c.number == number).values(place=after))
    moved, members = [], []
    for each in records:
        key = places.key(keys[each.key], after)
        header = bytes(each.header)
        for old in left.values():
            header = header.replace(f"<setSpec>{old}</setSpec>".encode(), f"<setSpec>{name}</setSpec>".encode())
        header = _DATESTAMP.sub(stamp(places.second(after)).encode(), header)
        moved.append({"key": key, "item": number, "header": header, "body": each.body})
        members += [{"spec": one, "key": key} for one in has]
        for one, at, by in (*((one, before, -1) for one in had), *((one, after, 1) for one in has)):
            counts[(one, keys[each.key], places.second(at) // places.DAY)] += by
    if moved:
        connection.execute(insert(record), moved)
        connection.execute(insert(member), members)
    return set(left)
