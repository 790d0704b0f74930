"""The source of an article for the eye: its lines, and in them the places where values were read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from titelei.desk.articles import Source
from titelei.encode.review import Where

_AROUND: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a line; ``mark`` is the name of its place where something was read there, else empty."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line as shown: the name of its place, its number in the file, its parts."""

    place: str
    number: int
    parts: tuple[Part, ...]


class Places:
    """Where values stand in the sources of one article, and what the places are called."""

    def __init__(self, sources: Iterable[Source], wheres: Iterable[Where]) -> None:
        self._sources = tuple(sources)
        self._marks: dict[tuple[int, int], dict[tuple[int, int], str]] = {}
        self._first: dict[tuple[int, int], int] = {}
        for page, source in enumerate(self._sources):
            for index, (number, _) in enumerate(source.lines):
                self._first.setdefault((page, number), index)
        for where in sorted(wheres, key=lambda w: (w.start, w.start - w.end)):
            at = self._index(where)
            if at is not None and where.start and where.end >= where.start:
                spans = self._marks.setdefault((where.page, at), {})
                if all(where.start > end or where.end < start for start, end in spans):
                    spans[where.start, where.end] = _name(where.page, at, where.start)

    def of(self, where: Where) -> str:
        """Give the name of a place: of its mark, or of its line; empty where it has none."""
        index = self._index(where)
        if index is None:
            return ""
        return self._marks.get((where.page, index), {}).get((where.start, where.end)) or _name(where.page, index)

    def around(self, where: Where) -> tuple[str, str, str]:
        """Give what stands at a place with some words before and after it; nothing where it is no part of a line."""
        index = self._index(where)
        if index is None or not 1 <= where.start <= where.end:
            return ("", "", "")
        text = self._sources[where.page].lines[index][1]
        before, within, after = text[: where.start - 1], text[where.start - 1 : where.end], text[where.end :]
        if not (before + after).strip():
            return ("", "", "")  # the line itself says no more
        return (_cut(before[::-1])[::-1], within, _cut(after))

    def lines(self, page: int) -> Iterator[Shown]:
        """Give the lines of one source."""
        for index, (number, text) in enumerate(self._sources[page].lines):
            parts, last = [], 0
            for (start, end), mark in sorted(self._marks.get((page, index), {}).items()):
                parts += [Part(text=text[last : start - 1]), Part(text=text[start - 1 : end], mark=mark)]
                last = end
            parts.append(Part(text=text[last:]))
            yield Shown(place=_name(page, index), number=number, parts=tuple(p for p in parts if p.text))

    def _index(self, where: Where) -> int | None:
        """Find the line of a place; several blocks of a page may share a line of the file."""
        first = self._first.get((where.page, where.line)) if where.line else None
        if first is None or not where.text:
            return first
        lines = self._sources[where.page].lines
        index = first
        while index < len(lines) and lines[index][0] == where.line:
            if lines[index][1].strip() == where.text.strip():
                return index
            index += 1
        return first


def _cut(text: str) -> str:
    """Cut a text after so many characters, at the end of a word."""
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]} …"


def _name(page: int, index: int, start: int = 0) -> str:
    return f"at-{page}-{index}-{start}" if start else f"line-{page}-{index}"
