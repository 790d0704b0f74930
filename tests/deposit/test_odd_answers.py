"""Answers with a good status and a body that is no answer: a page to log in, an error in JSON, rubbish."""

from pathlib import Path

import pytest

from deposit.articles import QUICK, item, ledger, patience
from deposit.peers import send
from servers.hal import HalServer
from servers.http_server import Answer, Asked
from servers.sword import SwordServer
from titelei.deposit.desk import Desk, Sent
from titelei.deposit.network.http import Client
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.targets.hal import Hal
from titelei.deposit.targets.swordv2 import SwordV2
from titelei.deposit.values import State

LOGIN = b"<html><body>Please log in</body></html>"
RUBBISH = (LOGIN, b'{"error": "quota"}', b"<error>quota</error>")


class OddSword(SwordServer):
    """Answers every request of one method with the same thing; ``does_it`` all the same, or not."""

    def __init__(self, method: str, answer: Answer, *, does_it: bool = False, path: str = "") -> None:
        super().__init__()
        self.method, self.odd, self.does_it, self.path = method, answer, does_it, path

    def answer(self, asked: Asked) -> Answer:
        if asked.method != self.method or self.path not in asked.path:
            return super().answer(asked)
        if self.does_it:
            super().answer(asked)
        return self.odd


class OddHal(HalServer):
    """Answers some requests with a page to log in."""

    method, path = "", ""

    def answer(self, asked: Asked) -> Answer:
        is_odd = asked.method == self.method and self.path in asked.path
        return Answer(status=200, body=LOGIN) if is_odd else super().answer(asked)


def withdraw(server: SwordServer, folder: Path) -> Sent:
    client = Client(server.public, Secrets(user=server.user, password=server.password), timeouts=QUICK)
    target = SwordV2(url=server.service_document)
    desk = Desk(name="peer", kind="swordv2", target=target, ledger=ledger(folder), client=client, patience=patience())
    return desk.withdraw(item(1), reason="Printed twice")


@pytest.mark.parametrize(("status", "body"), [*((200, each) for each in RUBBISH), (201, LOGIN), (200, b"")])
@pytest.mark.parametrize("does_it", [False, True])
def test_a_deposit_without_receipt_is_no_success_and_is_looked_for(
    status: int, body: bytes, does_it: bool, tmp_path: Path
) -> None:
    with OddSword("POST", Answer(status=status, body=body), does_it=does_it) as server:
        sent = send(server, tmp_path, item(1))
        assert (sent.state, sent.words) == (State.REFUSED, body.decode())
        assert ("a page for people" in sent.reading) is (body == LOGIN)
        server.method = ""
        assert send(server, tmp_path, item(1)).state is State.PUBLISHED
        assert len(server.items) == 1


@pytest.mark.parametrize("status", [200, 201, 303])
def test_a_location_is_a_receipt_only_where_an_entry_stands(status: int, tmp_path: Path) -> None:
    with OddSword("POST", Answer(status=status, body=LOGIN), does_it=True) as server:
        for place, state in (("/servicedocument", State.REFUSED), ("/none", State.REFUSED), ("/edit/1", None)):
            server.odd = Answer(status=status, body=LOGIN, headers={"Location": f"{server.public}{place}"})
            sent = send(server, tmp_path / place[1:5], item(1))
            assert sent.state is (state or State.PUBLISHED)
            if state:
                server.items.clear()


@pytest.mark.parametrize("body", RUBBISH)
def test_a_change_that_is_answered_with_rubbish_is_sent_again(body: bytes, tmp_path: Path) -> None:
    with OddSword("PUT", Answer(status=200, body=body)) as server:
        send(server, tmp_path, item(1))
        assert send(server, tmp_path, item(2)).state is State.REFUSED
        server.method = ""
        assert send(server, tmp_path, item(2)).state is State.PUBLISHED
        assert server.items[1].revisions == 2


@pytest.mark.parametrize("body", RUBBISH)
def test_a_withdrawal_that_is_answered_with_rubbish_is_looked_at(body: bytes, tmp_path: Path) -> None:
    with OddSword("DELETE", Answer(status=200, body=body)) as server:
        send(server, tmp_path, item(1))
        assert withdraw(server, tmp_path).state is State.REFUSED
        server.does_it = True
        assert withdraw(server, tmp_path).state is State.WITHDRAWN
        assert server.items == {}


@pytest.mark.parametrize("body", [*RUBBISH, b""])
def test_a_list_that_is_none_does_not_say_that_nothing_is_there(body: bytes, tmp_path: Path) -> None:
    with OddSword("", Answer(status=200, body=body), path="/collection") as server:
        send(server, tmp_path / "lost", item(1))
        server.method = "GET"
        assert send(server, tmp_path, item(1)).state is State.REFUSED
        server.method = ""
        assert send(server, tmp_path, item(1)).state is State.PUBLISHED
        assert len(server.items) == 1


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("GET", "/hal-"), ("PUT", "/hal-"), ("DELETE", "/hal-")])
def test_hal_is_held_to_its_answers_too(method: str, path: str, tmp_path: Path) -> None:
    with OddHal() as server:
        secrets = Secrets(user=server.user, password=server.password)
        target = Hal(url=server.service_document, domain="shs.hist")
        client = Client(server.public, secrets, timeouts=QUICK)
        notes = ledger(tmp_path)
        desk = Desk(name="peer", kind="hal", target=target, ledger=notes, client=client, patience=patience())
        if method != "POST":
            assert desk.send(item(1)).state.is_done
        server.method, server.path = method, path
        goal = item(1 if method == "DELETE" else 2)
        sent = desk.withdraw(goal, reason="Printed twice") if method == "DELETE" else desk.send(goal)
        assert (sent.state, sent.words) == (State.REFUSED, LOGIN.decode())
        server.method = ""
        assert desk.send(item(2)).state.is_done
        assert len(server.items) == 1
