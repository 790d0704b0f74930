"""When a request is repeated, how long is waited, and what is final."""

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deposit.articles import QUICK, Sleeps, item, ledger, patience
from servers.http_server import Answer, Asked, HttpServer
from servers.invenio import InvenioServer
from servers.sword import SwordServer
from titelei.deposit.desk import Desk
from titelei.deposit.errors import RefusedError, UnansweredError, UnreachableError
from titelei.deposit.ledger.ledger import Ledger
from titelei.deposit.network.http import Client, Timeouts
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.retries import Live, Patience
from titelei.deposit.targets.invenio import Invenio
from titelei.deposit.targets.swordv2 import SwordV2
from titelei.deposit.values import Request, State


class Answering(HttpServer):
    """Gives its answers one after the other, and then the last one again."""

    def __init__(self, *answers: Answer) -> None:
        super().__init__()
        self.answers = list(answers)

    def answer(self, asked: Asked) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def live(notes: Ledger, server: HttpServer, how: Patience) -> Live:
    notes.begin("peer", "smith-2020", object_id="oai:x", version="v1", digest="d")
    client = Client(server.public, Secrets(), timeouts=QUICK)
    return Live(target="peer", kind="swordv2", item=item(1), ledger=notes, client=client, patience=how)


def request(server: HttpServer, method: str, *, is_repeatable: bool) -> Request:
    return Request(purpose="try", method=method, address=f"{server.public}/x", is_repeatable=is_repeatable)


OK, DOWN = Answer(status=200), Answer(status=503)


def test_a_get_is_repeated_and_the_pauses_double(tmp_path: Path) -> None:
    sleep = Sleeps()
    with Answering(DOWN, DOWN, DOWN, OK) as server:
        talk = live(ledger(tmp_path), server, patience(tries=4, sleep=sleep))
        assert talk.ask(request(server, "GET", is_repeatable=True)).status == 200
    assert sleep.pauses == [1.0, 2.0, 4.0]


def test_a_post_that_may_have_been_done_is_not_repeated(tmp_path: Path) -> None:
    with Answering(DOWN, OK) as server:
        talk = live(ledger(tmp_path), server, patience(tries=4))
        with pytest.raises(UnansweredError):
            talk.ask(request(server, "POST", is_repeatable=False))
        assert len(server.asked) == 1
        assert talk.known.is_open("try")


def test_a_post_that_is_asked_to_come_later_is_repeated_after_that_time(tmp_path: Path) -> None:
    sleep = Sleeps()
    when = "Sun, 01 Mar 2026 12:00:30 GMT"
    asked = (Answer(status=429, headers={"Retry-After": "7"}), Answer(status=429, headers={"Retry-After": when}), OK)
    how = Patience(tries=4, sleep=sleep, now=lambda: datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC))
    with Answering(*asked) as server:
        assert live(ledger(tmp_path), server, how).ask(request(server, "POST", is_repeatable=False)).status == 200
    assert sleep.pauses == [7.0, 30.0]


def test_a_server_that_wants_too_long_a_wait_is_left_alone(tmp_path: Path) -> None:
    sleep = Sleeps()
    with Answering(Answer(status=503, headers={"Retry-After": "86400"})) as server:
        talk = live(ledger(tmp_path), server, patience(tries=4, sleep=sleep))
        with pytest.raises(UnreachableError, match="later"):
            talk.ask(request(server, "GET", is_repeatable=True))
        assert (len(server.asked), sleep.pauses) == (1, [])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 412, 413, 415, 422])
def test_a_4xx_is_final_and_explained(status: int, tmp_path: Path) -> None:
    with Answering(Answer(status=status, body=b"no, because")) as server:
        talk = live(ledger(tmp_path), server, patience(tries=4))
        with pytest.raises(RefusedError) as caught:
            talk.ask(request(server, "PUT", is_repeatable=True))
        assert len(server.asked) == 1
    assert (caught.value.words, caught.value.status) == ("no, because", status)
    assert caught.value.reading


