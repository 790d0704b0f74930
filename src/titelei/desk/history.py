"""Steps of the desk that can be undone: of each article what its two files held before a step and after it.

``.titelei/desk/<id>.json`` lists steps, ``.titelei/desk/blobs`` has the bytes, each once. A step is noted before the
files are written: after a crash one that was never taken is dropped, one that was taken by half is taken whole.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from titelei import files
from titelei.messages.kept import Kept

_MOST_STEPS: Final = 200


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step: what was done, by whom, when; digests of TEI and evidence before and after (empty: no such file)."""

    said: Kept
    by: str
    when: str
    before: tuple[str, str]
    after: tuple[str, str]


class Steps(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of an article, the oldest first; the first ``done`` of them stand, the others were undone."""

    steps: tuple[Step, ...] = ()
    done: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two files of an article, and what they hold."""

    tei: Path
    evidence: Path

    def read(self) -> tuple[bytes, bytes]:
        """Give the bytes of both; none of a file that is not there."""
        return (_bytes(self.tei), _bytes(self.evidence))

    def write(self, data: tuple[bytes, bytes]) -> None:
        """Write both, each whole or not at all.

        Raises:
            StorageError: the disk is full, read-only, or refuses.
        """
        for path, each in zip((self.tei, self.evidence), data, strict=True):
            if each:
                files.write(path, each)


class History:
    """The steps of all articles of one edition."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def steps(self, article: str, pair: Pair) -> Steps:
        """Give the steps of an article that its files agree with.

        What was changed elsewhere ends what can be undone; of a step that a crash has cut the rest is done.
        """
        try:
            known = msgspec.json.decode((self._folder / f"{article}.json").read_bytes(), type=Steps)
        except (OSError, ValueError):
            return Steps()
        now = digests(pair.read())
        if known.done and known.steps[known.done - 1].after == now:
            return known
        if known.done < len(known.steps) and known.steps[known.done].before == now:
            return known
        if known.done and known.steps[known.done - 1].before == now:  # noted, and never written
            return Steps(steps=known.steps[: known.done - 1], done=known.done - 1)
        for step in known.steps[max(0, known.done - 1) : known.done + 1]:
            for wanted, other in ((step.after, step.before), (step.before, step.after)):
                if now == (wanted[0], other[1]) and self._carry_on(pair, wanted[1]):
                    return self.steps(article, pair)
        return Steps()

    def _carry_on(self, pair: Pair, evidence: str) -> bool:
        """Write the evidence that belongs to a TEI file which was written before a crash."""
        try:
            return files.write(pair.evidence, self._blob(evidence).read_bytes())
        except OSError:
            return False

    def note(self, article: str, pair: Pair, step: Step, data: tuple[tuple[bytes, bytes], tuple[bytes, bytes]]) -> None:
        """Note a step that is about to be taken; ``data`` are the files before and after it.

        Raises:
            StorageError: the disk is full, read-only, or refuses.
        """
        for each in (*data[0], *data[1]):
            if each:
                files.write(self._blob(_digest(each)), each)
        known = self.steps(article, pair)
        steps = (*known.steps[: known.done], step)[-_MOST_STEPS:]
        self._keep(article, Steps(steps=steps, done=len(steps)))

    def undo(self, article: str, pair: Pair) -> bool:
        """Take the last step back; give False where there is none, or the files are others by now."""
        known = self.steps(article, pair)
        if not known.done or known.steps[known.done - 1].after != digests(pair.read()):
            return False
        return self._put(article, pair, known, known.done - 1, lambda: known.steps[known.done - 1].before)

    def redo(self, article: str, pair: Pair) -> bool:
        """Take the step again that was taken back; give False where there is none, or the files are others by now."""
        known = self.steps(article, pair)
        if known.done >= len(known.steps) or known.steps[known.done].before != digests(pair.read()):
            return False
        return self._put(article, pair, known, known.done + 1, lambda: known.steps[known.done].after)

    def _put(self, article: str, pair: Pair, known: Steps, done: int, wanted: Callable[[], tuple[str, str]]) -> bool:
        try:
            tei, evidence = (self._blob(name).read_bytes() if name else b"" for name in wanted())
        except OSError:
            return False
        pair.write((tei, evidence))
        self._keep(article, Steps(steps=known.steps, done=done))
        return True

    def _keep(self, article: str, steps: Steps) -> None:
        files.write(self._folder / f"{article}.json", msgspec.json.format(msgspec.json.encode(steps), indent=1))

    def _blob(self, digest: str) -> Path:
        return self._folder / "blobs" / digest


def digests(data: tuple[bytes, bytes]) -> tuple[str, str]:
    """Give the digests of both files; empty of one that is not there."""
    return (_digest(data[0]), _digest(data[1]))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest() if data else ""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
