"""A receipt tells of every request that led to what the target has, whichever run made it."""

import json
from pathlib import Path

import pytest

from deposit.articles import item, ledger
from deposit.faults import KILLS, Killed, MortalLedger
from deposit.peers import peer


def purposes(receipt: bytes | None) -> list[str]:
    assert receipt is not None
    return [each["purpose"] for each in json.loads(receipt)["requests"]]


@pytest.mark.parametrize("fault", KILLS[1:])
def test_a_receipt_has_the_requests_of_runs_that_were_killed(fault: str, tmp_path: Path) -> None:
    with peer("swordv2", tmp_path) as other:
        mortal = MortalLedger(tmp_path / "repository")
        mortal.fault, mortal.at = fault, 3
        with pytest.raises(Killed):
            other.desk(mortal).send(item(1))
        notes = ledger(tmp_path)
        other.desk(notes).send(item(1))
        assert "create" in purposes(other.desk(notes).receipt(item(1)))
        other.desk(notes).send(item(2))
        changed = purposes(other.desk(notes).receipt(item(2)))
        assert ("create" in changed, "replace" in changed) == (False, True)
