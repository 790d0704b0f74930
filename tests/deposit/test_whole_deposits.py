"""A whole deposit, a second one, a change and a withdrawal, against a peer of each kind."""

from pathlib import Path

import pytest

from deposit.articles import item, ledger
from deposit.peers import ON_DISK, ON_NETWORK, peer
from titelei.deposit.values import State

ALL = (*ON_NETWORK, *ON_DISK)


@pytest.mark.parametrize("kind", ALL)
def test_an_article_is_deposited_not_sent_twice_and_changed_in_place(kind: str, tmp_path: Path) -> None:
    notes = ledger(tmp_path)
    with peer(kind, tmp_path) as other:
        first = other.desk(notes).send(item(1))
        assert (first.state, first.message) == (State.PUBLISHED, "")
        assert len(other.published()) == 1
        assert other.versions() == 1

        steps = len(notes.steps("peer", "smith-2020"))
        again = other.desk(notes).send(item(1))
        assert (again.state, again.message) == (first.state, "unchanged")
        assert len(notes.steps("peer", "smith-2020")) == steps

        changed = other.desk(notes).send(item(2, title="Another title"))
        assert changed.state is first.state
        assert len(other.published()) == 1
        assert other.versions() == 2
        assert other.leftovers == 0
        if kind in ON_DISK:
            assert b"n='2'" in other.published()[0]


@pytest.mark.parametrize("kind", ALL)
def test_what_is_at_the_target_is_verified(kind: str, tmp_path: Path) -> None:
    notes = ledger(tmp_path)
    with peer(kind, tmp_path) as other:
        other.desk(notes).send(item(1))
        sent, differences = other.desk(notes).verify(item(1))
        assert (sent.state, differences) == (State.PUBLISHED, ())
        if kind != "hal":
            _, differences = other.desk(notes).verify(item(2))
            assert differences


@pytest.mark.parametrize("kind", ALL)
def test_a_withdrawal_reaches_the_target_and_a_deposit_after_it(kind: str, tmp_path: Path) -> None:
    notes = ledger(tmp_path)
    with peer(kind, tmp_path) as other:
        for n in (1, 2):
            other.desk(notes).send(item(n))
        sent = other.desk(notes).withdraw(item(2), reason="Printed twice")
        assert sent.state is State.WITHDRAWN
        assert kind == "ocfl" or other.published() == []
        # A second withdrawal has nothing to do.
        before = len(notes.steps("peer", "smith-2020", last_only=False))
        assert other.desk(notes).withdraw(item(2), reason="Printed twice").state is State.WITHDRAWN
        assert len(notes.steps("peer", "smith-2020", last_only=False)) == before
        assert other.desk(notes).send(item(2)).state is State.PUBLISHED
        assert len(other.published()) == 1


@pytest.mark.parametrize("kind", ALL)
def test_a_lost_ledger_makes_no_second_record(kind: str, tmp_path: Path) -> None:
    with peer(kind, tmp_path) as other:
        other.desk(ledger(tmp_path / "lost")).send(item(1))
        sent = other.desk(ledger(tmp_path / "new")).send(item(1))
        assert len(other.published()) == 1
        if kind == "hal":
            # HAL lists nothing; it refuses the second one itself, and names the first.
            assert (sent.state, "hal-04000001" in sent.words) == (State.REFUSED, True)


@pytest.mark.parametrize("kind", ALL)
def test_a_dry_run_asks_nothing_and_names_the_requests_that_are_then_sent(kind: str, tmp_path: Path) -> None:
    notes = ledger(tmp_path)
    with peer(kind, tmp_path) as other:
        for n in (1, 2):
            plan = other.desk(notes).plan(item(n))
            count = other.proxy.count if other.proxy else 0
            other.desk(notes).send(item(n))
            sent = notes.steps("peer", "smith-2020")
            assert [(r.purpose, r.method) for r in plan.requests] == [(s.purpose, s.method) for s in sent]
            digests = [(r.purpose, r.sha256) for r in plan.requests if r.body]
            assert digests == [(s.purpose, s.body_sha256) for s in sent if s.body_size]
            assert not other.proxy or other.proxy.count == count + len(sent)
