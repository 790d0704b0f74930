"""No article takes, changes or deletes the record of another one, whatever a person says or a title looks like."""

from dataclasses import replace
from pathlib import Path

import pytest

from deposit.articles import item, ledger, patience
from deposit.peers import SwordPeer, peer
from servers.cutting import FAULTS
from titelei.deposit.values import Item, State
from titelei.errors import UsageError

A, B = "smith-2020", "jones-2020"


def titled(article: str, n: int = 1) -> Item:
    """Give an article that bears the title of ``smith-2020``."""
    return replace(item(n, article=article), description=item(n).description)


@pytest.mark.parametrize("kind", ["swordv2", "invenio", "hal"])
def test_an_address_that_the_ledger_has_for_another_article_is_refused(kind: str, tmp_path: Path) -> None:
    with peer(kind, tmp_path) as other:
        notes = ledger(tmp_path)
        sent = other.desk(notes).send(item(1, article=A))
        links = dict(sent.links)
        with pytest.raises(UsageError, match=A):
            other.desk(notes).send(item(1, article=B), found=links.get("edit") or links["self"])
        assert (notes.row("peer", B), other.versions()) == (None, 1)


@pytest.mark.parametrize("kind", ["swordv2", "invenio"])
def test_a_record_that_bears_the_identifier_of_another_article_is_refused(kind: str, tmp_path: Path) -> None:
    with peer(kind, tmp_path) as other:
        links = dict(other.desk(ledger(tmp_path / "lost")).send(item(1, article=A)).links)
        notes = ledger(tmp_path)
        told = other.desk(notes).send(item(1, article=B), found=links.get("edit") or links["self"])
        assert (told.state, A in told.message, other.versions()) == (State.REFUSED, True, 1)
        # What was said wrongly does not hold for the next run.
        assert other.desk(notes).send(item(1, article=B)).state is State.PUBLISHED
        assert other.versions() == 2


@pytest.mark.parametrize("rounds", [1, 3])
@pytest.mark.parametrize("fault", ["before", "after", "half reply"])
def test_none_found_by_hand_holds_for_one_request_to_create(fault: str, rounds: int, tmp_path: Path) -> None:
    with peer("swordv2", tmp_path, "no-identifiers") as other:
        assert other.proxy is not None
        other.desk(ledger(tmp_path / "theirs")).send(titled(B))
        notes = ledger(tmp_path)
        desk = other.desk(notes, patience(rounds=rounds))
        other.proxy.cut(fault, 4)
        told = desk.send(item(1), found="none")
        for _ in range(2):
            if not told.state.is_done and "--found" not in told.message:
                told = desk.send(item(1))
        assert len(other.published()) <= 2
        if not told.state.is_done:
            told = desk.send(item(1), found=f"{other.proxy.public}/edit/2" if fault != "before" else "none")
        assert (told.state, len(other.published())) == (State.PUBLISHED, 2)


@pytest.mark.parametrize("is_noted", [True, False])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_lost_reply_gives_no_article_the_record_of_another_of_its_title(
    fault: str, is_noted: bool, tmp_path: Path
) -> None:
    with peer("swordv2", tmp_path, "no-identifiers") as other:
        assert isinstance(other, SwordPeer)
        assert other.proxy is not None
        notes = ledger(tmp_path)
        other.proxy.cut(fault, 3)
        assert not other.desk(notes).send(titled(B)).state.is_done
        arrived = len(other.published())
        # The other one is in this ledger, or in one that was lost.
        other.desk(notes if is_noted else ledger(tmp_path / "lost")).send(titled(A), found="none")
        theirs = next(n for n, each in other.server.items.items() if n > arrived)
        told = other.desk(notes).send(titled(B))
        if not told.state.is_done:
            assert "--found" in told.message
            mine = f"{other.proxy.public}/edit/{arrived}" if arrived else "none"
            told = other.desk(notes).send(titled(B), found=mine)
        assert (told.state, len(other.published())) == (State.PUBLISHED, 2)
        assert not dict(told.links)["edit"].endswith(f"/{theirs}")
        other.desk(notes).withdraw(titled(B), reason="Printed twice")
        assert list(other.server.items) == [theirs]
