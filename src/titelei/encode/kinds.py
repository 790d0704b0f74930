"""What kind of page was given: an article's, or a login, error, list, journal's, book's, dataset's, news page.

What a page declares of itself decides; else the words at its head and what it holds of an article.
"""

import re
from dataclasses import dataclass
from typing import Final

from titelei.encode import knowledge, name_lists, name_patterns
from titelei.encode.choose import Choice
from titelei.encode.fields import byline
from titelei.encode.found import Reading
from titelei.encode.page import Line, Page
from titelei.messages import say
from titelei.sources.head import Head

ARTICLE: Final = say(
    "Give the article's own page: the one with its title, authors and abstract, saved as HTML or copied as text."
)
_WORKS: Final = {
    "book": say("the page of a book"),
    "thesis": say("the page of a thesis"),
    "dataset": say("the page of a dataset"),
    "news": say("a news page"),
    "profile": say("a person's page"),
    "contents": say("a list of articles"),
    "search": say("a list of search results"),
    "guidelines": say("guidelines for authors"),
    "journal": say("a page about the journal"),
    "programme": say("the programme of a conference"),
}
_TOP: Final = 12
"""So many lines of a page stand at its head."""
_SMALL: Final = 60
"""A page with fewer lines may be nothing but a login or an error."""
_PAGE_RANGE: Final = re.compile(r"(?:^|[\s.…])(?:pp?\.\s?|[сsSp]\.\s?|стр\.\s?)?\d{1,4}\s?[-–—]\s?\d{1,4}\s*$")
_GENERAL: Final = ("og.type",)
"""Statements of a page's type that say “article” of anything that is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a page was taken for that is no article's: rule, what tells of it, the line that does, what to give."""

    rule: str
    told: str
    line: Line | None = None
    repair: str = ARTICLE


def is_declared(head: Head) -> bool:
    """Tell whether a page declares an article of a journal: title, authors, and where it was published."""
    titled = any(s.kind != "opengraph" for s in head.fields.get("title", ()))
    placed = any(name in head.fields for name in ("journal", "doi", "volume", "issn", "first-page"))
    return bool(head.authors) and titled and placed


def robot(page: Page) -> Taken | None:
    """Tell a page that asks whether a person reads it, where it holds nothing else."""
    if len(page.lines) >= _SMALL or is_declared(page.head):
        return None
    titles = [s.value for s in page.head.metas if s.name == "html:title"]
    text = "\n".join([*titles, *(line.text for line in page.lines)])
    found = knowledge.holds("kinds", "robot", part="parts").search(text)
    if found is None:
        return None
    return Taken(
        rule="encode-robot-check", told=say("asks whether a person reads it: it says “{found}”", found=found[0][:60])
    )


def of_page(reading: Reading, choice: Choice) -> Taken | None:
    """Give what a page is that is no article's; None for an article's."""
    page = reading.page
    held = _substance(reading, choice)
    text = "\n".join(line.text for line in page.lines)
    if _is_login(page, text, held):
        return Taken(
            rule="encode-login",
            told=say("is a login page: it asks for a password and holds no abstract"),
            repair=ARTICLE + say(" Log in first, if the page asks for it."),
        )
    error = knowledge.holds("kinds", "error", part="parts").search(text)
    if len(held) < 2 and len(page.lines) < _SMALL and error:
        return Taken(
            rule="encode-error-page", told=say("is a server's error page: it says “{error}”", error=error[0][:60])
        )
    if (work := _declared_work(page.head)) is not None:
        return work
    if is_declared(page.head):
        return None
    return _by_words(page, held) or _by_list(page, reading) or _by_substance(page, held)


def _substance(reading: Reading, choice: Choice) -> set[str]:
    """Give what a page holds of an article."""
    parts = {s.kind for s in reading.segments if s.label is not None}
    held = parts & {"abstract", "keywords", "citation", "references"}
    held |= {"authors"} if choice.authors or reading.authors else set()
    held |= {"title"} if choice.titles or any(s.kind == "title" for s in reading.segments) else set()
    held |= {"journal"} if choice.journals or {"volume", "issue", "pages"} & choice.single.keys() else set()
    held |= {"DOI"} if "doi" in choice.single else set()
    kinds = {s.kind for s in reading.segments}
    return held | ({"citation"} if "citation" in kinds else set()) | ({"text"} if "abstract" in kinds else set())


def _is_login(page: Page, text: str, held: set[str]) -> bool:
    if held & {"abstract", "keywords"} or len(page.lines) >= _SMALL:
        return False
    asks = page.has_password or bool(knowledge.holds("kinds", "login", part="parts").search(text))
    return asks and bool(knowledge.holds("kinds", "login_button", part="parts").search(text))