def test_a_target_that_is_down_leaves_its_items_queued(tmp_path: Path) -> None:
    notes = ledger(tmp_path)
    with SwordServer("down") as server:
        client = Client(server.public, Secrets(user=server.user, password=server.password), timeouts=QUICK)
        target = SwordV2(url=server.service_document)
        desk = Desk(name="peer", kind="swordv2", target=target, ledger=notes, client=client, patience=patience())
        with pytest.raises(UnreachableError):
            desk.send(item(1))
        assert desk.queue(item(1, article="jones-2021"), why="down").state is State.QUEUED
        assert [row.state for row in notes.rows()] == [State.QUEUED, State.QUEUED]
        server.quirks.clear()
        assert desk.send(item(1)).state.is_done


@pytest.mark.parametrize("kind", ["swordv2", "invenio"])
def test_a_busy_server_is_waited_for(kind: str, tmp_path: Path) -> None:
    sleep = Sleeps()
    notes = ledger(tmp_path)
    how = patience(tries=4, rounds=4, sleep=sleep)
    if kind == "invenio":
        with InvenioServer("busy") as invenio:
            client = Client(invenio.public, Secrets(token=invenio.token), timeouts=QUICK)
            desk = Desk(
                name="p", kind=kind, target=Invenio(url=invenio.public), ledger=notes, client=client, patience=how
            )
            assert desk.send(item(1)).state is State.PUBLISHED
            assert len(invenio.published) == 1
            assert sleep.pauses == [3.0, 3.0]
    else:
        with SwordServer("busy") as sword:
            client = Client(sword.public, Secrets(user=sword.user, password=sword.password), timeouts=QUICK)
            target = SwordV2(url=sword.service_document)
            desk = Desk(name="p", kind=kind, target=target, ledger=notes, client=client, patience=how)
            assert desk.send(item(1)).state is State.PUBLISHED
            assert len(sword.items) == 1


@pytest.mark.parametrize("said", ["²", "٣", "nonsense", "Sun, 01 Mar 99999 12:00:30 GMT", ""])
def test_a_wait_that_cannot_be_read_is_our_own(said: str, tmp_path: Path) -> None:
    sleep = Sleeps()
    header = {"Retry-After": said.encode().decode("latin-1")}
    with Answering(Answer(status=503, headers=header), OK) as server:
        talk = live(ledger(tmp_path), server, patience(tries=2, sleep=sleep))
        assert talk.ask(request(server, "GET", is_repeatable=True)).status == 200
    assert sleep.pauses == [1.0]


@pytest.mark.parametrize("status", [302, 303, 408, 409])
def test_a_post_that_is_sent_elsewhere_or_in_conflict_may_have_been_done(status: int, tmp_path: Path) -> None:
    with Answering(Answer(status=status, headers={"Location": "/elsewhere"})) as server:
        talk = live(ledger(tmp_path), server, patience())
        with pytest.raises(RefusedError):
            talk.ask(request(server, "POST", is_repeatable=False))
        assert talk.known.is_open("try")


def test_a_reply_that_is_too_long_leaves_open_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["titelei.deposit.network.http"], "LONGEST_REPLY", 10)
    with Answering(Answer(status=201, body=b"x" * 11)) as server:
        talk = live(ledger(tmp_path), server, patience())
        with pytest.raises(RefusedError, match="longer"):
            talk.ask(request(server, "GET", is_repeatable=True))
        with pytest.raises(UnansweredError, match="longer"):
            talk.ask(request(server, "POST", is_repeatable=False))
        assert talk.known.is_open("try")


def test_a_target_that_hangs_is_asked_once_and_its_articles_wait(tmp_path: Path) -> None:
    event = threading.Event()

    class Hanging(HttpServer):
        def answer(self, asked: Asked) -> Answer:
            event.wait(5)
            return Answer(status=200)

    notes = ledger(tmp_path)
    with Hanging() as server:
        client = Client(server.public, Secrets(), timeouts=Timeouts(connect_seconds=1.0, read_seconds=0.1))
        target = SwordV2(url=f"{server.public}/servicedocument")
        how = patience(tries=4, rounds=3)
        desk = Desk(name="peer", kind="swordv2", target=target, ledger=notes, client=client, patience=how)
        with pytest.raises(UnreachableError):
            desk.send(item(1))
        event.set()
    assert len(server.asked) == 1
    assert [row.state for row in notes.rows()] == [State.QUEUED]
