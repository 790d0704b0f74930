"""How far every article has come at every target, and what the targets say when they are asked again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from titelei.deposit.desk import Sent
from titelei.deposit.errors import TargetError, UnreachableError
from titelei.deposit.ledger.ledger import Ledger, Row
from titelei.deposit.values import Difference, State
from titelei.errors import ObjectError, UsageError
from titelei.pipeline.delivery.counter import Office
from titelei.pipeline.delivery.items import keep_receipt, newest_version, read_item
from titelei.repository.ocfl import Repository
from titelei.settings import Settings


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
    newest = {row.object_id: _newest(repository, row.object_id) for row in rows.values()}
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
        if row.target != at.desk.name or not row.is_held or (articles and row.article not in articles):
            continue
        try:
            item = read_item(at.catalogue.repository, row.object_id, settings, version=row.version)
            sent, differences = at.desk.verify(item)
        except UnreachableError as error:
            yield Verified(article=row.article, target=row.target, problem=str(error), is_down=True)
            return
        except (TargetError, ObjectError) as error:
            yield Verified(article=row.article, target=row.target, problem=str(error))
        else:
            keep_receipt(item, settings, at)
            yield Verified(article=row.article, target=row.target, sent=sent, differences=differences)


def _newest(repository: Repository, object_id: str) -> str:
    """Give the newest version of the content; empty where the repository has no such object, or a damaged one."""
    try:
        return newest_version(repository, object_id)
    except (UsageError, ObjectError):
        return ""
