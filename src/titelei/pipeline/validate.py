"""Validating: files read, held to grammar and rules, to their pages and to each other."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from titelei.errors import DocumentError
from titelei.model import Finding, Severity, reaches
from titelei.pipeline import completion
from titelei.pipeline.article import Article, after, named_page, received, schema_paths
from titelei.settings import Settings, place_of
from titelei.validate import document as one
from titelei.validate import edition, excuses, rules, transcription
from titelei.validate.schematron import engines
from titelei.validate.schematron.engines import Engine
from titelei.xml.read import Document, find, read, shown


def validate_file(path: Path, settings: Settings, *, phase: str | None = None, engine: Engine | None = None) -> Article:
    """Read one file and hold it to grammar, rules and what the edition asks of files."""
    try:
        return validate_document(read(path), settings, phase=phase, engine=engine)
    except DocumentError as error:
        return unread(path, error, phase)


def unread(path: Path, error: DocumentError, phase: str | None) -> Article:
    """Give what came of a file that could not be read: the findings why."""
    found = tuple(replace(f, phase=f.phase or phase or "draft") for f in error.findings)
    return Article(file=shown(path), id=path.stem, stage="read", stopped=True, findings=found)


def validate_document(
    document: Document, settings: Settings, *, phase: str | None = None, engine: Engine | None = None
) -> Article:
    """Hold a document to grammar, rules and what the edition asks of files.

    ``phase`` None takes the one the document's status asks for, ``engine`` None that of the settings.
    """
    grammar, schema = schema_paths(settings)
    own = settings.validate.rules and settings.root / settings.validate.rules
    of_own, own_ids = _by_own_rules(document, own, settings), rules.ids_in(own)
    if settings.validate.severity:
        ours = {rule: level for rule, level in settings.validate.severity.items() if rule not in own_ids}
        rules.check_severities(ours, schema, lambda rule: place_of(("validate", "severity", rule), settings.root))
    chosen = phase or one.phase_of(document)
    found = one.validate(
        document,
        grammar=grammar,
        rules=schema,
        phase=phase,
        severity=settings.validate.severity,
        engine=engine or settings.validate.engine,
        cache=settings.cache,
        besides=_of_files(document, settings, chosen) + of_own,
        own=own_ids,
    )
    return after("validate", document, completion.of_document(found, document.data, phase=chosen))


def _by_own_rules(document: Document, own: Path | None, settings: Settings) -> tuple[Finding, ...]:
    """Hold a document to the project's own rules, which stand beside ours."""
    if own is None:
        return ()
    return engines.findings(document, own, "#DEFAULT", cache=settings.cache, allow=(own.parent,))


def _of_files(document: Document, settings: Settings, phase: str) -> tuple[Finding, ...]:
    """Hold a document to the clock, its file's name, and the page it was encoded from, if that is unchanged."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)  # it may be today somewhere
    found = edition.future_changes(document, tomorrow)
    if phase != "draft":
        found += edition.file_name(document) + edition.source_page(document, lambda n: named_page(settings, n))
    # Only pages as text have lines to compare.
    names = edition.source_files(document)
    page = received(document, settings) if all(name.endswith(".txt") for name in names) else None
    if page is None or any(f.rule == "source-page-digest" for f in found):
        return found
    return found + transcription.compare(document, page)


def register_beside(paths: Iterable[Path], settings: Settings) -> edition.Register:
    """Give a register that knows what the edition's other articles claim: for a deposit, which is seen by others."""
    register = edition.Register(settings.validate.severity)
    given = {path.resolve() for path in paths}
    for path in find((settings.articles,)) if settings.articles.is_dir() else ():
        if path.resolve() not in given:
            with suppress(DocumentError):  # its own fault is told when it is validated
                register.know(edition.summary(read(path)))
    return register


def against(article: Article, register: edition.Register) -> Article:
    """Hold an article against those before it."""
    if article.summary is None or article.document is None:
        return article
    found = excuses.marked(article.document, register.add(article.summary, article.document))
    if not found:
        return article
    found = completion.of_document(found, article.document.data, phase="draft")
    return replace(
        article,
        findings=article.findings + found,
        stopped=article.stopped or reaches(found, Severity.ERROR),
    )


class Neighbours:
    """The documents of an edition that were seen, each in its last state, to hold a changed one against."""

    def __init__(self) -> None:
        self._summaries: dict[str, edition.Summary] = {}

    def hold(self, article: Article) -> Article:
        """Hold an article against the others, and remember it in place of what it was."""
        register = edition.Register()
        for file, summary in self._summaries.items():
            if file != article.file:
                register.add(summary)
        if article.summary is not None:
            self._summaries[article.file] = article.summary
        return against(article, register)

    def forget(self, file: str) -> None:
        """Forget a document that is gone."""
        self._summaries.pop(file, None)
