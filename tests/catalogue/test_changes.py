"""Every change is a version in the storage root and a record at the end of the list."""

import pytest

from catalogue.articles import Clock, content, identifier, listed, put, restore, withdraw
from titelei.errors import UsageError
from titelei.model import User
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.reading import snapshot


def test_a_deposit_is_listed_with_the_datestamp_of_its_version(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock)
    clock.seconds += 5
    put(catalogue, "b", now=clock)
    assert listed(catalogue) == [("a", clock.seconds - 5, False), ("b", clock.seconds, False)]
    for name, stamp, _ in listed(catalogue):
        assert catalogue.repository.log(identifier(name))[-1].created.timestamp() == stamp


def test_an_unchanged_article_keeps_its_place(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock)
    before = listed(catalogue)
    clock.seconds += 5
    assert not put(catalogue, "a", now=clock).changed
    assert listed(catalogue) == before


def test_a_changed_article_goes_to_the_end_even_within_one_second(catalogue: Catalogue) -> None:
    clock = Clock()
    for name in ("a", "b", "c"):
        put(catalogue, name, now=clock)
    put(catalogue, "a", 2, now=clock)
    assert [name for name, _, _ in listed(catalogue)] == ["b", "c", "a"]


def test_page_and_receipts_do_not_move_the_datestamp(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock)
    before = listed(catalogue)
    clock.seconds += 60
    files = content("a") | {"source/a.txt": b"another copy of the page"}
    stored = catalogue.put(
        identifier("a"), files, message="page", user=User(name="x", address="mailto:x@example.org"), now=clock
    )
    assert stored.version == "v2"
    assert listed(catalogue) == before
    with snapshot(catalogue.database) as shown:
        entry = shown.entry(identifier("a"))
    assert entry is not None
    assert entry.version == "v2"


def test_withdrawing_leaves_a_deleted_record_in_every_format_and_the_files(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock)
    clock.seconds += 5
    assert withdraw(catalogue, "a", "Printed twice", now=clock).version == "v2"
    assert listed(catalogue) == listed(catalogue, "tei") == [("a", clock.seconds, True)]
    assert listed(catalogue, set_spec="year:2021") == [("a", clock.seconds, True)]
    with snapshot(catalogue.database) as shown:
        assert shown.prefixes(identifier("a")) == ()
        entry = shown.entry(identifier("a"))
    assert entry is not None
    assert entry.reason == "Printed twice"
    files = dict(catalogue.repository.get(identifier("a")))
    assert files.items() >= content("a").items()
    assert b'"reason": "Printed twice"' in files["withdrawn.json"]


def test_a_withdrawn_article_is_not_brought_back_by_a_deposit(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock)
    withdraw(catalogue, "a", now=clock)
    assert not put(catalogue, "a", now=clock).changed
    stored = put(catalogue, "a", 2, now=clock)
    assert "is withdrawn (By its author)" in stored.notes[-1]
    assert listed(catalogue) == [("a", clock.seconds, True)]
    assert restore(catalogue, "a", now=clock).version == "v4"
    assert listed(catalogue) == [("a", clock.seconds, False)]
    assert dict(catalogue.repository.get(identifier("a"))) == content("a", 2)


def test_a_withdrawal_wants_a_reason_and_an_article_that_is_shown(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock)
    with pytest.raises(UsageError, match="needs a reason"):
        withdraw(catalogue, "a", "  ", now=clock)
    with pytest.raises(UsageError, match="is not withdrawn"):
        restore(catalogue, "a", now=clock)
    withdraw(catalogue, "a", now=clock)
    with pytest.raises(UsageError, match="withdrawn already"):
        withdraw(catalogue, "a", now=clock)
    assert catalogue.marker.note() is None
    assert catalogue.ready() == ()


def test_a_format_that_an_article_loses_is_a_deleted_record(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock)
    put(catalogue, "a", 2, now=clock, dc=False)
    assert listed(catalogue) == [("a", clock.seconds, True)]
    assert listed(catalogue, "tei") == [("a", clock.seconds, False)]
    catalogue.rebuild()
    assert listed(catalogue) == [("a", clock.seconds, True)]


def test_an_article_that_changes_sets_is_listed_in_the_new_one_only(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock, year=2021)
    put(catalogue, "a", 2, now=clock, year=2022)
    assert listed(catalogue, set_spec="year:2021") == []
    assert [n for n, _, _ in listed(catalogue, set_spec="year:2022")] == ["a"]
    assert [n for n, _, _ in listed(catalogue, set_spec="year")] == ["a"]
    assert [n for n, _, _ in listed(catalogue, set_spec="journal:vestnik-seriya-4-c68133f7")] == ["a"]
    with snapshot(catalogue.database) as shown:
        assert "year:2021" not in dict(shown.sets("", 100)), "a set that nothing is in any more is not named"
        assert shown.count_sets() == len(shown.sets("", 100)) == 6
    put(catalogue, "a", 3, now=clock, year=2021)
    assert [n for n, _, _ in listed(catalogue, set_spec="year:2021")] == ["a"]


def test_a_set_has_the_name_that_was_given_last(catalogue: Catalogue) -> None:
    clock = Clock()

    def put_of(title: str, name: str, n: int) -> None:
        files = content(name, n)
        facts = files[f"out/{name}.facts.xml"].replace(b"Vestnik. Seriya 4", title.encode())
        files[f"out/{name}.facts.xml"] = facts
        catalogue.put(
            identifier(name), files, message="m", user=User(name="x", address="mailto:x@example.org"), now=clock
        )

    put_of("Vestnik Seria 4", "a", 1)
    put_of("VESTNIK Seria 4", "a", 2)
    with snapshot(catalogue.database) as shown:
        assert dict(shown.sets("", 100))["journal:vestnik-seria-4"] == "VESTNIK Seria 4"
    catalogue.rebuild()
    with snapshot(catalogue.database) as shown:
        assert dict(shown.sets("", 100))["journal:vestnik-seria-4"] == "VESTNIK Seria 4"


def test_a_clock_set_back_is_said_and_datestamps_go_on(catalogue: Catalogue) -> None:
    clock = Clock()
    put(catalogue, "a", now=clock)
    clock.seconds -= 3600
    stored = put(catalogue, "b", now=clock)
    assert "which is before the catalogue's last change" in stored.notes[0]
    assert [stamp for _, stamp, _ in listed(catalogue)] == [clock.seconds + 3600] * 2
