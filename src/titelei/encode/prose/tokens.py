"""A block of text as words, numbers and signs with their places: what every recogniser reads."""

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-‑’'ʼ][^\W\d_]+)*|\d+|[^\w\s]|_")
_POSSESSIVE: Final = re.compile(r"^(.+)(['’ʼ]s)$", re.IGNORECASE)
_ROMAN: Final = re.compile(r"^[IVXLCІХСМ]+$")
_FOLD: Final = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "‑": "-", "‘": "'", "\xa0": " "})
_ENDS: Final = frozenset(".!?…:")
_OPENERS: Final = frozenset('"“«„([—–•-')


def fold(text: str) -> str:
    """Bring words to the form in which they are compared: small letters, one apostrophe, е for ё."""
    return text.lower().translate(_FOLD)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Parallel lists over the tokens of ``text``; a token's index is its position in each of them.

    ``caps`` tells that a word begins with a capital; ``joined`` that only blanks, no line end, stand before it
    (or nothing); ``glued`` that nothing stands before it; ``opens`` that it is the first word of a sentence.
    """

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    caps: list[bool]
    joined: list[bool]
    glued: list[bool]
    opens: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def low(self, index: int) -> str:
        """Give the folded token, or nothing outside the text."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def slice(self, first: int, end: int) -> str:
        """Give the text from token ``first`` up to token ``end``."""
        return self.text[self.starts[first] : self.ends[end - 1]]


def tokenize(text: str) -> Tokens:
    """Split a block into tokens; an English possessive and hyphened Roman numbers are split off."""
    words: list[str] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        if len(word) > 2 and not word.isalpha() and word[0].isalpha():
            for part, offset in _parts(word):
                words.append(part)
                starts.append(start + offset)
        else:
            words.append(word)
            starts.append(start)
    return _with_flags(text, words, starts)


def _parts(word: str) -> list[tuple[str, int]]:
    possessive = _POSSESSIVE.match(word)
    if possessive:
        return [*_parts(possessive[1]), (possessive[2], possessive.end(1))]
    if "-" in word or "‑" in word:
        pieces = re.split("[-‑]", word)
        lead = pieces[0].lower()
        if all(_ROMAN.match(piece) for piece in pieces) or lead in ("mid", "early", "late", "pre", "post"):
            first = len(pieces[0])
            return [(pieces[0], 0), (word[first], first), *((p, o + first + 1) for p, o in _parts(word[first + 1 :]))]
        if pieces[-1] == "century":
            last = len(word) - len("century")
            return [(word[: last - 1], 0), (word[last - 1], last - 1), ("century", last)]
    return [(word, 0)]


def _with_flags(text: str, words: list[str], starts: list[int]) -> Tokens:
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    joined, glued, opens = [], [], []
    before, is_open, last = 0, True, ""
    has_lines = "\n" in text
    for start, end, word in zip(starts, ends, words, strict=True):
        line_end = has_lines and "\n" in text[before:start]
        glued.append(before == start)
        joined.append(not line_end)
        is_open = is_open or line_end
        opens.append(is_open)
        if word in _ENDS:
            # The stop after an initial or a one-letter abbreviation ends no sentence.
            is_open = not (word == "." and 0 < len(last) <= 2 and last.isalpha())
        elif is_open and word not in _OPENERS:
            is_open = False
        before, last = end, word
    folded = fold(text)
    is_aligned = len(folded) == len(text)
    return Tokens(
        text=text,
        words=words,
        lows=[folded[s:e] for s, e in zip(starts, ends, strict=True)] if is_aligned else [fold(word) for word in words],
        starts=starts,
        ends=ends,
        caps=[word[0].isupper() for word in words],
        joined=joined,
        glued=glued,
        opens=opens,
    )
