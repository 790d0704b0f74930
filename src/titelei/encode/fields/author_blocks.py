"""Author blocks: lines in order, names first, then what stands after them or behind a label."""

import re
from typing import Final

from titelei.encode import index_marks, people
from titelei.encode.claims import Mark, Place
from titelei.encode.fields import addresses
from titelei.encode.fields.author_facts import Describing
from titelei.encode.fields.authors import Author, Value, put
from titelei.encode.fields.byline import INDEX, ORCID, classify, leading_names, parts_of
from titelei.encode.grammar import around
from titelei.encode.lines.labels import label_of
from titelei.encode.people import Name
from titelei.encode.segments import any_order


class Reader(Describing):
    """Reads author blocks line after line and keeps whom the lines speak of."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = ""
        self._listed = -1
        self.bodies_first = False
        """Whether in this block institutions stand before the names of those who work there."""
        self.declared: frozenset[str] = frozenset()
        """Names that the head declares: a line that is one of them is a name, though it has one word only."""
        self.follows = ""
        """The line after the one being read, where the same block goes on."""

    def line(self, text: str, line: int, start: int, end: int, rule: str) -> None:
        """Read one line, or the stretch of it from ``start`` to ``end``."""
        labelled = label_of(text[start:end])
        if labelled and labelled.part.kind == "byline":
            self._labelled(labelled.part.field, text, line, start + labelled.value, end, rule)
            return
        if self._waiting == "affiliation":
            self._waiting = ""
        if self._waiting and not leading_names(text[start:end]):
            waiting, self._waiting = self._waiting, ""
            self._field(waiting, text, line, start, end, rule)
            return
        self._waiting = ""
        if mark := _MARK_ALONE.fullmatch(text, start, end):
            # An index mark on a line of its own: the next line is the institution's.
            self.current = [a for a in self.authors if index_marks.plain(mark[1]) in _marks(a)] or self.current
            return
        start, end = _inside_brackets(text, start, end)
        self._of_the_next(text[start:end])
        begun = start
        start = self._numbered(text, line, start, end, rule)
        if start >= end:
            return
        if self._listed >= 0 and start == begun and classify(_first(text[start:end])) in ("organisation", "department"):
            # Institutions without marks, in the order of the marks that the names have.
            self._listed += 1
            self.current = [a for a in self.authors if str(self._listed) in re.findall(r"\d+", a.marks)] or self.current
        if _SENTENCE.match(text, start) and any(a.name.text in text[start:end] for a in self.authors):
            return  # “Jane Doe is Reader in History at Fen College”: a life in words
        text, found = _names_of(text, start, end)
        if not found and any_order(text[start:end]) in self.declared:
            found = [(0, end - start, people.of_one_word(text[start:end]), "")]
        sure = found and (min(n.confidence for _, _, n, _ in found) >= 0.5 or not classify(text[start:end]))
        if found and sure and not self._is_place(text[start:end]):
            self._names(found, text, line, start, rule)
            start += found[-1][1]
            while start < end and text[start] in " ,;\t\u00a0—–-0123456789*.:" + index_marks.RAISED:
                start += 1
        self._rest(text, line, start, end, rule)

    def _of_the_next(self, text: str) -> None:
        """An institution with nothing but names of known authors on the next line is theirs, and of nobody before."""
        named = leading_names(self.follows) if self.bodies_first else []
        known = [a for _, _, n, _ in named for a in self.authors if people.is_same(a.name, n)]
        whole = len(self.follows.strip()) - sum(b - a for a, b, _, _ in named) < 4 * len(named) + 1
        if len(known) == len(named) > 0 and whole and classify(_first(text)) in ("organisation", "department"):
            self.current = known

    def _is_place(self, text: str) -> bool:
        parts = [text[a:b] for a, b in parts_of(text, 0, len(text))]
        return bool(parts) and all(addresses.kind_of(p) for p in parts)

    def _numbered(self, text: str, line: int, start: int, end: int, rule: str) -> int:
        """A line that begins with an index mark is the institution of those whose names have that mark."""
        found = INDEX.match(text[start:end])
        if not found or not self.authors or addresses.begins(_first(text[start:end]), after_organisation=False):
            return start
        mark = index_marks.plain(found[1])
        bearers = [a for a in self.authors if mark in _marks(a)]
        rest = text[start + found.end() : end]
        if not (
            bearers or (classify(_first(rest)) in ("organisation", "department") and any(a.marks for a in self.authors))
        ):
            return start
        if bearers:
            self.current = bearers
        return start + found.end()

    def _names(self, found: list[tuple[int, int, Name, str]], text: str, line: int, start: int, rule: str) -> None:
        group = []
        for a, b, name, marks in found:
            place = Place(line=line, start=start + a, end=start + b)
            known = next((x for x in self.authors if people.is_same(x.name, name)), None)
            if known is None:
                known = Author(
                    name=name, place=place, rule=rule, marks=index_marks.plain(marks), confidence=name.confidence
                )
                self.authors.append(known)
            else:
                known.forms.append((name, place, "byline"))
            self.marks.append(Mark(place=place, what="author", value=name.text))
            if self.awaited is not None and len(found) == 1:
                known.corresponding, self.awaited = known.corresponding or self.awaited, None
            if "*" in marks and len(found) > 1:
                known.corresponding = known.corresponding or Value("*", place, "star after the name", 0.6)
            group.append(known)
        self.current = group
        self._listed = -1
        self._last = "name"
        self._behind(line, group, [start + a for a, _, _, _ in found])
        for kind, value in self._pending:
            for author in group:
                put(author, kind, value)
        self._pending = []

    def _behind(self, line: int, group: list[Author], starts: list[int]) -> None:
        """Give each of several names of a line the degrees and ORCIDs that stand behind it, before the next."""
        found: list[tuple[int, int, str, str]] = []
        if len(group) > 1:
            found += [(d.start, d.end, "degree", self.shown[d.start : d.end]) for d in around.degrees(self.shown)]
            last = starts[-1]
            found += [(m.start(), m.end(), "ORCID", m[1].upper()) for m in ORCID.finditer(self.shown, 0, last)]
        for start, end, kind, text in found:
            owner = next((a for a, at in zip(reversed(group), reversed(starts), strict=True) if at < start), None)
            if owner is not None:
                place = Place(line=line, start=start, end=end)
                put(owner, kind, Value(text, place, f"a {kind} behind the name", 0.95))

    def _labelled(self, name: str, text: str, line: int, start: int, end: int, rule: str) -> None:
        if name == "contact":
            place = Place(line=line, start=0, end=start)
            words = Value(text[:start].strip(), place, "words that say who answers letters", 0.95)
            self._correspondents(words, text, end)
            if start < end:
                self._rest(text, line, start, end, rule)
            return
        if start >= end:
            self._waiting = name
            self._listed = 0 if name == "affiliation" else -1
            return
        self._field(name, text, line, start, end, rule)

    def _field(self, name: str, text: str, line: int, start: int, end: int, rule: str) -> None:
        if name in ("email", "orcid", "person_id", "affiliation", "address") or ORCID.search(text[start:end]):
            if name == "address":
                self._address(text, line, start, end)
                return
            before = len(self.marks)
            self._rest(text, line, start, end, rule)
            if name == "affiliation" and len(self.marks) == before:
                self._whole("organisation", text, line, start, end, "label of an institution")
            return
        self._whole(
            {"degree": "degree", "post": "post", "department": "department"}.get(name, ""),
            text,
            line,
            start,
            end,
            f"label of a {name}",
        )

    def _whole(self, kind: str, text: str, line: int, start: int, end: int, rule: str) -> None:
        if not kind:
            return
        for a, b in parts_of(text, start, end) if kind in ("degree", "post") else [(start, end)]:
            self._value(kind, text, line, a, b, rule)


_MARK_ALONE: Final = re.compile(rf"\s*(\d{{1,2}}|[*†‡{index_marks.RAISED}])\s*")


def _names_of(text: str, start: int, end: int) -> tuple[str, list[tuple[int, int, Name, str]]]:
    """Give the names that a line begins with; where degrees or honours stand among them, the line without these."""
    found = leading_names(text[start:end])
    masked = around.without_degrees(text[start:end])
    is_honoured = masked.lstrip() != masked and text[start : start + 1].isalpha()
    least = 0 if is_honoured else max(1, len(found))
    if masked != text[start:end] and len(more := leading_names(masked)) > least:
        return text[:start] + masked + text[end:], more
    return text, found


_SENTENCE: Final = re.compile(
    r"\s*(?:[^\W\d_][\w.’'-]*\s){1,4}(?:is|was|are|works|worked|teaches|taught|holds|received|has|ist|est|es|è|é|jest)\s"
)


def _inside_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A line that is all in brackets, as “(Kyiv, Ukraine)”, is read without them."""
    found = re.compile(r"\s*\(([^()]*)\)\s*").fullmatch(text, start, end)
    return found.span(1) if found else (start, end)


def _marks(author: Author) -> list[str]:
    return re.findall(r"\d+|[a-p]|[*†‡✉#]+", author.marks)


def _first(text: str) -> str:
    return text.split(",", 1)[0]
