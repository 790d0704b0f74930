"""HAL: what is sent is valid AOfr with a domain, on_behalf_of has its form, a duplicate is told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from deposit.articles import QUICK, item, ledger, patience
from deposit.peers import peer
from servers.hal import PAGES, PASSWORD, HalServer
from titelei import resources
from titelei.deposit.desk import Desk
from titelei.deposit.network.http import Client
from titelei.deposit.network.secrets import Secrets
from titelei.deposit.retries import Rehearsal
from titelei.deposit.targets.hal import Hal
from titelei.deposit.values import Item, Known, State
from titelei.pipeline.render import accept, make
from titelei.settings import Settings


@pytest.fixture(scope="module")
def edition(root: Path) -> Item:
    """Give the first edition's article with the TEI that is made of it for HAL."""
    article = accept(root / "tei" / "articles" / "ambartsumyan-2021.xml", Settings())
    (made,) = make(article, Settings(), ("hal",)).outputs
    return replace(item(1, article=article.id), files={f"out/{made.file_name}": made.data})


def test_what_is_sent_is_valid_by_hals_own_schema(edition: Item, reference: Callable[[str], Path]) -> None:
    target = Hal(
        url="https://hal.example.org/sword/servicedocument",
        domain="shs.hist",
        grammar=resources.shipped("xslt/formats/hal/grammar.rng"),
    )
    assert target.faults(edition) == ()
    rehearsal = Rehearsal(Known())
    target.deposit(edition, rehearsal)
    (create,) = [request for request in rehearsal.requests if request.method == "POST"]
    schema = etree.XMLSchema(etree.parse(reference("hal/aofr-sword.xsd")))
    schema.assertValid(etree.fromstring(create.body))
    assert b'<classCode scheme="halDomain" n="shs.hist"/>' in create.body
    assert create.headers["Packaging"] == "http://purl.org/net/sword-types/AOfr"


def test_without_a_domain_nothing_is_sent(edition: Item) -> None:
    (said,) = Hal(url="https://hal.example.org").faults(edition)
    assert "hal_domain" in said


def test_what_the_grammar_refuses_is_not_sent(edition: Item) -> None:
    path = f"out/{edition.article}.hal.xml"
    spoilt = replace(edition, files={path: edition.files[path].replace(b"halTypology", b"halTypologie")})
    target = Hal(url="https://hal.example.org", domain="shs", grammar=resources.shipped("xslt/formats/hal/grammar.rng"))
    assert any("line" in said for said in target.faults(spoilt))
    assert "not among the outputs" in target.faults(replace(edition, files={}))[0]


@pytest.mark.parametrize(
    ("given", "is_right"), [("idhal|jane-smith", True), ("login|a;idhal|b", True), ("jane", False)]
)
def test_the_one_acted_for_has_hals_form(edition: Item, given: str, is_right: bool) -> None:
    said = Hal(url="https://hal.example.org", domain="shs", on_behalf_of=given).faults(edition)
    assert (said == ()) is is_right


def hal_desk(server: HalServer, folder: Path) -> Desk:
    secrets = Secrets(user=server.user, password=server.password)
    target = Hal(url=server.service_document, on_behalf_of="idhal|jane-smith", domain="shs.hist")
    client = Client(server.public, secrets, timeouts=QUICK)
    return Desk(name="hal", kind="hal", target=target, ledger=ledger(folder), client=client, patience=patience())


def test_a_notice_is_online_at_once_and_is_changed_beside_the_portals(tmp_path: Path) -> None:
    with HalServer() as server:
        sent = hal_desk(server, tmp_path).send(item(1))
        assert (sent.state, sent.message) == (State.PUBLISHED, "")
        links = dict(sent.links)
        assert links == {"alternate": f"{PAGES}/hal-04000001v1", "edit": f"{server.public}/hal-04000001"}
        assert dict(sent.identifiers) == {"hal": "hal-04000001"}
        assert hal_desk(server, tmp_path).send(item(2)).state is State.PUBLISHED
        assert server.items[1].revisions == 2
        assert server.items[1].on_behalf_of == "idhal|jane-smith"
        assert hal_desk(server, tmp_path).withdraw(item(2), reason="Printed twice").state is State.WITHDRAWN
        assert server.items == {}


