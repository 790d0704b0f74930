"""What was read on one page, before anything is chosen."""

from dataclasses import dataclass, field

from titelei.encode.claims import Claim, Mark, Place
from titelei.encode.fields.authors import Author, Value
from titelei.encode.page import Page
from titelei.encode.people import Name
from titelei.encode.segments import Segment, Stretch


@dataclass(frozen=True, slots=True)
class Section:
    """One labelled part of an abstract: what it is and its label's characters; text goes on from ``value``."""

    n: str
    line: int
    start: int
    end: int
    value: int
    is_inline: bool


@dataclass(slots=True)
class Reading:
    """All that was read, before anything is chosen."""

    page: Page
    segments: list[Segment]
    claims: list[Claim] = field(default_factory=list)
    marks: dict[int, list[Mark]] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    declared: list[Author] = field(default_factory=list)
    unowned: list[tuple[str, Value]] = field(default_factory=list)
    terms: list[tuple[str, str, Place]] = field(default_factory=list)
    sections: dict[int, list[Section]] = field(default_factory=dict)
    unused_labels: list[tuple[Section, str]] = field(default_factory=list)
    cited: list[tuple[Name, Place, str]] = field(default_factory=list)
    empty_doi: list[int] = field(default_factory=list)
    funding: list[tuple[str, Place, tuple[str, ...]]] = field(default_factory=list)
    classes: list[tuple[str, str, Place]] = field(default_factory=list)

    def mark(self, mark: Mark) -> None:
        self.marks.setdefault(mark.place.line, []).append(mark)

    def text(self, place: Place) -> str:
        return self.page.lines[place.line].text[place.start : place.end]


def text_of(page: Page, stretch: Stretch) -> str:
    """Give the whole line that a stretch is of."""
    return page.lines[stretch.line].text


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a stretch without the blanks at its ends."""
    while start < end and text[start] in " \t\u00a0":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0":
        end -= 1
    return start, end