def _declared_work(head: Head) -> Taken | None:
    """Tell another kind of work by what the page declares, unless it also declares an article."""
    said = [(kind, by) for kind, by in head.kinds if by.name not in _GENERAL]
    for by in head.fields.get("title", ()):
        for kind in knowledge.table("kinds")["works"]:
            if "journal" not in head.fields and knowledge.whole("kinds", kind, part="works").fullmatch(by.value):
                said.append((kind, by))
    others = [(kind, by) for kind, by in said if kind != "article"]
    if not others or any(kind == "article" for kind, _ in said):
        return None
    kind, by = others[0]
    return Taken(
        rule="encode-other-kind",
        told=say("is {works}: it declares itself “{value}” ({name})", works=_WORKS[kind], value=by.value, name=by.name),
    )


def _by_words(page: Page, held: set[str]) -> Taken | None:
    """Tell by the words at the head of a page that holds little of an article."""
    lines = [x for x in page.lines if not x.is_menu]
    is_article = "authors" in held and bool(held & {"abstract", "keywords", "citation", "DOI"})
    for line in lines[:_TOP]:
        for kind in knowledge.table("kinds")["works"]:
            if not held & {"abstract", "keywords"} and knowledge.whole("kinds", kind, part="works").fullmatch(
                line.text
            ):
                return Taken(
                    rule="encode-other-kind",
                    told=say("is {work}: {quoted}", work=_WORKS[kind], quoted=_quoted(line)),
                    line=line,
                )
    for line in lines[: _TOP if not is_article else 0]:
        for kind in knowledge.table("kinds")["heads"]:
            lists = kind in ("contents", "programme") and len(held & {"authors", "title", "journal"}) > 1
            if not lists and knowledge.whole("kinds", kind, part="heads").fullmatch(line.text):
                rule = "encode-contents" if kind in ("contents", "search") else "encode-not-an-article"
                return Taken(
                    rule=rule, told=say("is {work}: {quoted}", work=_WORKS[kind], quoted=_quoted(line)), line=line
                )
    book = next((x for x in lines if knowledge.holds("kinds", "book", part="parts").search(x.text)), None)
    if book and not held & {"journal", "DOI", "abstract", "text"}:
        return Taken(
            rule="encode-other-kind",
            told=say("is {book}: {book2}, and no journal is named", book=_WORKS["book"], book2=_quoted(book)),
            line=book,
        )
    return None


def _quoted(line: Line) -> str:
    return say("line {number} says “{text}”", number=line.number, text=line.text.strip()[:60])


def _by_list(page: Page, reading: Reading) -> Taken | None:
    count = _entries(page, reading)
    if count < 3:
        return None
    return Taken(
        rule="encode-contents",
        told=say(
            "is a list of articles, such as an issue's contents: it has {count} entries of authors "
            "with a title or pages, and no abstract of one article",
            count=count,
        ),
        repair=say("Give the page of one of these articles."),
    )


def _by_substance(page: Page, held: set[str]) -> Taken | None:
    enough = held & {"abstract", "keywords", "citation", "DOI", "journal"}
    named = held & {"title", "authors"}
    if len(enough) + len(named) > 2 or (named and enough & {"abstract", "keywords", "DOI", "citation"}):
        return None
    if page.kind == "text" and len(named) > 1:
        return None
    return Taken(
        rule="encode-not-an-article",
        told=say(
            "does not look like an article's page: {held} was found in it, and an article's page has a title or "
            "authors and, beside them, an abstract, key words, a journal's numbers or a DOI",
            held=say("nothing but {held}", held=", ".join(sorted(held))) if held else say("nothing of an article"),
        ),
    )


def _entries(page: Page, reading: Reading) -> int:
    """Count entries of a list of articles: lines of names with a title beside them, or titles with page ranges."""
    kinds = [s.kind for s in reading.segments]
    if any(s.kind == "abstract" and s.label for s in reading.segments):
        return 0
    listed = {t.line for s in reading.segments if s.kind in ("references", "related") for t in s.texts}
    names, ranges, headed = [], 0, False
    for line in page.lines:
        if line.index in listed or line.is_menu:
            continue
        headed = headed or bool(knowledge.whole("kinds", "contents", part="heads").fullmatch(line.text))
        heading = name_patterns.HEADING.match(line.text.strip())
        found = name_lists.split(line.text) if len(line.text) < 200 else []
        if (found and min(n.confidence for _, _, n, _ in found) >= 0.85) or (
            heading and name_lists.split(heading["names"])
        ):
            after = page.lines[line.index + 1].text if line.index + 1 < len(page.lines) else ""
            if not byline.is_byline(after) or heading:
                names.append(line.index)
        ranges += bool(_PAGE_RANGE.search(line.text) and len(line.text.split()) > 3)
    many = [b for a, b in zip([-9, *names], names, strict=False) if b - a >= 1]
    if len(many) >= 3 and (ranges >= 2 or headed or (len(many) >= 4 and "abstract" not in kinds)):
        return max(len(many), ranges)
    return ranges if ranges >= 4 else 0
