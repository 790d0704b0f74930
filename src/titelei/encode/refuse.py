"""Pages that are no article's page are refused, with what was seen and what to give instead."""

from typing import Final

from titelei.encode import kinds, name_lists, name_patterns
from titelei.encode.choose import Choice
from titelei.encode.fields import byline
from titelei.encode.found import Reading
from titelei.encode.kinds import ARTICLE
from titelei.encode.page import Line, Page
from titelei.encode.segments import folded
from titelei.errors import DocumentError
from titelei.messages import joined, say
from titelei.model import Finding, Severity

LONGEST_LINE: Final = 20_000
"""A line of more characters is no paragraph of a landing page, and is not searched."""


def before_reading(page: Page) -> None:
    """Refuse what cannot be read at all: binary data, nothing, a line without an end.

    Raises:
        DocumentError: with one finding that says what was seen.
    """
    if page.is_binary:
        raise _refused(
            page,
            "encode-binary",
            say(
                "{name} is not text: its {size} bytes are those of a picture, PDF or archive.",
                name=page.name,
                size=page.size,
            ),
            ARTICLE,
        )
    if page.is_cut:
        raise _refused(
            page,
            "encode-too-deep",
            say(
                "{name} nests more than two thousand elements in one another, and its text cannot be read whole.",
                name=page.name,
            ),
            say("Open the page in a browser, and copy its text."),
        )
    if (robot := kinds.robot(page)) is not None:
        raise _refused(page, robot.rule, joined("", (f"{page.name} ", robot.told, ".")), robot.repair)
    if not page.lines or sum(len(x.text.strip()) for x in page.lines) < 15:
        raise _refused(
            page,
            "encode-empty",
            say("{name} has no text ({size} bytes).", name=page.name, size=page.size),
            say("Save or copy the page again, and look whether the file holds it."),
        )
    long = next((x for x in page.lines if len(x.text) > LONGEST_LINE), None)
    if long is not None:
        raise _refused(
            page,
            "encode-long-line",
            say(
                "Line {number} of {name} has {text_count:,} characters; a line of an article's page has "
                "{longest_line:,} at most.",
                number=long.number,
                name=page.name,
                text_count=len(long.text),
                longest_line=LONGEST_LINE,
            ),
            say("Keep the line breaks when you copy the page, or save it as HTML."),
            long,
        )


def after_reading(reading: Reading, choice: Choice) -> None:
    """Refuse pages of another kind: login, error, an issue's contents, another work, two articles, no article at all.

    Raises:
        DocumentError: with one finding that says what was seen.
    """
    page = reading.page
    taken = kinds.of_page(reading, choice)
    if taken is not None:
        raise _refused(page, taken.rule, joined("", (f"{page.name} ", taken.told, ".")), taken.repair, taken.line)
    if not kinds.is_declared(page.head) and (pair := _two_articles(reading)):
        raise _refused(
            page,
            "encode-two-articles",
            say("{name} holds two articles: {pair}.", name=page.name, pair=pair),
            say("Give each article's page as a file of its own."),
        )


def _refused(page: Page, rule: str, message: str, repair: str, line: Line | None = None) -> DocumentError:
    first = line or (page.lines[0] if page.lines else None)
    return DocumentError(
        Finding(
            rule=rule,
            severity=Severity.ERROR,
            phase="draft",
            file=page.name,
            line=first.number if first else 0,
            source_line=first.text[:400] if first else "",
            message=message,
            repair=repair,
            breaks=(say("every output"),),
        )
    )


def _two_articles(reading: Reading) -> str:
    """Say which two articles a page holds; empty for one.

    Two long abstracts in one language and another sign tell of two articles; so do two DOIs on lines of their own, with
    two of: labelled abstracts in one language, lists of key words in one language, labelled citations.
    """
    abstracts: dict[str, dict[str, int]] = {}
    labelled: dict[str, set[str]] = {}
    citations: set[str] = set()
    keywords: dict[str, int] = {}
    lines = reading.page.lines
    for segment in reading.segments:
        text = folded(" ".join(lines[t.line].text[t.start : t.end] for t in segment.texts))
        if segment.kind == "abstract" and segment.label and len(text) > 60:
            abstracts.setdefault(segment.lang, {}).setdefault(text[:200], segment.first_line)
        if segment.kind == "abstract" and segment.label and text:
            labelled.setdefault(segment.lang, set()).add(text)
        if segment.kind == "citation" and segment.label and text:
            citations.add(text)
        if segment.kind == "keywords" and segment.texts:
            keywords[segment.lang] = keywords.get(segment.lang, 0) + 1
    dois = {
        c.value.casefold() for c in reading.claims if c.field == "doi" and c.place is not None and c.source == "label"
    }
    signs = (
        any(len(found) > 1 for found in labelled.values())
        + any(count > 1 for count in keywords.values())
        + (len(citations) > 1)
    )
    twice = {lang: found for lang, found in abstracts.items() if len(found) > 1}
    if not twice and len(dois) > 1 and signs > 1:
        return say(
            "it has two DOIs, {dois}, each with an abstract, key words or a citation",
            dois=joined(say(" and "), sorted(dois)[:2]),
        )
    if not twice:
        return ""
    headings: dict[str, int] = {}
    for line in lines:
        found = name_patterns.HEADING.match(line.text.strip()) if len(line.text) < 400 else None
        if found and name_lists.split(found["names"]) and not byline.is_byline(found["title"]):
            headings.setdefault(folded(found["title"]), line.number)
    titles = {folded(c.value) for c in reading.claims if c.field == "title" and c.source in ("label", "heading")}
    for lang, pair in twice.items():
        if len(headings) > 1 or len(dois) > 1 or keywords.get(lang, 0) > 1 or len(titles) > 2:
            places = [str(lines[i].number) for i in list(pair.values())[:2]]
            return say(
                "it has two different abstracts in one language, on lines {places} and {places2}",
                places=places[0],
                places2=places[1],
            ) + (say(", and two DOIs, {dois}", dois=joined(say(" and "), sorted(dois)[:2])) if len(dois) > 1 else "")
    return ""
