"""Steps that a crash has cut: what was never written is no step, what was written by half is written whole."""

from pathlib import Path

import pytest

from titelei.desk.history import History, Pair, Step, digests
from titelei.messages import Message
from titelei.messages.kept import Kept

OLD, NEW = (b"<old/>", b"{}"), (b"<new/>", b'{"answers": 1}')


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    made = Pair(tei=tmp_path / "a.xml", evidence=tmp_path / "a.json")
    made.write(OLD)
    return made


@pytest.fixture
def noted(tmp_path: Path, pair: Pair) -> History:
    """Give a history that has noted a step which was not written yet."""
    history = History(tmp_path / "steps")
    said = Kept.of(Message("Changed"))
    step = Step(said=said, by="E", when="2026-01-01", before=digests(OLD), after=digests(NEW))
    history.note("a", pair, step, (OLD, NEW))
    return history


def test_a_step_that_was_never_written_is_none(noted: History, pair: Pair) -> None:
    assert noted.steps("a", pair).done == 0
    assert not noted.undo("a", pair)
    assert pair.read() == OLD


def test_a_step_that_was_written_by_half_is_written_whole(noted: History, pair: Pair) -> None:
    pair.tei.write_bytes(NEW[0])
    assert noted.steps("a", pair).done == 1
    assert pair.read() == NEW
    assert noted.undo("a", pair)
    assert pair.read() == OLD
    pair.tei.write_bytes(NEW[0])  # a redo that was cut
    assert noted.redo("a", pair) is False or pair.read() == NEW


def test_what_was_changed_elsewhere_ends_what_can_be_undone(noted: History, pair: Pair) -> None:
    pair.write((b"<other/>", NEW[1]))
    assert noted.steps("a", pair).steps == ()
    assert not noted.undo("a", pair)
    assert pair.read()[0] == b"<other/>"
