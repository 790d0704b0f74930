"""What deliveries are made with: the target's desk, and our own repository with its ledger."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from titelei import pipeline
from titelei.catalogue import Catalogue
from titelei.catalogue.catalogue import clock as clock_from
from titelei.deposit.conversation import Patience
from titelei.deposit.desk import Desk
from titelei.deposit.ledger import Ledger
from titelei.deposit.opening import open_target
from titelei.repository import Repository
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
