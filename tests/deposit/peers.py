"""One target of each kind with its peer: a double on loopback (through a proxy that can cut), or a folder."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from deposit.articles import NOON, QUICK, ledger, patience
from servers.cutting import CuttingProxy
from servers.hal import HalServer
from servers.invenio import InvenioServer
from servers.sword import SwordServer
from titelei.deposit.desk import Desk, Sent
from titelei.deposit.ledger.ledger import Ledger
from titelei.deposit.network.http import Client
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.retries import Patience
from titelei.deposit.target import Target
from titelei.deposit.targets.bagit import BagIt
from titelei.deposit.targets.hal import Hal
from titelei.deposit.targets.invenio import Invenio
from titelei.deposit.targets.ocfl import Ocfl
from titelei.deposit.targets.swordv2 import SwordV2
from titelei.deposit.values import Item
from titelei.model import User
from titelei.repository.ocfl import Repository

ON_NETWORK: Final = ("swordv2", "mets", "hal", "invenio")
ON_DISK: Final = ("bagit", "ocfl")


class Peer(ABC):
    """A target's other side, and our desk for it."""

    kind: str
    proxy: CuttingProxy | None = None
    place: Path | None = None

    @abstractmethod
    def desk(self, ledger: Ledger, how: Patience | None = None) -> Desk:
        """Give a desk, as a new process would have it."""

    @abstractmethod
    def published(self) -> list[bytes]:
        """Give the TEI of each record that readers can see (of a version chain, the newest)."""

    @abstractmethod
    def versions(self) -> int:
        """Count the states that were published."""

    @property
    def leftovers(self) -> int:
        """Count the drafts that nobody published."""
        return 0


class SwordPeer(Peer):
    kind = "swordv2"

    def __init__(self, server: SwordServer, proxy: CuttingProxy, packaging: str = "") -> None:
        self.server, self.proxy, self.packaging = server, proxy, packaging
        server.public = proxy.public

    def desk(self, ledger: Ledger, how: Patience | None = None) -> Desk:
        secrets = Secrets(user=self.server.user, password=self.server.password)
        target = SwordV2(url=self.server.service_document, packaging=self.packaging)
        client = Client(target.url, secrets, timeouts=QUICK)
        return Desk(
            name="peer", kind=self.kind, target=target, ledger=ledger, client=client, patience=how or patience()
        )

    def published(self) -> list[bytes]:
        return [item.payload for item in self.server.items.values()]

    def versions(self) -> int:
        return sum(item.revisions for item in self.server.items.values())


class HalPeer(SwordPeer):
    kind = "hal"

    def desk(self, ledger: Ledger, how: Patience | None = None) -> Desk:
        secrets = Secrets(user=self.server.user, password=self.server.password)
        target = Hal(url=self.server.service_document, on_behalf_of="idhal|jane-smith", domain="shs.hist")
        client = Client(target.url, secrets, timeouts=QUICK)
        return Desk(name="peer", kind="hal", target=target, ledger=ledger, client=client, patience=how or patience())


class InvenioPeer(Peer):
    kind = "invenio"

    def __init__(self, server: InvenioServer, proxy: CuttingProxy) -> None:
        self.server, self.proxy = server, proxy
        server.public = proxy.public

    def desk(self, ledger: Ledger, how: Patience | None = None) -> Desk:
        target = Invenio(url=self.server.public)
        client = Client(target.url, Secrets(token=self.server.token), timeouts=QUICK)
        return Desk(
            name="peer", kind="invenio", target=target, ledger=ledger, client=client, patience=how or patience()
        )

    def published(self) -> list[bytes]:
        chains = {r.parent: r for r in sorted(self.server.published, key=lambda r: r.version)}
        return [next(d or b"" for n, d in r.files.items() if n == "smith-2020.xml") for r in chains.values()]

    def versions(self) -> int:
        return len(self.server.published)

    @property
    def leftovers(self) -> int:
        return len(self.server.drafts)


class BagPeer(Peer):
    kind = "bagit"

    def __init__(self, folder: Path) -> None:
        self.folder = self.place = folder

    def desk(self, ledger: Ledger, how: Patience | None = None) -> Desk:
        target = BagIt(folder=self.folder, now=lambda: NOON, organization="titelei")
        return Desk(name="peer", kind="bagit", target=target, ledger=ledger, patience=how or patience())

    def published(self) -> list[bytes]:
        newest = sorted(self.folder.glob("smith-2020.v*"))[-1:] if self.folder.is_dir() else []
        shown = [bag / "data" / "tei" / "smith-2020.xml" for bag in newest]
        return [path.read_bytes() for path in shown if path.exists()]

    def versions(self) -> int:
        return len(list(self.folder.glob("smith-2020.v*")))

    @property
    def leftovers(self) -> int:
        return len(list(self.folder.glob(".*.partial")))


class OcflPeer(Peer):
    kind = "ocfl"

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder)
        self.place = folder

    def desk(self, ledger: Ledger, how: Patience | None = None) -> Desk:
        target = Ocfl(
            path=self.repository.path,
            root=self.repository,
            user=User(name="editors", address="mailto:editors@titelei.example.org"),
            now=lambda: NOON,
        )
        return Desk(name="peer", kind="ocfl", target=target, ledger=ledger, patience=how or patience())

    def published(self) -> list[bytes]:
        return [dict(self.repository.get(i))["tei/smith-2020.xml"] for i in self.repository.ids()]

    def versions(self) -> int:
        return sum(len(self.repository.log(i)) for i in self.repository.ids())


@contextmanager
def peer(kind: str, folder: Path, *quirks: str) -> Iterator[Peer]:
    """Give the peer of a kind: ``swordv2``, ``mets``, ``hal``, ``invenio``, ``bagit``, ``ocfl``."""
    if kind == "bagit":
        yield BagPeer(folder / "bags")
    elif kind == "ocfl":
        yield OcflPeer(folder / "other")
    else:
        with ExitStack() as stack:
            if kind == "invenio":
                invenio = stack.enter_context(InvenioServer(*quirks))
                yield InvenioPeer(invenio, stack.enter_context(CuttingProxy(invenio.port)))
            elif kind == "hal":
                hal = stack.enter_context(HalServer(*quirks))
                yield HalPeer(hal, stack.enter_context(CuttingProxy(hal.port)))
            else:
                sword = stack.enter_context(SwordServer(*quirks))
                packaging = "METSDSpaceSIP" if kind == "mets" else ""
                yield SwordPeer(sword, stack.enter_context(CuttingProxy(sword.port)), packaging)


def send(server: SwordServer, folder: Path, one: Item, *, found: str = "", **options: Any) -> Sent:
    """Send an item to a double of SWORD v2, as a new process would."""
    secrets = Secrets(user=server.user, password=server.password)
    target: Target = SwordV2(url=server.service_document, **options)
    client = Client(server.public, secrets, timeouts=QUICK)
    desk = Desk(name="peer", kind="swordv2", target=target, ledger=ledger(folder), client=client, patience=patience())
    return desk.send(one, found=found)
