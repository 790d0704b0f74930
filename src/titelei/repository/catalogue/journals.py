"""Which journal an article is of: what it says of that, and which of these sayings are of one journal.

Articles that share an ISSN are of one journal, whatever they call it and in whichever order they come: one has the
number in print beside that of the site, another either of them. So are those whose journal goes by the same name. A
name in a further language joins articles unless journals with numbers of their own have it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from titelei.characters.look_alikes import writes_cyrillic
from titelei.facts import Facts, JournalTitle
from titelei.repository.catalogue import sets

NAMES: Final = ("main", "translated", "")
"""Roles of titles by which a journal is called; others are forms of them."""
_ISSN: Final = re.compile(r"(\d{4})-?(\d{3}[\dX])")
_NO_ISSN: Final = "0000-0000"
"""A stand-in that many journals have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an article says of its journal: ``address`` is the part of addresses that its name gives."""

    address: str
    title: str
    names: tuple[str, ...] = ()
    issns: tuple[str, ...] = ()


def of_facts(facts: Facts) -> Said | None:
    """Read it from the facts; None where they name no journal."""
    titles = facts.journal.titles if facts.journal is not None else ()
    if facts.journal is None or not titles or not titles[0].text:
        return None
    latin = next((t for t in titles if _is_latin(t)), titles[0])
    names = {sets.name_part(title.text) for title in titles if title.role in NAMES and title.text.strip()}
    found = (_ISSN.fullmatch(each.text.strip().upper()) for each in facts.journal.issns)
    numbers = {f"{match[1]}-{match[2]}" for match in found if match is not None}
    return Said(
        address=sets.name_part(latin.text or titles[0].text),
        title=" ".join(titles[0].text.split()),
        names=tuple(sorted(names)),
        issns=tuple(sorted(numbers - {_NO_ISSN})),
    )


def groups(said: Sequence[Said]) -> list[int]:
    """Give for each saying the number of its journal: the same for the same sayings in whatever order."""
    first = _joined(len(said), _places(said, lambda each: (each.address, *each.issns)))
    numbered = {journal for journal, each in zip(first, said, strict=True) if each.issns}
    further = _places(said, lambda each: each.names)
    shared = {
        name: places for name, places in further.items() if len({first[place] for place in places} & numbered) <= 1
    }
    already = {f"journal of {place}": [place, journal] for place, journal in enumerate(first)}
    return _joined(len(said), shared | already)


def _places(said: Sequence[Said], keys: Callable[[Said], Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, each in enumerate(said):
        for key in keys(each):
            found.setdefault(key, []).append(place)
    return found


def _joined(size: int, shared: Mapping[str, Sequence[int]]) -> list[int]:
    """Number ``size`` things: those that share something have one number, the first of theirs."""
    above = list(range(size))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    for places in shared.values():
        tops = {top(place) for place in places}
        for each in tops:
            above[each] = min(tops)
    return [top(place) for place in range(size)]


def _is_latin(title: JournalTitle) -> bool:
    return title.role == "main" and not writes_cyrillic(title.lang)
