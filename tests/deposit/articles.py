"""A small article to deposit, in as many states as a test needs, and what targets are asked with in tests."""

from datetime import UTC, datetime
from pathlib import Path

from titelei.deposit import package
from titelei.deposit.description import Creator, Description
from titelei.deposit.ledger.ledger import Ledger
from titelei.deposit.network.http import Timeouts
from titelei.deposit.retries import Patience
from titelei.deposit.values import Item, digest

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
TITLE = "Policy of Postponed Sovetization: Закавказье 1920–1921"


def item(n: int = 1, *, article: str = "smith-2020", title: str = TITLE) -> Item:
    """Give the n-th state of an article, as version ``vn``."""
    files = {
        f"tei/{article}.xml": f"<TEI n='{n}'>Ж</TEI>".encode(),
        f"out/{article}.hal.xml": hal(f"{title} ({article})"),
        "manifest.json": b"{}",
    }
    return Item(
        article=article,
        object_id=f"oai:titelei.example.org:{article}",
        version=f"v{n}",
        digest=digest({path: data for path, data in files.items() if package.counts(path)}),
        page=f"https://titelei.example.org/articles/{article}",
        message=f"State {n}",
        description=Description(
            title=f"{title} ({article})",
            title_language="en",
            creators=(
                Creator(name="Smith, Jane & Co", family="Smith", given="Jane"),
                Creator(name="Smith, Jane & Co", family="Smith", given="Jane"),
            ),
            issued="2021",
            language="rus",
            abstract="Methods. <b>Ж</b>\n\nResults. None.",
            subjects=("Georgia", "Georgia", "Грузия"),
            publisher="Volgograd State University",
            licence="https://creativecommons.org/licenses/by/4.0/",
        ),
        files=files,
    )


def hal(title: str) -> bytes:
    """Give something that the double of HAL takes."""
    escaped = title.replace("&", "&amp;")
    classes = '<textClass><classCode scheme="halTypology" n="ART"/></textClass>'
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><title>{escaped}</title>{classes}</TEI>'.encode()


class Sleeps:
    """A clock's pauses, kept and not slept."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


def patience(*, tries: int = 1, rounds: int = 1, sleep: Sleeps | None = None) -> Patience:
    """Give patience that does not wait; by default every fault ends the run."""
    return Patience(tries=tries, rounds=rounds, first_seconds=1.0, longest_seconds=60.0, sleep=sleep or Sleeps())


class QuickLedger(Ledger):
    """A ledger that does not wait for its platter."""

    synchronous = "OFF"


def ledger(folder: Path) -> Ledger:
    return QuickLedger(folder / "repository", now=lambda: NOON)


QUICK = Timeouts(connect_seconds=2.0, read_seconds=5.0)
