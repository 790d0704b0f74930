"""Where on the lines of a page the words stand that its head declares: a saved page labels its own lines so.

A name is found whatever the order of its words, with initials for given names, and with words that only one of the
two has between them; a title is found whole, alone on its line.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from titelei.encode.claims import Place
from titelei.encode.page import Line
from titelei.encode.segments import folded

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'ʼ‘`´][^\W\d_]+)*")
_INNER: Final = re.compile(r"[\s.,’'ʼ‘`´-]*(?:(?:\w{1,14}\.?|\w\.)[\s.,-]*)?")
"""What may stand between two words of one name: a particle, a middle name, an initial."""
_REFERENCE: Final = re.compile(r"(?:19|20)\d\d[a-z]?\)?[.,:;]|\bet al\b|\bdoi\b|(?:19|20)\d\d\)", re.I)
_NEAR: Final = 4
"""Lines of one byline stand at most this far apart."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A declared name on the page; ``loss`` counts the words that differ: 0 where it stands as declared."""

    person: int
    place: Place
    loss: int


class Word(NamedTuple):
    """A word of a line, and where it stands there."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=1 << 16)
def bare(text: str) -> str:
    """Give a word in small letters without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalpha() and not unicodedata.combining(c))


class Finder:
    """Finds names in the lines of one page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._words: dict[int, list[Word]] = {}
        self._of: dict[str, list[tuple[int, int]]] = {}
        for line in lines:
            for at, word in enumerate(_WORD.findall(line.text)):
                self._of.setdefault(bare(word), []).append((line.index, at))

    def _in(self, line: int) -> list[Word]:
        """Give the words of a line, which few lines are asked for."""
        if line not in self._words:
            found = _WORD.finditer(self._lines[line].text)
            self._words[line] = [Word(m.start(), m.end(), bare(m[0])) for m in found]
        return self._words[line]

    def names(self, declared: Iterable[str]) -> list[list[Seen]]:
        """Give for each declared name where it stands, in the order of the page."""
        return [self._name(number, name) for number, name in enumerate(declared)]

    def _name(self, number: int, name: str) -> list[Seen]:
        wanted = [bare(m[0]) for m in _WORD.finditer(name)]
        wanted = [w for w in wanted if w]
        if not wanted:
            return []
        anchor = max(wanted, key=len) if "," not in name else bare(_WORD.findall(name)[0])
        anchors = {anchor} | {w for w in wanted if len(w) > 3 and len(wanted) <= 3}
        out: dict[int, Seen] = {}
        for key in anchors:
            for line, at in self._of.get(key, ()):
                seen = self._around(number, wanted, line, at)
                if seen is not None and (line not in out or seen.loss < out[line].loss):
                    out[line] = seen
        return [out[line] for line in sorted(out)]

    def _around(self, number: int, wanted: list[str], line: int, at: int) -> Seen | None:
        """Grow from one word of the name to both sides as long as words of the name follow."""
        words, text = self._in(line), self._lines[line].text
        left = list(wanted)
        left.remove(words[at].text)
        first = last = at
        loss = skipped = 0
        while left:
            ahead = self._step(words, text, last, 1, left)
            behind = self._step(words, text, first, -1, left)
            step = min((s for s in (ahead, behind) if s is not None), key=lambda s: s[1], default=None)
            if step is None:
                break
            to, cost, taken = step
            left.remove(taken)
            loss += cost
            skipped += abs(to - (last if to > last else first)) - 1
            first, last = min(first, to), max(last, to)
        missing = len([w for w in left if len(w) > 1])
        if missing and (missing > 1 or len(wanted) < 3):
            return None
        if len(wanted) > 1 and first == last:
            return None
        end = words[last].end
        if text[end : end + 1] == "." and len(words[last].text) <= 2:
            end += 1
        return Seen(
            number, Place(line=line, start=words[first].start, end=end), loss + 2 * missing + len(left) + skipped
        )

    def _step(self, words: list[Word], text: str, at: int, way: int, left: list[str]) -> tuple[int, int, str] | None:
        """Give the next word of the name on one side, over one word of another kind at most."""
        for far in (1, 2):
            to = at + way * far
            if not 0 <= to < len(words):
                return None
            a, b = (words[at], words[to]) if way > 0 else (words[to], words[at])
            if not _INNER.fullmatch(text, a.end, b.start) or (far == 2 and "," in text[a.end : b.start]):
                return None
            for one in left:
                if one == words[to].text:
                    return to, far - 1, one
            for one in left:
                short, full = sorted((one, words[to].text), key=len)
                if len(short) <= 2 and full.startswith(short):
                    return to, far, one
        return None


def byline(seen: Sequence[Sequence[Seen]], lines: Sequence[Line], after: int) -> list[Seen]:
    """Choose the place where the authors stand together, in its order; empty where no place has most of them.

    ``after`` is the line of the title: of two places that name as many, the one that follows it is the byline.
    """
    by_line: dict[int, dict[int, Seen]] = {}
    for of_person in seen:
        for one in of_person:
            text = lines[one.place.line].text
            if len(seen) > 1 or not _REFERENCE.search(text):
                by_line.setdefault(one.place.line, {}).setdefault(one.person, one)
    best: tuple[int, int, int, dict[int, Seen]] | None = None
    for start in sorted(by_line):
        block: dict[int, Seen] = {}
        at = start
        for line in sorted(n for n in by_line if n >= start):
            if line - at > _NEAR or (block and set(by_line[line]) <= set(block)):
                break
            at = line
            for person, one in by_line[line].items():
                block.setdefault(person, one)
        loss = sum(s.loss for s in block.values())
        cited = bool(_REFERENCE.search(lines[start].text))
        rank = (len(block) - 2 * cited, int(start > after), -loss - abs(start - after) // 10)
        if best is None or rank > best[:3]:
            best = (*rank, block)
    if best is None or len(best[3]) < max(1, (len(seen) + 1) // 2):
        return []
    return sorted(best[3].values(), key=lambda s: (s.place.line, s.place.start))


def titles(declared: Iterable[str], lines: Sequence[Line]) -> dict[str, Place]:
    """Give the line on which each declared title stands alone, the first one that is no menu's."""
    of_text: dict[str, Line] = {}
    for line in lines:
        key = folded(line.text)
        if key and (key not in of_text or (of_text[key].is_menu and not line.is_menu)):
            of_text[key] = line
    out = {}
    for title in declared:
        found = of_text.get(folded(title))
        if found is not None:
            start = len(found.text) - len(found.text.lstrip())
            out[title] = Place(line=found.index, start=start, end=len(found.text.rstrip()))
    return out
