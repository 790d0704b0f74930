"""A harvest that runs while records are added, changed and withdrawn misses none, and repeats none unchanged."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.articles import Clock, put, restore, withdraw
from oai.answers import NS, ask, codes, token
from oai.server import provider
from repository.samples import QuickDisk
from titelei.oai import Provider
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.item import stamp
from titelei.repository.ocfl import Repository

pytestmark = pytest.mark.long

NAMES = ("a", "b", "c", "d", "e")
ACTIONS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(NAMES)),
    st.tuples(st.just("withdraw"), st.sampled_from(NAMES)),
    st.tuples(st.just("wait"), st.integers(1, 3)),
    st.tuples(st.just("page"), st.none()),
    st.tuples(st.just("rebuild"), st.none()),
)
MOVES = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(NAMES)),
    st.tuples(st.just("withdraw"), st.sampled_from(NAMES)),
    st.tuples(st.just("to another year"), st.sampled_from(NAMES)),
    st.tuples(st.just("lose the format"), st.sampled_from(NAMES)),
    st.tuples(st.just("wait"), st.integers(1, 3)),
    st.tuples(st.just("page"), st.none()),
)


class World:
    """A repository, and what its articles are; each state of an article has a number that no other has."""

    def __init__(self, folder: Path) -> None:
        self.catalogue = Catalogue(Repository(folder, disk=QuickDisk()))
        self.clock = Clock()
        self.states: dict[str, int] = {}
        self.versions: dict[str, int] = {}
        self.withdrawn: set[str] = set()
        self.years: dict[str, int] = {}
        self.number = 0

    def act(self, action: str, name: str) -> None:
        if action == "withdraw":
            if name not in self.states:
                return
            change = restore if name in self.withdrawn else withdraw
            change(self.catalogue, name, now=self.clock)
            self.withdrawn ^= {name}
        else:
            self.number += 1
            if action == "to another year":
                self.years[name] = 2043 - self.years.get(name, 2021)
            is_whole = action != "lose the format"
            put(self.catalogue, name, self.number, now=self.clock, year=self.years.get(name, 2021), dc=is_whole)
            self.states[name] = self.number
        self.versions[name] = self.versions.get(name, 0) + 1


class Harvester:
    """Follows one list page by page; keeps the last it was told of each article, as harvesters do."""

    def __init__(self, asked: Provider) -> None:
        self.provider = asked
        self.holds: dict[str, str] = {}
        self.told: list[tuple[str, str]] = []
        self.first_response = ""
        self.token: str | None = None

    def begin(self, since: str = "", **arguments: str) -> None:
        if since:
            arguments["from_"] = since
        self._take(ask(self.provider, verb="ListRecords", metadataPrefix="oai_dc", **arguments), is_first=True)

    def go_on(self) -> None:
        if self.token:
            self._take(ask(self.provider, verb="ListRecords", resumptionToken=self.token))

    def _take(self, answer: object, *, is_first: bool = False) -> None:
        from lxml import etree

        assert isinstance(answer, etree._Element)
        if is_first:
            self.first_response = answer.findtext("o:responseDate", "", NS)
            self.told = []
        assert codes(answer) in ([], ["noRecordsMatch"])
        for record in answer.iterfind(".//o:record", NS):
            name = record.findtext("o:header/o:identifier", "", NS).rpartition(":")[2]
            title = record.findtext(".//{*}title") or "deleted"
            stamp = record.findtext("o:header/o:datestamp", "", NS)
            self.holds[name] = title
            self.told.append((name, f"{title} {stamp}"))
        found = token(answer)
        self.token = None if found is None else found.text


def expected(world: World) -> dict[str, str]:
    return {
        name: "deleted" if name in world.withdrawn else f"The article {name} & more {state}"
        for name, state in world.states.items()
    }


HISTORIES = given(
    before=st.lists(ACTIONS, max_size=8),
    during=st.lists(st.lists(ACTIONS, max_size=12), min_size=1, max_size=3),
    page_size=st.integers(1, 3),
)


def _harvested_through(before: list[tuple[str, str]], during: list[list[tuple[str, str]]], page_size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder, "repository"))
        put(world.catalogue, "z", 0, now=world.clock)
        world.states["z"] = 0
        asked = provider(world.catalogue, page_size)
        # The provider's clock is the one that dates the changes.
        asked._clock = lambda: float(world.clock.seconds)
        harvester = Harvester(asked)
        play(world, harvester, before)
        since = ""
        for actions in during:
            at_start, versions = expected(world), dict(world.versions)
            harvester.begin(since)
            rebuilt = play(world, harvester, actions)
            while harvester.token:
                harvester.go_on()
            # Within one harvest, nothing that stood at its beginning is missing, changed since or not.
            if not since:
                assert at_start.keys() <= {name for name, _ in harvester.told}
            if not rebuilt:
                assert len(harvester.told) == len(set(harvester.told)), "an unchanged record was repeated"
                unchanged = {n for n in at_start if world.versions.get(n) == versions.get(n)}
                for name in unchanged:
                    assert [n for n, _ in harvester.told].count(name) <= 1
            since = harvester.first_response
        # One more harvest from where the last began, with nothing going on: now all is as it is in the repository.
        harvester.begin(since)
        while harvester.token:
            harvester.go_on()
        assert harvester.holds == expected(world)
        world.catalogue.close()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@HISTORIES
def test_a_harvester_ends_up_with_what_the_repository_holds(
    before: list[tuple[str, str]], during: list[list[tuple[str, str]]], page_size: int
) -> None:
    _harvested_through(before, during, page_size)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@HISTORIES
def test_a_harvester_ends_up_with_what_the_repository_holds_in_many_histories(
    before: list[tuple[str, str]], during: list[list[tuple[str, str]]], page_size: int
) -> None:
    _harvested_through(before, during, page_size)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Give a world with five articles, four of them in one year; it is copied, and not changed."""
    world = World(tmp_path_factory.mktemp("filled") / "repository")
    for name in NAMES[:-1]:
        world.act("put", name)
    world.act("to another year", NAMES[-1])
    world.catalogue.close()
    return world


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(during=st.lists(MOVES, min_size=2, max_size=10), page_size=st.integers(1, 2), is_bounded=st.booleans())
def test_a_list_of_a_set_or_until_a_time_repeats_nothing_that_did_not_change(
    filled: World, during: list[tuple[str, str]], page_size: int, is_bounded: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(filled.catalogue.path, Path(folder, "repository"))
        world = World(Path(folder, "repository"))
        world.states, world.versions, world.years = dict(filled.states), dict(filled.versions), dict(filled.years)
        world.number = filled.number
        asked = provider(world.catalogue, page_size)
        asked._clock = lambda: float(world.clock.seconds)
        harvester = Harvester(asked)
        bound = {"until": stamp(world.clock.seconds)} if is_bounded else {}
        world.clock.seconds += 1
        before = dict(world.versions)
        harvester.begin(set="year:2021", **bound)
        play(world, harvester, during)
        while harvester.token:
            harvester.go_on()
        told = [name for name, _ in harvester.told]
        assert len(harvester.told) == len(set(harvester.told)), "a record came twice as it was"
        for name in NAMES:
            is_unchanged = world.versions[name] == before[name]
            if is_unchanged:
                assert told.count(name) == (name != "e"), "what did not change comes once, and from this set only"
        # What lies after until can only be the record that an answer may not lack, and has changed.
        late = [name for name, state in harvester.told if bound and state.rpartition(" ")[2] > bound["until"]]
        assert len(late) <= 1
        assert all(world.versions[name] > before[name] for name in late)
        world.catalogue.close()


def play(world: World, harvester: Harvester, actions: list[tuple[str, str]]) -> bool:
    rebuilt = False
    for action, value in actions:
        if action == "wait":
            world.clock.seconds += int(value)
        elif action == "page":
            harvester.go_on()
        elif action == "rebuild":
            world.catalogue.rebuild()
            rebuilt = True
        else:
            world.act(action, value)
    return rebuilt
