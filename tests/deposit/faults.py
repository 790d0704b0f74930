"""Every request of a deposit cut in every way, for each kind of target; run as a program, it prints the table.

Each case: the first run ends at the fault (it has no patience), later runs go on, the connection sound again. After
every run, and at the end, the peer is asked how many records it shows.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from deposit.articles import QuickLedger, ledger
from deposit.articles import item as any_item
from deposit.peers import Peer, peer
from servers.cutting import FAULTS
from titelei.deposit.desk import Desk, Sent
from titelei.deposit.errors import UnreachableError
from titelei.deposit.targets import archives
from titelei.deposit.targets.bagit import BagIt, write_file
from titelei.deposit.values import Item, Reply, Request, digest

TARGETS: Final = {
    "swordv2": ("swordv2", ()),
    "swordv2, METS": ("mets", ()),
    "swordv2, no list": ("swordv2", ("no-list",)),
    "hal": ("hal", ()),
    "invenio": ("invenio", ()),
    "invenio, index late": ("invenio", ("no-search",)),
    "bagit": ("bagit", ()),
    "ocfl": ("ocfl", ()),
}
KILLS: Final = ("killed before", "killed after", "killed between")
"""The process dies when a request is noted and not sent yet; when it is answered and the answer not noted; when the
answer is noted, and what follows from it (an address, a state) is not."""

ALL: Final = (*FAULTS, *KILLS)
_RUNS: Final = 3


class Killed(BaseException):
    """Stands for SIGKILL: no handler of ours may stop it."""


class MortalLedger(QuickLedger):
    """A ledger whose process dies at its ``at``-th request, before it or after it."""

    fault, at, count = "", 0, 0

    def sending(self, target: str, article: str, request: Request) -> int:
        number = super().sending(target, article, request)
        self.count += 1
        if self.fault == "killed before" and self.count == self.at:
            raise Killed
        return number

    def answered(self, step: int, reply: Reply, *, is_open: bool) -> None:
        if self.fault == "killed after" and self.count == self.at:
            raise Killed
        super().answered(step, reply, is_open=is_open)
        if self.fault == "killed between" and self.count == self.at:
            raise Killed


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One fault at one request, and what it came to."""

    fault: str
    request: str
    most_records: int
    runs: int
    leftovers: int
    reported: int
    by_hand: bool
    is_right: bool

    @property
    def is_sound(self) -> bool:
        """Never more than one record, the right one at the end, nothing left that was not reported."""
        return self.most_records <= 1 and self.is_right and (self.leftovers == 0 or self.reported > 0)


def item(n: int, target: str) -> Item:
    """Give an article of one file, so that there are few requests; HAL needs its own beside it."""
    whole = any_item(n)
    files = {path: data for path, data in whole.files.items() if path.startswith("tei/") or target == "hal"}
    return replace(whole, files=files, digest=digest(files))


def cases(target: str, folder: Path, *, change: bool) -> Iterator[Case]:
    """Cut every request of a first deposit, or of a change, in every way."""
    kind, quirks = TARGETS[target]
    with peer(kind, folder / "whole", *quirks) as other:
        notes = ledger(folder / "whole")
        if change:
            other.desk(notes).send(item(1, target))
        other.desk(notes).send(item(2, target))
        requests = [f"{s.number} {s.purpose}" for s in notes.steps("peer", "smith-2020")]
        notes.close()
    for fault in FAULTS if kind not in ("bagit", "ocfl") else ():
        for at, request in enumerate(requests, 1):
            yield one(target, folder / f"{fault}-{at}", fault, at, request, change=change)
    for fault in KILLS:
        for at, request in enumerate(requests, 1):
            yield one(target, folder / f"{fault}-{at}", fault, at, request, change=change)
    if kind == "bagit":
        for at in range(1, len(item(2, target).files) + 5):
            yield one(target, folder / f"during-{at}", "during", at, f"file {at} of the bag", change=change)


