"""A journal with several titles and numbers is one: one set, one place on the site, whatever the order of articles."""

import itertools
import random
import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from catalogue.articles import USER, Clock, content, identifier, listed, open_catalogue, withdraw
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.browsing import shelves
from titelei.repository.catalogue.checking import check
from titelei.repository.catalogue.journals import Said, groups

PRINT, ELECTRONIC, OTHER = "0317-8471", "1050-124X", "2049-3630"
OLD, NEW = "Annals of Waterways", "Waterways Review"
ANNALS: Final = "journal:annals-of-waterways"


def _journal(*titles: str, issns: tuple[str, ...] = ()) -> str:
    names = (title.partition("@")[::2] for title in titles)
    named = "".join(f'<title role="main" xml:lang="{lang or "en"}">{text}</title>' for text, lang in names)
    return f"<journal>{named}{''.join(f'<issn>{number}</issn>' for number in issns)}</journal>"


def _put(catalogue: Catalogue, clock: Clock, name: str, journal: str, n: int = 1, year: int = 2021) -> None:
    files = content(name, n, year=year)
    path = f"out/{name}.facts.xml"
    files[path] = re.sub(b"<journal>.*</journal>", journal.encode(), files[path])
    clock.seconds += 10
    catalogue.put(identifier(name), files, message="put", user=USER["user"], now=clock)


def _state(catalogue: Catalogue) -> dict[str, object]:
    """Give all that readers and harvesters see of journals."""
    with shelves(catalogue.database) as found:
        ids = [entry.identifier for entry in found.snapshot.entries()]
        return {
            "sets": found.snapshot.sets("", 100),
            "of each": {each: found.snapshot.sets_of(each) for each in sorted(ids)},
            "issues": [(issue.journal, issue.issue, issue.articles) for issue in found.issues()],
            "journals": {address: entry.journal_title("").text for address, entry in found.journals().items()},
            "records": {spec: sorted(listed(catalogue, "oai_dc", spec)) for spec, _ in found.snapshot.sets("", 100)},
            "years": {year: sorted(one.article for one in found.of_year(year, 100)) for year, _ in found.years()},
        }


def _journals(catalogue: Catalogue) -> dict[str, str]:
    with shelves(catalogue.database) as found:
        return {spec: name for spec, name in found.snapshot.sets("", 100) if spec.startswith("journal:")}


def test_a_journal_that_changed_its_title_keeps_its_set_and_is_called_by_its_newest(catalogue: Catalogue) -> None:
    clock = Clock()
    _put(catalogue, clock, "a", _journal(OLD, issns=(PRINT,)), year=2019)
    _put(catalogue, clock, "b", _journal(NEW, issns=(PRINT,)), year=2022)
    _put(catalogue, clock, "c", _journal(OLD, issns=(PRINT,)), year=2020)
    assert _journals(catalogue) == {ANNALS: NEW}
    with shelves(catalogue.database) as found:
        assert [issue.journal for issue in found.issues()] == ["annals-of-waterways"] * 3
        assert [entry.journal_title("en").text for entry in found.journals().values()] == [NEW]
        assert found.journal("waterways-review") == "annals-of-waterways"
    withdraw(catalogue, "b", now=clock)
    assert _journals(catalogue) == {ANNALS: OLD}
    assert check(catalogue) == ()


