"""What becomes of a draft where a file stands already: an editor's change is never overwritten, a diff is shown."""

import difflib
import hashlib
from dataclasses import dataclass
from typing import Literal

from titelei.encode import evidence

Action = Literal["new", "unchanged", "replaced", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do with a draft; ``diff`` shows, where a file is kept, what the draft would have changed."""

    action: Action
    diff: str = ""

    @property
    def writes(self) -> bool:
        return self.action in ("new", "replaced")


def decide(draft: bytes, existing: bytes | None, proof: bytes | None, *, name: str) -> Decision:
    """Compare a draft with the file that is there, and that file with the digest its evidence keeps.

    A file that is byte for byte a draft as written may be replaced; one that was changed since, or that no evidence
    speaks of, is an editor's.
    """
    if existing is None:
        return Decision(action="new")
    if existing == draft or _without_day(existing) == _without_day(draft):
        return Decision(action="unchanged")
    if proof is not None and _digest_in(proof) == hashlib.sha256(existing).hexdigest():
        return Decision(action="replaced")
    diff = difflib.unified_diff(
        existing.decode("utf-8", "replace").splitlines(keepends=True),
        draft.decode("utf-8", "replace").splitlines(keepends=True),
        fromfile=name,
        tofile=f"{name} (encoded again)",
        n=1,
    )
    return Decision(action="kept", diff="".join(diff))


def _digest_in(proof: bytes) -> str:
    try:
        return evidence.load(proof).draft_sha256
    except ValueError:
        return ""


def _without_day(data: bytes) -> list[bytes]:
    """Leave out the lines that only say on which day a draft was made."""
    return [x for x in data.split(b"\n") if b"<change when=" not in x and b"<date when=" not in x.strip()[:11]]
