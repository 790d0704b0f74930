"""HAL: what is sent is valid AOfr with a domain, on_behalf_of has its form, a duplicate is told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from deposit.articles import QUICK, item, ledger, patience
from deposit.peers import peer
from servers.hal import HalServer
from titelei import pipeline, resources
from titelei.deposit.conversation import Rehearsal
from titelei.deposit.desk import Desk
from titelei.deposit.hal import Hal
from titelei.deposit.http import Client
from titelei.deposit.secrets import Secrets
from titelei.deposit.values import Item, Known, State
from titelei.settings import Settings


@pytest.fixture(scope="module")
def edition(root: Path) -> Item:
    """Give the first edition's article with the TEI that is made of it for HAL."""
    article = pipeline.accept(root / "tei" / "articles" / "ambartsumyan-2021.xml", Settings())
    (made,) = pipeline.make(article, Settings(), ("hal",)).outputs
    return replace(item(1, article=article.id), files={f"out/{made.file_name}": made.data})


def test_what_is_sent_is_valid_by_hals_own_schema(edition: Item, reference: Callable[[str], Path]) -> None:
    target = Hal(
        url="https://hal.example.org/sword/servicedocument",
        domain="shs.hist",
        grammar=resources.schemas() / "outputs" / "hal.rng",
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
    target = Hal(url="https://hal.example.org", domain="shs", grammar=resources.schemas() / "outputs" / "hal.rng")
    assert any("line" in said for said in target.faults(spoilt))
    assert "not among the outputs" in target.faults(replace(edition, files={}))[0]


@pytest.mark.parametrize(
    ("given", "is_right"), [("idhal|jane-smith", True), ("login|a;idhal|b", True), ("jane", False)]
)
def test_the_one_acted_for_has_hals_form(edition: Item, given: str, is_right: bool) -> None:
    said = Hal(url="https://hal.example.org", domain="shs", on_behalf_of=given).faults(edition)
    assert (said == ()) is is_right


def test_a_duplicate_of_somebody_elses_is_refused_and_told(tmp_path: Path) -> None:
    with HalServer() as server:
        secrets = Secrets(user=server.user, password=server.password)
        target = Hal(url=server.service_document, domain="shs")
        client = Client(server.public, secrets, timeouts=QUICK)
        for name in ("theirs", "ours"):
            notes = ledger(tmp_path / name)
            desk = Desk(name="hal", kind="hal", target=target, ledger=notes, client=client, patience=patience())
            sent = desk.send(item(1))
        assert (sent.state, len(server.items)) == (State.REFUSED, 1)
        assert "HAL holds this article already" in sent.reading
        assert "hal-04000001" in sent.words
        whole = (tmp_path / "theirs" / "repository" / "ledger.sqlite").read_bytes()
        assert b"s3cr3t-of-hal" not in whole


def test_a_review_that_ended_is_seen_by_verify(tmp_path: Path) -> None:
    with peer("hal", tmp_path) as other:
        notes = ledger(tmp_path)
        assert other.desk(notes).send(item(1)).state is State.IN_REVIEW
        server = getattr(other, "server")  # noqa: B009
        server.items[1].state = "accept"
        assert other.desk(notes).verify(item(1))[0].state is State.PUBLISHED
        assert notes.known("peer", "smith-2020").state is State.PUBLISHED
