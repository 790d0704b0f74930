"""Pages that are no article's page are refused, with what was seen and what to give instead."""

import re
from typing import Final

from titelei.encode import knowledge, name_patterns, people
from titelei.encode.facts import Facts
from titelei.encode.fields import byline
from titelei.encode.found import Reading
from titelei.encode.page import Line, Page
from titelei.encode.segments import folded
from titelei.errors import DocumentError
from titelei.model import Finding, Severity

_PAGE_RANGE: Final = re.compile(r"(?:^|[\s.…])(?:pp?\.\s?|с\.\s?|стр\.\s?)?\d{1,4}\s?[-–—]\s?\d{1,4}\s*$")
LONGEST_LINE: Final = 20_000
"""A line of more characters is no paragraph of a landing page, and is not searched."""
ARTICLE: Final = (
    "Give the article's own page: the one with its title, authors and abstract, saved as HTML or copied as text."
)


def before_reading(page: Page) -> None:
    """Refuse what cannot be read at all: binary data, nothing, a line without an end.

    Raises:
        DocumentError: with one finding that says what was seen.
    """
    if page.is_binary:
        raise _refused(
            page,
            "encode-binary",
            f"{page.name} is not text: its {page.size} bytes are those of a picture, PDF or archive.",
            ARTICLE,
        )
    if page.is_cut:
        raise _refused(
            page,
            "encode-too-deep",
            f"{page.name} nests more than two thousand elements in one another, and its text cannot be read whole.",
            "Open the page in a browser, and copy its text.",
        )
    if not page.lines or sum(len(x.text.strip()) for x in page.lines) < 15:
        raise _refused(
            page,
            "encode-empty",
            f"{page.name} has no text ({page.size} bytes).",
            "Save or copy the page again, and look whether the file holds it.",
        )
    long = next((x for x in page.lines if len(x.text) > LONGEST_LINE), None)
    if long is not None:
        raise _refused(
            page,
            "encode-long-line",
            f"Line {long.number} of {page.name} has {len(long.text):,} characters; a line of an article's page has "
            f"{LONGEST_LINE:,} at most.",
            "Keep the line breaks when you copy the page, or save it as HTML.",
            long,
        )


def after_reading(reading: Reading, facts: Facts) -> None:
    """Refuse pages of another kind: login, error, an issue's contents, two articles, no article at all.

    Raises:
        DocumentError: with one finding that says what was seen.
    """
    page = reading.page
    kinds = [s.kind for s in reading.segments]
    text = "\n".join(x.text for x in page.lines)
    substance = (
        ("abstract" in kinds)
        + ("keywords" in kinds)
        + bool(facts.authors)
        + ("doi" in facts.single)
        + ("citation" in kinds)
        + bool(facts.titles and facts.journals and "year" in facts.single)
    )
    if _is_login(page, text, kinds):
        raise _refused(
            page,
            "encode-login",
            f"{page.name} is a login page: it asks for a password and holds no abstract.",
            ARTICLE + " Log in first, if the page asks for it.",
        )
    if substance < 2 and len(page.lines) < 60 and (found := knowledge.holds("kinds", "error").search(text)):
        raise _refused(
            page, "encode-error-page", f"{page.name} is a server's error page: it says “{found[0][:60]}”.", ARTICLE
        )
    if substance < 3 and (told := _tells_otherwise(reading, facts)):
        raise _refused(page, "encode-not-an-article", f"{page.name} is no article's page: {told}.", ARTICLE)
    if (count := _entries(page, reading)) >= 3:
        raise _refused(
            page,
            "encode-contents",
            f"{page.name} is a list of articles, such as an issue's contents: it has {count} "
            f"entries of authors with a title or pages, and no abstract of one article.",
            "Give the page of one of these articles.",
        )
    if pair := _two_articles(reading):
        raise _refused(
            page,
            "encode-two-articles",
            f"{page.name} holds two articles: {pair}.",
            "Give each article's page as a file of its own.",
        )
    if not (facts.titles or facts.authors) or (substance < 2 and not (facts.titles and facts.authors)):
        seen = (
            ", ".join(sorted({k for k in kinds if k not in ("furniture", "unclassified", "candidate")}))
            or "nothing that a rule knows"
        )
        raise _refused(
            page,
            "encode-not-an-article",
            f"{page.name} does not look like an article's page: in its {len(page.lines)} "
            f"lines there are {seen}, but not title or authors with an abstract, key words or "
            f"a DOI.",
            ARTICLE,
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
            breaks=("every output",),
        )
    )


