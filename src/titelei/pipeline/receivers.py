"""Validating many files, and for who receives them: what the receiver of a format refuses is found by making it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from titelei import batch
from titelei.model import Severity
from titelei.pipeline.article import Article
from titelei.pipeline.render import accept_and_make
from titelei.pipeline.validate import against, validate_file
from titelei.settings import Settings
from titelei.validate import edition
from titelei.validate.schematron.engines import Engine


def validate_all(
    paths: Iterable[Path],
    settings: Settings,
    *,
    jobs: int = 1,
    phase: str | None = None,
    engine: Engine | None = None,
    receiver: str = "",
) -> Iterator[Article]:
    """Validate every file and hold the documents against each other; give each article as it is done, in order.

    ``receiver`` is a format: what its receiver refuses of an article is found, too, by making it.
    """
    register = edition.Register(settings.validate.severity)
    options = {"phase": phase, "engine": engine, "receiver": receiver}
    for article in batch.over(_validated, list(paths), settings, jobs=jobs, **options):
        yield against(article, register)


def _validated(path: Path, settings: Settings, *, phase: str | None, engine: Engine | None, receiver: str) -> Article:
    """Validate a file and, where a receiver is asked about, make its format: it takes what no rule can foresee.

    A format is made of all that the grammar accepts, so its limits are told beside what the rules say.
    """
    article = validate_file(path, settings, phase=phase, engine=engine)
    if not receiver or article.document is None:
        return article
    made = accept_and_make(article.document, settings, (receiver,))
    # A rule for this receiver alone has the cause already.
    is_told = any(f.breaks == (receiver,) and f.severity is Severity.ERROR for f in article.findings)
    more = () if is_told or made.stage == "validate" else tuple(f for f in made.findings if f not in article.findings)
    return replace(article, findings=article.findings + more, stopped=article.stopped or made.stopped)
