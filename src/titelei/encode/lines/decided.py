"""What one line was decided to be."""

from collections.abc import Mapping
from dataclasses import dataclass

from titelei.encode.lines.labels import Label

Probabilities = Mapping[str, float]
"""How probable each kind is, of one line."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One line: its kind (empty: nothing known), how sure that is, the label that opens it, and whether it goes on.

    ``joins`` tells that the line goes on what the line before it began: a broken title, the value below a label.
    ``is_head`` tells of the heading of a section that more follows, and of a whole list of key words that nothing does.
    """

    kind: str
    sure: float
    label: Label | None = None
    joins: bool = False
    is_head: bool = False
