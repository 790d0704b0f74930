"""Dates as an editor gives them, and the attributes they become."""

import re
from typing import Any, Final

from titelei.encode.review.marking import assessed, set_attribute, untagged
from titelei.encode.review.question import Question
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import element_at
from titelei.xml.edits import Edit

_DAY: Final = r"-?\d{4}(?:-\d\d(?:-\d\d)?)?"
_FORMS: Final = (
    (re.compile(rf"(?P<when>{_DAY})"), ("when",)),
    (re.compile(rf"(?P<a>{_DAY})?\s*/\s*(?P<b>{_DAY})?"), ("from", "to")),
    (re.compile(rf"(?P<a>{_DAY})?\s*\.\.\s*(?P<b>{_DAY})?"), ("notBefore", "notAfter")),
)
_NAMES: Final = ("when", "from", "to", "notBefore", "notAfter")


def attributes(value: str) -> dict[str, str]:
    """Read a date: 1920, 1920-05, 1920/1921 (from, to), 1920..1921 (not before, not after), either end open.

    Raises:
        Refused: it is none of these.
    """
    for pattern, names in _FORMS:
        found = pattern.fullmatch(value.strip())
        if found and any(found.groups()):
            return {name: day for name, day in zip(names, found.groups(), strict=True) if day}
    raise Refused("no_date", value)


def corrected(root: Any, question: Question, value: str, who: str) -> tuple[Edit, ...]:
    """Give the edits that make dates another date, or no date at all."""
    elements = [element_at(root, path) for path in question.paths]
    if value == "none":
        return tuple(untagged(element) for element in elements)
    wanted = attributes(value)
    edits: list[Edit] = []
    for element in elements:
        for name in _NAMES:
            edits += set_attribute(element, name, wanted.get(name, ""))
        edits += assessed(element, who)
    return tuple(edits)
