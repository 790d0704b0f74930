"""The order in which articles go to other people's repositories: our own repository, the target, the receipt.

What is sent is what our own repository holds of the article, so that the receipt lies beside it, with its digests.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from titelei import pipeline
from titelei.catalogue import Catalogue
from titelei.catalogue.catalogue import clock as clock_from
from titelei.catalogue.item import TOMBSTONE, Tombstone
from titelei.deposit import package
from titelei.deposit.conversation import Patience
from titelei.deposit.description import describe
from titelei.deposit.desk import Desk, Plan, Sent
from titelei.deposit.errors import TargetError, UnreachableError
from titelei.deposit.ledger import Ledger, Row
from titelei.deposit.opening import open_target
from titelei.deposit.values import Difference, Item, State, digest
from titelei.errors import UsageError
from titelei.model import Severity, reaches
from titelei.pipeline import Article
from titelei.repository import Repository
from titelei.settings import Settings
from titelei.validate import phases, rule_ids

RECEIPTS: Final = "receipts/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came of one article: how far it got here, and what the target did with it, or would be asked to do."""

    article: Article
    sent: Sent | None = None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One article at one target, for ``deposit status``. ``row`` is None where it was never sent; ``waits`` names the
    version in our own repository that is newer than what the target has."""

    article: str
    target: str
    row: Row | None = None
    waits: str = ""

    @property
    def state(self) -> State:
        return self.row.state if self.row else State.NOT_SENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What ``deposit verify`` found for one article at one target.

    ``problem`` says why it could not be asked; ``is_down`` that nothing more can be asked of that target now.
    """

    article: str
    target: str
    sent: Sent | None = None
    differences: tuple[Difference, ...] = ()
    problem: str = ""
    is_down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What deliveries are made with: the target's desk, our own repository, and what there is to say beforehand."""

    desk: Desk
    catalogue: Catalogue
    ledger: Ledger
    address: str
    clock: Callable[[], datetime]
    warnings: tuple[str, ...] = ()


@contextmanager
def office(
    name: str, settings: Settings, *, now: datetime, read_only: bool = False, patience: Patience | None = None
) -> Iterator[Office]:
    """Open a target, and the ledger beside our own repository.

    Raises:
        UsageError: there is no such target.
        SettingsError: its settings lack something.
        StorageError: the ledger cannot be used.
    """
    clock = clock_from(now)
    opened = open_target(name, settings, storage_root=Repository, now=clock)
    catalogue = pipeline.open_catalogue(settings)
    ledger = Ledger(settings.repository_path, now=clock, read_only=read_only)
    desk = Desk(
        name=name,
        kind=opened.kind,
        target=opened.target,
        ledger=ledger,
        client=opened.client,
        patience=patience or Patience(),
    )
    try:
        yield Office(
            desk=desk,
            catalogue=catalogue,
            ledger=ledger,
            address=opened.address,
            clock=clock,
            warnings=opened.warnings,
        )
    finally:
        ledger.close()
        catalogue.close()


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
    for article in pipeline.run(paths, settings, now=now, jobs=jobs, message=message):
        article = _held_to_target(article, settings, at.desk.name)
        if article.stored is None or article.stopped:
            yield Delivery(article=article)
            continue
        sent, down = _one(article.stored.object_id, settings, at, found=found, down=down)
        yield Delivery(article=article, sent=sent)


def withdrawn(settings: Settings, at: Office, *, known: frozenset[str]) -> Iterator[Sent]:
    """Withdraw at the target what is withdrawn here and has no file any more (``known`` are the articles with one)."""
    down = ""
    for row in at.ledger.rows():
        is_other = row.target != at.desk.name or row.article in known
        if not is_other and row.state is not State.WITHDRAWN and _tombstone(at.catalogue.repository, row.object_id):
            sent, down = _one(row.object_id, settings, at, down=down)
            yield sent


def _one(object_id: str, settings: Settings, at: Office, *, found: str = "", down: str = "") -> tuple[Sent, str]:
    """Bring one object to the target; give also why the target cannot be reached, if so."""
    item = read_item(at.catalogue.repository, object_id, settings)
    stone = _tombstone(at.catalogue.repository, object_id)
    if down:
        return at.desk.queue(item, why=down), down
    try:
        sent = at.desk.send(item, found=found) if stone is None else at.desk.withdraw(item, reason=stone.reason)
    except UnreachableError as error:
        return at.desk.queue(item, why=str(error)), str(error)
    _keep_receipt(item, settings, at)
    return sent, ""


def plan(paths: Iterable[Path], settings: Settings, at: Office, *, jobs: int = 1) -> Iterator[Delivery]:
    """Take every file as far as :func:`deliver` does, and say what would be asked of the target. Nothing is written."""
    for article in pipeline.plan(paths, settings, jobs=jobs):
        article = _held_to_target(article, settings, at.desk.name)
        if article.stored is None or article.stopped or article.document is None:
            yield Delivery(article=article)
            continue
        files = pipeline.content(article, article.document, settings)
        item = _item(
            article.stored.object_id, article.stored.version, files, settings, pipeline.newest_change(article.document)
        )
        yield Delivery(article=article, plan=at.desk.plan(item))


