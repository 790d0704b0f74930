"""The nearest right name for a wrong one, as a sentence."""

import difflib
from collections.abc import Iterable

from titelei.messages import say

_MANY = 40
"""Names beyond so many are not listed."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the known name most like ``name``; empty where none is near."""
    folded = {k.casefold(): k for k in known}
    found = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.55)
    return folded[found[0]] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give `` Did you mean “x”?`` with a space before it, else the list of what there is."""
    names = sorted(known)
    near = nearest(name, names)
    if near:
        return say(" Did you mean “{near}”?", near=near)
    if len(names) > _MANY:
        return say(
            " There are {names_count}, among them {names}.",
            names_count=len(names),
            names=", ".join(names[:: len(names) // 6][:6]),
        )
    return say(" There are: {names}.", names=", ".join(names)) if names else ""
