"""The text of ``front`` held against the page that it was transcribed from, line by line and letter by letter.

Both are compared as the diplomatic text gives them; each difference is shown where it stands in the TEI.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, chain
from typing import Final

from lxml import etree

from titelei import resources
from titelei.characters.fault import listed
from titelei.characters.lines import is_html, lines
from titelei.engine import saxon
from titelei.errors import DocumentError
from titelei.messages import say
from titelei.model import NOTHING, About, Finding
from titelei.names import tei
from titelei.xml.paths import key
from titelei.xml.printed import front_of, printed
from titelei.xml.read import Document
from titelei.xml.text_places import TextPlaces

RULE: Final = "source-page-text"
_SHOWN: Final = 20
"""So many differences are told; a page that differs in more is another page."""

_COMPARED: Final = 2000
"""Lines of a page above which only the first difference is told."""

LINES: Final = say("lines of ")
"""How what a difference of line ends needs begins: blocks without anything empty."""

_SPACES: Final = frozenset(" \t\r\n")
_KEEP: Final = say(
    "Write what the page has. Where the page itself is wrong, keep its text and record what is meant with <choice>."
)

_Spot = tuple["etree._Element", "etree._Element | None", int]
"""A character: its parent, the child that its text follows, and its offset in that text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Difference:
    """``at`` is the place in the transcription, counted in characters that are no spaces.

    ``is_break`` tells that only the ends of lines differ.
    """

    at: int
    message: str
    repair: str = _KEEP
    is_break: bool = False


def compare(document: Document, page: bytes) -> tuple[Finding, ...]:
    """Give a finding for each place in which the transcription differs from the page.

    Nothing is said of a page in HTML, which has no lines, of one that is not UTF-8, or of a document whose text cannot
    be told.
    """
    if is_html(page):
        return ()
    try:
        expected = lines(page.decode("utf-8-sig"))
        stylesheet = saxon.stylesheet(resources.xslt() / "formats" / "diplomatic" / "main.xsl")
        written = lines(stylesheet.transform(saxon.parse(document.xml)))
    except (UnicodeDecodeError, saxon.TransformError, DocumentError):
        return ()
    if written == expected or not written:
        return ()
    return tuple(_findings(document, written, list(_differences(written, expected))[:_SHOWN]))


def _differences(written: list[str], expected: list[str]) -> Iterator[_Difference]:
    starts = [0, *accumulate(sum(c not in _SPACES for c in line) for line in written)]
    first = next((i for i, pair in enumerate(zip(written, expected, strict=False)) if pair[0] != pair[1]), None)
    if first is not None and max(len(written), len(expected)) > _COMPARED:
        yield _in_line(written[first], expected[first], starts[first])
        return
    matcher = SequenceMatcher(None, written, expected, autojunk=False)
    for what, begin, last, page_begin, page_last in matcher.get_opcodes():
        if what == "equal":
            continue
        if what == "replace" and _letters(written[begin:last]) == _letters(expected[page_begin:page_last]):
            yield _broken(written[begin:last], expected[page_begin:page_last], starts[begin])
            continue
        pairs = min(last - begin, page_last - page_begin)
        for number in range(pairs):
            have, want = written[begin + number], expected[page_begin + number]
            yield _in_line(have, want, starts[begin + number])
        for number in range(begin + pairs, last):
            message = say("The line “{written}” is not on the page.", written=_cut(written[number]))
            yield _Difference(at=starts[number], message=message, repair=say("Take it out of the transcription."))
        for number in range(page_begin + pairs, page_last):
            message = say(
                "Line {number} of the page is missing before this place: “{expected}”.",
                number=number + 1,
                expected=_cut(expected[number]),
            )
            yield _Difference(at=starts[last], message=message, repair=say("Transcribe it here."))


def _letters(some: list[str]) -> str:
    return "".join(c for c in "".join(some) if c not in _SPACES)


def _broken(have: list[str], want: list[str], start: int) -> _Difference:
    """Say that the page has the same text, its lines otherwise."""
    first = min(have[0], want[0], key=len)
    if len(have) > len(want):
        message = say(
            "After “{first}” the transcription begins a line, where the page goes on in the same one.",
            first=_cut(first),
        )
        repair = say("Take out what begins a line there, as an empty block or <lb/>; the text stays.")
    else:
        message = say(
            "After “{first}” the page begins a line, where the transcription goes on in the same one.",
            first=_cut(first),
        )
        repair = say("Write <lb/> there, or give what follows a block of its own.")
    return _Difference(at=start, message=message, repair=repair, is_break=True)


def _in_line(have: str, want: str, start: int) -> _Difference:
    """Name the words in which two lines differ, and the characters where these are few."""
    limit = min(len(have), len(want))
    left = next((i for i in range(limit) if have[i] != want[i]), limit)
    right = next((i for i in range(limit - left) if have[-1 - i] != want[-1 - i]), limit - left)
    mine, theirs = have[left : len(have) - right], want[left : len(want) - right]
    begin, end = _whole_words(have, left, len(have) - right)
    here = have[begin:end]
    there = want[begin : len(want) - (len(have) - end)]
    exact = ""
    if len(mine) == len(theirs) <= 2 or not (mine + theirs).isprintable():
        exact = say(
            " ({mine} in place of {theirs})",
            mine=listed(mine) if mine else say("nothing"),
            theirs=listed(theirs) if theirs else say("nothing"),
        )
    message = say(
        "The transcription has “{here}”, the page has “{there}”{exact}.",
        here=_cut(here),
        there=_cut(there),
        exact=exact,
    )
    return _Difference(at=start + sum(c not in _SPACES for c in have[:begin]), message=message)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1] not in _SPACES:
        start -= 1
    while end < len(text) and text[end] not in _SPACES:
        end += 1
    return start, end


def _findings(document: Document, written: list[str], found: list[_Difference]) -> Iterator[Finding]:
    front = front_of(document.root)
    if front is None:
        return
    letters: list[_Spot] = [
        (parent, after, offset)
        for parent, after, text in printed(front)
        for offset, char in enumerate(text)
        if char not in _SPACES
    ]
    is_known = len(letters) == sum(c not in _SPACES for c in chain.from_iterable(written))
    places = TextPlaces(document)
    for difference in found:
        parent, after, offset = letters[min(difference.at, len(letters) - 1)] if is_known else (front, None, 0)
        yield document.finding(
            RULE,
            parent,
            difference.message,
            difference.repair,
            place=places.of(parent, after, offset) if is_known else None,
            breaks=("diplomatic", "reading", "html"),
            about=About(needs=_blocks(document, parent)) if difference.is_break else NOTHING,
        )


def _blocks(document: Document, element: "etree._Element") -> tuple[str, ...]:
    """Name the blocks around an element, in which something empty would begin a line."""
    around = (a for a in element.iterancestors() if a.tag in (tei("div"), tei("titlePage"), tei("byline")))
    return tuple(f"{LINES}{key(document.paths.readable(a))}" for a in around)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