def test_a_record_that_hal_does_not_know_is_a_400_and_is_made_anew(tmp_path: Path) -> None:
    with HalServer() as server:
        hal_desk(server, tmp_path).send(item(1))
        del server.items[1]
        sent = hal_desk(server, tmp_path).send(item(2))
        assert (sent.state, list(server.items)) == (State.PUBLISHED, [1])


def test_what_hal_does_not_take_while_it_looks_at_a_deposit_is_explained(tmp_path: Path) -> None:
    with HalServer(is_moderated=True) as server:
        assert hal_desk(server, tmp_path).send(item(1)).state is State.IN_REVIEW
        told = hal_desk(server, tmp_path).send(item(2))
        assert told.state is State.REFUSED
        assert "moderators" in told.reading
        server.items[1].state = "accept"
        assert hal_desk(server, tmp_path).send(item(2)).state is State.PUBLISHED


def test_a_deposit_that_was_sent_back_is_refused_in_the_moderators_words(tmp_path: Path) -> None:
    with HalServer(is_moderated=True) as server:
        hal_desk(server, tmp_path).send(item(1))
        server.items[1].state, server.comment = "update", "Add the affiliation & the page."
        verified, _ = hal_desk(server, tmp_path).verify(item(1))
        assert (verified.state, verified.words) == (State.REFUSED, server.comment)
        # Nothing changed here, so nothing is sent; a correction is.
        assert hal_desk(server, tmp_path).send(item(1)).state is State.REFUSED
        assert server.items[1].revisions == 1
        assert hal_desk(server, tmp_path).send(item(2)).state is State.IN_REVIEW
        assert server.items[1].revisions == 2


def test_an_error_in_hals_own_namespace_is_an_error_whatever_the_status(tmp_path: Path) -> None:
    with HalServer("error-in-201") as server:
        told = hal_desk(server, tmp_path).send(replace(item(1), files={"out/smith-2020.hal.xml": b"<TEI/>"}))
    assert told.state is State.REFUSED
    assert "HAL's schema" in told.reading


@pytest.mark.parametrize("article", ["same", "changed"])
def test_after_a_lost_reply_the_record_that_hal_names_is_ours(article: str, tmp_path: Path) -> None:
    with peer("hal", tmp_path) as other:
        assert other.proxy is not None
        other.proxy.cut("after", 2)
        notes = ledger(tmp_path)
        assert other.desk(notes).send(item(1)).state is State.IN_PROGRESS
        assert other.desk(notes).send(item(1 if article == "same" else 2)).state is State.PUBLISHED
        assert len(other.published()) == 1
        assert other.versions() == (1 if article == "same" else 2)


def test_a_duplicate_of_somebody_elses_is_refused_and_told(tmp_path: Path) -> None:
    with HalServer() as server:
        hal_desk(server, tmp_path / "theirs").send(item(1))
        sent = hal_desk(server, tmp_path / "ours").send(item(1))
        assert (sent.state, len(server.items)) == (State.REFUSED, 1)
        assert "HAL holds this article already" in sent.reading
        assert "hal-04000001" in sent.words


def test_the_password_that_hal_hands_out_is_nowhere(tmp_path: Path) -> None:
    with HalServer() as server:
        for n in (1, 2):
            assert PASSWORD not in repr(hal_desk(server, tmp_path).send(item(n)))
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"<hal:password>" in kept
    assert PASSWORD.encode() not in kept


def test_a_review_that_ended_is_seen_by_verify(tmp_path: Path) -> None:
    with HalServer(is_moderated=True) as server:
        assert hal_desk(server, tmp_path).send(item(1)).state is State.IN_REVIEW
        server.items[1].state = "accept"
        desk = hal_desk(server, tmp_path)
        assert desk.verify(item(1))[0].state is State.PUBLISHED
        assert desk.ledger.known("hal", "smith-2020").state is State.PUBLISHED
