"""No cut connection and no killed process makes a second record; see ``faults.py``, which prints the whole table."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from deposit.articles import Sleeps, ledger, patience
from deposit.faults import ALL, TARGETS, cases, item, table
from deposit.peers import ON_NETWORK, peer
from servers.cutting import FAULTS
from titelei.deposit.errors import UnreachableError
from titelei.deposit.values import State

QUICK = [
    ("swordv2", True),
    ("swordv2, no list", False),
    ("hal", False),
    ("invenio, index late", False),
    ("bagit", False),
    ("bagit", True),
    ("ocfl", True),
]


@pytest.mark.long
@pytest.mark.parametrize(("target", "change"), QUICK)
def test_every_request_cut_in_every_way_ends_with_one_record(target: str, change: bool, tmp_path: Path) -> None:
    found = list(cases(target, tmp_path, change=change))
    assert [case for case in found if not case.is_sound] == []
    # Cuts were made: at least one run in each way of cutting did not end the deposit.
    cut = {case.fault for case in found if case.runs > 1}
    assert cut == {case.fault for case in found}


def test_a_draft_whose_address_was_lost_is_reported_with_how_to_find_it(tmp_path: Path) -> None:
    with peer("invenio", tmp_path, "no-search") as other:
        assert other.proxy is not None
        notes = ledger(tmp_path)
        other.proxy.cut("after", 2)
        other.desk(notes).send(item(1, "invenio"))
        sent = other.desk(notes).send(item(1, "invenio"))
        assert (len(other.published()), other.leftovers) == (1, 1)
        assert len(sent.leftovers) == 1
        assert item(1, "invenio").description.title in sent.leftovers[0]
        assert "delete it" in sent.leftovers[0]


@pytest.mark.parametrize("fault", ["during", "after"])
@pytest.mark.parametrize("kind", ON_NETWORK)
def test_with_patience_one_run_gets_over_any_one_fault(kind: str, fault: str, tmp_path: Path) -> None:
    how = patience(tries=3, rounds=3, sleep=Sleeps())
    for at in range(1, 4):
        with peer(kind, tmp_path / f"{at}") as other:
            assert other.proxy is not None
            other.proxy.cut(fault, at)
            sent = other.desk(ledger(tmp_path / f"{at}"), how).send(item(1, kind))
            assert sent.state.is_done
            assert len(other.published()) == 1


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", ON_NETWORK)
def test_every_request_of_a_withdrawal_cut_ends_with_no_record(kind: str, fault: str, tmp_path: Path) -> None:
    at, is_cut = 0, True
    while is_cut:
        at += 1
        with peer(kind, tmp_path / f"{at}") as other:
            assert other.proxy is not None
            notes = ledger(tmp_path / f"{at}")
            other.desk(notes).send(item(1, kind))
            other.proxy.cut(fault, at)
            with suppress(UnreachableError):
                other.desk(notes).withdraw(item(1, kind), reason="Printed twice")
            is_cut = other.proxy.count >= at
            other.proxy.cut("", 0)
            sent = other.desk(notes).withdraw(item(1, kind), reason="Printed twice")
            assert (sent.state, other.published()) == (State.WITHDRAWN, [])
            assert other.leftovers == 0
    assert at > 2


@pytest.mark.long
def test_the_table_in_the_documentation_is_what_comes_out(root: Path, tmp_path: Path) -> None:
    written = (root / "docs" / "deposit.md").read_text("utf-8")
    made = list(table(tmp_path))
    assert len(made) == 2 + 2 * len(ALL)
    assert len(re.findall(r"\|", made[0])) == len(TARGETS) + 2
    assert "\n".join(made) in written
