"""The two long jobs of the desk: “encode” of what was brought, “publish” and “run” of the articles chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Final

from titelei.desk.jobs import Result
from titelei.desk.work import Changed, Work
from titelei.encode.many import Item
from titelei.messages import say
from titelei.model import Severity, reaches
from titelei.pipeline import encode
from titelei.pipeline.article import Article
from titelei.pipeline.run import run_all

_HTML: Final = (b"<!doctype", b"<html", b"<head", b"<body")


def brought(work: Work, files: Sequence[tuple[str, bytes]], url: str) -> Iterator[Result]:
    """Make drafts of files, given by name and bytes; ``url`` is the address of the page, where only one was brought."""
    items = tuple(Item(path=Path(name), data=data, url=url if len(files) == 1 else "") for name, data in files)
    when = datetime.now(UTC).date().isoformat()
    for done in encode.encode_all(items, encode.Place(settings=work.settings), when=when, jobs=1):
        article = done.target.tei.stem if done.target is not None else ""
        yield Result(
            name=done.outcome.item.path.name,
            done=done.action,
            article=article,
            kind=done.outcome.kind,
            is_bad=not article or reaches(done.findings, Severity.ERROR),
            open=_open(work, article),
            findings=done.findings,
        )


def _open(work: Work, article: str) -> int:
    return len(work.open(article).questions) if article else 0


def published(work: Work, articles: Sequence[str], by: str) -> Iterator[Result]:
    """Publish articles, each held to all that publication asks; then render and deposit those that are."""
    ready = []
    for article in articles:
        standing = work.standing(article, is_published=True, by=by)
        if standing.is_refused:
            left = tuple(f for f in standing.findings if f.severity is Severity.ERROR)
            yield Result(name=article, done="left", article=article, is_bad=True, findings=left)
            continue
        try:
            work.put(standing, is_published=True, by=by)
        except Changed as changed:
            yield Result(name=changed.article, done="changed", article=article, is_bad=True)
            continue
        ready.append(work.articles.pair(article).tei)
    settings = replace(work.settings, repository=replace(work.settings.repository, user_name=by))
    for made in run_all(ready, settings, now=datetime.now(UTC), beside=True):
        yield _deposited(made)


def _deposited(made: Article) -> Result:
    if made.stored is None:
        return Result(name=made.id, done="stopped", article=made.id, is_bad=True, findings=made.findings)
    word = "stored" if made.stored.changed else "same"
    return Result(name=f"{made.id} {made.stored.version}", done=word, article=made.id, findings=())


def file_name(given: str, data: bytes, number: int) -> str:
    """Give the name under which something that was brought is known; what was pasted has none of its own."""
    name = PurePath(given.replace("\\", "/")).name.lstrip(".")
    if name:
        return name
    ending = "html" if data.lstrip()[:40].lower().startswith(_HTML) else "txt"
    return str(say("pasted {number}", number=number)).replace(" ", "-") + f".{ending}"
