"""Surnames of either script on one footing, so that «Киров» is found to be the known “Kirov”."""

from functools import cache
from typing import Final

from titelei.encode.prose.tokens import fold

_LETTERS: Final = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".replace("_", "").split(" "),
        strict=True,
    )
)
_SAME: Final = (
    ("shch", "sch"), ("kh", "h"), ("yu", "u"), ("iu", "u"), ("ya", "a"), ("ia", "a"), ("ye", "e"), ("yo", "e"),
    ("ii", "i"), ("iy", "i"), ("yi", "i"), ("y", "i"), ("j", "i"), ("ks", "x"), ("'", ""), ("ii", "i"),
)  # fmt: skip
"""Spellings of one sound in the usual transliterations, brought together in this order."""


@cache
def sound(name: str) -> str:
    """Give a key that is equal for a Russian surname or initial and its usual transliterations."""
    letters = "".join(_LETTERS.get(letter, letter) for letter in fold(name))
    for spelling, same in _SAME:
        letters = letters.replace(spelling, same)
    return letters
