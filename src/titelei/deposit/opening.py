"""From ``[targets.NAME]`` to a target that can be spoken with; the registry of kinds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from titelei import settings as settings_module
from titelei.deposit.errors import RefusedError
from titelei.deposit.network import secrets
from titelei.deposit.network.http import Client, Timeouts, refuse_plain_http
from titelei.deposit.target import Target
from titelei.deposit.targets.bagit import BagIt
from titelei.deposit.targets.hal import Hal
from titelei.deposit.targets.invenio import Invenio
from titelei.deposit.targets.ocfl import Ocfl, StorageRoot
from titelei.deposit.targets.sword_package import PACKAGINGS
from titelei.deposit.targets.swordv2 import SwordV2
from titelei.errors import SettingsError, UsageError
from titelei.formats import registry
from titelei.messages import say
from titelei.nearest import did_you_mean

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A target, and the client to ask it with where it is on the network. ``warnings`` are sentences."""

    name: str
    kind: str
    address: str
    target: Target
    client: Client | None
    warnings: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Which server this is, however its address is written; empty for a folder, which moves with its project."""
        parts = urlsplit(self.address)
        if self.client is None or not parts.hostname:
            return ""
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
        return f"{parts.hostname}{port}{parts.path.rstrip('/').removesuffix('/api')}"


def open_target(
    name: str,
    settings: settings_module.Settings,
    *,
    storage_root: Callable[[Path], StorageRoot],
    now: Callable[[], datetime],
    environment: Mapping[str, str] | None = None,
    timeouts: Timeouts | None = None,
) -> Opened:
    """Open the target of this name; nothing is asked of it yet.

    Raises:
        UsageError: there is no such target, or one to which nothing is sent.
        SettingsError: its settings lack something, or hold what must not be there.
    """
    target = _settings_of(name, settings)
    if target.kind in ("bagit", "ocfl"):
        if target.path is None:
            raise SettingsError(say("[targets.{name}] has no path. Write path = the folder.", name=name))
        folder = settings.root / target.path
        adapter = _on_disk(target.kind, folder, settings, storage_root, now)
        return Opened(name=name, kind=target.kind, address=str(folder), target=adapter, client=None)
    _check_url(name, target.url)
    found = secrets.find(name, environment)
    warnings = () if found.authorization() else (_without_secrets(name, target.kind, found.problem),)
    return Opened(
        name=name,
        kind=target.kind,
        address=target.url,
        target=_on_network(name, target, settings.own_xslt),
        client=Client(target.url, found, timeouts=timeouts),
        warnings=warnings,
    )


def _settings_of(name: str, settings: settings_module.Settings) -> settings_module.Target:
    if not _NAME.fullmatch(name):
        raise SettingsError(
            say(
                "A target's name has letters, digits, - and _ only, since folders bear it; {name!r} has more.",
                name=name,
            )
        )
    if name in settings.targets:
        return settings.targets[name]
    agencies = {kind.name: kind for kind in registry(settings.own_xslt) if kind.is_for_agency}
    if name in agencies:
        raise UsageError(
            say(
                "Nothing is sent to {name}: that takes a member's credentials, which titelei does not "
                "use. The file to deposit is out/<id>/{file}, written and validated by “titelei render” "
                "and “titelei check”; hand it in by the agency's own form or tool.",
                name=name,
                file=agencies[name].file("<id>"),
            )
        )
    known = ", ".join(settings.targets) or "none"
    raise UsageError(
        say(
            "There is no target “{name}”.{hint} Targets in titelei.toml: {known}. Add one as "
            "[targets.{name}] with kind and url or path.",
            name=name,
            hint=did_you_mean(name, settings.targets),
            known=known,
        )
    )


def _on_disk(
    kind: str,
    folder: Path,
    settings: settings_module.Settings,
    storage_root: Callable[[Path], StorageRoot],
    now: Callable[[], datetime],
) -> Target:
    if kind == "bagit":
        return BagIt(folder=folder, now=now, organization=settings.publisher.name or settings.repository.name)
    if folder.resolve() == settings.repository_path.resolve():
        raise SettingsError(
            say("{folder} is the embedded repository itself. Set path to another folder.", folder=folder)
        )
    return Ocfl(
        path=folder,
        root=storage_root(folder),
        user=settings.repository.user,
        now=now,
    )


def _on_network(name: str, target: settings_module.Target, own: Path | None) -> Target:
    if target.kind == "invenio":
        return Invenio(url=target.url, community=target.community)
    if target.kind == "hal":
        grammar = registry(own).named("hal").grammar
        return Hal(
            url=target.url,
            collection=target.collection,
            on_behalf_of=target.on_behalf_of,
            domain=target.hal_domain,
            grammar=grammar,
        )
    if target.packaging and target.packaging not in (*PACKAGINGS, *PACKAGINGS.values()):
        raise SettingsError(
            say(
                "[targets.{name}] packaging is {packaging!r}; allowed are {packagings}.",
                name=name,
                packaging=target.packaging,
                packagings=", ".join(PACKAGINGS),
            )
        )
    return SwordV2(
        url=target.url,
        collection=target.collection,
        on_behalf_of=target.on_behalf_of,
        packaging=target.packaging,
    )


def _check_url(name: str, url: str) -> None:
    if not url:
        raise SettingsError(say("[targets.{name}] has no url. Write url = the address of its service.", name=name))
    parts = urlsplit(url)
    if parts.username or parts.password or "access_token=" in parts.query:
        raise SettingsError(
            say(
                "[targets.{name}] url holds credentials. Take them out of titelei.toml; set {variable} "
                "and {variable2}, or {variable3}.",
                name=name,
                variable=secrets.variable(name, "user"),
                variable2=secrets.variable(name, "password"),
                variable3=secrets.variable(name, "token"),
            )
        )
    try:
        refuse_plain_http(url)
    except RefusedError as error:
        raise SettingsError(say("[targets.{name}] url: {error}", name=name, error=error)) from error


def _without_secrets(name: str, kind: str, problem: str) -> str:
    said = f"{problem} " if problem else ""
    if kind == "invenio":
        return say(
            "{said}There is no token for {name}. Set {variable}.",
            said=said,
            name=name,
            variable=secrets.variable(name, "token"),
        )
    variables = f"{secrets.variable(name, 'user')} and {secrets.variable(name, 'password')}"
    return say("{said}There are no credentials for {name}. Set {variables}.", said=said, name=name, variables=variables)