def _is_login(page: Page, text: str, kinds: list[str]) -> bool:
    if "abstract" in kinds or "keywords" in kinds:
        return False
    asks = page.has_password or bool(knowledge.holds("kinds", "login").search(text))
    return asks and bool(knowledge.holds("kinds", "login_button").search(text)) and len(page.lines) < 60


def _tells_otherwise(reading: Reading, facts: Facts) -> str:
    """Say by what a page that has little of an article tells that it is something else; empty where it does not."""
    lines = [x for x in reading.page.lines if not x.is_menu]
    for line in lines[:6]:
        if "doi" not in facts.single and knowledge.whole("kinds", "profile").fullmatch(line.text):
            return f"line {line.number} says “{line.text.strip()[:60]}”"
    if not facts.authors and "doi" not in facts.single:
        for line in lines[:6]:
            if knowledge.whole("kinds", "about").fullmatch(line.text):
                return f"line {line.number} says “{line.text.strip()[:60]}”, and nobody is named as author"
    book = next((x for x in lines if knowledge.holds("kinds", "book").search(x.text)), None)
    if book and not (facts.journals or "doi" in facts.single or any(s.kind == "abstract" for s in reading.segments)):
        return f"line {book.number} has an ISBN, and no journal is named"
    return ""


def _entries(page: Page, reading: Reading) -> int:
    """Count entries of a list of articles: lines of names with a title beside them, or titles with page ranges."""
    kinds = [s.kind for s in reading.segments]
    if "abstract" in kinds and any(s.kind == "abstract" and s.label for s in reading.segments):
        return 0
    listed = {t.line for s in reading.segments if s.kind in ("references", "related") for t in s.texts}
    names, ranges, headed = [], 0, False
    for line in page.lines:
        if line.index in listed or line.is_menu:
            continue
        headed = headed or bool(knowledge.whole("kinds", "contents").fullmatch(line.text))
        heading = name_patterns.HEADING.match(line.text.strip())
        found = people.split(line.text) if len(line.text) < 200 else []
        if (found and min(n.confidence for _, _, n, _ in found) >= 0.85) or (
            heading and people.split(heading["names"])
        ):
            after = page.lines[line.index + 1].text if line.index + 1 < len(page.lines) else ""
            if not byline.is_byline(after) or heading:
                names.append(line.index)
        ranges += bool(_PAGE_RANGE.search(line.text) and len(line.text.split()) > 3)
    many = [b for a, b in zip([-9, *names], names, strict=False) if b - a >= 1]
    if len(many) >= 3 and (ranges >= 2 or headed or (len(many) >= 4 and "abstract" not in kinds)):
        return max(len(many), ranges)
    return ranges if ranges >= 4 else 0


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
        return f"it has two DOIs, {' and '.join(sorted(dois)[:2])}, each with an abstract, key words or a citation"
    if not twice:
        return ""
    headings: dict[str, int] = {}
    for line in lines:
        found = name_patterns.HEADING.match(line.text.strip()) if len(line.text) < 400 else None
        if found and people.split(found["names"]) and not byline.is_byline(found["title"]):
            headings.setdefault(folded(found["title"]), line.number)
    titles = {folded(c.value) for c in reading.claims if c.field == "title" and c.source in ("label", "heading")}
    for lang, pair in twice.items():
        if len(headings) > 1 or len(dois) > 1 or keywords.get(lang, 0) > 1 or len(titles) > 2:
            places = [str(lines[i].number) for i in list(pair.values())[:2]]
            return f"it has two different abstracts in one language, on lines {places[0]} and {places[1]}" + (
                f", and two DOIs, {' and '.join(sorted(dois)[:2])}" if len(dois) > 1 else ""
            )
    return ""
