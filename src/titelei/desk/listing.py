"""The list of articles: by issue, by words, a page at a time, so that it stays quick however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from titelei.desk.articles import Row

_ROWS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue of a journal: its name, how many of its articles are published, ready to be, and left to do."""

    name: str
    total: int
    published: int
    ready: int

    @property
    def waits(self) -> int:
        """How many are not published."""
        return self.total - self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list, what it was asked for, and the issues of the edition."""

    rows: tuple[Row, ...]
    issues: tuple[Issue, ...]
    total: int
    page: int
    pages: int
    issue: str
    query: str


def listing(rows: Sequence[Row], asked: Mapping[str, str]) -> Listing:
    """Choose rows by ``issue``, ``q`` (words of title, authors or id) and ``page``, which an address asks for."""
    has_journals = len({row.journal for row in rows if row.journal}) > 1
    issue, query = asked.get("issue", ""), " ".join(asked.get("q", "").split())
    words = query.casefold().split()
    found = [
        row
        for row in rows
        if (not issue or issue_of(row, has_journals=has_journals) == issue)
        and all(word in f"{row.title} {row.authors} {row.id}".casefold() for word in words)
    ]
    pages = max(1, -(-len(found) // _ROWS))
    number = asked.get("page", "")
    page = min(max(1, int(number)), pages) if number.isdecimal() and len(number) < 9 else 1
    return Listing(
        rows=tuple(found[(page - 1) * _ROWS : page * _ROWS]),
        issues=_issues(rows, has_journals=has_journals),
        total=len(found),
        page=page,
        pages=pages,
        issue=issue,
        query=query,
    )


def unpublished(rows: Sequence[Row], issue: str) -> list[str]:
    """Give the ids of an issue's articles that are not published."""
    has_journals = len({row.journal for row in rows if row.journal}) > 1
    return [r.id for r in rows if r.status == "draft" and issue_of(r, has_journals=has_journals) == issue]


def issue_of(row: Row, *, has_journals: bool) -> str:
    """Name the issue of an article; with its journal where the edition has several. Empty where it has none."""
    return f"{row.journal} {row.issue}".strip() if has_journals and row.issue else row.issue


def _issues(rows: Sequence[Row], *, has_journals: bool) -> tuple[Issue, ...]:
    """Give the issues, those with something left to do first, then the newest."""
    of: dict[str, list[Row]] = {}
    for row in rows:
        name = issue_of(row, has_journals=has_journals)
        if name:
            of.setdefault(name, []).append(row)
    found = [
        Issue(
            name=name,
            total=len(each),
            published=sum(row.status == "published" for row in each),
            ready=sum(row.status == "draft" and row.open == 0 and row.errors == 0 for row in each),
        )
        for name, each in of.items()
    ]
    found.sort(key=lambda i: (i.name.rpartition(", ")[2], i.name), reverse=True)
    return tuple(sorted(found, key=lambda i: i.waits == 0))