def one(target: str, folder: Path, fault: str, at: int, request: str, *, change: bool) -> Case:
    """Let one run end at a fault, and others go on."""
    kind, quirks = TARGETS[target]
    folder.mkdir(parents=True)
    most, by_hand = 0, False
    with peer(kind, folder, *quirks) as other:
        notes = ledger(folder)
        if change:
            other.desk(notes).send(item(1, target))
        notes.close()
        goal = item(2, target)
        first = _run_into(fault, at, other, folder, goal)
        most = max(most, len(other.published()))
        sent: Sent | None = first
        runs = 1
        while (sent is None or not sent.state.is_done) and runs <= _RUNS:
            notes = ledger(folder)
            sent = _send(other.desk(notes), goal)
            most = max(most, len(other.published()))
            runs += 1
            if sent is not None and "--found" in sent.message:
                by_hand = True
                sent = other.desk(notes).send(goal, found=_by_hand(other))
            notes.close()
        most = max(most, len(other.published()))
        return Case(
            fault=fault,
            request=request,
            most_records=most,
            runs=runs,
            leftovers=other.leftovers,
            reported=len(sent.leftovers) if sent else 0,
            by_hand=by_hand,
            is_right=sent is not None and sent.state.is_done and _holds(other, goal),
        )


def _run_into(fault: str, at: int, other: Peer, folder: Path, goal: Item) -> Sent | None:
    if fault in KILLS:
        mortal = MortalLedger(folder / "repository")
        mortal.fault, mortal.at = fault, at
        with suppress(Killed):
            return _send(other.desk(mortal), goal)
        return None
    notes = ledger(folder)
    desk = other.desk(notes)
    if other.proxy is not None:
        other.proxy.cut(fault, at)
    elif isinstance(desk.target, BagIt):
        desk = replace(desk, target=replace(desk.target, write=_dying(at)))
    with suppress(Killed):
        return _send(desk, goal)
    return None


def run_until_done(desk: Desk, goal: Item) -> Sent:
    """Run as a person would, until the target has the item, or a few times."""
    sent = desk.send(goal)
    for _ in range(_RUNS):
        if sent.state.is_done:
            break
        sent = desk.send(goal)
    return sent


def _send(desk: Desk, goal: Item) -> Sent | None:
    with suppress(UnreachableError):
        return desk.send(goal)
    return None


class _dying:  # noqa: N801
    """Writes files, and dies half way through the ``at``-th."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self, path: Path, data: bytes) -> None:
        self.at -= 1
        if self.at == 0:
            write_file(path, data[: len(data) // 2])
            raise Killed
        write_file(path, data)


def _by_hand(other: Peer) -> str:
    """Look with a person's eyes: the address of the one item there, or none."""
    found = other.published()
    public = other.proxy.public if other.proxy else ""
    return f"{public}/edit/1" if found else "none"


def _holds(other: Peer, goal: Item) -> bool:
    """Tell whether the one record holds the second state."""
    published = other.published()
    if len(published) != 1:
        return False
    unpacked = archives.unzipped(published[0])
    tei = published[0] if unpacked is None else unpacked["tei/smith-2020.xml"]
    return tei in goal.files.values() or b"halDomain" in tei


def cell(found: list[Case]) -> str:
    """Sum up the cases of one fault at one target."""
    if not found:
        return "–"
    if not all(case.is_sound for case in found):
        return "UNSOUND: " + ", ".join(case.request for case in found if not case.is_sound)
    said = [f"{len(found)}"]
    left = sum(case.leftovers for case in found)
    hands = sum(case.by_hand for case in found)
    if left:
        said.append(f"{left} draft{'s' if left > 1 else ''} left, reported")
    if hands:
        said.append(f"{hands} by --found")
    return "; ".join(said)


def table(folder: Path) -> Iterator[str]:
    """Write the table: faults × targets, in each cell how many requests were cut, all with one record at the end."""
    yield "| | " + " | ".join(TARGETS) + " |"
    yield "|---|" + "---|" * len(TARGETS)
    for change in (False, True):
        found = {t: list(cases(t, folder / f"{change}" / t, change=change)) for t in TARGETS}
        for fault in ALL:
            cells = [cell([case for case in found[t] if case.fault == fault]) for t in TARGETS]
            yield f"| {'change' if change else 'deposit'}, {fault} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for line in table(Path(made)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