def standings(settings: Settings, articles: Iterable[str]) -> tuple[Standing, ...]:
    """List every article, of the edition and of the ledger, at every target, of the settings and of the ledger."""
    repository = Repository(settings.repository_path)
    ledger = Ledger(settings.repository_path, read_only=True)
    try:
        rows = {(row.article, row.target): row for row in ledger.rows()}
    finally:
        ledger.close()
    names = sorted({*articles, *(article for article, _ in rows)})
    targets = [*settings.targets, *sorted({target for _, target in rows} - set(settings.targets))]
    newest = {row.object_id: _version(repository, row.object_id) for row in rows.values()}
    found = []
    for article in names:
        for target in targets:
            row = rows.get((article, target))
            current = newest.get(row.object_id, "") if row else ""
            is_waiting = row is not None and row.state.is_done and bool(current) and row.version != current
            found.append(Standing(article=article, target=target, row=row, waits=current if is_waiting else ""))
    return tuple(found)


def verify(settings: Settings, at: Office, *, articles: frozenset[str] = frozenset()) -> Iterator[Verified]:
    """Ask the target for every article that it has taken, and compare with what it was sent."""
    for row in at.ledger.rows():
        if row.target != at.desk.name or not row.state.is_done or (articles and row.article not in articles):
            continue
        item = read_item(at.catalogue.repository, row.object_id, settings, version=row.version)
        try:
            sent, differences = at.desk.verify(item)
        except UnreachableError as error:
            yield Verified(article=row.article, target=row.target, problem=str(error), is_down=True)
            return
        except TargetError as error:
            yield Verified(article=row.article, target=row.target, problem=str(error))
        else:
            _keep_receipt(item, settings, at)
            yield Verified(article=row.article, target=row.target, sent=sent, differences=differences)


def read_item(repository: Repository, object_id: str, settings: Settings, *, version: str | None = None) -> Item:
    """Read what is to be sent of an object: its newest content, or that of a version.

    Raises:
        UsageError: there is no such object.
        StorageError: a file of it is damaged.
    """
    number = version or _version(repository, object_id)
    files = dict(repository.get(object_id, number, wanted=_is_sent))
    message = next(v.message for v in repository.log(object_id) if v.number == number)
    return _item(object_id, number, files, settings, message)


def _item(object_id: str, version: str, files: dict[str, bytes], settings: Settings, message: str) -> Item:
    article = object_id.rpartition(":")[2]
    facts = files.get(f"out/{article}.facts.xml")
    if facts is None:
        raise UsageError(
            f"{article} has no facts.xml, from which targets are told title and authors. "
            "Take facts into [render] formats."
        )
    return Item(
        article=article,
        object_id=object_id,
        version=version,
        digest=digest({path: data for path, data in files.items() if package.counts(path)}),
        page=f"{settings.edition.base_url}articles/{article}",
        message=message,
        description=describe(facts, publisher=settings.publisher.name),
        files=files,
    )


def _is_sent(path: str) -> bool:
    return not path.startswith(RECEIPTS) and path != TOMBSTONE


def _version(repository: Repository, object_id: str) -> str:
    """Give the newest version that changed the content; those after it brought receipts, or a withdrawal."""
    log = repository.log(object_id)
    telling = [v.number for v in log if any(package.counts(path) for path in v.changed)]
    return telling[-1] if telling else log[-1].number


def _tombstone(repository: Repository, object_id: str) -> Tombstone | None:
    found = dict(repository.get(object_id, wanted=lambda path: path == TOMBSTONE))
    return msgspec.json.decode(found[TOMBSTONE], type=Tombstone) if found else None


def _held_to_target(article: Article, settings: Settings, name: str) -> Article:
    """Hold an article to the rules of the target's own phase, too."""
    if article.document is None or article.stopped:
        return article
    kinds = {target: each.kind for target, each in settings.targets.items()}
    phase = phases.of_target(name, kinds, rule_ids.phases_of(pipeline.schema_paths(settings)[1]))
    held = pipeline.validate_document(article.document, settings, phase=phase)
    said = {(f.rule, f.line, f.column, f.message) for f in article.findings}
    more = tuple(f for f in held.findings if (f.rule, f.line, f.column, f.message) not in said)
    return replace(article, findings=article.findings + more, stopped=reaches(more, Severity.ERROR))


def _keep_receipt(item: Item, settings: Settings, at: Office) -> None:
    """Put the receipt into the article's object, if there is a new one."""
    receipt = at.desk.receipt(item)
    if receipt is None:
        return
    folder = f"{RECEIPTS}{at.desk.name}/"
    there = dict(at.catalogue.repository.get(item.object_id, wanted=lambda path: path.startswith(folder)))
    same = next((path for path, data in there.items() if data == receipt), "")
    path = same or f"{folder}{len(there) + 1}.json"
    if not same:
        at.catalogue.add(
            item.object_id,
            {path: receipt},
            message=f"receipt: {at.desk.name}",
            user_name=settings.repository.user_name,
            user_address=f"mailto:{settings.repository.user_email or settings.repository.admin_email}",
            now=at.clock,
        )
    at.ledger.receipted(at.desk.name, item.article, path)