def test_an_article_with_both_numbers_makes_one_journal_of_two_and_harvesters_are_given_what_moves(
    catalogue: Catalogue,
) -> None:
    clock = Clock()
    _put(catalogue, clock, "a", _journal(OLD, issns=(PRINT,)))
    _put(catalogue, clock, "b", _journal(NEW, issns=(ELECTRONIC,)))
    _put(catalogue, clock, "other", _journal("Bridges", issns=(OTHER,)))
    assert len(_journals(catalogue)) == 3
    assert [name for name, _, _ in listed(catalogue, set_spec=ANNALS)] == ["a"]
    _put(catalogue, clock, "c", _journal(NEW, issns=(PRINT, ELECTRONIC)), year=2020)
    assert _journals(catalogue) == {ANNALS: NEW, "journal:bridges": "Bridges"}
    moved = listed(catalogue, set_spec=ANNALS)
    assert [name for name, _, _ in moved] == ["a", "c", "b"]
    assert moved[2][1] >= moved[1][1], "b counts as changed when it came into the set"
    assert listed(catalogue, set_spec="journal:waterways-review") == moved, "the old name answers, too"
    assert check(catalogue) == ()


def test_a_set_that_there_is_keeps_its_address_whatever_comes_later(catalogue: Catalogue) -> None:
    clock = Clock()
    _put(catalogue, clock, "z", _journal(OLD, issns=(PRINT,)), year=2021)
    for n, title in enumerate(("Aaa", "Летопись@ru", NEW)):
        _put(catalogue, clock, f"a{n}", _journal(title, issns=(PRINT, ELECTRONIC)), year=1999 + 20 * n)
        assert set(_journals(catalogue)) == {ANNALS}
    _put(catalogue, clock, "z", _journal(OLD, issns=(PRINT,)), n=2)
    assert set(_journals(catalogue)) == {ANNALS}


def test_titles_in_several_languages_are_of_one_journal(catalogue: Catalogue) -> None:
    clock = Clock()
    _put(catalogue, clock, "a", _journal("Летопись вод@ru"))
    _put(catalogue, clock, "b", _journal("Летопись вод@ru", f"{OLD}@en", issns=(PRINT,)))
    _put(catalogue, clock, "c", _journal(OLD))
    assert set(_journals(catalogue)) == {"journal:letopis-vod"}


@pytest.mark.parametrize("seed", range(2))
def test_what_came_change_by_change_is_what_is_made_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    catalogue = open_catalogue(tmp_path / "repository")
    clock = Clock()
    titles = (OLD, NEW, "Bridges", f"Летопись вод@ru|{OLD}@en", "Летопись вод@ru")
    for n in range(10):
        numbers = tuple(chance.sample((PRINT, ELECTRONIC, OTHER), chance.choice((0, 1, 1, 2))))
        journal = _journal(*chance.choice(titles).split("|"), issns=numbers)
        _put(catalogue, clock, chance.choice("abcdef"), journal, n, year=chance.randrange(2010, 2024))
    assert check(catalogue) == ()
    before = _state(catalogue)
    catalogue.rebuild()
    assert _state(catalogue) == before
    shutil.copytree(catalogue.path / "ocfl", tmp_path / "copy" / "ocfl")
    copy = open_catalogue(tmp_path / "copy")
    copy.ready()
    anew = _state(copy)
    assert {k: v for k, v in anew.items() if k != "records"} == {k: v for k, v in before.items() if k != "records"}
    for made in (copy, catalogue):
        made.close()


SAID: Final = (
    Said(address="a", title="A", names=("a", "c"), issns=(PRINT,)),
    Said(address="b", title="B", names=("b",), issns=(PRINT, ELECTRONIC)),
    Said(address="c", title="C", names=("c",)),
    Said(address="d", title="D", names=("d", "shared"), issns=(OTHER,)),
    Said(address="e", title="E", names=("e", "shared"), issns=("2434-561X",)),
    Said(address="f", title="F", names=("f",), issns=(ELECTRONIC,)),
)


def test_groups_are_the_same_in_every_order_and_a_further_title_joins_no_two_with_numbers_of_their_own() -> None:
    for order in itertools.permutations(SAID):
        numbers = groups(order)
        of_one: dict[int, str] = {}
        for number, said in zip(numbers, order, strict=True):
            of_one[number] = "".join(sorted(of_one.get(number, "") + said.address))
        assert sorted(of_one.values()) == ["abcf", "d", "e"]
