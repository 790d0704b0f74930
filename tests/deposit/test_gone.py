"""Records that are gone at the target: told, sent again, and never doubled where they come back."""

import shutil
from pathlib import Path

import pytest

from deposit.articles import item, ledger
from deposit.peers import InvenioPeer, Peer, SwordPeer, peer
from titelei.deposit.values import State


def lose(other: Peer) -> None:
    """Take the record away, as the target's own staff may."""
    if isinstance(other, InvenioPeer):
        other.server.records.clear()
    elif isinstance(other, SwordPeer):
        other.server.items.clear()
    else:
        assert other.place is not None
        shutil.rmtree(other.place)


@pytest.mark.parametrize("kind", ["swordv2", "mets", "hal", "invenio", "bagit"])
def test_a_record_that_is_gone_is_told_and_sent_again(kind: str, tmp_path: Path) -> None:
    with peer(kind, tmp_path) as other:
        notes = ledger(tmp_path)
        other.desk(notes).send(item(1))
        lose(other)
        assert other.desk(notes).send(item(1)).message == "unchanged"
        told, differences = other.desk(notes).verify(item(1))
        assert (told.state, bool(differences)) == (State.NOT_SENT, True)
        row = notes.row("peer", "smith-2020")
        assert row is not None
        assert (row.state, "no more" in row.reading) == (State.NOT_SENT, True)
        assert other.desk(notes).send(item(1)).state.is_done
        assert len(other.published()) == 1


def test_a_record_that_comes_back_is_not_doubled(tmp_path: Path) -> None:
    with peer("swordv2", tmp_path, "no-list") as other:
        assert isinstance(other, SwordPeer)
        notes = ledger(tmp_path)
        other.desk(notes).send(item(1))
        away, other.server.items = other.server.items, {}
        assert other.desk(notes).verify(item(1))[0].state is State.NOT_SENT
        other.server.items = away
        assert other.desk(notes).send(item(1)).state is State.PUBLISHED
        assert len(other.published()) == 1


def test_what_somebody_says_goes_before_what_the_ledger_has(tmp_path: Path) -> None:
    with peer("swordv2", tmp_path) as other:
        notes = ledger(tmp_path)
        other.desk(notes).send(item(1))
        lose(other)
        assert other.desk(notes).send(item(1), found="none").state is State.PUBLISHED
        assert len(other.published()) == 1
