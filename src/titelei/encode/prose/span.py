"""What is found in prose: one stretch of text, what it names or dates, and how sure that is."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "organisation", "place", "date", "event", "document"]
Cert = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters ``start`` to ``end`` of a block and what they are.

    ``type`` is ``state`` for an organisation that is a state; ``ref`` the id of a known entity. For a new one
    ``name`` is its main name (nominative, capitals reduced) and ``key`` is equal for all its forms, so that they get
    one proposed id. ``attributes`` are those of a TEI ``date``, and ``edtf``; ``rule`` names what found the span.
    """

    start: int
    end: int
    kind: Kind
    type: str = ""
    ref: str | None = None
    name: str = ""
    key: str = ""
    cert: Cert = "high"
    attributes: tuple[tuple[str, str], ...] = ()
    rule: str = ""

    @property
    def length(self) -> int:
        return self.end - self.start
