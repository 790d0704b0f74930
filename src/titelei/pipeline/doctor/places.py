"""Where things are put: the embedded repository with its catalogue, and the targets."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from titelei.errors import TiteleiError
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.settings import FILE_NAME, Settings, place_of
from titelei.xml.read import shown


def catalogue(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Open the catalogue's database, and hold its tables to what this release has."""
    from titelei.pipeline.run import open_catalogue
    from titelei.repository.catalogue.tables import SCHEMA

    file = settings.repository_path / "catalogue.sqlite"
    if settings.root == Path() or not (settings.repository.database or file.is_file()):
        return
    opened = open_catalogue(settings)
    try:
        there = opened.database.schema()
    except TiteleiError as error:
        yield _of_catalogue(Severity.ERROR, settings, error.sentence)
    else:
        if there is not None and there != SCHEMA:
            said = say(
                "The catalogue has tables of number {there}, and this release number {own}.", there=there, own=SCHEMA
            )
            yield _of_catalogue(Severity.WARNING, settings, said)
    finally:
        opened.close()


def _of_catalogue(severity: Severity, settings: Settings, sentence: str) -> Finding:
    return Finding(
        rule="doctor-database",
        severity=severity,
        file=shown(settings.repository_path),
        message=sentence,
        repair=say("Make the catalogue anew from the storage root: titelei repository rebuild."),
    )


def targets(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Open each target without asking it anything: its settings, its secrets, its folder."""
    from titelei.deposit.opening import open_target
    from titelei.repository.ocfl.store import Repository

    for name in settings.targets:
        try:
            opened = open_target(name, settings, storage_root=Repository, now=lambda: now)
        except TiteleiError as error:
            yield _finding(name, settings, Severity.ERROR, error.sentence)
            continue
        for warning in opened.warnings:
            yield _finding(name, settings, Severity.WARNING, warning)


def _finding(name: str, settings: Settings, severity: Severity, sentence: str) -> Finding:
    return Finding(
        rule="doctor-target",
        severity=severity,
        file=shown(settings.root / FILE_NAME),
        message=sentence,
        repair=say("Correct [targets.{name}], {place}.", name=name, place=place_of(("targets", name), settings.root)),
    )
