"""Targets on the network: whether somebody answers at their address. Nothing is sent, no secret either."""

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from typing import Final

from titelei.deposit.network.http import Client, Timeouts
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.values import Request
from titelei.errors import TiteleiError
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.settings import FILE_NAME, Settings, place_of
from titelei.xml.read import shown

_PATIENCE: Final = Timeouts(connect_seconds=5, read_seconds=10, whole_seconds=15)
_NOTHING_THERE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


def reachable(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Ask each target on the network for the head of its address; who wants to know us first is there, too."""
    for name, target in settings.targets.items():
        if not target.url:
            continue
        try:
            asked = Request(purpose="doctor", method="HEAD", address=target.url)
            status = Client(target.url, Secrets(), timeouts=_PATIENCE).exchange(asked).status
        except TiteleiError as error:
            repair = say(
                "Look whether its url is right, {place}, and whether this machine has a network.",
                place=_place(name, settings),
            )
            yield _finding(Severity.ERROR, settings, error.sentence, repair)
            continue
        if status in _NOTHING_THERE:
            said = say("[targets.{name}]: the server says that there is nothing at {url}.", name=name, url=target.url)
            repair = say("Correct its url, {place}.", place=_place(name, settings))
            yield _finding(Severity.ERROR, settings, said, repair)
        elif status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED:
            said = say("[targets.{name}]: the server answers with status {status}.", name=name, status=status)
            repair = say(
                "Wait, then ask again; a deposit would be queued. If it stays so, write to who runs the server."
            )
            yield _finding(Severity.WARNING, settings, said, repair)


def _place(name: str, settings: Settings) -> str:
    return place_of(("targets", name), settings.root)


def _finding(severity: Severity, settings: Settings, sentence: str, repair: str) -> Finding:
    return Finding(
        rule="doctor-unreachable",
        severity=severity,
        file=shown(settings.root / FILE_NAME),
        message=sentence,
        repair=repair,
    )
