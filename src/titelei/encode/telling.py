"""Findings about a page: each with the line that it is of, as the page has it."""

from titelei.encode.claims import Place
from titelei.encode.page import Page
from titelei.messages import say
from titelei.model import About, Finding, Severity


def told(
    page: Page,
    rule: str,
    message: str,
    repair: str,
    *,
    place: Place | None = None,
    number: int = 0,
    severity: Severity = Severity.WARNING,
    values: tuple[str, ...] = (),
) -> Finding:
    """Make a finding about characters of a page, ``place``, else about a line of the file, ``number``."""
    line = page.lines[place.line] if place else None
    return Finding(
        rule=rule,
        severity=severity,
        phase="draft",
        file=page.name,
        line=line.number if line else number,
        column=place.start + 1 if place else 0,
        source_line=line.text if line else "",
        message=message,
        repair=repair,
        about=About(values=values),
    )


def pages_disagree(page: str, message: str, repair: str) -> Finding:
    """Say in what a page contradicts the others of its article."""
    return _of_page("encode-pages-disagree", Severity.WARNING, page, message, repair)


def same_article(page: str, article: str, doi: str) -> Finding:
    """Say that a page is of an article that is there already: of the edition, or of a record before it."""
    if doi:
        message = say(
            "{page} is a page of the article {article}, whose DOI, {doi}, it has; no second draft was made.",
            page=page,
            article=article,
            doi=doi,
        )
    else:
        message = say(
            "{page} is a page of the article {article}, with its volume, issue, pages and authors; no second draft was "
            "made.",
            page=page,
            article=article,
        )
    repair = say(
        "To have one draft of all its pages, encode them together, with the page that {article} was made from; "
        "where {article} was changed by hand, take over into it what only this page has.",
        article=article,
    )
    return _of_page("encode-same-article", Severity.WARNING, page, message, repair)


def one_of_several(page: str, article: str) -> Finding:
    """Say that a page is one of several that a draft was made from, and that the others were not given."""
    message = say(
        "{page} is one of several pages that {article} was made from, so the draft stays as it is.",
        page=page,
        article=article,
    )
    repair = say(
        "To make the draft anew, encode all its pages together: those whose names begin with {article} in "
        "tei/sources/.",
        article=article,
    )
    return _of_page("encode-same-article", Severity.INFO, page, message, repair)


def _of_page(rule: str, severity: Severity, page: str, message: str, repair: str) -> Finding:
    """Make a finding about a page as a whole."""
    return Finding(rule=rule, severity=severity, phase="draft", file=page, message=message, repair=repair)
