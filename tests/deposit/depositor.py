"""A process that deposits, to be killed: says “go”, sends one state of an article, says “done”.

``python depositor.py KIND ADDRESS FOLDER N``; ADDRESS is the peer's, or the folder of one on disk.
"""

import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from deposit.articles import NOON, QUICK, item
from servers.invenio import InvenioServer
from servers.sword import SwordServer
from titelei.deposit.desk import Desk
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
from titelei.model import User
from titelei.repository.ocfl import Repository

KINDS: Final = ("swordv2", "hal", "invenio", "bagit", "ocfl")


def desk(kind: str, address: str, folder: Path) -> Desk:
    """Give a desk with a real ledger, as ``titelei deposit`` has it; it tries everything once."""
    client: Client | None = None
    target: Target
    if kind == "bagit":
        target = BagIt(folder=Path(address), now=lambda: NOON)
    elif kind == "ocfl":
        root = Repository(Path(address))
        target = Ocfl(path=root.path, root=root, user=User(name="a", address="mailto:a@b.org"), now=lambda: NOON)
    elif kind == "invenio":
        target = Invenio(url=address)
        client = Client(address, Secrets(token=InvenioServer.token), timeouts=QUICK)
    else:
        url = f"{address}/servicedocument"
        target = Hal(url=url, domain="shs.hist") if kind == "hal" else SwordV2(url=url)
        client = Client(address, Secrets(user=SwordServer.user, password=SwordServer.password), timeouts=QUICK)
    once = Patience(tries=1, rounds=1)
    return Desk(name="peer", kind=kind, target=target, ledger=Ledger(folder), client=client, patience=once)


def main(kind: str, address: str, folder: str, number: str) -> None:
    at = desk(kind, address, Path(folder))
    sys.stdout.write("go\n")
    sys.stdout.flush()
    at.send(item(int(number)))
    sys.stdout.write("done\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
