"""The order in which articles go to other people's repositories: our own repository, the target, the receipt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from titelei.deposit.desk import Plan, Sent
from titelei.deposit.errors import UnreachableError
from titelei.deposit.values import State
from titelei.errors import ObjectError
from titelei.messages import say
from titelei.model import Severity, reaches
from titelei.pipeline import storing
from titelei.pipeline.article import Article, schema_paths
from titelei.pipeline.delivery.counter import Office
from titelei.pipeline.delivery.items import as_item, keep_receipt, read_item, tombstone
from titelei.pipeline.drafts import Drafts
from titelei.pipeline.run import plan_all, run_all
from titelei.pipeline.storing import content, newest_change
from titelei.pipeline.validate import validate_document
from titelei.settings import Settings
from titelei.validate import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came of one article: how far it got here, and what the target did with it, or would be asked to do."""

    article: Article
    sent: Sent | None = None
    plan: Plan | None = None


def deliver(
    paths: Iterable[Path],
    settings: Settings,
    at: Office,
    *,
    now: datetime,
    jobs: int = 1,
    message: str | None = None,
    found: str = "",
) -> Iterator[Delivery]:
    """Take every file into our own repository, then to the target; give each article as it is done.

    A target that cannot be reached is asked once; all articles after that are queued.

    Raises:
        TiteleiError: nothing can go on here.
    """
    down = ""
    for article in run_all(paths, settings, now=now, jobs=jobs, message=message, beside=True, drafts=Drafts.REFUSE):
        article = _held_to_target(article, settings, at.desk.name)
        if article.stored is None or article.stopped:
            yield Delivery(article=article)
            continue
        try:
            sent, down = _one(article.stored.object_id, settings, at, found=found, down=down)
        except ObjectError as error:
            yield Delivery(article=storing.damaged(article, error))
            continue
        yield Delivery(article=article, sent=sent)


def withdraw(settings: Settings, at: Office, *, known: frozenset[str]) -> Iterator[Sent]:
    """Withdraw at the target what is withdrawn here and has no file any more (``known`` are the articles with one)."""
    down = ""
    for object_id in _without_file(at, known):
        try:
            if tombstone(at.catalogue.repository, object_id) is None:
                continue
            sent, down = _one(object_id, settings, at, down=down)
        except ObjectError as error:
            article, why = _not_withdrawn(object_id, error)
            sent = Sent(article=article, target=at.desk.name, state=State.REFUSED, message=why)
        yield sent


def plan(paths: Iterable[Path], settings: Settings, at: Office, *, jobs: int = 1) -> Iterator[Delivery]:
    """Take every file as far as :func:`deliver` does, and say what would be asked of the target. Nothing is written."""
    for article in plan_all(paths, settings, jobs=jobs):
        article = _held_to_target(article, settings, at.desk.name)
        if article.stored is None or article.stopped or article.document is None:
            yield Delivery(article=article)
            continue
        object_id = article.stored.object_id
        try:
            withdrawal = _plan_withdrawal(object_id, settings, at)
        except ObjectError as error:
            yield Delivery(article=storing.damaged(article, error))
            continue
        if withdrawal is not None:
            yield Delivery(article=article, plan=withdrawal)
            continue
        files = content(article, article.document, settings)
        message = newest_change(article.document)
        item = as_item(object_id, article.stored.version, files, settings, message)
        yield Delivery(article=article, plan=at.desk.plan(item))


def plan_withdrawals(settings: Settings, at: Office, *, known: frozenset[str]) -> Iterator[Plan]:
    """Say what :func:`withdraw` would ask."""
    for object_id in _without_file(at, known):
        try:
            planned = _plan_withdrawal(object_id, settings, at)
        except ObjectError as error:
            article, why = _not_withdrawn(object_id, error)
            planned = Plan(article=article, target=at.desk.name, faults=(why,))
        if planned is not None:
            yield planned


def _plan_withdrawal(object_id: str, settings: Settings, at: Office) -> Plan | None:
    """Say what the withdrawal of an object would ask; None where it is not withdrawn here."""
    stone = tombstone(at.catalogue.repository, object_id)
    if stone is None:
        return None
    item = read_item(at.catalogue.repository, object_id, settings)
    return at.desk.plan_withdrawal(item, reason=stone.reason)


def _not_withdrawn(object_id: str, error: ObjectError) -> tuple[str, str]:
    """Give the article of a damaged object, and what is said of it: its damage stops no other."""
    return object_id.rpartition(":")[2], say("Not withdrawn: {error}", error=error)


def _without_file(at: Office, known: frozenset[str]) -> Iterator[str]:
    """Give what the target has of articles without a file, withdrawn here or not."""
    for row in at.ledger.rows():
        if row.target == at.desk.name and row.article not in known and row.state is not State.WITHDRAWN:
            yield row.object_id


def _one(object_id: str, settings: Settings, at: Office, *, found: str = "", down: str = "") -> tuple[Sent, str]:
    """Bring one object to the target; give also why the target cannot be reached, if so."""
    item = read_item(at.catalogue.repository, object_id, settings)
    stone = tombstone(at.catalogue.repository, object_id)
    if down:
        return at.desk.queue(item, why=down), down
    try:
        sent = at.desk.send(item, found=found) if stone is None else at.desk.withdraw(item, reason=stone.reason)
    except UnreachableError as error:
        return at.desk.queue(item, why=str(error)), str(error)
    keep_receipt(item, settings, at)
    return sent, ""


def _held_to_target(article: Article, settings: Settings, name: str) -> Article:
    """Hold an article to the rules of the target's own phase, too."""
    if article.document is None or article.stopped:
        return article
    kinds = {target: each.kind for target, each in settings.targets.items()}
    phase = rules.phase_of_target(name, kinds, rules.phases_of(schema_paths(settings)[1]))
    held = validate_document(article.document, settings, phase=phase)
    said = {(f.rule, f.line, f.column, f.path, f.about) for f in article.findings}
    more = tuple(f for f in held.findings if (f.rule, f.line, f.column, f.path, f.about) not in said)
    return replace(article, findings=article.findings + more, stopped=reaches(more, Severity.ERROR))
