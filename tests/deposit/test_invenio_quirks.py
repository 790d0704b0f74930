"""What real InvenioRDM servers do that their text does not say; each quirk is switched on in a double."""

from dataclasses import replace
from pathlib import Path

import pytest

from deposit.articles import QUICK, item, ledger, patience
from deposit.peers import peer
from servers.invenio import InvenioServer
from titelei.deposit.desk import Desk
from titelei.deposit.network.http import Client
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.targets import invenio_metadata
from titelei.deposit.targets.invenio import Invenio
from titelei.deposit.values import Item, State


def test_a_record_found_by_hand_at_invenio_gets_a_new_version(tmp_path: Path) -> None:
    with peer("invenio", tmp_path, "no-search") as other:
        first = other.desk(ledger(tmp_path / "lost")).send(item(1))
        address = dict(first.links)["self_html"]
        sent = other.desk(ledger(tmp_path / "new")).send(item(2), found=address)
        assert sent.state is State.PUBLISHED
        assert (len(other.published()), other.versions(), other.leftovers) == (1, 2, 0)


def test_a_target_that_spoils_files_gets_nothing_published(tmp_path: Path) -> None:
    with peer("invenio", tmp_path, "corrupts") as other:
        sent = other.desk(ledger(tmp_path)).send(item(1))
        assert (sent.state, other.published()) == (State.REFUSED, [])
        assert "checksum" in sent.message


def test_doubled_values_are_sent_once_to_invenio() -> None:
    metadata = invenio_metadata.metadata(item(1))
    assert len(metadata["creators"]) == 1
    assert metadata["subjects"] == [{"subject": "Georgia"}, {"subject": "Грузия"}]


def test_what_invenio_would_refuse_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    bare = replace(item(1), description=replace(item(1).description, creators=(), publisher=""))
    with InvenioServer() as server:
        client = Client(server.public, Secrets(token=server.token), timeouts=QUICK)
        target = Invenio(url=server.public)
        notes = ledger(tmp_path)
        desk = Desk(name="peer", kind="invenio", target=target, ledger=notes, client=client, patience=patience())
        assert len(desk.plan(bare).faults) == 2
        sent = desk.send(bare)
        assert server.asked == []
    assert "[publisher]" in sent.message


def test_a_201_that_lists_errors_is_an_error(tmp_path: Path) -> None:
    with InvenioServer() as server:

        class Careless(Invenio):
            def faults(self, item: Item) -> tuple[str, ...]:
                return ()

        client = Client(server.public, Secrets(token=server.token), timeouts=QUICK)
        bare = replace(item(1), description=replace(item(1).description, publisher=""))
        notes = ledger(tmp_path)
        desk = Desk(
            name="peer",
            kind="invenio",
            target=Careless(url=server.public),
            ledger=notes,
            client=client,
            patience=patience(),
        )
        sent = desk.send(bare)
        assert (sent.state, len(server.published)) == (State.REFUSED, 0)
        assert "Missing data for required field" in sent.words
        assert desk.send(item(1)).state is State.PUBLISHED
        # The draft that was refused is the one that was published.
        assert len(server.records) == 1


@pytest.mark.parametrize("quirk", ["no-deletion", "deletion-denied"])
def test_a_record_that_depositors_cannot_delete_stays_as_it_was_and_its_staff_are_named(
    quirk: str, tmp_path: Path
) -> None:
    with peer("invenio", tmp_path, quirk) as other:
        notes = ledger(tmp_path)
        other.desk(notes).send(item(1))
        told = other.desk(notes).withdraw(item(1), reason="Printed twice")
        assert (told.state, len(other.published())) == (State.REFUSED, 1)
        assert "Ask its staff" in told.message
        assert "Printed twice" in told.message
        assert notes.known("peer", "smith-2020").state is State.PUBLISHED


@pytest.mark.parametrize("decision", ["accepted", "declined"])
def test_a_withdrawal_that_waits_for_the_staff_is_asked_for_once(decision: str, tmp_path: Path) -> None:
    with peer("invenio", tmp_path, "deletion-asked") as other:
        server = getattr(other, "server")  # noqa: B009
        notes = ledger(tmp_path)
        other.desk(notes).send(item(1))
        for _ in range(2):
            waiting = other.desk(notes).withdraw(item(1), reason="Printed twice")
            assert (waiting.state, list(server.requests)) == (State.IN_REVIEW, ["request-1"])
        assert "staff decide" in waiting.reading
        server.requests["request-1"] = decision
        server.records["rec-1"].is_deleted = decision == "accepted"
        done = other.desk(notes).withdraw(item(1), reason="Printed twice")
        assert done.state is (State.WITHDRAWN if decision == "accepted" else State.REFUSED)


def test_a_draft_that_nobody_published_is_discarded_by_a_withdrawal(tmp_path: Path) -> None:
    with peer("invenio", tmp_path) as other:
        assert other.proxy is not None
        notes = ledger(tmp_path)
        other.proxy.cut("before", 4)
        other.desk(notes).send(item(1))
        assert other.leftovers == 1
        assert other.desk(notes).withdraw(item(1), reason="Printed twice").state is State.WITHDRAWN
        assert (other.leftovers, other.published()) == (0, [])
