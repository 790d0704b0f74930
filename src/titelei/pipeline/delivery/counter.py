"""What deliveries are made with: the target's desk, and our own repository with its ledger."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from titelei.deposit.desk import Desk
from titelei.deposit.ledger.ledger import Ledger
from titelei.deposit.opening import Opened, open_target
from titelei.deposit.retries import Patience
from titelei.errors import TiteleiError, UsageError
from titelei.messages import say
from titelei.pipeline.run import open_catalogue
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.catalogue import clock as clock_from
from titelei.repository.ocfl import Repository
from titelei.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The target's desk, our own repository, and what there is to say beforehand."""

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
        UsageError: the ledger knows the target as another server.
    """
    clock = clock_from(now)
    opened = open_target(name, settings, storage_root=Repository, now=clock)
    catalogue = open_catalogue(settings)
    ledger = Ledger(settings.repository_path, now=clock, read_only=read_only)
    try:
        _same_place(opened, ledger, read_only=read_only)
    except TiteleiError:
        ledger.close()
        catalogue.close()
        raise
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


def _same_place(opened: Opened, ledger: Ledger, *, read_only: bool) -> None:
    """Hold the target to being the server that the ledger knows it as: what one has, another has not."""
    before = ledger.place(opened.name)
    if before and before != opened.place:
        held = [row.article for row in ledger.rows() if row.target == opened.name and (row.links or row.identifiers)]
        if held:
            articles = held[0] if len(held) == 1 else say("{listed} and {n} more", listed=held[0], n=len(held) - 1)
            raise UsageError(
                say(
                    "The target {name} was {before}, which has {articles} by the ledger; by titelei.toml it "
                    "is {place} now. Nothing was sent. Set it back, and write another server as a target of "
                    "its own, [targets.{name}-2] with its own url and credentials. If the same server has a "
                    "new address, do that, too: our records there are looked for before any is made.",
                    name=opened.name,
                    before=before,
                    articles=articles,
                    place=opened.place or opened.address,
                )
            )
    if not read_only and opened.place and before != opened.place:
        ledger.keep_place(opened.name, opened.place)
