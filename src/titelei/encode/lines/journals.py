"""Which lines name the journal where the model does not know one: those beside the numbers of the issue."""

import re
from collections.abc import Sequence
from typing import Final

from titelei.encode.lines.decided import Decided, Probabilities
from titelei.encode.lines.features import OWN, Measured

_CAPITALISED: Final = OWN.index("capitalised")
_NUMBERS: Final = ("volume", "issue_line", "year")
"""Labels that open a line with the numbers of an issue."""
_YEAR: Final = re.compile(r"\s*(?:1[89]|20)\d\d\s*")
_LEAST: Final = 0.2
_ABOVE: Final = 3
_SURE: Final = 0.5


def beside_numbers(lines: Sequence[Measured], out: list[Decided], odds: Sequence[Probabilities]) -> None:
    """Take a line above volume and issue for the journal, if anything is said for it; a year alone below it, too."""
    named = [i for i, d in enumerate(out) if d.kind == "journal" and not (d.label and not d.label.is_alone)]
    if not named:
        numbers = (i for i, d in enumerate(out) if d.label and d.label.part.name in _NUMBERS and not d.label.is_alone)
        near = {j for i in numbers for j in range(max(0, i - _ABOVE), i) if _may_name(lines[j], out[j], odds[j])}
        found = max(sorted(near), key=lambda j: odds[j]["journal"], default=-1)
        if found >= 0:
            out[found] = Decided("journal", _SURE)
            named = [found]
    for i in named:
        after = i + 1
        if after < len(out) and not out[after].kind and _YEAR.fullmatch(lines[after].line.text):
            out[after] = Decided("journal", _SURE)


def _may_name(m: Measured, decided: Decided, p: Probabilities) -> bool:
    is_open = decided.kind in ("", "byline", "funding") and not (m.label or m.line.is_menu)
    return is_open and p.get("journal", 0.0) > _LEAST and m.own[_CAPITALISED] > 0.4 and len(m.folded.split()) < 12
