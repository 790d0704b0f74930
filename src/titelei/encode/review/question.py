"""What an editor is asked about a draft: one proposal or one finding, and where on the page it stands."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["finding", "doubt", "value", "name", "date"]

LOW: float = 0.85
"""A value read with less confidence than this is a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place on the page: line of the file and characters from 1, all 0 where it has none; ``text`` is the line.

    ``page`` counts the pages of an article that was encoded from several, from 0.
    """

    page: int = 0
    line: int = 0
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. ``id`` stays the same from session to session, ``paths`` hold for one state of the file only.

    ``what`` is a kind of name (``person``, ``state``…), ``date``, a field of the header or a rule's id; ``shown`` what
    is proposed, ``target`` the entry or the value of a date. ``sure`` is a certainty or a confidence, ``doubt`` how
    probably the draft is wrong as it stands; a ``doubt`` proposes a value that the draft has not. ``others`` are
    the values that were not taken. A finding has its ``message`` and ``repair``, and ``is_error`` where it may not
    stand, or with ``needs_reason`` only for a reason; ``can_correct`` tells whether an answer can change the file,
    ``can_untag`` that it would take the tag off words of the page.
    """

    id: str
    kind: Kind
    what: str
    shown: str = ""
    target: str = ""
    sure: str = ""
    doubt: float = 0.0
    where: Where = field(default_factory=Where)
    lines: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    message: str = ""
    repair: str = ""
    is_error: bool = False
    needs_reason: bool = False
    can_correct: bool = True
    can_untag: bool = False
    paths: tuple[str, ...] = ()
