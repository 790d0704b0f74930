"""Answers of InvenioRDM with a good status and a body that is no answer."""

import json
from pathlib import Path

import pytest

from deposit.articles import QUICK, item, ledger, patience
from servers.http_server import Answer, Asked
from servers.invenio import InvenioServer
from titelei.deposit.desk import Desk
from titelei.deposit.errors import RefusedError
from titelei.deposit.ledger.ledger import Ledger
from titelei.deposit.network.http import Client
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.targets.invenio import Invenio
from titelei.deposit.values import State

LOGIN = b"<html><body>Please log in</body></html>"
ERROR = json.dumps({"status": 400, "message": "Quota", "errors": [{"field": "files", "messages": ["too many"]}]})
RUBBISH = (LOGIN, ERROR.encode(), b"[1]", b'"no"', b"null", b"", b'{"id": "x", "links": [1]}')


class OddInvenio(InvenioServer):
    """Answers the requests of a method whose path ends so with one thing; ``does_it`` all the same, or not."""

    method, end, odd, does_it = "", "", Answer(status=200), False

    def answer(self, asked: Asked) -> Answer:
        if asked.method != self.method or not asked.path.endswith(self.end):
            return super().answer(asked)
        if self.does_it:
            super().answer(asked)
        return self.odd

    def desk(self, notes: Ledger) -> Desk:
        client = Client(self.public, Secrets(token=self.token), timeouts=QUICK)
        target = Invenio(url=self.public)
        return Desk(name="peer", kind="invenio", target=target, ledger=notes, client=client, patience=patience())


@pytest.mark.parametrize("does_it", [False, True])
@pytest.mark.parametrize(("status", "body"), [(200, LOGIN), (202, RUBBISH[1]), (202, b"")])
def test_what_does_not_say_that_it_is_published_is_looked_at(
    status: int, body: bytes, does_it: bool, tmp_path: Path
) -> None:
    notes = ledger(tmp_path)
    with OddInvenio() as server:
        server.method, server.end, server.does_it = "POST", "/actions/publish", does_it
        server.odd = Answer(status=status, body=body)
        sent = server.desk(notes).send(item(1))
        assert sent.state is (State.PUBLISHED if does_it else State.REFUSED)
        assert does_it or sent.words == body.decode()
        # The draft is still known, and is the one that is published.
        assert does_it or notes.known("peer", "smith-2020").links["draft"].endswith("/rec-1/draft")
        server.method = ""
        sent = server.desk(notes).send(item(1))
        assert sent.state is State.PUBLISHED
        assert dict(sent.identifiers)["id"] == "rec-1"
        assert (len(server.published), len(server.records)) == (1, 1)


@pytest.mark.parametrize("body", RUBBISH[:3])
@pytest.mark.parametrize(
    ("method", "end"),
    [("GET", "/api/user/records"), ("POST", "/api/records"), ("GET", "/files"), ("POST", "/files"), ("PUT", "/draft")],
)
def test_rubbish_in_any_answer_is_refused_in_its_own_words(method: str, end: str, body: bytes, tmp_path: Path) -> None:
    notes = ledger(tmp_path)
    with OddInvenio() as server:
        if method == "PUT":
            server.desk(notes).send(item(1))
        server.method, server.end, server.odd = method, end, Answer(status=200, body=body)
        sent = server.desk(notes).send(item(2))
        assert (sent.state, sent.words) == (State.REFUSED, body.decode())
        assert not [asked for asked in server.asked if "None" in asked.path or "records/draft" in asked.path]
        server.method = ""
        assert server.desk(notes).send(item(2)).state is State.PUBLISHED
        assert len({record.parent for record in server.published}) == 1


@pytest.mark.parametrize("body", RUBBISH)
def test_a_search_that_answers_rubbish_makes_no_second_record(body: bytes, tmp_path: Path) -> None:
    with OddInvenio() as server:
        server.desk(ledger(tmp_path / "lost")).send(item(1))
        server.method, server.end, server.odd = "GET", "/api/user/records", Answer(status=200, body=body)
        assert server.desk(ledger(tmp_path)).send(item(1)).state is State.REFUSED
        assert len(server.records) == 1


@pytest.mark.parametrize("errors", [["no title"], "no title", {"title": "none"}])
def test_errors_in_any_shape_are_errors(errors: object, tmp_path: Path) -> None:
    with OddInvenio() as server:
        body = json.dumps({"id": "rec-1", "errors": errors}).encode()
        server.method, server.end, server.odd = "POST", "/api/records", Answer(status=201, body=body)
        sent = server.desk(ledger(tmp_path)).send(item(1))
        assert (sent.state, sent.words) == (State.REFUSED, body.decode())


def test_an_answer_that_nobody_foresaw_is_a_state_and_a_sentence(tmp_path: Path) -> None:
    notes = ledger(tmp_path)
    with OddInvenio() as server:
        server.desk(notes).send(item(1))
        odd = {"id": "rec-1", "metadata": {"creators": ["Smith"]}, "pids": {"doi": 7}, "is_published": True}
        body = json.dumps(odd)
        server.method, server.end, server.odd = "GET", "/records/rec-1", Answer(status=200, body=body.encode())
        with pytest.raises(RefusedError, match="not foreseen"):
            server.desk(notes).verify(item(1))
        server.method = ""
    with OddInvenio() as server:
        server.method, server.end, server.odd = "POST", "/actions/publish", Answer(status=202, body=body.encode())
        sent = server.desk(ledger(tmp_path / "other")).send(item(1))
        assert sent.state is State.REFUSED
        assert "not foreseen" in sent.message
