"""The examination of a set-up: what is stale, missing, changed by an upgrade or wrong, each with its repair.

Nothing is changed. An examination is a function of the settings that gives findings; ``CHECKS`` has them in the order
in which they are told.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from titelei.messages import say
from titelei.model import Finding
from titelei.pipeline.doctor import files, machine, places, reaching
from titelei.settings import Settings

Check = Callable[[Settings, datetime], Iterable[Finding]]

CHECKS: Final[Mapping[str, tuple[str, Check]]] = {
    "versions": (say("Versions"), machine.versions),
    "clock": (say("Clock"), machine.clock),
    "writing": (say("Write access and space"), machine.writing),
    "settings": (say("Settings"), files.settings_left_open),
    "schemas": (say("Schemas for editing programs"), files.schemas),
    "labels": (say("Labels"), files.labels),
    "files": (say("Files of the edition"), files.unknown),
    "outputs": (say("Outputs"), files.outputs),
    "database": (say("Repository and catalogue"), places.catalogue),
    "targets": (say("Targets"), places.targets),
}
"""Name → what it looks at, and the function."""

ASKING: Final[Mapping[str, tuple[str, Check]]] = {"reachable": (say("Targets asked"), reaching.reachable)}
"""The same of what asks other machines, which is done where it is wished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One part of the set-up with what was found there."""

    name: str
    what: str
    findings: tuple[Finding, ...]


def examine(settings: Settings, *, now: datetime, asks_targets: bool = False) -> Iterable[Examined]:
    """Look at every part of the set-up, one after the other; ask the targets on the network, too, or not."""
    checks = {**CHECKS, **ASKING} if asks_targets else CHECKS
    for name, (what, check) in checks.items():
        yield Examined(name=name, what=what, findings=tuple(check(settings, now)))
