"""What the tests of catalogue and provider deposit: small articles, and a catalogue over them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from titelei.deposit import package
from titelei.model import User
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.reading import Selection, snapshot
from titelei.repository.ocfl import Repository, Stored

DOMAIN = "titelei.example.org"
USER = {"user": User(name="The editors", address="mailto:editors@titelei.example.org")}
NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.seconds = int(now.timestamp())

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)


def identifier(name: str) -> str:
    return f"oai:{DOMAIN}:{name}"


def content(name: str, n: int = 1, *, year: int = 2021, language: str = "ru", dc: bool = True) -> dict[str, bytes]:
    """Give the n-th state of an article as it is deposited."""
    facts = (
        f'<facts xmlns="urn:titelei:facts" id="{name}" xml:lang="en"><edition><licence uri="{LICENCE}"/></edition>'
        f'<work-language tag="{language}"/><title role="main">The article {name} &amp; more {n}</title>'
        '<journal><title role="main" xml:lang="ru-Latn">Vestnik. Seriya 4</title></journal>'
        f'<date type="issued">{year}</date></facts>'
    )
    oai_dc = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ '
        'http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
        f'<dc:title xml:lang="en">The article {name} &amp; more {n}</dc:title></oai_dc:dc>\n'
    )
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}" n="{n}"><teiHeader xml:id="same"/></TEI>'
    files = {
        f"tei/{name}.xml": tei,
        f"source/{name}.txt": f"the page of {name}",
        f"out/{name}.facts.xml": facts,
        f"out/{name}.tei.xml": tei,
        "manifest.json": f'{{"made": {n}}}',
    }
    if dc:
        files[f"out/{name}.oai_dc.xml"] = oai_dc
    return {path: text.encode() for path, text in files.items()}


def open_catalogue(path: Path, database: str = "") -> Catalogue:
    return Catalogue(Repository(path), database=database, wait_seconds=10)


def put(
    catalogue: Catalogue, name: str, n: int = 1, *, now: Callable[[], datetime] | None = None, **facts: object
) -> Stored:
    return catalogue.put(
        identifier(name),
        content(name, n, **facts),  # type: ignore[arg-type]
        message=f"state {n}",
        now=now or Clock(),
        counts=package.counts,
        **USER,
    )


def withdraw(catalogue: Catalogue, name: str, reason: str = "By its author", *, now: Callable[[], datetime]) -> Stored:
    return catalogue.withdraw(identifier(name), reason=reason, now=now, **USER)


def restore(catalogue: Catalogue, name: str, *, now: Callable[[], datetime]) -> Stored:
    return catalogue.restore(identifier(name), now=now, **USER)


def listed(catalogue: Catalogue, prefix: str = "oai_dc", set_spec: str = "") -> list[tuple[str, int, bool]]:
    """Give (name, datestamp, whether deleted) of all records, in the order of a harvest."""
    selection = Selection(prefix=prefix, set_spec=set_spec)
    found = []
    with snapshot(catalogue.database) as shown:
        records = shown.page(selection, -1, 10_000)
        assert len(records) == shown.count(selection)
        for record in records:
            name = record.header.split(b"<identifier>")[1].split(b"</identifier>")[0].decode().rpartition(":")[2]
            found.append((name, record.place >> 20, not record.body))
    return found
