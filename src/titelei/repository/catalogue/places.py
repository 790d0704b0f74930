"""Places in the order of change: one number that holds datestamp and turn, and one more that holds the prefix, too.

A *place* is ``datestamp in seconds · 2^20 + turn``, where the turn counts the changes within one second. Changes are
made one at a time and places only grow, so a record that is changed while a list is being read always comes after
all that the reader has had: the order by datestamp and *identifier* would lose one that is changed in the second
that the reader has just reached. A *key* is ``number of the prefix · 2^54 + place``: the records of one prefix lie
together on disk, in the order in which they are harvested.
"""

from typing import Final

TURNS: Final = 1 << 20
"""How many changes one second can hold; the next then belongs to the next second."""

_PREFIX: Final = 1 << 54
MOST_PREFIXES: Final = 1 << 8
DAY: Final = 86_400


def after(place: int, second: int) -> int:
    """Give the first place in ``second``, or the one after ``place`` where that is later."""
    return max(second * TURNS, place + 1)


def key(prefix: int, place: int) -> int:
    """Give the key of a record: its prefix's number, then its place."""
    return prefix * _PREFIX + place


def place(key: int) -> int:
    """Give a key's place."""
    return key % _PREFIX


def second(place: int) -> int:
    """Give the datestamp of a place, in seconds since 1970 (UTC)."""
    return place // TURNS


def key_range(prefix: int, first_second: int | None, last_second: int | None) -> tuple[int, int]:
    """Give the first key that is in a range of seconds, both inclusive, and the first after it; None is no bound."""
    low = key(prefix, 0 if first_second is None else first_second * TURNS)
    high = key(prefix + 1, 0) if last_second is None else key(prefix, (last_second + 1) * TURNS)
    return low, high
